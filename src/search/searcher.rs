//! The open index and the searches it answers.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Instant;

use tantivy::Term;

use super::fold::{self, Answered, Folded, Groups};
use super::function_words::FunctionWords;
use super::hit::{self, Explanation, Hit, Response, Translation};
use super::language::{self, Languages};
use super::lookup::{self, Fields};
use super::rank::{self, Candidate, Columns};
use super::request::Request;
use super::snippet::{self, Terms};
use super::synonyms::Synonyms;
use super::{compound, query, related, score, spelling};
use crate::analysis::{Analyzer, Tokens};
use crate::content::language::primary;
use crate::content::model::Kind;
use crate::content::text;
use crate::index::schema as columns;
use crate::index::{
    Index, IndexError, LanguageIndex, Manifest, StoredEntry, facet_term, question_hash,
    reference_hash,
};

/// An open index, ready to search. Languages are opened when first needed.
pub struct Searcher {
    index: Index,
    languages: Vec<OnceLock<Opened>>,
    synonyms: BTreeMap<String, Vec<Vec<String>>>,
}

/// One language, opened.
struct Opened {
    index: LanguageIndex,
    fields: Fields,
    columns: Columns,
    analyzer: Analyzer,
    function_words: OnceLock<FunctionWords>,
    synonyms: Synonyms,
}

impl Opened {
    /// The words of a query, weighed.
    fn words(&self, query: &str) -> Vec<query::Word> {
        let mut words = query::words(&self.analyzer, query);
        // A single word is what it is; the lists are not worth setting up.
        if words.len() > 1 {
            let function_words = self
                .function_words
                .get_or_init(|| FunctionWords::of(&self.analyzer));
            for word in &mut words {
                function_words.weigh(word);
            }
        }
        self.synonyms.add(&mut words);
        words
    }
}

/// The words of a query as one language knows them, before scoring.
struct LookedUp {
    language: usize,
    words: Vec<(score::Weighted, Vec<score::Leaf>)>,
    corrected: Option<String>,
}

