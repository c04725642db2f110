//! Vectors of the entries of a language, beside its pack: `en.vectors`. There is none without a model.
//!
//! Two vectors an entry, in the order of documents: that of the question, and that of the question
//! with the beginning of its answer. Behind them stand the rows by which the weight is measured. Each
//! row has a key, the hash of model and texts, so that the next generation takes over what stays.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::OwnedBytes;

use super::error::IndexError;
use super::mapped;
use super::taken_over::link_or_copy_file;

const MAGIC: &[u8; 8] = b"faqvecs1";
/// Letters, then dimensions, entries and rows as 32 bits each.
const HEAD: usize = 20;
/// Bytes of a key.
pub(crate) const KEY: usize = 16;
/// Vectors of a row.
const PER_ROW: usize = 2;

/// Names the texts that a row was made of, and their model.
pub(crate) type RowKey = [u8; KEY];

/// What a manifest says of the vectors of a language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct VectorSummary {
    /// Digest of the model.
    pub(crate) model: String,
    /// Its name, for people.
    pub(crate) name: String,
    /// Size of the file in bytes.
    pub(crate) bytes: u64,
    /// BLAKE3 of the file, hexadecimal.
    pub(crate) checksum: String,
    /// Entries that have no vectors yet, or as many as the weight is still to be measured by: the
    /// next run goes on where it is not 0.
    pub(crate) missing: u64,
    /// What likeness in meaning is worth beside the best score of the words; 0 where the model
    /// brings nothing.
    pub(crate) weight: f32,
    /// Likeness that counts as none: that of the two entries that are least alike.
    pub(crate) base: f32,
    /// Likeness below which an entry without the words is not shown.
    pub(crate) floor: f32,
}

impl VectorSummary {
    /// Returns how far a likeness lies above the base, of what could be.
    pub(crate) fn above_base(&self, likeness: f32) -> f32 {
        above(self.base, likeness)
    }
}

/// Returns how far a likeness lies above a base, as a share of what could be.
pub(crate) fn above(base: f32, likeness: f32) -> f32 {
    ((likeness - base) / (1.0 - base).max(f32::EPSILON)).max(0.0)
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
    scales: [f32; PER_ROW],
    values: Vec<u8>,
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

    /// Returns one of its vectors, as it was rounded.
    pub(crate) fn vector(&self, number: usize) -> Vec<f32> {
        let size = self.values.len() / PER_ROW;
        let values = self.values.iter().skip(number * size).take(size);
        values
            .map(|value| f32::from(value.cast_signed()) * self.scales[number])
            .collect()
    }
}

/// A vector that is compared with those of entries, rounded to 16 bits.
#[derive(Clone)]
pub(crate) struct QueryVector {
    values: Vec<i16>,
    scale: f32,
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
}

/// The open vectors of a language.
pub(crate) struct Vectors {
    bytes: OwnedBytes,
    dimensions: usize,
    entries: usize,
    rows: usize,
}

impl Vectors {
    /// Opens the vectors of a language that has so many entries. Their content is not verified.
    ///
    /// # Errors
    /// The file is missing, of another size, or not for these entries.
    pub(crate) fn open(
        generation: &Path,
        language: &str,
        summary: &VectorSummary,
        entries: u64,
    ) -> Result<Self, IndexError> {
        let path = path(generation, language);
        let bytes = mapped::map(&path).map_err(IndexError::missing_is_damage("read", &path))?;
        let number = |place: usize| -> Option<usize> {
            let four = bytes.get(place..place + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(four)).ok()
        };
        let head = number(8).zip(number(12)).zip(number(16));
        let damaged = |reason: &str| IndexError::Damaged {
            path: path.clone(),
            reason: reason.to_owned(),
        };
        let ((dimensions, count), rows) = head
            .filter(|_| bytes.starts_with(MAGIC) && bytes.len() as u64 == summary.bytes)
            .ok_or_else(|| damaged("its size or its head is wrong"))?;
        let length = Row::size(dimensions)
            .checked_add(KEY)
            .and_then(|row| row.checked_mul(rows))
            .and_then(|rows| rows.checked_add(HEAD))
            .filter(|_| dimensions > 0);
        if count as u64 != entries || rows < count || length != Some(bytes.len()) {
            return Err(damaged("it has vectors of other entries"));
        }
        Ok(Self {
            entries: count,
            bytes,
            dimensions,
            rows,
        })
    }

