//! Words of the index that are spelt like a word it does not know.
//!
//! Owns the choice of corrections: by edit distance (a swap of neighbours
//! counts one), by frequency, and with care for the first letter, which people
//! rarely get wrong. tantivy's fuzzy query scores all of them alike; here its
//! automaton only finds them.

use tantivy::query::FuzzyTermQuery;
use tantivy::{TantivyError, Term};

use crate::analysis::{self, Analyzer, EXACT_PREFIX};
use crate::index::{IndexError, TextField};
use crate::search::query::parse::{QueryTerm, VariantKind};
use crate::search::retrieve::lookup::Fields;

/// Shortest word that is corrected; among shorter ones everything is alike.
const MIN_CHARS: usize = 4;

/// Shortest word in which two mistakes are forgiven.
const TWO_MISTAKES_CHARS: usize = 8;

/// Corrections kept for one word.
const MAX_CORRECTIONS: usize = 3;

/// What a correction is worth by distance 1 and 2.
const DISTANCE_WEIGHTS: [f32; 2] = [0.8, 0.5];

/// Factor for a correction with another first letter.
const FIRST_LETTER_FACTOR: f32 = 0.6;

/// A word of the index close to a mistyped one.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The word as it stands in the index.
    pub word: String,
    /// What it is worth.
    weight: f32,
    /// Entries that hold it.
    documents: u32,
}

/// Finds corrections for a word and adds them as variants. Returns the best one.
///
/// # Errors
/// The index is damaged.
pub fn correct(
    fields: &Fields,
    analyzer: &Analyzer,
    word: &mut QueryTerm,
) -> Result<Option<String>, IndexError> {
    // "Whta's": what stands after the apostrophe is an ending, and stays.
    let (typed, ending) = match word.surface.find(['\'', '’']) {
        Some(at) => word.surface.split_at(at),
        None => (word.surface.as_str(), ""),
    };
    let capital = typed.starts_with(char::is_uppercase);
    let (typed, ending) = (typed.to_lowercase(), ending.to_string());
    let length = typed.chars().count();
    let letters = analysis::is_letters(&typed);
    if length < MIN_CHARS || !letters || (word.exact.is_none() && ending.is_empty()) {
        return Ok(None);
    }
    let mut found = nearby(fields, analyzer, &typed, 1)?;
    if found.is_empty() && length >= TWO_MISTAKES_CHARS {
        found = nearby(fields, analyzer, &typed, 2)?;
    }
    let best = found
        .first()
        .map(|correction| as_typed(&correction.word, capital) + &ending);
    for correction in found {
        for term in crate::search::query::parse::terms(analyzer, &correction.word)
            .iter()
            .flat_map(QueryTerm::single_terms)
        {
            word.add(
                vec![term.to_string()],
                correction.weight,
                VariantKind::Spelling,
            );
        }
    }
    Ok(best)
}

/// A correction with a capital where one was typed.
fn as_typed(word: &str, capital: bool) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) if capital => first.to_uppercase().chain(characters).collect(),
        _ => word.to_string(),
    }
}

/// The next character in the order of UTF-8.
fn following(character: char) -> char {
    (character..=char::MAX).nth(1).unwrap_or(char::MAX)
}

/// Words of the index within a distance, best first. Beyond one mistake, those with the same first
/// letter: who makes two mistakes rarely makes one there, and reading all others costs ten times as much.
fn nearby(
    fields: &Fields,
    analyzer: &Analyzer,
    typed: &str,
    distance: u8,
) -> Result<Vec<Correction>, IndexError> {
    let engine = |error: TantivyError| IndexError::engine(analyzer.language())(error);
    let first = typed.chars().next();
    let weight = DISTANCE_WEIGHTS[usize::from(distance - 1).min(1)];
    let mut found: Vec<Correction> = Vec::new();
    // The automaton only reads the text of the term; both fields share it.
    let term = Term::from_field_text(
        TextField::Question.field(),
        &format!("{EXACT_PREFIX}{typed}"),
    );
    let automaton = FuzzyTermQuery::new(term, distance, true)
        .automaton()
        .map_err(engine)?;
    // A mistake in the prefix itself would lead through all other terms.
    let mut from = EXACT_PREFIX.to_string();
    let mut to = following(EXACT_PREFIX).to_string();
    if let Some(first) = first.filter(|_| distance > 1) {
        from.push(first);
        to = format!("{EXACT_PREFIX}{}", following(first));
    }
    for field in [TextField::Question, TextField::Answer] {
        let Some(reader) = fields.reader(field) else {
            continue;
        };
        let mut stream = reader
            .terms()
            .search(&automaton)
            .ge(from.as_bytes())
            .lt(to.as_bytes())
            .into_stream()
            .map_err(|error| engine(error.into()))?;
        while let Some((key, info)) = stream.next() {
            let Some(word) = std::str::from_utf8(key)
                .ok()
                .and_then(|key| key.strip_prefix(EXACT_PREFIX))
            else {
                continue;
            };
            match found.iter_mut().find(|known| known.word == word) {
                Some(known) => known.documents = known.documents.max(info.doc_freq),
                None => found.push(Correction {
                    word: word.to_string(),
                    weight: if word.chars().next() == first {
                        weight
                    } else {
                        weight * FIRST_LETTER_FACTOR
                    },
                    documents: info.doc_freq,
                }),
            }
        }
    }
    found.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then_with(|| b.documents.cmp(&a.documents))
            .then_with(|| a.word.cmp(&b.word))
    });
    found.truncate(MAX_CORRECTIONS);
    Ok(found)
}
