//! A generation in a cluster, open for searching.
//!
//! Owns no searching of its own: the searcher of the engine that is built in runs over the
//! vocabularies, which are kept here, and over candidates. What it lacks is asked for in one request
//! for all languages, and it runs again, until it lacks nothing.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::blob::{self, Kept};
use super::fetch::Fetch;
use super::generations::Generations;
use super::names::VOCABULARY;
use super::results::{all_entries, fields_of, scan};
use super::vectors::Remembered;
use crate::engine::cluster::Cluster;
use crate::engine::search_backend::{
    IndexStatus, IndexedEntry, RankedEntry, SearchBackend, SynonymGroups,
};
use crate::index::detached::entry::ShownEntry;
use crate::index::detached::vocabulary::Vocabulary;
use crate::index::{IndexError, Live, Manifest};
use crate::model::embedding::EmbeddingModel;
use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::{Hit, NamedEntry, Response};
use crate::search::open_languages::{OpenLanguage, OpenLanguages};
use crate::search::retrieve::remote::{Counts, Known, Remote, Wants};
use crate::search::retrieve::segment::Segment;
use crate::search::{Languages, RankingParameters, Searcher, SuggestRequest, Suggestions};
use crate::search::{alike, related};

/// How often a search may ask for more. Three times are common.
const ROUNDS: usize = 24;

/// Numbers that are kept for each language.
const MOST_COUNTS: usize = 2_000;

/// A generation in a cluster.
pub(crate) struct ClusterSearch {
    generations: Generations,
    generation: Arc<(Live, Manifest)>,
    languages: Vec<ClusterLanguage>,
    synonyms: SynonymGroups,
    parameters: RankingParameters,
    model: Option<EmbeddingModel>,
}

/// A language of it.
pub(super) struct ClusterLanguage {
    /// The index in the cluster.
    pub(super) index: String,
    vocabulary: OnceLock<Arc<Vocabulary>>,
    /// The language over no entries, with what does not depend on them.
    empty: OnceLock<OpenLanguage>,
    /// Numbers that were asked for.
    counts: Mutex<Arc<Counts>>,
}

impl ClusterSearch {
    /// Opens what is live in a cluster.
    ///
    /// # Errors
    /// There is nothing, it cannot be read by this version, or the cluster does not answer.
    pub(crate) fn open_live(
        cluster: &Cluster,
        synonyms: &SynonymGroups,
    ) -> Result<Self, IndexError> {
        let generations = Generations::new(cluster)?;
        let name = generations.expect_live()?;
        Self::open(&generations, name, synonyms)
    }

    /// Opens a generation by its name.
    ///
    /// # Errors
    /// It is missing, it cannot be read by this version, or the cluster does not answer.
    pub(super) fn open(
        generations: &Generations,
        name: String,
        synonyms: &SynonymGroups,
    ) -> Result<Self, IndexError> {
        let stored = generations.stored(&name)?;
        let place = generations.cluster.location();
        stored.manifest.check_analysis(place.as_ref())?;
        let live = Live {
            folder: PathBuf::from(generations.names.generation(&name)),
            name,
        };
        let languages = stored.languages.into_iter();
        Ok(Self {
            generations: generations.clone(),
            generation: Arc::new((live, stored.manifest)),
            languages: languages
                .map(|(_, index)| ClusterLanguage {
                    index,
                    vocabulary: OnceLock::new(),
                    empty: OnceLock::new(),
                    counts: Mutex::default(),
                })
                .collect(),
            synonyms: synonyms.clone(),
            parameters: RankingParameters::default(),
            model: None,
        })
    }

    /// Ranks by other parameters than the default ones.
    pub(crate) fn with_parameters(mut self, parameters: RankingParameters) -> Self {
        self.parameters = parameters;
        self
    }

    /// Ranks by meaning as well, where the index has vectors of this model.
    pub(crate) fn with_model(mut self, model: Option<EmbeddingModel>) -> Self {
        self.model = model;
        self
    }

    /// Reads the vocabularies.
    ///
    /// # Errors
    /// One is missing or damaged.
    pub(super) fn warm(&self) -> Result<(), IndexError> {
        (0..self.languages.len()).try_for_each(|number| self.vocabulary(number).map(drop))
    }

