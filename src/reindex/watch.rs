//! Waits for content to change, so that authors see what they write.
//!
//! Owns the subscription and the debouncing. The next run finds out what a change means. This is
//! the only file that names the crate `notify`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::content::source::discover::Root;

/// Changes closer together than this count as one: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(300);

/// Changes that do not end are reported after this time all the same.
const LONGEST: Duration = Duration::from_secs(5);

/// How often a wait checks whether it should end.
const POLL: Duration = Duration::from_millis(100);

/// A subscription to changes below content roots. Dropping it ends the subscription.
pub(crate) struct ContentWatcher {
    events: Receiver<()>,
    _watcher: RecommendedWatcher,
}

/// The system does not watch a content root.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub(crate) struct WatchError(#[from] notify::Error);

impl ContentWatcher {
    /// Subscribes to changes below content roots.
    ///
    /// # Errors
    /// The system does not watch one of the roots.
    pub(crate) fn new(roots: &[Root]) -> Result<Self, WatchError> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading the content is an event too, and the next run does that.
            let matters = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
            if matters {
                // This fails when nobody listens any more.
                let _ = sender.send(());
            }
        })?;
        for root in roots {
            watcher.watch(&root.path, RecursiveMode::Recursive)?;
        }
        Ok(Self {
            events,
            _watcher: watcher,
        })
    }

    /// Waits for a change and for the quiet after it. Returns false when `stop` was set, or when
    /// the system watches no longer.
    pub(crate) fn wait(&mut self, stop: &AtomicBool) -> bool {
        loop {
            match self.events.recv_timeout(POLL) {
                Ok(()) => break,
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return false,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST && self.events.recv_timeout(QUIET).is_ok() {}
        !stop.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_noticed_and_a_stop_ends_the_wait() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::new(folder.path().to_path_buf());
        let mut watcher = ContentWatcher::new(&[root]).unwrap();
        std::fs::write(folder.path().join("a.md"), "# A").unwrap();
        let stop = AtomicBool::new(false);
        assert!(watcher.wait(&stop));
        stop.store(true, Ordering::Relaxed);
        assert!(!watcher.wait(&stop));
    }
}
