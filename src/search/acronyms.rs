//! Abbreviations that the content itself explains: what "CMG" and "cloud
//! management gateway" mean to each other.
//!
//! Owns when a form of a query's word stands for the other one. Which pairs a language
//! knows is in its index (see [`crate::index::acronym`]).

use std::io;
use std::sync::{Arc, OnceLock};

use tantivy::InvertedIndexReader;
use tantivy::termdict::TermDictionary;

use super::query::{Alternative, Origin, Word};
use crate::index::acronym::{self, LongForm};
use crate::index::schema::ACRONYM;
use crate::index::{IndexError, LanguageIndex};

/// What an occurrence of the other form is worth: less than a synonym that a person declared.
const ACRONYM_WEIGHT: f32 = 0.8;

/// The abbreviations of one language, opened when a query first needs them.
#[derive(Default)]
pub struct Acronyms(OnceLock<Arc<InvertedIndexReader>>);

impl Acronyms {
    /// Adds long forms to abbreviations and abbreviations to long forms.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn add(&self, index: &LanguageIndex, words: &mut [Word]) -> Result<(), IndexError> {
        // The engine makes a dictionary for a field that does not occur, which costs more than a search.
        if index.summary.acronyms == 0 {
            return Ok(());
        }
        let engine = |error| IndexError::engine(&index.summary.tag)(error);
        let reader = match self.0.get() {
            Some(reader) => reader,
            None => {
                let reader = index.segment.inverted_index(ACRONYM).map_err(engine)?;
                self.0.get_or_init(|| reader)
            }
        };
        add(reader.terms(), words).map_err(|error| {
            IndexError::engine(&index.summary.tag)(tantivy::TantivyError::from(error))
        })
    }
}

fn add(dictionary: &TermDictionary, words: &mut [Word]) -> io::Result<()> {
    let typed = as_typed(words);
    let mut found: Vec<(usize, Vec<String>)> = Vec::new();
    for (number, word) in words.iter().enumerate() {
        for term in own_terms(word).filter(|_| may_be_short(word)) {
            let longs = acronym::long_forms(dictionary, term)?;
            found.extend(longs.into_iter().map(|long| (number, long)));
        }
    }
    for start in 0..typed.len() {
        let rest = typed.get(start..).unwrap_or_default();
        for length in 1..=rest.len().min(2) {
            let beginning: Vec<String> = rest
                .iter()
                .take(length)
                .map(|(_, term)| term.clone())
                .collect();
            for LongForm { terms, shorts } in acronym::short_forms(dictionary, &beginning)? {
                let stands = rest.len() >= terms.len()
                    && rest
                        .iter()
                        .zip(&terms)
                        .all(|((_, term), wanted)| term == wanted);
                if !stands {
                    continue;
                }
                let mut covered: Vec<usize> = rest
                    .iter()
                    .take(terms.len())
                    .map(|(word, _)| *word)
                    .collect();
                covered.dedup();
                for short in shorts {
                    found.extend(covered.iter().map(|&word| (word, vec![short.clone()])));
                }
            }
        }
    }
    for (number, terms) in found {
        if let Some(word) = words.get_mut(number) {
            word.add(terms, ACRONYM_WEIGHT, Origin::Acronym);
        }
    }
    Ok(())
}

/// Whether a word can be meant as an abbreviation: "who" is a question word, "WHO" is not.
fn may_be_short(word: &Word) -> bool {
    !word.function || !word.surface.chars().any(char::is_lowercase)
}

/// The terms of the query in order, each with the number of its word; of a compound its parts.
fn as_typed(words: &[Word]) -> Vec<(usize, String)> {
    let mut typed = Vec::new();
    for (number, word) in words.iter().enumerate() {
        let parts = word
            .alternatives
            .iter()
            .find(|one| one.origin == Origin::Parts);
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
fn own_terms(word: &Word) -> impl Iterator<Item = &str> {
    let own = |one: &&Alternative| one.origin == Origin::Word;
    word.alternatives
        .iter()
        .filter(own)
        .filter_map(|one| one.terms.first().map(String::as_str))
}
