//! Ranks the candidates of one language by what word counts alone cannot tell.
//!
//! The best few hundred by BM25 are looked at again: is the query exactly this question, do its
//! words stand together and in order, how much of the query do they hold, does the entry only point
//! elsewhere? What that is worth is said by [`super::signals`].

use super::candidate::Candidate;
use super::nearness::Nearness;
use super::proximity;
use super::signals::{PerField, Signals};
use crate::index::IndexError;
use crate::index::store::columns::Columns;
use crate::search::parameters::RankingParameters;
use crate::search::retrieve::best::Scored;
use crate::search::retrieve::bm25::{self, TermScorer, TermStats};
use crate::search::retrieve::fields::Fields;
use crate::search::retrieve::first_stage::{FirstStage, Matched, typed_among};
use crate::search::retrieve::pruned::wanted::Wanted;
use crate::search::retrieve::term_mask::TermMask;

/// What the candidates of one language are ranked by.
pub(crate) struct Ranking<'a> {
    /// The text fields of the language.
    pub fields: &'a Fields,
    /// Its columns.
    pub columns: &'a Columns,
    /// The query's words as this language knows them.
    pub words: &'a [TermStats],
    /// What each word adds where.
    pub scorers: &'a [TermScorer],
    /// Hashes of the query as typed and as corrected.
    pub question_hashes: &'a [u64],
    /// Whether the query is in this language. Only then proximity is worth reading positions for.
    pub is_query_language: bool,
    /// How near the entries are in meaning, if that is known.
    pub nearness: Option<&'a Nearness<'a>>,
    /// How many candidates are wanted at least.
    pub depth: usize,
    /// What the signals are worth.
    pub parameters: &'a RankingParameters,
}

/// What one language finds, ranked.
pub(crate) struct Ranked {
    /// The best of the matches, best first.
    pub candidates: Vec<Candidate>,
    /// What matches.
    pub matched: Matched,
    /// The best score of words alone, where meaning was added to it; 0 if no word matches.
    pub best_by_words: f32,
}

