//! What can be wrong with a model.

use std::path::{Path, PathBuf};

/// A model that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ModelError {
    /// A file of it cannot be read or written.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was attempted, as an infinitive.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The system's answer.
        source: std::io::Error,
    },
    /// A file is not what its name says, or not whole.
    #[error("{}: {reason}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// The model is of a kind that is not computed here.
    #[error("{}: {reason}", .path.display())]
    Unsupported {
        /// The file that says so.
        path: PathBuf,
        /// What is not supported, and what is.
        reason: String,
    },
}

impl ModelError {
    /// Attaches an action and a path to an I/O error.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }

    /// Makes the error of a damaged file.
    pub(crate) fn damaged(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged {
            path: path.to_path_buf(),
            reason: reason.into(),
        }
    }

    /// Makes the error of a model of another kind.
    pub(crate) fn unsupported(path: &Path, reason: impl Into<String>) -> Self {
        Self::Unsupported {
            path: path.to_path_buf(),
            reason: reason.into(),
        }
    }
}
