//! Choices that look random and are the same in each run of a test.

use std::time::Duration;

/// A linear congruential generator with the constants of MMIX (Knuth, The Art of Computer
/// Programming, volume 2, section 3.3.4).
pub struct Random(u64);

impl Random {
    /// Starts a sequence; each seed has its own.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns 31 bits. The lower ones of the state repeat soon, so the upper ones are taken.
    fn next(&mut self) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).expect("31 bits")
    }

    /// Returns a number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit
    }

    /// Returns a duration up to `limit`.
    pub fn up_to(&mut self, limit: Duration) -> Duration {
        let share = f64::from(self.next()) / f64::from(u32::MAX >> 1);
        limit.mul_f64(share)
    }
}
