//! From text and Markdown to HTML, links and JSON-LD.

mod bare_links;
pub(in crate::serve) mod html;
pub(in crate::serve) mod json_ld;
pub(in crate::serve) mod links;
pub(in crate::serve) mod markdown;
pub(in crate::serve) mod places;
pub(in crate::serve) mod shown;
