//! What likeness in meaning is worth on this content, measured by the content itself.
//!
//! Some entries' questions are asked for their own answers, once by words alone and then with more
//! and more weight on meaning. A model that knows neither language nor field helps little, and gets
//! little weight or none. Everything is taken in the order of keys, so that a generation that was
//! built upon another measures the same as one built from nothing.

use std::collections::HashMap;

use super::passages;
use super::row_texts::{EntryTexts, RowTexts};
use crate::index::IndexError;
use crate::index::vectors::{Row, RowKey, UNMEASURED_FLOOR, above};
use crate::model::embedding::{Role, TextEncoder};
use crate::model::language::LanguageTag;
use crate::search::RankingParameters;

/// Entries that are asked for.
const SAMPLE: usize = 256;

/// Answers shorter than this many letters say nothing by themselves.
const SHORTEST_ANSWER: usize = 40;

/// With fewer entries, what is measured is chance.
const FEWEST: usize = 16;

/// How deep the ranking by words is looked at.
pub(crate) const DEPTH: usize = 1000;

/// The weights that are tried. More would leave too little to the words.
const WEIGHTS: [f32; 8] = [0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0];

/// Share of the best gain that is nearly all of it. With less, a weak model would be trusted beyond
/// its best; with more, a good one too little, since this test underrates it.
const ENOUGH: f64 = 0.8;

/// A gain of the mean reciprocal rank that is none.
const LEAST_GAIN: f64 = 0.005;

/// Mean reciprocal rank by which words leave nothing to be gained.
const NEARLY_ALL: f64 = 0.95;

/// Mean reciprocal rank by which meaning alone finds answers, too.
const GOOD_ALONE: f64 = 0.8;

/// One of so many questions is less like its own answer than the floor.
const BELOW_FLOOR: usize = 4;

/// What likeness is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measured {
    pub(crate) weight: f32,
    pub(crate) base: f32,
    pub(crate) floor: f32,
}

/// Ranks entries by a question: their identifiers and scores.
pub(crate) type Rank<'r> = &'r dyn Fn(&str) -> Result<Vec<(String, f32)>, IndexError>;

/// The entries that are asked for.
pub(crate) struct Sample {
    /// Of each, the question as a query, and its answer alone.
    pub(crate) rows: Vec<RowTexts>,
    /// Identifier and row of each.
    entries: Vec<(String, RowKey)>,
    /// Whether they are passages, which are asked for by their beginnings.
    are_passages: bool,
}

impl Sample {
    /// Returns the keys of all rows that the weight is measured by.
    #[cfg(feature = "opensearch")]
    pub(crate) fn keys(&self) -> impl Iterator<Item = &RowKey> {
        let own = self.entries.iter().map(|(_, key)| key);
        own.chain(self.rows.iter().map(|row| &row.key))
    }
}

/// Chooses the entries that are asked for: those whose keys come first. Passages are asked for where
/// there are too few questions.
pub(crate) fn sample(model: &dyn TextEncoder, entries: &[EntryTexts], rows: &[RowTexts]) -> Sample {
    let questions = chosen(entries, rows, |entry| {
        let is_long = entry.answer.chars().count() >= SHORTEST_ANSWER;
        let is_asked = is_long && !entry.question.is_empty();
        is_asked.then_some((&entry.question, &entry.answer))
    });
    let are_passages = questions.len() < FEWEST;
    let chosen = if are_passages {
        chosen(entries, rows, |entry| {
            let beginning = passages::beginning(&entry.answer);
            beginning.filter(|_| entry.question.is_empty())
        })
    } else {
        questions
    };
    let of = |(question, answer): (&str, &str)| {
        let question = (question.to_owned(), Role::Query);
        RowTexts::new(model, [question, (answer.to_owned(), Role::Passage)])
    };
    Sample {
        rows: chosen.iter().map(|(.., texts)| of(*texts)).collect(),
        entries: chosen
            .into_iter()
            .map(|(key, id, _)| (id.to_owned(), key))
            .collect(),
        are_passages,
    }
}

/// Key and identifier of an entry, what is asked, and what is to be found.
type Chosen<'a> = (RowKey, &'a str, (&'a str, &'a str));

