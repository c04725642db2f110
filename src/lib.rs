//! FAQ search over Markdown articles in many languages.

pub mod analysis;
pub mod content;
