//! What can be asked of an index.

use crate::model::article::Kind;
use crate::search::languages::Languages;

/// A search.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Request {
    /// The query as typed.
    pub query: String,
    /// In which languages to search.
    pub languages: Languages,
    /// Languages to answer in, best first.
    pub answer_in: Vec<String>,
    /// Languages, best first, for a hit that has none of those: the first in which the
    /// query was found, else the language that matched best. Where the index has none of
    /// `answer_in` at all, these take its place.
    pub otherwise_in: Vec<String>,
    /// Number of hits.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// Only questions, or only sections.
    pub kind: Option<Kind>,
    /// Front matter fields and the values wanted.
    pub filters: Vec<(String, String)>,
    /// Carry whole answers.
    pub full: bool,
    /// Carry explanations.
    pub explain: bool,
}

impl Request {
    /// A request for the five best hits in any language.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self {
            query: query.to_string(),
            languages: Languages::Any,
            answer_in: Vec::new(),
            otherwise_in: Vec::new(),
            limit: 5,
            offset: 0,
            kind: None,
            filters: Vec::new(),
            full: false,
            explain: false,
        }
    }
}
