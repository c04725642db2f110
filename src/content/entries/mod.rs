//! From the parts of an article to its entries.
//!
//! Owns what a section is, where an answer ends, and that no readable word is lost.

mod answer;
pub(crate) mod classify;
pub(crate) mod extract;
mod inline;
pub(crate) mod label;
mod lead;
pub(crate) mod openers;
pub(crate) mod page;
pub(crate) mod phrases;
pub(crate) mod question;
pub(crate) mod recover;
mod section;
pub(crate) mod split;
mod splitter;
