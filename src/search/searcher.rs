//! The open index and the searches it answers.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use tantivy::Term;

use super::combine::merge::{self, Answered, Folded, Groups, Ranked};
use super::combine::query_language::{self, LookedUp};
use super::languages::{Languages, Readers};
use super::present::presenter::{Presenter, translations};
use super::query::expand::abbreviations;
use super::query::expand::compounds::{self, Vocabulary};
use super::query::expand::decompound;
use super::query::expand::function_words::FunctionWords;
use super::query::expand::prefix_family;
use super::query::expand::spelling;
use super::query::expand::synonyms::Synonyms;
use super::query::parse;
use super::rank::rescore::{self, Candidate};
use super::retrieve::bm25;
use super::retrieve::bm25::Matches;
use super::retrieve::lookup::{self, Fields};
use crate::analysis::Analyzer;
use crate::index::store::columns::Columns;
use crate::index::store::schema;
use crate::index::{
    Index, IndexError, LanguageIndex, Live, Manifest, StoredEntry, facet_term, question_hash,
    reference_hash,
};
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
    pub index: LanguageIndex,
    pub fields: Fields,
    pub columns: Columns,
    pub analyzer: Analyzer,
    function_words: OnceLock<FunctionWords>,
    synonyms: Synonyms,
}

impl Opened {
    /// The words of a query, weighed.
    pub(crate) fn words(&self, query: &str) -> Result<Vec<parse::QueryTerm>, IndexError> {
        let mut words = parse::terms(&self.analyzer, query);
        // A single word is what it is; the lists are not worth setting up.
        if words.len() > 1 {
            let function_words = self.function_words();
            for word in &mut words {
                function_words.weigh(word);
            }
        }
        self.synonyms.add(&mut words);
        abbreviations::add(&self.index, &mut words)?;
        Ok(words)
    }

    fn function_words(&self) -> &FunctionWords {
        self.function_words
            .get_or_init(|| FunctionWords::of(&self.analyzer))
    }

    /// Lowers the weight of a word whose correction is a function word.
    fn weigh_as(&self, word: &mut parse::QueryTerm, correction: &str) {
        let mut meant = parse::terms(&self.analyzer, correction);
        if let [meant] = meant.as_mut_slice() {
            self.function_words().weigh(meant);
            word.is_function_word = meant.is_function_word;
            word.weight *= meant.weight;
        }
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
                let name = self.opened(language)?.index.name(candidate.doc)?;
                Ok((name.id, candidate.score))
            })
            .collect()
    }

    /// Finds entries by id or by `path#anchor`, in every language, in file order.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let term = Term::from_field_u64(schema::REFERENCE, reference_hash(reference));
        let mut found = Vec::new();
        for language in 0..self.languages.len() {
            let opened = self.opened(language)?;
            for doc in lookup::documents(&opened.index, schema::REFERENCE, &term)? {
                let entry = self.stored(language, doc)?;
                let group = opened.columns.group(doc);
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
            fields: Fields::open(&index)?,
            columns: Columns::open(&index)?,
            synonyms: Synonyms::new(&analyzer, groups.map_or(&[], Vec::as_slice)),
            analyzer,
            function_words: OnceLock::new(),
            index,
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
        let mut words = opened.words(&request.query)?;
        decompound::join(&opened.fields, &opened.analyzer, &mut words)?;
        let words = words
            .into_iter()
            .enumerate()
            .map(|(number, word)| bm25::prepare(&opened.index, &opened.fields, number, word))
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
        let is_single = looked_up.words.len() == 1;
        for (number, (stats, scorers)) in looked_up.words.iter_mut().enumerate() {
            if stats.documents >= prefix_family::ENOUGH || stats.term.is_function_word {
                continue;
            }
            let mut word = stats.term.clone();
            let known = word.variants.len();
            let vocabulary = Vocabulary {
                fields: &opened.fields,
                analyzer: &opened.analyzer,
                function_words: || opened.function_words(),
            };
            // A part of compounds is not misspelt.
            let contained = compounds::add(&opened.index, &vocabulary, &mut word)?;
            if stats.documents == 0
                && !contained
                && let Some(best) = spelling::correct(&opened.fields, &opened.analyzer, &mut word)?
            {
                let text = looked_up.corrected.as_deref().unwrap_or(&request.query);
                looked_up.corrected = Some(text.replacen(&word.surface, &best, 1));
                // As with a word that is spelt right: alone it is what is asked about.
                if !is_single {
                    opened.weigh_as(&mut word, &best);
                }
            } else {
                decompound::split(&opened.fields, &opened.analyzer, &mut word)?;
                prefix_family::add(&opened.fields, &opened.analyzer, &mut word)?;
            }
            if stats.documents == 0 && word.variants.len() == known {
                prefix_family::add_longer(&opened.fields, &mut word)?;
            }
            if word.variants.len() > known {
                (*stats, *scorers) = bm25::prepare(&opened.index, &opened.fields, number, word)?;
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
        let mut matches = bm25::matches(&opened.index, &opened.fields, &scorers);
        filter(opened, request, &mut matches)?;
        let typed = std::iter::once(request.query.as_str());
        let asked: Vec<u64> = typed
            .chain(corrected.as_deref())
            .map(question_hash)
            .collect();
        let candidates = rescore::rank(
            &opened.fields,
            &opened.columns,
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
            let columns = &self.opened(said.language)?.columns;
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
        self.opened(language)?.index.entry(doc)
    }

    /// Entries of a translation group: document by language.
    pub(crate) fn group(&self, group: u64) -> Result<BTreeMap<usize, u32>, IndexError> {
        let term = Term::from_field_u64(schema::GROUP, group);
        let mut members = BTreeMap::new();
        for language in 0..self.languages.len() {
            let opened = self.opened(language)?;
            // Two entries of one language may share a group; file order decides,
            // as document numbers depend on how the index came about.
            let first = lookup::documents(&opened.index, schema::GROUP, &term)?
                .into_iter()
                .min_by_key(|&doc| opened.columns.sort_key(doc));
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
        matches.retain(|doc| opened.columns.flags(doc).is_question() == (kind == Kind::Question));
    }
    for (field, value) in &request.filters {
        let term = Term::from_field_text(schema::FACET, &facet_term(field, value));
        let admitted: HashSet<u32> = lookup::documents(&opened.index, schema::FACET, &term)?
            .into_iter()
            .collect();
        matches.retain(|doc| admitted.contains(&doc));
    }
    Ok(())
}
