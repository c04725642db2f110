//! The entries that match a query, each with its score so far, all of them.
//!
//! Owns who is looked at again. What the scores are made of is [`super::bm25`]'s.

use super::best::{Best, Scored};
use super::coverage::Coverage;

/// The entries that hold a word that tells something, with what those words add; ascending by
/// document.
#[derive(Default)]
pub(crate) struct Matches(pub(super) Vec<Scored>);

/// What has been found of a document so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Total {
    /// The sum of what its words add.
    pub(super) score: f32,
    /// Which of the first words it holds, by number; see [`super::coverage::NOTED_WORDS`].
    pub(super) held: u32,
}

impl Total {
    /// Adds what another word adds.
    pub(super) fn add(&mut self, addition: Self) {
        self.score += addition.score;
        self.held |= addition.held;
    }

    /// Makes the entry of a document.
    pub(super) fn of(self, doc: u32) -> Scored {
        Scored {
            doc,
            score: self.score,
            matched_terms: self.held.into(),
        }
    }
}

impl Matches {
    /// Returns the document numbers, ascending.
    #[must_use]
    pub(crate) fn into_documents(self) -> Vec<u32> {
        self.0.iter().map(|scored| scored.doc).collect()
    }

    /// Returns whether a document is one of these.
    #[must_use]
    pub(crate) fn contains(&self, doc: u32) -> bool {
        self.get(doc).is_some()
    }

    /// Adds documents, ascending, that hold no word which tells something. Those that match stay as
    /// they are.
    pub(crate) fn admit(&mut self, documents: &[u32]) {
        let new = documents.iter().filter(|doc| !self.contains(**doc));
        let new: Vec<Scored> = new.map(|doc| Total::default().of(*doc)).collect();
        self.0.extend(new);
        self.0.sort_unstable_by_key(|scored| scored.doc);
    }

    /// Keeps the documents that a filter admits.
    pub(crate) fn retain(&mut self, admits: impl Fn(u32) -> bool) {
        self.0.retain(|scored| admits(scored.doc));
    }

    /// Returns one entry with its score; none for an entry that does not match.
    #[must_use]
    pub(crate) fn get(&self, doc: u32) -> Option<Scored> {
        let place = self.0.binary_search_by_key(&doc, |scored| scored.doc);
        self.0.get(place.ok()?).copied()
    }

    /// Returns the `count` best by score, ascending by document. Equal scores at the edge
    /// are settled by `order`, so that the cut is the same every time.
    #[must_use]
    pub(crate) fn best<K: Ord>(&self, count: usize, order: impl Fn(u32) -> K) -> Vec<Scored> {
        let scores: Vec<f32> = self.0.iter().map(|scored| scored.score).collect();
        choose(&self.0, &scores, count, order)
    }

    /// Returns the `count` entries that hold the most of the query, and by score among equals;
    /// ascending by document. Function words and words beyond the first ones do not count. `known` are
    /// some of the entries: what holds less than enough of them is passed over at once.
    #[must_use]
    pub(crate) fn most_covered<K: Ord>(
        &self,
        coverage: &Coverage,
        known: &[Scored],
        count: usize,
        order: impl Fn(u32) -> K,
    ) -> Vec<Scored> {
        let rank = |scored: &Scored| coverage.rank(scored.matched_terms, scored.score);
        let count = count.min(self.0.len());
        let mut most = Best::above(count, known.iter().map(rank));
        for &scored in &self.0 {
            most.push(rank(&scored), scored);
        }
        most.finish(order)
    }
}

/// Returns the `count` of `all`, which ascend by document, that have the greatest numbers, in their
/// order. Equals at the edge are settled by `order`.
fn choose<K: Ord>(
    all: &[Scored],
    numbers: &[f32],
    count: usize,
    order: impl Fn(u32) -> K,
) -> Vec<Scored> {
    let (Some(place), true) = (count.checked_sub(1), all.len() > count) else {
        return all.get(..count).unwrap_or(all).to_vec();
    };
    // No number is negative: as whole numbers their bits have the same order, and are compared
    // quicker.
    let mut bits: Vec<u32> = numbers.iter().map(|number| number.to_bits()).collect();
    let edge = *bits.select_nth_unstable_by(place, |a, b| b.cmp(a)).1;
    let ranked = || {
        all.iter()
            .zip(numbers.iter().map(|number| number.to_bits()))
    };
    let mut equal: Vec<u32> = ranked()
        .filter(|(_, bits)| *bits == edge)
        .map(|(scored, _)| scored.doc)
        .collect();
    let above = ranked().filter(|(_, bits)| *bits > edge).count();
    equal.sort_unstable_by_key(|doc| order(*doc));
    equal.truncate(count - above);
    equal.sort_unstable();
    let mut equal = equal.into_iter().peekable();
    let mut best = Vec::with_capacity(count);
    for (scored, bits) in ranked() {
        if bits > edge || bits == edge && equal.next_if_eq(&scored.doc).is_some() {
            best.push(*scored);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(scores: &[(u32, f32)]) -> Matches {
        let of = |&(doc, score): &(u32, f32)| Total { score, held: 0 }.of(doc);
        Matches(scores.iter().map(of).collect())
    }

    #[test]
    fn the_best_are_cut_by_score_then_order() {
        let all = matches(&[(1, 2.0), (2, 5.0), (5, 2.0), (8, 2.0), (9, 7.5)]);
        let documents = |count| -> Vec<u32> {
            let best = all.best(count, |doc| u64::from(10 - doc));
            best.iter().map(|scored| scored.doc).collect()
        };
        assert_eq!(documents(1), [9]);
        assert_eq!(documents(3), [2, 8, 9]);
        assert_eq!(documents(4), [2, 5, 8, 9]);
        assert_eq!(documents(9), [1, 2, 5, 8, 9]);
    }

    #[test]
    fn the_most_covered_are_the_same_whatever_is_known() {
        let scored = |&(doc, score, held): &(u32, f32, u32)| Total { score, held }.of(doc);
        let all = [
            (1, 9.0, 1),
            (2, 1.0, 3),
            (4, 2.0, 2),
            (7, 1.0, 3),
            (8, 3.0, 3),
        ];
        let all = Matches(all.iter().map(scored).collect());
        let coverage = Coverage::new(&[1.0, 2.0]);
        let most = |count, known: &[Scored]| -> Vec<u32> {
            let most = all.most_covered(&coverage, known, count, |doc| doc);
            most.iter().map(|scored| scored.doc).collect()
        };
        for count in 0..=all.0.len() {
            let expected = most(count, &[]);
            assert_eq!(expected.len(), count);
            for known in [&all.0[..2], &all.0[1..], &all.0] {
                assert_eq!(most(count, known), expected);
            }
        }
        assert_eq!(most(2, &all.0), [2, 8]);
    }

    #[test]
    fn what_is_admitted_keeps_a_score_that_it_has() {
        let mut some = matches(&[(2, 5.0), (5, 3.0)]);
        some.admit(&[1, 2, 9]);
        assert_eq!(some.get(2).map(|scored| scored.score), Some(5.0));
        assert_eq!(some.get(9).map(|scored| scored.score), Some(0.0));
        assert_eq!(some.into_documents(), [1, 2, 5, 9]);
    }

    #[test]
    fn a_filter_keeps_scores_with_their_documents() {
        let mut some = matches(&[(1, 2.0), (2, 5.0), (5, 3.0)]);
        some.retain(|doc| doc != 2);
        assert_eq!(some.get(5).map(|scored| scored.score), Some(3.0));
        assert_eq!(some.get(2), None);
        assert_eq!(some.into_documents(), [1, 5]);
    }
}
