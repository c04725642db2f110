//! Which words of a query an entry holds, as a set of their numbers.

/// A set of numbers of a query's words. Words from number 63 on share the last place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TermMask(u64);

impl TermMask {
    /// How many words have a place of their own, or share the last one.
    pub(crate) const PLACES: usize = u64::BITS as usize;

    /// The set of all words.
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// Returns the set of one word.
    #[must_use]
    pub(crate) fn of(word: usize) -> Self {
        Self(1 << word.min(Self::PLACES - 1))
    }

    /// Adds the words of another set.
    pub(crate) fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Returns the bits of the first 32 words.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // the others are left out
    pub(crate) fn first_words(self) -> u32 {
        self.0 as u32
    }

    /// Returns whether all words of another set are in this one.
    #[must_use]
    pub(crate) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl From<u32> for TermMask {
    /// Takes the bits as the first words.
    fn from(bits: u32) -> Self {
        Self(bits.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beyond_the_places_share_the_last_one() {
        let mut mask = TermMask::of(3);
        mask.insert(TermMask::of(64));
        assert!(mask.contains(TermMask::of(3)) && mask.contains(TermMask::of(63)));
        assert!(mask.contains(TermMask::of(1_000)) && !mask.contains(TermMask::of(62)));
        assert!(TermMask::ALL.contains(mask) && !mask.contains(TermMask::ALL));
        assert_eq!(TermMask::from(8), TermMask::of(3));
    }
}
