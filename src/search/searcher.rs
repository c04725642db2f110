//! The way of a query: parse, expand, retrieve, score, rank, combine, present.
//!
//! Owns the order of the stages; each is done in a folder of its own. Knows nothing of how an index
//! is opened.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::across;
use super::combine::hit::CollapsedHit;
use super::combine::merge::RankedEntries;
use super::combine::missing_terms;
use super::combine::result::LanguageResult;
#[cfg(feature = "opensearch")]
use super::combine::total::are_more_than;
use super::combine::total::{count, is_exact};
use super::open_languages::{LanguageScope, OpenLanguages};
use super::parameters::RankingParameters;
use super::present::hit;
use super::present::presenter::{Presenter, translations};
use super::query::parsed_request::ParsedRequest;
use super::query_vector::query_vector;
use super::rank::candidate::Candidate;
use super::resolve;
#[cfg(test)]
use super::retrieve::pruned::wanted::Pruning;
use super::suggest::{self, SuggestRequest, Suggestions};
use crate::content::address::lookups;
use crate::index::{IndexError, Live, Manifest};
use crate::model::embedding::EmbeddingModel;
use crate::model::language::LanguageTag;
use crate::model::request::{Languages, Request};
use crate::model::response::{self, EXACT_TOTALS, Hit, Response, WithoutOperators};

/// What a request finds, before any of it is shown.
pub(crate) struct FoundHits {
    request: ParsedRequest,
    scope: LanguageScope,
    results: Vec<LanguageResult>,
    hits: Vec<CollapsedHit>,
}

/// An open index, ready to search. Its languages are opened when first needed.
///
/// The answer to a request depends on the index and the request alone, whatever was asked before.
pub(crate) struct Searcher {
    languages: OpenLanguages,
}

impl Searcher {
    /// Opens the live generation of an index folder.
    ///
    /// # Errors
    /// There is none, or it cannot be read by this version.
    pub(crate) fn open(index: &Path) -> Result<Self, IndexError> {
        Ok(Self {
            languages: OpenLanguages::open(index)?,
        })
    }

    /// Searches languages that are open.
    #[cfg(feature = "opensearch")]
    pub(crate) fn over(languages: OpenLanguages) -> Self {
        Self { languages }
    }

    /// Returns the languages.
    #[cfg(feature = "opensearch")]
    pub(crate) fn into_languages(self) -> OpenLanguages {
        self.languages
    }

    /// Lets phrases of one language, by tag, stand for each other: the phrases of each group mean
    /// the same.
    #[must_use]
    pub(crate) fn with_synonyms(
        mut self,
        synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    ) -> Self {
        self.languages.synonyms = synonyms;
        self
    }

    /// Ranks by other parameters than the default ones.
    #[must_use]
    pub(crate) fn with_parameters(mut self, parameters: RankingParameters) -> Self {
        self.languages.parameters = parameters;
        self
    }

    /// Finds by meaning as well, in languages that have vectors of this model.
    #[must_use]
    pub(crate) fn with_model(mut self, model: Option<EmbeddingModel>) -> Self {
        self.languages.model = model;
        self
    }

    /// Scores all that matches, or only what may be among the best, as it is told here.
    #[cfg(test)]
    #[must_use]
    pub(crate) fn with_pruning(mut self, pruning: Pruning) -> Self {
        self.languages.pruning = pruning;
        self
    }

    /// Returns whether a language answers without scoring all that matches.
    #[cfg(test)]
    pub(crate) fn prunes(&self, request: &Request) -> Result<bool, IndexError> {
        let request = ParsedRequest::of(request);
        let scope = self.languages.scope(&request.words.languages, &[], &[]);
        let (results, _) = self.search_to_depth(&scope, &request)?;
        Ok(results.iter().any(|result| !result.matched.is_all()))
    }

    /// Returns the generation that is open.
    pub(crate) fn generation(&self) -> &Live {
        self.languages.generation()
    }

    /// Returns what the index holds.
    #[must_use]
    pub(crate) fn manifest(&self) -> &Manifest {
        self.languages.manifest()
    }

    /// Returns the tags of the languages in the index, sorted.
    #[must_use]
    pub(crate) fn languages(&self) -> Vec<&str> {
        self.languages.tags()
    }

