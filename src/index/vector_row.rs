//! The vectors of an entry, and one that they are compared with: whole numbers with a scale each.

/// Bytes of a key.
pub(crate) const KEY: usize = 16;

/// Vectors of a row.
pub(super) const PER_ROW: usize = 2;

/// Names the texts that a row was made of, and their model.
pub(crate) type RowKey = [u8; KEY];

/// One of the two vectors of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhichVector {
    /// That of the question; of a passage, that of its first half.
    Question = 0,
    /// That of the question with the beginning of its answer; of a passage, that of its second half.
    WithAnswer = 1,
}

/// Returns the largest magnitude of a vector.
fn largest(vector: &[f32]) -> f32 {
    vector
        .iter()
        .fold(0.0, |most: f32, value| most.max(value.abs()))
}

/// A row: two vectors, each rounded to 8 bits with a scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(super) scales: [f32; PER_ROW],
    pub(super) values: Vec<u8>,
}

impl Row {
    /// Rounds two vectors.
    pub(crate) fn new(vectors: [&[f32]; PER_ROW]) -> Self {
        let mut values = Vec::with_capacity(PER_ROW * vectors[0].len());
        let scales = vectors.map(|vector| {
            let largest = largest(vector);
            let factor = if largest > 0.0 { 127.0 / largest } else { 0.0 };
            #[allow(clippy::cast_possible_truncation)] // within 127, by the factor
            values.extend(
                vector
                    .iter()
                    .map(|value| ((value * factor).round() as i8).cast_unsigned()),
            );
            largest / 127.0
        });
        Self { scales, values }
    }

    /// Returns the bytes that a row of so many dimensions takes.
    pub(crate) fn size(dimensions: usize) -> usize {
        PER_ROW * (4 + dimensions)
    }

    /// Appends its scales and values.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.scales.into_iter().flat_map(f32::to_le_bytes));
        bytes.extend_from_slice(&self.values);
    }

    /// Reads what [`Self::write`] has written; none if it is too short.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (scales, values) = bytes.split_at_checked(PER_ROW * 4)?;
        let mut row = Self {
            scales: [0.0; PER_ROW],
            values: values.to_vec(),
        };
        for (scale, four) in row.scales.iter_mut().zip(scales.as_chunks::<4>().0) {
            *scale = f32::from_le_bytes(*four);
        }
        Some(row)
    }

    /// Compares a vector with both: the better likeness counts. None if they have other dimensions.
    #[cfg(feature = "opensearch")]
    pub(crate) fn likeness(&self, query: &QueryVector) -> Option<f32> {
        let size = query.values.len();
        if size == 0 || self.values.len() != PER_ROW * size {
            return None;
        }
        let both = self.values.chunks_exact(size).zip(self.scales);
        #[allow(clippy::cast_precision_loss)] // rounding is what floats do
        let both = both
            .map(|(vector, scale)| product(vector, &query.values) as f32 * (scale * query.scale));
        both.reduce(f32::max)
    }

    /// Returns one of its vectors, as it was rounded.
    pub(crate) fn vector(&self, number: usize) -> Vec<f32> {
        let size = self.values.len() / PER_ROW;
        let values = self.values.iter().skip(number * size).take(size);
        values
            .map(|value| f32::from(value.cast_signed()) * self.scales[number])
            .collect()
    }
}

/// Returns the sum of the products of signed bytes and numbers.
#[cfg_attr(
    feature = "meaning",
    multiversion::multiversion(targets(
        "x86_64+avx512f+avx512bw+avx512vl",
        "x86_64+avx2",
        "x86_64+sse4.1"
    ))
)]
pub(super) fn product(bytes: &[u8], numbers: &[i16]) -> i32 {
    let pairs = bytes.iter().zip(numbers);
    pairs
        .map(|(byte, number)| i32::from(byte.cast_signed()) * i32::from(*number))
        .sum()
}

/// A vector that is compared with those of entries, rounded to 16 bits.
#[derive(Clone)]
pub(crate) struct QueryVector {
    pub(super) values: Vec<i16>,
    pub(super) scale: f32,
}

impl QueryVector {
    /// Rounds a vector.
    pub(crate) fn new(vector: &[f32]) -> Self {
        /// So that a sum of any length of ours stays within 32 bits.
        const MOST: f32 = 4095.0;
        let largest = largest(vector);
        let factor = if largest > 0.0 { MOST / largest } else { 0.0 };
        #[allow(clippy::cast_possible_truncation)] // within 4095, by the factor
        let values = vector.iter().map(|value| (value * factor).round() as i16);
        Self {
            values: values.collect(),
            scale: largest / MOST,
        }
    }

    /// Returns the vector, as it was rounded.
    pub(super) fn floats(&self) -> Vec<f32> {
        let values = self.values.iter();
        values.map(|value| f32::from(*value) * self.scale).collect()
    }
}
