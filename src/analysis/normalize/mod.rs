//! Forms under which a word is found: compatibility forms, case, stem, accents.
//!
//! Each step is a file and can be tested alone; `emit` says in which order they run.

pub(crate) mod fold;
pub(crate) mod forms;
pub(crate) mod nfkc;
pub(crate) mod stem;
pub(crate) mod stem_repair;