    /// Returns the languages, open.
    pub(crate) fn open_languages(&self) -> &OpenLanguages {
        &self.languages
    }

    /// Searches, and shows the hits of one page.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn search(&self, request: &Request) -> Result<Response, IndexError> {
        self.answer(request, true)
    }

    /// Searches as [`Self::search`] does, by words alone.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn search_by_words(&self, request: &Request) -> Result<Response, IndexError> {
        self.answer(request, false)
    }

    fn answer(&self, typed: &Request, by_meaning: bool) -> Result<Response, IndexError> {
        let started = Instant::now();
        let found = self.find_hits(typed, by_meaning)?;
        let mut response = self.show(typed, &found)?;
        response.took_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(response)
    }

    /// Finds and ranks what a request asks for, by meaning as well or by words alone.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn find_hits(
        &self,
        typed: &Request,
        by_meaning: bool,
    ) -> Result<FoundHits, IndexError> {
        let mut request = ParsedRequest::of(typed);
        let scope = self.languages.scope(
            &typed.languages,
            &typed.display_languages,
            &typed.fallback_languages,
        );
        if by_meaning {
            request.vector = query_vector(&self.languages, &scope.searched, &request)?;
        }
        let (results, hits) = self.search_to_depth(&scope, &request)?;
        Ok(FoundHits {
            request,
            scope,
            results,
            hits,
        })
    }

    /// Shows the page of what was found that a request asks for.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn show(&self, typed: &Request, found: &FoundHits) -> Result<Response, IndexError> {
        let FoundHits {
            request,
            scope,
            results,
            hits: collapsed,
        } = found;
        let operators = &request.operators;
        let without_operators = if collapsed.is_empty() && !operators.is_empty() {
            self.without_operators(request)?
        } else {
            None
        };

        let readers = &scope.readers.preferred;
        let mut presenter = Presenter::new(&self.languages, request, results, readers);
        let hits = collapsed
            .iter()
            .enumerate()
            .skip(typed.offset)
            .take(typed.limit)
            .map(|(number, hit)| presenter.show(number + 1, hit))
            .collect::<Result<_, _>>()?;
        let (total, total_is_exact) = self.total(scope, request, results, collapsed)?;
        let best = collapsed.first().map(|hit| hit.best.language);
        // A word that is right in another language may be misspelt in the reader's.
        let reader = readers.first().copied().filter(|_| best.is_some());
        Ok(Response {
            schema: response::SCHEMA,
            query: typed.query.clone(),
            languages: self.languages.tags_of(&scope.searched),
            total,
            total_is_exact,
            took_us: 0,
            relaxed: missing_terms::relaxed(results, collapsed),
            corrected_query: results
                .iter()
                .filter(|result| [reader, best].contains(&Some(result.language)))
                .max_by_key(|result| {
                    let is_reader = Some(result.language) == reader;
                    (result.corrected_query.is_some() && is_reader, !is_reader)
                })
                .and_then(|result| result.corrected_query.clone()),
            operators: (!operators.is_empty()).then(|| operators.clone()),
            without_operators,
            hits,
        })
    }

    /// Returns what the words of a request find without its operators, if they find anything.
    fn without_operators(
        &self,
        request: &ParsedRequest,
    ) -> Result<Option<WithoutOperators>, IndexError> {
        let mut words = request.words.clone();
        words.literal = true;
        (words.offset, words.limit) = (0, 1);
        let found = self.search(&words)?;
        Ok((found.total > 0).then_some(WithoutOperators {
            query: words.query,
            total: found.total,
            total_is_exact: found.total_is_exact,
        }))
    }

    /// Completes what someone is typing.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError> {
        suggest::complete(&self.languages, request)
    }

    /// Ranks entries one by one, without making translations one hit: ids and scores, best first.
    /// This is what evaluation measures.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn rank(
        &self,
        query: &str,
        languages: &Languages,
        depth: usize,
    ) -> Result<Vec<(String, f32)>, IndexError> {
        // Judged questions are words, whatever signs they have.
        let mut request = ParsedRequest::literal(Request::new(query));
        let searched = languages.resolve(&self.languages());
        request.vector = query_vector(&self.languages, &searched, &request)?;
        let mut ranked = Vec::new();
        for result in self.search_languages(&searched, None, &request, depth)? {
            for &candidate in &result.candidates {
                let score = result.scaled(candidate.score);
                ranked.push((result.language, Candidate { score, ..candidate }));
            }
        }
        ranked.sort_by(|a, b| a.1.compare(&b.1).then_with(|| a.0.cmp(&b.0)));
        ranked.truncate(depth);
        ranked
            .into_iter()
            .map(|(language, candidate)| {
                let name = self.languages.get(language)?.segment.name(candidate.doc)?;
                Ok((name.id, candidate.score))
            })
            .collect()
    }

    /// Finds entries by id or by `path#anchor`, else by an address, of now or of before, in every
    /// language, in the order of files.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let mut found = self.find_named(reference)?;
        for address in lookups(reference) {
            if !found.is_empty() {
                break;
            }
            found = self.find_named(&address)?;
        }
        Ok(found)
    }

    /// Finds the entries that have a name.
    fn find_named(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let mut found = Vec::new();
        for language in self.languages.numbers() {
            let segment = &self.languages.get(language)?.segment;
            for doc in segment.documents_with_reference(reference)? {
                let entry = segment.entry(doc)?;
                let members = self
                    .languages
                    .translation_group(segment.columns.group(doc))?;
                let translations = translations(&self.languages, language, &members)?;
                let tag = self.languages.tag(language).clone();
                let mut hit = hit::of_entry(entry, tag, true);
                hit.translations = translations;
                found.push(hit);
            }
        }
        found.sort_by(|a, b| {
            let place = |hit: &Hit| (hit.root, hit.line, hit.ordinal);
            a.path.cmp(&b.path).then_with(|| place(a).cmp(&place(b)))
        });
        Ok(found)
    }

    /// Ranks as many hits as the request needs and combines them into one list.
    ///
    /// At first it looks at those that are ranked anyway, then at twice as many, and so on, whatever
    /// the request, so that its pages are cut from one list.
    fn search_to_depth(
        &self,
        scope: &LanguageScope,
        request: &ParsedRequest,
    ) -> Result<(Vec<LanguageResult>, Vec<CollapsedHit>), IndexError> {
        let LanguageScope { searched, readers } = scope;
        let wanted = request.words.offset.saturating_add(request.words.limit);
        let parameters = &self.languages.parameters;
        let mut depth = parameters.depth.rescore.max(1);
        let mut ranked = RankedEntries::default();
        loop {
            let reader = readers.preferred.first().copied();
            let results = self.search_languages(searched, reader, request, depth)?;
            ranked.extend(&results, reader, parameters.language.preferred);
            let hits = ranked.merge_languages(&readers.fallback);
            if hits.len() >= wanted || results.iter().all(LanguageResult::is_exhausted) {
                return Ok((results, hits));
            }
            depth = depth.saturating_mul(2);
        }
    }

    /// Ranks the best `depth` entries of each language; `reader` is the reader's first language.
    fn search_languages(
        &self,
        searched: &[usize],
        reader: Option<usize>,
        request: &ParsedRequest,
        depth: usize,
    ) -> Result<Vec<LanguageResult>, IndexError> {
        let resolved = resolve::in_languages(&self.languages, searched, reader, request)?;
        across::rank_each(&self.languages, resolved, reader, request, depth)
    }

    /// Returns how many hits there are, and whether that is all: beyond a thousand they are only
    /// counted where it was asked for, or where they are known anyway.
    fn total(
        &self,
        scope: &LanguageScope,
        request: &ParsedRequest,
        results: &[LanguageResult],
        hits: &[CollapsedHit],
    ) -> Result<(usize, bool), IndexError> {
        #[cfg(feature = "opensearch")]
        if !request.words.count && are_more_than(EXACT_TOTALS, results) {
            return Ok((EXACT_TOTALS.max(hits.len()), false));
        }
        let known = count(&self.languages, results, hits)?;
        let is_exact = is_exact(results);
        if is_exact || results.iter().all(|result| result.matched.is_all()) {
            return Ok((known, is_exact));
        }
        if known > EXACT_TOTALS {
            return Ok((EXACT_TOTALS.max(hits.len()), false));
        }
        // Most of what is known to match is one hit, or one answer.
        let mut all = request.clone();
        all.words.count = true;
        let (results, _) = self.search_to_depth(scope, &all)?;
        Ok((count(&self.languages, &results, hits)?, true))
    }
}
