//! Words of the index with the same beginning: "vaccine" and "vaccination", "fermer" and
//! "fermeture", which stemmers keep apart.
//!
//! Owns the choice of these words. They count less than the word itself and are looked for only in
//! the index's own vocabulary.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::rare_term::RareTerm;
use super::vocabulary::Vocabulary;
use crate::analysis::{self, EXACT_PREFIX, Form, Tokens};
use crate::index::IndexError;
use crate::search::query::term::VariantKind;
use crate::search::retrieve::fields::VOCABULARY_FIELDS;

/// Number of indexed terms that are read for one stem.
const MAX_READ: usize = 256;

/// Adds words of the index that begin as the word does and are about as long.
///
/// # Errors
/// The index is damaged.
pub(crate) fn expand(vocabulary: &Vocabulary<'_>, rare: &mut RareTerm) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.prefix_family;
    let term = &mut rare.term;
    let Some(exact) = term
        .exact
        .as_deref()
        .and_then(|exact| exact.strip_prefix(EXACT_PREFIX))
    else {
        return Ok(());
    };
    let length = exact.chars().count();
    if length < parameters.min_prefix || !analysis::is_letters(exact) {
        return Ok(());
    }
    let mut family = family(vocabulary, exact, length)?;
    family.sort_by_key(|other| (other.chars().count().abs_diff(length), other.clone()));
    let mut tokens = Tokens::default();
    let mut added = 0;
    for other in family {
        vocabulary.analyzer.analyze(&other, &mut tokens);
        for (stem, _) in tokens.iter().filter(|(_, token)| token.form == Form::Stem) {
            if added < parameters.max_added && !term.single_terms().any(|known| known == stem) {
                let indexed = vec![stem.to_string()];
                term.add(indexed, parameters.weight, VariantKind::Related);
                added += 1;
            }
        }
    }
    Ok(())
}

/// Finds the words of the index with the beginning of a word of this length.
fn family(
    vocabulary: &Vocabulary<'_>,
    word: &str,
    length: usize,
) -> Result<Vec<String>, IndexError> {
    let parameters = &vocabulary.parameters.expansion.prefix_family;
    let share = length * parameters.prefix_percent;
    let shared = share.div_ceil(100).max(parameters.min_prefix);
    // Among these the words with the nearest length are chosen.
    let most = 4 * parameters.max_added;
    let mut prefix = EXACT_PREFIX.to_string();
    prefix.extend(word.chars().take(shared));
    let mut found: Vec<String> = Vec::new();
    for field in VOCABULARY_FIELDS {
        let Some(dictionary) = vocabulary.fields().dictionary(field) else {
            continue;
        };
        dictionary.with_prefix(&prefix, |other, _| {
            if found.len() >= most {
                return ControlFlow::Break(());
            }
            let other = other.trim_start_matches(EXACT_PREFIX);
            let ending = other.chars().count().saturating_sub(shared);
            if ending <= parameters.max_ending
                && analysis::is_letters(other)
                && !found.iter().any(|known| known == other)
            {
                found.push(other.to_string());
            }
            ControlFlow::Continue(())
        })?;
    }
    Ok(found)
}

/// Adds words of the index that begin with the stem of a word that it does not know, however long
/// they are: "vaccination" for "vaccinationskortet", "टीका" for "टीकाकरण". The most frequent count.
///
/// # Errors
/// The index is damaged.
pub(crate) fn expand_by_prefix(
    vocabulary: &Vocabulary<'_>,
    rare: &mut RareTerm,
) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.prefix_family;
    let term = &mut rare.term;
    if term.exact.is_none() || !analysis::is_letters(&term.surface) {
        return Ok(());
    }
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for stem in term.single_terms() {
        if stem.chars().count() < parameters.min_stem {
            continue;
        }
        for (other, frequency) in vocabulary.fields().terms_with_prefix(stem, MAX_READ)? {
            let documents = found.entry(other).or_default();
            *documents = frequency.max(*documents);
        }
    }
    found.retain(|other, _| analysis::is_letters(other));
    let mut found: Vec<(String, u32)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (other, _) in found.into_iter().take(parameters.max_added) {
        term.add(vec![other], parameters.weight, VariantKind::Related);
    }
    Ok(())
}
