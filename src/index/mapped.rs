//! Files that are mapped: only what is touched is ever read.

use std::io;
use std::path::Path;

use tantivy::Directory;
use tantivy::directory::{MmapDirectory, OwnedBytes};

/// Maps a whole file, by the engine's own means: mapping takes `unsafe`, which is not ours to write.
///
/// # Errors
/// It cannot be opened.
pub(crate) fn map(path: &Path) -> io::Result<OwnedBytes> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().ok_or(io::ErrorKind::NotFound)?;
    let directory = MmapDirectory::open(folder.unwrap_or(Path::new(".")));
    let directory = directory.map_err(|error| io::Error::new(io::ErrorKind::NotFound, error))?;
    let file = directory
        .open_read(Path::new(name))
        .map_err(|error| match error {
            tantivy::directory::error::OpenReadError::FileDoesNotExist(_) => {
                io::ErrorKind::NotFound.into()
            }
            error => io::Error::other(error),
        })?;
    file.read_bytes()
}
