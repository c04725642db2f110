//! The source files that a generation was made from, as they looked then.
//!
//! `inputs.json` answers "has anything changed?" without reading content. It is
//! the one file of a generation that may be replaced: readers of the index do
//! not open it, and it tells how files looked, not what is indexed.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::generation;
use crate::index::error::IndexError;
use crate::model::file_id::{FileId, FileRef};

/// Name of the list inside a generation.
const INPUTS: &str = "inputs.json";

/// What a source file was used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum InputKind {
    /// An article.
    #[default]
    Article,
    /// A file of records.
    Records,
    /// Text of articles that include it.
    Include,
    /// A YAML file that is no article.
    Other,
}

/// One source file as it was when the generation was built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct InputFile {
    /// Number of the content root.
    #[serde(rename = "r", default, skip_serializing_if = "is_default")]
    pub root: usize,
    /// Path relative to the root.
    #[serde(rename = "p")]
    pub path: String,
    /// What it was used for.
    #[serde(rename = "k", default, skip_serializing_if = "is_default")]
    pub kind: InputKind,
    /// Size in bytes.
    #[serde(rename = "s")]
    pub size: u64,
    /// Modification time, nanoseconds since 1970; 0 when unknown or too recent to be relied on.
    #[serde(rename = "m")]
    pub modified: u64,
    /// What tells it from another file of its name, size and time; 0 when unknown.
    #[serde(rename = "i", default, skip_serializing_if = "is_default")]
    pub identity: u64,
    /// BLAKE3 of the bytes read, hexadecimal; empty when it could not be read or was not needed.
    #[serde(rename = "h", default, skip_serializing_if = "String::is_empty")]
    pub hash: String,
}

impl InputFile {
    /// Returns the name of the source file.
    pub(crate) fn file_id(&self) -> FileRef<'_> {
        FileId::new(self.root, &self.path)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Reads the list of a generation.
///
/// # Errors
/// The file is missing or not what a reindex writes.
pub(crate) fn read_inputs(generation: &Path) -> Result<Vec<InputFile>, IndexError> {
    let path = generation.join(INPUTS);
    let bytes = fs::read(&path).map_err(IndexError::missing_is_damage("read", &path))?;
    serde_json::from_slice(&bytes).map_err(|error| IndexError::Damaged {
        path,
        reason: error.to_string(),
    })
}

/// Writes the list of a generation in the making.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write_inputs(generation: &Path, inputs: &[InputFile]) -> Result<(), IndexError> {
    let path = generation.join(INPUTS);
    let bytes =
        serde_json::to_vec(inputs).map_err(|error| IndexError::io("write", &path)(error.into()))?;
    fs::write(&path, bytes).map_err(IndexError::io("write", &path))
}

/// Replaces the list of a published generation, whose content stays what it is:
/// files were touched, not changed.
///
/// # Errors
/// The file cannot be written; the old one stays.
pub(crate) fn refresh_inputs(generation: &Path, inputs: &[InputFile]) -> Result<(), IndexError> {
    let bytes = serde_json::to_vec(inputs)
        .map_err(|error| IndexError::io("write", generation)(error.into()))?;
    generation::replace_file(generation, INPUTS, &bytes)
}

/// Returns BLAKE3 over names and hashes of the inputs, in hexadecimal. Equal content has an equal
/// digest.
#[must_use]
pub(crate) fn digest(inputs: &[InputFile]) -> String {
    let mut hasher = blake3::Hasher::new();
    for input in inputs {
        hasher.update(input.root.to_string().as_bytes());
        hasher.update(&[0]);
        hasher.update(input.path.as_bytes());
        hasher.update(&[0]);
        hasher.update(input.hash.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex().to_string()
}
