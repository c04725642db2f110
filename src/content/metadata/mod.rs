//! What an article says about itself before its text begins.
//!
//! Owns front matter. Which keys mean something is said in `keys`.

pub(crate) mod fragment;
pub(crate) mod front_matter;
pub(crate) mod keys;
pub(crate) mod keywords;
pub(crate) mod listed;
pub(crate) mod toml_block;
pub(crate) mod visibility;
pub(crate) mod yaml;
