//! Scores all that matches.
//!
//! Owns how the additions of words are summed up by document. What they are is [`super::bm25`]'s, and
//! when not everything is scored that of [`super::first_stage`].

use super::best::Scored;
use super::bm25::{self, LENGTH_CODES, TermScorer};
use super::fields::Fields;
use super::matches::{Matches, Total};
use super::postings::PostingCursor;
use super::segment::Segment;
use crate::index::IndexError;

/// Where postings are fewer than this part of the index, sorting them is quicker
/// than looking through the scores of all documents.
const SCAN_SHARE: usize = 16;

/// How many documents are scored together: what is known of them stays in the nearest cache.
const SCORED_TOGETHER: u32 = 1 << 11;

/// Finds and scores what the words that tell something match, all of it. Function words
/// make no hit of their own unless the query has nothing else.
///
/// # Errors
/// The index is damaged.
pub(crate) fn matches(segment: &Segment, scorers: &[TermScorer]) -> Result<Matches, IndexError> {
    let scored = bm25::deciding(scorers);
    let postings = bm25::postings(&scored);
    let documents = segment.document_count();
    let additions = scored
        .into_iter()
        .map(|scorer| Additions::of(scorer, &segment.fields));
    let additions: Vec<Additions<'_>> = additions.collect::<Result<_, _>>()?;
    let matches = if postings < documents as usize / SCAN_SHARE {
        by_sorting(additions, postings)
    } else {
        by_scanning(additions, documents)
    };
    Ok(Matches(matches))
}

/// Sums up additions by sorting them, so many.
fn by_sorting(additions: Vec<Additions<'_>>, count: usize) -> Vec<Scored> {
    let mut all: Vec<(u32, Total)> = Vec::with_capacity(count);
    for mut of_scorer in additions {
        of_scorer.visit_until(PostingCursor::END, |doc, addition| {
            all.push((doc, addition));
        });
    }
    // Stable, so that numbers are summed in one order however many there are.
    all.sort_by_key(|(doc, _)| *doc);
    let mut matches = Vec::with_capacity(count);
    for of_one in all.chunk_by(|a, b| a.0 == b.0) {
        let mut total = Total::default();
        of_one.iter().for_each(|(_, addition)| total.add(*addition));
        matches.extend(of_one.first().map(|(doc, _)| total.of(*doc)));
    }
    matches
}

/// Sums up additions by looking through all documents, some at a time.
fn by_scanning(mut additions: Vec<Additions<'_>>, documents: u32) -> Vec<Scored> {
    let mut matches = Vec::new();
    let together = SCORED_TOGETHER.min(documents);
    let mut totals = vec![Total::default(); together as usize];
    let mut start = 0;
    while start < documents {
        let end = start.saturating_add(together).min(documents);
        for of_scorer in &mut additions {
            of_scorer.visit_until(end, |doc, addition| {
                if let Some(total) = totals.get_mut((doc - start) as usize) {
                    total.add(addition);
                }
            });
        }
        for (doc, total) in (start..end).zip(&mut totals) {
            // Every contribution is positive.
            if total.score > 0.0 {
                matches.push(std::mem::take(total).of(doc));
            }
        }
        start = end;
    }
    matches
}

/// A walk through what a scorer adds to documents, ascending.
struct Additions<'a> {
    scorer: &'a TermScorer,
    /// The length codes of the field's texts by document.
    lengths: &'a [u8],
    /// What each length code is held against.
    norms: [f32; LENGTH_CODES],
    held: u32,
    cursor: PostingCursor<'a>,
}

impl<'a> Additions<'a> {
    /// Starts before the first document.
    fn of(scorer: &'a TermScorer, fields: &'a Fields) -> Result<Self, IndexError> {
        Ok(Self {
            scorer,
            lengths: fields.lengths(scorer.field).codes(),
            norms: scorer.norms(),
            held: scorer.noted(),
            cursor: scorer.postings.cursor()?,
        })
    }

    /// Tells what it adds to each document before `end`, and stops before `end`.
    fn visit_until(&mut self, end: u32, mut each: impl FnMut(u32, Total)) {
        let (scorer, lengths, norms) = (self.scorer, self.lengths, &self.norms);
        let held = self.held;
        self.cursor.visit_until(end, |doc, frequency| {
            let length = lengths.get(doc as usize).copied().unwrap_or(0);
            let score = scorer.saturated(frequency, norms[usize::from(length)]);
            each(doc, Total { score, held });
        });
    }
}
