//! The seam to an engine: what a search backend must do, and the one that is built in.
//!
//! Owns a trait on plain values, at the level of requests; postings, segments and documents stay
//! behind it. Knows nothing of runs, of terminals, or of who asks.

pub(crate) mod embedded;
#[cfg(test)]
pub(crate) mod in_memory;
pub(crate) mod search_backend;

pub(crate) use embedded::EmbeddedSearch;
pub use search_backend::{IndexStatus, IndexedEntry, LanguageStatus, RankedEntry, SearchBackend};
