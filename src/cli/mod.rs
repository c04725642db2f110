//! The command's side of the crate: arguments, terminals, text and JSON output.
//!
//! Nothing here knows how articles are read, indexed or searched.

pub mod args;
pub mod hyperlink;
pub mod markdown;
pub mod output;
pub mod sanitize;
pub mod style;
pub mod width;
pub mod wrap;
