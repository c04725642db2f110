//! FAQ search over Markdown articles in many languages.

pub mod cli;
pub mod content;
