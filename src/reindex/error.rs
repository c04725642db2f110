//! What can end a run.

use crate::content::source::discover::RootError;
use crate::index::IndexError;

/// Why a run has not come to its end. The generation that was live stays live.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReindexError {
    /// The index cannot be read, written or locked, or the run was interrupted.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// There is no index yet, and a content root cannot be used.
    #[error(transparent)]
    Content(#[from] RootError),
}

impl ReindexError {
    /// Returns whether the index or the content, not the request, is at fault.
    #[must_use]
    pub fn is_unusable(&self) -> bool {
        match self {
            Self::Index(error) => error.is_unusable(),
            Self::Content(_) => true,
        }
    }

    /// Returns whether building the index anew could help.
    #[must_use]
    pub fn is_rebuildable(&self) -> bool {
        matches!(self, Self::Index(error) if error.is_rebuildable())
    }
}
