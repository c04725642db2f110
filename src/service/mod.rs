//! What every caller uses that asks an index: the command, the server, assistants.
//!
//! Owns what they have in common: opening the index, following what is published, containing a
//! panic of the engine, choosing languages, and telling an observer. Knows nothing of terminals or
//! of HTTP, and does not decide to build an index.

pub(crate) mod contain;
pub(crate) mod languages;
pub(crate) mod options;
pub(crate) mod published_status;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::engine::{Place, SearchBackend};
use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::{Hit, NamedEntry, Response};

// What a caller speaks with the service in, so that it needs to know no layer below.
pub(crate) use crate::engine::{
    IndexStatus, IndexedEntry, LanguageStatus, MeaningStatus, RankedEntry,
};
pub(crate) use crate::index::IndexError;
pub(crate) use crate::search::{Languages, SuggestRequest, Suggestions};

pub(crate) use contain::silence_contained_panics;
pub use languages::{LanguageChoice, QueryLanguages};
pub use options::{Observer, ServiceOptions};
pub(crate) use published_status::PublishedStatus;

/// A query that opens every language, and finds little.
const WARMING_QUERY: &str = "faq";

/// Opens what is published now.
type Open = Box<dyn Fn() -> Result<Arc<dyn SearchBackend>, IndexError> + Send + Sync>;

/// An index that answers queries, and goes over to the next one when that is published.
///
/// All methods may be called from several threads at once. A query sees one generation from
/// beginning to end.
pub struct Service {
    options: ServiceOptions,
    open: Open,
    backend: RwLock<Arc<dyn SearchBackend>>,
    started: Instant,
    /// When it was last looked whether something else is published, in milliseconds since the
    /// start.
    looked: AtomicU64,
    /// Why what is published could not be opened when it was last looked, if it could not.
    problem: Mutex<Option<String>>,
}

impl Service {
    /// Opens the live generation of the index folder that the options name.
    ///
    /// # Errors
    /// There is none, or this version cannot read it.
    pub fn open(options: ServiceOptions) -> Result<Self, IndexError> {
        let place = Place::new(&options.index, options.cluster.as_ref());
        let options = ServiceOptions {
            index: place.name(),
            ..options
        };
        let (synonyms, model) = (options.synonyms.clone(), options.model.clone());
        let (parameters, warm) = (options.parameters.clone(), options.warm);
        let open = move || -> Result<Arc<dyn SearchBackend>, IndexError> {
            let search = place.open(&synonyms, parameters.clone(), model.clone())?;
            if warm {
                search.rank(WARMING_QUERY, &Languages::Any, 1)?;
            }
            Ok(search)
        };
        Self::with_engine(options, Box::new(open))
    }

    /// Asks another engine than the one built in: `open` opens what it has published.
    pub(crate) fn with_engine(options: ServiceOptions, open: Open) -> Result<Self, IndexError> {
        let backend = contain::panics(&options.index, &open)?;
        Ok(Self {
            options,
            open,
            backend: RwLock::new(backend),
            started: Instant::now(),
            looked: AtomicU64::new(0),
            problem: Mutex::default(),
        })
    }

