//! Collapses hits whose answers are equal, or nearly, into the best of them.
//!
//! Owns which hits are one. What makes answers equal is told by their fingerprints in the index.

use super::hit::CollapsedHit;
use crate::index::AnswerFingerprint;
use crate::search::rank::candidate::Candidate;

/// Keeps the first of the hits with the same answer in one language and lists the others at it.
/// Hits are compared by the entries that readers are shown.
#[must_use]
pub(crate) fn collapse(mut hits: Vec<CollapsedHit>) -> Vec<CollapsedHit> {
    // Equal answers have equal fixed bits: only hits that share language and these are compared.
    let mut order: Vec<(usize, u64, usize)> = hits
        .iter()
        .enumerate()
        .map(|(place, hit)| {
            (
                hit.read().language,
                hit.read().candidate.answer.fixed(),
                place,
            )
        })
        .collect();
    order.sort_unstable();
    let mut kept_of: Vec<(usize, usize)> = Vec::new();
    let mut kept: Vec<usize> = Vec::new();
    for alike in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        kept.clear();
        for &(_, _, place) in alike {
            let answer = |place: usize| answer(&hits[place].read().candidate);
            let found = kept
                .iter()
                .find(|&&first| is_same_answer(answer(first), answer(place)));
            match found {
                Some(&first) => kept_of.push((place, first)),
                None => kept.push(place),
            }
        }
    }
    if kept_of.is_empty() {
        return hits;
    }
    // In the order of the hits, so that sources are listed best first.
    kept_of.sort_unstable();
    for &(place, first) in &kept_of {
        let same = *hits[place].read();
        hits[first].same.push(same);
    }
    let mut collapsed = kept_of.into_iter().map(|(place, _)| place).peekable();
    let mut place = 0;
    hits.retain(|_| {
        let is_collapsed = collapsed.next_if_eq(&place).is_some();
        place += 1;
        !is_collapsed
    });
    hits
}

/// Returns what the answer of a candidate is compared by.
fn answer(candidate: &Candidate) -> (AnswerFingerprint, u64) {
    (candidate.answer, candidate.file())
}

/// Returns whether two entries of a language, each by its answer and its file, give the same answer.
/// Parts of one article that differ a little do so on purpose.
pub(crate) fn is_same_answer(
    (a, a_file): (AnswerFingerprint, u64),
    (b, b_file): (AnswerFingerprint, u64),
) -> bool {
    a.equals(b) || a_file != b_file && a.nearly_equals(b)
}
