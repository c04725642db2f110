//! Completion for search as you type: questions and words that go on as typed.
//!
//! Owns what is suggested and in which order. Nothing is kept for it in the index: the
//! dictionary and the postings of the questions suffice.

mod automaton;
mod matching;
mod typed;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::time::Instant;

use serde::Serialize;

use self::matching::{Completion, Fit};
use self::typed::Piece;
use super::languages::{Languages, Readers};
use super::searcher::{Opened, Searcher};
use crate::analysis::fold;
use crate::index::{IndexError, TextField};
use crate::model::article::Kind;
use crate::model::response::SCHEMA;

/// One in so many suggestions is kept free for words, if there are any.
const WORD_SHARE: usize = 4;

/// What to complete.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SuggestRequest {
    /// The text as typed so far. The last word is taken as a beginning, unless a space follows.
    pub prefix: String,
    /// Languages to take suggestions from.
    pub languages: Languages,
    /// Languages of the reader, best first.
    pub answer_in: Vec<String>,
    /// Languages, best first, that come next.
    pub otherwise_in: Vec<String>,
    /// Number of suggestions at most.
    pub limit: usize,
}

impl SuggestRequest {
    /// A request for ten suggestions in any language.
    #[must_use]
    pub fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_string(),
            languages: Languages::Any,
            answer_in: Vec::new(),
            otherwise_in: Vec::new(),
            limit: 10,
        }
    }
}

/// Suggestions, in the shape of their JSON.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Suggestions {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The text as typed.
    pub prefix: String,
    /// Languages that were looked at.
    pub languages: Vec<String>,
    /// Time taken inside the library, microseconds.
    pub took_us: u64,
    /// Best first: questions, then words; what takes a mistake to match comes after all else.
    pub suggestions: Vec<Suggestion>,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// A whole question, or what was typed with its last word completed.
    pub text: String,
    /// `question`, `section` or `word`.
    pub kind: &'static str,
    /// Its language.
    pub language: String,
    /// Identifier of the entry; none for a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// An entry that may be suggested.
#[derive(Clone, Copy)]
struct Candidate {
    class: Class,
    language: usize,
    doc: u32,
}

/// What entries are ordered by before their place in the files, which is read for the best only;
/// the least is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Class(u64);

impl Class {
    /// How well the question matches, place of its language among the reader's, whether it is a
    /// section, and the code of its length.
    fn new(fit: Fit, preference: usize, is_section: bool, length: u8) -> Self {
        let preference = u32::try_from(preference).unwrap_or(u32::MAX);
        let fit = (fit as u64) << 48;
        Self(fit | u64::from(preference) << 16 | u64::from(is_section) << 8 | u64::from(length))
    }
}

/// A word that may be suggested; the least is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    preference: usize,
    questions: Reverse<u32>,
    text: String,
    language: usize,
}

/// What has been found in all languages.
#[derive(Default)]
struct Found {
    entries: Vec<Candidate>,
    words: Vec<Word>,
}

impl Searcher {
    /// Completes what someone is typing.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, IndexError> {
        let started = Instant::now();
        let tags = self.languages();
        let looked_at = request.languages.resolve(&tags);
        let mut chosen = Chosen::new(self, request.limit);
        for mistake in [false, true] {
            let mut found = Found::default();
            if !chosen.is_full() {
                let readers =
                    Readers::resolve(&request.answer_in, &request.otherwise_in, &tags).likely;
                for &language in &looked_at {
                    let preference = readers.iter().position(|&reader| reader == language);
                    let preference = preference.unwrap_or(readers.len());
                    self.collect(language, preference, &request.prefix, mistake, &mut found)?;
                }
            }
            chosen.take(found)?;
        }
        Ok(Suggestions {
            schema: SCHEMA,
            prefix: request.prefix.clone(),
            languages: looked_at.iter().map(|&n| tags[n].to_string()).collect(),
            took_us: u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            suggestions: chosen.suggestions,
        })
    }

    /// Adds what matches in one language.
    fn collect(
        &self,
        language: usize,
        preference: usize,
        typed: &str,
        mistake: bool,
        found: &mut Found,
    ) -> Result<(), IndexError> {
        let opened = self.opened(language)?;
        let Some(questions) = opened.segment.fields.dictionary(TextField::Question) else {
            return Ok(());
        };
        let documents = opened.segment.entry_count();
        for pieces in typed::readings(&opened.analyzer, typed) {
            let Some(last) = pieces.last() else {
                continue;
            };
            if mistake && !matching::may_be_misspelt(&pieces) {
                continue;
            }
            let matches = matching::matches(questions, documents, &pieces, mistake)?;
            let lengths = opened.segment.fields.lengths(TextField::Question);
            found.entries.reserve(matches.documents.len());
            for (doc, fit) in matches.documents {
                let flags = opened.segment.columns.flags(doc);
                if !flags.is_navigation() {
                    let length = lengths.code(doc);
                    found.entries.push(Candidate {
                        class: Class::new(fit, preference, !flags.is_question(), length),
                        language,
                        doc,
                    });
                }
            }
            let mut completions = matches.completions;
            if let ([only], true) = (pieces.as_slice(), completions.is_empty()) {
                completions = words_of_answers(opened, only, mistake)?;
            }
            let before = typed.get(..last.from).unwrap_or_default().trim_start();
            found.words.extend(
                completions
                    .into_iter()
                    .filter(|completion| fold(&completion.word) != last.text)
                    .map(|completion| Word {
                        preference,
                        questions: Reverse(completion.questions),
                        text: format!("{before}{}", completion.word),
                        language,
                    }),
            );
        }
        Ok(())
    }
}