    /// Compares the file with its checksum.
    pub(crate) fn is_intact(&self, summary: &VectorSummary) -> bool {
        blake3::hash(&self.bytes).to_hex().as_str() == summary.checksum
    }

    /// Returns the rows that are there, by key.
    pub(crate) fn by_key(&self) -> HashMap<RowKey, Row> {
        let keys = self.bytes[HEAD..HEAD + self.rows * KEY].chunks_exact(KEY);
        let keys = keys
            .filter_map(|key| RowKey::try_from(key).ok())
            .enumerate();
        keys.filter(|(_, key)| *key != RowKey::default())
            .map(|(number, key)| {
                let size = PER_ROW * self.dimensions;
                let values = &self.values()[number * size..(number + 1) * size];
                let row = Row {
                    scales: [self.scale(number, 0), self.scale(number, 1)],
                    values: values.to_vec(),
                };
                (key, row)
            })
            .collect()
    }

    /// Compares a vector with those of all entries: the likeness of each, the better of its two
    /// vectors counting.
    pub(crate) fn likenesses(&self, query: &QueryVector) -> Vec<f32> {
        if query.values.len() != self.dimensions {
            return vec![0.0; self.entries];
        }
        let rows = self.values().chunks_exact(PER_ROW * self.dimensions);
        let rows = rows.take(self.entries).enumerate();
        rows.map(|(number, row)| {
            let (first, second) = row.split_at(self.dimensions);
            let likeness = |vector, place| {
                #[allow(clippy::cast_precision_loss)] // rounding is what floats do
                let product = product(vector, &query.values) as f32;
                product * (self.scale(number, place) * query.scale)
            };
            likeness(first, 0).max(likeness(second, 1))
        })
        .collect()
    }

    fn scale(&self, row: usize, vector: usize) -> f32 {
        let place = HEAD + self.rows * KEY + (row * PER_ROW + vector) * 4;
        let four = self.bytes.get(place..place + 4);
        let four = four.and_then(|four| four.try_into().ok());
        f32::from_le_bytes(four.unwrap_or_default())
    }

