//! What each command does: from options to library calls to output.

pub mod check;
pub mod eval;
pub mod generate;
pub mod list;
mod open;
pub mod reindex;
pub mod rollback;
pub mod search;
pub mod show;
pub mod status;
pub mod suggest;
