//! How often the one right entry is found, and how far up.

use std::collections::BTreeSet;

use serde::Serialize;

/// Returns the place of the first right entry, from 1; `None` if there is none among the first
/// [`KnownItem::DEPTH`].
#[must_use]
pub(crate) fn rank_of_first<'a>(
    ranking: impl Iterator<Item = &'a str>,
    right: &BTreeSet<String>,
) -> Option<usize> {
    ranking
        .take(KnownItem::DEPTH)
        .position(|entry| right.contains(entry))
        .map(|place| place + 1)
}

/// Returns the share of ranks, from 0 to 1, that are `depth` or better; 0 if there are none.
#[must_use]
#[allow(clippy::cast_precision_loss)] // numbers of queries are small
pub(crate) fn share_within(ranks: &[Option<usize>], depth: usize) -> f64 {
    let found = ranks.iter().flatten().filter(|&&rank| rank <= depth);
    found.count() as f64 / ranks.len().max(1) as f64
}

/// Shares of the queries, from 0 to 1, whose right entry is found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct KnownItem {
    /// How many queries there were.
    pub queries: usize,
    /// In the first place.
    pub first: f64,
    /// Among the first three.
    pub first_three: f64,
    /// Among the first ten.
    pub first_ten: f64,
}

impl KnownItem {
    /// How deep a ranking is looked at.
    pub(crate) const DEPTH: usize = 10;

    /// Sums up the ranks that [`rank_of_first`] gave.
    #[must_use]
    pub(crate) fn of(ranks: &[Option<usize>]) -> Self {
        Self {
            queries: ranks.len(),
            first: share_within(ranks, 1),
            first_three: share_within(ranks, 3),
            first_ten: share_within(ranks, Self::DEPTH),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_ranks() {
        let right = BTreeSet::from(["b".to_string(), "d".to_string()]);
        assert_eq!(rank_of_first(["a", "b", "d"].into_iter(), &right), Some(2));
        assert_eq!(
            rank_of_first(["a"; 10].into_iter().chain(["b"]), &right),
            None
        );
        let found = KnownItem::of(&[Some(1), Some(2), None, Some(10)]);
        assert_eq!(
            found,
            KnownItem {
                queries: 4,
                first: 0.25,
                first_three: 0.5,
                first_ten: 0.75,
            }
        );
    }
}