    /// Returns the terms of a language, which are read once.
    fn vocabulary(&self, number: usize) -> Result<&Arc<Vocabulary>, IndexError> {
        let language = &self.languages[number];
        if let Some(known) = language.vocabulary.get() {
            return Ok(known);
        }
        let client = &self.generations.client;
        let bytes = blob::read(client, &language.index, Kept::Field, VOCABULARY)?;
        let vocabulary = Vocabulary::open(&bytes).map_err(|reason| IndexError::Damaged {
            path: language.index.clone().into(),
            reason,
        })?;
        Ok(language.vocabulary.get_or_init(|| Arc::new(vocabulary)))
    }

    /// Runs a search until it lacks nothing.
    fn settle<T>(
        &self,
        work: impl Fn(&Searcher) -> Result<T, IndexError>,
    ) -> Result<T, IndexError> {
        self.settle_in_two(|_| Ok(()), |searcher, ()| work(searcher))
    }

    /// Runs a search in two parts until it lacks nothing: once the first part lacks nothing, only
    /// the second runs again.
    fn settle_in_two<F, T>(
        &self,
        first: impl Fn(&Searcher) -> Result<F, IndexError>,
        second: impl Fn(&Searcher, &F) -> Result<T, IndexError>,
    ) -> Result<T, IndexError> {
        let mut all: Vec<Known> = self.languages.iter().map(ClusterLanguage::known).collect();
        let mut kept = None;
        let remembered = self.model.clone().map(Remembered::new);
        let model = remembered.map(|model| EmbeddingModel(Arc::new(model)));
        for _ in 0..ROUNDS {
            let languages = self.languages.iter().enumerate().zip(all);
            let open = languages.map(|((number, _), known)| self.language(number, known));
            let generation = Arc::clone(&self.generation);
            let parameters = self.parameters.clone();
            let languages = OpenLanguages::of_remote(generation, open.collect(), parameters);
            let searcher = Searcher::over(languages).with_model(model.clone());
            let found = match kept.take() {
                Some(found) => found,
                None => first(&searcher)?,
            };
            searcher.open_languages().settle()?;
            let done = second(&searcher, &found)?;
            let mut wants: Vec<Wants> = Vec::with_capacity(self.languages.len());
            all = Vec::with_capacity(self.languages.len());
            for language in searcher.into_languages().into_languages() {
                let remote = language.segment.into_remote();
                let (known, wanted) = remote.map(Remote::into_parts).unwrap_or_default();
                all.push(known);
                wants.push(wanted);
            }
            if wants.iter().all(Wants::is_empty) {
                return Ok(done);
            }
            if all.iter().all(Known::is_settled) {
                kept = Some(found);
            } else {
                all.iter_mut().for_each(Known::unsettle);
            }
            self.fetch(&mut all, &wants)?;
        }
        let path = format!("/{}", self.generations.names.live());
        Err(self
            .generations
            .client
            .error(&path, "the search asks for more and more"))
    }

    /// Puts a language together with what is known of it.
    fn language(&self, number: usize, known: Known) -> OpenLanguage {
        let language = &self.languages[number];
        let summary = self.generation.1.languages[number].clone();
        let vocabulary = language.vocabulary.get().cloned();
        let empty = language.empty.get_or_init(|| {
            let tag = summary.tag.clone();
            let remote = Remote::new(summary.clone(), None, Known::default());
            let segment = Segment::of_remote(&Arc::new(remote));
            OpenLanguages::open_remote(&tag, segment, &self.synonyms, &self.parameters)
        });
        let remote = Arc::new(Remote::new(summary, vocabulary, known));
        empty.over(Segment::of_remote(&remote))
    }

    /// Asks for what is lacking.
    fn fetch(&self, all: &mut [Known], wants: &[Wants]) -> Result<(), IndexError> {
        let mut without = false;
        for (number, wanted) in wants.iter().enumerate() {
            if wanted.vocabulary {
                self.vocabulary(number)?;
                without = true;
            }
        }
        if without {
            // What was asked for without knowing the terms is not what is lacking.
            return Ok(());
        }
        let mut fetch = Fetch::default();
        let vectors = self.generations.names.vectors();
        let model = self.model.as_ref().map(|model| model.encoder().identity());
        let vectors = model.map(|model| (vectors.as_str(), model));
        for (language, wanted) in self.languages.iter().zip(wants) {
            fetch.add(&language.index, wanted, vectors);
        }
        fetch.send(&self.generations.client, all)?;
        for (language, known) in self.languages.iter().zip(all) {
            language.remember(known);
        }
        Ok(())
    }
}

