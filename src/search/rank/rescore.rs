//! Ranks the candidates of one language by what word counts alone cannot tell.
//!
//! The best few hundred by BM25 are looked at again: is the query exactly this question, do its
//! words stand together and in order, how much of the query do they hold, does the entry only point
//! elsewhere? What that is worth is said by [`super::signals`].

use super::candidate::Candidate;
use super::nearness::Nearness;
use super::proximity;
use super::signals::{PerField, Signals};
use crate::index::store::columns::Columns;
use crate::index::{IndexError, TextField};
use crate::search::parameters::RankingParameters;
use crate::search::retrieve::bm25::{self, TermScorer, TermStats};
use crate::search::retrieve::fields::Fields;
use crate::search::retrieve::matches::{Coverage, Matches, Scored};
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
    /// The entries that match, with the score of the first stage.
    pub matches: &'a Matches,
    /// Hashes of the query as typed and as corrected.
    pub question_hashes: &'a [u64],
    /// Whether the query is in this language. Only then proximity is worth reading positions for.
    pub is_query_language: bool,
    /// How near the entries are in meaning, if that is known.
    pub nearness: Option<&'a Nearness>,
    /// How many candidates are wanted at least.
    pub depth: usize,
    /// What the signals are worth.
    pub parameters: &'a RankingParameters,
}

impl Ranking<'_> {
    /// Ranks the matches, best first: as many as are wanted, or a few hundred.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn rank(&self) -> Result<Vec<Candidate>, IndexError> {
        let exact = self.exact_holders();
        let best = self.first_stage(&exact);
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
        if let Some(nearness) = self.nearness {
            nearness.add(&mut candidates, whole_query.max(1.0), self.parameters);
        }
        candidates.sort_by(Candidate::compare);
        let latest = self.parameters.exact_form.latest_place;
        promote_exact(&mut candidates, &exact, latest);
        Ok(candidates)
    }

    /// Chooses the entries that are looked at again, in the order of documents, with exact forms
    /// and function words scored.
    ///
    /// The best of the entries in `exact` is always among them, and so are those that hold most of a
    /// long query.
    fn first_stage(&self, exact: &[u32]) -> Vec<Scored> {
        let depth = &self.parameters.depth;
        let count = self.depth.max(depth.rescore).max(1);
        let order = |doc| self.columns.sort_key(doc);
        let mut best = self.matches.best(count.max(depth.first_stage), order);
        let best_exact = exact
            .iter()
            .filter_map(|&doc| self.matches.get(doc))
            .max_by(|a, b| {
                let earlier = || order(b.doc).cmp(&order(a.doc));
                a.score.total_cmp(&b.score).then_with(earlier)
            });
        let mut certain = self.most_covered(&best);
        certain.extend(best_exact);
        let near = self.nearness.iter().flat_map(|near| &near.candidates);
        certain.extend(near.filter_map(|&doc| self.matches.get(doc)));
        certain.sort_unstable_by_key(|scored| scored.doc);
        certain.dedup_by_key(|scored| scored.doc);
        best.extend(&certain);
        best.sort_unstable_by_key(|scored| scored.doc);
        best.dedup_by_key(|scored| scored.doc);
        bm25::rescore(&mut best, self.fields, self.scorers);
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
        best
    }

    /// Lists the entries that hold most of a query that is long enough for a run of words to be no
    /// chance. The words of their questions may have left them far behind. `best` are the best by
    /// score.
    fn most_covered(&self, best: &[Scored]) -> Vec<Scored> {
        let run = &self.parameters.run;
        let is_short = u32::try_from(self.words.len()).is_ok_and(|n| n < run.certain_length);
        if is_short || !self.is_query_language {
            return Vec::new();
        }
        let order = |doc| self.columns.sort_key(doc);
        let weights: Vec<f32> = self.words.iter().map(TermStats::term_weight).collect();
        let coverage = Coverage::new(&weights);
        self.matches
            .most_covered(&coverage, best, run.candidates, order)
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

    /// Lists the entries that hold the form typed, ascending, for a query of one word; none for
    /// longer queries.
    fn exact_holders(&self) -> Vec<u32> {
        if self.words.len() != 1 {
            return Vec::new();
        }
        let mut holders: Vec<u32> = self
            .scorers
            .iter()
            .filter(|scorer| scorer.exact && scorer.field != TextField::Links)
            .flat_map(|scorer| scorer.postings.documents.iter().copied())
            .filter(|doc| self.matches.get(*doc).is_some())
            .collect();
        holders.sort_unstable();
        holders.dedup();
        holders
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
