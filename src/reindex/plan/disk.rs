//! How a source file looks on disk: its size, its time, its inode, and whether that time may be
//! relied on.
//!
//! Reads no content, but for the hash that its caller brings along.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::content::format::Holds;
use crate::content::source::discover::{Root, SourceFile};
use crate::content::source::identity::identity;
use crate::content::source::include::real_path;
use crate::index::{InputFile, InputKind, nanoseconds};
use crate::model::file_id::FileRef;

/// Makes the row of a content file that was read after `started`; `hash` is that of its bytes.
pub(crate) fn input_of(file: &SourceFile, hash: String, started: SystemTime) -> InputFile {
    let now = stat(&file.absolute);
    let steady = now == Stat::from(file);
    InputFile {
        root: file.root,
        path: file.path.clone(),
        kind: kind_of(file),
        size: file.size,
        identity: file.identity,
        modified: if is_too_recent(file.modified, started) {
            0
        } else {
            nanoseconds(file.modified)
        },
        // A file that changed while it was read is not what the row stands for.
        hash: if steady { hash } else { String::new() },
    }
}

/// Returns what a content file is as an input.
pub(crate) fn kind_of(file: &SourceFile) -> InputKind {
    match file.format.holds() {
        Holds::Article => InputKind::Article,
        Holds::Records => InputKind::Records,
    }
}

/// Finds an included file on disk. Returns none if it is no file, or leads out of its root.
pub(crate) fn include_on_disk(roots: &[Root], file: FileRef<'_>) -> Option<PathBuf> {
    real_path(&roots.get(file.root)?.path, file.path).ok()
}

/// How a file looks without being read. The default is that of a file that is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stat {
    /// Size in bytes.
    pub(crate) size: u64,
    /// Time of the last change, where the system knows it.
    pub(crate) modified: Option<SystemTime>,
    /// See [`identity()`].
    pub(crate) identity: u64,
}

impl From<&SourceFile> for Stat {
    fn from(file: &SourceFile) -> Self {
        Self {
            size: file.size,
            modified: file.modified,
            identity: file.identity,
        }
    }
}

/// Returns how a file looks now.
pub(crate) fn stat(path: &Path) -> Stat {
    fs::metadata(path).map_or_else(
        |_| Stat::default(),
        |metadata| Stat {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(&metadata),
        },
    )
}

/// Returns whether a change made after `read` could have left the time `modified`, so that the
/// time cannot be relied on. File systems tick more slowly than clocks: some in hundredths of a
/// second, some, which show in whole seconds, in one or two seconds.
pub(crate) fn is_too_recent(modified: Option<SystemTime>, read: SystemTime) -> bool {
    let Some(modified) = modified else {
        return true;
    };
    let tick = if nanoseconds(Some(modified)).is_multiple_of(1_000_000_000) {
        Duration::from_secs(2)
    } else {
        Duration::from_millis(50)
    };
    modified + tick > read
}

/// Returns whether a file has the size, the time and the identity of an input, and that time is one
/// to rely on.
pub(crate) fn looks_the_same(input: &InputFile, now: Stat) -> bool {
    let same_time = input.modified == nanoseconds(now.modified) && input.modified != 0;
    input.size == now.size && same_time && input.identity == now.identity
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_relied_on_when_the_clock_of_the_disk_has_moved_on() {
        let at = |seconds: u64, nanos: u32| {
            Some(SystemTime::UNIX_EPOCH + Duration::new(1_000_000 + seconds, nanos))
        };
        let read = at(10, 500_000_000).unwrap();
        assert!(!is_too_recent(at(10, 400_000_000), read));
        assert!(is_too_recent(at(10, 480_000_000), read));
        assert!(is_too_recent(at(11, 1), read));
        // Whole seconds: a coarse clock.
        assert!(is_too_recent(at(9, 0), read));
        assert!(!is_too_recent(at(8, 0), read));
        assert!(is_too_recent(None, read));
    }
}
