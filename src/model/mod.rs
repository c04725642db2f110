//! Values that the whole crate speaks: articles, entries, problems, languages, requests, responses.
//!
//! No files, no search engine, no terminal. Everything else depends on this; it depends on nothing.

pub mod article;
pub(crate) mod hash;
pub mod language;
pub mod problem;
pub mod request;
pub mod response;
