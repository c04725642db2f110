//! A heading, however it is written.

use std::ops::Range;

use crate::content::dialect::heading_ids::Explicit;

/// A heading as written.
#[derive(Debug)]
pub(crate) struct HeadingMark {
    /// 1 to 6.
    pub(crate) level: u8,
    /// The whole heading, its underline included.
    pub(crate) range: Range<usize>,
    /// Plain text on one line.
    pub(crate) text: String,
    /// The automatic identifier, duplicates not numbered.
    pub(crate) id: String,
    /// The identifier that the source states.
    pub(crate) explicit: Option<Explicit>,
    /// Another identifier that may lead here.
    pub(crate) alias: Option<String>,
    /// Inside a list, a quote or another block: not a place to split at.
    pub(crate) nested: bool,
    /// Nothing leads to the heading itself: one in HTML without an identifier.
    pub(crate) bare: bool,
}
