//! Markdown that every dialect shares: headings, bold questions, links, HTML, plain text.
//!
//! Works on text and events; what becomes an entry is decided in `entries`.

pub(crate) mod blocks;
pub(crate) mod bold;
pub(crate) mod comment;
pub(crate) mod contents;
pub(crate) mod details;
pub(crate) mod footnote;
pub(crate) mod heading;
pub(crate) mod html;
mod html_heading;
pub(crate) mod outline;
mod own_anchor;
pub(crate) mod reference;
mod terms;
pub(crate) mod text;
