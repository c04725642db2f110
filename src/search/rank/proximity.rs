//! Measures where the words of a query stand in an entry.
//!
//! Owns two signals: neighbouring words of the query that stand near each other and in order, and a
//! passage that holds many of them. A third, the words that stand in a row, is [`super::run`]'s and
//! measured along with them. All need positions, so they are measured for the best
//! candidates only. What they are worth is said by the parameters.

use super::candidate::Candidate;
use super::places::Places;
use super::run::{self, HeldTerm, RunMemory};
use crate::index::{IndexError, TextField};
use crate::search::parameters::RankingParameters;
use crate::search::retrieve::bm25::TermStats;
use crate::search::retrieve::fields::Fields;

/// Measures proximity, passage and run of `candidates`, which are in the order of documents.
///
/// # Errors
/// The index is damaged.
pub(crate) fn measure(
    fields: &Fields,
    words: &[TermStats],
    parameters: &RankingParameters,
    candidates: &mut [Candidate],
) -> Result<(), IndexError> {
    let mut order: Vec<usize> = (0..words.len())
        .filter(|&n| words[n].documents > 0)
        .collect();
    order.sort_by_key(|&n| words[n].term.position);
    if order.len() < 2 {
        return Ok(());
    }
    let ordinals = run::ordinals(order.iter().map(|&n| words[n].term.position));
    let total = ordinals.last().map_or(0, |last| last + 1);
    let (mut scratch, mut runs) = (Scratch::default(), RunMemory::default());
    let length = parameters.passage.length;
    for field in [TextField::Question, TextField::Answer] {
        let mut places = Vec::with_capacity(order.len());
        for &number in &order {
            let word = (number, &words[number]);
            places.push(Places::find(fields, field, word, candidates)?);
        }
        let mut here: Vec<HeldTerm> = Vec::with_capacity(order.len());
        for (index, candidate) in candidates.iter_mut().enumerate() {
            here.clear();
            here.extend(
                (order.iter().zip(&ordinals).zip(&places))
                    .map(|((&number, &ordinal), places)| HeldTerm {
                        stats: &words[number],
                        ordinal,
                        places: places.of(index),
                    })
                    .filter(|held| !held.places.is_empty()),
            );
            let signals = &mut candidate.signals;
            let near = pairs(&here);
            let together = passage(&here, length, &mut scratch);
            let in_a_row = run::weight(&here, &parameters.run, total, &mut runs);
            if field == TextField::Question {
                signals.proximity.question = near;
                signals.passage.question = together;
                signals.run.question = in_a_row;
            } else {
                signals.proximity.answer = near;
                signals.passage.answer = together;
                signals.run.answer = in_a_row;
            }
        }
    }
    Ok(())
}

/// Working memory of [`passage`].
#[derive(Default)]
struct Scratch {
    /// Occurrences of all words as `place << 32 | number of the word`.
    events: Vec<u64>,
    /// How often each word stands in the passage at hand.
    inside: Vec<u32>,
}

/// Sums, over neighbouring words that the field holds, the rarer one's weight divided by one plus
/// the deviation from their distance in the query.
fn pairs(words: &[HeldTerm]) -> f32 {
    words
        .windows(2)
        .map(|pair| {
            let [before, after] = pair else {
                return 0.0;
            };
            let wanted = i64::from(after.position()) - i64::from(before.position());
            #[allow(clippy::cast_precision_loss)] // distances are small or do not matter
            let deviation = nearest(before.places, after.places, wanted) as f32;
            before.weight().min(after.weight()) / (1.0 + deviation)
        })
        .sum()
}

/// Returns how far the best pair of occurrences is from the wanted distance. Reversed order costs
/// one more.
fn nearest(before: &[u32], after: &[u32], wanted: i64) -> i64 {
    let mut best = i64::MAX / 2;
    let mut start = 0;
    for &position in before {
        let target = i64::from(position) + wanted;
        // The nearest occurrence is next to where the target would stand.
        while start < after.len() && i64::from(after[start]) < target {
            start += 1;
        }
        for &other in after[start.saturating_sub(1)..].iter().take(2) {
            let distance = i64::from(other) - i64::from(position);
            let reversed = i64::from(distance < 0);
            best = best.min((distance - wanted).abs() + reversed);
        }
    }
    best
}

/// Returns the weight of the different words in the best passage. Function words do not count.
fn passage(words: &[HeldTerm], length: u32, scratch: &mut Scratch) -> f32 {
    if words.len() < 2 {
        return words.first().map_or(0.0, HeldTerm::weight);
    }
    let Scratch { events, inside } = scratch;
    events.clear();
    for (number, word) in (0_u64..).zip(words) {
        if word.stats.term.is_function_word {
            continue;
        }
        events.extend(
            word.places
                .iter()
                .map(|&place| u64::from(place) << 32 | number),
        );
    }
    events.sort_unstable();
    inside.clear();
    inside.resize(words.len(), 0);
    // The lower half holds the number of a word, which fits.
    let word_of = |event: u64| (event & u64::from(u32::MAX)) as usize;
    let (mut sum, mut best) = (0.0_f32, 0.0_f32);
    let mut first = 0;
    for &event in events.iter() {
        let number = word_of(event);
        inside[number] += 1;
        if inside[number] == 1 {
            sum += words[number].weight();
        }
        while (events[first] >> 32) + u64::from(length) < event >> 32 {
            let left = word_of(events[first]);
            inside[left] -= 1;
            if inside[left] == 0 {
                sum -= words[left].weight();
            }
            first += 1;
        }
        best = best.max(sum);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_pair_counts_and_order_matters() {
        assert_eq!(nearest(&[3], &[4], 1), 0);
        assert_eq!(nearest(&[3], &[6], 1), 2);
        assert_eq!(nearest(&[4], &[3], 1), 3);
        assert_eq!(nearest(&[1, 50, 90], &[20, 52, 53], 1), 1);
        assert_eq!(nearest(&[100], &[1, 2, 3], 1), 99);
    }
}
