//! From entries to an immutable generation on disk, and back to readers.
//!
//! Owns the tantivy schema, the building of one index per language, the
//! manifest and the atomic switch between generations. Knows how entries are
//! stored, not how they are ranked.

mod build;
mod error;
mod generation;
mod manifest;
mod open;
pub(crate) mod schema;
mod stored;
mod writer;

pub use build::{BuildOptions, Progress, Publish, Report, Stage, build, nanoseconds};
pub use error::IndexError;
pub use generation::{Live, live};
pub use manifest::{FORMAT, InputFile, LanguageSummary, Manifest, read_inputs};
pub use open::{Index, LanguageIndex};
pub use schema::{FIELD_COUNT, TEXT_FIELDS, TextField};
pub use stored::{StoredEntry, facet_term, question_hash, reference_hash};
