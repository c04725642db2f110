//! What a run has to do: compares files with the live generation, reads those that may have
//! changed, and pairs translations.
//!
//! Nothing is written here.

pub(crate) mod cache;
pub(crate) mod changes;
pub(crate) mod compare;
pub(crate) mod disk;
pub(crate) mod fragments;
pub(crate) mod inputs;
pub(crate) mod pair;
pub(crate) mod planned;
pub(crate) mod read;