/// Chooses among the entries of which `texts` says what is asked and what is to be found.
fn chosen<'a>(
    entries: &'a [EntryTexts],
    rows: &[RowTexts],
    texts: impl Fn(&'a EntryTexts) -> Option<(&'a str, &'a str)>,
) -> Vec<Chosen<'a>> {
    let mut chosen: Vec<Chosen> = entries
        .iter()
        .zip(rows)
        .filter_map(|(entry, row)| Some((row.key, entry.id.as_str(), texts(entry)?)))
        .collect();
    chosen.sort_unstable();
    chosen.dedup_by_key(|(key, ..)| *key);
    chosen.truncate(SAMPLE);
    chosen
}

/// Measures what likeness is worth in a language. `rank` ranks entries by the words of a question, by
/// [`answers_only`] and to [`DEPTH`].
///
/// # Errors
/// What `rank` says.
pub(crate) fn measure(
    language: &LanguageTag,
    sample: &Sample,
    rows: &HashMap<RowKey, Row>,
    rank: Rank<'_>,
) -> Result<Measured, IndexError> {
    let asked: Vec<Asked> = sample
        .entries
        .iter()
        .zip(&sample.rows)
        .filter_map(|((id, own), texts)| {
            let row = rows.get(&texts.key)?;
            Some(Asked {
                id,
                texts: (&texts.texts[0].0, &texts.texts[1].0),
                entry: rows.get(own)?.vector(0),
                query: row.vector(0),
                answer: row.vector(1),
            })
        })
        .collect();
    if asked.len() < FEWEST {
        return Ok(Measured {
            weight: 0.0,
            base: 0.0,
            floor: UNMEASURED_FLOOR,
        });
    }
    let base = base(&asked);
    let words = if sample.are_passages {
        let texts: Vec<(&str, &str)> = asked.iter().map(|one| one.texts).collect();
        passages::scores(language, &texts)
    } else {
        by_words(&asked, rank)?
    };
    let lists: Vec<Vec<(f32, f32)>> = asked
        .iter()
        .zip(words)
        .map(|(one, words)| {
            let best = words.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
            let others = asked.iter().zip(words);
            let scores = others.map(|(other, words)| {
                let likeness = likeness(&one.query, &other.answer);
                (words / best, above(base, likeness))
            });
            scores.collect()
        })
        .collect();
    Ok(Measured {
        weight: choose(|words, meaning| mean_reciprocal_rank(&lists, words, meaning)),
        base,
        floor: floor(&asked),
    })
}

/// Scores the answer of every entry for every question by the words of both, as a search does. A row
/// a question.
///
/// # Errors
/// What `rank` says.
fn by_words(asked: &[Asked], rank: Rank<'_>) -> Result<Vec<Vec<f32>>, IndexError> {
    let scores = asked.iter().map(|one| {
        let ranked = rank(one.texts.0)?;
        let scores: HashMap<&str, f32> = ranked
            .iter()
            .map(|(id, score)| (id.as_str(), *score))
            .collect();
        let score = |other: &Asked| scores.get(other.id).copied().unwrap_or(0.0);
        Ok(asked.iter().map(score).collect())
    });
    scores.collect()
}

/// An entry that is asked for, with its vectors.
struct Asked<'a> {
    id: &'a str,
    /// What is asked, and what is to be found.
    texts: (&'a str, &'a str),
    /// Of the question, as entries have it.
    entry: Vec<f32>,
    /// Of the question, as queries have it.
    query: Vec<f32>,
    /// Of the answer alone.
    answer: Vec<f32>,
}

/// Returns the parameters by which words find answers, not questions.
pub(crate) fn answers_only() -> RankingParameters {
    let mut parameters = RankingParameters::default();
    parameters.fields.question.weight = 0.0;
    parameters.fields.heading.weight = 0.0;
    parameters.proximity.question = 0.0;
    parameters.passage.question = 0.0;
    parameters.run.question = 0.0;
    parameters
}

fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Returns the likeness of the two entries that are least alike. What lies below tells nothing; the mean
/// would be too much, since readers ask in other words than authors.
fn base(asked: &[Asked]) -> f32 {
    let pairs = asked.iter().enumerate().flat_map(|(number, one)| {
        let others = asked[..number].iter();
        others.map(|other| likeness(&one.entry, &other.entry))
    });
    pairs.fold(0.99, f32::min).max(0.0)
}

