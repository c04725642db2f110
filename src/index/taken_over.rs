//! Files of a generation that the next one takes over as they are.

use std::path::Path;
use std::{fs, io};

/// Takes over a file that is never changed: by a link where the file system has them, else by a
/// copy.
///
/// # Errors
/// It can neither be linked nor copied.
pub(crate) fn link_or_copy_file(source: &Path, target: &Path) -> io::Result<()> {
    if fs::hard_link(source, target).is_err() {
        fs::copy(source, target)?;
    }
    Ok(())
}
