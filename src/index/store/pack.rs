//! All files of a segment in one: what a published generation holds of a language.
//!
//! The engine writes a segment as half a dozen files and opens each of them. A search that starts
//! cold feels that: most of its time goes into opening and mapping files. So a finished segment is
//! put into one file, its pack: the engine's files one after the other, a table of their names and
//! lengths, and the length of that table.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::Directory;
use tantivy::directory::{MmapDirectory, OwnedBytes};

use super::manifest::LanguageSummary;
use crate::index::error::IndexError;
use crate::index::taken_over::link_or_copy_file;

/// Bytes written at once. Linux keeps a written file in memory in pieces as large as the writes
/// were, up to two megabytes, and maps a whole piece at its first touch: after small writes a cold
/// search meets 200 page faults more.
const CHUNK: u64 = 2 << 20;

/// The last bytes of a pack hold the length of its table, little-endian.
const LENGTH_BYTES: usize = size_of::<u32>();

/// A file in a pack.
#[derive(Debug, Serialize, Deserialize)]
struct Packed {
    name: String,
    length: u64,
}

/// The mapped files of a pack.
#[derive(Debug)]
pub(crate) struct Pack(Vec<(String, OwnedBytes)>);

/// Returns the path of a language's pack in a generation's folder.
#[must_use]
pub(crate) fn path(generation: &Path, language: &str) -> PathBuf {
    generation.join(format!("{language}.pack"))
}

impl Pack {
    /// Maps the pack of a language in a generation, whose folder is `generation` and open as
    /// `folder`.
    ///
    /// # Errors
    /// It cannot be opened, or its table does not fit its size.
    pub(crate) fn open(
        generation: &Path,
        folder: &MmapDirectory,
        language: &str,
    ) -> Result<Self, IndexError> {
        let path = path(generation, language);
        let name = Path::new(path.file_name().unwrap_or_default());
        let handle = folder
            .get_file_handle(name)
            .map_err(IndexError::engine(language))?;
        let bytes = handle
            .read_bytes(0..handle.len())
            .map_err(IndexError::io("map", &path))?;
        let Some(files) = unpack(&bytes) else {
            return Err(IndexError::Damaged {
                path,
                reason: "its table of files does not fit its size".to_string(),
            });
        };
        Ok(Self(files))
    }

    /// Returns a file of the segment.
    #[must_use]
    pub(crate) fn file(&self, name: &str) -> Option<OwnedBytes> {
        let mut files = self.0.iter();
        files
            .find(|(own, _)| own == name)
            .map(|(_, bytes)| bytes.clone())
    }

    /// Returns the segment that the files belong to: their name before the dot.
    #[must_use]
    pub(crate) fn segment(&self) -> Option<&str> {
        self.0
            .iter()
            .find_map(|(name, _)| name.strip_suffix(".store"))
    }
}

/// Returns the files of a pack; `None` if the table is damaged.
fn unpack(pack: &OwnedBytes) -> Option<Vec<(String, OwnedBytes)>> {
    let table_end = pack.len().checked_sub(LENGTH_BYTES)?;
    let length = u32::from_le_bytes(pack.get(table_end..)?.try_into().ok()?);
    let data_end = table_end.checked_sub(length.try_into().ok()?)?;
    let table: Vec<Packed> = postcard::from_bytes(pack.get(data_end..table_end)?).ok()?;
    let mut files = Vec::with_capacity(table.len());
    let mut start = 0_usize;
    for Packed { name, length } in table {
        let length = usize::try_from(length).ok()?;
        let end = start.checked_add(length).filter(|&end| end <= data_end)?;
        files.push((name, pack.slice(start..end)));
        start = end;
    }
    (start == data_end).then_some(files)
}

/// Puts the files of a finished segment into the pack of its language and removes their folder.
///
/// Returns the size of the pack in bytes.
///
/// # Errors
/// A file cannot be read, or the pack cannot be written.
pub(crate) fn pack(segment: &Path, generation: &Path, language: &str) -> Result<u64, IndexError> {
    let target = path(generation, language);
    let mut table = Vec::new();
    let mut files: Box<dyn Read> = Box::new(io::empty());
    for (name, length) in list_files(segment)? {
        let path = segment.join(&name);
        let file = File::open(&path).map_err(IndexError::io("open", &path))?;
        files = Box::new(files.chain(file));
        table.push(Packed { name, length });
    }
    let written = IndexError::io("write", &target);
    let write = || -> io::Result<u64> {
        let mut tail = postcard::to_stdvec(&table).map_err(io::Error::other)?;
        let length = u32::try_from(tail.len()).map_err(io::Error::other)?;
        tail.extend(length.to_le_bytes());
        copy_in_chunks(
            files.chain(tail.as_slice()),
            &mut File::create_new(&target)?,
        )
    };
    let bytes = write().map_err(written)?;
    fs::remove_dir_all(segment).map_err(IndexError::io("remove", segment))?;
    Ok(bytes)
}

