//! The languages of an open index, each opened when first needed.
//!
//! Owns opening, the tags and numbers of languages, and look-ups that concern several of them.
//! Knows nothing of scores and hits.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::languages::ReaderLanguages;
use super::parameters::RankingParameters;
use super::query::expand;
use super::query::expand::function_words::FunctionWords;
use super::query::expand::synonyms::Synonyms;
use super::query::expand::vocabulary::Vocabulary;
use super::query::parse;
use super::query::term::QueryTerm;
use super::rank::nearness::EntryVectors;
use super::retrieve::pruned::wanted::Pruning;
use super::retrieve::segment::Segment;
use crate::analysis::Analyzer;
use crate::index::{Index, IndexError, Live, Manifest};
use crate::model::embedding::EmbeddingModel;
use crate::model::language::LanguageTag;
use crate::model::language::primary;
use crate::model::request::Languages;

/// The languages of an open index. They are named by their numbers in the manifest.
pub(crate) struct OpenLanguages {
    source: Source,
    /// Phrases that mean the same, by the tag of their language.
    pub(crate) synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    /// The numbers that shape ranking.
    pub(crate) parameters: RankingParameters,
    /// The model that makes vectors of queries, if any.
    pub(crate) model: Option<EmbeddingModel>,
    /// When not all that matches is scored.
    pub(crate) pruning: Pruning,
    slots: Vec<OnceLock<OpenLanguage>>,
}

/// Where the languages come from.
#[cfg_attr(feature = "opensearch", allow(clippy::large_enum_variant))] // one for an index
enum Source {
    Index(Index),
    /// A generation that is kept elsewhere, with all its languages open.
    #[cfg(feature = "opensearch")]
    Remote(Arc<(Live, Manifest)>),
}

/// One language of an open index. No query changes it.
pub(crate) struct OpenLanguage {
    /// The index of the language.
    pub(crate) segment: Segment,
    /// Makes terms of texts.
    pub(crate) analyzer: Analyzer,
    /// The vectors of its entries, opened when first needed; none where they are worth nothing.
    vectors: OnceLock<Option<EntryVectors>>,
    function_words: Arc<FunctionWords>,
    synonyms: Arc<Synonyms>,
}

/// In which languages a request is searched and shown, by number.
pub(crate) struct LanguageScope {
    /// The languages to search, ascending.
    pub(crate) searched: Vec<usize>,
    /// The languages to show hits in.
    pub(crate) readers: ReaderLanguages,
}

impl OpenLanguage {
    /// Puts together what a language is searched with; `synonyms` are those of its tag.
    fn new(
        segment: Segment,
        tag: &LanguageTag,
        synonyms: &[Vec<String>],
        parameters: &RankingParameters,
    ) -> Self {
        let analyzer = Analyzer::for_language(tag);
        Self {
            segment,
            synonyms: Arc::new(Synonyms::new(&analyzer, synonyms, &parameters.terms)),
            function_words: Arc::new(FunctionWords::new(&analyzer)),
            analyzer,
            vectors: OnceLock::new(),
        }
    }

    /// Puts the same language over another segment.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn over(&self, segment: Segment) -> Self {
        Self {
            segment,
            analyzer: self.analyzer.clone(),
            vectors: OnceLock::new(),
            function_words: Arc::clone(&self.function_words),
            synonyms: Arc::clone(&self.synonyms),
        }
    }

    /// Returns what the expansions of a query read.
    pub(crate) fn vocabulary<'l>(&'l self, parameters: &'l RankingParameters) -> Vocabulary<'l> {
        Vocabulary {
            segment: &self.segment,
            analyzer: &self.analyzer,
            function_words: &self.function_words,
            synonyms: &self.synonyms,
            parameters,
        }
    }

    /// Returns the terms of a query by which texts of this language are marked, where the query was
    /// not searched in it.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn terms_for_marking(
        &self,
        query: &str,
        parameters: &RankingParameters,
    ) -> Result<Vec<QueryTerm>, IndexError> {
        let mut terms = parse::terms(&self.analyzer, query, &parameters.terms);
        expand::for_marking(&self.vocabulary(parameters), &mut terms)?;
        Ok(terms)
    }
}

