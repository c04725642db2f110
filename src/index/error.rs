//! What can go wrong with an index.
//!
//! An error says what is the matter and where. What to do about it is said by the caller, who knows
//! whether a person, a server or a test reads it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An index that cannot be built, published or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// There is no published index.
    #[error("no index in {}", .0.display())]
    Missing(PathBuf),
    /// The index was written by another version of faq.
    #[error("the index in {} {reason}", .path.display())]
    Version {
        /// The index folder.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// Files of the index are missing, cut short or unreadable.
    #[error("the index in {} is damaged ({reason})", .path.display())]
    Damaged {
        /// The file or folder concerned.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// Another reindex is running.
    #[error("another reindex holds {}{holder}", .path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
        /// Who holds it, when known; starts with a space.
        holder: String,
    },
    /// The folder exists and holds something that is not an index.
    #[error("{} is not an index folder: it holds {found}", .path.display())]
    Foreign {
        /// The folder named.
        path: PathBuf,
        /// A file found there.
        found: String,
    },
    /// A file operation failed.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was attempted, as an infinitive.
        action: &'static str,
        /// The file or folder concerned.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The search engine reported a failure.
    #[error("the index of language {language:?} failed: {source}")]
    Engine {
        /// Language of the index.
        language: String,
        /// What the engine said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// There is no room for the new generation.
    #[error("no room for the new index ({}: {reason}): the old one stays", .path.display())]
    NoRoom {
        /// What could not be written.
        path: PathBuf,
        /// The system's answer.
        reason: String,
    },
    /// The generation asked for does not exist.
    #[error("there is no {wanted}; there is {found}")]
    NoGeneration {
        /// Which one was asked for.
        wanted: String,
        /// Those that exist.
        found: String,
    },
    /// A cluster does not answer, or answers with an error.
    #[error("{address}: {reason}")]
    Cluster {
        /// The addresses that were asked.
        address: String,
        /// What went wrong.
        reason: String,
    },
    /// The user or the system asked the process to end.
    #[error("interrupted: the old index stays as it was")]
    Interrupted,
}

impl IndexError {
    /// Attaches an action and a path to an I/O error.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| {
            if is_lack_of_room(&source) {
                return Self::NoRoom {
                    path,
                    reason: source.to_string(),
                };
            }
            Self::Io {
                action,
                path,
                source,
            }
        }
    }

    /// Does the same as [`Self::io`] for a file that belongs to a generation, which is damaged
    /// without it.
    pub(crate) fn missing_is_damage(
        action: &'static str,
        path: &Path,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| {
            if source.kind() == io::ErrorKind::NotFound {
                return Self::Damaged {
                    path,
                    reason: "the file is missing".to_string(),
                };
            }
            Self::io(action, &path)(source)
        }
    }

    /// Attaches the language to an engine error.
    pub(crate) fn engine<E: Into<tantivy::TantivyError>>(language: &str) -> impl FnOnce(E) -> Self {
        move |source| {
            let language = language.to_string();
            let source = source.into();
            match room_error(&source) {
                Some(reason) => Self::NoRoom {
                    path: language.into(),
                    reason,
                },
                None => Self::Engine {
                    language,
                    source: Box::new(source),
                },
            }
        }
    }

    /// Returns whether the index, not the request, is at fault: missing, locked, damaged, of
    /// another version, out of reach, or not to be replaced.
    #[must_use]
    pub fn is_unusable(&self) -> bool {
        let is_file = matches!(self, Self::Io { source, .. }
            if source.kind() == io::ErrorKind::NotADirectory);
        self.is_rebuildable()
            || is_file
            || matches!(
                self,
                Self::Locked { .. }
                    | Self::Foreign { .. }
                    | Self::NoRoom { .. }
                    | Self::NoGeneration { .. }
                    | Self::Cluster { .. }
            )
    }

    /// Returns whether building the index anew could help.
    #[must_use]
    pub fn is_rebuildable(&self) -> bool {
        matches!(
            self,
            Self::Missing(_) | Self::Version { .. } | Self::Damaged { .. } | Self::Engine { .. }
        )
    }
}

/// Returns whether a write failed because a disk, a quota or a limit is reached.
fn is_lack_of_room(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

/// Returns the reason if lack of room is at the bottom of an engine error.
fn room_error(error: &tantivy::TantivyError) -> Option<String> {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        let io = error
            .downcast_ref::<io::Error>()
            .or_else(|| error.downcast_ref::<Arc<io::Error>>().map(Arc::as_ref));
        if let Some(io) = io.filter(|io| is_lack_of_room(io)) {
            return Some(io.to_string());
        }
        source = error.source();
    }
    // Some variants hold the error without naming it as their source.
    match error {
        tantivy::TantivyError::IoError(io) if is_lack_of_room(io) => Some(io.to_string()),
        tantivy::TantivyError::OpenWriteError(
            tantivy::directory::error::OpenWriteError::IoError { io_error, .. },
        ) if is_lack_of_room(io_error) => Some(io_error.to_string()),
        // The doc store hands on what its thread met as text.
        other => {
            let text = other.to_string();
            let (_, code) = text.rsplit_once("(os error ")?;
            let code = code.split(')').next()?.parse().ok()?;
            let io = io::Error::from_raw_os_error(code);
            is_lack_of_room(&io).then(|| io.to_string())
        }
    }
}
