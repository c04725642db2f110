//! The terminal: colours, widths, wrapping, Markdown, and what may reach it at all.
//!
//! Knows nothing of searches or reports. `output` is the only place that writes.

pub(crate) mod hyperlink;
pub(crate) mod markdown;
pub(crate) mod output;
pub(crate) mod sanitize;
pub(crate) mod style;
pub(crate) mod width;
pub(crate) mod wrap;
