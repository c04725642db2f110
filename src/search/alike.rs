//! Which of many queries ask the same in other words, by the vectors that a model makes of them.
//!
//! One pass: a query joins the first that it is like most, if it is like enough. Those that a model is not
//! asked about in a search, such as words and codes, are like none.

use rayon::prelude::*;

use super::open_languages::OpenLanguages;
use super::query_vector::asks;
use crate::index::IndexError;
use crate::index::vectors::above;
use crate::model::embedding::Role;
use crate::model::language::LanguageTag;

/// Queries that are compared, the first ones: each with all before it.
const MOST: usize = 2_000;

/// Queries that one thread encodes at once.
const AT_ONCE: usize = 16;

/// How far a likeness lies above that of what has nothing in common, as a share of what could be, from
/// which on two queries ask the same. Below it they are often of one matter and ask two things.
const ALIKE: f32 = 0.72;

/// Returns for each query the place of the first that asks the same: its own, where there is none. What
/// a likeness says is measured on the content, in this language if it has vectors.
///
/// # Errors
/// The index is damaged.
pub(crate) fn alike(
    languages: &OpenLanguages,
    queries: &[&str],
    language: &LanguageTag,
) -> Result<Vec<usize>, IndexError> {
    let mut first: Vec<usize> = (0..queries.len()).collect();
    let own = languages.numbers().find(|&n| languages.tag(n) == language);
    let mut base = None;
    for number in own.into_iter().chain(languages.numbers()) {
        let vectors = languages.query_vectors(number)?;
        if let Some(vectors) = vectors.filter(|vectors| vectors.are_measured()) {
            base = Some(vectors.base());
            break;
        }
    }
    let (Some(base), Some(model)) = (base, &languages.model) else {
        return Ok(first);
    };
    let asked: Vec<(usize, &str)> = queries
        .iter()
        .copied()
        .enumerate()
        .take(MOST)
        .filter(|(_, query)| asks(query))
        .collect();
    let vectors: Vec<Vec<f32>> = asked
        .par_chunks(AT_ONCE)
        .flat_map_iter(|some| {
            let texts: Vec<&str> = some.iter().map(|(_, query)| *query).collect();
            model.encoder().encode(&texts, Role::Query)
        })
        .collect();
    let mut leaders: Vec<(usize, &Vec<f32>)> = Vec::new();
    for ((place, _), vector) in asked.iter().zip(&vectors) {
        let alike = leaders.iter().map(|(leader, other)| {
            let likeness: f32 = vector.iter().zip(*other).map(|(a, b)| a * b).sum();
            (above(base, likeness), *leader)
        });
        let alike = alike.filter(|(share, _)| *share >= ALIKE);
        // Of those that are equally like it is the first.
        let best = alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best {
            Some((_, leader)) => first[*place] = leader,
            None => leaders.push((*place, vector)),
        }
    }
    Ok(first)
}
