//! What a search engine must do to be built and searched, and the engine that is built in.
//!
//! Owns two families of traits on plain values, at the level of requests and of builds; postings,
//! segments and documents stay behind them. Knows nothing of runs, of terminals, or of who asks.

pub(crate) mod cluster;
pub(crate) mod embedded;
#[cfg(test)]
pub(crate) mod in_memory;
pub(crate) mod index_backend;
#[cfg(feature = "opensearch")]
pub(crate) mod opensearch;
pub(crate) mod place;
pub(crate) mod search_backend;
mod vectors;

pub use cluster::{Cluster, Credentials};
#[cfg(test)]
pub(crate) use embedded::EmbeddedIndex;
pub(crate) use place::Place;
pub(crate) use search_backend::SearchBackend;
pub use search_backend::{IndexStatus, IndexedEntry, LanguageStatus, MeaningStatus, RankedEntry};
