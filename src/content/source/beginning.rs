//! Reads the beginnings of files: what tells their kind needs no more.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// How many bytes of a file are looked at.
const MOST_BYTES: u64 = 32 * 1024;

/// Returns the beginning of a text; nothing of what is no file or cannot be read.
pub(crate) fn of_file(path: &Path) -> Option<String> {
    // Opening a pipe would wait for a writer.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    let mut file = File::open(path).ok()?.take(MOST_BYTES);
    file.read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
