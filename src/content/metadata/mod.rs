//! What an article says about itself before its text begins.
//!
//! Owns front matter. What a key means is the format's.

pub(crate) mod front_matter;
pub(crate) mod yaml;
