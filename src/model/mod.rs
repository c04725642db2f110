//! Values that the whole crate speaks: articles, entries, problems, languages, requests, responses.
//!
//! No files, no search engine, no terminal. Everything else depends on this; it depends on nothing.

pub(crate) mod article;
pub(crate) mod embedding;
pub(crate) mod file_id;
pub(crate) mod filter;
pub(crate) mod hash;
pub(crate) mod index_name;
pub(crate) mod language;
pub(crate) mod node_address;
pub(crate) mod problem;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod rule;
pub(crate) mod severity;
