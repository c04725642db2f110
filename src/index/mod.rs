//! From entries to an immutable generation on disk, and back to readers.
//!
//! Owns the tantivy schema, the parts that make up the index of a language, what
//! a generation records about itself and its sources, and the atomic switch
//! between generations. Knows how entries are stored, not how they are ranked,
//! and not what a run decides to do: that is [`crate::reindex`]'s.

pub(crate) mod abbreviation;
pub(crate) mod build;
#[cfg(feature = "opensearch")]
pub(crate) mod detached;
pub(crate) mod error;
pub(crate) mod mapped;
mod removed;
pub(crate) mod reversed_terms;
mod sketches;
pub(crate) mod store;
mod taken_over;
pub(crate) mod time;
pub(crate) mod vector_journal;
mod vector_row;
mod vector_summary;
pub(crate) mod vectors;

pub(crate) use build::answer_fingerprint::AnswerFingerprint;
pub use error::IndexError;
pub(crate) use removed::Removed;
pub(crate) use store::catalog::Finding;
pub(crate) use store::generation::{Live, WriterLock, live, published};
pub(crate) use store::inputs::{InputFile, InputKind, read_inputs};
pub(crate) use store::manifest::{
    Configuration, LanguageSummary, Manifest, read_manifest, write_manifest,
};
pub(crate) use store::open::{Index, LanguageIndex, live_or_itself};
pub(crate) use store::schema::{FIELD_COUNT, TEXT_FIELDS, TextField};
pub(crate) use store::stored::{EntryName, StoredEntry, facet_term, question_hash, reference_hash};
pub(crate) use time::{nanoseconds, seconds, utc_of_seconds};
