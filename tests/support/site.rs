//! A temporary folder with content and an index. Runs of the command in it: `command.rs`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::article::{BAKERY, harbour};

/// A working folder that goes away with this value.
///
/// Every path is one below this folder; `content` and `index` are where the command looks for
/// them.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// Makes a folder with nothing in it.
    pub fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// Makes a folder with the articles of the bakery, see [`BAKERY`].
    pub fn bakery() -> Self {
        let articles = BAKERY.into_iter();
        articles.fold(Self::empty(), |site, (path, text)| site.file(path, text))
    }

    /// Makes a folder with the articles of the harbour, see [`harbour`].
    pub fn harbour() -> Self {
        let articles = harbour().into_iter();
        articles.fold(Self::empty(), |site, (path, text)| site.file(path, text))
    }

    /// Adds a file, and the folders above it.
    #[track_caller]
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(path, bytes);
        self
    }

    /// Writes a file, and makes the folders above it.
    #[track_caller]
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Reads a file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Makes a file look as if it had been written long ago, as most content was: one that is newer
    /// than the last run by little is read again to be sure.
    #[track_caller]
    pub fn age(&self, path: &str) {
        let file = File::options().write(true).open(self.path(path)).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(100_000);
        file.set_modified(long_ago).unwrap();
    }

    /// Removes a file.
    #[track_caller]
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Returns the folder itself.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns a path below the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    /// Returns the folder of the articles.
    pub fn content(&self) -> PathBuf {
        self.path("content")
    }

    /// Returns the folder of the index.
    pub fn index(&self) -> PathBuf {
        self.path("index")
    }

    /// Returns the name of the live generation.
    #[track_caller]
    pub fn live(&self) -> String {
        let current = self.read("index/CURRENT");
        current.lines().next().unwrap().to_owned()
    }

    /// Returns the folder of the live generation.
    #[track_caller]
    pub fn generation(&self) -> PathBuf {
        self.index().join(self.live())
    }

    /// Returns the names of what lies in the index folder besides generations, sorted.
    #[track_caller]
    pub fn others_in_index(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.index())
            .unwrap()
            .map(|item| item.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.starts_with("gen-"))
            .collect();
        names.sort();
        names
    }
}

/// Returns the folder of the articles that the repository ships.
pub fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}
