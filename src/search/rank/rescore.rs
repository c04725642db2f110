//! Ranks the candidates of one language: what word counts alone cannot tell.
//!
//! The best few hundred by score are looked at again: is the query exactly
//! this question, do its words stand together and in order, how much of the
//! query do they hold, does the entry only point elsewhere?

use super::proximity;
use crate::index::store::columns::{Columns, SortKey};
use crate::index::{AnswerFingerprint, IndexError, TextField};
use crate::search::retrieve::bm25::{self, Matches, Scored, TermScorer, TermStats};
use crate::search::retrieve::fields::Fields;

/// How many candidates are looked at again, at least.
pub const CANDIDATES: usize = 256;

/// How many entries get exact forms and function words scored, at least. These
/// add too little to lift one from further below into the candidates.
const REFINED: usize = 2 * CANDIDATES;

/// A query of one word shows an entry with the very form typed at this place
/// (from 0) at the latest, however many entries with other forms score higher:
/// what a person types is never lost among its inflections.
const EXACT_FORM_PLACE: usize = 2;

/// Exponent of the share of the query that an entry holds.
const COVERAGE_EXPONENT: f32 = 0.25;

/// Factor for sections: a person asks, and a question is answered where it is asked.
/// Their short headings would else gain more than a question's frame does.
const SECTION_FACTOR: f32 = 0.83;

/// What each doubling of the number of questions in an article adds: of two articles that
/// answer the same question, the FAQ is where people expect it.
const MANY_QUESTIONS_WEIGHT: f32 = 0.01;

/// Factor for entries that only point elsewhere ("Next steps").
const BOILERPLATE_FACTOR: f32 = 0.3;

/// One ranked entry of one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Document number in the language's segment.
    pub doc: u32,
    /// Whether the query is this question, word for word.
    pub same_question: bool,
    /// How many questions its article answers.
    pub questions: u64,
    /// Score within the language.
    pub score: f32,
    /// Which words it holds, by number.
    pub held: u64,
    /// Its translation group.
    pub group: u64,
    /// What its answer is compared by.
    pub answer: AnswerFingerprint,
    /// Order among equals.
    pub(crate) sort_key: SortKey,
}

impl Candidate {
    /// Tells the files of entries apart.
    #[must_use]
    pub fn file(&self) -> u64 {
        self.sort_key.file()
    }
}

/// Ranks the matches; best first: `wanted`, or a few hundred. `asked` are the hashes of
/// the query as typed and as corrected. Nearness is worth reading for only in a language
/// where the query is at `home`.
///
/// # Errors
/// The index is damaged.
pub fn rank(
    fields: &Fields,
    columns: &Columns,
    (words, scorers): (&[TermStats], &[TermScorer]),
    matches: &Matches,
    (asked, home): (&[u64], bool),
    wanted: usize,
) -> Result<Vec<Candidate>, IndexError> {
    let count = wanted.max(CANDIDATES);
    let mut best = matches.best(count.max(REFINED), |doc| columns.sort_key(doc));
    let exact = exact_holders(words, scorers, matches);
    let best_exact = exact
        .iter()
        .filter_map(|&doc| matches.get(doc))
        .max_by(|a, b| {
            let earlier = || columns.sort_key(b.doc).cmp(&columns.sort_key(a.doc));
            a.score.total_cmp(&b.score).then_with(earlier)
        });
    if let Some(scored) = best_exact
        && let Err(place) = best.binary_search_by_key(&scored.doc, |scored| scored.doc)
    {
        best.insert(place, scored);
    }
    bm25::refine(&mut best, fields, scorers);
    if best.len() > count {
        best.select_nth_unstable_by(count - 1, |a, b| {
            let keep = |scored: &Scored| best_exact.is_some_and(|exact| exact.doc == scored.doc);
            keep(b)
                .cmp(&keep(a))
                .then_with(|| b.score.total_cmp(&a.score))
                .then_with(|| columns.sort_key(a.doc).cmp(&columns.sort_key(b.doc)))
        });
        best.truncate(count);
        best.sort_unstable_by_key(|scored| scored.doc);
    }
    let mut candidates: Vec<Candidate> = best
        .into_iter()
        .map(|Scored { doc, score, held }| {
            let answer = columns.answer(doc);
            Candidate {
                doc,
                same_question: asked.contains(&answer.question),
                questions: columns.flags(doc).questions(),
                score,
                held,
                group: columns.group(doc),
                answer,
                sort_key: columns.sort_key(doc),
            }
        })
        .collect();
    if home {
        proximity::add(fields, words, &mut candidates)?;
    }
    let all: f32 = told(words, u64::MAX);
    for candidate in &mut candidates {
        if all > 0.0 {
            candidate.score *= (told(words, candidate.held) / all).powf(COVERAGE_EXPONENT);
        }
        let flags = columns.flags(candidate.doc);
        if flags.is_navigation() {
            candidate.score *= BOILERPLATE_FACTOR;
        }
        if flags.is_question() {
            candidate.score *= answers_many(candidate.questions);
        } else {
            candidate.score *= SECTION_FACTOR;
        }
    }
    candidates.sort_by(compare);
    promote_exact(&mut candidates, &exact);
    Ok(candidates)
}

