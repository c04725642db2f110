//! Makes the index of a language out of parts: what stays of the live one, and what is new.
//!
//! The result is always one segment without deleted documents. Its statistics
//! are then exact, the same as if it had been built from nothing, and opening
//! it is cheap.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{MmapDirectory, OwnedBytes};
use tantivy::fastfield::{AliveBitSet, write_alive_bitset};
use tantivy::indexer::merge_filtered_segments;
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{BitSet, Directory, DocSet, Index, Segment, SegmentReader, TERMINATED, Term};

use super::parallel_merge;
use super::replace::Replacement;
use super::unsynced::UnsyncedDirectory;
use crate::index::abbreviation;
use crate::index::error::IndexError;
use crate::index::removed::Removed;
use crate::index::store::directory::GenerationDirectory;
use crate::index::store::document::StoredName;
use crate::index::store::manifest::LanguageSummary;
use crate::index::store::pack;
use crate::index::store::schema::{
    ABBREVIATION, PATH, REFERENCE, TEXT_FIELDS, path_value, settings,
};
use crate::index::store::stored::{EntryName, reference_hash};
use crate::model::file_id::FileId;
use crate::model::language::LanguageTag;

/// Decompressed blocks of stored entries that are kept while they are looked through in order.
const STORE_CACHE_BLOCKS: usize = 1;

/// From so many documents on a merge is worth several threads; before, languages are merged beside each
/// other.
const PARALLEL_DOCUMENTS: usize = 50_000;

/// A part of the index of a language.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A folder with the files of a new segment.
    New(PathBuf),
    /// What stays of a generation.
    Existing {
        /// The generation's folder.
        generation: PathBuf,
        /// Source files of which entries are left out.
        removed: Vec<(FileId, Removed)>,
    },
}

impl Part {
    fn index(&self, language: &str) -> Result<Index, IndexError> {
        match self {
            Self::New(folder) => MmapDirectory::open(folder)
                .map_err(tantivy::TantivyError::from)
                .and_then(Index::open)
                .map_err(IndexError::engine(language)),
            Self::Existing { generation, .. } => index_in(generation, language),
        }
    }

    fn removed(&self) -> &[(FileId, Removed)] {
        match self {
            Self::New(_) => &[],
            Self::Existing { removed, .. } => removed,
        }
    }
}

/// Merges parts into the pack of a language in `generation`, which must not have one.
///
/// Returns the size of the pack in bytes; none when nothing is left, and then there is no pack.
///
/// # Errors
/// A part cannot be read, or the result cannot be written.
pub(crate) fn merge(
    language: &str,
    parts: &[Part],
    generation: &Path,
) -> Result<Option<u64>, IndexError> {
    if let [Part::New(folder)] = parts {
        return pack::pack(folder, generation, language).map(Some);
    }
    let engine = IndexError::engine::<tantivy::TantivyError>;
    let mut segments = Vec::with_capacity(parts.len());
    let mut alive = Vec::with_capacity(parts.len());
    let mut left = 0;
    for part in parts {
        let index = part.index(language)?;
        for segment in index.searchable_segments().map_err(engine(language))? {
            // The engine passes over empty segments, so that numbers of segments would not meet.
            if segment.meta().num_docs() == 0 {
                continue;
            }
            let kept = kept(&segment, part.removed()).map_err(engine(language))?;
            left += kept.num_alive_docs();
            segments.push(segment);
            alive.push(kept);
        }
    }
    if left == 0 {
        return Ok(None);
    }
    let merged = generation.join(format!("{language}.merging"));
    fs::create_dir(&merged).map_err(IndexError::io("create", &merged))?;
    if left < PARALLEL_DOCUMENTS {
        let alive = alive.into_iter().map(Some).collect();
        UnsyncedDirectory::open(&merged)
            .and_then(|directory| merge_filtered_segments(&segments, settings(), alive, directory))
            .map_err(engine(language))?;
    } else if let Some(replacement) =
        Replacement::of(&segments, &alive).map_err(engine(language))?
    {
        replacement.write(&merged).map_err(engine(language))?;
    } else {
        parallel_merge::merge(&segments, alive, &merged).map_err(engine(language))?;
    }
    pack::pack(&merged, generation, language).map(Some)
}

/// Opens the index of a language in a generation.
fn index_in(generation: &Path, language: &str) -> Result<Index, IndexError> {
    let engine = IndexError::engine::<tantivy::TantivyError>;
    let directory = GenerationDirectory::open(generation).map_err(engine(language))?;
    directory.add(language)?;
    Index::open(directory).map_err(engine(language))
}

