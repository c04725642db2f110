//! Makes the index of a language out of parts: what stays of the live one, and what is new.
//!
//! The result is always one segment without deleted documents. Its statistics
//! are then exact, the same as if it had been built from nothing, and opening
//! it is cheap.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{MmapDirectory, OwnedBytes};
use tantivy::fastfield::{AliveBitSet, write_alive_bitset};
use tantivy::indexer::merge_filtered_segments;
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocSet, Index, Segment, SegmentReader, TERMINATED, Term};

use super::acronym;
use super::error::IndexError;
use super::manifest::{LanguageSummary, list_files};
use super::schema::{ACRONYM, PATH, TEXT_FIELDS, path_value, settings};
use super::unsynced::UnsyncedDirectory;

/// A part of the index of a language.
#[derive(Clone, Debug)]
pub struct Part {
    /// The folder of its only segment.
    pub folder: PathBuf,
    /// Source files (root, path) whose entries are left out.
    pub dropped: Vec<(usize, String)>,
}

/// Merges parts into `target`, which must not exist. A single part of which nothing is left
/// out and that lies beside `target` is moved there.
///
/// Returns false when nothing is left; `target` does not exist then.
///
/// # Errors
/// A part cannot be read, or the result cannot be written.
pub fn merge(language: &str, parts: &[Part], target: &Path) -> Result<bool, IndexError> {
    if let [part] = parts
        && part.dropped.is_empty()
    {
        fs::rename(&part.folder, target).map_err(IndexError::io("rename", &part.folder))?;
        remove_file_list(target)?;
        return Ok(true);
    }
    let engine = IndexError::engine::<tantivy::TantivyError>;
    let mut segments = Vec::with_capacity(parts.len());
    let mut alive = Vec::with_capacity(parts.len());
    let mut left = 0;
    for part in parts {
        for segment in segments_in(&part.folder).map_err(engine(language))? {
            let kept = kept(&segment, &part.dropped).map_err(engine(language))?;
            left += kept.num_alive_docs();
            segments.push(segment);
            alive.push(Some(kept));
        }
    }
    if left == 0 {
        return Ok(false);
    }
    fs::create_dir(target).map_err(IndexError::io("create", target))?;
    UnsyncedDirectory::open(target)
        .and_then(|directory| merge_filtered_segments(&segments, settings(), alive, directory))
        .map_err(engine(language))?;
    remove_file_list(target)?;
    Ok(true)
}

fn segments_in(folder: &Path) -> tantivy::Result<Vec<Segment>> {
    Index::open(MmapDirectory::open(folder)?)?.searchable_segments()
}

/// The documents of a segment that do not come from the dropped files.
fn kept(segment: &Segment, dropped: &[(usize, String)]) -> tantivy::Result<AliveBitSet> {
    let reader = SegmentReader::open(segment)?;
    let mut kept = BitSet::with_max_value_and_full(reader.max_doc());
    let paths = reader.inverted_index(PATH)?;
    for (root, path) in dropped {
        let term = Term::from_field_text(PATH, &path_value(*root, path));
        if let Some(mut documents) = paths.read_postings(&term, IndexRecordOption::Basic)? {
            while documents.doc() != TERMINATED {
                kept.remove(documents.doc());
                documents.advance();
            }
        }
    }
    let mut bytes = Vec::new();
    write_alive_bitset(&kept, &mut bytes)?;
    Ok(AliveBitSet::open(OwnedBytes::new(bytes)))
}

/// The engine's list of files serves its garbage collection. A published generation never
/// changes, and a reader does without; without it nothing there is writable.
fn remove_file_list(folder: &Path) -> Result<(), IndexError> {
    let managed = folder.join(".managed.json");
    match fs::remove_file(&managed) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(IndexError::io("remove", &managed)(error))
        }
        _ => Ok(()),
    }
}

/// Takes over the index of a language from another generation: by links where the file
/// system has them, else by copies.
///
/// # Errors
/// A file cannot be linked or copied.
pub fn share(from: &Path, to: &Path, files: &[(String, u64)]) -> Result<(), IndexError> {
    fs::create_dir(to).map_err(IndexError::io("create", to))?;
    for (name, _) in files {
        let (source, target) = (from.join(name), to.join(name));
        if fs::hard_link(&source, &target).is_err() {
            fs::copy(&source, &target).map_err(IndexError::io("copy", &source))?;
        }
    }
    Ok(())
}

/// Measures a finished index: files, abbreviations, and the average length in tokens of each text field, from
/// the quantised lengths that scoring uses, so that it depends on the documents alone.
///
/// # Errors
/// The index cannot be read back.
pub fn measure(language: &str, folder: &Path) -> Result<LanguageSummary, IndexError> {
    let mut summary = LanguageSummary::new(language);
    let counts = || -> tantivy::Result<(u64, Vec<f32>, String)> {
        let mut acronyms = String::new();
        let mut totals = [0_u64; TEXT_FIELDS.len()];
        let mut documents = 0_u64;
        for segment in segments_in(folder)? {
            let reader = SegmentReader::open(&segment)?;
            documents += u64::from(reader.num_docs());
            acronyms = acronym::filter(reader.inverted_index(ACRONYM)?.terms())?;
            for (total, field) in totals.iter_mut().zip(TEXT_FIELDS) {
                let lengths = reader.get_fieldnorms_reader(field.field())?;
                *total += (0..reader.max_doc())
                    .map(|document| u64::from(lengths.fieldnorm(document)))
                    .sum::<u64>();
            }
        }
        #[allow(clippy::cast_precision_loss)] // averages of small numbers
        let averages = totals
            .iter()
            .map(|&total| total as f32 / documents.max(1) as f32)
            .collect();
        Ok((documents, averages, acronyms))
    };
    (summary.entries, summary.lengths, summary.acronyms) =
        counts().map_err(IndexError::engine(language))?;
    summary.files = list_files(folder)?;
    Ok(summary)
}

/// Compares the checksums of an index with its files.
///
/// # Errors
/// A file is damaged or cannot be read.
pub fn verify(language: &str, folder: &Path) -> Result<(), IndexError> {
    // Not the engine's own check of a whole index: that one looks at files of its list only,
    // which a generation does without.
    let check = || -> tantivy::Result<Vec<PathBuf>> {
        let index = Index::open(MmapDirectory::open(folder)?)?;
        let mut damaged = Vec::new();
        for file in index.load_metas()?.list_segment_files() {
            // Some of those named exist for some segments only; the reader notices one that it lacks.
            if folder.join(&file).exists() && !index.directory().validate_checksum(&file)? {
                damaged.push(file);
            }
        }
        Ok(damaged)
    };
    let damaged = check().map_err(IndexError::engine(language))?;
    match damaged.into_iter().min() {
        None => Ok(()),
        Some(file) => Err(IndexError::Damaged {
            path: folder.join(file),
            reason: "its checksum is wrong".to_string(),
        }),
    }
}
