//! The files of the log: one a day, named `queries-2026-11-26.jsonl`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Begins the name of a file.
const PREFIX: &str = "queries-";

/// Ends it.
const SUFFIX: &str = ".jsonl";

/// Returns the name of the file of a day such as `2026-11-26`.
pub(crate) fn name(day: &str) -> String {
    format!("{PREFIX}{day}{SUFFIX}")
}

/// Lists the files of a folder with their days, oldest first. Other files are passed over.
///
/// # Errors
/// The folder cannot be read.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let day = name.and_then(day);
        if let Some(day) = day.map(str::to_owned) {
            files.push((day, path));
        }
    }
    files.sort();
    Ok(files)
}

/// Returns the day that a name tells.
fn day(name: &str) -> Option<&str> {
    let day = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    is_day(day).then_some(day)
}

/// Returns whether a text has the shape of a day: `2026-11-26`.
pub(crate) fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Removes the files of days before `first`, and no others.
///
/// # Errors
/// One cannot be removed.
#[cfg(all(unix, feature = "serve"))]
pub(super) fn forget_before(folder: &Path, first: &str) -> io::Result<()> {
    for (day, path) in list(folder)? {
        if day.as_str() < first {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_log_are_listed_oldest_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "queries-2026-11-26.jsonl",
            "queries-2025-01-02.jsonl",
            "queries-yesterday.jsonl",
            "queries-2026-11-26.jsonl.bak",
            "notes.txt",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let days: Vec<_> = list(folder.path())
            .unwrap()
            .into_iter()
            .map(|(day, _)| day)
            .collect();
        assert_eq!(days, ["2025-01-02", "2026-11-26"]);
    }
}