    /// Answers a query with one page of hits.
    ///
    /// Where the request names no languages to fall back to, those of the options are taken.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn search(&self, request: &Request) -> Result<Response, IndexError> {
        let backend = self.backend();
        let response = self.contain(|| {
            let mut request = request.clone();
            self.add_fallback(&mut request.fallback_languages, &*backend);
            backend.search(&request)
        })?;
        if let Some(observer) = &self.options.observer {
            observer.searched(request, &response);
        }
        Ok(response)
    }

    /// Completes what someone is typing.
    ///
    /// Where the request names no languages to fall back to, those of the options are taken.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError> {
        let backend = self.backend();
        let suggestions = self.contain(|| {
            let mut request = request.clone();
            self.add_fallback(&mut request.fallback_languages, &*backend);
            backend.suggest(&request)
        })?;
        if let Some(observer) = &self.options.observer {
            observer.suggested(request, &suggestions);
        }
        Ok(suggestions)
    }

    /// Finds the entries that an identifier or `path#anchor` names, in file order, with whole
    /// answers.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let backend = self.backend();
        self.contain(|| backend.find(reference))
    }

    /// Returns at most `limit` questions that are related to an entry that was found, best first,
    /// in its language: on the same matter, and answered otherwise.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn related(&self, entry: &Hit, limit: usize) -> Result<Vec<NamedEntry>, IndexError> {
        let backend = self.backend();
        self.contain(|| backend.related(entry, limit))
    }

    /// Ranks entries one by one, best first, at most `depth`, without merging translations: what
    /// an evaluation measures. No observer is told.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn rank(
        &self,
        query: &str,
        languages: &Languages,
        depth: usize,
    ) -> Result<Vec<RankedEntry>, IndexError> {
        let backend = self.backend();
        self.contain(|| backend.rank(query, languages, depth))
    }

    /// Finds queries that ask the same in other words: for each query the place of the first that
    /// does, its own where there is none. Only a model tells; without one each is like itself
    /// alone.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn alike(
        &self,
        queries: &[&str],
        language: &LanguageTag,
    ) -> Result<Vec<usize>, IndexError> {
        let backend = self.backend();
        self.contain(|| backend.alike(queries, language))
    }

    /// Passes every entry of these languages to `visit`, language by language.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn entries(
        &self,
        languages: &Languages,
        mut visit: impl FnMut(IndexedEntry),
    ) -> Result<(), IndexError> {
        let backend = self.backend();
        self.contain(|| backend.entries(languages, &mut visit))
    }

    /// Returns what is indexed, in figures.
    #[must_use]
    pub fn status(&self) -> IndexStatus {
        self.backend().status()
    }

    /// Returns the tags of the languages in the index, sorted.
    #[must_use]
    pub fn languages(&self) -> Vec<LanguageTag> {
        self.backend().languages()
    }

    /// Returns the languages that a model is open for in vain: they have no vectors, or those of
    /// another model.
    #[must_use]
    pub fn languages_without_vectors(&self) -> Vec<LanguageTag> {
        match self.options.model {
            Some(_) => self.opened().languages_without_vectors(),
            None => Vec::new(),
        }
    }

    /// Goes over to what is published now, if that is something else than what is open.
    ///
    /// Queries do this by themselves now and then (see [`ServiceOptions::follow_every`]). Those
    /// that are under way end with the generation that they began with.
    ///
    /// # Errors
    /// What is published cannot be opened. What was open stays open.
    pub fn refresh(&self) -> Result<(), IndexError> {
        let open = self.opened();
        self.contain(|| {
            if !open.is_current()? {
                let next = (self.open)()?;
                *self.backend.write().unwrap_or_else(PoisonError::into_inner) = next;
            }
            Ok(())
        })
    }

    /// Goes over to what is published now, as [`Self::refresh`] does. If that cannot be opened,
    /// what is open stays in use, and the log says why: once, however often it is tried.
    pub fn follow(&self) {
        let problem = self.refresh().err().map(|error| error.to_string());
        let mut known = self.problem.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(problem) = problem.as_ref().filter(|new| known.as_ref() != Some(new)) {
            // Readers are better served by the index of yesterday than by none.
            tracing::warn!(error = %problem, "the index that was open stays in use");
        }
        *known = problem;
    }

    /// Returns what answers a query that comes in now.
    fn backend(&self) -> Arc<dyn SearchBackend> {
        if self.is_time_to_look() {
            self.follow();
        }
        self.opened()
    }

    fn opened(&self) -> Arc<dyn SearchBackend> {
        let backend = self.backend.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&backend)
    }

    /// Returns whether the caller, and no other thread, is to look what is published.
    fn is_time_to_look(&self) -> bool {
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let now = milliseconds(self.started.elapsed());
        let looked = self.looked.load(Ordering::Relaxed);
        now.saturating_sub(looked) >= milliseconds(self.options.follow_every)
            && self
                .looked
                .compare_exchange(looked, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }

    fn contain<T>(&self, work: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
        contain::panics(&self.options.index, work)
    }

    /// Adds languages to fall back to where a request names none.
    fn add_fallback(&self, languages: &mut Vec<LanguageTag>, backend: &dyn SearchBackend) {
        if languages.is_empty() {
            *languages = self.fallback_languages(backend);
        }
    }

    /// Returns languages for readers who state none, or whose language the content lacks.
    fn fallback_languages(&self, backend: &dyn SearchBackend) -> Vec<LanguageTag> {
        languages::fallback(&self.options.languages, &backend.languages())
    }
}

#[cfg(test)]
mod tests;
