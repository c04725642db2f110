//! Formats of content files, each from bytes to an article or records.
//!
//! One format a file. Which files there are is `source`'s.

pub mod json_lines;
pub mod markdown;
pub(crate) mod yaml;
pub(crate) mod yaml_faq;
