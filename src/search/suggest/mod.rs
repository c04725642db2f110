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
#[cfg(test)]
mod tests;
mod typed;

use std::time::Instant;

use self::choose::Chosen;
use self::collect::{Effort, Found, Source};
pub use self::suggestions::{SuggestRequest, Suggestion, Suggestions};
use super::open_languages::OpenLanguages;
use crate::index::IndexError;
use crate::model::response::SCHEMA;

/// Of questions that begin so, so many times those that are wanted are looked for: some are
/// translations of others, or equal.
const SPARE: usize = 4;

/// How many entries are looked at together. Postings are read in blocks, whatever they hold.
const TOGETHER: usize = 1_024;

/// Completes what someone is typing. Suggestions that forgive a mistake are sought only if those
/// without are too few.
///
/// # Errors
/// The index is damaged.
pub(crate) fn complete(
    languages: &OpenLanguages,
    request: &SuggestRequest,
) -> Result<Suggestions, IndexError> {
    let effort = Effort {
        enough: request.limit.saturating_mul(SPARE),
        together: TOGETHER,
    };
    complete_with(languages, request, effort)
}

fn complete_with(
    languages: &OpenLanguages,
    request: &SuggestRequest,
    effort: Effort,
) -> Result<Suggestions, IndexError> {
    let started = Instant::now();
    let scope = languages.scope(
        &request.languages,
        &request.display_languages,
        &request.fallback_languages,
    );
    let collect = |mistake: bool, effort: Effort| -> Result<Found, IndexError> {
        let mut found = Found::new(mistake, effort);
        let readers = &scope.readers.fallback;
        for &number in &scope.searched {
            let preference = readers.iter().position(|&reader| reader == number);
            let source = Source {
                language: languages.get(number)?,
                number,
                preference: preference.unwrap_or(readers.len()),
            };
            found.collect(&source, &request.prefix)?;
        }
        Ok(found)
    };
    let mut chosen = Chosen::new(languages, request.limit);
    for mistake in [false, true] {
        if !chosen.is_full() {
            let found = collect(mistake, effort)?;
            chosen.take(found, || Ok(collect(mistake, Effort::ALL)?.entries))?;
        }
    }
    Ok(Suggestions {
        schema: SCHEMA,
        prefix: request.prefix.clone(),
        languages: languages.tags_of(&scope.searched),
        took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
        suggestions: chosen.suggestions,
    })
}
