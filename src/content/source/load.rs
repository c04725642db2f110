//! Reads one source file from disk: bytes, hash, article.
//!
//! A file that cannot be read becomes a problem, never an error: one bad file
//! does not keep the others from being found.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::discover::{MAX_ARTICLE_BYTES, Root, SourceFile, read_capped};
use crate::content::format::markdown::{self, Context, Source};
use crate::model::article::Article;
use crate::model::problem::{Problem, Severity};

/// What came of a source file.
#[derive(Clone, Debug)]
pub enum Loaded {
    /// It was read.
    Article {
        /// The article with its entries and problems.
        article: Box<Article>,
        /// BLAKE3 of the bytes read, hexadecimal.
        hash: String,
    },
    /// Its bytes are those known already; it was not parsed.
    Same,
    /// It could not be opened or read.
    Unreadable(Problem),
}

/// Reads an article; `known` is the hash of what it held when it was last read, if that
/// reading still holds.
#[must_use]
pub fn article(
    file: &SourceFile,
    roots: &[Root],
    default_language: &str,
    known: Option<&str>,
) -> Loaded {
    let (bytes, truncated) = match read_capped(file, MAX_ARTICLE_BYTES) {
        Ok(read) => read,
        Err(error) => return Loaded::Unreadable(unreadable(file, &error)),
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    if known == Some(hash.as_str()) {
        return Loaded::Same;
    }
    let source = Source {
        root: file.root,
        path: &file.path,
        bytes: &bytes,
        truncated,
    };
    let context = Context {
        root_dir: roots.get(file.root).map(|root| root.path.as_path()),
        default_language,
    };
    Loaded::Article {
        article: Box::new(markdown::read(&source, &context)),
        hash,
    }
}

/// BLAKE3 of a whole file, hexadecimal.
///
/// # Errors
/// It cannot be opened or read.
pub fn hash(path: &Path) -> io::Result<String> {
    let mut reader = Hashing::new(File::open(path)?);
    io::copy(&mut reader, &mut io::sink())?;
    Ok(reader.hash())
}

/// The problem of a file that cannot be read.
#[must_use]
pub fn unreadable(file: &SourceFile, error: &io::Error) -> Problem {
    Problem {
        rule: "unreadable-file",
        severity: Severity::Error,
        root: file.root,
        path: file.path.clone(),
        line: 0,
        column: 0,
        message: format!("the file cannot be read: {error}"),
        hint: "check that it still exists and that its permissions let this user read it",
    }
}

/// A reader that hashes what passes through.
pub struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
}

impl<R: Read> Hashing<R> {
    /// Wraps a reader.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            hasher: blake3::Hasher::new(),
        }
    }

    /// BLAKE3 of what was read so far, hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..count]);
        Ok(count)
    }
}
