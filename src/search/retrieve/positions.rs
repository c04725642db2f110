//! Walks through the documents that hold a term, with the positions at which it stands.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocSet, TERMINATED};

/// A walk through the documents of one term in one field, ascending.
pub(crate) struct PositionCursor(SegmentPostings);

impl PositionCursor {
    /// The document number after the last document.
    pub(crate) const END: u32 = TERMINATED;

    /// Starts at the first document.
    #[must_use]
    pub(crate) fn new(postings: SegmentPostings) -> Self {
        Self(postings)
    }

    /// Returns the document that the walk has reached, or [`PositionCursor::END`].
    #[must_use]
    pub(crate) fn doc(&self) -> u32 {
        self.0.doc()
    }

    /// Goes to the next document and returns it.
    pub(crate) fn advance(&mut self) -> u32 {
        self.0.advance()
    }

    /// Goes to the first document from `doc` on, unless the walk is there or beyond. Returns the
    /// document that the walk has reached.
    pub(crate) fn advance_to(&mut self, doc: u32) -> u32 {
        if self.0.doc() < doc {
            self.0.seek(doc)
        } else {
            self.0.doc()
        }
    }

    /// Replaces `positions` by those of the term in the document, ascending.
    pub(crate) fn positions(&mut self, positions: &mut Vec<u32>) {
        positions.clear();
        self.0.append_positions_with_offset(0, positions);
    }
}
