//! How several threads share the documents of a search: each takes the next window, and adds what it
//! found there to the best of all.
//!
//! All know how good the last of the best is, so that together they score little more than one alone
//! would. What they find does not depend on who was where: the best are the same in any order.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::leaders::{Edges, Leaders};
use crate::index::IndexError;
use crate::search::retrieve::best::Scored;

/// The first window is this part of the others; each has twice as many documents as that before.
const FIRST_WINDOW: u32 = 16;

/// What the threads of a search share.
pub(super) struct Shared<'a> {
    documents: u32,
    /// Documents of a window at most.
    window: u32,
    /// Held for a moment for each window.
    progress: Mutex<Progress<'a>>,
}

/// How far the threads have come.
struct Progress<'a> {
    /// The first document that no thread has taken.
    next: u32,
    /// How many documents are taken next.
    size: u32,
    leaders: Leaders<'a>,
}

impl<'a> Shared<'a> {
    /// Shares so many documents, `window` of them at a time.
    #[must_use]
    pub(super) fn new(documents: u32, window: u32, leaders: Leaders<'a>) -> Self {
        Self {
            documents,
            window,
            progress: Mutex::new(Progress {
                next: 0,
                // The first windows are small: nothing is known of what is good there.
                size: window.div_ceil(FIRST_WINDOW),
                leaders,
            }),
        }
    }

    /// Adds what was found to the best, and takes the next documents, if there are any left. Each
    /// thread takes documents in their order.
    pub(super) fn next(&self, found: &[Scored]) -> Option<(Range<u32>, Edges<'a>)> {
        // A thread that panics ends the search, whatever it left.
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        progress.leaders.offer(found);
        let start = progress.next;
        let end = start.saturating_add(progress.size).min(self.documents);
        progress.next = end;
        progress.size = progress.size.saturating_mul(2).min(self.window);
        (start < end).then(|| (start..end, progress.leaders.edges()))
    }

    /// Runs the work on this thread and on others, `threads` in all or as many as the system gives,
    /// and returns the best.
    ///
    /// # Errors
    /// What the work of one of them returns.
    pub(super) fn run(
        self,
        threads: u32,
        work: impl Fn(&Self) -> Result<(), IndexError> + Sync,
    ) -> Result<Leaders<'a>, IndexError> {
        if threads <= 1 {
            work(&self)?;
        } else {
            thread::scope(|scope| {
                let spawn = |_| {
                    let thread = thread::Builder::new();
                    thread.spawn_scoped(scope, || work(&self)).ok()
                };
                // Without a further thread this one does its work, too.
                let others: Vec<_> = (1..threads).filter_map(spawn).collect();
                let own = work(&self);
                let others = others.into_iter();
                let all = others.map(|other| other.join().unwrap_or_else(|e| resume_unwind(e)));
                all.fold(own, Result::and)
            })?;
        }
        let progress = self.progress.into_inner();
        Ok(progress.unwrap_or_else(PoisonError::into_inner).leaders)
    }
}
