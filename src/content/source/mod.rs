//! From content roots to text: finding files, reading and decoding them, including others.
//!
//! Knows where each line came from. What the text means is not its business.

pub(crate) mod beginning;
pub(crate) mod decode;
pub(crate) mod discover;
pub(crate) mod encoding;
pub(crate) mod exclude;
pub(crate) mod identity;
pub(crate) mod include;
pub(crate) mod limits;
pub(crate) mod line_map;
pub(crate) mod load;
pub(crate) mod places;
mod unread;
