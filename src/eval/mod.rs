//! Measuring relevance: judgements and rankings in, measures out.
//!
//! Owns the TREC file formats and the measures. How a query is answered is the
//! search module's; what is measured here is what users get.

mod measures;
mod trec;

pub use measures::{Measures, measure, ranked_judgements};
pub use trec::{EvalError, Judgements, Query, RunLine, read_qrels, read_queries, write_run};
