//! The vector of a query, for those queries and languages that are worth one.
//!
//! A word, a code or a quoted text says itself what is sought; only where someone asks does it help to
//! know what is meant. The model takes longer than all the rest of a search.

use super::open_languages::OpenLanguages;
use super::query::parsed_request::ParsedRequest;
use crate::analysis::is_unspaced;
use crate::index::IndexError;
use crate::index::vectors::QueryVector;
use crate::model::embedding::Role;

/// Words that make a question.
const FEWEST_WORDS: usize = 2;

/// Letters that make a question where no spaces part words.
const FEWEST_LETTERS: usize = 4;

/// Returns the vector of a query; none without a model, if none of the languages `searched` has
/// vectors, or if the query is none to be understood.
///
/// # Errors
/// The index is damaged.
pub(crate) fn query_vector(
    languages: &OpenLanguages,
    searched: &[usize],
    request: &ParsedRequest,
) -> Result<Option<QueryVector>, IndexError> {
    let Some(model) = &languages.model else {
        return Ok(None);
    };
    if !request.operators.is_empty() || !asks(&request.words.query) {
        return Ok(None);
    }
    for &language in searched {
        let vectors = languages.query_vectors(language)?;
        if vectors.is_some_and(|vectors| vectors.are_measured()) {
            let vectors = model.encoder().encode(&[&request.words.query], Role::Query);
            return Ok(vectors.first().map(|vector| QueryVector::new(vector)));
        }
    }
    Ok(None)
}

/// Returns whether a query is more than a word or a code.
pub(crate) fn asks(query: &str) -> bool {
    let is_word = |word: &&str| {
        let is_sign = |one: char| one.is_numeric() || matches!(one, '_' | '/' | '\\' | '=' | '@');
        word.chars().any(char::is_alphabetic) && !word.contains(is_sign)
    };
    let letters = query.chars().filter(|one| is_unspaced(*one));
    query.split_whitespace().filter(is_word).count() >= FEWEST_WORDS
        || letters.count() >= FEWEST_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_told_from_words_and_codes() {
        for query in [
            "forgot password",
            "wie geht das 2024",
            "忘记密码怎么办",
            "ลืมรหัสผ่าน",
        ] {
            assert!(asks(query), "{query}");
        }
        for query in [
            "password",
            "KB5001330",
            "0x80070005 error",
            "a_b c_d",
            "密码",
            "",
            "???",
        ] {
            assert!(!asks(query), "{query}");
        }
    }
}
