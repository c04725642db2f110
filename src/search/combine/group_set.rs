//! A set of translation groups that only counts.
//!
//! Groups are hashes already, so their own bits say where each belongs. The set of the standard
//! library, even with a hasher that passes them on, takes several times as many
//! instructions: 3 % of a whole search for a common word.

/// A set of translation groups. It grows when two thirds are full: each page of memory that is
/// touched costs more than some comparisons.
pub(crate) struct GroupSet {
    /// Places, of which at least a third are empty; zero is an empty one.
    places: Vec<u64>,
    len: usize,
}

impl GroupSet {
    /// Makes an empty set with room for so many groups.
    #[must_use]
    pub(crate) fn with_capacity(groups: usize) -> Self {
        Self {
            places: vec![0; groups.saturating_add(groups / 2).saturating_add(2)],
            len: 0,
        }
    }

    /// Adds a group.
    #[inline]
    pub(crate) fn insert(&mut self, group: u64) {
        if self.len + self.len / 2 + 1 >= self.places.len() {
            self.grow();
        }
        self.put(group);
    }

    /// Puts a group into a set that has an empty place.
    #[inline]
    fn put(&mut self, group: u64) {
        // No hash is zero but by a chance as small as that of two being equal.
        let group = group.max(1);
        // The share of all hashes below this one is the share of the places before its own.
        #[allow(clippy::cast_possible_truncation)] // less than the number of places
        let mut at = ((u128::from(group) * self.places.len() as u128) >> u64::BITS) as usize;
        // A third of the places is empty, so the loop ends.
        while let Some(place) = self.places.get_mut(at) {
            if *place == group {
                return;
            }
            if *place == 0 {
                *place = group;
                self.len += 1;
                return;
            }
            at = if at + 1 < self.places.len() {
                at + 1
            } else {
                0
            };
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
