//! Reads where the words of a query stand in the candidates.

use super::candidate::Candidate;
use crate::index::{IndexError, TextField};
use crate::search::retrieve::bm25::TermStats;
use crate::search::retrieve::fields::Fields;
use crate::search::retrieve::term_mask::TermMask;

/// Occurrences of one word in one field that are looked at. A text in which a word stands more
/// often has been recognised long before.
const MAX_OCCURRENCES: usize = 200;

/// Sorted positions of a word in a field of each candidate.
pub(super) struct Places {
    /// The positions of all candidates, one candidate after the other.
    places: Vec<u32>,
    /// Where those of each candidate end.
    ends: Vec<usize>,
}

impl Places {
    /// Reads the positions of the word with this number in a field.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn find(
        fields: &Fields,
        field: TextField,
        (number, word): (usize, &TermStats),
        candidates: &[Candidate],
    ) -> Result<Self, IndexError> {
        let mask = TermMask::of(number);
        let mut cursors = Vec::new();
        for term in word.term.single_terms() {
            cursors.extend(fields.positions(field, term)?);
        }
        let mut all = Self {
            places: Vec::new(),
            ends: Vec::with_capacity(candidates.len()),
        };
        let mut found = Vec::new();
        for candidate in candidates {
            let start = all.places.len();
            // Who holds the word is known, and a walk goes on from where it is.
            let is_held = candidate.matched_terms.contains(mask);
            for cursor in cursors.iter_mut().filter(|_| is_held) {
                if cursor.advance_to(candidate.doc) == candidate.doc {
                    cursor.positions(&mut found);
                    found.truncate(MAX_OCCURRENCES);
                    all.places.extend_from_slice(&found);
                }
            }
            if cursors.len() > 1 {
                all.sort_from(start);
            }
            all.ends.push(all.places.len());
        }
        Ok(all)
    }

    /// Sorts the positions of the last candidate. Several terms of one word may stand at one.
    fn sort_from(&mut self, start: usize) {
        let mut last = self.places.split_off(start);
        last.sort_unstable();
        last.dedup();
        last.truncate(MAX_OCCURRENCES);
        self.places.append(&mut last);
    }

    /// Returns the positions in one candidate, by its number.
    pub(super) fn of(&self, candidate: usize) -> &[u32] {
        let start = candidate
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[candidate]]
    }
}
