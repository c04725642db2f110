//! Which of the entries that match are admitted by the filters of a request.

use std::collections::HashSet;

use super::matches::Matches;
use super::segment::Segment;
use crate::index::IndexError;
use crate::model::article::Kind;
use crate::model::request::Request;

/// Keeps the matches of the kind and with the front matter that the request asks for.
///
/// # Errors
/// The index is damaged.
pub(crate) fn retain_admitted(
    segment: &Segment,
    request: &Request,
    matches: &mut Matches,
) -> Result<(), IndexError> {
    if let Some(kind) = request.kind {
        let is_question = kind == Kind::Question;
        matches.retain(|doc| segment.columns.flags(doc).is_question() == is_question);
    }
    for (field, value) in &request.filters {
        let admitted = segment.documents_with_facet(field, value)?;
        let admitted: HashSet<u32> = admitted.into_iter().collect();
        matches.retain(|doc| admitted.contains(&doc));
    }
    Ok(())
}
