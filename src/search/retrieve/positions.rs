//! Walks through the documents that hold a term, with the positions at which it stands.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocSet, TERMINATED};

/// A walk through the documents of one term in one field, ascending.
pub(crate) struct PositionCursor(Walk);

/// Where the documents come from.
#[cfg_attr(feature = "opensearch", allow(clippy::large_enum_variant))] // the small one is rare
enum Walk {
    Segment(SegmentPostings),
    /// Documents with their positions, and the number of the one that the walk has reached.
    #[cfg(feature = "opensearch")]
    List(Vec<(u32, Vec<u32>)>, usize),
}

impl PositionCursor {
    /// The document number after the last document.
    pub(crate) const END: u32 = TERMINATED;

    /// Starts at the first document.
    #[must_use]
    pub(crate) fn new(postings: SegmentPostings) -> Self {
        Self(Walk::Segment(postings))
    }

    /// Starts at the first of some documents, ascending, each with its positions.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn of_list(documents: Vec<(u32, Vec<u32>)>) -> Self {
        Self(Walk::List(documents, 0))
    }

    /// Returns the document that the walk has reached, or [`PositionCursor::END`].
    #[must_use]
    pub(crate) fn doc(&self) -> u32 {
        match &self.0 {
            Walk::Segment(postings) => postings.doc(),
            #[cfg(feature = "opensearch")]
            Walk::List(documents, at) => documents.get(*at).map_or(Self::END, |(doc, _)| *doc),
        }
    }

    /// Goes to the next document and returns it.
    pub(crate) fn advance(&mut self) -> u32 {
        match &mut self.0 {
            Walk::Segment(postings) => postings.advance(),
            #[cfg(feature = "opensearch")]
            Walk::List(_, at) => {
                *at += 1;
                self.doc()
            }
        }
    }

    /// Goes to the first document from `doc` on, unless the walk is there or beyond. Returns the
    /// document that the walk has reached.
    pub(crate) fn advance_to(&mut self, doc: u32) -> u32 {
        if self.doc() >= doc {
            return self.doc();
        }
        match &mut self.0 {
            Walk::Segment(postings) => postings.seek(doc),
            #[cfg(feature = "opensearch")]
            Walk::List(documents, at) => {
                *at = documents.partition_point(|(at, _)| *at < doc);
                self.doc()
            }
        }
    }

    /// Replaces `positions` by those of the term in the document, ascending.
    pub(crate) fn positions(&mut self, positions: &mut Vec<u32>) {
        positions.clear();
        match &mut self.0 {
            Walk::Segment(postings) => postings.append_positions_with_offset(0, positions),
            #[cfg(feature = "opensearch")]
            Walk::List(documents, at) => {
                positions.extend(documents.get(*at).into_iter().flat_map(|(_, all)| all));
            }
        }
    }
}
