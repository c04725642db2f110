//! What all requests share: the open index, the queue of work, counters and options.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Mutex;

use super::error::ServeError;
use super::metrics::Metrics;
use super::options::ServeOptions;
use super::page::articles::Articles;
use super::problem::Problem;
use super::work::WorkQueue;
use crate::query_log::writer::QueryLog;
use crate::service::{IndexError, Service};

/// What all requests share.
pub(super) type App = Arc<State>;

/// Name of a generation, and when it was built in seconds since 1970.
type Generation = (String, u64);

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
    /// Where queries are recorded, if the operator wants that.
    pub(super) log: Option<QueryLog>,
    /// The articles of a generation, named by its name and the time at which it was built.
    articles: Mutex<Option<(Generation, Arc<Articles>)>>,
    /// Whether the server is about to end.
    ending: AtomicBool,
}

impl State {
    /// Makes the state of a server that begins.
    ///
    /// # Errors
    /// The query log cannot be written.
    pub(super) fn new(service: Service, options: ServeOptions) -> Result<Self, ServeError> {
        let open = |folder: &PathBuf| {
            QueryLog::open(folder, options.query_log_days).map_err(|source| ServeError::QueryLog {
                folder: folder.clone(),
                source,
            })
        };
        let log = options.query_log.as_ref().map(open).transpose()?;
        Ok(Self {
            service: Arc::new(service),
            options,
            work: WorkQueue::new(),
            metrics: Metrics::default(),
            log,
            articles: Mutex::new(None),
            ending: AtomicBool::new(false),
        })
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

    /// Returns the articles of the live index. The first one who asks after a new index was
    /// published reads them all, and whoever asks meanwhile waits for that: a large collection
    /// takes half a second, and as many readings at once as there are readers would take minutes.
    ///
    /// # Errors
    /// Too many wait, or the index cannot be used.
    pub(super) async fn articles(&self) -> Result<Arc<Articles>, Problem> {
        let mut known = self.articles.lock().await;
        let status = self.service.status();
        let live = (status.generation, status.created);
        if let Some((_, articles)) = known.as_ref().filter(|(known, _)| *known == live) {
            return Ok(Arc::clone(articles));
        }
        let read = Arc::new(self.ask(Articles::read).await?);
        *known = Some((live, Arc::clone(&read)));
        Ok(read)
    }

    /// Reads the articles of a new index before a reader asks for them, if any has asked before.
    pub(super) async fn renew_articles(&self) {
        let were_read = self.articles.lock().await.is_some();
        if were_read && let Err(problem) = self.articles().await {
            tracing::warn!(problem = %problem.detail, "the articles cannot be read yet");
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source::discover::Root;
    use crate::reindex::{self, NoProgress};
    use crate::service::ServiceOptions;

    #[test]
    fn the_articles_are_read_once_however_many_ask() {
        let folder = tempfile::tempdir().unwrap();
        let (content, index) = (folder.path().join("content"), folder.path().join("index"));
        std::fs::create_dir(&content).unwrap();
        std::fs::write(content.join("a.md"), "# A FAQ\n\n## Why?\n\nSo.\n").unwrap();
        let options = reindex::Options::new(vec![Root::new(content)], index.clone());
        reindex::run(&options, &NoProgress).unwrap();
        let service = Service::open(ServiceOptions::new(index)).unwrap();
        let state = State::new(service, ServeOptions::default()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let (first, second, third) = runtime
            .block_on(async { tokio::join!(state.articles(), state.articles(), state.articles()) });
        let first = first.unwrap();
        assert!(Arc::ptr_eq(&first, &second.unwrap()) && Arc::ptr_eq(&first, &third.unwrap()));
    }
}
