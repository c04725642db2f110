//! How far the content has moved on since a generation was built, for `faq status`.
//!
//! Counts only; a run plans its work by [`super::compare`] and by reading.

use serde::Serialize;

use super::compare::{self, Known};
use crate::content::format::Holds;
use crate::content::source::discover::{Root, RootError, SourceFile};
use crate::content::source::load;
use crate::index::InputFile;

/// How many files differ from those that an index was built from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub(crate) struct ChangeCounts {
    /// Files that were not there.
    pub added: usize,
    /// Files with another content.
    pub changed: usize,
    /// Files that are gone.
    pub removed: usize,
}

/// Counts the differences between content roots and the inputs of a generation.
///
/// Reads only files whose size or time differs. Returns no counts when a root cannot be used,
/// and then the reasons.
#[must_use]
pub(crate) fn count_changes(
    roots: &[Root],
    inputs: &[InputFile],
) -> (Option<ChangeCounts>, Vec<RootError>) {
    let discovery = compare::walk(roots, inputs);
    if !discovery.root_errors.is_empty() {
        return (None, discovery.root_errors);
    }
    let comparison = compare::compare(discovery, roots, inputs);
    let mut counts = ChangeCounts {
        removed: comparison.removed.len(),
        ..ChangeCounts::default()
    };
    for file in &comparison.files {
        match &file.known {
            Known::New => counts.added += 1,
            Known::MaybeChanged(input) if differs(&file.source, input) => counts.changed += 1,
            Known::Unchanged(_) | Known::MaybeChanged(_) => {}
        }
    }
    let includes = &comparison.companions.includes;
    counts.changed += includes.iter().filter(|include| include.differs).count();
    (Some(counts), Vec::new())
}

/// Returns whether a file that looks different is different. A file that could not be read is
/// the same for as long as it cannot be read.
fn differs(file: &SourceFile, input: &InputFile) -> bool {
    match (file.format.holds(), load::hash(&file.absolute)) {
        // Of a longer article only the beginning was read.
        (Holds::Article, Ok(_)) if file.size > load::MAX_ARTICLE_BYTES => input.size != file.size,
        (_, Ok(hash)) => hash != input.hash,
        (_, Err(_)) => !input.hash.is_empty(),
    }
}
