//! Words of the index with the same beginning: "vaccine" and "vaccination",
//! "fermer" and "fermeture", which stemmers keep apart.
//!
//! Owns the choice of related words. They count less than the word itself and
//! are looked for only in the index's own vocabulary.

use std::collections::BTreeMap;

use crate::analysis::{self, Analyzer, EXACT_PREFIX, Form, Tokens};
use crate::index::{IndexError, TextField};
use crate::search::query::parse::{QueryTerm, VariantKind};
use crate::search::retrieve::lookup::Fields;

/// What an occurrence of a related word is worth.
const RELATED_WEIGHT: f32 = 0.2;

/// Shortest beginning that makes words related, in characters.
const MIN_PREFIX: usize = 5;

/// Share of the word that the beginning must cover, in percent.
const PREFIX_PERCENT: usize = 65;

/// Longest ending that may differ, in characters.
const MAX_ENDING: usize = 6;

/// Shortest stem by whose beginning unknown words are found, in characters.
const MIN_STEM: usize = 4;

/// Words of the index looked at for one stem.
const MAX_READ: usize = 256;

/// A word that this many entries hold needs no help.
pub const ENOUGH: usize = 64;

/// Related words beyond this many are left out.
const MAX_RELATED: usize = 6;

/// Adds related words of the index as variants.
///
/// # Errors
/// The index is damaged.
pub fn add(fields: &Fields, analyzer: &Analyzer, word: &mut QueryTerm) -> Result<(), IndexError> {
    let Some(exact) = word
        .exact
        .as_deref()
        .and_then(|exact| exact.strip_prefix(EXACT_PREFIX))
    else {
        return Ok(());
    };
    let length = exact.chars().count();
    let kept = (length * PREFIX_PERCENT).div_ceil(100).max(MIN_PREFIX);
    if length < MIN_PREFIX || !analysis::is_letters(exact) {
        return Ok(());
    }
    let prefix: String = EXACT_PREFIX
        .to_string()
        .chars()
        .chain(exact.chars().take(kept))
        .collect();
    let mut found: Vec<String> = Vec::new();
    for field in [TextField::Question, TextField::Answer] {
        let Some(reader) = fields.reader(field) else {
            continue;
        };
        let mut stream = reader
            .terms()
            .range()
            .ge(prefix.as_bytes())
            .into_stream()
            .map_err(|error| {
                IndexError::engine(analyzer.language())(tantivy::TantivyError::from(error))
            })?;
        while let Some((key, _)) = stream.next() {
            if !key.starts_with(prefix.as_bytes()) || found.len() >= 4 * MAX_RELATED {
                break;
            }
            let Ok(other) = std::str::from_utf8(key) else {
                continue;
            };
            let other = other.trim_start_matches(EXACT_PREFIX);
            let ending = other.chars().count().saturating_sub(kept);
            if ending <= MAX_ENDING
                && analysis::is_letters(other)
                && !found.iter().any(|known| known == other)
            {
                found.push(other.to_string());
            }
        }
    }
    found.sort_by_key(|other| (other.chars().count().abs_diff(length), other.clone()));
    let mut tokens = Tokens::default();
    let mut added = 0;
    for other in found {
        analyzer.analyze(&other, &mut tokens);
        for (term, _) in tokens.iter().filter(|(_, token)| token.form == Form::Stem) {
            if added < MAX_RELATED && !word.single_terms().any(|known| known == term) {
                word.add(vec![term.to_string()], RELATED_WEIGHT, VariantKind::Related);
                added += 1;
            }
        }
    }
    Ok(())
}

/// Adds words of the index that begin with the stem of a word it does not know, however long
/// they are: "vaccination" for "vaccinationskortet", "टीका" for "टीकाकरण". The most frequent count.
///
/// # Errors
/// The index is damaged.
pub fn add_longer(fields: &Fields, word: &mut QueryTerm) -> Result<(), IndexError> {
    if word.exact.is_none() || !analysis::is_letters(&word.surface) {
        return Ok(());
    }
    let stems: Vec<String> = word
        .single_terms()
        .filter(|stem| stem.chars().count() >= MIN_STEM)
        .map(str::to_string)
        .collect();
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for stem in &stems {
        for (other, frequency) in fields.terms_with_prefix(stem, MAX_READ)? {
            let documents = found.entry(other).or_default();
            *documents = frequency.max(*documents);
        }
    }
    found.retain(|other, _| analysis::is_letters(other));
    let mut found: Vec<(String, u32)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (other, _) in found.into_iter().take(MAX_RELATED) {
        word.add(vec![other], RELATED_WEIGHT, VariantKind::Related);
    }
    Ok(())
}
