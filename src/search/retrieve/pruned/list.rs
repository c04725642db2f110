//! A list of postings with the bound that nothing in it exceeds.

use crate::index::IndexError;
use crate::search::retrieve::bm25::TermScorer;
use crate::search::retrieve::indexed_postings::{PostingCursor, Postings};
use crate::search::retrieve::postings::PostingList;
use crate::search::retrieve::segment::Segment;

/// What is allowed for rounding: sums of the same numbers in another order differ by less.
pub(super) const ROUNDING: f32 = 1.0 + 1e-4;

/// Postings, below which a list is gone through to know its bound. In longer ones some text is all
/// but sure to come near to what is possible at all.
const SHORT: usize = 4_096;

/// One list.
pub(super) struct List<'a> {
    /// Its number, in the order in which contributions are summed.
    pub(super) scorer: &'a TermScorer,
    /// The lengths of the field's texts by document.
    lengths: &'a [u8],
    /// No document has more of it.
    pub(super) bound: f32,
    /// The word as one of the first, as a bit.
    pub(super) word: u32,
    /// Whether all of it is gone through, or it is only asked about candidates.
    pub(super) makes_candidates: bool,
    /// Where the walk stands.
    pub(super) cursor: PostingCursor<'a>,
    /// What it adds to each document of the window, in place of frequencies; only of a list that
    /// makes candidates.
    pub(super) found: PostingList,
}

impl<'a> List<'a> {
    /// Opens the list of a scorer and finds its bound.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn open(segment: &'a Segment, scorer: &'a TermScorer) -> Result<Self, IndexError> {
        let lengths = segment.fields.lengths(scorer.field).codes();
        let bound = match &scorer.postings {
            Postings::Indexed(term) if term.len() >= SHORT => scorer.at_most(term.weight()),
            _ => highest(scorer, lengths)?,
        };
        Ok(Self {
            scorer,
            lengths,
            bound: bound * ROUNDING,
            word: scorer.noted(),
            makes_candidates: true,
            cursor: scorer.postings.cursor()?,
            found: PostingList::default(),
        })
    }

    /// Goes through the documents before `end`, and calls `each` with what the list adds to them.
    pub(super) fn go_through(&mut self, end: u32, mut each: impl FnMut(u32, f32)) {
        let (scorer, lengths) = (self.scorer, self.lengths);
        let found = &mut self.found;
        self.cursor.visit_until(end, |doc, frequency| {
            let length = lengths.get(doc as usize).copied().unwrap_or(0);
            let added = scorer.score(frequency, length);
            found.push(doc, added);
            each(doc, added);
        });
    }

    /// Returns what it adds to a document, if it has it. Documents must be asked for in their order.
    pub(super) fn added_to(&mut self, doc: u32) -> Option<f32> {
        (self.cursor.seek(doc) == doc).then(|| {
            let length = self.lengths.get(doc as usize).copied().unwrap_or(0);
            self.scorer.score(self.cursor.frequency(), length)
        })
    }
}

/// Returns the most that a scorer adds to a document.
fn highest(scorer: &TermScorer, lengths: &[u8]) -> Result<f32, IndexError> {
    let mut highest = 0.0_f32;
    scorer
        .postings
        .cursor()?
        .visit_until(PostingCursor::END, |doc, frequency| {
            let length = lengths.get(doc as usize).copied().unwrap_or(0);
            highest = highest.max(scorer.score(frequency, length));
        });
    Ok(highest)
}
