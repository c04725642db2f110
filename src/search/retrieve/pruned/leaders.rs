//! The best so far, by score and by what they hold of the query.

use super::list::ROUNDING;
use super::wanted::Wanted;
use crate::search::retrieve::best::{Best, Scored};
use crate::search::retrieve::coverage::Coverage;

/// The best so far.
pub(super) struct Leaders {
    /// By score.
    pub(super) best: Best,
    /// By the words that they hold, where that is wanted.
    pub(super) most_covered: Option<(Coverage, Best)>,
}

impl Leaders {
    /// Starts with nothing.
    #[must_use]
    pub(super) fn new(wanted: &Wanted<'_>) -> Self {
        Self {
            best: Best::new(wanted.count),
            most_covered: wanted
                .most_covered
                .map(|(weights, count)| (Coverage::new(weights), Best::new(count))),
        }
    }

    /// Returns whether an entry may be among the leaders whose score is at most `score`, and which
    /// holds at most the words of `held`.
    #[inline]
    pub(super) fn may_lead(&self, score: f32, held: u32) -> bool {
        let score = score * ROUNDING;
        score >= self.best.edge()
            || self.most_covered.as_ref().is_some_and(|(coverage, most)| {
                coverage.rank(held.into(), score) * ROUNDING >= most.edge()
            })
    }

    /// Takes an entry among the leaders, if it is better than the last of them.
    pub(super) fn offer(&mut self, scored: Scored) {
        self.best.push(scored.score, scored);
        if let Some((coverage, most)) = &mut self.most_covered {
            most.push(coverage.rank(scored.matched_terms, scored.score), scored);
        }
    }

    /// Takes those of another thread among the leaders.
    pub(super) fn join(&mut self, others: Self) {
        self.best.join(others.best);
        if let (Some((_, most)), Some((_, others))) = (&mut self.most_covered, others.most_covered)
        {
            most.join(others);
        }
    }

    /// Lets go of those that others have overtaken.
    pub(super) fn cut(&mut self) {
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
