//! The filters of the command line: which kinds of entries and which paths an option selects.

use globset::{Glob, GlobMatcher};

use super::args::KindFilter;
use super::error::CommandError;
use crate::model::article::Kind;

/// Returns the kind that `--kind` selects, or none if it selects both.
pub(crate) fn kind(filter: KindFilter) -> Option<Kind> {
    match filter {
        KindFilter::Question => Some(Kind::Question),
        KindFilter::Section => Some(Kind::Section),
        KindFilter::Any => None,
    }
}

/// Returns what decides which paths `--path GLOB` selects.
///
/// # Errors
/// It is no glob.
pub(crate) fn path_matcher(glob: &str) -> Result<GlobMatcher, CommandError> {
    Glob::new(glob)
        .map(|glob| glob.compile_matcher())
        .map_err(|error| CommandError::Usage(error.to_string()))
}
