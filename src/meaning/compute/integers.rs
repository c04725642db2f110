//! Matrices of 8 bits, multiplied with vectors of 16.
//!
//! Weights have a scale a row. What they are multiplied with is rounded to 16 bits, less where a
//! sum could else leave 32: that costs nothing beside 8 bits and loses nothing that matters.

use multiversion::multiversion;

use super::floats::largest;
use crate::meaning::error::ModelError;
use crate::meaning::file::{ModelFile, Section};

/// Rows that are widened at once, so that each vector is read once for all of them.
const ROWS: usize = 8;

/// Vectors, rounded.
pub(crate) struct Quantized {
    values: Vec<i16>,
    scales: Vec<f32>,
}

impl Quantized {
    /// Rounds vectors of so many dimensions that stand one after the other.
    pub(crate) fn new(vectors: &[f32], dimensions: usize) -> Self {
        let most = i32::MAX as usize / (127 * dimensions.max(1));
        #[allow(clippy::cast_precision_loss)] // at most 32767
        let most = most.min(32767) as f32;
        let mut values = vec![0; vectors.len()];
        let rows = vectors.chunks_exact(dimensions);
        let scales = rows.zip(values.chunks_exact_mut(dimensions));
        let scales = scales.map(|(row, values)| {
            let largest = largest(row);
            if largest > 0.0 {
                round(row, most / largest, values);
            }
            largest / most
        });
        Self {
            scales: scales.collect(),
            values,
        }
    }
}

/// A matrix of 8-bit weights in a mapped file, with a scale for each row.
pub(crate) struct Matrix {
    weights: Section,
    scales: Vec<f32>,
    columns: usize,
}

impl Matrix {
    /// Finds a matrix in a file.
    ///
    /// # Errors
    /// It is missing or has another shape.
    pub(crate) fn open(
        file: &ModelFile,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            weights: file.section(name, rows * columns)?,
            scales: file.floats(&format!("{name}.scales"), rows)?,
            columns,
        })
    }

    /// Multiplies the matrix with each vector and adds `bias`. The results stand one after the
    /// other.
    pub(crate) fn multiply(&self, vectors: &Quantized, bias: &[f32]) -> Vec<f32> {
        let rows = self.scales.len();
        let mut results = vec![0.0; rows * vectors.scales.len()];
        let mut widened = vec![0; ROWS * self.columns];
        let blocks = self.weights.bytes().chunks(ROWS * self.columns);
        for (block, weights) in blocks.enumerate() {
            let widened = &mut widened[..weights.len()];
            widen(weights, widened);
            let first = block * ROWS;
            let scales = &self.scales[first..];
            let bias = &bias[first..];
            let vectors = vectors
                .values
                .chunks_exact(self.columns)
                .zip(&vectors.scales);
            for ((vector, scale), results) in vectors.zip(results.chunks_exact_mut(rows)) {
                let mut sums = [0; ROWS];
                products(widened, vector, &mut sums);
                let results = results[first..].iter_mut().zip(sums);
                for ((result, sum), (own, bias)) in results.zip(scales.iter().zip(bias)) {
                    #[allow(clippy::cast_precision_loss)] // rounding is what floats do
                    let sum = sum as f32;
                    *result = sum * (own * scale) + bias;
                }
            }
        }
        results
    }
}

/// Rounds the values of a row, multiplied by `factor`.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
fn round(row: &[f32], factor: f32, rounded: &mut [i16]) {
    for (rounded, value) in rounded.iter_mut().zip(row) {
        #[allow(clippy::cast_possible_truncation)] // it fits, by the factor
        let whole = (value * factor).round_ties_even() as i32 as i16;
        *rounded = whole;
    }
}

/// Makes 16-bit numbers of bytes that are signed numbers.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
fn widen(bytes: &[u8], widened: &mut [i16]) {
    for (widened, byte) in widened.iter_mut().zip(bytes) {
        *widened = i16::from(byte.cast_signed());
    }
}

/// Multiplies each row of a block with a vector.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
fn products(rows: &[i16], vector: &[i16], sums: &mut [i32; ROWS]) {
    for (sum, row) in sums.iter_mut().zip(rows.chunks_exact(vector.len())) {
        let products = row.iter().zip(vector);
        *sum = products.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_sum_fits() {
        for dimensions in [1, 384, 1536, 4096] {
            let vector = Quantized::new(&vec![-3.0; dimensions], dimensions);
            let row = vec![-127; dimensions];
            let mut sums = [0; ROWS];
            products(&row, &vector.values, &mut sums);
            let expected = 3.0 * 127.0 * dimensions as f32;
            let found = sums[0] as f32 * vector.scales[0];
            assert!((found / expected - 1.0).abs() < 1e-3, "{dimensions}");
        }
    }

    #[test]
    fn zeros_stay_zeros() {
        let vector = Quantized::new(&[0.0; 8], 8);
        assert_eq!(vector.values, [0; 8]);
        assert_eq!(vector.scales, [0.0]);
    }
}
