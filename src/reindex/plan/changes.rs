//! How far the content has moved on since a generation was built, for `faq status`.
//!
//! Counts only; a run plans its work by [`super::compare`] and by reading.

use serde::Serialize;

use super::compare::{self, Known};
use crate::content::dialect::site::Site;
use crate::content::format::Holds;
use crate::content::source::discover::{Root, RootError, SourceFile};
use crate::content::source::load;
use crate::index::{Finding, InputFile};
use crate::model::rule;

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

/// The content roots as they are now.
#[derive(Debug, Default)]
pub(crate) struct ContentState {
    /// How they differ from the inputs of a generation; none if a root cannot be used.
    pub(crate) changes: Option<ChangeCounts>,
    /// Files that the configuration excludes, and kinds of files that are not read.
    pub(crate) excluded: Vec<Finding>,
    /// Why roots cannot be used.
    pub(crate) root_errors: Vec<RootError>,
    /// The dialects of each root.
    pub(crate) sites: Vec<Site>,
}

/// Compares content roots with the inputs of a generation.
///
/// Reads only files whose size or time differs.
#[must_use]
pub(crate) fn content_state(roots: &[Root], inputs: &[InputFile]) -> ContentState {
    let mut discovery = compare::walk(roots, inputs);
    let problems = std::mem::take(&mut discovery.problems).into_iter();
    let excluded = problems
        .filter(|problem| [rule::LEFT_OUT, rule::NOT_READ].contains(&problem.rule))
        .map(Finding::from)
        .collect();
    let sites = std::mem::take(&mut discovery.sites);
    if !discovery.root_errors.is_empty() {
        return ContentState {
            root_errors: discovery.root_errors,
            sites,
            excluded,
            changes: None,
        };
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
    ContentState {
        changes: Some(counts),
        excluded,
        root_errors: Vec::new(),
        sites,
    }
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
