//! What each command does: from options to library calls to output.

pub(super) mod check;
pub(super) mod eval;
#[cfg(all(unix, feature = "serve"))]
pub(super) mod export;
pub(super) mod generate;
pub(super) mod list;
pub(super) mod mcp;
#[cfg(feature = "meaning")]
pub(super) mod model;
mod open;
pub(super) mod reindex;
pub(super) mod report;
pub(super) mod rollback;
pub(super) mod search;
#[cfg(all(unix, feature = "serve"))]
pub(super) mod serve;
pub(super) mod show;
pub(super) mod status;
pub(super) mod suggest;
