//! Measuring relevance: judgements and rankings in, measures out.
//!
//! Owns the TREC file formats, the measures, the test of a difference between two
//! rankings, and what is done to questions to see whether they are still found. How a query is answered is the
//! search module's; what is measured here is what users get.

mod known_item;
mod measures;
mod perturbation;
mod random;
mod significance;
mod trec;

pub(crate) use known_item::{KnownItem, rank_of_first};
pub(crate) use measures::{Measures, measure, ranked_judgements};
pub(crate) use perturbation::Noise;
pub(crate) use significance::randomisation_p;
pub(crate) use trec::{
    EvalError, Judgements, Query, RunLine, read_qrels, read_queries, read_run, write_run,
};
