//! The way of a query: parse, expand, retrieve, score, rank, combine, present.
//!
//! Owns the order of the stages; each is done in a folder of its own. Knows nothing of how an index
//! is opened.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::combine::merge::{self, Answered, Folded, Groups, Ranked};
use super::combine::query_language::{self, LookedUp};
use super::languages::Languages;
use super::open_languages::{LanguageScope, OpenLanguages};
use super::present::presenter::{Presenter, translations};
use super::query::{expand, parse};
use super::rank::rescore::{self, Candidate};
use super::retrieve::{bm25, filter};
use super::suggest::{self, SuggestRequest, Suggestions};
use crate::index::{IndexError, Live, Manifest, question_hash};
use crate::model::request::Request;
use crate::model::response::{self, Hit, Response};

/// An open index, ready to search. Its languages are opened when first needed.
///
/// The answer to a request depends on the index and the request alone, whatever was asked before.
pub struct Searcher {
    languages: OpenLanguages,
}

impl Searcher {
    /// Opens the live generation of an index folder.
    ///
    /// # Errors
    /// There is none, or it cannot be read by this version.
    pub fn open(index: &Path) -> Result<Self, IndexError> {
        Ok(Self {
            languages: OpenLanguages::open(index)?,
        })
    }

    /// Lets phrases of one language, by tag, stand for each other: the phrases of each group mean
    /// the same.
    #[must_use]
    pub fn with_synonyms(mut self, synonyms: BTreeMap<String, Vec<Vec<String>>>) -> Self {
        self.languages.synonyms = synonyms;
        self
    }

    /// Returns the generation that is open.
    pub(crate) fn generation(&self) -> &Live {
        &self.languages.index.live
    }

