//! Weighs the longest run of a query's words that stand in a row in a text.
//!
//! Owns one signal. Two words side by side may be chance; a sentence that was pasted is not. So a
//! run weighs by its length and by the rarity of its words.

use crate::search::parameters::RunParameters;
use crate::search::retrieve::bm25::TermStats;

/// A term of the query with the places where it stands in the text at hand; there is one at least.
pub(super) struct HeldTerm<'a> {
    /// The term.
    pub stats: &'a TermStats,
    /// Which of the known words of the query it is, by [`ordinals`].
    pub ordinal: u32,
    /// Word positions, ascending.
    pub places: &'a [u32],
}

impl HeldTerm<'_> {
    /// Returns the position of the term in the query.
    pub(super) fn position(&self) -> u32 {
        self.stats.term.position
    }

    /// Returns how much the term tells.
    pub(super) fn weight(&self) -> f32 {
        self.stats.term_weight()
    }
}

/// Numbers the positions of a query's known terms, which ascend, from 0. Terms at one position,
/// such as a word and the pair of characters that it begins with, have one number.
pub(super) fn ordinals(positions: impl Iterator<Item = u32>) -> Vec<u32> {
    let (mut ordinal, mut last) = (0, None);
    positions
        .map(|position| {
            ordinal += u32::from(last.is_some_and(|last| last != position));
            last = Some(position);
            ordinal
        })
        .collect()
}

/// A run that ends at the word at hand.
#[derive(Clone, Copy)]
struct Run {
    /// The place of a word in the text less its position in the query, the same for all words of a
    /// run.
    offset: i64,
    words: u32,
    weight: f32,
}

/// Working memory of [`weight`].
#[derive(Default)]
pub(super) struct RunMemory {
    /// Runs that end at the word before, by offset.
    before: Vec<Run>,
    /// Runs that end at the word at hand, by offset.
    here: Vec<Run>,
}

/// Returns the weight of the best run, in units of idf: the sum of its words, less where it is only
/// a part of the query's `total` words, and 0 where it is so short that chance may have made it.
/// `terms` are in the order of the query.
///
/// A word that the query repeats, or that no entry holds, is passed over: the words around it have
/// to stand as far apart in the text as in the query.
pub(super) fn weight(
    terms: &[HeldTerm],
    parameters: &RunParameters,
    total: u32,
    memory: &mut RunMemory,
) -> f32 {
    let mut best = 0.0_f32;
    if longest_stretch(terms) < parameters.certain_length {
        return best;
    }
    let mut ordinal = u32::MAX;
    memory.before.clear();
    memory.here.clear();
    for term in terms {
        if term.ordinal != ordinal {
            std::mem::swap(&mut memory.before, &mut memory.here);
            memory.here.clear();
            if ordinal.checked_add(1) != Some(term.ordinal) {
                memory.before.clear();
            }
            ordinal = term.ordinal;
        }
        let own = term.weight();
        for &place in term.places {
            let offset = i64::from(place) - i64::from(term.position());
            let at = |runs: &[Run]| runs.binary_search_by_key(&offset, |run| run.offset);
            let run = match at(&memory.here) {
                Ok(known) => {
                    memory.here[known].weight += own;
                    memory.here[known]
                }
                Err(free) => {
                    let before = at(&memory.before).map(|known| memory.before[known]);
                    let run = before.map_or((1, own), |run| (run.words + 1, run.weight + own));
                    let (words, weight) = run;
                    let run = Run {
                        offset,
                        words,
                        weight,
                    };
                    memory.here.insert(free, run);
                    run
                }
            };
            if run.words >= parameters.certain_length {
                #[allow(clippy::cast_precision_loss)] // lengths of queries are small
                let share = run.words as f32 / total.max(1) as f32;
                best = best.max(run.weight * share.powf(parameters.share_exponent));
            }
        }
    }
    best
}

/// Returns how many neighbouring words of the query the text has, wherever they stand.
fn longest_stretch(terms: &[HeldTerm]) -> u32 {
    let (mut longest, mut stretch) = (0, 0);
    let mut last = None;
    for term in terms {
        stretch = match last {
            Some(last) if term.ordinal == last => stretch,
            Some(last) if term.ordinal == last + 1 => stretch + 1,
            _ => 1,
        };
        longest = stretch.max(longest);
        last = Some(term.ordinal);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::search::parameters::TermParameters;
    use crate::search::query::parse;

    /// Weighs the best run of a query in a text, where every word weighs 1. The terms are looked for
    /// by their first form.
    fn weigh(query: &str, text: &str) -> f32 {
        let analyzer = Analyzer::for_language("en");
        let terms = |text| parse::terms(&analyzer, text, &TermParameters::default());
        let stats: Vec<TermStats> = terms(query)
            .into_iter()
            .map(|term| TermStats {
                term,
                idf: 1.0,
                documents: 1,
                is_demoted: false,
            })
            .collect();
        let held = terms(text);
        let places: Vec<Vec<u32>> = stats
            .iter()
            .map(|stats| {
                let same = held
                    .iter()
                    .filter(|held| held.variants == stats.term.variants);
                same.map(|held| held.position).collect()
            })
            .collect();
        let ordinals = ordinals(stats.iter().map(|stats| stats.term.position));
        let all: Vec<HeldTerm> = (stats.iter().zip(&ordinals).zip(&places))
            .map(|((stats, &ordinal), places)| HeldTerm {
                stats,
                ordinal,
                places,
            })
            .filter(|held| !held.places.is_empty())
            .collect();
        let total = ordinals.last().map_or(0, |last| last + 1);
        let parameters = RunParameters::default();
        weight(&all, &parameters, total, &mut RunMemory::default())
    }

    #[test]
    fn a_run_of_the_whole_query_weighs_all_its_words() {
        let text = "it says: one two three four five six, and stops";
        assert_eq!(weigh("one two three four five", text), 5.0);
        assert_eq!(weigh("one two three four five six", text), 6.0);
    }

    #[test]
    fn a_short_run_may_be_chance_and_a_part_of_the_query_weighs_less() {
        let text = "one two three four five nine";
        assert_eq!(weigh("one two three four", text), 0.0);
        let part = weigh("one two three four five six seven", text);
        assert!(part > 0.0 && part < 1.0, "{part}");
    }

    #[test]
    fn scattered_and_reversed_words_are_no_run() {
        for text in [
            "five four three two one",
            "one two and three four and five six",
            "one x two x three x four x five",
        ] {
            assert_eq!(weigh("one two three four five", text), 0.0, "{text}");
        }
    }

    #[test]
    fn a_repeated_word_of_the_query_does_not_end_a_run() {
        let sentence = "the door stays shut because the key broke";
        assert_eq!(weigh(sentence, sentence), 7.0);
    }
}
