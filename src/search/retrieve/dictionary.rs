//! The terms of one field, sorted: which there are, and how many entries hold each.
//!
//! Owns the walks through the engine's dictionary. Which of the terms stand for a query is the
//! business of the callers.

use std::ops::ControlFlow;

use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::{TermDictionary, TermStreamer};
/// Decides byte by byte which terms a walk visits.
pub(crate) use tantivy_fst::Automaton;

use super::positions::PositionCursor;
#[cfg(feature = "opensearch")]
use super::remote::{Remote, WantedQuestions};
use crate::index::IndexError;
#[cfg(feature = "opensearch")]
use crate::index::TextField;

/// A term as the dictionary has it.
#[derive(Clone)]
pub(crate) struct TermEntry {
    info: TermInfo,
    /// The term, where its postings are found by it.
    #[cfg(feature = "opensearch")]
    term: String,
}

impl TermEntry {
    /// Returns how many entries hold the term in the field.
    #[must_use]
    pub(crate) fn documents(&self) -> u32 {
        self.info.doc_freq
    }
}

/// The terms of one field of a language.
#[derive(Clone, Copy)]
pub(crate) struct Dictionary<'s> {
    terms: &'s TermDictionary,
    postings: Postings<'s>,
    language: &'s str,
}

/// Where the postings of the terms are.
#[derive(Clone, Copy)]
enum Postings<'s> {
    Segment(&'s InvertedIndexReader),
    #[cfg(feature = "opensearch")]
    Remote(&'s Remote, TextField),
}

impl<'s> Dictionary<'s> {
    /// Takes the dictionary of a field. The language is named in errors.
    #[must_use]
    pub(crate) fn new(reader: &'s InvertedIndexReader, language: &'s str) -> Self {
        Self {
            terms: reader.terms(),
            postings: Postings::Segment(reader),
            language,
        }
    }

    /// Takes the terms of a field of a language that is kept elsewhere.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn of_remote(
        terms: &'s TermDictionary,
        remote: &'s Remote,
        field: TextField,
    ) -> Self {
        Self {
            terms,
            postings: Postings::Remote(remote, field),
            language: &remote.summary.tag,
        }
    }

    /// Returns whether the postings are kept elsewhere.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn is_remote(&self) -> bool {
        matches!(self.postings, Postings::Remote(..))
    }

    /// Announces that the entries are sought that hold one of each group of terms. Each group has a
    /// place among the words.
    #[cfg(feature = "opensearch")]
    pub(crate) fn announce<'t>(&self, groups: impl Iterator<Item = (u32, Vec<&'t TermEntry>)>) {
        if let Postings::Remote(remote, field) = self.postings {
            let terms = |entries: Vec<&TermEntry>| -> Vec<String> {
                entries
                    .into_iter()
                    .map(|entry| entry.term.clone())
                    .collect()
            };
            let pieces: Vec<_> = groups.map(|(place, found)| (place, terms(found))).collect();
            if pieces.iter().all(|(_, terms)| !terms.is_empty()) {
                remote.questions(WantedQuestions { field, pieces });
            }
        }
    }

    /// Makes the entry of a term.
    fn entry(&self, term: &str, info: &TermInfo) -> TermEntry {
        #[cfg(not(feature = "opensearch"))]
        let _ = term;
        TermEntry {
            info: info.clone(),
            #[cfg(feature = "opensearch")]
            term: match self.postings {
                Postings::Segment(_) => String::new(),
                Postings::Remote(..) => term.to_string(),
            },
        }
    }

    /// Looks a term up.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn get(&self, term: &str) -> Result<Option<TermEntry>, IndexError> {
        let found = self.terms.get(term);
        let found = found.map_err(IndexError::engine(self.language))?;
        Ok(found.map(|info| self.entry(term, &info)))
    }

    /// Visits the terms that begin with `prefix`, sorted, until `visit` breaks.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn with_prefix(
        &self,
        prefix: &str,
        mut visit: impl FnMut(&str, u32) -> ControlFlow<()>,
    ) -> Result<(), IndexError> {
        let terms = self.terms.range().ge(prefix).into_stream();
        let terms = terms.map_err(IndexError::engine(self.language))?;
        walk(terms, |term, entry| {
            if term.starts_with(prefix) {
                visit(term, entry.doc_freq)
            } else {
                ControlFlow::Break(())
            }
        });
        Ok(())
    }

    /// Visits the terms from `from` on that an automaton accepts, up to `to` if that is given, but
    /// without it.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn accepted_by<A: Automaton>(
        &self,
        automaton: &A,
        from: &str,
        to: Option<&str>,
        mut visit: impl FnMut(&str, &TermEntry),
    ) -> Result<(), IndexError>
    where
        A::State: Clone,
    {
        let mut terms = self.terms.search(automaton).ge(from);
        if let Some(to) = to {
            terms = terms.lt(to);
        }
        let terms = terms.into_stream();
        let terms = terms.map_err(IndexError::engine(self.language))?;
        walk(terms, |term, entry| {
            visit(term, &self.entry(term, entry));
            ControlFlow::Continue(())
        });
        Ok(())
    }

    /// Calls `each` with every document of a term, ascending.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn documents(
        &self,
        entry: &TermEntry,
        mut each: impl FnMut(u32),
    ) -> Result<(), IndexError> {
        let option = IndexRecordOption::Basic;
        #[cfg(not(feature = "opensearch"))]
        let Postings::Segment(reader) = self.postings;
        #[cfg(feature = "opensearch")]
        let Postings::Segment(reader) = self.postings else {
            let mut cursor = self.positions(entry)?;
            while cursor.doc() != PositionCursor::END {
                each(cursor.doc());
                cursor.advance();
            }
            return Ok(());
        };
        let blocks = reader.read_block_postings_from_terminfo(&entry.info, option);
        let mut blocks = blocks.map_err(IndexError::engine(self.language))?;
        while blocks.block_len() > 0 {
            blocks.docs().iter().copied().for_each(&mut each);
            blocks.advance();
        }
        Ok(())
    }

    /// Starts a walk through the documents of a term of a field with positions.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn positions(&self, entry: &TermEntry) -> Result<PositionCursor, IndexError> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        match self.postings {
            Postings::Segment(reader) => {
                let postings = reader.read_postings_from_terminfo(&entry.info, option);
                let postings = postings.map_err(IndexError::engine(self.language))?;
                Ok(PositionCursor::new(postings))
            }
            #[cfg(feature = "opensearch")]
            Postings::Remote(remote, field) => {
                let cursor = remote.positions(field, &entry.term);
                Ok(cursor.unwrap_or_else(|| PositionCursor::of_list(Vec::new())))
            }
        }
    }
}

/// Visits terms until `visit` breaks. Every term is text; what is not is passed over.
fn walk<A: Automaton>(
    mut terms: TermStreamer<'_, A>,
    mut visit: impl FnMut(&str, &TermInfo) -> ControlFlow<()>,
) where
    A::State: Clone,
{
    while let Some((key, entry)) = terms.next() {
        if let Ok(term) = std::str::from_utf8(key)
            && visit(term, entry).is_break()
        {
            break;
        }
    }
}
