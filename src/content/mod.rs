//! Reading articles: from files to entries.
//!
//! Owns discovery, front matter, splitting, anchors, language and the pairing
//! of translations. Knows nothing of tantivy, of analysis or of terminals.

pub mod anchor;
mod applies_to;
pub mod article;
mod bold;
mod classify;
mod comment;
mod cut;
mod decode;
mod details;
mod directive;
mod docfx;
mod document;
mod footnote;
mod front_matter;
mod html;
mod include;
pub mod language;
pub mod model;
mod outline;
mod problems;
mod question;
mod reference;
mod split;
pub mod text;
mod words;
mod yaml;
mod yaml_faq;
