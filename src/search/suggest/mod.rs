//! Completion for search as you type: questions and words that go on as typed.
//!
//! Owns the order of the stages: [`typed`] cuts what was typed
//! into pieces, [`matching`] finds what holds them, [`collect`] does so in one language,
//! [`choose`] takes the best. Nothing is kept for it in the index: the dictionary and the postings
//! of the questions suffice.

mod automaton;
mod choose;
mod collect;
mod matching;
mod suggestions;
mod typed;

use std::time::Instant;

use self::choose::Chosen;
use self::collect::{Found, Source};
pub use self::suggestions::{SuggestRequest, Suggestion, Suggestions};
use super::open_languages::OpenLanguages;
use crate::index::IndexError;
use crate::model::response::SCHEMA;

/// Completes what someone is typing. Suggestions that forgive a mistake are sought only if those
/// without are too few.
///
/// # Errors
/// The index is damaged.
pub(crate) fn complete(
    languages: &OpenLanguages,
    request: &SuggestRequest,
) -> Result<Suggestions, IndexError> {
    let started = Instant::now();
    let scope = languages.scope(
        &request.languages,
        &request.display_languages,
        &request.fallback_languages,
    );
    let readers = &scope.readers.fallback;
    let mut chosen = Chosen::new(languages, request.limit);
    for mistake in [false, true] {
        let mut found = Found::new(mistake);
        if !chosen.is_full() {
            for &number in &scope.searched {
                let preference = readers.iter().position(|&reader| reader == number);
                let source = Source {
                    language: languages.get(number)?,
                    number,
                    preference: preference.unwrap_or(readers.len()),
                };
                found.collect(&source, &request.prefix)?;
            }
        }
        chosen.take(found)?;
    }
    Ok(Suggestions {
        schema: SCHEMA,
        prefix: request.prefix.clone(),
        languages: languages.tags_of(&scope.searched),
        took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        suggestions: chosen.suggestions,
    })
}
