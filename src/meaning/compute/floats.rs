//! Sums, norms and the curves of a network, on floating-point numbers.
//!
//! Sums run over sixteen lanes that are added at the end: an order that compilers keep, and that
//! processors of any kind can follow.

use multiversion::multiversion;

const LANES: usize = 16;

/// Values of a row that are summed up at once; rows of [`weighted_sum`] are padded to multiples of it.
pub(crate) const WIDE: usize = 32;

/// Returns the largest magnitude.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
pub(crate) fn largest(row: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for chunk in row.chunks(LANES) {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            let size = value.abs();
            *lane = if size > *lane { size } else { *lane };
        }
    }
    lanes.into_iter().fold(0.0, f32::max)
}

/// Returns the sum of the products.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    for (a, b) in a.chunks(LANES).zip(b.chunks(LANES)) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.into_iter().sum()
}

/// Adds a row, multiplied by `factor`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
pub(crate) fn add_scaled(sum: &mut [f32], row: &[f32], factor: f32) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += value * factor;
    }
}

/// Gives a row a mean of 0 and a variance of 1, then multiplies by `weight` and adds `bias`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
pub(crate) fn normalize(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    #[allow(clippy::cast_precision_loss)] // a few thousand
    let count = row.len() as f32;
    let mut lanes = [0.0_f32; LANES];
    for chunk in row.chunks(LANES) {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    let mean = lanes.into_iter().sum::<f32>() / count;
    let mut lanes = [0.0_f32; LANES];
    for chunk in row.chunks(LANES) {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += (value - mean) * (value - mean);
        }
    }
    let variance = lanes.into_iter().sum::<f32>() / count;
    let factor = 1.0 / (variance + epsilon).sqrt();
    for (value, (weight, bias)) in row.iter_mut().zip(weight.iter().zip(bias)) {
        *value = (*value - mean) * factor * weight + bias;
    }
}

/// Applies the curve of Gaussian error units to each value.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
pub(crate) fn gelu(values: &mut [f32]) {
    for value in values {
        *value = 0.5 * *value * (1.0 + error_function(*value * std::f32::consts::FRAC_1_SQRT_2));
    }
}

/// Adds rows of `width` values, each multiplied by its factor, and returns the sum. The width is to be
/// a multiple of [`WIDE`].
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
pub(crate) fn weighted_sum(rows: &[f32], factors: &[f32], sums: &mut [f32]) {
    let width = sums.len();
    for (number, sums) in sums.as_chunks_mut::<WIDE>().0.iter_mut().enumerate() {
        let mut lanes = [0.0_f32; WIDE];
        for (row, factor) in rows.chunks_exact(width).zip(factors) {
            let (parts, _) = row.as_chunks::<WIDE>();
            for (lane, value) in lanes.iter_mut().zip(&parts[number]) {
                *lane += value * factor;
            }
        }
        *sums = lanes;
    }
}

/// Makes of values what is proportional to their exponentials and sums up to 1.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
pub(crate) fn softmax(values: &mut [f32]) {
    let mut most = [f32::MIN; LANES];
    for chunk in values.chunks(LANES) {
        for (most, value) in most.iter_mut().zip(chunk) {
            *most = if *value > *most { *value } else { *most };
        }
    }
    let most = most.into_iter().fold(f32::MIN, f32::max);
    let mut sums = [0.0_f32; LANES];
    for chunk in values.chunks_mut(LANES) {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *value = exponential(*value - most);
            *sum += *value;
        }
    }
    let factor = 1.0 / sums.into_iter().sum::<f32>();
    for value in values {
        *value *= factor;
    }
}

/// Gives a vector the length 1, unless it is all zeros.
pub(crate) fn to_unit_length(vector: &mut [f32]) {
    let length = dot(vector, vector).sqrt();
    if length > 0.0 {
        for value in vector {
            *value /= length;
        }
    }
}

/// Approximates the error function within 2e-7 (Abramowitz and Stegun, 7.1.26).
#[inline(always)]
fn error_function(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let series = 1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4);
    let series = t * (0.254_829_6 + t * (-0.284_496_74 + t * series));
    (1.0 - series * exponential(-size * size)).copysign(x)
}

/// Approximates the exponential of a number that is not positive within a few units of the last
/// place. Below -87 it is that of -87.
#[inline(always)]
fn exponential(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    // Adding this much leaves no room for a fraction: what stays in the low bits is rounded.
    const ROUNDS: f32 = 12_582_912.0;
    let shifted = x * std::f32::consts::LOG2_E + ROUNDS;
    let whole = shifted - ROUNDS;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let series = 1.398_2e-3 + rest * 1.987_569_2e-4;
    let series = 4.166_579_6e-2 + rest * (8.333_452e-3 + rest * series);
    let series = 0.5 + rest * (0.166_666_65 + rest * series);
    let series = 1.0 + rest * (1.0 + rest * series);
    let power = shifted.to_bits().wrapping_sub(ROUNDS.to_bits());
    f32::from_bits(series.to_bits().wrapping_add(power << 23))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_those_of_the_textbook() {
        for step in 0..=870 {
            let x = f64::from(step) / -10.0;
            let found = f64::from(exponential(x as f32));
            assert!(
                (found / f64::from(x as f32).exp() - 1.0).abs() < 1e-6,
                "{x}"
            );
        }
        // From a table of the error function.
        for (x, expected) in [
            (0.0, 0.0),
            (0.5, 0.520_499_9),
            (1.0, 0.842_700_8),
            (2.0, 0.995_322_3),
        ] {
            assert!((error_function(x) - expected).abs() < 3e-7, "{x}");
            assert!((error_function(-x) + expected).abs() < 3e-7, "-{x}");
        }
    }

    #[test]
    fn shares_sum_up_to_one() {
        let mut values = [1000.0, 999.0, -1000.0];
        softmax(&mut values);
        assert!((values.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((values[0] / values[1] - std::f32::consts::E).abs() < 1e-5);
        assert!(values[2] < 1e-30);
    }

    #[test]
    fn rows_get_mean_and_variance() {
        let mut row: Vec<f32> = (0..37_u8).map(f32::from).collect();
        normalize(&mut row, &[2.0; 37], &[1.0; 37], 0.0);
        let mean = row.iter().sum::<f32>() / 37.0;
        assert!((mean - 1.0).abs() < 1e-5);
        let variance = row.iter().map(|one| (one - mean).powi(2)).sum::<f32>() / 37.0;
        assert!((variance - 4.0).abs() < 1e-4);
    }
}
