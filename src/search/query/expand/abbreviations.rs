//! Abbreviations that the content itself explains: what "CMG" and "cloud
//! management gateway" mean to each other.
//!
//! Owns when one form stands for the other in a query. Which pairs a language knows is in its
//! index (see [`crate::index::abbreviation`]).

use super::vocabulary::Vocabulary;
use crate::index::IndexError;
use crate::index::abbreviation::{self, LongForm};
use crate::search::query::term::{QueryTerm, VariantKind};
use crate::search::retrieve::segment::Segment;

/// Adds long forms to abbreviations and abbreviations to long forms. The dictionary is read only
/// for what may be in it.
///
/// # Errors
/// The index is damaged.
pub(crate) fn expand(
    vocabulary: &Vocabulary<'_>,
    terms: &mut [QueryTerm],
) -> Result<(), IndexError> {
    let segment = vocabulary.segment;
    let weight = vocabulary.parameters.expansion.abbreviations.weight;
    for span in candidates(segment, terms) {
        span.expand(segment, terms, weight)?;
    }
    Ok(())
}

/// A part of the query that may be one form of an abbreviation.
enum Span {
    /// The term with this number, by one of its indexed terms.
    Short { number: usize, indexed: String },
    /// What begins with these indexed terms (one or two).
    Long {
        beginning: Vec<String>,
        /// All indexed terms from there, each with the number of its term in the query.
        rest: Vec<(usize, String)>,
    },
}

/// Finds the parts of a query that the language's filter lets pass.
fn candidates(segment: &Segment, terms: &[QueryTerm]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        for indexed in term.own_terms() {
            if may_be_short(term) && segment.may_have_abbreviation(indexed) {
                spans.push(Span::Short {
                    number,
                    indexed: indexed.to_string(),
                });
            }
        }
    }
    let typed = as_typed(terms);
    for start in 0..typed.len() {
        let rest = typed.get(start..).unwrap_or_default();
        for length in 1..=rest.len().min(2) {
            let beginning = rest.iter().take(length).map(|(_, term)| term.clone());
            let beginning: Vec<String> = beginning.collect();
            if segment.may_have_abbreviation(&abbreviation::lookup_key(&beginning)) {
                spans.push(Span::Long {
                    beginning,
                    rest: rest.to_vec(),
                });
            }
        }
    }
    spans
}

impl Span {
    /// Adds the other forms to the terms of the span. An occurrence of one is worth `weight`.
    fn expand(
        &self,
        segment: &Segment,
        terms: &mut [QueryTerm],
        weight: f32,
    ) -> Result<(), IndexError> {
        let mut add = |number: usize, form: Vec<String>| {
            if let Some(term) = terms.get_mut(number) {
                term.add(form, weight, VariantKind::Abbreviation);
            }
        };
        match self {
            Self::Short { number, indexed } => {
                for long in segment.long_forms(indexed)? {
                    add(*number, long);
                }
            }
            Self::Long { beginning, rest } => {
                for LongForm { terms, shorts } in segment.short_forms(beginning)? {
                    let mut wanted = rest.iter().zip(&terms);
                    let is_typed = rest.len() >= terms.len()
                        && wanted.all(|((_, typed), wanted)| typed == wanted);
                    if !is_typed {
                        continue;
                    }
                    for (number, _) in rest.iter().take(terms.len()) {
                        for short in &shorts {
                            add(*number, vec![short.clone()]);
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

/// Returns whether a term can be meant as an abbreviation: "who" is a question word, "WHO" is not.
fn may_be_short(term: &QueryTerm) -> bool {
    !term.is_function_word || !term.surface.chars().any(char::is_lowercase)
}

/// Returns the indexed terms of the query in order, each with the number of its term; of a
/// compound its parts.
fn as_typed(terms: &[QueryTerm]) -> Vec<(usize, String)> {
    let mut typed = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        match term.variant(VariantKind::Parts) {
            Some(parts) => typed.extend(parts.terms.iter().map(|part| (number, part.clone()))),
            None => typed.extend(term.own_terms().next().map(|own| (number, own.to_string()))),
        }
    }
    typed
}
