//! The vectors that a run has made so far: `.vectors` in the index folder, until it is published.
//!
//! A run of hours may be killed. What it made is written row by row, each with a checksum, and the
//! next run takes what is whole. Rows are named by model and texts, so none can be wrong for it.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::IndexError;
use super::store::generation::VECTOR_JOURNAL;
use super::vectors::{KEY, Row, RowKey};

/// Bytes of the checksum of a row.
const CHECK: usize = 8;

/// Removes the journal of an index folder, once its rows are in a published generation. If that fails,
/// the next run reads it in vain.
pub(crate) fn remove(index: &Path) {
    let _ = fs::remove_file(index.join(VECTOR_JOURNAL));
}

/// The journal of an index folder, open for one run.
pub(crate) struct Journal {
    path: PathBuf,
    /// Opened with the first row, so that a run that makes none leaves no file.
    file: Mutex<Option<File>>,
    /// Bytes of the rows that are whole.
    whole: u64,
    rows: HashMap<RowKey, Row>,
}

impl Journal {
    /// Reads what earlier runs have left, of vectors of so many dimensions.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn open(index: &Path, dimensions: usize) -> Result<Self, IndexError> {
        let path = index.join(VECTOR_JOURNAL);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(IndexError::io("read", &path)(error)),
        };
        let records = bytes.chunks_exact(KEY + Row::size(dimensions) + CHECK);
        let rows = records.map_while(|record| {
            let (content, check) = record.split_at(record.len() - CHECK);
            let is_whole = blake3::hash(content).as_bytes().starts_with(check);
            let (key, row) = content.split_at(KEY);
            is_whole.then_some((key.try_into().ok()?, Row::of_bytes(row)?))
        });
        let rows: Vec<(RowKey, Row)> = rows.collect();
        Ok(Self {
            path,
            file: Mutex::default(),
            whole: (rows.len() * (KEY + Row::size(dimensions) + CHECK)) as u64,
            rows: rows.into_iter().collect(),
        })
    }

    /// Returns the row of a key, if an earlier run has made it.
    pub(crate) fn row(&self, key: &RowKey) -> Option<&Row> {
        self.rows.get(key)
    }

    /// Writes rows behind those that are there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn append(&self, rows: &[(RowKey, Row)]) -> Result<(), IndexError> {
        let bytes: Vec<u8> = rows
            .iter()
            .flat_map(|(key, row)| record(key, row))
            .collect();
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut write = || {
            let file = match &mut *file {
                Some(file) => file,
                closed => closed.insert(self.start()?),
            };
            file.write_all(&bytes)
        };
        write().map_err(IndexError::io("write", &self.path))
    }

    /// Opens the file behind the rows that are whole, which are not written again: a run that is
    /// killed here loses none.
    fn start(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        let mut file = options
            .create(true)
            .write(true)
            .truncate(false)
            .open(&self.path)?;
        file.set_len(self.whole)?;
        file.seek(SeekFrom::End(0))?;
        Ok(file)
    }
}

/// Returns the bytes of a row.
fn record(key: &RowKey, row: &Row) -> Vec<u8> {
    let mut bytes = key.to_vec();
    row.write(&mut bytes);
    let check = blake3::hash(&bytes);
    bytes.extend_from_slice(&check.as_bytes()[..CHECK]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_whole_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let row = |one: f32| Row::new([&[one, 0.5, 0.0], &[0.0, one, 1.0]]);
        let open = || Journal::open(folder.path(), 3).unwrap();
        let path = folder.path().join(VECTOR_JOURNAL);
        assert!(open().rows.is_empty() && !path.exists());
        open()
            .append(&[([1; KEY], row(0.1)), ([2; KEY], row(0.2))])
            .unwrap();
        let whole = fs::read(&path).unwrap();
        assert_eq!(open().row(&[2; KEY]), Some(&row(0.2)));
        // Cut short anywhere, the rows before the cut stay, and new ones follow them.
        for length in whole.len() / 2..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(open().rows.len(), 1, "{length}");
            open().append(&[([3; KEY], row(0.3))]).unwrap();
            assert_eq!(open().row(&[1; KEY]), Some(&row(0.1)));
            assert_eq!(open().row(&[3; KEY]), Some(&row(0.3)));
        }
        let mut flipped = whole;
        flipped[KEY + 9] ^= 1;
        fs::write(&path, flipped).unwrap();
        assert!(open().rows.is_empty());
        assert!(Journal::open(folder.path(), 4).unwrap().rows.is_empty());
    }
}
