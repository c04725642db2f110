//! The engine that is built in: generations in an index folder, behind the traits of an engine.

mod build;
mod index;
mod search;

pub(crate) use index::EmbeddedIndex;
pub(crate) use search::EmbeddedSearch;
