//! Searching a published index: query in, ranked hits out.
//!
//! Owns what a query means, how candidates are scored and ranked, how hits of
//! several languages become one list, and snippets. Knows nothing of terminals.

mod function_words;
mod hit;
mod language;
mod lookup;
mod query;
mod rank;
mod score;
mod snippet;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use tantivy::Term;

pub use hit::{ArticleName, Explanation, Hit, Relaxed, Response, SCHEMA, Translation};
pub use language::Languages;
pub use snippet::Snippet;

use self::function_words::FunctionWords;
use self::lookup::Fields;
use self::rank::{Candidate, Columns};
use self::score::Weighted;
use self::snippet::Terms;
use crate::analysis::Analyzer;
use crate::content::model::Kind;
use crate::content::text;
use crate::index::schema as columns;
use crate::index::{
    Index, IndexError, LanguageIndex, Manifest, StoredEntry, facet_term, question_hash,
    reference_hash,
};

/// What is asked of the index.
#[derive(Clone, Debug)]
pub struct Request {
    /// The query as typed.
    pub query: String,
    /// In which languages to search.
    pub languages: Languages,
    /// Languages to answer in, best first; a hit that has none of them is
    /// shown in the language that matched.
    pub answer_in: Vec<String>,
    /// Number of hits.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// Only questions, or only sections.
    pub kind: Option<Kind>,
    /// Front matter fields and the values wanted.
    pub filters: Vec<(String, String)>,
    /// Carry whole answers.
    pub full: bool,
    /// Carry explanations.
    pub explain: bool,
}

impl Request {
    /// A request for the five best hits in any language.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self {
            query: query.to_string(),
            languages: Languages::Any,
            answer_in: Vec::new(),
            limit: 5,
            offset: 0,
            kind: None,
            filters: Vec::new(),
            full: false,
            explain: false,
        }
    }
}

/// Scores are shown on this scale: a query whose every word is matched once in
/// a text of average length comes near it.
const SCALE: f32 = 10.0;

/// Advantage of a hit that matched in the reader's own language over an equal one in another.
const OWN_LANGUAGE_FACTOR: f32 = 1.1;

/// An open index, ready to search. Languages are opened when first needed.
pub struct Searcher {
    index: Index,
    languages: Vec<OnceLock<Opened>>,
}

/// One language, opened.
struct Opened {
    index: LanguageIndex,
    fields: Fields,
    columns: Columns,
    analyzer: Analyzer,
    function_words: FunctionWords,
}

/// What one language has to say to a query.
struct Answered {
    language: usize,
    words: Vec<Weighted>,
    leaves: Vec<score::Leaf>,
    candidates: Vec<Candidate>,
    matched: Vec<u32>,
    ideal: f32,
}

