//! Reading articles: from files to entries.
//!
//! Owns discovery, front matter, splitting, anchors, language and the pairing
//! of translations. Knows nothing of tantivy, of analysis or of terminals.

pub mod anchor;
pub mod article;
mod classify;
mod comment;
mod cut;
mod decode;
mod docfx;
mod document;
mod front_matter;
mod html;
mod include;
pub mod language;
pub mod model;
mod outline;
mod problems;
mod question;
mod split;
pub mod text;
mod yaml;
mod yaml_faq;
