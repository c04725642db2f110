//! The terms of one field, sorted: which there are, and how many entries hold each.
//!
//! Owns the walks through the engine's dictionary. Which of the terms stand for a query is the
//! business of the callers.

use std::ops::ControlFlow;

use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
/// Decides byte by byte which terms a walk visits.
pub(crate) use tantivy_fst::Automaton;

use super::positions::PositionCursor;
use crate::index::IndexError;

/// A term as the dictionary has it.
#[derive(Clone)]
pub(crate) struct TermEntry(TermInfo);

impl TermEntry {
    /// Returns how many entries hold the term in the field.
    #[must_use]
    pub(crate) fn documents(&self) -> u32 {
        self.0.doc_freq
    }
}

/// The terms of one field of a language.
#[derive(Clone, Copy)]
pub(crate) struct Dictionary<'s> {
    reader: &'s InvertedIndexReader,
    language: &'s str,
}

impl<'s> Dictionary<'s> {
    /// Takes the dictionary of a field. The language is named in errors.
    #[must_use]
    pub(crate) fn new(reader: &'s InvertedIndexReader, language: &'s str) -> Self {
        Self { reader, language }
    }

    /// Looks a term up.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn get(&self, term: &str) -> Result<Option<TermEntry>, IndexError> {
        let found = self.reader.terms().get(term);
        let found = found.map_err(IndexError::engine(self.language))?;
        Ok(found.map(TermEntry))
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
        let terms = self.reader.terms().range().ge(prefix).into_stream();
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
        let mut terms = self.reader.terms().search(automaton).ge(from);
        if let Some(to) = to {
            terms = terms.lt(to);
        }
        let terms = terms.into_stream();
        let terms = terms.map_err(IndexError::engine(self.language))?;
        walk(terms, |term, entry| {
            visit(term, &TermEntry(entry.clone()));
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
        let blocks = self
            .reader
            .read_block_postings_from_terminfo(&entry.0, option);
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
        let postings = self.reader.read_postings_from_terminfo(&entry.0, option);
        let postings = postings.map_err(IndexError::engine(self.language))?;
        Ok(PositionCursor::new(postings))
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