/// A hit before it is shown: an entry in the language that matched best.
struct Folded {
    language: usize,
    candidate: Candidate,
    score: f32,
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
        Ok(Self { index, languages })
    }

    /// What the index holds.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.index.manifest
    }

    /// Searches.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn search(&self, request: &Request) -> Result<Response, IndexError> {
        let started = Instant::now();
        let tags: Vec<&str> = self.tags().collect();
        let searched = request.languages.resolve(&tags);
        let query_hash = question_hash(&request.query);
        let mut answered = Vec::with_capacity(searched.len());
        for &language in &searched {
            answered.push(self.ask(language, request, query_hash)?);
        }
        let readers = language::preferences(&request.answer_in, &tags);
        let total = self.total(&answered)?;
        let folded = fold(&answered, readers.first().copied());
        let relaxed = relaxed(&answered, &folded);

        let mut hits = Vec::new();
        for (number, hit) in folded
            .iter()
            .enumerate()
            .skip(request.offset)
            .take(request.limit)
        {
            if let Some(said) = answered.iter().find(|said| said.language == hit.language) {
                hits.push(self.show(number + 1, hit, said, &readers, request)?);
            }
        }
        Ok(Response {
            schema: hit::SCHEMA,
            query: request.query.clone(),
            languages: searched.iter().map(|&n| tags[n].to_string()).collect(),
            total,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            relaxed,
            suggestion: None,
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
        let tags = self.languages();
        let query_hash = question_hash(query);
        let mut request = Request::new(query);
        request.limit = depth;
        let mut ranked = Vec::new();
        for language in languages.resolve(&tags) {
            let said = self.ask(language, &request, query_hash)?;
            for candidate in &said.candidates {
                let score = candidate.score / said.ideal * SCALE;
                ranked.push((
                    language,
                    Candidate {
                        score,
                        ..*candidate
                    },
                ));
            }
        }
        ranked.sort_by(|a, b| rank::compare(&a.1, &b.1).then_with(|| a.0.cmp(&b.0)));
        ranked.truncate(depth);
        ranked
            .into_iter()
            .map(|(language, candidate)| {
                Ok((self.stored(language, candidate.doc)?.id, candidate.score))
            })
            .collect()
    }

    /// Finds entries by id or by `path#anchor`, in every language, in file order.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn find(&self, reference: &str) -> Result<Vec<Hit>, IndexError> {
        let term = Term::from_field_u64(columns::REFERENCE, reference_hash(reference));
        let mut found = Vec::new();
        for language in 0..self.languages.len() {
            let opened = self.opened(language)?;
            for doc in lookup::documents(&opened.index, columns::REFERENCE, &term)? {
                let entry = self.stored(language, doc)?;
                // A hash may lead elsewhere by accident; the entry itself decides.
                let group = opened.columns.group.first(doc).unwrap_or(0);
                found.push(self.hit(0, 0.0, language, entry, group, true)?);
            }
        }
        found.sort_by(|a, b| (&a.path, a.line, a.ordinal).cmp(&(&b.path, b.line, b.ordinal)));
        Ok(found)
    }

    /// Tags of the languages in the index, sorted.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        self.tags().collect()
    }

    fn tags(&self) -> impl Iterator<Item = &str> {
        self.index
            .manifest
            .languages
            .iter()
            .map(|summary| summary.tag.as_str())
    }

    /// Opens a language, once.
    fn opened(&self, language: usize) -> Result<&Opened, IndexError> {
        let slot = &self.languages[language];
        if let Some(opened) = slot.get() {
            return Ok(opened);
        }
        let summary = &self.index.manifest.languages[language];
        let index = self.index.language(summary)?;
        let opened = Opened {
            fields: Fields::open(&index)?,
            columns: Columns::open(&index)?,
            analyzer: Analyzer::for_language(&summary.tag),
            function_words: FunctionWords::of(&summary.tag),
            index,
        };
        Ok(slot.get_or_init(|| opened))
    }

    /// Scores and ranks one language.
    fn ask(
        &self,
        language: usize,
        request: &Request,
        query_hash: u64,
    ) -> Result<Answered, IndexError> {
        let opened = self.opened(language)?;
        let mut words = query::words(&opened.analyzer, &request.query);
        for word in &mut words {
            word.weight *= opened.function_words.weight(&word.surface);
        }
        let (words, leaves) = score::prepare(&opened.index, &opened.fields, words)?;
        let mut scores = score::accumulate(&opened.index, &opened.fields, &leaves);
        self.filter(opened, request, &mut scores.touched)?;
        let candidates = rank::rank(
            &opened.fields,
            &opened.columns,
            &words,
            &scores,
            query_hash,
            request.offset + request.limit,
        )?;
        let ideal: f32 = words.iter().map(|w| w.idf * w.word.weight).sum();
        Ok(Answered {
            language,
            words,
            leaves,
            candidates,
            matched: scores.touched,
            ideal: ideal.max(f32::MIN_POSITIVE),
        })
    }

    /// Keeps the documents that the request's filters admit.
    fn filter(
        &self,
        opened: &Opened,
        request: &Request,
        touched: &mut Vec<u32>,
    ) -> Result<(), IndexError> {
        if let Some(kind) = request.kind {
            touched.retain(|&doc| opened.columns.is_question(doc) == (kind == Kind::Question));
        }
        for (field, value) in &request.filters {
            let term = Term::from_field_text(columns::FACET, &facet_term(field, value));
            let admitted: HashSet<u32> = lookup::documents(&opened.index, columns::FACET, &term)?
                .into_iter()
                .collect();
            touched.retain(|doc| admitted.contains(doc));
        }
        Ok(())
    }

    /// How many hits there are in all, translations of one question counted once.
    fn total(&self, answered: &[Answered]) -> Result<usize, IndexError> {
        if let [only] = answered {
            return Ok(only.matched.len());
        }
        let mut groups = HashSet::new();
        for said in answered {
            let group = &self.opened(said.language)?.columns.group;
            groups.extend(
                said.matched
                    .iter()
                    .map(|&doc| group.first(doc).unwrap_or(0)),
            );
        }
        Ok(groups.len())
    }

    fn stored(&self, language: usize, doc: u32) -> Result<StoredEntry, IndexError> {
        self.opened(language)?.index.entry(doc)
    }

    /// Entries of a translation group by language, in the order of the manifest.
    fn group(&self, group: u64) -> Result<BTreeMap<usize, u32>, IndexError> {
        let term = Term::from_field_u64(columns::GROUP, group);
        let mut members = BTreeMap::new();
        for language in 0..self.languages.len() {
            let opened = self.opened(language)?;
            if let Some(&doc) = lookup::documents(&opened.index, columns::GROUP, &term)?.first() {
                members.insert(language, doc);
            }
        }
        Ok(members)
    }

    /// Prepares one hit for showing, in the reader's language where there is one.
    fn show(
        &self,
        rank: usize,
        folded: &Folded,
        said: &Answered,
        readers: &[usize],
        request: &Request,
    ) -> Result<Hit, IndexError> {
        let members = self.group(folded.candidate.group)?;
        let matched = folded.language;
        let shown = readers
            .iter()
            .copied()
            .find(|reader| *reader == matched || members.contains_key(reader))
            .unwrap_or(matched);
        let doc = if shown == matched {
            folded.candidate.doc
        } else {
            members.get(&shown).copied().unwrap_or(folded.candidate.doc)
        };
        let entry = self.stored(shown, doc)?;
        let mut hit = self.hit(
            rank,
            folded.score,
            shown,
            entry,
            folded.candidate.group,
            request.full,
        )?;
        let opened = self.opened(shown)?;
        let terms = if shown == matched {
            terms_of(said.words.iter().map(|w| &w.word))
        } else {
            // What was typed may be in another language; its names and numbers still match.
            terms_of(query::words(&opened.analyzer, &request.query).iter())
        };
        hit.question_highlights = snippet::mark(&opened.analyzer, &terms, &hit.question).highlights;
        hit.snippet = snippet::snippet(&opened.analyzer, &terms, &text::plain(&hit.markdown));
        if request.explain {
            hit.explanation = Some(self.explain(folded, said)?);
        }
        Ok(hit)
    }

    /// Turns a stored entry into a hit with its translations.
    fn hit(
        &self,
        rank: usize,
        score: f32,
        language: usize,
        entry: StoredEntry,
        group: u64,
        full: bool,
    ) -> Result<Hit, IndexError> {
        let mut translations = Vec::new();
        for (other, doc) in self.group(group)? {
            if other == language {
                continue;
            }
            let other_entry = self.stored(other, doc)?;
            translations.push(Translation {
                language: self.tag(other),
                id: other_entry.id,
                question: other_entry.question,
                path: other_entry.path,
                anchor: other_entry.anchor,
                url: other_entry.url,
            });
        }
        Ok(Hit::new(
            rank,
            score,
            self.tag(language),
            entry,
            translations,
            full,
        ))
    }

    fn tag(&self, language: usize) -> String {
        self.tags().nth(language).unwrap_or_default().to_string()
    }

    /// What each word added to a hit, greatest first.
    fn explain(&self, folded: &Folded, said: &Answered) -> Result<Vec<Explanation>, IndexError> {
        let opened = self.opened(said.language)?;
        let doc = folded.candidate.doc;
        let mut lines = Vec::new();
        let mut explained = 0.0;
        for leaf in &said.leaves {
            let Ok(found) = leaf
                .postings
                .binary_search_by_key(&doc, |posting| posting.doc)
            else {
                continue;
            };
            let length = opened.fields.lengths[leaf.field as usize]
                .as_ref()
                .map_or(0, |lengths| lengths.fieldnorm_id(doc));
            let added = leaf.score(leaf.postings[found].frequency, length) / said.ideal * SCALE;
            explained += added;
            let word = &said.words[leaf.word].word;
            lines.push(Explanation {
                word: word.surface.clone(),
                form: if leaf.exact {
                    "exact form".to_string()
                } else {
                    word.terms.join("|")
                },
                field: leaf.field.name(),
                added: hit::rounded(added),
            });
        }
        lines.sort_by(|a, b| b.added.total_cmp(&a.added));
        let rest = folded.candidate.score / said.ideal * SCALE - explained;
        if rest.abs() >= 0.005 {
            lines.push(Explanation {
                word: String::new(),
                form: "order and nearness of the words, kind of entry".to_string(),
                field: "all",
                added: hit::rounded(rest),
            });
        }
        if folded.candidate.same_question {
            lines.push(Explanation {
                word: String::new(),
                form: "the query is this question: always first".to_string(),
                field: "question",
                added: 0.0,
            });
        }
        Ok(lines)
    }
}

