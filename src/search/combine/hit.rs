//! A hit before it is shown, and the entries that it stands for.

use crate::search::rank::candidate::Candidate;

/// An entry of one of the languages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct EntryLocation {
    /// Number of the language in the manifest.
    pub language: usize,
    /// The entry.
    pub candidate: Candidate,
}

/// A hit before it is shown: the entry that matched best, with those that became part of its hit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CollapsedHit {
    /// The entry in the language that matched best.
    pub best: EntryLocation,
    /// Score on the scale that all languages share.
    pub score: f32,
    /// Factor in its score for the reader's first language; 1 for what was not found in it.
    pub preferred: f32,
    /// How many entries were ranked above it when it was; equal for those ranked together.
    pub tier: usize,
    /// Of the entries found of this translation group, the one that the reader reads best, if it is
    /// another. Boxed, since entries are large and there are hundreds of hits.
    pub read_instead: Option<Box<EntryLocation>>,
    /// Entries with the same answer, best first.
    pub same: Vec<EntryLocation>,
}

impl CollapsedHit {
    /// Returns the entry of this translation group that the reader reads best.
    #[must_use]
    pub(crate) fn read(&self) -> &EntryLocation {
        self.read_instead.as_deref().unwrap_or(&self.best)
    }
}
