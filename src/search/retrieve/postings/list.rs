//! Posting lists: the documents in which something occurs, in order, with frequencies.
//!
//! Owns how such lists are walked and merged. A query reads hundreds of thousands of postings.
//! Documents and frequencies stand apart, so that several documents are compared at once.

/// Number of documents that are compared at once: two vectors of any processor.
const STEP: usize = 8;

/// Number of steps before they become longer.
const NEAR: usize = 6;

/// The documents that hold something in one field, and how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PostingList {
    /// Document numbers, ascending.
    pub documents: Vec<u32>,
    /// For each document the number of occurrences, times the weight of what occurs.
    pub frequencies: Vec<f32>,
}

impl PostingList {
    /// Makes an empty list with room for so many documents.
    #[must_use]
    pub(crate) fn with_capacity(documents: usize) -> Self {
        Self {
            documents: Vec::with_capacity(documents),
            frequencies: Vec::with_capacity(documents),
        }
    }

    /// Returns how many documents there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.documents.len()
    }

    /// Returns whether there is no document.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Removes all documents; the room stays.
    pub(crate) fn clear(&mut self) {
        self.documents.clear();
        self.frequencies.clear();
    }

    /// Adds a document after all others.
    pub(crate) fn push(&mut self, doc: u32, frequency: f32) {
        self.documents.push(doc);
        self.frequencies.push(frequency);
    }

    /// Adds documents after all others, each with its frequency times `weight`.
    pub(crate) fn extend(&mut self, documents: &[u32], frequencies: &[u32], weight: f32) {
        self.documents.extend_from_slice(documents);
        #[allow(clippy::cast_precision_loss)] // frequencies are small
        let stats = |&frequency: &u32| frequency.cast_signed() as f32 * weight;
        self.frequencies.extend(frequencies.iter().map(stats));
    }

    /// Returns the place of the first document from `doc` on. No document before place `from` may be
    /// `doc` or greater.
    #[inline]
    #[must_use]
    pub(crate) fn seek(&self, from: usize, doc: u32) -> usize {
        seek(&self.documents, from, doc)
    }

    /// Merges two lists. Variants of one term may stand for the same occurrence, so the greater
    /// frequency counts, not the sum.
    #[must_use]
    pub(crate) fn union(self, other: Self) -> Self {
        let (long, short) = if self.len() < other.len() {
            (other, self)
        } else {
            (self, other)
        };
        if short.is_empty() {
            return long;
        }
        let mut merged = Self::with_capacity(long.len() + short.len());
        let mut copied = 0;
        for (&doc, &frequency) in short.documents.iter().zip(&short.frequencies) {
            // Most variants are far rarer than the word: what lies between them is copied.
            if long.documents.get(copied).is_some_and(|&at| at < doc) {
                let place = long.seek(copied, doc);
                merged.copy(&long, copied..place);
                copied = place;
            }
            let place = copied;
            let mut greater = frequency;
            if long.documents.get(place) == Some(&doc)
                && let Some(&same) = long.frequencies.get(place)
            {
                greater = greater.max(same);
                copied += 1;
            }
            merged.push(doc, greater);
        }
        merged.copy(&long, copied..long.len());
        merged
    }

    /// Adds a range of another list after all documents.
    fn copy(&mut self, from: &Self, range: std::ops::Range<usize>) {
        let documents = from.documents.get(range.clone()).unwrap_or_default();
        self.documents.extend_from_slice(documents);
        let frequencies = from.frequencies.get(range).unwrap_or_default();
        self.frequencies.extend_from_slice(frequencies);
    }
}

/// Returns the place of the first of the documents from `doc` on; see [`PostingList::seek`].
#[inline]
#[must_use]
pub(super) fn seek(documents: &[u32], from: usize, doc: u32) -> usize {
    let rest = documents.get(from..).unwrap_or_default();
    let (steps, _) = rest.as_chunks::<STEP>();
    // Most places are near.
    for (number, step) in steps.iter().take(NEAR).enumerate() {
        if step[STEP - 1] >= doc {
            return from + number * STEP + count_before(step, doc);
        }
    }
    from + gallop(rest, doc)
}

/// Counts the documents before this one.
#[inline]
fn count_before(documents: &[u32; STEP], doc: u32) -> usize {
    // Numbers stay far below the sign, and signed ones are compared faster.
    let is_before = |at: &u32| u32::from(at.cast_signed() < doc.cast_signed());
    documents.iter().map(is_before).sum::<u32>() as usize
}

/// Counts the documents before this one, by ever longer steps, then by halves of the last.
fn gallop(documents: &[u32], doc: u32) -> usize {
    let (mut start, mut step) = (0, STEP);
    while documents.get(start + step - 1).is_some_and(|&at| at < doc) {
        start += step;
        step *= 2;
    }
    let rest = documents.get(start..).unwrap_or_default();
    let last = rest.get(..step).unwrap_or(rest);
    start + last.partition_point(|&at| at < doc)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[(u32, f32)]) -> PostingList {
        let (documents, frequencies) = items.iter().copied().unzip();
        PostingList {
            documents,
            frequencies,
        }
    }

    #[test]
    fn union_keeps_order_and_the_greater_frequency() {
        let long = list(&[(1, 2.0), (4, 1.0), (9, 1.0)]);
        assert_eq!(
            long.union(list(&[(0, 1.0), (4, 3.0)])),
            list(&[(0, 1.0), (1, 2.0), (4, 3.0), (9, 1.0)])
        );
        assert_eq!(list(&[]).union(list(&[(3, 1.0)])), list(&[(3, 1.0)]));
    }

    #[test]
    fn every_place_is_found_from_every_start() {
        for length in [0_u32, 1, 7, 8, 9, 23, 24, 25, 100] {
            let documents: Vec<u32> = (0..length).map(|n| n * 3 + 1).collect();
            let all = PostingList {
                frequencies: vec![1.0; documents.len()],
                documents,
            };
            for doc in 0..=length * 3 + 2 {
                let place = all.documents.partition_point(|&at| at < doc);
                for from in 0..=place {
                    assert_eq!(all.seek(from, doc), place, "{doc} of {length} from {from}");
                }
            }
        }
    }
}
