//! What can be asked for while someone is typing, and what is suggested.

use serde::Serialize;

use crate::model::language::LanguageTag;
use crate::model::request::Languages;

/// A request for suggestions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SuggestRequest {
    /// The text as typed so far. The last word is taken as a beginning, unless a space follows.
    pub prefix: String,
    /// Languages to take suggestions from.
    pub languages: Languages,
    /// Languages of the reader, best first.
    pub display_languages: Vec<LanguageTag>,
    /// Languages, best first, that come next.
    pub fallback_languages: Vec<LanguageTag>,
    /// Number of suggestions at most.
    pub limit: usize,
}

impl SuggestRequest {
    /// Makes a request for ten suggestions in any language.
    #[must_use]
    pub fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_string(),
            languages: Languages::Any,
            display_languages: Vec::new(),
            fallback_languages: Vec::new(),
            limit: 10,
        }
    }
}

/// Suggestions, in the shape of their JSON.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Suggestions {
    /// The version of the JSON: 1.
    pub schema: u32,
    /// The text as typed.
    pub prefix: String,
    /// Languages that were looked at.
    pub languages: Vec<LanguageTag>,
    /// Time taken inside the library, microseconds.
    pub took_us: u64,
    /// Best first: questions, then words; what takes a mistake to match comes after all else.
    pub suggestions: Vec<Suggestion>,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// A whole question, or what was typed with its last word completed.
    pub text: String,
    /// `question`, `section` or `word`.
    pub kind: &'static str,
    /// Its language.
    pub language: LanguageTag,
    /// Identifier of the entry; none for a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}
