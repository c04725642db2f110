//! The right to change an index in a cluster, as those who write see it.

use crate::index::IndexError;

/// The right to change an index. Whoever writes asks first: it may have been lost.
pub(super) trait Right: Sync {
    /// Makes sure that the right is held at this moment.
    ///
    /// # Errors
    /// It was lost, or the cluster does not answer.
    fn check(&self) -> Result<(), IndexError>;

    /// Makes sure of the same, without a request if that is known from a moment ago.
    ///
    /// # Errors
    /// It was lost, or the cluster does not answer.
    fn check_soon(&self) -> Result<(), IndexError>;

    /// Takes a number for a generation that nobody else writes to: `least` or a greater one.
    ///
    /// # Errors
    /// The right was lost, or the cluster does not answer.
    fn number(&self, least: u64) -> Result<u64, IndexError>;
}
