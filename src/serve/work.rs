//! Runs searches beside the runtime: as many at once as there are cores, and a short queue.
//!
//! Searching keeps a core busy. Without a bound every waiting request would take a thread and
//! memory of its own, and all of them would get slow together.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How many requests may wait for each core. At a few milliseconds a search the last one waits
/// for less than a second, after which most readers have gone.
const WAITING_PER_CORE: usize = 200;

/// Places for work that keeps a core busy.
pub(super) struct WorkQueue {
    places: Arc<Semaphore>,
    size: usize,
    most_waiting: usize,
    waiting: AtomicUsize,
}

/// Why work was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotDone {
    /// Too many wait already.
    Busy,
    /// The work panicked.
    Failed,
}

impl WorkQueue {
    /// Makes a queue for the cores of this machine.
    pub(super) fn new() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self::with_places(cores, cores * WAITING_PER_CORE)
    }

    /// Makes a queue with a number of places, for at most so many waiting requests.
    fn with_places(places: usize, most_waiting: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places)),
            size: places,
            most_waiting,
            waiting: AtomicUsize::new(0),
        }
    }

    /// Waits for a place and does the work there.
    ///
    /// The place is given back when the work ends, even if the one who asked has gone.
    ///
    /// # Errors
    /// Too many wait, or the work panics.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        let ticket = Ticket::take(self).ok_or(NotDone::Busy)?;
        let place = Arc::clone(&self.places).acquire_owned().await;
        drop(ticket);
        // The semaphore is never closed, so there always is a place some time.
        let place = place.map_err(|_| NotDone::Failed)?;
        let done = spawn_blocking(move || {
            let _place = place;
            work()
        });
        done.await.map_err(|_| NotDone::Failed)
    }

    /// Returns how many requests may be worked on at once.
    pub(super) fn places(&self) -> usize {
        self.size
    }

    /// Returns how many requests are being worked on.
    pub(super) fn running(&self) -> usize {
        self.size.saturating_sub(self.places.available_permits())
    }

    /// Returns how many requests wait for a place.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

/// A place in the queue, given back when dropped: also when the one who waits goes away.
struct Ticket<'q>(&'q AtomicUsize);

impl<'q> Ticket<'q> {
    fn take(queue: &'q WorkQueue) -> Option<Self> {
        let ticket = Self(&queue.waiting);
        let before = queue.waiting.fetch_add(1, Ordering::Relaxed);
        // Dropping the ticket gives back what was just taken.
        (before < queue.most_waiting).then_some(ticket)
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(work)
    }

    #[test]
    fn work_beyond_the_queue_is_refused_and_the_rest_is_done() {
        let queue = WorkQueue::with_places(1, 1);
        let (release, held) = mpsc::channel::<()>();
        block_on(async {
            let first = queue.run(move || held.recv().unwrap());
            let second = queue.run(|| 2);
            let third = async {
                let refused = queue.run(|| 3).await;
                release.send(()).unwrap();
                refused
            };
            let mut first = std::pin::pin!(first);
            let mut second = std::pin::pin!(second);
            let mut third = std::pin::pin!(third);
            let done = std::future::poll_fn(|context| {
                // In this order: one works, one waits, one is refused.
                let _ = first.as_mut().poll(context);
                let _ = second.as_mut().poll(context);
                third.as_mut().poll(context)
            });
            assert_eq!(done.await, Err(NotDone::Busy));
            assert_eq!(second.await, Ok(2));
        });
        assert_eq!((queue.running(), queue.waiting()), (0, 0));
    }

    #[test]
    fn a_panic_is_an_error_and_frees_its_place() {
        let queue = WorkQueue::with_places(1, 1);
        let failed = block_on(queue.run(|| assert_eq!(1, 2, "meant to panic")));
        assert_eq!(failed, Err(NotDone::Failed));
        assert_eq!(block_on(queue.run(|| 1)), Ok(1));
    }
}
