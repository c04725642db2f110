//! Writing the index of a language: terms, columns, merging, fingerprints.
//!
//! Knows how entries are stored, not which entries a run writes.

pub(crate) mod answer_fingerprint;
pub(crate) mod merge;
mod parallel_merge;
mod replace;
pub(crate) mod tokenizer;
pub(crate) mod unsynced;
pub(crate) mod writer;
