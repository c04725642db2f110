//! Which words of the query the best hit lacks.

use super::hit::CollapsedHit;
use super::result::LanguageResult;
use crate::model::response::Relaxed;
use crate::search::rank::candidate::Candidate;
use crate::search::retrieve::bm25::TermStats;
use crate::search::retrieve::term_mask::TermMask;

/// Returns the words that the best hit lacks, if no candidate of its language holds them all.
/// Function words and pairs of characters do not matter.
#[must_use]
pub(crate) fn relaxed(results: &[LanguageResult], hits: &[CollapsedHit]) -> Option<Relaxed> {
    let best = &hits.first()?.best;
    if best.candidate.same_question {
        return None;
    }
    let result = results
        .iter()
        .find(|result| result.language == best.language)?;
    let wanted: Vec<(TermMask, &TermStats)> = result
        .words
        .iter()
        .take(TermMask::PLACES)
        .enumerate()
        .filter(|(_, stats)| stats.term.weight >= 1.0)
        .map(|(number, stats)| (TermMask::of(number), stats))
        .collect();
    let mut all = TermMask::default();
    wanted.iter().for_each(|(word, _)| all.insert(*word));
    let is_complete = |candidate: &Candidate| candidate.matched_terms.contains(all);
    if result.candidates.iter().any(is_complete) {
        return None;
    }
    let missing: Vec<String> = wanted
        .iter()
        .filter(|(word, _)| !best.candidate.matched_terms.contains(*word))
        .map(|(_, stats)| stats.term.surface.clone())
        .collect();
    (!missing.is_empty()).then_some(Relaxed { missing })
}
