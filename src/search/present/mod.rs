//! From ranked entries to hits: names, snippets, translations.
//!
//! Reads stored entries; the order is decided before.

pub(crate) mod explain;
pub(crate) mod hit;
mod marks;
pub(crate) mod presenter;
pub(crate) mod snippet;
