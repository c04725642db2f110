//! The postings of one form of a word in one field: lists, what the index holds, and walks.

mod cursor;
mod indexed;
mod list;

pub(crate) use cursor::PostingCursor;
pub(crate) use indexed::{IndexedTerm, Postings};
pub(crate) use list::PostingList;
