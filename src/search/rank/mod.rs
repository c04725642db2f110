//! The order of the candidates of one language.
//!
//! Owns the second stage: proximity, coverage, kind of entry.

pub(crate) mod proximity;
pub(crate) mod rescore;
