//! The engine that is built in, behind the trait of a search backend.
//!
//! Owns no searching of its own: every method hands on to [`Searcher`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::engine::search_backend::{IndexStatus, IndexedEntry, RankedEntry, SearchBackend};
use crate::index::{self, IndexError};
use crate::model::embedding::EmbeddingModel;
use crate::model::language::LanguageTag;
use crate::model::request::Request;
use crate::model::response::{Hit, NamedEntry, Response};
use crate::search::{Languages, RankingParameters, Searcher, SuggestRequest, Suggestions};
use crate::search::{alike, related};

/// A generation in an index folder, open for searching.
pub(crate) struct EmbeddedSearch {
    folder: PathBuf,
    searcher: Searcher,
}

impl EmbeddedSearch {
    /// Opens the live generation of an index folder, with synonyms by language tag.
    ///
    /// # Errors
    /// There is none, or it cannot be read by this version.
    pub(crate) fn open(
        folder: &Path,
        synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    ) -> Result<Self, IndexError> {
        Ok(Self {
            folder: folder.to_path_buf(),
            searcher: Searcher::open(folder)?.with_synonyms(synonyms),
        })
    }

    /// Ranks by other parameters than the default ones.
    pub(crate) fn with_parameters(mut self, parameters: RankingParameters) -> Self {
        self.searcher = self.searcher.with_parameters(parameters);
        self
    }

    /// Finds by meaning as well, where the index has vectors of this model.
    pub(crate) fn with_model(mut self, model: Option<EmbeddingModel>) -> Self {
        self.searcher = self.searcher.with_model(model);
        self
    }
}

impl SearchBackend for EmbeddedSearch {
    fn is_current(&self) -> Result<bool, IndexError> {
        match index::live(&self.folder) {
            Ok(live) => Ok(live == *self.searcher.generation()),
            // The folder of a generation itself: there is no other.
            Err(IndexError::Missing(_)) if self.folder == self.searcher.generation().folder => {
                Ok(true)
            }
            Err(error) => Err(error),
        }
    }

    fn status(&self) -> IndexStatus {
        IndexStatus::new(&self.searcher.generation().name, self.searcher.manifest())
    }

    fn languages(&self) -> Vec<LanguageTag> {
        let languages = self.searcher.manifest().languages.iter();
        languages.map(|language| language.tag.clone()).collect()
    }

    fn languages_without_vectors(&self) -> Vec<LanguageTag> {
        let languages = self.searcher.open_languages();
        let without = languages
            .numbers()
            .filter(|&number| !languages.has_vectors(number));
        without
            .map(|number| languages.tag(number).clone())
            .collect()
    }

    fn search(&self, request: &Request) -> Result<Response, IndexError> {
        self.searcher.search(request)
    }

    fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError> {
        self.searcher.suggest(request)
    }

    fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        self.searcher.find(reference)
    }

    fn related(&self, entry: &Hit, limit: usize) -> Result<Vec<NamedEntry>, IndexError> {
        related::related(&self.searcher, entry, limit)
    }

    fn rank(
        &self,
        query: &str,
        languages: &Languages,
        depth: usize,
    ) -> Result<Vec<RankedEntry>, IndexError> {
        let ranked = self.searcher.rank(query, languages, depth)?;
        Ok(ranked.into_iter().map(RankedEntry::from).collect())
    }

    fn alike(&self, queries: &[&str], language: &LanguageTag) -> Result<Vec<usize>, IndexError> {
        alike::alike(self.searcher.open_languages(), queries, language)
    }

    fn entries(
        &self,
        languages: &Languages,
        visit: &mut dyn FnMut(IndexedEntry),
    ) -> Result<(), IndexError> {
        for language in languages.resolve(&self.searcher.languages()) {
            let segment = &self.searcher.open_languages().get(language)?.segment;
            for document in 0..segment.entry_count() {
                let tag = self.searcher.open_languages().tag(language).clone();
                visit(IndexedEntry::of_stored(segment.entry(document)?, tag));
            }
        }
        Ok(())
    }
}
