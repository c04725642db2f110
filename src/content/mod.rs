//! Reading articles: from files to entries.
//!
//! Owns discovery, front matter, splitting, anchors, language and the pairing
//! of translations. Knows nothing of tantivy, of analysis or of terminals.

pub mod article;
pub mod check;
pub mod corpus;
pub mod discover;
pub mod json_lines;
pub mod language;
pub mod load;
pub mod model;
#[cfg(test)]
mod sample;
pub mod text;
pub mod translation;
