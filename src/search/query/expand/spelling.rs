//! Words of the index that are spelt like a word that it does not know.
//!
//! Owns the choice of corrections: by edit distance (a swap of neighbours counts one), by
//! frequency, and with care for the first letter, which people rarely get wrong. tantivy's fuzzy
//! query scores all of them alike; here its automaton only finds them.

use super::rare_term::RareTerm;
use super::vocabulary::Vocabulary;
use crate::analysis::{self, EXACT_PREFIX};
use crate::index::{IndexError, TextField};
use crate::search::query::parse;
use crate::search::query::term::VariantKind;
use crate::search::retrieve::fields::VOCABULARY_FIELDS;
use crate::search::written::{Holder, as_written};

/// A word of the index close to a misspelt one.
#[derive(Clone, Debug, PartialEq)]
struct Correction {
    /// The word as it stands in the index.
    word: String,
    /// The weight of an occurrence.
    weight: f32,
    /// The number of entries that hold it.
    documents: u32,
}

/// Adds corrections as variants and notes the best one. What is most likely a misspelt function word
/// weighs as one, and has no correction.
///
/// # Errors
/// The index is damaged.
pub(crate) fn expand(vocabulary: &Vocabulary<'_>, rare: &mut RareTerm) -> Result<(), IndexError> {
    let parameters = &vocabulary.parameters.expansion.spelling;
    let term = &mut rare.term;
    // "Whta's": what stands after the apostrophe is an ending, and stays.
    let (typed, ending) = match term.surface.find(['\'', '’']) {
        Some(at) => term.surface.split_at(at),
        None => (term.surface.as_str(), ""),
    };
    let capital = typed.starts_with(char::is_uppercase);
    let (typed, ending) = (typed.to_lowercase(), ending.to_string());
    let length = typed.chars().count();
    let letters = analysis::is_letters(&typed);
    if length < parameters.min_chars || !letters || (term.exact.is_none() && ending.is_empty()) {
        return Ok(());
    }
    let mut found = corrections(vocabulary, &typed, 1)?;
    if found.is_empty() && length >= parameters.two_mistakes_chars {
        found = corrections(vocabulary, &typed, 2)?;
    }
    // A function word as correction tells nothing. Where it is the most likely one, what was typed
    // tells as little, unless it is all there is: it is that function word, or one of the words that
    // are less likely.
    let is_function =
        |correction: &Correction| function_weight(vocabulary, &correction.word).is_some();
    let weight = found.first().filter(|_| !rare.is_alone);
    let weight = weight.and_then(|best| function_weight(vocabulary, &best.word));
    if let Some(weight) = weight {
        term.weight *= weight;
        term.is_function_word = found.iter().all(is_function);
    }
    let is_likely = |correction: &Correction| term.is_function_word || !is_function(correction);
    // Alone, it still finds what holds it, though it is not offered.
    if !rare.is_alone || !found.iter().all(is_function) {
        found.retain(is_likely);
    }
    for correction in &found {
        for indexed in vocabulary.terms_of(&correction.word) {
            term.add(vec![indexed], correction.weight, VariantKind::Spelling);
        }
    }
    if weight.is_some() {
        return Ok(());
    }
    let Some(best) = found.first().filter(|best| !is_function(best)) else {
        return Ok(());
    };
    rare.correction = Some(as_typed(&written(vocabulary, &best.word)?, capital) + &ending);
    Ok(())
}

/// Returns a word of the index as an entry writes it.
fn written(vocabulary: &Vocabulary<'_>, word: &str) -> Result<String, IndexError> {
    let exact = format!("{EXACT_PREFIX}{word}");
    let Vocabulary {
        segment, analyzer, ..
    } = *vocabulary;
    for field in VOCABULARY_FIELDS {
        if let Some(cursor) = segment.fields.positions(field, &exact)? {
            let holder = Holder {
                doc: cursor.doc(),
                in_answer: field == TextField::Answer,
            };
            return as_written(segment, analyzer, holder, word);
        }
    }
    Ok(word.to_string())
}

/// Returns the weight of a word if it is a function word.
fn function_weight(vocabulary: &Vocabulary<'_>, word: &str) -> Option<f32> {
    let mut terms = parse::terms(vocabulary.analyzer, word, &vocabulary.parameters.terms);
    let [term] = terms.as_mut_slice() else {
        return None;
    };
    let weight = vocabulary.parameters.function_words.weight;
    vocabulary.function_words.weigh(term, weight);
    term.is_function_word.then_some(term.weight)
}

/// Writes a correction with a capital where one was typed.
fn as_typed(word: &str, capital: bool) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) if capital => first.to_uppercase().chain(characters).collect(),
        _ => word.to_string(),
    }
}

/// Returns the next character in the order of UTF-8.
fn following(character: char) -> char {
    (character..=char::MAX).nth(1).unwrap_or(char::MAX)
}

/// Finds the words of the index within a distance, best first.
///
/// Beyond one mistake only those with the same first letter are read: who makes two mistakes rarely
/// makes one there, and reading all others costs ten times as much.
fn corrections(
    vocabulary: &Vocabulary<'_>,
    typed: &str,
    distance: u8,
) -> Result<Vec<Correction>, IndexError> {
    let first = typed.chars().next();
    let parameters = &vocabulary.parameters.expansion.spelling;
    let weight = if distance > 1 {
        parameters.two_mistakes
    } else {
        parameters.one_mistake
    };
    let mut found: Vec<Correction> = Vec::new();
    // A mistake in the prefix itself would lead through all other terms.
    let mut from = EXACT_PREFIX.to_string();
    let mut to = following(EXACT_PREFIX).to_string();
    if let Some(first) = first.filter(|_| distance > 1) {
        from.push(first);
        to = format!("{EXACT_PREFIX}{}", following(first));
    }
    let exact = format!("{EXACT_PREFIX}{typed}");
    let fields = vocabulary.fields();
    fields.terms_within_distance(&exact, distance, &from..&to, |term, documents| {
        let Some(word) = term.strip_prefix(EXACT_PREFIX) else {
            return;
        };
        match found.iter_mut().find(|known| known.word == word) {
            Some(known) => known.documents = known.documents.max(documents),
            None => found.push(Correction {
                word: word.to_string(),
                weight: if word.chars().next() == first {
                    weight
                } else {
                    weight * parameters.other_first_letter
                },
                documents,
            }),
        }
    })?;
    found.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then_with(|| b.documents.cmp(&a.documents))
            .then_with(|| a.word.cmp(&b.word))
    });
    found.truncate(parameters.max_added);
    Ok(found)
}