impl Ranking<'_> {
    /// Ranks the best of the matches, best first: as many as are wanted, or a few hundred.
    /// `first_stage` finds the entries that are looked at again.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn rank(
        &self,
        first_stage: impl FnOnce(&Wanted<'_>) -> Result<FirstStage, IndexError>,
    ) -> Result<Ranked, IndexError> {
        let depth = &self.parameters.depth;
        let count = self.depth.max(depth.rescore).max(1);
        let weights: Vec<f32> = self.words.iter().map(TermStats::term_weight).collect();
        let run = &self.parameters.run;
        let typed_form = self.words.len() == 1;
        let first = first_stage(&Wanted {
            count: count.max(depth.first_stage),
            most_covered: (self.is_long()).then_some((&weights, run.candidates)),
            typed_form,
            near: self
                .nearness
                .map_or(&[][..], |near| near.candidates.as_slice()),
        })?;
        let best = self.rescored(first.best, &first.certain, count)?;
        let typed = if typed_form {
            let documents: Vec<u32> = best.iter().map(|scored| scored.doc).collect();
            typed_among(&documents, self.scorers)?
        } else {
            Vec::new()
        };
        let whole_query = matched_weight(self.words, TermMask::ALL);
        let mut candidates: Vec<Candidate> = best
            .into_iter()
            .map(|scored| self.candidate(scored, whole_query))
            .collect();
        if self.is_query_language {
            proximity::measure(self.fields, self.words, self.parameters, &mut candidates)?;
        }
        for candidate in &mut candidates {
            candidate.score = candidate.signals.score(self.parameters);
        }
        let mut best_by_words = 0.0;
        if let Some(nearness) = self.nearness {
            let scores = candidates.iter().map(|candidate| candidate.score);
            best_by_words = scores.fold(0.0, f32::max);
            let unit = match best_by_words {
                0.0 => whole_query.max(1.0),
                best => best,
            };
            nearness.add(&mut candidates, unit, self.parameters);
        }
        Candidate::sort(&mut candidates);
        let latest = self.parameters.exact_form.latest_place;
        promote_exact(&mut candidates, &typed, latest);
        Ok(Ranked {
            candidates,
            matched: first.matched,
            best_by_words,
        })
    }

    /// Scores exact forms and function words of the best of the first stage, and chooses `count` of
    /// them, besides those that are certain; in the order of documents.
    fn rescored(
        &self,
        mut best: Vec<Scored>,
        certain: &[Scored],
        count: usize,
    ) -> Result<Vec<Scored>, IndexError> {
        let order = |doc| self.columns.sort_key(doc);
        best.extend(certain);
        best.sort_unstable_by_key(|scored| scored.doc);
        best.dedup_by_key(|scored| scored.doc);
        bm25::rescore(&mut best, self.fields, self.scorers)?;
        if best.len() > count {
            let is_certain = |scored: &Scored| {
                let found = certain.binary_search_by_key(&scored.doc, |certain| certain.doc);
                found.is_ok()
            };
            best.select_nth_unstable_by(count - 1, |a, b| {
                b.score
                    .total_cmp(&a.score)
                    .then_with(|| order(a.doc).cmp(&order(b.doc)))
            });
            let further = best.split_off(count);
            best.extend(further.into_iter().filter(is_certain));
            best.sort_unstable_by_key(|scored| scored.doc);
        }
        Ok(best)
    }

    /// Returns whether the query is long enough for a run of its words to be no chance. Then those
    /// entries are looked at, too, that hold most of it: the words of their questions may have left
    /// them far behind.
    fn is_long(&self) -> bool {
        let run = &self.parameters.run;
        let is_short = u32::try_from(self.words.len()).is_ok_and(|n| n < run.certain_length);
        !is_short && self.is_query_language
    }

    /// Makes a candidate with the signals that need no positions. `whole_query` is the weight of
    /// all words.
    fn candidate(&self, scored: Scored, whole_query: f32) -> Candidate {
        let Scored {
            doc,
            score,
            matched_terms,
        } = scored;
        let flags = self.columns.flags(doc);
        let answer = self.columns.answer(doc);
        let coverage = if whole_query > 0.0 {
            matched_weight(self.words, matched_terms) / whole_query
        } else {
            1.0
        };
        Candidate {
            doc,
            typed_alike: 0,
            same_question: self.question_hashes.contains(&answer.question),
            signals: Signals {
                lexical: score,
                proximity: PerField::default(),
                passage: PerField::default(),
                run: PerField::default(),
                coverage,
                is_navigation: flags.is_navigation(),
                is_question: flags.is_question(),
                article_questions: flags.questions(),
                meaning: 0.0,
            },
            score,
            promotion: 0.0,
            typed_form: 0.0,
            matched_terms,
            group: self.columns.group(doc),
            answer,
            sort_key: self.columns.sort_key(doc),
        }
    }
}

/// Moves the best of the entries in `exact` up to the place `latest`, counted from 0, unless one
/// stands there or above.
fn promote_exact(candidates: &mut [Candidate], exact: &[u32], latest: usize) {
    let is_exact = |candidate: &Candidate| exact.binary_search(&candidate.doc).is_ok();
    let Some(place) = candidates.iter().position(is_exact) else {
        return;
    };
    if place > latest {
        // It takes a score just above that of its new place, so that several languages are merged
        // in the same order.
        let score = candidates[latest].score.next_up();
        candidates[latest..=place].rotate_right(1);
        let promoted = &mut candidates[latest];
        promoted.promotion = score - promoted.score;
        promoted.score = score;
    }
}

/// Returns what the words with these numbers weigh together.
fn matched_weight(words: &[TermStats], matched: TermMask) -> f32 {
    words
        .iter()
        .enumerate()
        .filter(|(number, _)| matched.contains(TermMask::of(*number)))
        .map(|(_, word)| word.term_weight())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promoted(exact: &[u32]) -> Vec<u32> {
        let mut candidates: Vec<Candidate> = (0..6_u8)
            .map(|doc| Candidate::sample(doc.into(), 9.0 - f32::from(doc), doc.into()))
            .collect();
        promote_exact(&mut candidates, exact, 2);
        assert!(
            candidates
                .windows(2)
                .all(|pair| pair[0].score >= pair[1].score)
        );
        for one in &candidates {
            let of_signals = one.signals.score(&RankingParameters::default());
            assert!((of_signals + one.promotion - one.score).abs() < 1e-4);
        }
        candidates.iter().map(|candidate| candidate.doc).collect()
    }

    #[test]
    fn the_form_typed_stands_among_the_first_three() {
        assert_eq!(promoted(&[5]), [0, 1, 5, 2, 3, 4]);
        assert_eq!(promoted(&[1, 5]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(promoted(&[]), [0, 1, 2, 3, 4, 5]);
    }
}