/// Words that no question has but answers do.
fn words_of_answers(
    opened: &Opened,
    piece: &Piece,
    mistake: bool,
) -> Result<Vec<Completion>, IndexError> {
    let answers = opened.segment.fields.dictionary(TextField::Answer);
    let Some(answers) = answers.filter(|_| piece.open) else {
        return Ok(Vec::new());
    };
    let words = matching::words(answers, piece, mistake)?;
    Ok(words
        .into_iter()
        .map(|(word, entry)| Completion {
            word,
            questions: entry.documents(),
        })
        .collect())
}

/// The suggestions chosen so far.
struct Chosen<'s> {
    searcher: &'s Searcher,
    limit: usize,
    suggestions: Vec<Suggestion>,
    /// Translation groups and questions that are there already.
    groups: HashSet<u64>,
    questions: HashSet<u64>,
    words: BTreeSet<String>,
}

impl<'s> Chosen<'s> {
    fn new(searcher: &'s Searcher, limit: usize) -> Self {
        Self {
            searcher,
            limit,
            suggestions: Vec::new(),
            groups: HashSet::new(),
            questions: HashSet::new(),
            words: BTreeSet::new(),
        }
    }

    fn is_full(&self) -> bool {
        self.suggestions.len() >= self.limit
    }

    /// Adds the best of what was found: entries, but for the room that words take.
    fn take(&mut self, found: Found) -> Result<(), IndexError> {
        let Found { entries, mut words } = found;
        words.sort_unstable();
        let mut fresh: Vec<Word> = Vec::new();
        for word in words {
            if fresh.len() >= self.limit {
                break;
            }
            if self.words.insert(fold(&word.text)) {
                fresh.push(word);
            }
        }
        let free = self.limit.saturating_sub(self.suggestions.len());
        let kept_free = fresh.len().min(free / WORD_SHARE);
        let mut entries = entries;
        let mut count = self.limit;
        while self.suggestions.len() + kept_free < self.limit && !entries.is_empty() {
            for candidate in self.best(&mut entries, count)? {
                if self.suggestions.len() + kept_free >= self.limit {
                    break;
                }
                self.add(candidate)?;
            }
            // Translations and equal questions left room.
            count = count.saturating_mul(2);
        }
        let tags = self.searcher.languages();
        for word in fresh {
            if self.is_full() {
                break;
            }
            self.suggestions.push(Suggestion {
                text: word.text,
                kind: "word",
                language: tags[word.language].to_string(),
                id: None,
            });
        }
        Ok(())
    }

    /// Takes the best out of the entries, in order: so many, and those that equal the last but for
    /// their place in the files.
    fn best(
        &self,
        entries: &mut Vec<Candidate>,
        count: usize,
    ) -> Result<Vec<Candidate>, IndexError> {
        let Some(last) = count.min(entries.len()).checked_sub(1) else {
            return Ok(Vec::new());
        };
        let (_, last, _) = entries.select_nth_unstable_by_key(last, |candidate| candidate.class);
        let last = last.class;
        let mut best = Vec::new();
        for candidate in entries.extract_if(.., |candidate| candidate.class <= last) {
            let columns = &self.searcher.opened(candidate.language)?.segment.columns;
            best.push((columns.sort_key(candidate.doc), candidate));
        }
        best.sort_unstable_by_key(|&(order, candidate)| {
            (candidate.class, order, candidate.language, candidate.doc)
        });
        Ok(best.into_iter().map(|(_, candidate)| candidate).collect())
    }

    /// Adds an entry unless its question, or a translation of it, is there already.
    fn add(&mut self, candidate: Candidate) -> Result<(), IndexError> {
        let Candidate { language, doc, .. } = candidate;
        let opened = self.searcher.opened(language)?;
        let group = opened.segment.columns.group(doc);
        let question = opened.segment.columns.question_hash(doc);
        if !self.groups.insert(group) || !self.questions.insert(question) {
            return Ok(());
        }
        let name = opened.segment.name(doc)?;
        let kind = if opened.segment.columns.flags(doc).is_question() {
            Kind::Question
        } else {
            Kind::Section
        };
        self.suggestions.push(Suggestion {
            kind: kind.as_str(),
            text: name.question,
            language: opened.analyzer.language().to_string(),
            id: Some(name.id),
        });
        Ok(())
    }
}
