//! Makes a panic of the engine an error like any other.
//!
//! The engine checks the shape of its files, not every byte: bits that changed on disk can make it
//! panic. To a reader that is a damaged index.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use crate::index::IndexError;

thread_local! {
    /// Whether this thread is at work that may panic without a word on stderr.
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Silences panics that become errors anyway; all others are reported as before.
///
/// A program calls this once, at its start. Without it such panics are contained too, with a
/// message on stderr.
pub(crate) fn silence_contained_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CONTAINED.get() {
                report(info);
            }
        }));
    });
}

/// Does the work. A panic becomes [`IndexError::Damaged`].
///
/// # Errors
/// Those of the work, and its panics.
pub(crate) fn panics<T>(
    index: &Path,
    work: impl FnOnce() -> Result<T, IndexError>,
) -> Result<T, IndexError> {
    let outer = CONTAINED.replace(true);
    // What is open is only read, so a panic leaves nothing half changed behind.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(outer);
    result.unwrap_or_else(|_| {
        Err(IndexError::Damaged {
            path: index.to_path_buf(),
            reason: "reading it failed unexpectedly".to_string(),
        })
    })
}
