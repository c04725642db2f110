//! From entries to an immutable generation on disk, and back to readers.
//!
//! Owns the tantivy schema, the parts that make up the index of a language, what
//! a generation records about itself and its sources, and the atomic switch
//! between generations. Knows how entries are stored, not how they are ranked,
//! and not what a run decides to do: that is [`crate::job`]'s.

pub(crate) mod acronym;
pub(crate) mod catalog;
mod directory;
mod document;
mod error;
pub(crate) mod generation;
pub(crate) mod inputs;
mod lock;
mod manifest;
pub(crate) mod merge;
mod near_duplicate;
mod open;
pub(crate) mod pack;
pub(crate) mod prefix;
pub(crate) mod schema;
mod stored;
pub(crate) mod tails;
mod time;
mod unsynced;
pub(crate) mod writer;

pub use catalog::Finding;
pub use error::IndexError;
pub use generation::{Lease, Live, live, published};
pub use inputs::{InputFile, InputKind, read_inputs};
pub use manifest::{
    Configuration, FORMAT, LanguageSummary, Manifest, read_manifest, write_manifest,
};
pub use near_duplicate::Answer;
pub use open::{Index, LanguageIndex};
pub use schema::{FIELD_COUNT, TEXT_FIELDS, TextField};
pub use stored::{EntryName, StoredEntry, facet_term, question_hash, reference_hash};
pub use time::{nanoseconds, seconds, utc, utc_of_seconds};
