//! Pauses between attempts: each next one is twice as long, up to the longest.

use std::thread;
use std::time::Duration;

/// The pauses of one request that is tried again and again.
pub(super) struct Pauses {
    next: Duration,
    longest: Duration,
}

impl Pauses {
    /// Begins with the shortest pause.
    pub(super) const fn new(first: Duration, longest: Duration) -> Self {
        Self {
            next: first,
            longest,
        }
    }

    /// Returns how long the next pause takes.
    pub(super) const fn next(&self) -> Duration {
        self.next
    }

    /// Waits for as long as it is time.
    pub(super) fn wait(&mut self) {
        thread::sleep(self.next);
        self.next = (self.next * 2).min(self.longest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let mut pauses = Pauses::new(Duration::from_micros(1), Duration::from_micros(5));
        let taken: Vec<u128> = (0..5)
            .map(|_| {
                let next = pauses.next().as_micros();
                pauses.wait();
                next
            })
            .collect();
        assert_eq!(taken, [1, 2, 4, 5, 5]);
    }
}
