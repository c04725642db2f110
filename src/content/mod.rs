//! Reading articles: from files to entries.
//!
//! Owns discovery, front matter, splitting, anchors, language and the pairing
//! of translations. Knows nothing of tantivy, of analysis or of terminals.

pub mod model;
