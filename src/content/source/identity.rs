//! What tells a file from another one of its name, size and time.

use std::fs::Metadata;

/// Returns a number that changes with the inode of a file and the time at which the system last
/// changed it, which no program sets. Content from the Nix store, from `OSTree` and from archives
/// made with `SOURCE_DATE_EPOCH` has one time for all files. It is 0 where the system has neither.
#[cfg(unix)]
pub(crate) fn identity(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;

    let (inode, seconds) = (metadata.ino(), metadata.ctime());
    let parts = format!("{inode} {seconds} {}", metadata.ctime_nsec());
    crate::model::hash::hash64(&[&parts])
}

/// Returns 0: the system has neither inodes nor such a time.
#[cfg(not(unix))]
pub(crate) fn identity(_: &Metadata) -> u64 {
    0
}
