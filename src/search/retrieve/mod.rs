//! Candidates: dictionary look-ups, postings, BM25.
//!
//! The first stage. Each entry that holds a term gets a score.

pub(crate) mod bm25;
pub(crate) mod lookup;
pub(crate) mod postings;
