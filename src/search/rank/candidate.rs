//! One ranked entry of one language, and the order of such entries.

use std::cmp::Ordering;

use super::signals::Signals;
use crate::index::AnswerFingerprint;
use crate::index::store::columns::SortKey;
use crate::search::retrieve::term_mask::TermMask;

/// One ranked entry of one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// Document number in the language's segment.
    pub doc: u32,
    /// Whether the query is this question, word for word.
    pub same_question: bool,
    /// How alike the query and this question are written, where several have its words.
    pub typed_alike: u8,
    /// What the score is made of.
    pub signals: Signals,
    /// Score within the language: that of the signals and what was added to it since.
    pub score: f32,
    /// What was added so that a query of one word shows the form typed among the first.
    pub promotion: f32,
    /// What was added for words in the form typed, where signs or capitals tell them apart.
    pub typed_form: f32,
    /// Which words of the query it holds.
    pub matched_terms: TermMask,
    /// Its translation group.
    pub group: u64,
    /// What its answer is compared by.
    pub answer: AnswerFingerprint,
    /// Place among equals: ascending in the order of files, then within the file.
    pub(crate) sort_key: SortKey,
}

impl Candidate {
    /// Makes a question with a score, for tests: what it is told apart by is made of `number`.
    #[cfg(test)]
    pub(crate) fn sample(doc: u32, score: f32, number: u32) -> Self {
        use super::signals::PerField;

        Self {
            doc,
            same_question: false,
            typed_alike: 0,
            signals: Signals {
                lexical: score,
                proximity: PerField::default(),
                passage: PerField::default(),
                run: PerField::default(),
                coverage: 1.0,
                is_navigation: false,
                is_question: true,
                article_questions: 1,
                meaning: 0.0,
            },
            score,
            promotion: 0.0,
            typed_form: 0.0,
            matched_terms: TermMask::of(0),
            group: u64::from(number),
            answer: AnswerFingerprint {
                question: u64::from(number),
                bits: u64::from(number) << 48,
            },
            sort_key: SortKey::new(0, number, 0),
        }
    }

    /// Returns a number that tells the files of entries apart.
    #[must_use]
    pub(crate) fn file(&self) -> u64 {
        self.sort_key.file()
    }

    /// Compares by rank, best first, with `own` and `others` as the scores.
    ///
    /// The very question comes first, among several of it the one that is written as typed, then the
    /// one whose article answers more questions. Then scores count, then the order of files.
    #[must_use]
    pub(crate) fn compare_scored(&self, own: f32, other: &Self, others: f32) -> Ordering {
        let asked = |candidate: &Self| {
            let questions = candidate.signals.article_questions;
            let same = candidate.same_question;
            same.then_some((candidate.typed_alike, questions))
        };
        let by_question = match self.same_question || other.same_question {
            true => asked(other).cmp(&asked(self)),
            false => Ordering::Equal,
        };
        by_question
            .then_with(|| others.total_cmp(&own))
            .then_with(|| self.sort_key.cmp(&other.sort_key))
    }

    /// Sorts by rank, best first.
    pub(crate) fn sort(candidates: &mut [Self]) {
        // Candidates are large: what is moved about in sorting is where they are.
        let mut order: Vec<(f32, usize)> = candidates
            .iter()
            .enumerate()
            .map(|(place, candidate)| (candidate.score, place))
            .collect();
        order.sort_unstable_by(|(own, a), (other, b)| {
            candidates[*a].compare_scored(*own, &candidates[*b], *other)
        });
        let sorted: Vec<Self> = order.iter().map(|(_, place)| candidates[*place]).collect();
        candidates.copy_from_slice(&sorted);
    }

    /// Compares by rank, best first.
    #[must_use]
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        self.compare_scored(self.score, other, other.score)
    }
}
