//! What each command does: from options to library calls to output.

pub mod check;
pub mod eval;
pub mod generate;
pub mod list;
pub mod reindex;
pub mod rollback;
pub mod search;
pub mod show;
pub mod status;
pub mod suggest;

mod open;
mod report;
mod sarif;
