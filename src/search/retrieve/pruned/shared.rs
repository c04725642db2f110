//! How several threads share the documents: who goes through which, and what all of them know of the
//! best.
//!
//! The last of the best of one thread is not above the last of the best of all: what is below it
//! may be let go by every thread.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::thread;

use super::leaders::Leaders;
use crate::index::IndexError;

/// Stretches of documents for each thread: one that comes to long lists leaves more to the others.
const STRETCHES: u32 = 4;

/// What the threads of a search share.
pub(super) struct Shared {
    documents: u32,
    window: u32,
    threads: u32,
    /// How many documents are taken together.
    stretch: u32,
    /// The first document that no thread has taken; beyond the last if there is none.
    next: AtomicU64,
    /// The bits of the highest edge by score. Those of numbers that are not negative are in the
    /// order of the numbers.
    best: AtomicU32,
    /// The same of those that hold most of the query.
    most_covered: AtomicU32,
}

impl Shared {
    /// Shares so many documents among threads that go through a window of them at a time.
    #[must_use]
    pub(super) fn new(documents: u32, window: u32, threads: u32) -> Self {
        let stretch = match threads {
            0 | 1 => documents,
            _ => (documents / threads.saturating_mul(STRETCHES)).max(window),
        };
        Self {
            documents,
            window,
            threads,
            stretch: stretch.max(1),
            next: AtomicU64::new(0),
            best: AtomicU32::new(0),
            most_covered: AtomicU32::new(0),
        }
    }

    /// Returns how many documents are looked at together.
    #[must_use]
    pub(super) fn window(&self) -> u32 {
        self.window
    }

    /// Takes documents that no thread has taken; each takes them in their order.
    pub(super) fn take(&self) -> Option<Range<u32>> {
        let start = self.next.fetch_add(self.stretch.into(), Ordering::Relaxed);
        let start = u32::try_from(start)
            .ok()
            .filter(|start| *start < self.documents)?;
        Some(start..start.saturating_add(self.stretch).min(self.documents))
    }

    /// Tells the others how good the best of a thread are, and the thread how good theirs are.
    pub(super) fn tell(&self, leaders: &mut Leaders) {
        if self.threads <= 1 {
            return;
        }
        let exchange = |known: &AtomicU32, edge: f32| {
            let before = known.fetch_max(edge.to_bits(), Ordering::Relaxed);
            edge.max(f32::from_bits(before))
        };
        let best = &mut leaders.best;
        best.raise(exchange(&self.best, best.edge()));
        if let Some((_, most)) = &mut leaders.most_covered {
            most.raise(exchange(&self.most_covered, most.edge()));
        }
    }

    /// Runs the work on this thread and on as many others as the system gives, and returns what
    /// each found.
    ///
    /// # Errors
    /// What the work of one of them returns.
    pub(super) fn run(
        &self,
        work: impl Fn(&Self) -> Result<Leaders, IndexError> + Sync,
    ) -> Result<Vec<Leaders>, IndexError> {
        if self.threads <= 1 {
            return Ok(vec![work(self)?]);
        }
        thread::scope(|scope| {
            // Without a further thread this one does its work, too.
            let others: Vec<_> = (1..self.threads)
                .filter_map(|_| {
                    thread::Builder::new()
                        .spawn_scoped(scope, || work(self))
                        .ok()
                })
                .collect();
            let mut found = vec![work(self)];
            for other in others {
                found.push(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            found.into_iter().collect()
        })
    }
}
