//! Matrices of 8 bits, multiplied with vectors of 16.
//!
//! Weights have a scale a row. What they are multiplied with is rounded to 16 bits, less where a
//! sum could else leave 32: that costs nothing beside 8 bits and loses nothing that matters.

use multiversion::multiversion;

use super::floats::largest;
use crate::meaning::error::ModelError;
use crate::meaning::file::{ModelFile, Section};

/// Columns of a chunk.
const COLUMNS: usize = 8;

/// Rows of a chunk.
const ROWS: usize = 4;

/// Chunks of rows, and of vectors, that are multiplied together: as many sums as registers hold.
const TOGETHER: usize = 2;

/// Rows that are widened at once.
const BLOCK: usize = ROWS * TOGETHER;

/// Eight columns of four rows; of a vector, its eight columns four times. Two such chunks are
/// multiplied lane by lane, without moving anything within a register.
type Chunk = [i16; ROWS * COLUMNS];

/// Sums of a chunk: for each row, one for every two columns.
type Sums = [i32; ROWS * COLUMNS / 2];

/// Vectors, rounded.
pub(crate) struct Quantized {
    /// Of two vectors at once, chunk after chunk.
    chunks: Vec<[Chunk; TOGETHER]>,
    scales: Vec<f32>,
}

impl Quantized {
    /// Rounds vectors of so many dimensions that stand one after the other.
    pub(crate) fn new(vectors: &[f32], dimensions: usize) -> Self {
        let most = i32::MAX as usize / (128 * dimensions.max(1));
        #[allow(clippy::cast_precision_loss)] // at most 32767
        let most = most.min(32767) as f32;
        let count = vectors.len() / dimensions.max(1);
        let length = dimensions.div_ceil(COLUMNS);
        let mut chunks = vec![EMPTY; count.div_ceil(TOGETHER) * length];
        let mut scales = Vec::with_capacity(count);
        let mut rounded = vec![0; length * COLUMNS];
        for (number, vector) in vectors.chunks_exact(dimensions).enumerate() {
            let largest = largest(vector);
            if largest > 0.0 {
                round(vector, most / largest, &mut rounded);
                let chunks = &mut chunks[number / TOGETHER * length..][..length];
                repeat(&rounded, chunks, number % TOGETHER);
            }
            scales.push(largest / most);
        }
        Self { chunks, scales }
    }
}

/// Chunks of what is not there.
const EMPTY: [Chunk; TOGETHER] = [[0; ROWS * COLUMNS]; TOGETHER];

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
            weights: file.section(name, packed_size(rows, columns))?,
            scales: file.floats(&format!("{name}.scales"), rows)?,
            columns,
        })
    }

    /// Multiplies the matrix with each vector and adds `bias`. The results stand one after the
    /// other.
    pub(crate) fn multiply(&self, vectors: &Quantized, bias: &[f32]) -> Vec<f32> {
        let rows = self.scales.len();
        let length = self.columns.div_ceil(COLUMNS);
        let mut results = vec![0.0; rows * vectors.scales.len()];
        let mut widened = vec![EMPTY; length];
        let blocks = self.weights.bytes().chunks_exact(BLOCK * length * COLUMNS);
        for (block, weights) in blocks.enumerate() {
            widen(weights, &mut widened);
            let first = block * BLOCK;
            let scales = &self.scales[first..];
            let bias = &bias[first..];
            let together = vectors.chunks.chunks_exact(length);
            let own_scales = vectors.scales.chunks(TOGETHER);
            let results = results.chunks_mut(TOGETHER * rows);
            for ((vectors, own_scales), results) in together.zip(own_scales).zip(results) {
                let mut sums = [[[0; ROWS]; TOGETHER]; TOGETHER];
                products(&widened, vectors, &mut sums);
                let results = results.chunks_exact_mut(rows);
                for ((results, sums), own) in results.zip(&sums).zip(own_scales) {
                    let results = results[first..].iter_mut().zip(sums.as_flattened());
                    for ((result, sum), (scale, bias)) in results.zip(scales.iter().zip(bias)) {
                        #[allow(clippy::cast_precision_loss)] // rounding is what floats do
                        let sum = *sum as f32;
                        *result = sum * (own * scale) + bias;
                    }
                }
            }
        }
        results
    }
}

/// Returns the bytes that a matrix takes when it is packed.
fn packed_size(rows: usize, columns: usize) -> usize {
    rows.next_multiple_of(BLOCK) * columns.next_multiple_of(COLUMNS)
}

