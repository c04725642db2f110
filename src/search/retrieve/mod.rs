//! Candidates: dictionary look-ups, postings, BM25.
//!
//! The first stage of ranking. Owns all that search knows of the engine; beyond this folder there
//! are plain values. [`segment`] is one language's open index, [`fields`] its texts.

pub(crate) mod best;
pub(crate) mod bm25;
mod coverage;
pub(crate) mod dictionary;
mod exhaustive;
pub(crate) mod fields;
pub(crate) mod filter;
pub(crate) mod first_stage;
pub(crate) mod matches;
pub(crate) mod positions;
pub(crate) mod postings;
pub(crate) mod pruned;
#[cfg(feature = "opensearch")]
pub(crate) mod remote;
pub(crate) mod required;
pub(crate) mod segment;
pub(crate) mod term_mask;