/// Returns the likeness that most questions have to their own answers.
fn floor(asked: &[Asked]) -> f32 {
    let own = asked.iter().map(|one| likeness(&one.query, &one.answer));
    let mut own: Vec<f32> = own.collect();
    own.sort_by(f32::total_cmp);
    own[own.len() / BELOW_FLOOR]
}

/// Returns the mean reciprocal rank of the own answers, which stand at the place of their question.
fn mean_reciprocal_rank(lists: &[Vec<(f32, f32)>], words: f32, meaning: f32) -> f64 {
    let reciprocal = lists.iter().enumerate().map(|(own, list)| {
        let score = |&(by_words, by_meaning): &(f32, f32)| words * by_words + meaning * by_meaning;
        let own_score = score(&list[own]);
        let better = list.iter().filter(|other| score(other) > own_score).count();
        let equal = list
            .iter()
            .filter(|other| score(other) == own_score)
            .count();
        #[allow(clippy::cast_precision_loss)] // some hundred
        let rank = better as f64 + (equal as f64 + 1.0) / 2.0;
        1.0 / rank
    });
    #[allow(clippy::cast_precision_loss)] // some hundred
    let count = lists.len().max(1) as f64;
    reciprocal.sum::<f64>() / count
}

/// Returns the greatest weight with nearly the best gain; 0 where there is none. Answers are written by
/// those who wrote the questions and share more words with them than readers do, so that the test finds
/// too little rather than too much. Where their words find nearly all of them, there is nothing to be
/// gained: a model that finds them, too, then gets the greatest weight that loses nothing.
fn choose(quality: impl Fn(f32, f32) -> f64) -> f32 {
    let without = quality(1.0, 0.0);
    let gains = WEIGHTS.map(|weight| (weight, quality(1.0, weight) - without));
    let best = gains.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
    let is_known = || without >= NEARLY_ALL && quality(0.0, 1.0) >= GOOD_ALONE;
    if best < LEAST_GAIN && !is_known() {
        return 0.0;
    }
    let enough = gains.iter().rfind(|(_, gain)| *gain >= best * ENOUGH);
    enough.map_or(0.0, |(weight, _)| *weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_weight_with_nearly_the_best_gain_is_chosen() {
        let choose = |quality: fn(f32) -> f64| choose(|_, weight| quality(weight));
        assert_eq!(choose(|weight| f64::from(weight.min(4.0))), 6.0);
        assert_eq!(choose(|weight| 0.9 - f64::from(weight)), 0.0);
        assert_eq!(choose(|weight| 0.0001 * f64::from(weight)), 0.0);
        let falling: fn(f32) -> f64 = |weight| match weight {
            0.0..=4.0 => f64::from(weight) / 10.0,
            0.0..=5.0 => 0.38,
            _ => 0.2,
        };
        assert_eq!(choose(falling), 5.0);
    }

    #[test]
    fn where_words_find_all_the_greatest_weight_that_loses_nothing_is_chosen() {
        let weight = |alone: f64| {
            choose(|words, meaning| match (words, meaning) {
                (0.0, _) => alone,
                (_, 0.0..=3.0) => 0.99,
                _ => 0.98,
            })
        };
        assert_eq!(weight(0.9), 3.0);
        // A model that does not find them by itself is none to be trusted.
        assert_eq!(weight(0.5), 0.0);
    }

    #[test]
    fn ranks_are_those_of_the_own_answers() {
        // Words are wrong about the first and right about the second; meaning the other way round.
        let lists = [vec![(0.2, 0.9), (1.0, 0.0)], vec![(0.5, 0.5), (1.0, 0.1)]];
        assert_eq!(mean_reciprocal_rank(&lists, 1.0, 0.0), 0.75);
        assert_eq!(mean_reciprocal_rank(&lists, 1.0, 1.0), 1.0);
        // Those that are alike share their places.
        assert_eq!(
            mean_reciprocal_rank(&[vec![(1.0, 0.0), (1.0, 0.0)]], 1.0, 0.0),
            1.0 / 1.5
        );
    }

    #[test]
    fn likeness_counts_from_the_base() {
        assert_eq!(above(0.8, 0.8), 0.0);
        assert_eq!(above(0.8, 0.5), 0.0);
        assert!((above(0.8, 0.9) - 0.5).abs() < 1e-6);
    }
}
