//! The list of Markdown dialects: syntax beyond `CommonMark`, and identifiers of headings.
//!
//! Each dialect is a file or folder of its own. `heading_ids` numbers the identifiers of a
//! page, `applies_to` finds a line that readers of every dialect may meet.

pub(crate) mod applies_to;
mod contract;
pub(crate) mod docfx;
pub(crate) mod heading_ids;
pub(crate) mod html;

pub(crate) use self::contract::{Dialect, MetadataKeys};

/// Every dialect, the default first.
pub(crate) const DIALECTS: &[&dyn Dialect] = &[&docfx::Docfx];

/// The dialect of content that names none.
pub(crate) const DEFAULT: &dyn Dialect = DIALECTS[0];
