//! Searching a published index: query in, ranked hits out.
//!
//! Owns what a query means, how candidates are scored and ranked, how hits of
//! several languages become one list, and snippets. Knows nothing of terminals.
//!
//! A search goes through the files of this module in this order: `query`
//! (words), `function_words`, `synonyms`, `acronyms`, `lookup` and `postings`, `spelling` (only for words
//! the index does not know), `compound`, `containing`, `related` (for those it hardly knows), `score` (BM25), `rank` and `proximity` (the best
//! few hundred), `fold` (languages), `duplicates` (equal answers), `searcher` and `snippet` (what is shown).

pub(crate) mod combine;
pub(crate) mod languages;
pub(crate) mod present;
pub(crate) mod query;
pub(crate) mod rank;
pub(crate) mod retrieve;
pub(crate) mod searcher;
pub(crate) mod suggest;

pub use crate::model::request::Request;
pub use crate::model::response::{
    ArticleName, Explanation, Hit, NamedEntry, Relaxed, Response, SCHEMA,
};
pub use languages::Languages;
pub use present::snippet::Snippet;
pub use searcher::Searcher;
pub use suggest::{SuggestRequest, Suggestion, Suggestions};
