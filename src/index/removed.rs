//! What of a source file does not stay when a generation is built upon another.

use std::collections::BTreeSet;

/// What of a file, in one language, does not stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Removed {
    /// All of its entries.
    All,
    /// The entries with these identifiers.
    Entries(BTreeSet<String>),
}

impl Removed {
    /// Returns whether an entry of the file does not stay.
    #[must_use]
    pub(crate) fn covers(&self, id: &str) -> bool {
        match self {
            Self::All => true,
            Self::Entries(ids) => ids.contains(id),
        }
    }
}
