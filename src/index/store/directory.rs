//! A generation as the engine sees it: one read-only directory with the files of all languages.
//!
//! The engine looks files up by name, and a segment's files have unique names. One directory for
//! all packs means that the schema is read once and not once per language.

use std::io;
use std::path::Path;
use std::sync::{Arc, RwLock, RwLockReadGuard};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    FileHandle, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

use super::pack::{self, Pack};
use crate::index::error::IndexError;

/// The packs of a generation, as far as they were opened.
#[derive(Clone, Debug)]
pub(crate) struct GenerationDirectory {
    path: Arc<Path>,
    folder: MmapDirectory,
    /// By language.
    packs: Arc<RwLock<Vec<(String, Pack)>>>,
}

impl GenerationDirectory {
    /// Opens a generation's folder, with no language opened yet.
    ///
    /// # Errors
    /// The folder is missing.
    pub(crate) fn open(path: &Path) -> tantivy::Result<Self> {
        Ok(Self {
            path: path.into(),
            folder: MmapDirectory::open(path)?,
            packs: Arc::default(),
        })
    }

    /// Opens the pack of a language unless it is open; returns the name of its segment.
    ///
    /// # Errors
    /// It is missing or damaged.
    pub(crate) fn add(&self, language: &str) -> Result<String, IndexError> {
        let segment = |pack: &Pack| {
            let name = pack.segment().map(str::to_string);
            name.ok_or_else(|| IndexError::Damaged {
                path: pack::path(&self.path, language),
                reason: "its files are not those of one segment".to_string(),
            })
        };
        if let Some((_, pack)) = self.packs().iter().find(|(own, _)| own == language) {
            return segment(pack);
        }
        let pack = Pack::open(&self.path, &self.folder, language)?;
        let name = segment(&pack)?;
        let packs = self.packs.write();
        packs
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push((language.to_string(), pack));
        Ok(name)
    }

    fn packs(&self) -> RwLockReadGuard<'_, Vec<(String, Pack)>> {
        let packs = self.packs.read();
        packs.unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Returns the file of this name. The engine's description of an index is the same in every
    /// pack.
    fn file(&self, path: &Path) -> Option<OwnedBytes> {
        let name = path.to_str()?;
        self.packs().iter().find_map(|(_, pack)| pack.file(name))
    }
}

/// Returns the error of every attempt to write: a generation never changes once it is published.
fn read_only() -> io::Error {
    io::Error::new(
        io::ErrorKind::ReadOnlyFilesystem,
        "a published generation is never written",
    )
}

impl Directory for GenerationDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self.file(path) {
            Some(bytes) => Ok(Arc::new(bytes)),
            None => Err(OpenReadError::FileDoesNotExist(path.to_path_buf())),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match self.file(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(OpenReadError::FileDoesNotExist(path.to_path_buf())),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.file(path).is_some())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(read_only()),
            filepath: path.to_path_buf(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(
            read_only(),
            path.to_path_buf(),
        ))
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