    /// Returns what the index holds.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.languages.index.manifest
    }

    /// Returns the tags of the languages in the index, sorted.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
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
    pub fn search(&self, request: &Request) -> Result<Response, IndexError> {
        let started = Instant::now();
        let scope = self.languages.scope(
            &request.languages,
            &request.answer_in,
            &request.otherwise_in,
        );
        let (answered, folded) = self.search_to_depth(&scope, request)?;

        let readers = &scope.readers.preferred;
        let mut presenter = Presenter::new(&self.languages, request, &answered, readers);
        let hits = folded
            .iter()
            .enumerate()
            .skip(request.offset)
            .take(request.limit)
            .map(|(number, folded)| presenter.show(number + 1, folded))
            .collect::<Result<_, _>>()?;
        let best = folded.first().map(|best| best.language);
        Ok(Response {
            schema: response::SCHEMA,
            query: request.query.clone(),
            languages: self.languages.tags_of(&scope.searched),
            total: self.total(&answered, &folded)?,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            relaxed: merge::relaxed(&answered, &folded),
            suggestion: answered
                .iter()
                .find(|said| Some(said.language) == best)
                .and_then(|said| said.corrected.clone()),
            hits,
        })
    }

    /// Completes what someone is typing.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError> {
        suggest::complete(&self.languages, request)
    }

    /// Ranks entries one by one, without making translations one hit: ids and scores, best first.
    /// This is what evaluation measures.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn rank(
        &self,
        query: &str,
        languages: &Languages,
        depth: usize,
    ) -> Result<Vec<(String, f32)>, IndexError> {
        let request = Request::new(query);
        let searched = languages.resolve(&self.languages());
        let mut ranked = Vec::new();
        for said in self.search_languages(&searched, &request, depth)? {
            for &candidate in &said.candidates {
                let score = said.scaled(candidate.score);
                ranked.push((said.language, Candidate { score, ..candidate }));
            }
        }
        ranked.sort_by(|a, b| rescore::compare(&a.1, &b.1).then_with(|| a.0.cmp(&b.0)));
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
    pub fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let mut found = Vec::new();
        for language in self.languages.numbers() {
            let segment = &self.languages.get(language)?.segment;
            for doc in segment.documents_with_reference(reference)? {
                let entry = segment.entry(doc)?;
                let members = self
                    .languages
                    .translation_group(segment.columns.group(doc))?;
                let translations = translations(&self.languages, language, &members)?;
                let tag = self.languages.tag(language).to_string();
                found.push(Hit::new(0, 0.0, tag, entry, translations, true));
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
        request: &Request,
    ) -> Result<(Vec<Answered>, Vec<Folded>), IndexError> {
        let LanguageScope { searched, readers } = scope;
        let wanted = request.offset.saturating_add(request.limit);
        let mut depth = rescore::CANDIDATES;
        let mut ranked = Ranked::default();
        loop {
            let answered = self.search_languages(searched, request, depth)?;
            ranked.extend(&answered, readers.preferred.first().copied());
            let folded = ranked.fold(&readers.fallback);
            let is_all = |said: &Answered| said.candidates.len() >= said.matched.len();
            if folded.len() >= wanted || answered.iter().all(is_all) {
                return Ok((answered, folded));
            }
            depth = depth.saturating_mul(2);
        }
    }

    /// Ranks the best `depth` entries of each language. Terms that are rare or unknown are expanded
    /// only in the languages that the query is in.
    fn search_languages(
        &self,
        searched: &[usize],
        request: &Request,
        depth: usize,
    ) -> Result<Vec<Answered>, IndexError> {
        let mut resolved = Vec::with_capacity(searched.len());
        for &language in searched {
            resolved.push(self.resolve_terms(language, request)?);
        }
        let homes = query_language::settle(&mut resolved);
        resolved
            .into_iter()
            .zip(homes)
            .map(|(mut terms, home)| {
                if home {
                    self.expand_rare_terms(&mut terms, request)?;
                }
                self.score_and_rank(terms, home, request, depth)
            })
            .collect()
    }

    /// Parses the query by the rules of one language, expands its terms and looks them up.
    fn resolve_terms(&self, language: usize, request: &Request) -> Result<LookedUp, IndexError> {
        let open = self.languages.get(language)?;
        let mut terms = parse::terms(&open.analyzer, &request.query);
        expand::always(&open.vocabulary(), &mut terms)?;
        let words = terms
            .into_iter()
            .enumerate()
            .map(|(number, term)| bm25::prepare(&open.segment, number, term))
            .collect::<Result<_, _>>()?;
        Ok(LookedUp {
            language,
            words,
            corrected: None,
        })
    }

    /// Expands the terms that few entries hold, looks them up again, and notes the query with
    /// misspelt terms put right.
    fn expand_rare_terms(
        &self,
        resolved: &mut LookedUp,
        request: &Request,
    ) -> Result<(), IndexError> {
        let open = self.languages.get(resolved.language)?;
        let is_alone = resolved.words.len() == 1;
        for (number, (stats, scorers)) in resolved.words.iter_mut().enumerate() {
            let Some(mut rare) = expand::rare_term(&stats.term, stats.documents, is_alone) else {
                continue;
            };
            expand::when_rare(&open.vocabulary(), &mut rare)?;
            if let Some(correction) = &rare.correction {
                let text = resolved.corrected.as_deref().unwrap_or(&request.query);
                resolved.corrected = Some(text.replacen(&rare.term.surface, correction, 1));
            }
            if rare.has_gained() {
                (*stats, *scorers) = bm25::prepare(&open.segment, number, rare.term)?;
            }
        }
        Ok(())
    }

    /// Scores the entries of one language that match, and ranks the best `depth` of them.
    fn score_and_rank(
        &self,
        resolved: LookedUp,
        home: bool,
        request: &Request,
        depth: usize,
    ) -> Result<Answered, IndexError> {
        let LookedUp {
            language,
            words,
            corrected,
        } = resolved;
        let segment = &self.languages.get(language)?.segment;
        let (words, scorers): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let scorers = scorers.into_iter().flatten().collect::<Vec<_>>();
        let mut matches = bm25::matches(segment, &scorers);
        filter::retain_admitted(segment, request, &mut matches)?;
        let typed = std::iter::once(request.query.as_str());
        let asked: Vec<u64> = typed
            .chain(corrected.as_deref())
            .map(question_hash)
            .collect();
        let candidates = rescore::rank(
            &segment.fields,
            &segment.columns,
            (&words, &scorers),
            &matches,
            (&asked, home),
            depth,
        )?;
        let ideal: f32 = words.iter().map(bm25::TermStats::term_weight).sum();
        Ok(Answered {
            language,
            words,
            scorers,
            candidates,
            matched: matches.into_documents(),
            ideal: ideal.max(f32::MIN_POSITIVE),
            corrected,
        })
    }

    /// Counts all hits, translations of one question once. Of equal answers, those that were ranked
    /// are counted once.
    fn total(&self, answered: &[Answered], folded: &[Folded]) -> Result<usize, IndexError> {
        if let [only] = answered {
            let same: usize = folded.iter().map(|hit| hit.same.len()).sum();
            return Ok(only.matched.len() - same);
        }
        let most = answered.iter().map(|said| said.matched.len()).sum();
        let mut groups = Groups::with_capacity(most);
        for said in answered {
            let columns = &self.languages.get(said.language)?.segment.columns;
            columns.groups(&said.matched, |group| groups.insert(group));
        }
        let same = folded.iter().map(|hit| {
            let group = hit.candidate.group;
            let other = hit.same.iter().filter(|same| same.candidate.group != group);
            other.count()
        });
        let same: usize = same.sum();
        Ok(groups.len().saturating_sub(same).max(folded.len()))
    }
}
