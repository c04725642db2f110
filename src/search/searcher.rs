//! The open index and the searches it answers.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use super::combine::merge::{self, Answered, Folded, Groups, Ranked};
use super::combine::query_language::{self, LookedUp};
use super::languages::{Languages, Readers};
use super::present::presenter::{Presenter, translations};
use super::query::expand;
use super::query::expand::function_words::FunctionWords;
use super::query::expand::rare_term::RareTerm;
use super::query::expand::synonyms::Synonyms;
use super::query::expand::vocabulary::Vocabulary;
use super::query::parse;
use super::query::term::QueryTerm;
use super::rank::rescore::{self, Candidate};
use super::retrieve::bm25;
use super::retrieve::bm25::Matches;
use super::retrieve::segment::Segment;
use crate::analysis::Analyzer;
use crate::index::{Index, IndexError, Live, Manifest, StoredEntry, question_hash};
use crate::model::article::Kind;
use crate::model::language::primary;
use crate::model::request::Request;
use crate::model::response::{self, Hit, Response};

/// An open index, ready to search. Languages are opened when first needed.
pub struct Searcher {
    index: Index,
    languages: Vec<OnceLock<Opened>>,
    synonyms: BTreeMap<String, Vec<Vec<String>>>,
}

/// One language, opened.
pub(crate) struct Opened {
    pub segment: Segment,
    pub analyzer: Analyzer,
    function_words: FunctionWords,
    synonyms: Synonyms,
}

impl Opened {
    /// Returns what expansions read.
    fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            segment: &self.segment,
            analyzer: &self.analyzer,
            function_words: &self.function_words,
            synonyms: &self.synonyms,
        }
    }

    /// Returns the terms of a query by which texts of this language are marked, where the query was
    /// not searched in it.
    pub(crate) fn terms_for_marking(&self, query: &str) -> Result<Vec<QueryTerm>, IndexError> {
        let mut terms = parse::terms(&self.analyzer, query);
        expand::for_marking(&self.vocabulary(), &mut terms)?;
        Ok(terms)
    }
}

impl Searcher {
    /// Opens the live generation of an index folder.
    ///
    /// # Errors
    /// There is none, or it cannot be read by this version.
    pub fn open(index: &Path) -> Result<Self, IndexError> {
        let index = Index::open(index)?;
        let languages = index
            .manifest
            .languages
            .iter()
            .map(|_| OnceLock::new())
            .collect();
        Ok(Self {
            index,
            languages,
            synonyms: BTreeMap::new(),
        })
    }

    /// Lets phrases of one language, by tag, stand for each other: each group
    /// of phrases means the same.
    #[must_use]
    pub fn with_synonyms(mut self, synonyms: BTreeMap<String, Vec<Vec<String>>>) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// Returns the generation that is open.
    pub(crate) fn generation(&self) -> &Live {
        &self.index.live
    }

