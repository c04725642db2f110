//! How many hits there are.

use super::group_set::GroupSet;
use super::hit::CollapsedHit;
use super::result::LanguageResult;
use crate::index::IndexError;
use crate::search::open_languages::OpenLanguages;
#[cfg(feature = "opensearch")]
use crate::search::retrieve::remote::Remote;

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
        return Ok(only.total() - same);
    }
    #[cfg(feature = "opensearch")]
    if has_more_elsewhere(results) {
        let mut groups = None;
        for result in results {
            let remote = languages.get(result.language)?.segment.remote();
            groups = groups.max(remote.and_then(Remote::distinct_groups));
        }
        return Ok(hits_of(groups.unwrap_or(0), hits));
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
    Ok(hits_of(groups.len(), hits))
}

/// Returns whether more hits than `most` are certain without counting those of several languages,
/// which is asked of whoever keeps them.
#[cfg(feature = "opensearch")]
pub(crate) fn are_more_than(most: usize, results: &[LanguageResult]) -> bool {
    let of_one = results.iter().map(LanguageResult::total).max();
    results.len() > 1 && has_more_elsewhere(results) && of_one.is_some_and(|found| found > most)
}

/// Returns whether the hits that are counted are all, and none is estimated.
pub(crate) fn is_exact(results: &[LanguageResult]) -> bool {
    #[cfg(feature = "opensearch")]
    {
        // Equal answers are told among those at hand, and translation groups are estimated.
        if has_more_elsewhere(results) || results.iter().any(|result| result.elsewhere.is_more) {
            return false;
        }
    }
    results.iter().all(|result| result.matched.is_all())
}

/// Returns whether more entries match than those at hand.
#[cfg(feature = "opensearch")]
fn has_more_elsewhere(results: &[LanguageResult]) -> bool {
    let mut all = results.iter();
    all.any(|result| result.elsewhere.total.is_some())
}

/// Counts the hits of so many translation groups.
fn hits_of(groups: usize, hits: &[CollapsedHit]) -> usize {
    let same = hits.iter().map(|hit| {
        let group = hit.best.candidate.group;
        let other = hit.same.iter().filter(|same| same.candidate.group != group);
        other.count()
    });
    let same: usize = same.sum();
    groups.saturating_sub(same).max(hits.len())
}