    fn values(&self) -> &[u8] {
        &self.bytes[HEAD + self.rows * (KEY + PER_ROW * 4)..]
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
fn product(bytes: &[u8], numbers: &[i16]) -> i32 {
    let pairs = bytes.iter().zip(numbers);
    pairs
        .map(|(byte, number)| i32::from(byte.cast_signed()) * i32::from(*number))
        .sum()
}

/// Returns where the vectors of a language are.
pub(crate) fn path(generation: &Path, language: &str) -> PathBuf {
    generation.join(format!("{language}.vectors"))
}

/// Writes the vectors of a language: the row of each entry, none for those that are missing, then
/// the rows by which the weight is measured. Returns size and checksum.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write(
    generation: &Path,
    language: &str,
    dimensions: usize,
    entries: &[Option<(RowKey, &Row)>],
    further: &[(RowKey, &Row)],
) -> Result<(u64, String), IndexError> {
    let rows = || {
        entries
            .iter()
            .copied()
            .chain(further.iter().copied().map(Some))
    };
    let count = entries.len() + further.len();
    let mut bytes = Vec::with_capacity(HEAD + count * (KEY + PER_ROW * (4 + dimensions)));
    bytes.extend_from_slice(MAGIC);
    for number in [dimensions, entries.len(), count] {
        bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    }
    for row in rows() {
        bytes.extend(row.map_or(RowKey::default(), |(key, _)| key));
    }
    for row in rows() {
        let scales = row.map_or([0.0; PER_ROW], |(_, row)| row.scales);
        bytes.extend(scales.into_iter().flat_map(f32::to_le_bytes));
    }
    for row in rows() {
        match row {
            Some((_, row)) => bytes.extend_from_slice(&row.values),
            None => bytes.resize(bytes.len() + PER_ROW * dimensions, 0),
        }
    }
    let path = path(generation, language);
    fs::write(&path, &bytes).map_err(IndexError::io("write", &path))?;
    Ok((
        bytes.len() as u64,
        blake3::hash(&bytes).to_hex().to_string(),
    ))
}

/// Takes over the vectors of a language from another generation.
///
/// # Errors
/// The file cannot be linked or copied.
pub(crate) fn link_or_copy(from: &Path, to: &Path, language: &str) -> Result<(), IndexError> {
    let (source, target) = (path(from, language), path(to, language));
    link_or_copy_file(&source, &target).map_err(IndexError::missing_is_damage("copy", &source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(bytes: u64, checksum: String) -> VectorSummary {
        VectorSummary {
            model: "m".to_owned(),
            name: "m".to_owned(),
            bytes,
            checksum,
            missing: 1,
            weight: 1.0,
            base: 0.0,
            floor: 0.0,
        }
    }

    #[test]
    fn rows_come_back_and_the_better_vector_counts() {
        let folder = tempfile::tempdir().unwrap();
        let row = Row::new([&[0.6, 0.8, 0.0], &[0.0, 0.0, 1.0]]);
        let other = Row::new([&[1.0, 0.0, 0.0], &[1.0, 0.0, 0.0]]);
        let entries = [Some(([1; KEY], &row)), None];
        let (bytes, checksum) =
            write(folder.path(), "en", 3, &entries, &[([2; KEY], &other)]).unwrap();
        let summary = summary(bytes, checksum);
        let vectors = Vectors::open(folder.path(), "en", &summary, 2).unwrap();
        assert!(vectors.is_intact(&summary));
        let rows = vectors.by_key();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[&[1; KEY]], row);
        assert_eq!(rows[&[2; KEY]], other);
        for (query, expected) in [
            ([0.6, 0.8, 0.0], 1.0),
            ([0.0, 0.0, 1.0], 1.0),
            ([0.8, -0.6, 0.0], 0.0),
        ] {
            let found = vectors.likenesses(&QueryVector::new(&query));
            assert!((found[0] - expected).abs() < 0.01, "{found:?}");
            assert_eq!(found[1], 0.0);
        }
    }

    #[test]
    fn damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let row = Row::new([&[1.0, 0.0], &[0.0, 1.0]]);
        let (bytes, checksum) =
            write(folder.path(), "en", 2, &[Some(([1; KEY], &row))], &[]).unwrap();
        let summary = summary(bytes, checksum);
        assert!(Vectors::open(folder.path(), "en", &summary, 2).is_err());
        let path = path(folder.path(), "en");
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert!(
                Vectors::open(folder.path(), "en", &summary, 1).is_err(),
                "{length}"
            );
        }
        // Any size in the head that is not its own, none of them least of all.
        for place in [8, 12, 16] {
            for number in [0, 3, u32::MAX / 2, u32::MAX] {
                let mut other = whole.clone();
                other[place..place + 4].copy_from_slice(&number.to_le_bytes());
                fs::write(&path, &other).unwrap();
                let open = Vectors::open(folder.path(), "en", &summary, 1);
                assert!(open.is_err(), "{place} {number}");
            }
        }
        let mut none = whole[..HEAD + KEY + 8].to_vec();
        none[8..12].copy_from_slice(&0_u32.to_le_bytes());
        fs::write(&path, &none).unwrap();
        let empty = VectorSummary {
            bytes: none.len() as u64,
            ..summary.clone()
        };
        assert!(Vectors::open(folder.path(), "en", &empty, 1).is_err());
        let mut flipped = whole;
        *flipped.last_mut().unwrap() ^= 1;
        fs::write(&path, flipped).unwrap();
        let vectors = Vectors::open(folder.path(), "en", &summary, 1).unwrap();
        assert!(!vectors.is_intact(&summary));
        fs::remove_file(&path).unwrap();
        let error = Vectors::open(folder.path(), "en", &summary, 1)
            .err()
            .unwrap();
        assert!(error.to_string().contains("en.vectors"), "{error}");
    }
}
