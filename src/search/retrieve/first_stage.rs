//! The entries that are looked at again: the best by the words that decide, and some that must not
//! be missed.
//!
//! Owns which those are, and whether all that matches is scored to find them or only what may be
//! among them. Both find the same. What scores are made of is [`super::bm25`]'s.

use super::best::Scored;
use super::bm25::TermScorer;
use super::coverage::Coverage;
use super::exhaustive;
use super::filter::Filter;
use super::matches::Matches;
use super::pruned;
use super::pruned::wanted::{Pruning, Wanted};
use super::required::Texts;
use super::segment::Segment;
use crate::index::store::columns::SortKey;
use crate::index::{IndexError, TextField};
use crate::model::response::Operators;

/// The entries that are looked at again.
pub(crate) struct FirstStage {
    /// The best by what the words add that decide; ascending by document.
    pub(crate) best: Vec<Scored>,
    /// Those that are looked at whatever their place: the best with the form typed, those that hold
    /// most of a long query, and those near in meaning; ascending by document.
    pub(crate) certain: Vec<Scored>,
    /// The entries that match.
    pub(crate) matched: Matched,
}

/// The entries that match, ascending.
pub(crate) enum Matched {
    /// All of them.
    All(Vec<u32>),
    /// Some of them, many more than were scored.
    Some(Vec<u32>),
}

impl Matched {
    /// Returns those that are known.
    #[must_use]
    pub(crate) fn known(&self) -> &[u32] {
        let (Self::All(known) | Self::Some(known)) = self;
        known
    }

    /// Returns whether these are all.
    #[must_use]
    pub(crate) fn is_all(&self) -> bool {
        matches!(self, Self::All(_))
    }
}

/// Which entries a request admits.
pub(crate) struct Admission<'a> {
    /// By kind and front matter.
    pub(crate) filter: Filter<'a>,
    /// What reads the texts, for operators.
    pub(crate) texts: Texts<'a>,
    /// What the query asks for besides words.
    pub(crate) operators: &'a Operators,
    /// The indexed terms of each beginning of words that is asked for.
    pub(crate) prefixes: &'a [Vec<String>],
}

/// Finds the entries that are looked at again.
///
/// # Errors
/// The index is damaged.
pub(crate) fn first_stage(
    segment: &Segment,
    scorers: &[TermScorer],
    wanted: &Wanted<'_>,
    admission: &Admission<'_>,
    pruning: Pruning,
) -> Result<FirstStage, IndexError> {
    let order = |doc| segment.columns.sort_key(doc);
    // Operators read texts of all that matches, and what is near matches without a word.
    if admission.operators.is_empty()
        && wanted.near.is_empty()
        && let Some(chosen) = pruned::choose(segment, scorers, wanted, &admission.filter, pruning)?
    {
        let typed = match wanted.typed_form {
            true => best_typed(&chosen.best, scorers, order)?,
            false => Some(None),
        };
        if let Some(typed) = typed {
            return Ok(FirstStage {
                best: chosen.best,
                certain: together(chosen.most_covered, typed),
                matched: Matched::Some(chosen.matched),
            });
        }
    }
    all(segment, scorers, wanted, admission)
}

/// Finds them by scoring all that matches.
fn all(
    segment: &Segment,
    scorers: &[TermScorer],
    wanted: &Wanted<'_>,
    admission: &Admission<'_>,
) -> Result<FirstStage, IndexError> {
    let order = |doc| segment.columns.sort_key(doc);
    let mut matches = exhaustive::matches(segment, scorers)?;
    if !wanted.near.is_empty() {
        matches.admit(wanted.near);
    }
    if !admission.filter.admits_all() {
        matches.retain(|doc| admission.filter.admits(doc));
    }
    if !admission.operators.is_empty() {
        let texts = admission.texts;
        texts.retain(admission.operators, admission.prefixes, &mut matches)?;
    }
    let best = matches.best(wanted.count, order);
    let mut further = wanted
        .most_covered
        .map_or_else(Vec::new, |(weights, count)| {
            matches.most_covered(&Coverage::new(weights), &best, count, order)
        });
    further.extend(wanted.near.iter().filter_map(|&doc| matches.get(doc)));
    let typed = if wanted.typed_form {
        match best_typed(&best, scorers, order)? {
            Some(typed) => typed,
            None => best_typed_of_all(&matches, scorers, order)?,
        }
    } else {
        None
    };
    Ok(FirstStage {
        best,
        certain: together(further, typed),
        matched: Matched::All(matches.into_documents()),
    })
}

/// Returns the best of some entries with the form typed. If none has it, others may: nothing is
/// returned, unless no entry has it.
fn best_typed(
    best: &[Scored],
    scorers: &[TermScorer],
    order: impl Fn(u32) -> SortKey,
) -> Result<Option<Option<Scored>>, IndexError> {
    let documents: Vec<u32> = best.iter().map(|scored| scored.doc).collect();
    let holders = typed_among(&documents, scorers)?;
    if holders.is_empty() {
        let has_holders = typed_form(scorers).any(|scorer| !scorer.postings.is_empty());
        return Ok((!has_holders).then_some(None));
    }
    let holders = best
        .iter()
        .filter(|scored| holders.binary_search(&scored.doc).is_ok());
    Ok(Some(best_of(holders.copied(), order)))
}

/// Returns the best of all matches with the form typed.
fn best_typed_of_all(
    matches: &Matches,
    scorers: &[TermScorer],
    order: impl Fn(u32) -> SortKey,
) -> Result<Option<Scored>, IndexError> {
    let mut best = Vec::new();
    for scorer in typed_form(scorers) {
        let postings = scorer.postings.read()?;
        best.extend(
            postings
                .documents
                .iter()
                .filter_map(|&doc| matches.get(doc)),
        );
    }
    Ok(best_of(best.into_iter(), order))
}

/// Returns the best by score; of equals the first.
fn best_of(all: impl Iterator<Item = Scored>, order: impl Fn(u32) -> SortKey) -> Option<Scored> {
    all.max_by(|a, b| {
        let earlier = || order(b.doc).cmp(&order(a.doc));
        a.score.total_cmp(&b.score).then_with(earlier)
    })
}

/// Returns those of the documents, which ascend, that hold the form typed.
///
/// # Errors
/// The index is damaged.
pub(crate) fn typed_among(
    documents: &[u32],
    scorers: &[TermScorer],
) -> Result<Vec<u32>, IndexError> {
    let mut holders = Vec::new();
    for scorer in typed_form(scorers) {
        holders.append(&mut scorer.postings.among(documents)?);
    }
    holders.sort_unstable();
    holders.dedup();
    Ok(holders)
}

/// Returns what says where the form typed stands. Addresses do not count.
fn typed_form(scorers: &[TermScorer]) -> impl Iterator<Item = &TermScorer> {
    let counts = |scorer: &&TermScorer| scorer.exact && scorer.field != TextField::Links;
    scorers.iter().filter(counts)
}

/// Puts entries together, ascending by document, each once.
fn together(mut some: Vec<Scored>, one: Option<Scored>) -> Vec<Scored> {
    some.extend(one);
    some.sort_unstable_by_key(|scored| scored.doc);
    some.dedup_by_key(|scored| scored.doc);
    some
}
