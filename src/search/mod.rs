//! Searching a published index: query in, ranked hits out.
//!
//! Owns what a query means, how candidates are scored and ranked, how hits of
//! several languages become one list, and snippets. Knows nothing of terminals.
//!
//! A search goes through the files of this module in this order: `query`
//! (words), `function_words`, `synonyms`, `acronyms`, `lookup` and `postings`, `spelling` (only for words
//! the index does not know), `compound`, `containing`, `related` (for those it hardly knows), `score` (BM25), `rank` and `proximity` (the best
//! few hundred), `fold` (languages), `duplicates` (equal answers), `searcher` and `snippet` (what is shown).

mod acronyms;
mod compound;
mod containing;
mod duplicates;
mod fold;
mod function_words;
mod hit;
mod home;
mod language;
mod lookup;
mod postings;
mod proximity;
mod query;
mod rank;
mod related;
mod request;
mod score;
mod searcher;
mod show;
mod snippet;
mod spelling;
mod suggest;
mod synonyms;

pub use hit::{ArticleName, Explanation, Hit, NamedEntry, Relaxed, Response, SCHEMA};
pub use language::Languages;
pub use request::Request;
pub use searcher::Searcher;
pub use snippet::Snippet;
pub use suggest::{SuggestRequest, Suggestion, Suggestions};
