//! Reading articles: from files to entries.
//!
//! Owns discovery, front matter, splitting, anchors, language and the pairing
//! of translations. Knows nothing of tantivy, of analysis or of terminals.

pub(crate) mod address;
pub(crate) mod check;
pub(crate) mod corpus;
pub(crate) mod dialect;
pub(crate) mod entries;
pub(crate) mod format;
pub(crate) mod html;
pub(crate) mod inclusion;
pub(crate) mod json_error;
pub(crate) mod language;
pub(crate) mod markdown;
pub(crate) mod metadata;
pub(crate) mod problems;
pub(crate) mod relative;
pub(crate) mod source;
pub(crate) mod structured_data;
pub(crate) mod translation;
pub(crate) mod url;
pub(crate) mod view;

#[cfg(test)]
pub(crate) mod sample;
