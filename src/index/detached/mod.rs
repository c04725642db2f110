//! Entries and vocabularies apart from the engine's files, for an index that is kept elsewhere.
//!
//! An entry becomes a [`entry::DetachedEntry`]: its token streams for whoever finds candidates,
//! and a compact record of all that ranking reads. The terms of a language, with the number of
//! entries that hold each, are a [`vocabulary::Vocabulary`] in the engine's own dictionaries, so that
//! everything that walks through words works on either.

pub(crate) mod entry;
pub(crate) mod packed_name;
pub(crate) mod placed;
pub(crate) mod record;
pub(crate) mod sample;
pub(crate) mod vocabulary;
