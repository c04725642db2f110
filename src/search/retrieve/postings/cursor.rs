//! Walks through the postings of one form of a word in one field, ascending.
//!
//! Owns how lists and the engine's blocks are walked, and both together.

use tantivy::TERMINATED;
use tantivy::postings::BlockSegmentPostings;

use super::list::{PostingList, seek};

/// How many postings the engine decodes at once.
const BLOCK: usize = 128;

/// A walk through postings, ascending.
pub(crate) enum PostingCursor<'a> {
    /// Through what has been read.
    List(ListWalk<'a>),
    /// Through the blocks of the index.
    Blocks(BlockWalk),
    /// Through both as one: where both have a document, the greater frequency counts.
    Both(BlockWalk, ListWalk<'a>),
}

/// A walk through a list.
pub(crate) struct ListWalk<'a> {
    list: &'a PostingList,
    /// Where it stands.
    place: usize,
}

/// A walk through the blocks of the index.
pub(crate) struct BlockWalk {
    /// The blocks, at that in which the walk stands.
    blocks: Box<BlockSegmentPostings>,
    /// Where in it.
    place: usize,
    /// An occurrence counts so many times.
    weight: f32,
}

impl<'a> ListWalk<'a> {
    /// Starts before the first document.
    #[must_use]
    pub(super) fn new(list: &'a PostingList) -> Self {
        Self { list, place: 0 }
    }

    #[inline]
    fn doc(&self) -> u32 {
        let doc = self.list.documents.get(self.place);
        doc.copied().unwrap_or(TERMINATED)
    }

    #[inline]
    fn frequency(&self) -> f32 {
        let frequency = self.list.frequencies.get(self.place);
        frequency.copied().unwrap_or(0.0)
    }

    #[inline]
    fn seek(&mut self, doc: u32) -> u32 {
        if self.doc() < doc {
            self.place = self.list.seek(self.place, doc);
        }
        self.doc()
    }

    #[inline]
    fn visit_sought<T>(
        &mut self,
        sought: impl Iterator<Item = T>,
        doc_of: impl Fn(&T) -> u32,
        mut each: impl FnMut(T, f32),
    ) {
        let Self { list, place } = self;
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

    fn visit_runs(&mut self, end: u32, each: &mut impl FnMut(&[u32], &[f32])) {
        let documents = self.list.documents.get(self.place..).unwrap_or_default();
        let count = match documents.last() {
            Some(last) if *last < end => documents.len(),
            _ => documents.partition_point(|doc| *doc < end),
        };
        let frequencies = self.list.frequencies.get(self.place..).unwrap_or_default();
        if let (Some(documents), Some(frequencies)) =
            (documents.get(..count), frequencies.get(..count))
            && count > 0
        {
            each(documents, frequencies);
            self.place += count;
        }
    }
}

impl BlockWalk {
    /// Starts before the first document.
    #[must_use]
    pub(super) fn new(blocks: BlockSegmentPostings, weight: f32) -> Self {
        Self {
            blocks: Box::new(blocks),
            place: 0,
            weight,
        }
    }

    #[inline]
    fn doc(&self) -> u32 {
        let doc = self.blocks.docs().get(self.place);
        doc.copied().unwrap_or(TERMINATED)
    }

    #[inline]
    #[allow(clippy::cast_precision_loss)] // frequencies are small
    fn frequency(&self) -> f32 {
        let frequency = self.blocks.freqs().get(self.place).copied().unwrap_or(0);
        frequency.cast_signed() as f32 * self.weight
    }

    /// Goes to the first document from `doc` on, unless the walk is there or beyond. Returns the
    /// document that the walk has reached.
    #[inline]
    pub(super) fn seek(&mut self, doc: u32) -> u32 {
        if self.doc() < doc {
            let documents = self.blocks.docs();
            self.place = if documents.last().is_some_and(|last| *last >= doc) {
                seek(documents, self.place, doc)
            } else {
                self.blocks.seek(doc)
            }
        }
        self.doc()
    }

    #[inline]
    #[allow(clippy::cast_precision_loss)] // frequencies are small
    fn visit_sought<T>(
        &mut self,
        mut sought: impl Iterator<Item = T>,
        doc_of: impl Fn(&T) -> u32,
        mut each: impl FnMut(T, f32),
    ) {
        let mut next = sought.next();
        while let Some(first) = &next {
            // Blocks that hold none of them are passed over.
            if self.seek(doc_of(first)) == TERMINATED {
                return;
            }
            let (documents, frequencies) = (self.blocks.docs(), self.blocks.freqs());
            let last = documents.last().copied().unwrap_or(TERMINATED);
            while let Some(one) = next.take() {
                let doc = doc_of(&one);
                if doc > last {
                    next = Some(one);
                    break;
                }
                if documents.get(self.place).is_some_and(|at| *at < doc) {
                    self.place = seek(documents, self.place, doc);
                }
                if documents.get(self.place) == Some(&doc)
                    && let Some(frequency) = frequencies.get(self.place)
                {
                    each(one, frequency.cast_signed() as f32 * self.weight);
                }
                next = sought.next();
            }
        }
    }

