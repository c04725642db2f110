//! Data to measure against that is not part of the repository.

use std::path::{Path, PathBuf};

/// Returns the path of a part of that data: in the folder that `FAQ_SHARED` names, else in
/// `../shared`. Says so and returns `None` where it is not there; the test then has nothing to do.
pub fn shared(part: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("FAQ_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join(part);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there", path.display());
    None
}
