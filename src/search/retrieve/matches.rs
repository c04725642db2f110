//! The entries that match a query, each with its score so far, and the choice of the best.
//!
//! Owns who is looked at again. What the scores are made of is [`super::bm25`]'s.

use super::term_mask::TermMask;

/// The entries that hold a word that tells something, with what those words add; ascending by
/// document.
#[derive(Default)]
pub(crate) struct Matches(pub(super) Vec<Scored>);

/// An entry with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    /// Document number.
    pub doc: u32,
    /// Score.
    pub score: f32,
    /// Which words of the query it holds; all are known once it is rescored.
    pub matched_terms: TermMask,
}

/// What has been found of a document so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Total {
    /// The sum of what its words add.
    pub(super) score: f32,
    /// Which of the first [`NOTED_WORDS`] words it holds, by number.
    pub(super) held: u32,
}

/// Words that are noted where they are scored. Further ones are looked for when the best are
/// rescored.
pub(super) const NOTED_WORDS: usize = 32;

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
        if self.0.len() <= count {
            return self.0.clone();
        }
        best_of(self.0.iter().copied(), count, 0.0, order)
    }

    /// Returns the `count` entries that hold the most of the query, and by score among equals;
    /// ascending by document. Function words and words beyond the first [`NOTED_WORDS`] do not
    /// count. `known` are some of the entries: what holds less than enough of them is passed over
    /// at once.
    #[must_use]
    pub(crate) fn most_covered<K: Ord>(
        &self,
        coverage: &Coverage,
        known: &[Scored],
        count: usize,
        order: impl Fn(u32) -> K,
    ) -> Vec<Scored> {
        let covered = |scored: &Scored| Scored {
            score: coverage.of(scored.matched_terms) + scored.score * SCORE_AMONG_EQUALS,
            ..*scored
        };
        let count = count.min(self.0.len());
        let mut known: Vec<Scored> = known.iter().map(covered).collect();
        let edge = keep(&mut known, count);
        let mut most = best_of(self.0.iter().map(covered), count, edge, order);
        for scored in &mut most {
            scored.score = self.get(scored.doc).map_or(0.0, |known| known.score);
        }
        most
    }
}

/// How much of the score counts between entries that hold the same words: less than any word.
const SCORE_AMONG_EQUALS: f32 = 1e-3;

/// How many sets of eight words there are.
const SETS: usize = 1 << 8;

/// What sets of a query's words weigh, by bytes of the set.
pub(crate) struct Coverage(Vec<[f32; SETS]>);

impl Coverage {
    /// Makes the table of a query whose words weigh so much.
    #[must_use]
    pub(crate) fn new(weights: &[f32]) -> Self {
        // No more tables than there are words for: every match is looked up.
        let noted = weights.get(..NOTED_WORDS).unwrap_or(weights);
        let tables = noted.chunks(8).map(|weights| {
            let mut table = [0.0; SETS];
            for set in 1..SETS {
                let lowest = set.trailing_zeros() as usize;
                let rest = table[set & (set - 1)];
                table[set] = rest + weights.get(lowest).copied().unwrap_or(0.0);
            }
            table
        });
        Self(tables.collect())
    }

    fn of(&self, held: TermMask) -> f32 {
        let bytes = held.first_words().to_le_bytes();
        let weights = self
            .0
            .iter()
            .zip(bytes)
            .map(|(table, byte)| table[usize::from(byte)]);
        weights.sum()
    }
}

/// Chooses the `count` best by score, ascending by document; see [`Matches::best`]. None of them
/// scores less than `edge`.
fn best_of<K: Ord>(
    all: impl Iterator<Item = Scored>,
    count: usize,
    mut edge: f32,
    order: impl Fn(u32) -> K,
) -> Vec<Scored> {
    // Whenever many have come, those below the last of the best are let go; few are above it.
    let mut best: Vec<Scored> = Vec::with_capacity(2 * count);
    let mut room = 2 * count;
    for scored in all {
        if scored.score < edge {
            continue;
        }
        if best.len() == room {
            edge = keep(&mut best, count);
            room = 2 * best.len();
        }
        best.push(scored);
    }
    let edge = keep(&mut best, count);
    let mut equal = best.clone();
    best.retain(|scored| scored.score > edge);
    equal.retain(|scored| scored.score <= edge);
    equal.sort_unstable_by_key(|scored| order(scored.doc));
    equal.truncate(count - best.len());
    best.extend(equal);
    best.sort_unstable_by_key(|scored| scored.doc);
    best
}

/// Keeps the `count` best and what equals the last of them; returns its score.
fn keep(best: &mut Vec<Scored>, count: usize) -> f32 {
    let place = count.saturating_sub(1);
    if place >= best.len() {
        return 0.0;
    }
    let by_score = |a: &Scored, b: &Scored| b.score.total_cmp(&a.score);
    let edge = best.select_nth_unstable_by(place, by_score).1.score;
    best.retain(|scored| scored.score >= edge);
    edge
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
