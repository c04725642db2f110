//! Reads one source file from disk: bytes, hash, and what its format makes of them.
//!
//! A file that cannot be read becomes a problem, never an error: one bad file
//! does not keep the others from being found.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::discover::{Root, SourceFile};
use crate::content::format::{Collected, Context, Sink, Source};
use crate::model::article::Article;
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;
use crate::model::rule;

/// The most that is read of one article, in bytes. Real articles are a hundred times smaller.
pub(crate) const MAX_ARTICLE_BYTES: u64 = 16 * 1024 * 1024;

/// How much of a file of records is read at a time, in bytes.
const BUFFER_BYTES: usize = 1 << 20;

/// What came of reading an article's file.
#[derive(Clone, Debug)]
pub(crate) enum Loaded {
    /// It was read.
    Article {
        /// The article with its entries and problems.
        article: Box<Article>,
        /// BLAKE3 of the bytes read, hexadecimal.
        hash: String,
    },
    /// It holds the bytes that are known already, and was not parsed.
    Unchanged,
    /// It could not be opened or read.
    Unreadable(Problem),
}

/// Reads a file that holds one article; `known` is the hash of what it held when it was last
/// read, if that reading still holds.
#[must_use]
pub(crate) fn article(
    file: &SourceFile,
    roots: &[Root],
    default_language: &LanguageTag,
    known: Option<&str>,
) -> Loaded {
    let (bytes, truncated) = match read_capped(file, MAX_ARTICLE_BYTES) {
        Ok(read) => read,
        Err(error) => return Loaded::Unreadable(unreadable(file, &error)),
    };
    let hash = blake3::hash(&bytes).to_hex().to_string();
    if known == Some(hash.as_str()) {
        return Loaded::Unchanged;
    }
    let mut content = bytes.as_slice();
    let source = Source {
        root: file.root,
        path: &file.path,
        content: &mut content,
        truncated,
    };
    let mut collected = Collected::default();
    let context = context(file, roots, default_language);
    file.format.read(source, &context, &mut collected);
    let Some(mut article) = collected.articles.pop() else {
        let error = io::Error::new(io::ErrorKind::InvalidData, "it holds no article");
        return Loaded::Unreadable(unreadable(file, &error));
    };
    article.problems.append(&mut collected.problems);
    Loaded::Article {
        article: Box::new(article),
        hash,
    }
}

/// Streams a file of records into a sink; returns BLAKE3 of what was read, hexadecimal.
///
/// # Errors
/// The file cannot be opened. What cannot be read of an open file is a problem for the sink.
pub(crate) fn records(
    file: &SourceFile,
    roots: &[Root],
    default_language: &LanguageTag,
    sink: &mut dyn Sink,
) -> io::Result<String> {
    let mut hashing = Hashing::new(File::open(&file.absolute)?);
    let mut content = BufReader::with_capacity(BUFFER_BYTES, &mut hashing);
    let source = Source {
        root: file.root,
        path: &file.path,
        content: &mut content,
        truncated: false,
    };
    let context = context(file, roots, default_language);
    file.format.read(source, &context, sink);
    Ok(hashing.hash())
}

fn context<'a>(
    file: &SourceFile,
    roots: &'a [Root],
    default_language: &'a LanguageTag,
) -> Context<'a> {
    let root = roots.get(file.root);
    let root_dir = root.map(|root| root.path.as_path());
    Context {
        encoding: root.and_then(|root| root.encoding),
        ..Context::in_dialect(root_dir, default_language, file.dialect)
    }
}

/// Reads at most `cap` bytes of a file. The flag tells that there was more; the bytes
/// then end with the last whole line, or the last whole character where no line ends.
///
/// The file may have changed since it was found: what is there now is read, within the cap.
pub(super) fn read_capped(file: &SourceFile, cap: u64) -> io::Result<(Vec<u8>, bool)> {
    // Opening a pipe would wait for a writer.
    if !fs::metadata(&file.absolute)?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "no longer a file",
        ));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(file.size.min(cap)).unwrap_or_default());
    let mut source = File::open(&file.absolute)?.take(cap);
    source.read_to_end(&mut bytes)?;
    let truncated = bytes.len() as u64 >= cap && source.into_inner().read(&mut [0])? > 0;
    if truncated {
        let whole = match (
            bytes.iter().rposition(|&byte| byte == b'\n'),
            std::str::from_utf8(&bytes),
        ) {
            (Some(newline), _) => newline + 1,
            // No length: the text ends in the middle of a character.
            (None, Err(error)) if error.error_len().is_none() => error.valid_up_to(),
            (None, _) => bytes.len(),
        };
        bytes.truncate(whole);
    }
    Ok((bytes, truncated))
}

/// Computes BLAKE3 of a whole file, hexadecimal.
///
/// # Errors
/// It cannot be opened or read.
pub(crate) fn hash(path: &Path) -> io::Result<String> {
    let mut reader = Hashing::new(File::open(path)?);
    io::copy(&mut reader, &mut io::sink())?;
    Ok(reader.hash())
}

/// Makes the problem of a file that cannot be read.
#[must_use]
pub(crate) fn unreadable(file: &SourceFile, error: &io::Error) -> Problem {
    let message = format!("the file cannot be read: {error}");
    Problem::new(rule::UNREADABLE_FILE, file.root, &file.path, 0, message)
}

/// A reader that hashes what passes through.
struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
}

impl<R: Read> Hashing<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            hasher: blake3::Hasher::new(),
        }
    }

    /// Returns BLAKE3 of what was read so far, hexadecimal.
    fn hash(&self) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source::discover::discover;

    #[test]
    fn a_file_is_read_up_to_the_cap() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "one\ntwo\nthree").unwrap();
        let root = Root::new(folder.path().to_owned());
        let file = discover(&[root]).files.remove(0);
        let read = |cap| read_capped(&file, cap).unwrap();
        assert_eq!(read(13), (b"one\ntwo\nthree".to_vec(), false));
        assert_eq!(read(12), (b"one\ntwo\n".to_vec(), true));
        assert_eq!(read(8), (b"one\ntwo\n".to_vec(), true));
        assert_eq!(read(2), (b"on".to_vec(), true));
        assert_eq!(read(0), (Vec::new(), true));
    }
}
