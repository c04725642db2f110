//! The vector of a query, for those queries that are worth one.
//!
//! A word, a code or a quoted text says itself what is sought; only where someone asks does it help to
//! know what is meant. The model takes longer than all the rest of a search.

use super::open_languages::OpenLanguages;
use super::query::parsed_request::ParsedRequest;
use crate::index::vectors::QueryVector;
use crate::model::embedding::Role;

/// Words that make a question.
const FEWEST_WORDS: usize = 2;

/// Letters that make a question where no spaces part words.
const FEWEST_LETTERS: usize = 4;

/// Returns the vector of a query; none without a model, or if the query is none to be understood.
pub(crate) fn query_vector(
    languages: &OpenLanguages,
    request: &ParsedRequest,
) -> Option<QueryVector> {
    let model = languages.model.as_ref()?;
    if !request.operators.is_empty() || !asks(&request.words.query) {
        return None;
    }
    let vectors = model.encoder().encode(&[&request.words.query], Role::Query);
    vectors.first().map(|vector| QueryVector::new(vector))
}

/// Returns whether a query is more than a word or a code.
fn asks(query: &str) -> bool {
    let is_word = |word: &&str| {
        let is_sign = |one: char| one.is_numeric() || matches!(one, '_' | '/' | '\\' | '=' | '@');
        word.chars().any(char::is_alphabetic) && !word.contains(is_sign)
    };
    let letters = query.chars().filter(|one| is_without_spaces(*one));
    query.split_whitespace().filter(is_word).count() >= FEWEST_WORDS
        || letters.count() >= FEWEST_LETTERS
}

/// Returns whether a character is of a script that parts no words.
fn is_without_spaces(character: char) -> bool {
    matches!(
        u32::from(character),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF
            | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF
    )
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