impl OpenLanguages {
    /// Opens the live generation of an index folder, and no language yet.
    ///
    /// # Errors
    /// There is none, or it cannot be read by this version.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexError> {
        let index = Index::open(folder)?;
        let languages = index.manifest.languages.iter();
        Ok(Self {
            slots: languages.map(|_| OnceLock::new()).collect(),
            synonyms: BTreeMap::new(),
            parameters: RankingParameters::default(),
            model: None,
            pruning: Pruning::default(),
            source: Source::Index(index),
        })
    }

    /// Takes the languages of a generation that is kept elsewhere, in the order of its manifest.
    #[cfg(feature = "opensearch")]
    pub(crate) fn of_remote(
        generation: Arc<(Live, Manifest)>,
        languages: Vec<OpenLanguage>,
        parameters: RankingParameters,
    ) -> Self {
        Self {
            slots: languages.into_iter().map(OnceLock::from).collect(),
            synonyms: BTreeMap::new(),
            parameters,
            model: None,
            // All candidates are scored, which are few.
            pruning: Pruning::NEVER,
            source: Source::Remote(generation),
        }
    }

    /// Opens a language of a generation that is kept elsewhere, by its number.
    #[cfg(feature = "opensearch")]
    pub(crate) fn open_remote(
        tag: &LanguageTag,
        segment: Segment,
        synonyms: &BTreeMap<LanguageTag, Vec<Vec<String>>>,
        parameters: &RankingParameters,
    ) -> OpenLanguage {
        OpenLanguage::new(segment, tag, synonyms_of(synonyms, tag), parameters)
    }

    /// Takes the segments apart again, in the order of the languages.
    #[cfg(feature = "opensearch")]
    pub(crate) fn into_languages(self) -> impl Iterator<Item = OpenLanguage> {
        self.slots.into_iter().filter_map(OnceLock::into_inner)
    }

    /// Notes of each language that is kept elsewhere what a search has found so far: if it lacks
    /// nothing, that stays as it is.
    ///
    /// # Errors
    /// The index is damaged.
    #[cfg(feature = "opensearch")]
    pub(crate) fn settle(&self) -> Result<(), IndexError> {
        for number in self.numbers() {
            if let Some(remote) = self.get(number)?.segment.remote() {
                remote.settle();
            }
        }
        Ok(())
    }

    /// Returns the generation that is open.
    pub(crate) fn generation(&self) -> &Live {
        match &self.source {
            Source::Index(index) => &index.live,
            #[cfg(feature = "opensearch")]
            Source::Remote(generation) => &generation.0,
        }
    }

    /// Returns what the generation holds.
    pub(crate) fn manifest(&self) -> &Manifest {
        match &self.source {
            Source::Index(index) => &index.manifest,
            #[cfg(feature = "opensearch")]
            Source::Remote(generation) => &generation.1,
        }
    }

    /// Returns the tags of the languages, sorted; the number of a language is its place here.
    #[must_use]
    pub(crate) fn tags(&self) -> Vec<&str> {
        let languages = self.manifest().languages.iter();
        languages.map(|summary| summary.tag.as_str()).collect()
    }

    /// Returns the tag of a language.
    #[must_use]
    pub(crate) fn tag(&self, language: usize) -> &LanguageTag {
        &self.manifest().languages[language].tag
    }

    /// Returns the tags of some languages.
    #[must_use]
    pub(crate) fn tags_of(&self, languages: &[usize]) -> Vec<LanguageTag> {
        let tags = languages.iter().map(|&language| self.tag(language));
        tags.cloned().collect()
    }

    /// Returns the numbers of all languages.
    pub(crate) fn numbers(&self) -> std::ops::Range<usize> {
        0..self.slots.len()
    }

    /// Resolves the tags of a request: the languages to search, those preferred by the reader, and
    /// those that the reader falls back to.
    #[must_use]
    pub(crate) fn scope(
        &self,
        languages: &Languages,
        preferred: &[LanguageTag],
        fallback: &[LanguageTag],
    ) -> LanguageScope {
        let tags = self.tags();
        LanguageScope {
            searched: languages.resolve(&tags),
            readers: ReaderLanguages::resolve(preferred, fallback, &tags),
        }
    }

    /// Returns a language, which is opened when it is first asked for.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn get(&self, language: usize) -> Result<&OpenLanguage, IndexError> {
        let slot = &self.slots[language];
        if let Some(open) = slot.get() {
            return Ok(open);
        }
        let summary = &self.manifest().languages[language];
        let index = match &self.source {
            Source::Index(index) => index.language(summary)?,
            #[cfg(feature = "opensearch")]
            Source::Remote(_) => {
                return Err(IndexError::Damaged {
                    path: summary.tag.as_str().into(),
                    reason: "the language is not open".to_string(),
                });
            }
        };
        let synonyms = synonyms_of(&self.synonyms, &summary.tag);
        let segment = Segment::open(index)?;
        let open = OpenLanguage::new(segment, &summary.tag, synonyms, &self.parameters);
        Ok(slot.get_or_init(|| open))
    }

    /// Returns the vectors of a language, which are opened when they are first asked for; none
    /// where there are none, or where they are worth nothing.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn vectors(&self, language: usize) -> Result<Option<&EntryVectors>, IndexError> {
        let slot = &self.get(language)?.vectors;
        if let Some(open) = slot.get() {
            return Ok(open.as_ref());
        }
        let summary = &self.manifest().languages[language];
        let open = match &self.source {
            Source::Index(index) => EntryVectors::open(&index.live.folder, summary)?,
            #[cfg(feature = "opensearch")]
            Source::Remote(_) => EntryVectors::elsewhere(summary),
        };
        Ok(slot.get_or_init(|| open).as_ref())
    }

    /// Returns the vectors of a language that may be compared with those of queries: the model that
    /// is open has made them.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn query_vectors(
        &self,
        language: usize,
    ) -> Result<Option<&EntryVectors>, IndexError> {
        let Some(model) = &self.model else {
            return Ok(None);
        };
        let vectors = self.vectors(language)?;
        Ok(vectors.filter(|vectors| vectors.are_by(model.encoder())))
    }

    /// Returns whether a language has vectors of the model that is open, or none is open.
    pub(crate) fn has_vectors(&self, language: usize) -> bool {
        let summary = &self.manifest().languages[language];
        let model = self.model.as_ref();
        model.is_none_or(|model| summary.has_vectors_of(model.encoder()))
    }

    /// Finds the entries of a translation group: the document by language.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn translation_group(&self, group: u64) -> Result<BTreeMap<usize, u32>, IndexError> {
        let mut members = BTreeMap::new();
        for language in self.numbers() {
            let segment = &self.get(language)?.segment;
            // Two entries of one language may share a group. File order decides, as document
            // numbers depend on how the index came about.
            let documents = segment.documents_of_group(group)?.into_iter();
            let first = documents.min_by_key(|&doc| segment.columns.sort_key(doc));
            if let Some(doc) = first {
                members.insert(language, doc);
            }
        }
        Ok(members)
    }
}

/// Returns the synonyms of a language, else those of its primary tag.
fn synonyms_of<'s>(
    synonyms: &'s BTreeMap<LanguageTag, Vec<Vec<String>>>,
    tag: &LanguageTag,
) -> &'s [Vec<String>] {
    let own = synonyms.get(tag);
    let own = own.or_else(|| synonyms.get(primary(tag)));
    own.map_or(&[], Vec::as_slice)
}