/// Factor for a question of an article that answers this many.
#[allow(clippy::cast_precision_loss)] // counts of questions
fn answers_many(questions: u64) -> f32 {
    1.0 + MANY_QUESTIONS_WEIGHT * (questions.max(1) as f32).log2()
}

/// Entries that hold the form typed, for a query of one word; ascending.
fn exact_holders(words: &[TermStats], scorers: &[TermScorer], matches: &Matches) -> Vec<u32> {
    if words.len() != 1 {
        return Vec::new();
    }
    let mut holders: Vec<u32> = scorers
        .iter()
        .filter(|scorer| scorer.exact && scorer.field != TextField::Links)
        .flat_map(|scorer| scorer.postings.documents.iter().copied())
        .filter(|doc| matches.get(*doc).is_some())
        .collect();
    holders.sort_unstable();
    holders.dedup();
    holders
}

/// Moves the best entry with the form typed up to [`EXACT_FORM_PLACE`], unless
/// one stands there or above.
fn promote_exact(candidates: &mut [Candidate], exact: &[u32]) {
    let held = |candidate: &Candidate| exact.binary_search(&candidate.doc).is_ok();
    let Some(place) = candidates.iter().position(held) else {
        return;
    };
    if place > EXACT_FORM_PLACE {
        // It takes a score just above that of its new place, so that several
        // languages fold in the same order.
        let score = candidates[EXACT_FORM_PLACE].score.next_up();
        candidates[EXACT_FORM_PLACE..=place].rotate_right(1);
        candidates[EXACT_FORM_PLACE].score = score;
    }
}

/// What the words with these numbers tell together.
fn told(words: &[TermStats], held: u64) -> f32 {
    words
        .iter()
        .enumerate()
        .filter(|(number, _)| held & (1 << (*number).min(63)) != 0)
        .map(|(_, word)| word.term_weight())
        .sum()
}

/// Best first: the very question, among several of it the one whose article
/// answers more questions, then score, then file order.
#[must_use]
pub fn compare(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    compare_scored((a, a.score), (b, b.score))
}

/// The same by other scores than the candidates' own.
#[must_use]
pub fn compare_scored(
    (a, a_score): (&Candidate, f32),
    (b, b_score): (&Candidate, f32),
) -> std::cmp::Ordering {
    let asked = |candidate: &Candidate| candidate.same_question.then_some(candidate.questions);
    asked(b)
        .cmp(&asked(a))
        .then_with(|| b_score.total_cmp(&a_score))
        .then_with(|| a.sort_key.cmp(&b.sort_key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(doc: u32, score: f32) -> Candidate {
        Candidate {
            doc,
            same_question: false,
            questions: 1,
            score,
            held: 1,
            group: u64::from(doc),
            answer: AnswerFingerprint {
                question: u64::from(doc),
                bits: u64::from(doc) << 48,
            },
            sort_key: SortKey::new(0, doc, 0),
        }
    }

    fn promoted(exact: &[u32]) -> Vec<u32> {
        let mut candidates: Vec<Candidate> = (0..6_u8)
            .map(|doc| candidate(doc.into(), 9.0 - f32::from(doc)))
            .collect();
        promote_exact(&mut candidates, exact);
        assert!(
            candidates
                .windows(2)
                .all(|pair| pair[0].score >= pair[1].score)
        );
        candidates.iter().map(|candidate| candidate.doc).collect()
    }

    #[test]
    fn the_form_typed_stands_among_the_first_three() {
        assert_eq!(promoted(&[5]), [0, 1, 5, 2, 3, 4]);
        assert_eq!(promoted(&[1, 5]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(promoted(&[]), [0, 1, 2, 3, 4, 5]);
    }
}
