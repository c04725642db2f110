//! Whether a difference between two rankings may be chance.

use super::random::Random;

/// How many of the possible ways are drawn when there are too many to try them all.
const ROUNDS: u32 = 10_000;

/// So many differences, at most, can be tried in every way within [`ROUNDS`].
const EXACT: usize = 13;

/// Returns the two-sided p of the paired randomisation test (Fisher 1935; for retrieval
/// Smucker, Allan & Carterette 2007).
///
/// `differences` has one value for each query. If the two rankings were alike,
/// each could as well have the other sign; p is the share of all ways to choose
/// the signs whose sum is at least as far from zero as the one observed. With
/// more than 13 values that are not zero, 10,000 ways are drawn, the same in
/// every run, and the one observed is counted among them, so that p is never 0.
#[must_use]
pub(crate) fn randomisation_p(differences: &[f64]) -> f64 {
    let differences: Vec<f64> = differences
        .iter()
        .copied()
        .filter(|&difference| difference != 0.0)
        .collect();
    let spread: f64 = differences.iter().map(|difference| difference.abs()).sum();
    // Less than this is the error of adding up in another order.
    let tolerance = spread * 1e-9;
    let observed = differences.iter().sum::<f64>().abs() - tolerance;
    let is_as_far = |signs: &mut dyn FnMut() -> u64| {
        let mut sum = 0.0;
        for some in differences.chunks(64) {
            let mut signs = signs();
            for difference in some {
                sum += if signs & 1 == 0 {
                    *difference
                } else {
                    -difference
                };
                signs >>= 1;
            }
        }
        sum.abs() >= observed
    };
    let (far, ways) = if differences.len() <= EXACT {
        let ways = 1_u32 << differences.len();
        let far = (0..ways).filter(|&way| is_as_far(&mut || u64::from(way)));
        (far.count(), ways)
    } else {
        let mut random = Random::new(0, "");
        let far = (0..ROUNDS).filter(|_| is_as_far(&mut || random.next()));
        (far.count() + 1, ROUNDS + 1)
    };
    // At most `ways`, which fits.
    f64::from(u32::try_from(far).unwrap_or(ways)) / f64::from(ways)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(p: f64, expected: f64, tolerance: f64) {
        assert!((p - expected).abs() <= tolerance, "{p} is not {expected}");
    }

    #[test]
    fn few_differences_are_tried_in_every_way() {
        // Sums of ±1 ±2 ±3: 6, 4, 2, 0, 0, -2, -4, -6.
        assert_near(randomisation_p(&[1.0, 2.0, 3.0]), 2.0 / 8.0, 1e-12);
        assert_near(randomisation_p(&[1.0, 2.0, -3.0]), 1.0, 1e-12);
        assert_near(randomisation_p(&[0.0, -1.0, 2.0, 0.0, 3.0]), 0.5, 1e-12);
        // 12 of 16 sums are 0.3 or more; in binary they are not quite equal.
        assert_near(randomisation_p(&[0.1, 0.2, 0.3, -0.3]), 0.75, 1e-12);
    }

    #[test]
    fn without_a_difference_all_is_chance() {
        assert_near(randomisation_p(&[]), 1.0, 0.0);
        assert_near(randomisation_p(&[0.0; 100]), 1.0, 0.0);
    }

    #[test]
    fn p_is_that_of_scipy_exactly_or_by_drawing() {
        // Expected: scipy.stats.permutation_test(permutation_type="samples"), every way.
        let mut differences = vec![
            0.37, -0.11, 0.08, 0.5, 0.63, -0.25, 0.19, 0.07, -0.13, 0.31, 0.02, -0.41, 0.22,
        ];
        assert_near(randomisation_p(&differences), 0.192_871_093_75, 1e-12);
        differences.extend([0.09, -0.33, 0.27, 0.14, -0.06]);
        assert_near(randomisation_p(&differences), 0.194_091_796_875, 0.01);
    }

    #[test]
    fn what_all_queries_agree_on_is_no_chance() {
        assert_near(randomisation_p(&[0.01; 200]), 1.0 / 10_001.0, 1e-12);
    }
}
