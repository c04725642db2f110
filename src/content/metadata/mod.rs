//! What an article says about itself before its text begins.
//!
//! Owns front matter. Which keys a dialect gives a meaning is said by the dialect.

pub(crate) mod fragment;
pub(crate) mod front_matter;
pub(crate) mod keywords;
pub(crate) mod visibility;
pub(crate) mod yaml;
