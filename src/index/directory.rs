//! A generation as the engine sees it: one read-only directory with the files of all languages.
//!
//! Every language has a folder of its own; the engine looks files up by name,
//! and a segment's files have unique names. One directory for all of them means
//! that the schema is read once and not once per language.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{FileHandle, MmapDirectory, WatchCallback, WatchHandle, WritePtr};

use super::manifest::Manifest;

/// The engine's description of an index; the same in every language's folder.
const META: &str = "meta.json";

/// The files of a generation, by name.
#[derive(Clone, Debug)]
pub struct GenerationDirectory {
    files: MmapDirectory,
    /// Folder below the generation by segment, which is the file name before the dot.
    folders: Arc<BTreeMap<String, String>>,
    /// Folder whose description stands for all.
    first: Arc<str>,
}

impl GenerationDirectory {
    /// The files that `manifest` names in the generation's folder.
    ///
    /// # Errors
    /// The folder is missing.
    pub fn open(folder: &Path, manifest: &Manifest) -> tantivy::Result<Self> {
        let mut folders = BTreeMap::new();
        for language in &manifest.languages {
            for (name, _) in &language.files {
                if let Some((segment, _)) = name.split_once('.')
                    && !folders.contains_key(segment)
                {
                    folders.insert(segment.to_string(), language.tag.clone());
                }
            }
        }
        let first = manifest.languages.first();
        Ok(Self {
            files: MmapDirectory::open(folder)?,
            folders: Arc::new(folders),
            first: first.map_or("", |language| &language.tag).into(),
        })
    }

    /// Where the file of this name lies.
    fn place(&self, path: &Path) -> Result<PathBuf, OpenReadError> {
        let name = path.to_str().unwrap_or_default();
        let folder = match name.split_once('.') {
            _ if name == META => Some(&*self.first),
            Some((segment, _)) => self.folders.get(segment).map(String::as_str),
            None => None,
        };
        folder
            .map(|folder| Path::new(folder).join(path))
            .ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_path_buf()))
    }
}

/// A generation never changes once it is published.
fn read_only() -> io::Error {
    io::Error::new(
        io::ErrorKind::ReadOnlyFilesystem,
        "a published generation is never written",
    )
}

impl Directory for GenerationDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(&self.place(path)?)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(&self.place(path)?)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        match self.place(path) {
            Ok(place) => self.files.exists(&place),
            Err(_) => Ok(false),
        }
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