fn copy_in_chunks(mut source: impl Read, target: &mut impl Write) -> io::Result<u64> {
    let mut copied = 0;
    let mut chunk = Vec::new();
    loop {
        chunk.clear();
        source.by_ref().take(CHUNK).read_to_end(&mut chunk)?;
        if chunk.is_empty() {
            return Ok(copied);
        }
        target.write_all(&chunk)?;
        copied += chunk.len() as u64;
    }
}

/// Returns names and lengths of the segment's files.
///
/// The small ones, of which a search needs most, come first and side by side. The engine's list of
/// files and its locks are left out, since they serve writing only.
fn list_files(segment: &Path) -> Result<Vec<(String, u64)>, IndexError> {
    let mut files = Vec::new();
    for item in fs::read_dir(segment).map_err(IndexError::io("list", segment))? {
        let item = item.map_err(IndexError::io("list", segment))?;
        let name = item.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            let metadata = item
                .metadata()
                .map_err(IndexError::io("inspect", &item.path()))?;
            files.push((name, metadata.len()));
        }
    }
    files.sort_by(|(a, a_length), (b, b_length)| (a_length, a).cmp(&(b_length, b)));
    Ok(files)
}

/// Takes over the pack of a language from another generation: by a link where the file system
/// has them, else by a copy.
///
/// # Errors
/// The file cannot be linked or copied.
pub(crate) fn link_or_copy(from: &Path, to: &Path, language: &str) -> Result<(), IndexError> {
    let (source, target) = (path(from, language), path(to, language));
    link_or_copy_file(&source, &target).map_err(IndexError::io("copy", &source))
}

/// Compares the size of a language's pack with what the manifest says of it.
///
/// # Errors
/// The file is missing or of another size.
pub(crate) fn check_size(generation: &Path, language: &LanguageSummary) -> Result<(), IndexError> {
    let path = path(generation, &language.tag);
    let metadata = fs::metadata(&path).map_err(IndexError::missing_is_damage("inspect", &path))?;
    if metadata.len() == language.bytes {
        return Ok(());
    }
    Err(IndexError::Damaged {
        reason: format!("{} bytes instead of {}", metadata.len(), language.bytes),
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> (tempfile::TempDir, u64) {
        let generation = tempfile::tempdir().unwrap();
        let segment = generation.path().join("segment");
        fs::create_dir(&segment).unwrap();
        for (name, bytes) in files {
            fs::write(segment.join(name), bytes).unwrap();
        }
        let bytes = pack(&segment, generation.path(), "en").unwrap();
        assert!(!segment.exists());
        (generation, bytes)
    }

    fn open(generation: &tempfile::TempDir) -> Result<Pack, IndexError> {
        let folder = MmapDirectory::open(generation.path()).unwrap();
        Pack::open(generation.path(), &folder, "en")
    }

    #[test]
    fn files_come_back_as_they_were() {
        let large: Vec<u8> = (0..5_000_000_u32).map(|i| (i % 251) as u8).collect();
        let (generation, bytes) = packed(&[
            ("abc.idx", &large),
            ("abc.store", b"stored"),
            ("meta.json", b""),
            (".managed.json", b"not for readers"),
        ]);
        assert_eq!(
            bytes,
            fs::metadata(path(generation.path(), "en")).unwrap().len()
        );
        let pack = open(&generation).unwrap();
        assert_eq!(pack.file("abc.idx").unwrap().as_slice(), large);
        assert_eq!(pack.file("abc.store").unwrap().as_slice(), b"stored");
        assert_eq!(pack.file("meta.json").unwrap().as_slice(), b"");
        assert!(pack.file(".managed.json").is_none());
        assert_eq!(pack.segment(), Some("abc"));
    }

    #[test]
    fn a_damaged_table_is_an_error() {
        let (generation, _) = packed(&[("abc.store", b"stored"), ("meta.json", b"{}")]);
        let path = path(generation.path(), "en");
        let good = fs::read(&path).unwrap();
        for length in 0..good.len() {
            fs::write(&path, &good[..length]).unwrap();
            assert!(open(&generation).is_err(), "cut to {length} bytes");
        }
        let mut longer = good.clone();
        longer.insert(0, b'x');
        fs::write(&path, &longer).unwrap();
        assert!(matches!(open(&generation), Err(IndexError::Damaged { .. })));
    }
}
