//! FAQ search over Markdown articles in many languages.
//!
//! Articles go in ([`content`]), are split into one entry per question, made
//! into terms by language ([`analysis`]), stored in an immutable generation
//! ([`index`]) and found again ([`search`]). [`eval`] measures how well.
//! The `faq` command ([`cli`]) is one user of this library.

pub mod analysis;
#[cfg(feature = "command")]
pub mod cli;
pub mod config;
pub mod content;
pub mod engine;
pub mod eval;
pub mod index;
pub mod model;
pub mod reindex;
pub mod search;
pub mod service;
