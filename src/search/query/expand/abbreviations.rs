//! Abbreviations that the content itself explains: what "CMG" and "cloud
//! management gateway" mean to each other.
//!
//! Owns when a form of a query's word stands for the other one. Which pairs a language
//! knows is in its index (see [`crate::index::abbreviation`]).

use std::io;

use tantivy::termdict::TermDictionary;

use crate::index::abbreviation::{self, AbbreviationFilter, LongForm};
use crate::index::store::schema::ABBREVIATION;
use crate::index::{IndexError, LanguageIndex};
use crate::search::query::parse::{QueryTerm, Variant, VariantKind};

/// What an occurrence of the other form is worth: less than a synonym that a person declared.
const ABBREVIATION_WEIGHT: f32 = 0.8;

/// Adds long forms to abbreviations and abbreviations to long forms. The dictionary is
/// opened only when the language's filter lets a word pass.
///
/// # Errors
/// The index is damaged.
pub fn add(index: &LanguageIndex, words: &mut [QueryTerm]) -> Result<(), IndexError> {
    let places = places(&index.summary.abbreviations, words);
    if places.is_empty() {
        return Ok(());
    }
    let engine = |error| IndexError::engine(&index.summary.tag)(error);
    let reader = index.segment.inverted_index(ABBREVIATION).map_err(engine)?;
    give(reader.terms(), &places, words).map_err(|error| engine(tantivy::TantivyError::from(error)))
}

/// Something in a query that may be one form of an abbreviation.
enum Place {
    /// This word, by one of its terms.
    Short { word: usize, term: String },
    /// What begins with these terms (one or two).
    Long {
        beginning: Vec<String>,
        /// All terms from there, each with the number of its word.
        rest: Vec<(usize, String)>,
    },
}

/// The places of a query that pass the language's filter.
fn places(filter: &AbbreviationFilter, words: &[QueryTerm]) -> Vec<Place> {
    let mut places = Vec::new();
    for (number, word) in words.iter().enumerate() {
        for term in own_terms(word).filter(|term| may_be_short(word) && filter.may_hold(term)) {
            places.push(Place::Short {
                word: number,
                term: term.to_string(),
            });
        }
    }
    let typed = as_typed(words);
    for start in 0..typed.len() {
        let rest = typed.get(start..).unwrap_or_default();
        for length in 1..=rest.len().min(2) {
            let beginning = rest.iter().take(length).map(|(_, term)| term.clone());
            let beginning: Vec<String> = beginning.collect();
            if filter.may_hold(&abbreviation::lookup_key(&beginning)) {
                places.push(Place::Long {
                    beginning,
                    rest: rest.to_vec(),
                });
            }
        }
    }
    places
}

fn give(dictionary: &TermDictionary, places: &[Place], words: &mut [QueryTerm]) -> io::Result<()> {
    let mut add = |word: usize, terms: Vec<String>| {
        if let Some(word) = words.get_mut(word) {
            word.add(terms, ABBREVIATION_WEIGHT, VariantKind::Abbreviation);
        }
    };
    for place in places {
        match place {
            Place::Short { word, term } => {
                for long in abbreviation::long_forms(dictionary, term)? {
                    add(*word, long);
                }
            }
            Place::Long { beginning, rest } => {
                for LongForm { terms, shorts } in abbreviation::short_forms(dictionary, beginning)?
                {
                    let mut wanted = rest.iter().zip(&terms);
                    if rest.len() < terms.len() || !wanted.all(|((_, term), wanted)| term == wanted)
                    {
                        continue;
                    }
                    for (word, _) in rest.iter().take(terms.len()) {
                        for short in &shorts {
                            add(*word, vec![short.clone()]);
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

/// Whether a word can be meant as an abbreviation: "who" is a question word, "WHO" is not.
fn may_be_short(word: &QueryTerm) -> bool {
    !word.is_function_word || !word.surface.chars().any(char::is_lowercase)
}

/// The terms of the query in order, each with the number of its word; of a compound its parts.
fn as_typed(words: &[QueryTerm]) -> Vec<(usize, String)> {
    let mut typed = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let parts = word
            .variants
            .iter()
            .find(|one| one.kind == VariantKind::Parts);
        match parts {
            Some(parts) => typed.extend(parts.terms.iter().map(|term| (number, term.clone()))),
            None => typed.extend(
                own_terms(word)
                    .next()
                    .map(|term| (number, term.to_string())),
            ),
        }
    }
    typed
}

/// The terms of the word itself.
fn own_terms(word: &QueryTerm) -> impl Iterator<Item = &str> {
    let own = |one: &&Variant| one.kind == VariantKind::Word;
    word.variants
        .iter()
        .filter(own)
        .filter_map(|one| one.terms.first().map(String::as_str))
}
