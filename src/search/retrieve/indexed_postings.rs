//! The postings of one form of a word in one field: read at once, or where they are needed.
//!
//! Owns how the engine's blocks are walked. A word that stands in half of a million entries takes
//! longer to read than all the others together, and often only a few of its blocks matter.

use std::borrow::Cow;
use std::sync::Arc;

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{InvertedIndexReader, TERMINATED};

use super::postings::{PostingList, seek};
use crate::index::IndexError;
use crate::model::language::LanguageTag;

/// Postings that fill no more than this many documents are one block of the engine, which is read
/// at once.
const BLOCK: u32 = 128;

/// The postings of one form of a word in one field.
pub(crate) enum Postings {
    /// What has been read.
    Read(PostingList),
    /// What the index holds for one term.
    Indexed(IndexedTerm),
}

impl Default for Postings {
    fn default() -> Self {
        Self::Read(PostingList::default())
    }
}

/// A term of the index whose postings are read when they are needed.
pub(crate) struct IndexedTerm {
    reader: Arc<InvertedIndexReader>,
    entry: TermInfo,
    /// An occurrence counts so many times.
    weight: f32,
    language: Arc<LanguageTag>,
}

impl IndexedTerm {
    /// Takes a term as the dictionary of a field has it. The language is named in errors.
    #[must_use]
    pub(crate) fn new(
        reader: Arc<InvertedIndexReader>,
        entry: TermInfo,
        weight: f32,
        language: &Arc<LanguageTag>,
    ) -> Self {
        Self {
            reader,
            entry,
            weight,
            language: Arc::clone(language),
        }
    }

    /// Returns how many times an occurrence counts.
    #[must_use]
    pub(crate) fn weight(&self) -> f32 {
        self.weight
    }

    /// Returns how many documents hold the term.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.entry.doc_freq as usize
    }

    fn blocks(&self) -> Result<BlockSegmentPostings, IndexError> {
        let option = IndexRecordOption::WithFreqs;
        let blocks = self
            .reader
            .read_block_postings_from_terminfo(&self.entry, option);
        blocks.map_err(IndexError::engine(&self.language))
    }

    fn read(&self) -> Result<PostingList, IndexError> {
        let mut list = PostingList::with_capacity(self.len());
        let mut blocks = self.blocks()?;
        while blocks.block_len() > 0 {
            list.extend(blocks.docs(), blocks.freqs(), self.weight);
            blocks.advance();
        }
        Ok(list)
    }
}

impl Postings {
    /// Takes a term of the index. Its postings are read at once where they are few.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn of(term: IndexedTerm) -> Result<Self, IndexError> {
        Ok(if term.entry.doc_freq < BLOCK {
            Self::Read(term.read()?)
        } else {
            Self::Indexed(term)
        })
    }

    /// Returns how many documents there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Read(list) => list.len(),
            Self::Indexed(term) => term.len(),
        }
    }

    /// Returns whether there is no document.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns all postings.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn read(&self) -> Result<Cow<'_, PostingList>, IndexError> {
        Ok(match self {
            Self::Read(list) => Cow::Borrowed(list),
            Self::Indexed(term) => Cow::Owned(term.read()?),
        })
    }

    /// Merges two lists; see [`PostingList::union`].
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn union(self, other: Self) -> Result<Self, IndexError> {
        if other.is_empty() {
            return Ok(self);
        }
        if self.is_empty() {
            return Ok(other);
        }
        Ok(Self::Read(self.into_read()?.union(other.into_read()?)))
    }

    /// Reads all postings.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn into_read(self) -> Result<PostingList, IndexError> {
        match self {
            Self::Read(list) => Ok(list),
            Self::Indexed(term) => term.read(),
        }
    }

    /// Returns the frequency in a document, if it is one of these.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn frequency(&self, doc: u32) -> Result<Option<f32>, IndexError> {
        let mut cursor = self.cursor()?;
        Ok((cursor.seek(doc) == doc).then(|| cursor.frequency()))
    }

    /// Returns those of the documents, which ascend, that are among these.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn among(&self, documents: &[u32]) -> Result<Vec<u32>, IndexError> {
        let mut cursor = self.cursor()?;
        let mut held = documents.to_vec();
        held.retain(|&doc| cursor.seek(doc) == doc);
        Ok(held)
    }

    /// Starts a walk before the first document.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn cursor(&self) -> Result<PostingCursor<'_>, IndexError> {
        Ok(match self {
            Self::Read(list) => PostingCursor::of_list(list),
            Self::Indexed(term) => PostingCursor::Blocks {
                blocks: Box::new(term.blocks()?),
                place: 0,
                weight: term.weight,
            },
        })
    }
}

