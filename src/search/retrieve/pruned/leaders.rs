//! The best so far, by score and by what they hold of the query.

use super::list::ROUNDING;
use super::wanted::Wanted;
use crate::search::retrieve::best::{Best, Scored};
use crate::search::retrieve::coverage::Coverage;

/// The best so far.
pub(super) struct Leaders<'a> {
    /// By score.
    best: Best,
    /// By the words that they hold, where that is wanted.
    most_covered: Option<(&'a Coverage, Best)>,
}

/// The last of the best so far: what is below them is none of the best.
#[derive(Clone, Copy)]
pub(super) struct Edges<'a> {
    /// By score.
    best: Edge,
    /// By the words that they hold, where that is wanted.
    most_covered: Option<(&'a Coverage, Edge)>,
}

/// The last of so many of the best.
#[derive(Clone, Copy)]
struct Edge {
    /// How many are wanted.
    count: usize,
    /// The number of the last; 0 while there are too few.
    value: f32,
}

impl<'a> Leaders<'a> {
    /// Starts with nothing. `coverage` weighs the words of the query where what holds most of them is
    /// wanted.
    #[must_use]
    pub(super) fn new(wanted: &Wanted<'_>, coverage: Option<&'a Coverage>) -> Self {
        let most = wanted.most_covered.map(|(_, count)| Best::new(count));
        Self {
            best: Best::new(wanted.count),
            most_covered: coverage.zip(most),
        }
    }

    /// Returns the last of each.
    #[must_use]
    pub(super) fn edges(&self) -> Edges<'a> {
        let edge = |best: &Best| Edge {
            count: best.count(),
            value: best.edge(),
        };
        let most_covered = self.most_covered.as_ref();
        Edges {
            best: edge(&self.best),
            most_covered: most_covered.map(|(coverage, most)| (*coverage, edge(most))),
        }
    }

    /// Takes those entries among the leaders that are better than the last of them, and lets go of
    /// those that others have overtaken.
    pub(super) fn offer(&mut self, found: &[Scored]) {
        for &scored in found {
            self.best.push(scored.score, scored);
            if let Some((coverage, most)) = &mut self.most_covered {
                most.push(coverage.rank(scored.matched_terms, scored.score), scored);
            }
        }
        self.best.cut();
        if let Some((_, most)) = &mut self.most_covered {
            most.cut();
        }
    }

    /// Returns the best by score and those that hold most of the query, ascending by document. Equals
    /// at the edge are settled by `order`.
    #[must_use]
    pub(super) fn finish<K: Ord>(
        self,
        order: impl Fn(u32) -> K + Copy,
    ) -> (Vec<Scored>, Vec<Scored>) {
        let most_covered = self
            .most_covered
            .map_or_else(Vec::new, |(_, most)| most.finish(order));
        (self.best.finish(order), most_covered)
    }
}

impl<'a> Edges<'a> {
    /// Returns whether an entry may be among the leaders whose score is at most `score`, and which
    /// holds at most the words of `held`.
    #[inline]
    pub(super) fn may_lead(&self, score: f32, held: u32) -> bool {
        let score = score * ROUNDING;
        score >= self.best.value
            || self.most_covered.as_ref().is_some_and(|(coverage, most)| {
                coverage.rank(held.into(), score) * ROUNDING >= most.value
            })
    }

    /// Returns how many are wanted by score.
    #[must_use]
    pub(super) fn count(&self) -> usize {
        self.best.count
    }

    /// Returns how many are wanted by the words that they hold, and what these weigh.
    #[must_use]
    pub(super) fn most_covered(&self) -> Option<(&'a Coverage, usize)> {
        let most = self.most_covered.as_ref();
        most.map(|(coverage, edge)| (*coverage, edge.count))
    }
}
