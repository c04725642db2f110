//! Opens a model, for the commands that use one.

use std::path::Path;
use std::sync::Arc;

use crate::index::mapped;
use crate::meaning::{self, Bytes, Encoder, ModelError};

/// Opens a model.
///
/// # Errors
/// It cannot be used.
pub(crate) fn open(path: &Path) -> Result<Encoder, ModelError> {
    meaning::open(path, &map)
}

/// Maps a file.
///
/// # Errors
/// It cannot be opened.
pub(super) fn map(path: &Path) -> std::io::Result<Bytes> {
    let bytes: Bytes = Arc::new(mapped::map(path)?);
    Ok(bytes)
}
