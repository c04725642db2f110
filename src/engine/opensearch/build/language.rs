//! A language of a generation in the making, as those who add to it share it.

use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::engine::opensearch::bulk::Limit;
use crate::index::detached::vocabulary::VocabularyCounts;

/// A language that differs from the base.
pub(super) struct LanguageBuild {
    pub(super) index: String,
    /// Whether it does not begin as the clone of another: it is filled without copies.
    pub(super) is_new: bool,
    /// Bytes of a request to the nodes.
    pub(super) limit: Limit,
    pub(super) counts: Mutex<VocabularyCounts>,
    /// The sum over the documents that are there.
    pub(super) check: AtomicU64,
    /// Whether the numbers above are settled, so that they can be compared.
    pub(super) entries: AtomicU64,
}

/// Locks what no panic can leave half done.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
