//! Searching a published index: query in, ranked hits out.
//!
//! Owns what a query means, how candidates are scored and ranked, how hits of several languages
//! become one list, and what is shown of them. Knows nothing of terminals.
//!
//! A query goes through these modules in this order. [`searcher`] names the stages. [`resolve`] has
//! [`query`] parse it and expand its terms, and looks them up. [`rank_language`] has [`retrieve`]
//! score the entries of a language and [`rank`] order the best of them. [`combine`] makes one list of
//! several, [`present`] shows a page of it. [`suggest`] completes what is being typed. All read the
//! languages that [`open_languages`] opens.

pub(crate) mod across;
pub(crate) mod alike;
mod combine;
pub(crate) mod languages;
pub(crate) mod open_languages;
pub(crate) mod parameters;
pub(crate) mod present;
pub(crate) mod query;
mod query_vector;
pub(crate) mod rank;
pub(crate) mod rank_language;
pub(crate) mod related;
pub(crate) mod resolve;
pub(crate) mod retrieve;
pub(crate) mod searcher;
pub(crate) mod suggest;
pub(crate) mod written;

pub use crate::model::request::{Languages, Request};
pub(crate) use crate::model::response::SCHEMA;
pub use crate::model::response::{
    ArticleName, Explanation, Hit, NamedEntry, Relaxed, Response, Snippet,
};
pub use parameters::{ParameterError, RankingParameters};
pub(crate) use searcher::Searcher;
pub use suggest::{SuggestRequest, Suggestion, Suggestions};
