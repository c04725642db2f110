//! What can be asked of an index.

use crate::model::article::Kind;
use crate::model::language::LanguageTag;

/// In which languages to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Languages {
    /// All languages of the index.
    Any,
    /// These; a tag without region stands for all its regions.
    Only(Vec<LanguageTag>),
}

/// A search. [`Request::new`] makes one, whose fields can then be set.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// The query as typed.
    pub query: String,
    /// In which languages to search.
    pub languages: Languages,
    /// Languages to show hits in, most preferred first.
    pub display_languages: Vec<LanguageTag>,
    /// Languages to fall back to when a hit has no translation in `display_languages`, most
    /// preferred first. They are also used for every hit if the index has none of
    /// `display_languages`.
    pub fallback_languages: Vec<LanguageTag>,
    /// Number of hits.
    pub limit: usize,
    /// Number of hits to pass over first.
    pub offset: usize,
    /// The kind of entry wanted; any kind if there is none.
    pub kind: Option<Kind>,
    /// Front matter fields and the values wanted.
    pub filters: Vec<(String, String)>,
    /// Whether everything in the query is words: quotation marks, minus and star ask for nothing.
    pub literal: bool,
    /// Whether all hits are counted, however many there are.
    pub count: bool,
    /// Whether hits carry whole answers.
    pub full: bool,
    /// Whether hits carry explanations of their scores.
    pub explain: bool,
}

impl Request {
    /// Makes a request for the five best hits in any language.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self {
            query: query.to_string(),
            languages: Languages::Any,
            display_languages: Vec::new(),
            fallback_languages: Vec::new(),
            limit: 5,
            offset: 0,
            kind: None,
            filters: Vec::new(),
            literal: false,
            count: false,
            full: false,
            explain: false,
        }
    }
}
