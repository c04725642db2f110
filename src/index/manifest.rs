//! The manifest of a generation: what it holds and what it was made from.
//!
//! `manifest.json` is read by every search and therefore small; `inputs.json`
//! lists the source files and is read by `reindex` and `status` only.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::IndexError;

/// Version of the layout on disk. Raised when an older reader would misread it.
pub const FORMAT: u32 = 1;

/// Name of the manifest inside a generation.
pub const MANIFEST: &str = "manifest.json";
/// Name of the list of source files inside a generation.
pub const INPUTS: &str = "inputs.json";

/// What a generation is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the writer.
    pub format: u32,
    /// Fingerprint of the analysis that made the terms.
    pub analysis: String,
    /// Version of faq that wrote it.
    pub tool: String,
    /// When it was built, in seconds since 1970 (UTC).
    pub created: u64,
    /// BLAKE3 over the source files and the configuration, hexadecimal.
    pub content: String,
    /// Number of articles and of files of records.
    pub articles: u64,
    /// Number of problems reported while reading.
    pub problems: u64,
    /// One index per language, by tag.
    pub languages: Vec<LanguageSummary>,
}

/// The index of one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LanguageSummary {
    /// Language tag.
    pub tag: String,
    /// Number of articles.
    pub articles: u64,
    /// Number of entries.
    pub entries: u64,
    /// Entries of kind question.
    pub questions: u64,
    /// Average length of each text field, in tokens.
    pub lengths: Vec<f32>,
    /// Files of the index with their sizes in bytes.
    pub files: Vec<(String, u64)>,
}

impl LanguageSummary {
    /// An empty language.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        Self {
            tag: tag.to_string(),
            articles: 0,
            entries: 0,
            questions: 0,
            lengths: Vec::new(),
            files: Vec::new(),
        }
    }
}

/// One source file as it was when the generation was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Number of the content root.
    pub root: usize,
    /// Path relative to the root.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// Modification time, nanoseconds since 1970; 0 when unknown.
    pub modified: u64,
    /// BLAKE3 of the bytes read, hexadecimal.
    pub hash: String,
}

/// Names and sizes of the files in a folder, sorted by name.
///
/// # Errors
/// The folder cannot be listed.
pub fn list_files(folder: &Path) -> Result<Vec<(String, u64)>, IndexError> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder).map_err(IndexError::io("list", folder))? {
        let item = item.map_err(IndexError::io("list", folder))?;
        let metadata = item
            .metadata()
            .map_err(IndexError::io("inspect", &item.path()))?;
        let name = item.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && name.ends_with(".lock") {
            continue;
        }
        files.push((name, metadata.len()));
    }
    files.sort();
    Ok(files)
}

/// Reads the list of source files of a generation.
///
/// # Errors
/// The file is missing or not what a reindex writes.
pub fn read_inputs(generation: &Path) -> Result<Vec<InputFile>, IndexError> {
    let path = generation.join(INPUTS);
    let bytes = fs::read(&path).map_err(IndexError::io("read", &path))?;
    serde_json::from_slice(&bytes).map_err(|error| IndexError::Damaged {
        path,
        reason: error.to_string(),
    })
}
