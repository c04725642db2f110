//! Opens the live generation for reading.
//!
//! Segments are opened directly, not through tantivy's `IndexReader`: that one
//! takes a lock file in the index folder, which a reader without write
//! permission cannot, and a generation never changes under its reader anyway.

use std::path::Path;

use serde::de::DeserializeOwned;
use tantivy::SegmentReader;
use tantivy::index::SegmentId;
use tantivy::schema::document::DocumentDeserialize;
use tantivy::store::StoreReader;

use super::directory::GenerationDirectory;
use super::document::{StoredDocument, StoredName};
use super::generation::{Live, live};
use super::manifest::{LanguageSummary, Manifest, is_generation, read_manifest};
use super::pack::{self, check_size};
use super::stored::{EntryName, StoredEntry};
use crate::index::error::IndexError;

/// How often a reader follows a `CURRENT` that changed while it was opening.
const ATTEMPTS: usize = 5;

/// Decompressed blocks of stored entries kept per language; a page of hits
/// rarely needs more.
const STORE_CACHE_BLOCKS: usize = 8;

/// An open generation.
pub(crate) struct Index {
    /// Which generation.
    pub live: Live,
    /// What it holds.
    pub manifest: Manifest,
    directory: GenerationDirectory,
    /// tantivy's view of all languages together; none in a generation without entries.
    engine: Option<tantivy::Index>,
}

/// Finds the live generation of an index folder. The folder of a generation is that generation.
///
/// # Errors
/// Nothing is published there, or `CURRENT` is damaged.
pub(crate) fn live_or_itself(index: &Path) -> Result<Live, IndexError> {
    match live(index) {
        Err(IndexError::Missing(_)) if is_generation(index) => Ok(Live {
            name: index
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            folder: index.to_path_buf(),
        }),
        found => found,
    }
}

/// The open index of one language.
pub(crate) struct LanguageIndex {
    /// What the manifest says about it.
    pub summary: LanguageSummary,
    /// tantivy's view of its only segment.
    pub segment: SegmentReader,
    /// The stored entries.
    pub store: StoreReader,
}

impl Index {
    /// Opens the live generation of an index folder and checks that this
    /// program can read it. The folder of a generation opens that generation.
    ///
    /// # Errors
    /// Missing, of another version, or damaged.
    pub(crate) fn open(index: &Path) -> Result<Self, IndexError> {
        let mut found = live_or_itself(index)?;
        for _ in 0..ATTEMPTS {
            match Self::open_generation(&found) {
                Ok(open) => return Ok(open),
                Err(error) => {
                    // Published and retired between our two reads? Then CURRENT moved on.
                    let again = live_or_itself(index)?;
                    if again == found {
                        return Err(error);
                    }
                    found = again;
                }
            }
        }
        Self::open_generation(&found)
    }

    /// Opens one generation, live or not.
    fn open_generation(live: &Live) -> Result<Self, IndexError> {
        let manifest = read_manifest(&live.folder)?;
        manifest.check_analysis(&live.folder)?;
        let directory =
            GenerationDirectory::open(&live.folder).map_err(|error| IndexError::Damaged {
                path: live.folder.clone(),
                reason: error.to_string(),
            })?;
        let engine = if let Some(first) = manifest.languages.first() {
            check_size(&live.folder, first)?;
            directory.add(&first.tag)?;
            let engine = tantivy::Index::open(directory.clone());
            Some(engine.map_err(IndexError::engine(&first.tag))?)
        } else {
            None
        };
        Ok(Self {
            live: live.clone(),
            manifest,
            directory,
            engine,
        })
    }

    /// Opens the index of one language of the manifest.
    ///
    /// # Errors
    /// Files are missing or cut short.
    pub(crate) fn language(&self, summary: &LanguageSummary) -> Result<LanguageIndex, IndexError> {
        check_size(&self.live.folder, summary)?;
        let damaged = |reason: String| IndexError::Damaged {
            path: pack::path(&self.live.folder, &summary.tag),
            reason,
        };
        let id = self.directory.add(&summary.tag)?;
        let id = SegmentId::from_uuid_string(&id).map_err(|error| damaged(error.to_string()))?;
        let engine = self
            .engine
            .as_ref()
            .ok_or_else(|| damaged("the manifest names no language".to_string()))?;
        // The manifest says what the segment is; asking tantivy would parse its list again.
        let entries = u32::try_from(summary.entries).unwrap_or(u32::MAX);
        let segment = engine.segment(engine.new_segment_meta(id, entries));
        let segment = SegmentReader::open(&segment).map_err(IndexError::engine(&summary.tag))?;
        let store = segment
            .get_store_reader(STORE_CACHE_BLOCKS)
            // The file is open; what is wrong is what it says.
            .map_err(|error| damaged(error.to_string()))?;
        Ok(LanguageIndex {
            summary: summary.clone(),
            segment,
            store,
        })
    }
}

impl LanguageIndex {
    /// Returns the number of entries. Documents are numbered from 0 in the same range.
    #[must_use]
    pub(crate) fn entry_count(&self) -> u32 {
        self.segment.max_doc()
    }

    /// Reads the stored entry of a document.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn entry(&self, doc: u32) -> Result<StoredEntry, IndexError> {
        let stored: StoredDocument = self.stored(doc)?;
        let mut entry: StoredEntry = self.decode(doc, &stored.entry)?;
        entry.name = self.decode(doc, &stored.name)?;
        entry.answer = stored.answer;
        Ok(entry)
    }

    /// Reads what a translation shows of a document's entry. This is cheaper than reading the
    /// whole.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn name(&self, doc: u32) -> Result<EntryName, IndexError> {
        let StoredName(name) = self.stored(doc)?;
        self.decode(doc, &name)
    }

    fn stored<D: DocumentDeserialize>(&self, doc: u32) -> Result<D, IndexError> {
        self.store
            .get(doc)
            .map_err(IndexError::engine(&self.summary.tag))
    }

    fn decode<T: DeserializeOwned>(&self, doc: u32, json: &str) -> Result<T, IndexError> {
        serde_json::from_str(json).map_err(|error| IndexError::Damaged {
            path: self.summary.tag.as_str().into(),
            reason: format!("entry {doc} cannot be decoded: {error}"),
        })
    }
}