/// Returns the documents of a segment that are not removed.
fn kept(segment: &Segment, removed: &[(FileId, Removed)]) -> tantivy::Result<AliveBitSet> {
    let reader = SegmentReader::open(segment)?;
    let mut kept = BitSet::with_max_value_and_full(reader.max_doc());
    let paths = reader.inverted_index(PATH)?;
    for (file, removed) in removed {
        let term = Term::from_field_text(PATH, &path_value(FileId::new(file.root, &file.path)));
        let Some(mut of_file) = paths.read_postings(&term, IndexRecordOption::Basic)? else {
            continue;
        };
        match removed {
            Removed::All => {
                while of_file.doc() != TERMINATED {
                    kept.remove(of_file.doc());
                    of_file.advance();
                }
            }
            Removed::Entries(ids) => {
                let store = reader.get_store_reader(STORE_CACHE_BLOCKS)?;
                for doc in with_references(&reader, ids)? {
                    let is_of_file = of_file.doc() <= doc && of_file.seek(doc) == doc;
                    if is_of_file && removed.covers(&id_of(&store, doc)?) {
                        kept.remove(doc);
                    }
                }
            }
        }
    }
    let mut bytes = Vec::new();
    write_alive_bitset(&kept, &mut bytes)?;
    Ok(AliveBitSet::open(OwnedBytes::new(bytes)))
}

/// Returns the documents that may have one of these identifiers, ascending.
fn with_references(reader: &SegmentReader, ids: &BTreeSet<String>) -> tantivy::Result<Vec<u32>> {
    let references = reader.inverted_index(REFERENCE)?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let term = Term::from_field_u64(REFERENCE, reference_hash(id));
        if let Some(mut documents) = references.read_postings(&term, IndexRecordOption::Basic)? {
            while documents.doc() != TERMINATED {
                found.push(documents.doc());
                documents.advance();
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Returns the identifier of a document's entry. A reference may also be the address of another.
fn id_of(store: &StoreReader, doc: u32) -> tantivy::Result<String> {
    let StoredName(name) = store.get(doc)?;
    let name: EntryName = serde_json::from_str(&name)
        .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?;
    Ok(name.id)
}

/// Measures a finished index, whose pack has so many bytes: entries, abbreviations, and the average
/// length of each text field in tokens.
///
/// The averages are made of the quantised lengths that scoring uses, so that they depend on the
/// documents alone.
///
/// # Errors
/// The index cannot be read back.
pub(crate) fn measure(
    language: &LanguageTag,
    generation: &Path,
    bytes: u64,
) -> Result<LanguageSummary, IndexError> {
    let mut summary = LanguageSummary::new(language);
    let index = index_in(generation, language)?;
    let mut count = || -> tantivy::Result<()> {
        let mut totals = [0_u64; TEXT_FIELDS.len()];
        for segment in index.searchable_segments()? {
            let reader = SegmentReader::open(&segment)?;
            summary.entries += u64::from(reader.num_docs());
            let dictionary = reader.inverted_index(ABBREVIATION)?;
            summary.abbreviations = abbreviation::filter(dictionary.terms())?;
            for (total, field) in totals.iter_mut().zip(TEXT_FIELDS) {
                let lengths = reader.get_fieldnorms_reader(field.field())?;
                *total += (0..reader.max_doc())
                    .map(|document| u64::from(lengths.fieldnorm(document)))
                    .sum::<u64>();
            }
        }
        #[allow(clippy::cast_precision_loss)] // averages of small numbers
        let average = |total| total as f32 / summary.entries.max(1) as f32;
        summary.lengths = totals.map(average);
        Ok(())
    };
    count().map_err(IndexError::engine(language))?;
    summary.bytes = bytes;
    Ok(summary)
}

/// Compares the checksums of an index with its files.
///
/// # Errors
/// A file is damaged or cannot be read.
pub(crate) fn verify(language: &str, generation: &Path) -> Result<(), IndexError> {
    // Not the engine's own check of a whole index: that one looks at files of its list only,
    // which a pack does without.
    let index = index_in(generation, language)?;
    let check = || -> tantivy::Result<Vec<PathBuf>> {
        let mut damaged = Vec::new();
        let mut files: Vec<PathBuf> = index
            .load_metas()?
            .list_segment_files()
            .into_iter()
            .collect();
        files.sort_unstable();
        for file in files {
            // Some of those named exist for some segments only; the reader notices one that it
            // lacks.
            let directory = index.directory();
            if directory.exists(&file)? && !directory.validate_checksum(&file)? {
                damaged.push(file);
            }
        }
        Ok(damaged)
    };
    let damaged = check().map_err(IndexError::engine(language))?;
    match damaged.into_iter().min() {
        None => Ok(()),
        Some(file) => Err(IndexError::Damaged {
            path: pack::path(generation, language),
            reason: format!("the checksum of {} is wrong", file.display()),
        }),
    }
}
