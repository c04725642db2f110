//! Values to text or JSON: reports, tables, problems.
//!
//! Owns what a result looks like. How a terminal shows it is `terminal`'s.

pub(crate) mod dialects;
pub(crate) mod eval_table;
pub(crate) mod evaluation;
pub(crate) mod hit;
pub(crate) mod left_out;
pub(crate) mod problem;
pub(crate) mod report;
pub(crate) mod sarif;
pub(crate) mod usage;
