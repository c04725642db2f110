//! Entries with their scores, and the choice of the best of many, the same whatever order they come
//! in.

use super::term_mask::TermMask;

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

/// The best so far. What equals the last of them is kept too until the end.
pub(super) struct Best {
    count: usize,
    /// No number below this one is among the best.
    edge: f32,
    room: usize,
    best: Vec<(f32, Scored)>,
}

impl Best {
    /// Makes an empty choice of `count`.
    #[must_use]
    pub(super) fn new(count: usize) -> Self {
        Self {
            count,
            edge: 0.0,
            room: 2 * count,
            best: Vec::with_capacity(2 * count),
        }
    }

    /// Makes an empty choice of `count` from all that have these numbers, and more.
    #[must_use]
    pub(super) fn above(count: usize, known: impl Iterator<Item = f32>) -> Self {
        let mut known: Vec<f32> = known.collect();
        let mut best = Self::new(count);
        if let Some(place) = count.checked_sub(1).filter(|place| *place < known.len()) {
            best.edge = *known.select_nth_unstable_by(place, |a, b| b.total_cmp(a)).1;
        }
        best
    }

    /// Returns how many are chosen.
    #[must_use]
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Returns the number below which nothing is among the best; 0 while there are too few.
    #[must_use]
    pub(super) fn edge(&self) -> f32 {
        self.edge
    }

    /// Adds one with its number, which is not negative.
    pub(super) fn push(&mut self, value: f32, scored: Scored) {
        if value < self.edge {
            return;
        }
        // Whenever many have come, those below the last of the best are let go; few are above it.
        if self.best.len() >= self.room {
            self.cut();
            self.room = 2 * self.best.len().max(1);
        }
        self.best.push((value, scored));
    }

    /// Lets go what is below the last of the best, so that [`Best::edge`] is as high as it can be.
    pub(super) fn cut(&mut self) {
        let place = self.count.saturating_sub(1);
        if place < self.best.len() {
            let by_value = |a: &(f32, Scored), b: &(f32, Scored)| b.0.total_cmp(&a.0);
            let edge = self.best.select_nth_unstable_by(place, by_value).1.0;
            self.best.retain(|(value, _)| *value >= edge);
            self.edge = edge;
        }
    }

    /// Returns the best, ascending by document. Equals at the edge are settled by `order`.
    #[must_use]
    pub(super) fn finish<K: Ord>(mut self, order: impl Fn(u32) -> K) -> Vec<Scored> {
        self.cut();
        let mut best = self.best;
        if best.len() > self.count {
            let edge = self.edge;
            let mut equal = best.clone();
            best.retain(|(value, _)| *value > edge);
            equal.retain(|(value, _)| *value <= edge);
            equal.sort_unstable_by_key(|(_, scored)| order(scored.doc));
            equal.truncate(self.count.saturating_sub(best.len()));
            best.extend(equal);
        }
        let mut best: Vec<Scored> = best.into_iter().map(|(_, scored)| scored).collect();
        best.sort_unstable_by_key(|scored| scored.doc);
        best
    }
}
