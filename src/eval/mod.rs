//! Measuring relevance: judgements and rankings in, measures out.
//!
//! Owns the TREC file formats, the measures, the test of a difference between two rankings, how
//! questions are perturbed to see whether they are still found, and which sentences are pasted.
//! Does not know how a query is answered: what is measured is what users get.

mod known_item;
mod measures;
mod pasted;
mod perturbation;
mod random;
mod significance;
mod trec;
mod words;

pub(crate) use known_item::{KnownItem, rank_of_first, share_within};
pub(crate) use measures::{Measures, measure, ranked_judgements};
pub(crate) use pasted::{LengthClass, PastedSentence, draw};
pub(crate) use perturbation::Perturbation;
pub(crate) use significance::randomisation_p;
pub(crate) use trec::{
    EvalError, Judgements, Query, RunLine, read_qrels, read_queries, read_run, write_run,
};
