//! From ranked lists of several languages to one.
//!
//! Owns the language of a query, merging, and collapsing entries with the same answer.

pub(crate) mod collapse;
pub(crate) mod group_set;
pub(crate) mod hit;
pub(crate) mod merge;
pub(crate) mod missing_terms;
pub(crate) mod query_language;
pub(crate) mod result;
pub(crate) mod total;
