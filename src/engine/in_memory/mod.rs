//! A second engine, for tests: it keeps everything in memory, and keeps the traits honest.

mod index;
mod search;

pub(crate) use index::InMemoryIndex;
pub(crate) use search::InMemorySearch;
