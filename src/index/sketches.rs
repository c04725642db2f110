//! Sketches of the vectors of a language: for each dimension one bit, whether it lies above the
//! mean.
//!
//! They are an eighth of the vectors and are compared by counting bits, so that of many entries
//! only those are compared in full whose sketches are most alike. The mean is that of all vectors,
//! summed up in whole numbers: it is the same in whichever order the entries stand.

use std::iter::repeat_n;

use super::vector_row::PER_ROW;

/// Bits that are compared at once.
const BITS: usize = 64;

/// Fewest entries that are compared in full.
const FEWEST: usize = 4_000;

/// Of many entries one of so many is compared in full.
const ONE_OF: usize = 100;

/// What a value is multiplied with before values are summed up as whole numbers.
const FIXED_POINT: f32 = 1_048_576.0;

/// Returns the number of bytes of the mean and the sketches of so many entries.
pub(super) fn size(dimensions: usize, entries: usize) -> usize {
    let sketches = entries.saturating_mul(PER_ROW * words(dimensions) * (BITS / 8));
    sketches.saturating_add(dimensions * 4)
}

fn words(dimensions: usize) -> usize {
    dimensions.div_ceil(BITS)
}

/// Appends the mean and the sketches of so many vectors, two of each entry; those that are missing
/// are empty.
pub(super) fn write(
    bytes: &mut Vec<u8>,
    dimensions: usize,
    count: usize,
    vector: impl Fn(usize) -> Vec<f32>,
) {
    let mut sums = vec![0_i64; dimensions];
    let mut there = 0;
    for vector in (0..count).map(&vector) {
        there += usize::from(!vector.is_empty());
        for (sum, value) in sums.iter_mut().zip(&vector) {
            *sum += whole(*value);
        }
    }
    let mean: Vec<f32> = sums.into_iter().map(|sum| mean_of(sum, there)).collect();
    bytes.extend(mean.iter().flat_map(|value| value.to_le_bytes()));
    for vector in (0..count).map(vector) {
        let sketch = sketch(&vector, &mean);
        bytes.extend(sketch.into_iter().flat_map(u64::to_le_bytes));
    }
}

/// Returns a value as a whole number, to be summed up: sums are the same in any order.
pub(super) fn whole(value: f32) -> i64 {
    #[allow(clippy::cast_possible_truncation)] // values are at most 1
    let whole = (value * FIXED_POINT).round() as i64;
    whole
}

/// Returns the mean of so many values from the sum of their whole numbers.
pub(super) fn mean_of(sum: i64, count: usize) -> f32 {
    // Rounding is what floats do, and the mean of values that are at most 1 is, too.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    let mean = (sum as f64 / count.max(1) as f64 / f64::from(FIXED_POINT)) as f32;
    mean
}

/// Makes the sketch of a vector; that of none is all zeros.
fn sketch(vector: &[f32], mean: &[f32]) -> Vec<u64> {
    let above = vector.iter().copied().chain(repeat_n(
        f32::MIN,
        mean.len() - vector.len().min(mean.len()),
    ));
    let above: Vec<bool> = above.zip(mean).map(|(value, mean)| value > *mean).collect();
    let word = |bits: &[bool]| {
        let set = bits.iter().enumerate().filter(|(_, is)| **is);
        set.fold(0_u64, |word, (place, _)| word | 1 << place)
    };
    above.chunks(BITS).map(word).collect()
}

/// Returns the mean of all vectors. `bytes` is what [`write`] has appended.
pub(super) fn mean(bytes: &[u8], dimensions: usize) -> Vec<f32> {
    let values = bytes[..dimensions * 4].as_chunks::<4>().0.iter();
    values.map(|four| f32::from_le_bytes(*four)).collect()
}

/// Returns the entries whose sketches are most like that of a vector, ascending: a hundredth, or
/// some thousand of those that have vectors. `bytes` is what [`write`] has appended.
pub(super) fn nearest(bytes: &[u8], vector: &[f32], has_vectors: impl Fn(u32) -> bool) -> Vec<u32> {
    let dimensions = vector.len();
    let (_, sketches) = bytes.split_at(dimensions * 4);
    let mean = mean(bytes, dimensions);
    let entries = sketches.len() / (PER_ROW * words(dimensions) * (BITS / 8));
    let mut distances = vec![0_u16; entries];
    measure(sketches, &sketch(vector, &mean), &mut distances);
    // Bits beyond the dimensions are 0, unless the file is damaged.
    let farthest = words(dimensions) * BITS;
    let mut counts = vec![0_usize; farthest + 1];
    for (entry, distance) in (0..).zip(&mut distances) {
        if has_vectors(entry) {
            counts[usize::from(*distance)] += 1;
        } else {
            *distance = u16::MAX;
        }
    }
    let wanted = FEWEST.max(entries / ONE_OF);
    let mut found = 0;
    let limit = counts.iter().position(|count| {
        found += count;
        found >= wanted
    });
    let limit = limit.unwrap_or(farthest);
    (0..)
        .zip(distances)
        .filter(|(_, distance)| usize::from(*distance) <= limit)
        .map(|(entry, _)| entry)
        .collect()
}

