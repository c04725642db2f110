//! Makes an earlier generation the live one.

use std::path::Path;
use std::time::Duration;

use crate::engine::EmbeddedIndex;
use crate::engine::index_backend::IndexBackend;
use crate::index::{self, IndexError};

/// What a rollback did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RolledBack {
    /// Name of the generation that is live now.
    pub generation: String,
    /// Name of the generation that was live before.
    pub previous: String,
}

/// Makes a generation of an index folder live: the one named `to`, else the one before the live
/// one. Waits up to `wait` for a run that holds the index.
///
/// # Errors
/// There is no index or no such generation, it cannot be searched, or another run holds the index.
/// What was live stays live.
pub fn rollback(index: &Path, to: Option<&str>, wait: Duration) -> Result<RolledBack, IndexError> {
    // Before the lock, which would make an index of any folder.
    let previous = index::live(index)?.name;
    let index = EmbeddedIndex::lock(index, wait, &|| false)?;
    Ok(RolledBack {
        generation: index.rollback(to)?,
        previous,
    })
}
