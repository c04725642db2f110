//! What is known of a candidate, and the one function that makes its score of it.
//!
//! A new kind of evidence, such as the likeness of two vectors, is a field of [`Signals`] and a line
//! of [`Signals::combine`]. Measuring a signal is the work of the files beside this one.

use crate::index::TextField;
use crate::search::parameters::RankingParameters;

/// One value for the question of an entry and one for its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PerField {
    /// Of the question.
    pub question: f32,
    /// Of the answer.
    pub answer: f32,
}

/// What is known of a candidate, as measured: the parameters decide what it is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Signals {
    /// BM25 of all words in all fields: stems, exact forms and function words, with their weights.
    pub lexical: f32,
    /// How near and in order neighbouring words of the query stand, in units of idf.
    pub proximity: PerField,
    /// Weight of the words that stand together in the best passage, in units of idf.
    pub passage: PerField,
    /// Weight of the longest run of words that stand as in the query, in units of idf.
    pub run: PerField,
    /// Share of the query's weight that the entry holds, from 0 to 1.
    pub coverage: f32,
    /// Whether it only points elsewhere.
    pub is_navigation: bool,
    /// Whether it is a question, not a section.
    pub is_question: bool,
    /// How many questions its article answers.
    pub article_questions: u64,
    /// What its nearness to the query in meaning adds, in units of score; see [`super::nearness`].
    pub meaning: f32,
}

/// What one signal adds to a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Contribution {
    /// The signal in words.
    pub signal: &'static str,
    /// The field it was measured in; `None` for what concerns the whole entry.
    pub field: Option<TextField>,
    /// What it adds; negative for what takes away.
    pub added: f32,
}

impl Signals {
    /// Returns the score of an entry within its language.
    #[must_use]
    pub(crate) fn score(&self, parameters: &RankingParameters) -> f32 {
        self.combine(parameters, |_| {})
    }

    /// Lists what each signal but `lexical` adds to the score, in the order in which they are
    /// applied. Those that change nothing are left out.
    #[must_use]
    pub(crate) fn contributions(&self, parameters: &RankingParameters) -> Vec<Contribution> {
        let mut all = Vec::new();
        self.combine(parameters, |one| {
            if one.added != 0.0 {
                all.push(one);
            }
        });
        all
    }

    /// Combines the signals to a score and tells what each of them adds.
    ///
    /// The order of the operations is fixed: floating-point sums depend on it.
    fn combine(&self, parameters: &RankingParameters, mut tell: impl FnMut(Contribution)) -> f32 {
        let (proximity, passage) = (&parameters.proximity, &parameters.passage);
        let run = &parameters.run;
        let mut score = self.lexical;
        for (field, near, together, in_a_row) in [
            (
                TextField::Question,
                self.proximity.question * proximity.question,
                self.passage.question * passage.question,
                self.run.question * run.question,
            ),
            (
                TextField::Answer,
                self.proximity.answer * proximity.answer,
                self.passage.answer * passage.answer,
                self.run.answer * run.answer,
            ),
        ] {
            score += near + together + in_a_row;
            let mut tell_field = |signal, added| {
                tell(Contribution {
                    signal,
                    field: Some(field),
                    added,
                });
            };
            tell_field("neighbouring words, near and in order", near);
            tell_field("words in one passage", together);
            tell_field("words in a row", in_a_row);
        }
        for (signal, factor) in [
            (
                "share of the query held",
                self.coverage.powf(parameters.coverage.exponent),
            ),
            (
                "points elsewhere",
                if self.is_navigation {
                    parameters.navigation.factor
                } else {
                    1.0
                },
            ),
            (
                "section",
                if self.is_question {
                    1.0
                } else {
                    parameters.kind.section
                },
            ),
            (
                "number of questions in the article",
                if self.is_question {
                    article_size(self.article_questions, parameters.article_size.doubling)
                } else {
                    1.0
                },
            ),
        ] {
            let before = score;
            score *= factor;
            tell(Contribution {
                signal,
                field: None,
                added: score - before,
            });
        }
        tell(Contribution {
            signal: "near in meaning",
            field: None,
            added: self.meaning,
        });
        score + self.meaning
    }
}

/// Returns the factor for a question of an article that answers so many.
#[allow(clippy::cast_precision_loss)] // counts of questions are small
fn article_size(questions: u64, doubling: f32) -> f32 {
    1.0 + doubling * (questions.max(1) as f32).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question that holds the whole query and has nothing else to tell.
    const PLAIN: Signals = Signals {
        lexical: 7.0,
        proximity: PerField {
            question: 0.0,
            answer: 0.0,
        },
        passage: PerField {
            question: 0.0,
            answer: 0.0,
        },
        run: PerField {
            question: 0.0,
            answer: 0.0,
        },
        coverage: 1.0,
        is_navigation: false,
        is_question: true,
        article_questions: 1,
        meaning: 0.0,
    };

    #[test]
    fn neutral_signals_leave_the_lexical_score_as_it_is() {
        let parameters = RankingParameters::default();
        assert_eq!(PLAIN.score(&parameters), 7.0);
        assert_eq!(PLAIN.contributions(&parameters), []);
    }

    #[test]
    fn contributions_sum_up_to_the_score() {
        let parameters = RankingParameters::default();
        let signals = Signals {
            proximity: PerField {
                question: 3.0,
                answer: 1.5,
            },
            passage: PerField {
                question: 2.0,
                answer: 4.0,
            },
            meaning: 2.5,
            coverage: 0.5,
            is_navigation: true,
            is_question: false,
            ..PLAIN
        };
        let contributions = signals.contributions(&parameters);
        let names: Vec<_> = contributions.iter().map(|one| one.signal).collect();
        assert_eq!(
            names,
            [
                "neighbouring words, near and in order",
                "words in one passage",
                "neighbouring words, near and in order",
                "words in one passage",
                "share of the query held",
                "points elsewhere",
                "section",
                "near in meaning",
            ]
        );
        let added: f32 = contributions.iter().map(|one| one.added).sum();
        assert!((signals.lexical + added - signals.score(&parameters)).abs() < 1e-4);
    }

    #[test]
    fn each_doubling_of_the_questions_adds_the_same() {
        let parameters = RankingParameters::default();
        let score = |article_questions| {
            let signals = Signals {
                lexical: 100.0,
                article_questions,
                ..PLAIN
            };
            signals.score(&parameters)
        };
        assert!((score(2) - 101.0).abs() < 1e-3 && (score(8) - 103.0).abs() < 1e-3);
        assert_eq!(score(0), score(1));
    }
}