/// Counts the bits in which the sketches of each entry differ from another: those of the sketch
/// that is more alike.
#[cfg_attr(
    feature = "meaning",
    multiversion::multiversion(targets("x86_64+avx2+popcnt", "x86_64+popcnt"))
)]
fn measure(sketches: &[u8], query: &[u64], distances: &mut [u16]) {
    let (words, _) = sketches.as_chunks::<{ BITS / 8 }>();
    let entries = words.chunks_exact(PER_ROW * query.len());
    for (distance, entry) in distances.iter_mut().zip(entries) {
        let mut nearest = u32::MAX;
        for sketch in entry.chunks_exact(query.len()) {
            let words = sketch.iter().zip(query);
            let differ = words.map(|(word, own)| (u64::from_le_bytes(*word) ^ own).count_ones());
            nearest = nearest.min(differ.sum());
        }
        *distance = u16::try_from(nearest).unwrap_or(u16::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes vectors of length 1 in groups that point the same way, with what all share.
    fn vectors(groups: usize, each: usize, dimensions: usize) -> Vec<Vec<f32>> {
        let mut state = 7_u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 40) as f32 / (1_u64 << 24) as f32 - 0.5
        };
        let mut vectors = Vec::new();
        for _ in 0..groups {
            let center: Vec<f32> = (0..dimensions).map(|_| random()).collect();
            for _ in 0..each {
                let vector = center
                    .iter()
                    .enumerate()
                    .map(|(place, value)| value + 0.8 * random() + (place % 3) as f32);
                let vector: Vec<f32> = vector.collect();
                let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
                vectors.push(vector.into_iter().map(|value| value / length).collect());
            }
        }
        vectors
    }

    #[test]
    fn the_nearest_are_among_those_with_the_most_similar_sketches() {
        let all = vectors(400, 60, 100);
        let mut bytes = Vec::new();
        write(&mut bytes, 100, all.len(), |number| all[number].clone());
        assert_eq!(bytes.len(), size(100, all.len() / PER_ROW));
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let (mut found, mut wanted) = (0, 0);
        for query in all.iter().step_by(1_777) {
            let near = nearest(&bytes, query, |_| true);
            assert!((FEWEST..2 * FEWEST).contains(&near.len()), "{}", near.len());
            assert!(near.is_sorted());
            let alike = |entry: &u32| {
                let first = *entry as usize * PER_ROW;
                product(&all[first], query).max(product(&all[first + 1], query))
            };
            let mut best: Vec<(f32, u32)> =
                (0..12_000).map(|entry| (alike(&entry), entry)).collect();
            best.sort_by(|a, b| b.0.total_cmp(&a.0));
            wanted += 10;
            let is_near = |(_, entry): &&(f32, u32)| near.binary_search(entry).is_ok();
            found += best[..10].iter().filter(is_near).count();
        }
        assert!(found * 100 >= wanted * 98, "{found} of {wanted}");
    }

    #[test]
    fn entries_without_vectors_are_not_near() {
        let (there, dimensions) = (40, 70);
        let all = vectors(there, PER_ROW, dimensions);
        let count = (FEWEST + there) * PER_ROW;
        let mut bytes = Vec::new();
        write(&mut bytes, dimensions, count, |number| {
            let place = number.checked_sub(FEWEST * PER_ROW);
            place.map_or_else(Vec::new, |place| all[place].clone())
        });
        let near = nearest(&bytes, &all[0], |entry| entry as usize >= FEWEST);
        let expected: Vec<u32> = (0..).skip(FEWEST).take(there).collect();
        assert_eq!(near, expected);
    }

    #[test]
    fn damaged_sketches_are_far() {
        let all = vectors(1, PER_ROW, 70);
        let mut bytes = Vec::new();
        write(&mut bytes, 70, all.len(), |number| all[number].clone());
        bytes[70 * 4..].fill(u8::MAX);
        // No value of the vector lies above the mean: all bits differ, those at the end, too.
        assert_eq!(nearest(&bytes, &[-1.0; 70], |_| true), [0]);
    }

    #[test]
    fn sketches_do_not_depend_on_the_order() {
        let all = vectors(30, 2, 70);
        let sketches = |all: &[Vec<f32>]| {
            let mut bytes = Vec::new();
            write(&mut bytes, 70, all.len(), |number| all[number].clone());
            let (mean, sketches) = bytes.split_at(70 * 4);
            let mut sketches: Vec<Vec<u8>> = sketches.chunks(16).map(<[u8]>::to_vec).collect();
            sketches.sort();
            (mean.to_vec(), sketches)
        };
        let backwards: Vec<Vec<f32>> = all.iter().rev().cloned().collect();
        assert_eq!(sketches(&all), sketches(&backwards));
    }
}