impl LookedUp {
    /// How many of the words the language knows.
    fn known(&self) -> usize {
        self.words
            .iter()
            .filter(|(weighted, _)| weighted.documents > 0)
            .count()
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

    /// Searches.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn search(&self, request: &Request) -> Result<Response, IndexError> {
        let started = Instant::now();
        let tags = self.languages();
        let searched = request.languages.resolve(&tags);
        let readers = language::preferences(&request.answer_in, &tags);
        let answered = self.ask_all(&searched, request)?;
        let folded = fold::fold(&answered, readers.first().copied());

        let mut hits = Vec::new();
        let mut tokens = Tokens::default();
        for (number, hit) in folded
            .iter()
            .enumerate()
            .skip(request.offset)
            .take(request.limit)
        {
            if let Some(said) = answered.iter().find(|said| said.language == hit.language) {
                hits.push(self.show(number + 1, hit, said, &readers, request, &mut tokens)?);
            }
        }
        let best = folded.first().map(|best| best.language);
        Ok(Response {
            schema: hit::SCHEMA,
            query: request.query.clone(),
            languages: searched.iter().map(|&n| tags[n].to_string()).collect(),
            total: self.total(&answered)?,
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            relaxed: fold::relaxed(&answered, &folded),
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
        let mut request = Request::new(query);
        request.limit = depth;
        let searched = languages.resolve(&self.languages());
        let mut ranked = Vec::new();
        for said in self.ask_all(&searched, &request)? {
            for &candidate in &said.candidates {
                let score = said.scaled(candidate.score);
                ranked.push((said.language, Candidate { score, ..candidate }));
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
                let group = opened.columns.group.first(doc).unwrap_or(0);
                let members = self.group(group)?;
                found.push(self.hit(0, 0.0, language, entry, &members, true)?);
            }
        }
        found.sort_by(|a, b| (&a.path, a.line, a.ordinal).cmp(&(&b.path, b.line, b.ordinal)));
        Ok(found)
    }

    /// Opens a language, once.
    fn opened(&self, language: usize) -> Result<&Opened, IndexError> {
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

    /// Asks each language. Help with words that are rare or unknown is given
    /// only in the languages that know most of the query: in the others they
    /// are foreign, not misspelt.
    fn ask_all(&self, searched: &[usize], request: &Request) -> Result<Vec<Answered>, IndexError> {
        let query_hash = question_hash(&request.query);
        let mut asked = Vec::with_capacity(searched.len());
        for &language in searched {
            asked.push(self.look_up(language, request)?);
        }
        let most = asked.iter().map(LookedUp::known).max().unwrap_or(0);
        asked
            .into_iter()
            .map(|mut looked_up| {
                if looked_up.known() == most {
                    self.help(&mut looked_up, request)?;
                }
                self.answer(looked_up, request, query_hash)
            })
            .collect()
    }

    /// Looks the words of the query up in one language.
    fn look_up(&self, language: usize, request: &Request) -> Result<LookedUp, IndexError> {
        let opened = self.opened(language)?;
        let mut words = opened.words(&request.query);
        compound::join(&opened.fields, &opened.analyzer, &mut words)?;
        let words = words
            .into_iter()
            .enumerate()
            .map(|(number, word)| score::prepare(&opened.index, &opened.fields, number, word))
            .collect::<Result<_, _>>()?;
        Ok(LookedUp {
            language,
            words,
            corrected: None,
        })
    }

    /// Adds spellings and related words for what the index hardly knows.
    fn help(&self, looked_up: &mut LookedUp, request: &Request) -> Result<(), IndexError> {
        let opened = self.opened(looked_up.language)?;
        for (number, (weighted, leaves)) in looked_up.words.iter_mut().enumerate() {
            if weighted.documents >= related::ENOUGH || weighted.word.function {
                continue;
            }
            let mut word = weighted.word.clone();
            let known = word.alternatives.len();
            if weighted.documents == 0
                && let Some(best) = spelling::correct(&opened.fields, &opened.analyzer, &mut word)?
            {
                let text = looked_up.corrected.as_deref().unwrap_or(&request.query);
                looked_up.corrected = Some(text.replacen(&word.surface, &best, 1));
            }
            compound::split(&opened.fields, &opened.analyzer, &mut word)?;
            related::add(&opened.fields, &opened.analyzer, &mut word)?;
            if word.alternatives.len() > known {
                (*weighted, *leaves) = score::prepare(&opened.index, &opened.fields, number, word)?;
            }
        }
        Ok(())
    }

    /// Scores and ranks one language.
    fn answer(
        &self,
        looked_up: LookedUp,
        request: &Request,
        query_hash: u64,
    ) -> Result<Answered, IndexError> {
        let LookedUp {
            language,
            words,
            corrected,
        } = looked_up;
        let opened = self.opened(language)?;
        let (words, leaves): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let leaves = leaves.into_iter().flatten().collect::<Vec<_>>();
        let mut scores = score::accumulate(&opened.index, &opened.fields, &leaves);
        filter(opened, request, &mut scores.touched)?;
        let candidates = rank::rank(
            &opened.fields,
            &opened.columns,
            (&words, &leaves),
            &scores,
            query_hash,
            request.offset + request.limit,
        )?;
        let ideal: f32 = words.iter().map(score::Weighted::tells).sum();
        Ok(Answered {
            language,
            words,
            leaves,
            candidates,
            matched: scores.touched,
            ideal: ideal.max(f32::MIN_POSITIVE),
            corrected,
        })
    }

    /// How many hits there are in all, translations of one question counted once.
    fn total(&self, answered: &[Answered]) -> Result<usize, IndexError> {
        if let [only] = answered {
            return Ok(only.matched.len());
        }
        let mut groups = Groups::default();
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

    /// Entries of a translation group: document by language.
    fn group(&self, group: u64) -> Result<BTreeMap<usize, u32>, IndexError> {
        let term = Term::from_field_u64(columns::GROUP, group);
        let mut members = BTreeMap::new();
        for language in 0..self.languages.len() {
            let opened = self.opened(language)?;
            // Two entries of one language may share a group; file order decides,
            // as document numbers depend on how the index came about.
            let first = lookup::documents(&opened.index, columns::GROUP, &term)?
                .into_iter()
                .min_by_key(|&doc| opened.columns.order(doc));
            if let Some(doc) = first {
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
        tokens: &mut Tokens,
    ) -> Result<Hit, IndexError> {
        let members = self.group(folded.candidate.group)?;
        let matched = folded.language;
        let shown = readers
            .iter()
            .copied()
            .find(|reader| *reader == matched || members.contains_key(reader))
            .unwrap_or(matched);
        let doc = members
            .get(&shown)
            .copied()
            .filter(|_| shown != matched)
            .unwrap_or(folded.candidate.doc);
        let entry = self.stored(shown, doc)?;
        let mut hit = self.hit(rank, folded.score, shown, entry, &members, request.full)?;
        let opened = self.opened(shown)?;
        let terms = if shown == matched {
            Terms::of(said.words.iter().map(|weighted| &weighted.word))
        } else {
            // What was typed may be in another language; its names and numbers still match.
            Terms::of(opened.words(&request.query).iter())
        };
        let (question, snippet) = snippet::snippets(
            &opened.analyzer,
            &terms,
            tokens,
            &hit.question,
            &text::plain(&hit.markdown),
        );
        hit.question_highlights = question.highlights;
        hit.snippet = snippet;
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
        members: &BTreeMap<usize, u32>,
        full: bool,
    ) -> Result<Hit, IndexError> {
        let tags = self.languages();
        let mut translations = Vec::new();
        for (&other, &doc) in members {
            if other == language {
                continue;
            }
            let name = self.opened(other)?.index.name(doc)?;
            translations.push(Translation {
                language: tags[other].to_string(),
                id: name.id,
                question: name.question,
                path: name.path,
                anchor: name.anchor,
                url: name.url,
            });
        }
        Ok(Hit::new(
            rank,
            score,
            tags[language].to_string(),
            entry,
            translations,
            full,
        ))
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
            let added = said.scaled(leaf.score(leaf.postings[found].frequency, length));
            explained += added;
            let word = &said.words[leaf.word].word;
            let form = if leaf.exact {
                "exact form".to_string()
            } else {
                forms(word)
            };
            lines.push(Explanation {
                word: word.surface.clone(),
                form,
                field: leaf.field.name(),
                added: hit::rounded(added),
            });
        }
        lines.sort_by(|a, b| b.added.total_cmp(&a.added));
        let whole_entry = |form: &str, added: f32| Explanation {
            word: String::new(),
            form: form.to_string(),
            field: "all",
            added: hit::rounded(added),
        };
        let rest = folded.score - explained;
        lines.push(whole_entry(
            "nearness and order of the words, share of the query held, kind of entry, language",
            rest,
        ));
        if folded.candidate.same_question {
            lines.push(whole_entry("the query is this question: always first", 0.0));
        }
        Ok(lines)
    }
}

/// The forms in which a word was looked for.
fn forms(word: &query::Word) -> String {
    word.alternatives
        .iter()
        .map(|alternative| {
            let terms = alternative.terms.join(" ");
            match alternative.origin {
                query::Origin::Word => terms,
                origin => format!("{terms} ({})", origin.as_str()),
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// Keeps the documents that the request's filters admit.
fn filter(opened: &Opened, request: &Request, touched: &mut Vec<u32>) -> Result<(), IndexError> {
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
