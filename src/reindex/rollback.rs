//! Makes an earlier generation the live one.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::engine::Place;
use crate::index::IndexError;

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
    rollback_in(&Place::Folder(index.to_path_buf()), to, wait)
}

/// Does the same wherever the index is.
///
/// # Errors
/// As for [`rollback`].
pub(crate) fn rollback_in(
    place: &Place,
    to: Option<&str>,
    wait: Duration,
) -> Result<RolledBack, IndexError> {
    // Before the lock, which would make an index of any folder.
    let previous = place.published()?.live_name()?;
    let index = place.lock(wait, &Arc::default())?;
    Ok(RolledBack {
        generation: index.rollback(to)?,
        previous,
    })
}
