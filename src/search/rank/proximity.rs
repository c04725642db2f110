//! Measures where the words of a query stand in an entry.
//!
//! Owns two signals: neighbouring words of the query that stand near each other and in order, and a
//! passage that holds many of them. Both need positions, so they are measured for the best
//! candidates only. What they are worth is said by the parameters.

use super::candidate::Candidate;
use crate::index::{IndexError, TextField};
use crate::search::retrieve::bm25::TermStats;
use crate::search::retrieve::fields::Fields;

/// Occurrences of one word in one field that are looked at. A text in which a word stands more
/// often has been recognised long before.
const MAX_OCCURRENCES: usize = 200;

/// Measures proximity and passage of `candidates`, which are in the order of documents. A passage is
/// `length` word positions long.
///
/// # Errors
/// The index is damaged.
pub(crate) fn measure(
    fields: &Fields,
    words: &[TermStats],
    length: u32,
    candidates: &mut [Candidate],
) -> Result<(), IndexError> {
    let mut order: Vec<usize> = (0..words.len())
        .filter(|&n| words[n].documents > 0)
        .collect();
    order.sort_by_key(|&n| words[n].term.position);
    if order.len() < 2 {
        return Ok(());
    }
    let mut scratch = Scratch::default();
    for field in [TextField::Question, TextField::Answer] {
        let mut places = Vec::with_capacity(order.len());
        for &number in &order {
            places.push(Places::find(fields, field, &words[number], candidates)?);
        }
        let mut here: Vec<(&TermStats, &[u32])> = Vec::with_capacity(order.len());
        for (index, candidate) in candidates.iter_mut().enumerate() {
            here.clear();
            here.extend(
                order
                    .iter()
                    .zip(&places)
                    .map(|(&number, places)| (&words[number], places.of(index)))
                    .filter(|(_, places)| !places.is_empty()),
            );
            let (near, together) = (pairs(&here), passage(&here, length, &mut scratch));
            let signals = &mut candidate.signals;
            if field == TextField::Question {
                (signals.proximity.question, signals.passage.question) = (near, together);
            } else {
                (signals.proximity.answer, signals.passage.answer) = (near, together);
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
fn pairs(words: &[(&TermStats, &[u32])]) -> f32 {
    words
        .windows(2)
        .map(|pair| {
            let [(before, places_before), (after, places_after)] = pair else {
                return 0.0;
            };
            let wanted = i64::from(after.term.position) - i64::from(before.term.position);
            #[allow(clippy::cast_precision_loss)] // distances are small or do not matter
            let deviation = nearest(places_before, places_after, wanted) as f32;
            before.term_weight().min(after.term_weight()) / (1.0 + deviation)
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
fn passage(words: &[(&TermStats, &[u32])], length: u32, scratch: &mut Scratch) -> f32 {
    if words.len() < 2 {
        return words.first().map_or(0.0, |(word, _)| word.term_weight());
    }
    let Scratch { events, inside } = scratch;
    events.clear();
    for (number, (word, places)) in (0_u64..).zip(words) {
        if word.term.is_function_word {
            continue;
        }
        events.extend(places.iter().map(|&place| u64::from(place) << 32 | number));
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
            sum += words[number].0.term_weight();
        }
        while (events[first] >> 32) + u64::from(length) < event >> 32 {
            let left = word_of(events[first]);
            inside[left] -= 1;
            if inside[left] == 0 {
                sum -= words[left].0.term_weight();
            }
            first += 1;
        }
        best = best.max(sum);
    }
    best
}

/// Sorted positions of a word in a field of each candidate.
struct Places {
    /// The positions of all candidates, one candidate after the other.
    places: Vec<u32>,
    /// Where those of each candidate end.
    ends: Vec<usize>,
}

impl Places {
    /// Reads the positions of a word in a field.
    fn find(
        fields: &Fields,
        field: TextField,
        word: &TermStats,
        candidates: &[Candidate],
    ) -> Result<Self, IndexError> {
        let mut cursors = Vec::new();
        for term in word.term.single_terms() {
            cursors.extend(fields.positions(field, term)?);
        }
        let mut all = Self {
            places: Vec::new(),
            ends: Vec::with_capacity(candidates.len()),
        };
        let mut found = Vec::new();
        for candidate in candidates {
            let start = all.places.len();
            for cursor in &mut cursors {
                if cursor.advance_to(candidate.doc) == candidate.doc {
                    cursor.positions(&mut found);
                    found.truncate(MAX_OCCURRENCES);
                    all.places.extend_from_slice(&found);
                }
            }
            if cursors.len() > 1 {
                all.sort_from(start);
            }
            all.ends.push(all.places.len());
        }
        Ok(all)
    }

    /// Sorts the positions of the last candidate. Several terms of one word may stand at one.
    fn sort_from(&mut self, start: usize) {
        let mut last = self.places.split_off(start);
        last.sort_unstable();
        last.dedup();
        last.truncate(MAX_OCCURRENCES);
        self.places.append(&mut last);
    }

    /// Returns the positions in one candidate, by its number.
    fn of(&self, candidate: usize) -> &[u32] {
        let start = candidate
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.places[start..self.ends[candidate]]
    }
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
