//! What all requests share: the open index, the queue of work, counters and options.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::metrics::Metrics;
use super::options::ServeOptions;
use super::problem::Problem;
use super::work::WorkQueue;
use crate::service::{IndexError, Service};

/// What all requests share.
pub(super) type App = Arc<State>;

/// See [`App`].
pub(super) struct State {
    /// The open index.
    pub(super) service: Arc<Service>,
    /// What the server was started with.
    pub(super) options: ServeOptions,
    /// Where searches run.
    pub(super) work: WorkQueue,
    /// Counters for operators.
    pub(super) metrics: Metrics,
    /// Whether the server is about to end.
    ending: AtomicBool,
}

impl State {
    /// Makes the state of a server that begins.
    pub(super) fn new(service: Service, options: ServeOptions) -> Self {
        Self {
            service: Arc::new(service),
            options,
            work: WorkQueue::new(),
            metrics: Metrics::default(),
            ending: AtomicBool::new(false),
        }
    }

    /// Asks the index, as soon as a core is free for it.
    ///
    /// # Errors
    /// Too many wait, or the index cannot be used.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Service) -> Result<T, IndexError> + Send + 'static,
    ) -> Result<T, Problem> {
        let service = Arc::clone(&self.service);
        let answer = self.work.run(move || question(&service)).await?;
        Ok(answer?)
    }

    /// Tells that the server is about to end, so that proxies look elsewhere.
    pub(super) fn begin_end(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }

    /// Returns whether the server is about to end.
    pub(super) fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed)
    }
}
