//! Measures and reports: judged queries, recorded queries, shared data.

mod eval;
mod ir_measures;
mod report;
mod shared_data;