/// Terms to mark for words.
fn terms_of<'a>(words: impl Iterator<Item = &'a query::Word>) -> Terms {
    Terms::new(words.flat_map(|word| {
        word.terms
            .iter()
            .chain(&word.exact)
            .chain(&word.parts)
            .cloned()
    }))
}

/// One list from several languages: the translations of a question become one
/// hit, placed where the best of them stands.
fn fold(answered: &[Answered], reader: Option<usize>) -> Vec<Folded> {
    let mut all: Vec<Folded> = answered
        .iter()
        .flat_map(|said| {
            said.candidates.iter().map(|&candidate| {
                let own = if reader == Some(said.language) && answered.len() > 1 {
                    OWN_LANGUAGE_FACTOR
                } else {
                    1.0
                };
                Folded {
                    language: said.language,
                    score: candidate.score / said.ideal * SCALE * own,
                    candidate,
                }
            })
        })
        .collect();
    all.sort_by(|a, b| {
        let key = |folded: &Folded| Candidate {
            score: folded.score,
            ..folded.candidate
        };
        rank::compare(&key(a), &key(b)).then_with(|| a.language.cmp(&b.language))
    });
    let mut seen: BTreeSet<(u64, usize)> = BTreeSet::new();
    let mut groups: HashSet<u64> = HashSet::new();
    all.retain(|folded| {
        let group = folded.candidate.group;
        // Two entries of one language are two answers, whatever their group says.
        let fresh = groups.insert(group) || seen.contains(&(group, folded.language));
        if fresh {
            seen.insert((group, folded.language));
        }
        fresh
    });
    all
}

/// Which words the best hit lacks, when no hit has them all.
fn relaxed(answered: &[Answered], folded: &[Folded]) -> Option<Relaxed> {
    let best = folded.first()?;
    let said = answered
        .iter()
        .find(|said| said.language == best.language)?;
    let wanted: Vec<(usize, &Weighted)> = said
        .words
        .iter()
        .enumerate()
        .filter(|(number, weighted)| *number < 64 && weighted.word.weight >= 1.0)
        .collect();
    let mask = wanted
        .iter()
        .fold(0_u64, |mask, (number, _)| mask | 1 << number);
    if said
        .candidates
        .iter()
        .any(|candidate| candidate.held & mask == mask)
    {
        return None;
    }
    let missing: Vec<String> = wanted
        .iter()
        .filter(|(number, _)| best.candidate.held & (1 << number) == 0)
        .map(|(_, weighted)| weighted.word.surface.clone())
        .collect();
    (!missing.is_empty()).then_some(Relaxed { missing })
}