    /// Goes to the next document.
    fn step(&mut self) {
        self.place += 1;
        if self.place == self.blocks.block_len() {
            self.blocks.advance();
            self.place = 0;
        }
    }

    #[allow(clippy::cast_precision_loss)] // frequencies are small
    fn visit_runs(&mut self, end: u32, each: &mut impl FnMut(&[u32], &[f32])) {
        let mut weighted = [0.0; BLOCK];
        while self.blocks.block_len() > 0 {
            let documents = self.blocks.docs().get(self.place..).unwrap_or_default();
            let frequencies = self.blocks.freqs().get(self.place..).unwrap_or_default();
            let is_whole = documents.last().is_some_and(|last| *last < end);
            let count = match is_whole {
                true => documents.len(),
                false => documents.partition_point(|doc| *doc < end),
            };
            for (weighted, frequency) in weighted.iter_mut().zip(frequencies) {
                *weighted = frequency.cast_signed() as f32 * self.weight;
            }
            if let (Some(documents), Some(weighted)) =
                (documents.get(..count), weighted.get(..count))
                && count > 0
            {
                each(documents, weighted);
            }
            self.place += count;
            if !is_whole {
                return;
            }
            self.blocks.advance();
            self.place = 0;
        }
    }
}

impl<'a> PostingCursor<'a> {
    /// The document number after the last document.
    pub(crate) const END: u32 = TERMINATED;

    /// Starts a walk before the first document of a list.
    #[must_use]
    pub(crate) fn of_list(list: &'a PostingList) -> Self {
        Self::List(ListWalk::new(list))
    }

    /// Returns the document that the walk has reached, or [`PostingCursor::END`].
    #[inline]
    #[must_use]
    pub(crate) fn doc(&self) -> u32 {
        match self {
            Self::List(list) => list.doc(),
            Self::Blocks(blocks) => blocks.doc(),
            Self::Both(blocks, list) => blocks.doc().min(list.doc()),
        }
    }

    /// Goes to the first document from `doc` on, unless the walk is there or beyond. Returns the
    /// document that the walk has reached.
    #[inline]
    pub(crate) fn seek(&mut self, doc: u32) -> u32 {
        match self {
            Self::List(list) => list.seek(doc),
            Self::Blocks(blocks) => blocks.seek(doc),
            Self::Both(blocks, list) => blocks.seek(doc).min(list.seek(doc)),
        }
    }

    /// Returns the frequency in the document that the walk has reached; 0 at the end.
    #[inline]
    #[must_use]
    pub(crate) fn frequency(&self) -> f32 {
        match self {
            Self::List(list) => list.frequency(),
            Self::Blocks(blocks) => blocks.frequency(),
            Self::Both(blocks, list) if blocks.doc() < list.doc() => blocks.frequency(),
            Self::Both(blocks, list) if blocks.doc() > list.doc() => list.frequency(),
            Self::Both(blocks, list) => blocks.frequency().max(list.frequency()),
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
        // Lists and blocks have loops of their own: this is where most of the time of a query in a
        // small collection goes.
        match self {
            Self::List(list) => list.visit_sought(sought, doc_of, each),
            Self::Blocks(blocks) => blocks.visit_sought(sought, doc_of, each),
            Self::Both(..) => {
                for one in sought {
                    let doc = doc_of(&one);
                    let at = self.seek(doc);
                    if at == doc {
                        each(one, self.frequency());
                    } else if at == Self::END {
                        return;
                    }
                }
            }
        }
    }

    /// Calls `each` with the documents before `end` and their frequencies, and stops before `end`.
    #[inline]
    pub(crate) fn visit_until(&mut self, end: u32, mut each: impl FnMut(u32, f32)) {
        self.visit_runs(end, |documents, frequencies| {
            for (&doc, &frequency) in documents.iter().zip(frequencies) {
                each(doc, frequency);
            }
        });
    }

    /// Does the same with several documents at a time.
    #[inline]
    pub(crate) fn visit_runs(&mut self, end: u32, mut each: impl FnMut(&[u32], &[f32])) {
        match self {
            Self::List(list) => list.visit_runs(end, &mut each),
            Self::Blocks(blocks) => blocks.visit_runs(end, &mut each),
            Self::Both(blocks, list) => {
                while list.doc() < end {
                    let doc = list.doc();
                    blocks.visit_runs(doc, &mut each);
                    let mut frequency = list.frequency();
                    if blocks.doc() == doc {
                        frequency = frequency.max(blocks.frequency());
                        blocks.step();
                    }
                    each(&[doc], &[frequency]);
                    list.place += 1;
                }
                blocks.visit_runs(end, &mut each);
            }
        }
    }
}