/// A walk through postings, ascending.
pub(crate) enum PostingCursor<'a> {
    /// Through what has been read.
    List {
        /// The postings.
        list: &'a PostingList,
        /// Where the walk stands.
        place: usize,
    },
    /// Through the blocks of the index.
    Blocks {
        /// The blocks, at that in which the walk stands.
        blocks: Box<BlockSegmentPostings>,
        /// Where in it.
        place: usize,
        /// An occurrence counts so many times.
        weight: f32,
    },
}

impl<'a> PostingCursor<'a> {
    /// The document number after the last document.
    pub(crate) const END: u32 = TERMINATED;

    /// Starts a walk before the first document of a list.
    #[must_use]
    pub(crate) fn of_list(list: &'a PostingList) -> Self {
        Self::List { list, place: 0 }
    }

    /// Returns the document that the walk has reached, or [`PostingCursor::END`].
    #[inline]
    #[must_use]
    pub(crate) fn doc(&self) -> u32 {
        let found = match self {
            Self::List { list, place } => list.documents.get(*place),
            Self::Blocks { blocks, place, .. } => blocks.docs().get(*place),
        };
        found.copied().unwrap_or(Self::END)
    }

    /// Goes to the first document from `doc` on, unless the walk is there or beyond. Returns the
    /// document that the walk has reached.
    #[inline]
    pub(crate) fn seek(&mut self, doc: u32) -> u32 {
        if self.doc() < doc {
            match self {
                Self::List { list, place } => *place = list.seek(*place, doc),
                Self::Blocks { blocks, place, .. } => {
                    let documents = blocks.docs();
                    *place = if documents.last().is_some_and(|last| *last >= doc) {
                        seek(documents, *place, doc)
                    } else {
                        blocks.seek(doc)
                    }
                }
            }
        }
        self.doc()
    }

    /// Returns the frequency in the document that the walk has reached; 0 at the end.
    #[inline]
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // frequencies are small
    pub(crate) fn frequency(&self) -> f32 {
        match self {
            Self::List { list, place } => list.frequencies.get(*place).copied().unwrap_or(0.0),
            Self::Blocks {
                blocks,
                place,
                weight,
            } => {
                let frequency = blocks.freqs().get(*place).copied().unwrap_or(0);
                frequency.cast_signed() as f32 * weight
            }
        }
    }

    /// Calls `each` with those of `sought` whose documents, which ascend, are among these, and with
    /// the frequency there. `doc_of` tells the document of one.
    #[inline]
    pub(crate) fn visit_sought<T>(
        &mut self,
        sought: impl Iterator<Item = T>,
        doc_of: impl Fn(&T) -> u32,
        mut each: impl FnMut(T, f32),
    ) {
        // What has been read is walked by a loop of its own: this is where most of the time of a
        // query in a small collection goes.
        let Self::List { list, place } = self else {
            for one in sought {
                let doc = doc_of(&one);
                let at = self.seek(doc);
                if at == doc {
                    each(one, self.frequency());
                } else if at == Self::END {
                    return;
                }
            }
            return;
        };
        for one in sought {
            let doc = doc_of(&one);
            let mut at = list.documents.get(*place);
            if at.is_some_and(|at| *at < doc) {
                *place = list.seek(*place, doc);
                at = list.documents.get(*place);
            }
            let Some(at) = at else {
                return;
            };
            if *at == doc
                && let Some(frequency) = list.frequencies.get(*place)
            {
                each(one, *frequency);
            }
        }
    }

    /// Calls `each` with the documents before `end` and their frequencies, and stops before `end`.
    #[inline]
    #[allow(clippy::cast_precision_loss)] // frequencies are small
    pub(crate) fn visit_until(&mut self, end: u32, mut each: impl FnMut(u32, f32)) {
        match self {
            Self::List { list, place } => {
                let documents = list.documents.get(*place..).unwrap_or_default();
                let frequencies = list.frequencies.get(*place..).unwrap_or_default();
                for (&doc, &frequency) in documents.iter().zip(frequencies) {
                    if doc >= end {
                        return;
                    }
                    each(doc, frequency);
                    *place += 1;
                }
            }
            Self::Blocks {
                blocks,
                place,
                weight,
            } => {
                while blocks.block_len() > 0 {
                    let documents = blocks.docs().get(*place..).unwrap_or_default();
                    let frequencies = blocks.freqs().get(*place..).unwrap_or_default();
                    for (&doc, &frequency) in documents.iter().zip(frequencies) {
                        if doc >= end {
                            return;
                        }
                        each(doc, frequency.cast_signed() as f32 * *weight);
                        *place += 1;
                    }
                    blocks.advance();
                    *place = 0;
                }
            }
        }
    }
}
