//! A set of translation groups.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// A set of translation groups. They are hashes already, so their own bits say where each belongs.
/// Hashing them again would take several times as long, which counts where a common word matches
/// tens of thousands of entries.
pub(crate) type GroupSet = HashSet<u64, BuildHasherDefault<OwnBits>>;

/// A hasher that returns the number it is given.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OwnBits(u64);

impl Hasher for OwnBits {
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn write(&mut self, bytes: &[u8]) {
        // No key but a number comes here; any other is still hashed to something.
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_is_kept_once() {
        let mut groups = GroupSet::default();
        groups.extend([0, 1, u64::MAX, 1, 1 << 57, 0]);
        assert_eq!(groups.len(), 4);
    }
}
