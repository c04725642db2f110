//! Vectors of the entries of a language, beside its pack: `en.vectors`. There is none without a
//! model.
//!
//! Two vectors an entry, in the order of documents: that of the question, and that of the question
//! with the beginning of its answer. Behind them stand the rows by which the weight is measured.
//! Each row has a key, the hash of model and texts, so that the next generation takes over what
//! stays. Sketches of many entries are last.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::OwnedBytes;

use super::error::IndexError;
use super::mapped;
use super::sketches;
use super::taken_over::link_or_copy_file;
pub(crate) use super::vector_row::{KEY, QueryVector, Row, RowKey, WhichVector};
use super::vector_row::{PER_ROW, product};
pub(crate) use super::vector_summary::{UNMEASURED_FLOOR, VectorSummary, above};

const MAGIC: &[u8; 8] = b"faqvecs1";
/// Letters, then dimensions, entries and rows as 32 bits each.
const HEAD: usize = 20;

/// Entries of a language up to which all are compared with a query. More have sketches, by which a
/// few are chosen first.
const ALL_COMPARED: usize = 20_000;

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
            .and_then(|rows| rows.checked_add(sketches_size(dimensions, count)))
            .and_then(|rows| rows.checked_add(HEAD))
            .filter(|_| dimensions > 0);
        if count as u64 != entries || rows < count || length != Some(bytes.len()) {
            return Err(damaged(
                "it has vectors of other entries, or lacks sketches",
            ));
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

    /// Returns the entries among which the nearest to a vector are, ascending: all, unless there
    /// are too many to be compared.
    pub(crate) fn near(&self, query: &QueryVector) -> Vec<u32> {
        let sketches = sketches_size(self.dimensions, self.entries);
        if sketches == 0 || query.values.len() != self.dimensions {
            return (0..u32::try_from(self.entries).unwrap_or(u32::MAX)).collect();
        }
        let sketches = &self.bytes[self.bytes.len() - sketches..];
        sketches::nearest(sketches, &query.floats(), |entry| {
            self.values_of(entry, WhichVector::Question).is_some()
        })
    }

    /// Compares a vector with both of an entry: the better likeness counts. None if the entry has no
    /// vectors.
    pub(crate) fn likeness(&self, entry: u32, query: &QueryVector) -> Option<f32> {
        let question = self.likeness_of(entry, WhichVector::Question, query)?;
        let with_answer = self.likeness_of(entry, WhichVector::WithAnswer, query)?;
        Some(question.max(with_answer))
    }

    /// Returns how like a vector the entries are on average, both vectors of each counted, but for the
    /// entry that is most like it; none without others. It is the same in whichever order the entries stand.
    pub(crate) fn mean_likeness(&self, query: &QueryVector) -> Option<f32> {
        if query.values.len() != self.dimensions {
            return None;
        }
        let sketches = sketches_size(self.dimensions, self.entries);
        if sketches > 0 {
            // One of so many makes no difference.
            let sketches = &self.bytes[self.bytes.len() - sketches..];
            let mean = sketches::mean(sketches, self.dimensions);
            let values = mean.iter().zip(query.floats());
            return Some(values.map(|(mean, value)| mean * value).sum());
        }
        let (mut sum, mut most, mut count) = (0, i64::MIN, 0);
        for entry in 0..u32::try_from(self.entries).unwrap_or(u32::MAX) {
            let likeness = |which| self.likeness_of(entry, which, query);
            let both = likeness(WhichVector::Question).zip(likeness(WhichVector::WithAnswer));
            if let Some((question, with_answer)) = both {
                let likeness = sketches::whole(f32::midpoint(question, with_answer));
                sum += likeness;
                most = most.max(likeness);
                count += 1;
            }
        }
        (count > 1).then(|| sketches::mean_of(sum - most, count - 1))
    }

    /// Compares a vector with one of an entry; none if the entry has no vectors.
    pub(crate) fn likeness_of(
        &self,
        entry: u32,
        which: WhichVector,
        query: &QueryVector,
    ) -> Option<f32> {
        let (vector, scale) = self.values_of(entry, which)?;
        if query.values.len() != self.dimensions {
            return None;
        }
        #[allow(clippy::cast_precision_loss)] // rounding is what floats do
        let product = product(vector, &query.values) as f32;
        Some(product * (scale * query.scale))
    }

    /// Returns a vector of an entry, to compare others with; none if the entry has no vectors.
    pub(crate) fn vector(&self, entry: u32, which: WhichVector) -> Option<QueryVector> {
        let (values, scale) = self.values_of(entry, which)?;
        let values = values.iter().map(|value| i16::from(value.cast_signed()));
        Some(QueryVector {
            values: values.collect(),
            scale,
        })
    }

    /// Returns a vector of an entry and its scale; none if the entry has no vectors.
    fn values_of(&self, entry: u32, which: WhichVector) -> Option<(&[u8], f32)> {
        let (row, place) = (entry as usize, which as usize);
        if row >= self.entries {
            return None;
        }
        let scale = self.scale(row, place);
        let start = (row * PER_ROW + place) * self.dimensions;
        (scale > 0.0).then(|| (&self.values()[start..start + self.dimensions], scale))
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

/// Returns the bytes that sketches take behind all rows.
fn sketches_size(dimensions: usize, entries: usize) -> usize {
    match entries {
        0..=ALL_COMPARED => 0,
        _ => sketches::size(dimensions, entries),
    }
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
    if sketches_size(dimensions, entries.len()) > 0 {
        let vector = |number: usize| {
            let row = entries[number / PER_ROW];
            row.map_or_else(Vec::new, |(_, row)| row.vector(number % PER_ROW))
        };
        sketches::write(&mut bytes, dimensions, entries.len() * PER_ROW, vector);
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

    #[test]
    fn rows_come_back_and_the_better_vector_counts() {
        let folder = tempfile::tempdir().unwrap();
        let row = Row::new([&[0.6, 0.8, 0.0], &[0.0, 0.0, 1.0]]);
        let other = Row::new([&[1.0, 0.0, 0.0], &[1.0, 0.0, 0.0]]);
        let entries = [Some(([1; KEY], &row)), None];
        let (bytes, checksum) =
            write(folder.path(), "en", 3, &entries, &[([2; KEY], &other)]).unwrap();
        let summary = VectorSummary::sample(bytes, checksum);
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
            let query = QueryVector::new(&query);
            let found = vectors.likeness(0, &query).unwrap();
            assert!((found - expected).abs() < 0.01, "{found}");
            assert_eq!(
                (vectors.likeness(1, &query), vectors.likeness(2, &query)),
                (None, None)
            );
        }
        let question = vectors.vector(0, WhichVector::Question).unwrap();
        let alike = |which| vectors.likeness_of(0, which, &question).unwrap();
        assert!((alike(WhichVector::Question) - 1.0).abs() < 0.01);
        assert!(alike(WhichVector::WithAnswer).abs() < 0.01);
        assert!(vectors.vector(1, WhichVector::Question).is_none());
        assert_eq!(vectors.mean_likeness(&question), None);
        let of_none = vectors.likeness_of(1, WhichVector::Question, &question);
        assert!(of_none.is_none());
    }

    #[test]
    fn the_mean_is_that_of_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let rows = [[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]].map(|one| Row::new([&one, &[0.0, 1.0]]));
        let mean = |order: &[usize]| {
            let entries = order.iter().map(|place| Some(([1; KEY], &rows[*place])));
            let entries: Vec<_> = entries.chain([None]).collect();
            let (bytes, checksum) = write(folder.path(), "en", 2, &entries, &[]).unwrap();
            let summary = VectorSummary::sample(bytes, checksum);
            let vectors = Vectors::open(folder.path(), "en", &summary, entries.len() as u64);
            vectors
                .unwrap()
                .mean_likeness(&QueryVector::new(&[1.0, 0.0]))
        };
        let all = mean(&[0, 1, 2]).unwrap();
        assert!((all - 0.15).abs() < 0.01, "{all}");
        assert_eq!(mean(&[2, 0, 1]), Some(all));
        assert_eq!(mean(&[0]), None);
    }

    #[test]
    fn of_many_entries_a_few_are_compared() {
        let folder = tempfile::tempdir().unwrap();
        // Each points a little elsewhere, and twenty to where nothing else does.
        let vector = |number: usize| -> Vec<f32> {
            let angle = number as f32 * 0.618;
            let way = [angle.sin(), angle.cos(), 3.0, (angle * 7.0).sin()];
            let way = if number < 20 {
                [0.0, 0.0, -1.0, 9.0]
            } else {
                way
            };
            let length = way.iter().map(|value| value * value).sum::<f32>().sqrt();
            way.iter().map(|value| value / length).collect()
        };
        let count = ALL_COMPARED + 1;
        let rows: Vec<Row> = (0..count)
            .map(|number| Row::new([&vector(number), &vector(number)]))
            .collect();
        let write = |count: usize| {
            let entries = rows[..count].iter().map(|row| Some(([1; KEY], row)));
            let entries: Vec<_> = entries.collect();
            let (bytes, checksum) = write(folder.path(), "en", 4, &entries, &[]).unwrap();
            let summary = VectorSummary::sample(bytes, checksum);
            Vectors::open(folder.path(), "en", &summary, count as u64)
        };
        let query = QueryVector::new(&vector(0));
        let fewer = write(ALL_COMPARED).unwrap();
        assert_eq!(fewer.near(&query).len(), ALL_COMPARED);
        let measured = fewer.mean_likeness(&query).unwrap();
        let vectors = write(count).unwrap();
        let near = vectors.near(&query);
        assert!(near.len() < count, "{}", near.len());
        assert_eq!(near[..20], (0..20).collect::<Vec<u32>>());
        assert!((vectors.likeness(3, &query).unwrap() - 1.0).abs() < 0.01);
        // The mean of so many is kept; that of fewer is measured.
        let kept = vectors.mean_likeness(&query).unwrap();
        assert!((kept - measured).abs() < 0.001, "{kept} {measured}");
        assert_eq!(vectors.by_key().len(), 1);
        // Without its sketches the file is not whole.
        let path = path(folder.path(), "en");
        let whole = fs::read(&path).unwrap();
        let cut = &whole[..whole.len() - sketches_size(4, count)];
        fs::write(&path, cut).unwrap();
        let cut = VectorSummary::sample(cut.len() as u64, String::new());
        let error = Vectors::open(folder.path(), "en", &cut, count as u64).err();
        assert!(error.unwrap().to_string().contains("lacks sketches"));
    }

    #[test]
    fn damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let row = Row::new([&[1.0, 0.0], &[0.0, 1.0]]);
        let (bytes, checksum) =
            write(folder.path(), "en", 2, &[Some(([1; KEY], &row))], &[]).unwrap();
        let summary = VectorSummary::sample(bytes, checksum);
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