    /// What the index holds.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.index.manifest
    }

    /// Tags of the languages in the index, sorted.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        self.index
            .manifest
            .languages
            .iter()
            .map(|summary| summary.tag.as_str())
            .collect()
    }

    /// Tag of a language by its number.
    pub(crate) fn tag(&self, language: usize) -> &str {
        let language = self.index.manifest.languages.get(language);
        language.map_or("", |summary| &summary.tag)
    }

    /// Searches.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn search(&self, request: &Request) -> Result<Response, IndexError> {
        let started = Instant::now();
        let tags = self.languages();
        let searched = request.languages.resolve(&tags);
        let readers = Readers::resolve(&request.answer_in, &request.otherwise_in, &tags);
        let (answered, folded) = self.ask(&searched, &readers, request)?;

        let mut presenter = Presenter::new(self, request, &answered, &readers.own);
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
            languages: searched.iter().map(|&n| tags[n].to_string()).collect(),
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

    /// Ranks entries one by one, without folding translations together: ids and
    /// scores, best first. This is what evaluation measures.
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
        for said in self.ask_all(&searched, &request, depth)? {
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
                let name = self.opened(language)?.segment.name(candidate.doc)?;
                Ok((name.id, candidate.score))
            })
            .collect()
    }

    /// Finds entries by id or by `path#anchor`, in every language, in file order.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let mut found = Vec::new();
        for language in 0..self.languages.len() {
            let opened = self.opened(language)?;
            for doc in opened.segment.documents_with_reference(reference)? {
                let entry = self.stored(language, doc)?;
                let group = opened.segment.columns.group(doc);
                let members = self.group(group)?;
                let translations = translations(self, language, &members)?;
                let tag = self.tag(language).to_string();
                found.push(Hit::new(0, 0.0, tag, entry, translations, true));
            }
        }
        found.sort_by(|a, b| (&a.path, a.line, a.ordinal).cmp(&(&b.path, b.line, b.ordinal)));
        Ok(found)
    }

    /// Opens a language, once.
    pub(crate) fn opened(&self, language: usize) -> Result<&Opened, IndexError> {
        let slot = &self.languages[language];
        if let Some(opened) = slot.get() {
            return Ok(opened);
        }
        let summary = &self.index.manifest.languages[language];
        let index = self.index.language(summary)?;
        let analyzer = Analyzer::for_language(&summary.tag);
        let groups = self
            .synonyms
            .get(&summary.tag)
            .or_else(|| self.synonyms.get(primary(&summary.tag)));
        let opened = Opened {
            segment: Segment::open(index)?,
            synonyms: Synonyms::new(&analyzer, groups.map_or(&[], Vec::as_slice)),
            function_words: FunctionWords::new(&analyzer),
            analyzer,
        };
        Ok(slot.get_or_init(|| opened))
    }

    /// Asks for as many hits as the request needs: at first for those that are ranked
    /// anyway, then for twice as many, and so on, whatever the request, so that its pages
    /// are cut from one list.
    fn ask(
        &self,
        searched: &[usize],
        readers: &Readers,
        request: &Request,
    ) -> Result<(Vec<Answered>, Vec<Folded>), IndexError> {
        let wanted = request.offset.saturating_add(request.limit);
        let mut depth = rescore::CANDIDATES;
        let mut ranked = Ranked::default();
        loop {
            let answered = self.ask_all(searched, request, depth)?;
            ranked.extend(&answered, readers.own.first().copied());
            let folded = ranked.fold(&readers.likely);
            let is_all = |said: &Answered| said.candidates.len() >= said.matched.len();
            if folded.len() >= wanted || answered.iter().all(is_all) {
                return Ok((answered, folded));
            }
            depth = depth.saturating_mul(2);
        }
    }

    /// Asks each language for its best `depth` entries. Help with words that are rare or
    /// unknown is given only where the query is at home.
    fn ask_all(
        &self,
        searched: &[usize],
        request: &Request,
        depth: usize,
    ) -> Result<Vec<Answered>, IndexError> {
        let mut asked = Vec::with_capacity(searched.len());
        for &language in searched {
            asked.push(self.look_up(language, request)?);
        }
        let homes = query_language::settle(&mut asked);
        asked
            .into_iter()
            .zip(homes)
            .map(|(mut looked_up, home)| {
                if home {
                    self.help(&mut looked_up, request)?;
                }
                self.answer(looked_up, home, request, depth)
            })
            .collect()
    }

    /// Looks the words of the query up in one language.
    fn look_up(&self, language: usize, request: &Request) -> Result<LookedUp, IndexError> {
        let opened = self.opened(language)?;
        let mut terms = parse::terms(&opened.analyzer, &request.query);
        expand::always(&opened.vocabulary(), &mut terms)?;
        let words = terms
            .into_iter()
            .enumerate()
            .map(|(number, term)| bm25::prepare(&opened.segment, number, term))
            .collect::<Result<_, _>>()?;
        Ok(LookedUp {
            language,
            words,
            corrected: None,
        })
    }

    /// Adds compounds, spellings and related words for what the index hardly knows.
    fn help(&self, looked_up: &mut LookedUp, request: &Request) -> Result<(), IndexError> {
        let opened = self.opened(looked_up.language)?;
        let is_alone = looked_up.words.len() == 1;
        for (number, (stats, scorers)) in looked_up.words.iter_mut().enumerate() {
            if !expand::is_rare(&stats.term, stats.documents) {
                continue;
            }
            let mut rare = RareTerm::new(stats.term.clone(), stats.documents, is_alone);
            expand::when_rare(&opened.vocabulary(), &mut rare)?;
            if let Some(correction) = &rare.correction {
                let text = looked_up.corrected.as_deref().unwrap_or(&request.query);
                looked_up.corrected = Some(text.replacen(&rare.term.surface, correction, 1));
            }
            if rare.has_gained() {
                (*stats, *scorers) = bm25::prepare(&opened.segment, number, rare.term)?;
            }
        }
        Ok(())
    }

    /// Scores and ranks one language.
    fn answer(
        &self,
        looked_up: LookedUp,
        home: bool,
        request: &Request,
        depth: usize,
    ) -> Result<Answered, IndexError> {
        let LookedUp {
            language,
            words,
            corrected,
        } = looked_up;
        let opened = self.opened(language)?;
        let (words, scorers): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let scorers = scorers.into_iter().flatten().collect::<Vec<_>>();
        let mut matches = bm25::matches(&opened.segment, &scorers);
        filter(opened, request, &mut matches)?;
        let typed = std::iter::once(request.query.as_str());
        let asked: Vec<u64> = typed
            .chain(corrected.as_deref())
            .map(question_hash)
            .collect();
        let candidates = rescore::rank(
            &opened.segment.fields,
            &opened.segment.columns,
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

    /// How many hits there are in all, translations of one question counted once. Of equal
    /// answers, those that were ranked are.
    fn total(&self, answered: &[Answered], folded: &[Folded]) -> Result<usize, IndexError> {
        if let [only] = answered {
            let same: usize = folded.iter().map(|hit| hit.same.len()).sum();
            return Ok(only.matched.len() - same);
        }
        let most = answered.iter().map(|said| said.matched.len()).sum();
        let mut groups = Groups::with_capacity(most);
        for said in answered {
            let columns = &self.opened(said.language)?.segment.columns;
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

    pub(crate) fn stored(&self, language: usize, doc: u32) -> Result<StoredEntry, IndexError> {
        self.opened(language)?.segment.entry(doc)
    }

    /// Entries of a translation group: document by language.
    pub(crate) fn group(&self, group: u64) -> Result<BTreeMap<usize, u32>, IndexError> {
        let mut members = BTreeMap::new();
        for language in 0..self.languages.len() {
            let opened = self.opened(language)?;
            // Two entries of one language may share a group; file order decides,
            // as document numbers depend on how the index came about.
            let first = opened
                .segment
                .documents_of_group(group)?
                .into_iter()
                .min_by_key(|&doc| opened.segment.columns.sort_key(doc));
            if let Some(doc) = first {
                members.insert(language, doc);
            }
        }
        Ok(members)
    }
}

/// Keeps the documents that the request's filters admit.
fn filter(opened: &Opened, request: &Request, matches: &mut Matches) -> Result<(), IndexError> {
    if let Some(kind) = request.kind {
        matches.retain(|doc| {
            opened.segment.columns.flags(doc).is_question() == (kind == Kind::Question)
        });
    }
    for (field, value) in &request.filters {
        let admitted = opened.segment.documents_with_facet(field, value)?;
        let admitted: HashSet<u32> = admitted.into_iter().collect();
        matches.retain(|doc| admitted.contains(&doc));
    }
    Ok(())
}
