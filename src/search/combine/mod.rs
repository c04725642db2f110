//! From ranked lists of several languages to one.
//!
//! Owns the language of a query, merging, and collapsing entries with the same answer.

pub(crate) mod collapse;
pub(crate) mod merge;
pub(crate) mod query_language;
