//! The best of what was found, without repetitions.
//!
//! Owns how many suggestions are questions and how many are words.

use std::collections::{BTreeSet, HashSet};

use super::collect::{Found, FoundEntry, FoundWord};
use super::suggestions::Suggestion;
use crate::analysis::fold;
use crate::index::IndexError;
use crate::model::article::Kind;
use crate::search::open_languages::OpenLanguages;
use crate::search::written::as_written;

/// One in so many suggestions is kept free for words, if there are any.
const WORD_SHARE: usize = 4;

/// The suggestions chosen so far.
pub(super) struct Chosen<'l> {
    languages: &'l OpenLanguages,
    limit: usize,
    /// The suggestions, best first.
    pub(super) suggestions: Vec<Suggestion>,
    /// Translation groups and questions that are there already.
    groups: HashSet<u64>,
    questions: HashSet<u64>,
    words: BTreeSet<String>,
}

impl<'l> Chosen<'l> {
    /// Starts with nothing; `limit` is how many there may be.
    pub(super) fn new(languages: &'l OpenLanguages, limit: usize) -> Self {
        Self {
            languages,
            limit,
            suggestions: Vec::new(),
            groups: HashSet::new(),
            questions: HashSet::new(),
            words: BTreeSet::new(),
        }
    }

    /// Returns whether there is no room left.
    pub(super) fn is_full(&self) -> bool {
        self.suggestions.len() >= self.limit
    }

    /// Adds the best of what was found: entries, but for the room that words take. `all` finds all
    /// entries, where these were not all and are not enough.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn take(
        &mut self,
        found: Found,
        all: impl FnOnce() -> Result<Vec<FoundEntry>, IndexError>,
    ) -> Result<(), IndexError> {
        let Found {
            mut entries,
            mut words,
            complete_to,
            ..
        } = found;
        let mut rest = complete_to.map(|last| {
            entries.retain(|entry| entry.class <= last);
            (last, all)
        });
        words.sort_unstable();
        let mut fresh: Vec<FoundWord> = Vec::new();
        for word in words {
            if fresh.len() >= self.limit {
                break;
            }
            if self.words.insert(fold(&word.before) + &fold(&word.word)) {
                fresh.push(word);
            }
        }
        let free = self.limit.saturating_sub(self.suggestions.len());
        let kept_free = fresh.len().min(free / WORD_SHARE);
        let mut count = self.limit;
        while self.suggestions.len() + kept_free < self.limit {
            if entries.is_empty() {
                let Some((last, all)) = rest.take() else {
                    break;
                };
                entries = all()?;
                entries.retain(|entry| entry.class > last);
                continue;
            }
            for entry in self.best(&mut entries, count)? {
                if self.suggestions.len() + kept_free >= self.limit {
                    break;
                }
                self.add(entry)?;
            }
            // Translations and equal questions left room.
            count = count.saturating_mul(2);
        }
        for word in fresh {
            if self.is_full() {
                break;
            }
            let opened = self.languages.get(word.language)?;
            let (segment, analyzer) = (&opened.segment, &opened.analyzer);
            let written = as_written(segment, analyzer, word.holder, &word.word)?;
            self.suggestions.push(Suggestion {
                text: word.before + &written,
                kind: "word",
                language: self.languages.tag(word.language).clone(),
                id: None,
            });
        }
        Ok(())
    }

    /// Takes the best out of the entries, in order: so many, and those that equal the last but for
    /// their place in the files.
    fn best(
        &self,
        entries: &mut Vec<FoundEntry>,
        count: usize,
    ) -> Result<Vec<FoundEntry>, IndexError> {
        let Some(last) = count.min(entries.len()).checked_sub(1) else {
            return Ok(Vec::new());
        };
        let (_, last, _) = entries.select_nth_unstable_by_key(last, |entry| entry.class);
        let last = last.class;
        let mut best = Vec::new();
        for entry in entries.extract_if(.., |entry| entry.class <= last) {
            let columns = &self.languages.get(entry.language)?.segment.columns;
            best.push((columns.sort_key(entry.doc), entry));
        }
        best.sort_unstable_by_key(|&(order, entry)| {
            (entry.class, order, entry.language, entry.doc)
        });
        Ok(best.into_iter().map(|(_, entry)| entry).collect())
    }

    /// Adds an entry unless its question, or a translation of it, is there already.
    fn add(&mut self, entry: FoundEntry) -> Result<(), IndexError> {
        let FoundEntry { language, doc, .. } = entry;
        let opened = self.languages.get(language)?;
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
            language: self.languages.tag(language).clone(),
            id: Some(name.id),
        });
        Ok(())
    }
}