impl ClusterLanguage {
    /// Returns what is known before a search.
    fn known(&self) -> Known {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        Known::with_counts(Arc::clone(&counts))
    }

    /// Keeps the numbers that a search asked for, for those that follow.
    fn remember(&self, known: &Known) {
        if known.own_counts.is_empty() {
            return;
        }
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() + known.own_counts.len() > MOST_COUNTS {
            *counts = Arc::default();
        }
        let own = known.own_counts.iter().take(MOST_COUNTS);
        let own = own.map(|(key, count)| (Arc::clone(key), *count));
        Arc::make_mut(&mut counts).extend(own);
    }
}

impl SearchBackend for ClusterSearch {
    fn is_current(&self) -> Result<bool, IndexError> {
        Ok(self.generations.live()?.as_ref() == Some(&self.generation.0.name))
    }

    fn status(&self) -> IndexStatus {
        IndexStatus::new(&self.generation.0.name, &self.generation.1)
    }

    fn languages(&self) -> Vec<LanguageTag> {
        let languages = self.generation.1.languages.iter();
        languages.map(|language| language.tag.clone()).collect()
    }

    fn languages_without_vectors(&self) -> Vec<LanguageTag> {
        let Some(model) = &self.model else {
            return Vec::new();
        };
        let languages = self.generation.1.languages.iter();
        let without = languages.filter(|language| !language.has_vectors_of(model.encoder()));
        without.map(|language| language.tag.clone()).collect()
    }

    fn search(&self, request: &Request) -> Result<Response, IndexError> {
        let started = std::time::Instant::now();
        let mut response = self.settle_in_two(
            |searcher| searcher.find_hits(request, true),
            |searcher, found| searcher.show(request, found),
        )?;
        response.took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(response)
    }

    fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError> {
        let started = std::time::Instant::now();
        let mut suggestions = self.settle(|searcher| searcher.suggest(request))?;
        suggestions.took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(suggestions)
    }

    fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        self.settle(|searcher| searcher.find(reference))
    }

    fn related(&self, entry: &Hit, limit: usize) -> Result<Vec<NamedEntry>, IndexError> {
        self.settle(|searcher| related::related(searcher, entry, limit))
    }

    fn rank(
        &self,
        query: &str,
        languages: &Languages,
        depth: usize,
    ) -> Result<Vec<RankedEntry>, IndexError> {
        let ranked = self.settle(|searcher| searcher.rank(query, languages, depth))?;
        Ok(ranked.into_iter().map(RankedEntry::from).collect())
    }

    fn alike(&self, queries: &[&str], language: &LanguageTag) -> Result<Vec<usize>, IndexError> {
        self.settle(|searcher| alike::alike(searcher.open_languages(), queries, language))
    }

    fn entries(
        &self,
        languages: &Languages,
        visit: &mut dyn FnMut(IndexedEntry),
    ) -> Result<(), IndexError> {
        let tags: Vec<&str> = self
            .generation
            .1
            .languages
            .iter()
            .map(|one| &*one.tag)
            .collect();
        let body = fields_of(&all_entries(), &["rank", "shown"]);
        for number in languages.resolve(&tags) {
            let tag = &self.generation.1.languages[number].tag;
            let index = &self.languages[number].index;
            scan(&self.generations.client, index, &body, &mut |hit| {
                let (_, record) = hit.record()?;
                let name = (&record.name).into();
                let entry = ShownEntry::from_bytes(&hit.shown()?, name);
                let entry = entry.map_err(|reason| hit.damaged(&reason))?;
                visit(IndexedEntry::of_stored(entry, tag.clone()));
                Ok(())
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_kept_stay_few() {
        let language = ClusterLanguage {
            index: String::new(),
            vocabulary: OnceLock::new(),
            empty: OnceLock::new(),
            counts: Mutex::default(),
        };
        for number in 0..MOST_COUNTS * 2 + 5 {
            let mut known = language.known();
            let key = (0, vec![vec![number.to_string()]]);
            known.own_counts.insert(Arc::new(key), number);
            language.remember(&known);
        }
        assert_eq!(language.known().counts.len(), 5);
    }
}
