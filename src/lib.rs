//! FAQ search over Markdown articles in many languages.

pub mod config;
pub mod content;
