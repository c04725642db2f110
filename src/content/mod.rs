//! Reading articles: from files to entries.
//!
//! Owns discovery, front matter, splitting, anchors, language and the pairing
//! of translations. Knows nothing of tantivy, of analysis or of terminals.

pub mod anchor;
mod applies_to;
pub mod article;
mod bold;
pub mod check;
mod classify;
mod comment;
pub mod corpus;
mod cut;
mod decode;
mod details;
mod directive;
pub mod discover;
mod docfx;
mod document;
mod footnote;
mod front_matter;
mod html;
mod include;
pub mod json_lines;
mod kept;
pub mod language;
pub mod load;
pub mod model;
mod outline;
mod problems;
mod question;
mod reference;
mod repeated;
#[cfg(test)]
pub(crate) mod sample;
mod split;
pub mod text;
pub mod translation;
mod words;
mod yaml;
mod yaml_faq;
