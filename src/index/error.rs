//! What can go wrong with an index, with enough context to act on.

use std::io;
use std::path::{Path, PathBuf};

/// An index that cannot be built, published or read.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no published index.
    #[error("no index in {}: run `faq reindex`", .0.display())]
    Missing(PathBuf),
    /// The index was written by another version of faq.
    #[error("the index in {} {reason}: run `faq reindex`", .path.display())]
    Version {
        /// The index folder.
        path: PathBuf,
        /// What differs.
        reason: String,
    },
    /// Files of the index are missing, cut short or unreadable.
    #[error("the index in {} is damaged ({reason}): run `faq reindex --full`", .path.display())]
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
    #[error("{} is not an index folder: it holds {found}; name an empty folder or an index", .path.display())]
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
        /// What tantivy said.
        source: tantivy::TantivyError,
    },
    /// The content could not be read at all.
    #[error(transparent)]
    Content(#[from] crate::content::discover::RootError),
}

impl IndexError {
    /// Attaches an action and a path to an I/O error.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }

    /// Attaches the language to an engine error.
    pub(crate) fn engine<E: Into<tantivy::TantivyError>>(language: &str) -> impl FnOnce(E) -> Self {
        let language = language.to_string();
        move |source| Self::Engine {
            language,
            source: source.into(),
        }
    }

    /// Whether the index, not the request, is at fault: missing, locked,
    /// damaged, of another version, or not to be replaced.
    #[must_use]
    pub fn is_unusable(&self) -> bool {
        self.is_rebuildable()
            || matches!(
                self,
                Self::Locked { .. } | Self::Foreign { .. } | Self::Content(_)
            )
    }

    /// Whether building the index anew could help.
    #[must_use]
    pub fn is_rebuildable(&self) -> bool {
        matches!(
            self,
            Self::Missing(_) | Self::Version { .. } | Self::Damaged { .. } | Self::Engine { .. }
        )
    }
}
