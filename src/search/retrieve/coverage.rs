//! How much of a query the words weigh that an entry holds.

use super::term_mask::TermMask;

/// Words that are noted where they are scored. Further ones are looked for when the best are
/// rescored.
pub(super) const NOTED_WORDS: usize = 32;

/// How much of the score counts between entries that hold the same words: less than any word.
pub(super) const SCORE_AMONG_EQUALS: f32 = 1e-3;

/// How many sets of eight words there are.
const SETS: usize = 1 << 8;

/// What sets of a query's words weigh, by bytes of the set. Words beyond the first [`NOTED_WORDS`]
/// do not count.
pub(crate) struct Coverage(Vec<[f32; SETS]>);

impl Coverage {
    /// Takes the weights of the words.
    pub(super) fn new(weights: &[f32]) -> Self {
        // No more tables than there are words for: every match is looked up.
        let noted = weights.get(..NOTED_WORDS).unwrap_or(weights);
        let tables = noted.chunks(8).map(|weights| {
            let mut table = [0.0; SETS];
            for set in 1..SETS {
                let lowest = set.trailing_zeros() as usize;
                let rest = table[set & (set - 1)];
                table[set] = rest + weights.get(lowest).copied().unwrap_or(0.0);
            }
            table
        });
        Self(tables.collect())
    }

    /// Returns what the words of a set weigh.
    pub(super) fn of(&self, held: TermMask) -> f32 {
        let words = held.first_words();
        // Most queries have no more than eight words.
        let first = self.0.first();
        if let Some(weight) = first.and_then(|table| table.get(words as usize)) {
            return *weight;
        }
        let bytes = words.to_le_bytes();
        let weights = self
            .0
            .iter()
            .zip(bytes)
            .map(|(table, byte)| table[usize::from(byte)]);
        weights.sum()
    }

    /// Returns the number by which an entry is among those that hold most of the query.
    pub(super) fn rank(&self, held: TermMask, score: f32) -> f32 {
        self.of(held) + score * SCORE_AMONG_EQUALS
    }
}
