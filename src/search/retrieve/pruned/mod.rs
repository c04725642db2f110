//! The best of what matches, without scoring the rest: `MaxScore` (Turtle & Flood, 1995) by windows
//! of documents.
//!
//! Each list of postings has a bound, which nothing in it exceeds. Lists whose bounds together
//! stay below the last of the best so far make no candidate: they are only asked about the
//! candidates of the others, and those that cannot come among the best any more are let go on the
//! way. What is found is what scoring everything finds, with the same sums to the last bit.
//!
//! [`choice`] owns which lists make candidates, [`window`] the candidates of a window, [`leaders`] the
//! best so far, [`list`] a list with its bounds, [`rest`] the bounds of several lists, [`shared`] how
//! several threads share the documents.

mod choice;
mod leaders;
mod list;
mod rest;
mod shared;
#[cfg(test)]
mod tests;
pub(crate) mod wanted;
mod window;

use self::leaders::Leaders;
use self::list::List;
use self::shared::Shared;
use self::wanted::{Pruning, Wanted};
use self::window::Window;
use super::best::Scored;
use super::bm25::{self, TermScorer};
use super::coverage::Coverage;
use super::filter::Filter;
use super::postings::PostingCursor;
use super::segment::Segment;
use crate::index::IndexError;

/// What was chosen of the entries that match.
pub(super) struct Chosen {
    /// The best, ascending by document.
    pub(super) best: Vec<Scored>,
    /// Those that hold most of the query, ascending by document.
    pub(super) most_covered: Vec<Scored>,
    /// Some of those that match, ascending.
    pub(super) matched: Vec<u32>,
}

/// Chooses what is wanted of the entries that match and are admitted. Returns nothing where it is as
/// well to score all of them.
///
/// # Errors
/// The index is damaged.
pub(super) fn choose(
    segment: &Segment,
    scorers: &[TermScorer],
    wanted: &Wanted<'_>,
    filter: &Filter<'_>,
    pruning: Pruning,
) -> Result<Option<Chosen>, IndexError> {
    let deciding = bm25::deciding(scorers);
    if bm25::postings(&deciding) < pruning.from_postings {
        return Ok(None);
    }
    // More than are wanted match for certain, or else all have to be known.
    let covered = wanted.most_covered.map_or(0, |(_, count)| count);
    let least = pruning.least_matches.max(2 * (wanted.count + covered + 1));
    let matched = some_matches(&deciding, filter, least)?;
    if matched.len() < least {
        return Ok(None);
    }
    let coverage = wanted
        .most_covered
        .map(|(weights, _)| Coverage::new(weights));
    let leaders = Leaders::new(wanted, coverage.as_ref());
    let shared = Shared::new(segment.entry_count(), pruning.window, leaders);
    let threads = pruning.threads(bm25::postings(&deciding));
    let leaders = shared.run(threads, |shared| {
        lead(segment, &deciding, filter, pruning.window, shared)
    })?;
    let order = |doc| segment.columns.sort_key(doc);
    let (best, most_covered) = leaders.finish(order);
    Ok(Some(Chosen {
        best,
        most_covered,
        matched,
    }))
}

/// Finds the best of the documents that no other thread takes.
///
/// # Errors
/// The index is damaged.
fn lead(
    segment: &Segment,
    deciding: &[&TermScorer],
    filter: &Filter<'_>,
    most: u32,
    shared: &Shared<'_>,
) -> Result<(), IndexError> {
    let mut lists = Vec::with_capacity(deciding.len());
    for scorer in deciding {
        lists.push(List::open(segment, scorer)?);
    }
    let admits = (!filter.admits_all()).then_some(|doc| filter.admits(doc));
    let mut window = Window::new(most, lists.len(), segment.entry_count());
    let mut found = Vec::new();
    while let Some((documents, edges)) = shared.next(&found) {
        if choice::choose(&mut lists, &edges) {
            window.order(&lists);
        }
        window.find(documents, &mut lists, &edges, admits.as_ref());
        window.complete(&mut lists, &edges);
        found.clear();
        window.settle(&lists, &edges, &mut found);
    }
    Ok(())
}

/// Documents that are gone through before those that match are counted.
const SOME: u32 = 1 << 12;

/// Returns the first `count` admitted entries of the longest list.
fn some_matches(
    deciding: &[&TermScorer],
    filter: &Filter<'_>,
    count: usize,
) -> Result<Vec<u32>, IndexError> {
    let mut matched = Vec::new();
    let adding = deciding.iter().filter(|scorer| scorer.adds());
    let Some(longest) = adding.max_by_key(|scorer| scorer.postings.len()) else {
        return Ok(matched);
    };
    if longest.postings.len() < count {
        return Ok(matched);
    }
    let all = filter.admits_all();
    let mut cursor = longest.postings.cursor()?;
    while matched.len() < count && cursor.doc() != PostingCursor::END {
        cursor.visit_until(cursor.doc().saturating_add(SOME), |doc, _| {
            if all || filter.admits(doc) {
                matched.push(doc);
            }
        });
    }
    matched.truncate(count);
    Ok(matched)
}
