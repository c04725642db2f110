//! The configuration file `faq.toml`.
//!
//! Owns what the file may say and how a mistake in it is reported. Options of the command line win
//! over it; that is decided where both are known.

mod file;
mod message;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use self::file::File;
use crate::content::source::discover::Root;

/// The name that is looked for in the working folder.
pub(crate) const FILE_NAME: &str = "faq.toml";

/// The most that is read of the file, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// What `faq.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Config {
    /// Canonical tag of articles whose language is neither declared nor detected.
    pub language: Option<String>,
    /// Canonical tags in the order in which readers without a locale prefer them.
    pub languages: Vec<String>,
    /// Content roots; relative paths are already resolved against the file's folder.
    pub content: Vec<Root>,
    /// By canonical language tag, sets of words and phrases that mean the same.
    pub synonyms: BTreeMap<String, Vec<Vec<String>>>,
    /// How many generations of the index are kept, the live one included; at least 2.
    pub keep: Option<usize>,
    /// Judgements by which a new index is measured.
    pub eval: Option<JudgedSet>,
}

/// Judged queries by which `faq reindex` measures a new index before it publishes it.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedSet {
    /// File of queries; the path is already resolved against the configuration's folder.
    pub queries: PathBuf,
    /// File of judgements, likewise.
    pub qrels: PathBuf,
    /// By how much nDCG@10 may fall, 0 to 1.
    pub tolerance: f64,
}

/// A configuration file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file says something that cannot be followed.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// 1-based line.
        line: usize,
        /// 1-based column, in characters.
        column: usize,
        /// What is wrong, and the nearest thing that would be right.
        message: String,
    },
}

impl Config {
    /// Reads the file named by `explicit`, else `faq.toml` in `cwd` if there is one.
    ///
    /// # Errors
    /// The file is named and missing, cannot be read, is no TOML, or holds unknown keys or
    /// values of the wrong type.
    pub fn load(explicit: Option<&Path>, cwd: &Path) -> Result<Option<Self>, ConfigError> {
        let path = explicit.map_or_else(|| cwd.join(FILE_NAME), |path| cwd.join(path));
        let text = match read(&path) {
            Ok(text) => text,
            Err(error) if explicit.is_none() && error.kind() == io::ErrorKind::NotFound => {
                return Ok(None);
            }
            Err(source) => return Err(ConfigError::Read { path, source }),
        };
        let folder = path.parent().unwrap_or(cwd);
        parse(&text, folder).map(Some).map_err(|fault| {
            let (line, column) = position(&text, fault.span.start);
            ConfigError::Invalid {
                path: path.clone(),
                line,
                column,
                message: fault.message,
            }
        })
    }
}

fn read(path: &Path) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
    }
    if metadata.len() > MAX_BYTES {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "larger than 1 MiB",
        ));
    }
    fs::read_to_string(path)
}

/// Returns the 1-based line and column of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.char_indices().take_while(|(index, _)| *index < offset);
    before.fold((1, 1), |(line, column), (_, character)| {
        if character == '\n' {
            (line + 1, 1)
        } else {
            (line, column + 1)
        }
    })
}

/// What is wrong, and where in the text.
struct Fault {
    span: Range<usize>,
    message: String,
}

impl Fault {
    fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
        }
    }
}

/// Reads the text of a file in `folder`.
fn parse(text: &str, folder: &Path) -> Result<Config, Fault> {
    let file: File = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        Fault::new(span, message::in_terms_of_toml(error.message()))
    })?;
    file.check(folder)
}

#[cfg(test)]
mod tests;
