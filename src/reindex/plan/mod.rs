//! What a run has to read: comparing files with the last run, and gathering articles.
//!
//! Nothing is written here.

pub(crate) mod assemble;
pub(crate) mod assembly;
pub(crate) mod compare;
