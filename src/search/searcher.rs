//! The way of a query: parse, expand, retrieve, score, rank, combine, present.
//!
//! Owns the order of the stages; each is done in a folder of its own. Knows nothing of how an index
//! is opened.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::combine::group_set::GroupSet;
use super::combine::hit::CollapsedHit;
use super::combine::merge::RankedEntries;
use super::combine::missing_terms;
use super::combine::query_language::{
    ResolvedTerms, demote_foreign_function_words, detect_query_language,
};
use super::combine::result::LanguageResult;
use super::open_languages::{LanguageScope, OpenLanguages};
use super::parameters::RankingParameters;
use super::present::hit;
use super::present::presenter::{Presenter, translations};
use super::query::term::{QueryTerm, VariantKind};
use super::query::understood::Understood;
use super::query::{expand, kana, parse};
use super::rank::candidate::Candidate;
use super::rank::rescore::Ranking;
use super::rank::typed_form::{self, TypedQuery};
use super::retrieve::required::Texts;
use super::retrieve::{bm25, filter};
use super::suggest::{self, SuggestRequest, Suggestions};
use crate::index::{IndexError, Live, Manifest, question_hash};
use crate::model::language::LanguageTag;
use crate::model::request::{Languages, Request};
use crate::model::response::{self, Hit, Response, WithoutOperators};

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

    /// Returns the generation that is open.
    pub(crate) fn generation(&self) -> &Live {
        &self.languages.index.live
    }

    /// Returns what the index holds.
    #[must_use]
    pub(crate) fn manifest(&self) -> &Manifest {
        &self.languages.index.manifest
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
        let started = Instant::now();
        let typed = request;
        let request = &Understood::of(typed);
        let scope = self.languages.scope(
            &typed.languages,
            &typed.display_languages,
            &typed.fallback_languages,
        );
        let (results, collapsed) = self.search_to_depth(&scope, request)?;
        let operators = &request.operators;
        let without_operators = if collapsed.is_empty() && !operators.is_empty() {
            self.without_operators(request)?
        } else {
            None
        };

        let readers = &scope.readers.preferred;
        let mut presenter = Presenter::new(&self.languages, &request.words, &results, readers);
        let hits = collapsed
            .iter()
            .enumerate()
            .skip(typed.offset)
            .take(typed.limit)
            .map(|(number, hit)| presenter.show(number + 1, hit))
            .collect::<Result<_, _>>()?;
        let best = collapsed.first().map(|hit| hit.best.language);
        // A word that is right in another language may be misspelt in the reader's.
        let reader = readers.first().copied().filter(|_| best.is_some());
        Ok(Response {
            schema: response::SCHEMA,
            query: typed.query.clone(),
            languages: self.languages.tags_of(&scope.searched),
            total: self.total(&results, &collapsed)?,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            relaxed: missing_terms::relaxed(&results, &collapsed),
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
        request: &Understood,
    ) -> Result<Option<WithoutOperators>, IndexError> {
        let mut words = request.words.clone();
        words.literal = true;
        (words.offset, words.limit) = (0, 1);
        let total = self.search(&words)?.total;
        let query = words.query;
        Ok((total > 0).then_some(WithoutOperators { query, total }))
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
        let request = Understood::literal(Request::new(query));
        let searched = languages.resolve(&self.languages());
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

    /// Finds entries by id or by `path#anchor`, in every language, in the order of files.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
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
        found.sort_by(|a, b| (&a.path, a.line, a.ordinal).cmp(&(&b.path, b.line, b.ordinal)));
        Ok(found)
    }

    /// Ranks as many hits as the request needs and combines them into one list.
    ///
    /// At first it looks at those that are ranked anyway, then at twice as many, and so on, whatever
    /// the request, so that its pages are cut from one list.
    fn search_to_depth(
        &self,
        scope: &LanguageScope,
        request: &Understood,
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
            let is_all = |result: &LanguageResult| result.candidates.len() >= result.matched.len();
            if hits.len() >= wanted || results.iter().all(is_all) {
                return Ok((results, hits));
            }
            depth = depth.saturating_mul(2);
        }
    }

    /// Ranks the best `depth` entries of each language. Terms that are rare or unknown are expanded
    /// only in the languages that the query is in; `reader` is the reader's first language.
    fn search_languages(
        &self,
        searched: &[usize],
        reader: Option<usize>,
        request: &Understood,
        depth: usize,
    ) -> Result<Vec<LanguageResult>, IndexError> {
        let mut resolved = Vec::with_capacity(searched.len());
        for &language in searched {
            resolved.push(self.resolve_terms(language, request)?);
        }
        let mut is_query_language = detect_query_language(&resolved, reader);
        for (terms, _) in resolved
            .iter_mut()
            .zip(&is_query_language)
            .filter(|(_, is)| **is)
        {
            self.expand_in_query_language(terms)?;
            self.expand_rare_terms(terms, request)?;
        }
        // Where several languages know no more than each other, those that can put more of the words
        // right are the query's. The others take it as it was typed.
        if is_query_language.iter().filter(|is| **is).count() > 1 {
            let corrected = detect_query_language(&resolved, reader);
            for ((terms, was), is) in resolved
                .iter_mut()
                .zip(&mut is_query_language)
                .zip(corrected)
            {
                if *was && !is {
                    *terms = self.resolve_terms(terms.language, request)?;
                    *was = false;
                }
            }
        }
        let function_word = self.languages.parameters.function_words.weight;
        demote_foreign_function_words(&mut resolved, &is_query_language, function_word);
        resolved
            .into_iter()
            .zip(is_query_language)
            .map(|(terms, is_query_language)| {
                self.score_and_rank(terms, is_query_language, request, depth)
            })
            .collect()
    }

    /// Parses the query by the rules of one language, expands its terms and looks them up.
    fn resolve_terms(
        &self,
        language: usize,
        request: &Understood,
    ) -> Result<ResolvedTerms, IndexError> {
        let open = self.languages.get(language)?;
        let parameters = &self.languages.parameters;
        let query = request.words.query.as_str();
        let converted = if open.analyzer.writes_kana() {
            kana::in_the_kana_of_the_index(&open.segment.fields, query)?
        } else {
            None
        };
        let query = converted
            .as_ref()
            .map_or(query, |converted| &converted.query);
        let mut terms = parse::terms(&open.analyzer, query, &parameters.terms);
        if let Some(converted) = &converted {
            converted.add_typed(&mut terms);
        }
        expand::always(&open.vocabulary(parameters), &mut terms)?;
        let mut prefixes = Vec::new();
        for prefix in &request.operators.prefixes {
            let begin_so = open.segment.fields.terms_of_prefix(prefix)?;
            let same = |term: &&mut QueryTerm| term.surface == *prefix;
            if let Some(term) = terms.iter_mut().find(same) {
                for indexed in &begin_so {
                    term.add(vec![indexed.clone()], 1.0, VariantKind::Prefix);
                }
            }
            prefixes.push(begin_so);
        }
        let words = terms
            .into_iter()
            .enumerate()
            .map(|(number, term)| bm25::prepare(&open.segment, number, term, parameters))
            .collect::<Result<_, _>>()?;
        Ok(ResolvedTerms {
            language,
            words,
            prefixes,
            corrected_query: None,
        })
    }

    /// Expands the terms as only a language of the query does, and looks those up again that have
    /// changed.
    fn expand_in_query_language(&self, resolved: &mut ResolvedTerms) -> Result<(), IndexError> {
        let open = self.languages.get(resolved.language)?;
        let parameters = &self.languages.parameters;
        let known = resolved.words.iter().map(|(stats, _)| stats.term.clone());
        let mut terms: Vec<QueryTerm> = known.collect();
        expand::in_query_language(&open.vocabulary(parameters), &mut terms)?;
        let words = resolved.words.iter_mut().enumerate();
        for ((number, (stats, scorers)), term) in words.zip(terms) {
            if term != stats.term {
                (*stats, *scorers) = bm25::prepare(&open.segment, number, term, parameters)?;
            }
        }
        Ok(())
    }

    /// Expands the terms that few entries hold, looks them up again, and notes the query with
    /// misspelt terms put right.
    fn expand_rare_terms(
        &self,
        resolved: &mut ResolvedTerms,
        request: &Understood,
    ) -> Result<(), IndexError> {
        let open = self.languages.get(resolved.language)?;
        let parameters = &self.languages.parameters;
        let enough = parameters.expansion.enough_documents;
        let is_alone = resolved.words.len() == 1;
        for (number, (stats, scorers)) in resolved.words.iter_mut().enumerate() {
            let Some(mut rare) = expand::rare_term(stats, is_alone, enough) else {
                continue;
            };
            expand::when_rare(&open.vocabulary(parameters), &mut rare)?;
            if let Some(correction) = &rare.correction {
                let text = resolved.corrected_query.as_deref();
                let text = text.unwrap_or(&request.words.query);
                resolved.corrected_query = Some(text.replacen(&rare.term.surface, correction, 1));
            }
            if rare.has_changed() {
                (*stats, *scorers) = bm25::prepare(&open.segment, number, rare.term, parameters)?;
            }
        }
        Ok(())
    }

    /// Scores the entries of one language that match, and ranks the best `depth` of them.
    fn score_and_rank(
        &self,
        resolved: ResolvedTerms,
        is_query_language: bool,
        request: &Understood,
        depth: usize,
    ) -> Result<LanguageResult, IndexError> {
        let ResolvedTerms {
            language,
            words,
            prefixes,
            corrected_query,
        } = resolved;
        let segment = &self.languages.get(language)?.segment;
        let (words, scorers): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let scorers = scorers.into_iter().flatten().collect::<Vec<_>>();
        let mut matches = bm25::matches(segment, &scorers);
        filter::retain_admitted(segment, &request.words, &mut matches)?;
        if !request.operators.is_empty() {
            let texts = Texts {
                segment,
                analyzer: &self.languages.get(language)?.analyzer,
                parameters: &self.languages.parameters.terms,
            };
            texts.retain(&request.operators, &prefixes, &mut matches)?;
        }
        let typed = std::iter::once(request.words.query.as_str());
        let question_hashes: Vec<u64> = typed
            .chain(corrected_query.as_deref())
            .map(question_hash)
            .collect();
        let ranking = Ranking {
            fields: &segment.fields,
            columns: &segment.columns,
            words: &words,
            scorers: &scorers,
            matches: &matches,
            question_hashes: &question_hashes,
            is_query_language,
            depth,
            parameters: &self.languages.parameters,
        };
        let mut candidates = ranking.rank()?;
        let parameters = &self.languages.parameters.typed_form;
        let typed = TypedQuery {
            text: &request.words.query,
            words: &words,
            scorers: &scorers,
            is_query_language,
        };
        typed_form::prefer(typed, parameters, &mut candidates, |doc| {
            Ok(segment.name(doc)?.question)
        })?;
        let max_score: f32 = words.iter().map(bm25::TermStats::term_weight).sum();
        let max_score = max_score.max(f32::MIN_POSITIVE);
        // What was corrected is worth less, and has no form that is as it was typed.
        let with_exact = 1.0 + self.languages.parameters.exact_form.weight;
        let reachable = words.iter().map(|word| {
            let correction = word.term.variant(VariantKind::Spelling);
            word.term_weight() * correction.map_or(1.0, |one| one.weight / with_exact)
        });
        let reachable = reachable.sum::<f32>() / max_score;
        Ok(LanguageResult {
            language,
            words,
            scorers,
            candidates,
            matched: matches.into_documents(),
            max_score,
            reachable: if reachable > 0.0 { reachable } else { 1.0 },
            corrected_query,
        })
    }

    /// Counts all hits, translations of one question once. Of equal answers, those that were ranked
    /// are counted once.
    fn total(
        &self,
        results: &[LanguageResult],
        hits: &[CollapsedHit],
    ) -> Result<usize, IndexError> {
        if let [only] = results {
            let same: usize = hits.iter().map(|hit| hit.same.len()).sum();
            return Ok(only.matched.len() - same);
        }
        let most = results.iter().map(|result| result.matched.len()).sum();
        let mut groups = GroupSet::with_capacity(most);
        for result in results {
            let columns = &self.languages.get(result.language)?.segment.columns;
            columns.groups(&result.matched, |group| groups.insert(group));
        }
        let same = hits.iter().map(|hit| {
            let group = hit.best.candidate.group;
            let other = hit.same.iter().filter(|same| same.candidate.group != group);
            other.count()
        });
        let same: usize = same.sum();
        Ok(groups.len().saturating_sub(same).max(hits.len()))
    }
}
