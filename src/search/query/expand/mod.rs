//! Further forms of a query's terms, one kind a file.
//!
//! Each adds variants to terms. Which are tried, and in which order, is the searcher's.

pub(crate) mod abbreviations;
pub(crate) mod compounds;
pub(crate) mod decompound;
pub(crate) mod function_words;
pub(crate) mod prefix_family;
pub(crate) mod spelling;
pub(crate) mod synonyms;
