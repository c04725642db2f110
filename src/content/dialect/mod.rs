//! Dialects of Markdown: syntax beyond CommonMark, and how headings get their identifiers.
//!
//! One dialect a file; `anchor` numbers the identifiers of a page.

pub(crate) mod anchor;
pub(crate) mod applies_to;
pub(crate) mod directive;
pub(crate) mod docfx;
