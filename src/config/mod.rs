//! The configuration file `faq.toml`.
//!
//! Owns what the file may say and how a mistake in it is reported. Options of the command line win
//! over it; that is decided where both are known.

mod engine;
mod file;
mod memory;
mod message;
mod values;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::file::File;
pub(crate) use self::memory::parse_memory;
use self::message::Fault;
pub use self::values::{Config, EngineSettings, JudgedSet, MeaningSettings, ServeSettings};

/// The name that is looked for in the working folder.
pub(crate) const FILE_NAME: &str = "faq.toml";

/// The most that is read of the file, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

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
