//! A set of translation groups that only counts.
//!
//! Groups are hashes already, so their own bits say where each belongs. The set of the standard
//! library, even with a hasher that passes them on, takes several times as many
//! instructions: 3 % of a whole search for a common word.

/// A set of translation groups. It grows when it is half full.
pub(crate) struct GroupSet {
    /// A power of two of places, of which at least half are empty; zero is an empty one.
    places: Vec<u64>,
    len: usize,
}

impl GroupSet {
    /// Makes an empty set with room for so many groups.
    #[must_use]
    pub(crate) fn with_capacity(groups: usize) -> Self {
        Self {
            places: vec![0; groups.saturating_mul(2).max(2).next_power_of_two()],
            len: 0,
        }
    }

    /// Adds a group.
    #[inline]
    pub(crate) fn insert(&mut self, group: u64) {
        if self.len * 2 >= self.places.len() {
            self.grow();
        }
        self.put(group);
    }

    /// Puts a group into a set that has an empty place.
    #[inline]
    fn put(&mut self, group: u64) {
        // No hash is zero but by a chance as small as that of two being equal.
        let group = group.max(1);
        let mask = self.places.len() - 1;
        #[allow(clippy::cast_possible_truncation)] // any bits will do
        let mut at = group as usize & mask;
        // Half of the places are empty, so the loop ends.
        while let Some(place) = self.places.get_mut(at) {
            if *place == group {
                return;
            }
            if *place == 0 {
                *place = group;
                self.len += 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// Returns how many groups there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Moves the groups to twice as many places.
    #[cold]
    fn grow(&mut self) {
        let mut larger = Self::with_capacity(self.places.len());
        for &group in self.places.iter().filter(|&&group| group != 0) {
            larger.put(group);
        }
        *self = larger;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_group_is_counted_once_however_many_come() {
        for capacity in [0, 1, 100, 5_000] {
            let mut groups = GroupSet::with_capacity(capacity);
            let mut expected = BTreeSet::new();
            // Many share their last bits, and each comes twice.
            for number in (1..=1_000_u64).chain(1..=1_000) {
                let group = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) & !0xF;
                groups.insert(group);
                expected.insert(group);
            }
            assert_eq!(groups.len(), expected.len(), "{capacity}");
        }
    }
}
