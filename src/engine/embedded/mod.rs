//! The engine that is built in: generations in an index folder, behind the traits of an engine.

mod build;
mod index;
mod published;
mod search;
mod vectors;

pub(crate) use index::EmbeddedIndex;
pub(crate) use published::PublishedFolder;
pub(crate) use search::EmbeddedSearch;
