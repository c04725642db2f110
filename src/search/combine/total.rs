//! How many hits there are.

use super::group_set::GroupSet;
use super::hit::CollapsedHit;
use super::result::LanguageResult;
use crate::index::IndexError;
use crate::search::open_languages::OpenLanguages;

/// Counts the hits of what is known to match, translations of one question once. Of equal answers,
/// those that were ranked are counted once.
///
/// # Errors
/// The index is damaged.
pub(crate) fn count(
    languages: &OpenLanguages,
    results: &[LanguageResult],
    hits: &[CollapsedHit],
) -> Result<usize, IndexError> {
    if let [only] = results {
        let same: usize = hits.iter().map(|hit| hit.same.len()).sum();
        return Ok(only.matched.known().len() - same);
    }
    let most = results
        .iter()
        .map(|result| result.matched.known().len())
        .sum();
    let mut groups = GroupSet::with_capacity(most);
    for result in results {
        let columns = &languages.get(result.language)?.segment.columns;
        columns.groups(result.matched.known(), |group| groups.insert(group));
    }
    let same = hits.iter().map(|hit| {
        let group = hit.best.candidate.group;
        let other = hit.same.iter().filter(|same| same.candidate.group != group);
        other.count()
    });
    let same: usize = same.sum();
    Ok(groups.len().saturating_sub(same).max(hits.len()))
}
