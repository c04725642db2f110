//! A list of postings with the bounds that nothing in it exceeds.

use std::ops::Range;

use crate::index::IndexError;
use crate::search::retrieve::bm25::{LENGTH_CODES, TermScorer};
use crate::search::retrieve::postings::{PostingCursor, PostingList, Postings};
use crate::search::retrieve::segment::Segment;

/// What is allowed for rounding: sums of the same numbers in another order differ by less.
pub(super) const ROUNDING: f32 = 1.0 + 1e-4;

/// Postings, below which a list is gone through to know its bounds. In longer ones some text is all
/// but sure to come near to what is possible at all.
const SHORT: usize = 4_096;

/// One list.
pub(super) struct List<'a> {
    /// Its number, in the order in which contributions are summed.
    pub(super) scorer: &'a TermScorer,
    /// The length codes of the field's texts by document.
    pub(super) lengths: &'a [u8],
    /// What each length code is held against.
    norms: [f32; LENGTH_CODES],
    /// The frequency that most documents have: of one occurrence.
    once: f32,
    /// What that adds, by length code. To look it up is quicker than to divide.
    added_once: [f32; LENGTH_CODES],
    /// No document with a text of such a length has more of it.
    pub(super) bounds: [f32; LENGTH_CODES],
    /// No document has more of it.
    pub(super) bound: f32,
    /// The word as one of the first, as a bit.
    pub(super) word: u32,
    /// Whether what is in it may be a candidate for that alone.
    pub(super) makes_candidates: bool,
    /// Where the walk stands.
    cursor: PostingCursor<'a>,
    /// What it adds to each document of the window, in place of frequencies; only of a list that is
    /// gone through.
    pub(super) found: PostingList,
}

impl<'a> List<'a> {
    /// Opens the list of a scorer and finds its bounds.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn open(segment: &'a Segment, scorer: &'a TermScorer) -> Result<Self, IndexError> {
        let lengths = segment.fields.lengths(scorer.field).codes();
        let bounds = bounds(scorer, lengths)?.map(|bound| bound * ROUNDING);
        let norms = scorer.norms();
        let once = match &scorer.postings {
            Postings::Indexed(term) => term.weight(),
            Postings::United(both) => both.long().weight(),
            Postings::Read(_) => 1.0,
        };
        Ok(Self {
            scorer,
            lengths,
            once,
            added_once: norms.map(|norm| scorer.saturated(once, norm)),
            norms,
            bound: bounds.iter().copied().fold(0.0, f32::max),
            bounds,
            word: scorer.noted(),
            makes_candidates: true,
            cursor: scorer.postings.cursor()?,
            found: PostingList::default(),
        })
    }

    /// Goes through some documents, and calls `each` with several of them at a time, and with what the
    /// list adds to each.
    pub(super) fn go_through(
        &mut self,
        documents: &Range<u32>,
        mut each: impl FnMut(&[u32], &[f32]),
    ) {
        // If it was only asked about candidates, it may not have come as far as this.
        self.cursor.seek(documents.start);
        let (scorer, lengths, norms) = (self.scorer, self.lengths, &self.norms);
        let (once, added_once) = (self.once, &self.added_once);
        let found = &mut self.found;
        self.cursor.visit_runs(documents.end, |run, frequencies| {
            let known = found.len();
            let added = run.iter().zip(frequencies).map(|(&doc, &frequency)| {
                let length = usize::from(lengths.get(doc as usize).copied().unwrap_or(0));
                #[allow(clippy::float_cmp)] // the same product of the same numbers
                let is_once = frequency == once;
                if is_once {
                    added_once[length]
                } else {
                    scorer.saturated(frequency, norms[length])
                }
            });
            found.frequencies.extend(added);
            found.documents.extend_from_slice(run);
            each(run, found.frequencies.get(known..).unwrap_or_default());
        });
    }

    /// Returns what it adds to a document, if it has it. Documents must be asked for in their order.
    pub(super) fn added_to(&mut self, doc: u32) -> Option<f32> {
        (self.cursor.seek(doc) == doc).then(|| {
            let length = usize::from(self.lengths.get(doc as usize).copied().unwrap_or(0));
            let added = (self.scorer).saturated(self.cursor.frequency(), self.norms[length]);
            debug_assert!(
                added <= self.bounds[length],
                "{doc} has more than is possible"
            );
            added
        })
    }
}

/// Returns the most that a scorer adds to a document, by the length code of its text.
fn bounds(scorer: &TermScorer, lengths: &[u8]) -> Result<[f32; LENGTH_CODES], IndexError> {
    let (mut bounds, mut read) = match &scorer.postings {
        Postings::Indexed(term) if term.len() >= SHORT => return Ok(scorer.at_most(term.weight())),
        Postings::United(both) => (
            scorer.at_most(both.long().weight()),
            PostingCursor::of_list(both.short()),
        ),
        postings => ([0.0; LENGTH_CODES], postings.cursor()?),
    };
    read.visit_until(PostingCursor::END, |doc, frequency| {
        let length = lengths.get(doc as usize).copied().unwrap_or(0);
        let highest = &mut bounds[usize::from(length)];
        *highest = highest.max(scorer.score(frequency, length));
    });
    Ok(bounds)
}