/// Puts the weights of a matrix, which stand row after row, in the order in which they are read: blocks
/// of rows, and in each block chunks of columns. What is missing in the last ones is zeros.
pub(crate) fn pack(weights: &[i8], columns: usize) -> Vec<u8> {
    let rows = weights.len() / columns.max(1);
    let length = columns.next_multiple_of(COLUMNS);
    let mut packed = vec![0; packed_size(rows, columns)];
    for (row, weights) in weights.chunks_exact(columns).enumerate() {
        let block = row / BLOCK * BLOCK * length;
        for (column, weight) in weights.iter().enumerate() {
            let chunk = column / COLUMNS * BLOCK * COLUMNS;
            let within = row % BLOCK * COLUMNS + column % COLUMNS;
            packed[block + chunk + within] = weight.cast_unsigned();
        }
    }
    packed
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

/// Puts a rounded vector into its chunks, as the vector of this number in them.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
fn repeat(rounded: &[i16], chunks: &mut [[Chunk; TOGETHER]], number: usize) {
    let (eights, _) = rounded.as_chunks::<COLUMNS>();
    for (chunk, eight) in chunks.iter_mut().zip(eights) {
        for row in chunk[number].as_chunks_mut::<COLUMNS>().0 {
            *row = *eight;
        }
    }
}

/// Makes 16-bit numbers of the bytes of a block, which are signed numbers.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
fn widen(bytes: &[u8], chunks: &mut [[Chunk; TOGETHER]]) {
    let (bytes, _) = bytes.as_chunks::<{ ROWS * COLUMNS }>();
    for (chunk, bytes) in chunks.as_flattened_mut().iter_mut().zip(bytes) {
        for (widened, byte) in chunk.iter_mut().zip(bytes) {
            *widened = i16::from(byte.cast_signed());
        }
    }
}

/// Multiplies the rows of a block with two vectors. The loops look as they do because compilers make
/// of this form what multiplies pairs of numbers and adds them up in one instruction.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512vl", "x86_64+avx2", "x86_64+sse4.1"))]
fn products(
    block: &[[Chunk; TOGETHER]],
    vectors: &[[Chunk; TOGETHER]],
    results: &mut [[[i32; ROWS]; TOGETHER]; TOGETHER],
) {
    let mut sums = [[[0; ROWS * COLUMNS / 2]; TOGETHER]; TOGETHER];
    for (rows, vectors) in block.iter().zip(vectors) {
        for (sums, vector) in sums.iter_mut().zip(vectors) {
            for (sums, rows) in sums.iter_mut().zip(rows) {
                for (sum, product) in sums.iter_mut().zip(pairs(rows, vector)) {
                    *sum += product;
                }
            }
        }
    }
    for (results, sums) in results.iter_mut().zip(&sums) {
        for (results, sums) in results.iter_mut().zip(sums) {
            for (result, sums) in results.iter_mut().zip(sums.chunks_exact(COLUMNS / 2)) {
                *result = (sums[0] + sums[1]) + (sums[2] + sums[3]);
            }
        }
    }
}

/// Multiplies two chunks, and adds the products of every two columns.
#[inline(always)]
fn pairs(rows: &Chunk, vector: &Chunk) -> Sums {
    let mut sums = Sums::default();
    for (lane, sum) in sums.iter_mut().enumerate() {
        let (even, odd) = (2 * lane, 2 * lane + 1);
        *sum = i32::from(rows[even]) * i32::from(vector[even])
            + i32::from(rows[odd]) * i32::from(vector[odd]);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Multiplies a matrix, given as rows, with vectors.
    fn multiplied(rows: &[Vec<i8>], vectors: &[f32], columns: usize) -> Vec<f32> {
        let matrix = Matrix {
            weights: Section::of(pack(&rows.concat(), columns)),
            scales: vec![0.5; rows.len()],
            columns,
        };
        matrix.multiply(&Quantized::new(vectors, columns), &vec![1.0; rows.len()])
    }

    #[test]
    fn products_are_those_of_the_textbook() {
        for (rows, columns, vectors) in [(1, 1, 1), (9, 13, 3), (16, 384, 5), (3, 8, 2)] {
            let number = |place: usize| (place * 37 % 255) as i32 - 127;
            let matrix: Vec<Vec<i8>> = (0..rows)
                .map(|row| (0..columns).map(|at| number(row * 7 + at) as i8).collect())
                .collect();
            let values: Vec<f32> = (0..vectors * columns)
                .map(|place| number(place + 5) as f32 / 64.0)
                .collect();
            let found = multiplied(&matrix, &values, columns);
            for (place, found) in found.iter().enumerate() {
                let vector = &values[place / rows * columns..][..columns];
                let products = matrix[place % rows].iter().zip(vector);
                let products = products.map(|(weight, value)| f32::from(*weight) * value);
                let (sum, size) = products.fold((0.0, 0.0), |(sum, size), product: f32| {
                    (sum + product, size + product.abs())
                });
                let error = (found - (sum * 0.5 + 1.0)).abs();
                assert!(error <= size * 1e-4, "{rows} {columns} {place}");
            }
        }
    }

    #[test]
    fn the_largest_sum_fits() {
        for dimensions in [1, 384, 1536, 4096] {
            let found = multiplied(
                &[vec![-127; dimensions]],
                &vec![-3.0; dimensions],
                dimensions,
            );
            let expected = 3.0 * 127.0 * dimensions as f32 * 0.5 + 1.0;
            assert!((found[0] / expected - 1.0).abs() < 1e-3, "{dimensions}");
        }
    }

    #[test]
    fn zeros_stay_zeros() {
        let vector = Quantized::new(&[0.0; 8], 8);
        assert_eq!(vector.chunks, [EMPTY]);
        assert_eq!(vector.scales, [0.0]);
    }
}
