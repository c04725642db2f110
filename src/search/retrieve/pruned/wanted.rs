//! What is asked of the first stage, and when it need not score everything.

use std::num::NonZeroUsize;
use std::thread;

/// What is asked of the first stage.
pub(crate) struct Wanted<'a> {
    /// How many of the best.
    pub(crate) count: usize,
    /// How many of those that hold most of the query by the weights of its words, if any.
    pub(crate) most_covered: Option<(&'a [f32], usize)>,
    /// Whether the best with the form typed is wanted.
    pub(crate) typed_form: bool,
    /// Documents that are looked at whatever words they hold, ascending.
    pub(crate) near: &'a [u32],
}

/// When only what may be among the best is scored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pruning {
    /// Postings of the words that decide, from which on it is worth it.
    pub(crate) from_postings: usize,
    /// Postings of those words, from which on several threads share the documents.
    pub(crate) shared_from: usize,
    /// How many threads do so at most; as many as there are cores if that is less.
    pub(crate) most_threads: u32,
    /// How many matches must be known at least.
    pub(crate) least_matches: usize,
    /// How many documents are looked at together.
    pub(crate) window: u32,
}

impl Default for Pruning {
    fn default() -> Self {
        Self {
            from_postings: 1 << 17,
            shared_from: 1 << 19,
            most_threads: 4,
            least_matches: 4_096,
            window: 1 << 14,
        }
    }
}

impl Pruning {
    /// Scores all that matches.
    pub(crate) const NEVER: Self = Self {
        from_postings: usize::MAX,
        shared_from: usize::MAX,
        most_threads: 1,
        least_matches: usize::MAX,
        window: 1,
    };

    /// Returns how many threads share the documents of words with so many postings.
    #[must_use]
    pub(super) fn threads(&self, postings: usize) -> u32 {
        if postings < self.shared_from {
            return 1;
        }
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        u32::try_from(cores).map_or(self.most_threads, |cores| cores.min(self.most_threads))
    }
}
