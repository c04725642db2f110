//! Why a server cannot start, or ends.

use std::io;
use std::path::PathBuf;

use crate::service::IndexError;

/// Why a server cannot start, or ends.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address as it was given.
        address: String,
        /// What the system says.
        source: io::Error,
    },
    /// An option says something that cannot be followed.
    #[error("{0}")]
    Option(String),
    /// The query log cannot be written.
    #[error("cannot write the query log in {}: {source}", .folder.display())]
    QueryLog {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The system refuses threads, signals or time.
    #[error("the server cannot run: {0}")]
    Runtime(#[from] io::Error),
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] IndexError),
}
