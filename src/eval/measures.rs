//! Measures of a ranking, as `trec_eval` computes them.
//!
//! A query counts when it has a relevant entry, even if nothing is found for it
//! (as with `trec_eval -c`). One without a relevant entry does not count; `trec_eval` takes it
//! for 0. An entry that was not returned or not judged is not relevant.

use std::collections::BTreeMap;

/// One figure for each measure: of a query, the mean of several, or a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub(crate) struct Measures {
    /// Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), gain = relevance.
    #[serde(rename = "nDCG@10")]
    pub ndcg_10: f64,
    /// One over the rank of the first relevant entry, if within ten.
    #[serde(rename = "RR@10")]
    pub rr_10: f64,
    /// Average precision.
    #[serde(rename = "AP")]
    pub ap: f64,
    /// Share of relevant entries among the first one.
    #[serde(rename = "P@1")]
    pub p_1: f64,
    /// Share of relevant entries among the first five.
    #[serde(rename = "P@5")]
    pub p_5: f64,
    /// Share of the relevant entries found among the first ten.
    #[serde(rename = "R@10")]
    pub r_10: f64,
    /// Share of the relevant entries found among the first hundred.
    #[serde(rename = "R@100")]
    pub r_100: f64,
}

impl Measures {
    /// Returns names and values, in the order of the documentation.
    #[must_use]
    pub(crate) fn named(&self) -> [(&'static str, f64); 7] {
        [
            ("nDCG@10", self.ndcg_10),
            ("RR@10", self.rr_10),
            ("AP", self.ap),
            ("P@1", self.p_1),
            ("P@5", self.p_5),
            ("R@10", self.r_10),
            ("R@100", self.r_100),
        ]
    }

    /// Returns the means of the measures of several queries.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // numbers of queries are small
    pub(crate) fn mean(all: &[Self]) -> Self {
        let count = all.len().max(1) as f64;
        Self::from_each(|get| all.iter().map(get).sum::<f64>() / count)
    }

    /// Subtracts the measures of another ranking.
    #[must_use]
    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self::from_each(|get| get(self) - get(other))
    }

    /// Makes one figure for each measure; `figure` is told how to get that measure.
    #[must_use]
    pub(crate) fn from_each(figure: impl Fn(fn(&Self) -> f64) -> f64) -> Self {
        Self {
            ndcg_10: figure(|m| m.ndcg_10),
            rr_10: figure(|m| m.rr_10),
            ap: figure(|m| m.ap),
            p_1: figure(|m| m.p_1),
            p_5: figure(|m| m.p_5),
            r_10: figure(|m| m.r_10),
            r_100: figure(|m| m.r_100),
        }
    }
}

/// Returns the relevance of each ranked entry, in order.
#[must_use]
pub(crate) fn ranked_judgements<'a>(
    ranking: impl Iterator<Item = &'a str>,
    judgements: &BTreeMap<String, i32>,
) -> Vec<i32> {
    ranking
        .map(|entry| judgements.get(entry).copied().unwrap_or(0).max(0))
        .collect()
}

/// Measures one ranking. `None` when the query has no relevant entry.
#[must_use]
#[allow(clippy::cast_precision_loss)] // ranks are small
pub(crate) fn measure(ranked: &[i32], judgements: &BTreeMap<String, i32>) -> Option<Measures> {
    let mut ideal: Vec<i32> = judgements.values().copied().filter(|&r| r > 0).collect();
    if ideal.is_empty() {
        return None;
    }
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let relevant = ideal.len() as f64;
    let hits = |depth: usize| ranked.iter().take(depth).filter(|&&r| r > 0).count() as f64;
    let gain = |grades: &[i32]| -> f64 {
        let gains = grades
            .iter()
            .take(10)
            .enumerate()
            .map(|(rank, &grade)| f64::from(grade) / (rank as f64 + 2.0).log2());
        // The sum of nothing is -0.0.
        gains.sum::<f64>() + 0.0
    };
    let rr_10 = ranked
        .iter()
        .take(10)
        .position(|&r| r > 0)
        .map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
    let mut found = 0.0;
    let mut precision = 0.0;
    for (rank, _) in ranked.iter().enumerate().filter(|(_, r)| **r > 0) {
        found += 1.0;
        precision += found / (rank as f64 + 1.0);
    }
    Some(Measures {
        ndcg_10: gain(ranked) / gain(&ideal),
        rr_10,
        ap: precision / relevant,
        p_1: hits(1),
        p_5: hits(5) / 5.0,
        r_10: hits(10) / relevant,
        r_100: hits(100) / relevant,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judgements(items: &[(&str, i32)]) -> BTreeMap<String, i32> {
        items
            .iter()
            .map(|(entry, relevance)| ((*entry).to_string(), *relevance))
            .collect()
    }

    #[test]
    fn a_ranking_measured_by_hand() {
        let judged = judgements(&[("a", 2), ("b", 1), ("c", 0), ("d", 1)]);
        let ranked = ranked_judgements(["c", "a", "x", "b"].into_iter(), &judged);
        assert_eq!(ranked, [0, 2, 0, 1]);
        let m = measure(&ranked, &judged).unwrap();
        let dcg = 2.0 / 3_f64.log2() + 1.0 / 5_f64.log2();
        let ideal = 2.0 + 1.0 / 3_f64.log2() + 1.0 / 2.0;
        assert!((m.ndcg_10 - dcg / ideal).abs() < 1e-12);
        assert!((m.rr_10 - 0.5).abs() < 1e-12);
        assert!((m.ap - (0.5 + 0.5) / 3.0).abs() < 1e-12);
        assert!((m.p_1 - 0.0).abs() < 1e-12);
        assert!((m.p_5 - 0.4).abs() < 1e-12);
        assert!((m.r_10 - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_found_is_a_plain_zero() {
        let m = measure(&[], &judgements(&[("a", 1)])).unwrap();
        for (name, value) in m.named() {
            assert_eq!(value.to_string(), "0", "{name}");
        }
    }

    #[test]
    fn a_query_without_relevant_entries_does_not_count() {
        assert_eq!(measure(&[0, 0], &judgements(&[("a", 0)])), None);
        assert_eq!(measure(&[], &judgements(&[])), None);
    }
}
