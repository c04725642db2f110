//! From the results of several languages to one list of hits.
//!
//! Owns how scores of different languages compare and how the translations of one question become
//! one hit.

use std::collections::HashSet;

use super::collapse;
use super::hit::{CollapsedHit, EntryLocation};
use super::result::LanguageResult;

/// An entry with its place among the entries of all languages.
#[derive(Clone, Copy)]
struct RankedEntry {
    entry: EntryLocation,
    score: f32,
    preferred: f32,
    tier: usize,
}

/// Entries of all languages in one list, best first, before any becomes part of another's hit.
#[derive(Default)]
pub(crate) struct RankedEntries(Vec<RankedEntry>);

impl RankedEntries {
    /// Adds what the languages find when asked for more, below what is there already, whose places
    /// stay. Looking deeper ranks anew, and pages must follow each other.
    ///
    /// Entries whose question was found in `reader`, the reader's first language, have their score
    /// multiplied by `preferred`. Who reads a language writes it too: a word that had to be corrected
    /// in it counts like one that another language knows as it was typed.
    pub(crate) fn extend(
        &mut self,
        results: &[LanguageResult],
        reader: Option<usize>,
        preferred: f32,
    ) {
        let key = |entry: &EntryLocation| (entry.language, entry.candidate.doc);
        let known: HashSet<(usize, u32)> = self.0.iter().map(|one| key(&one.entry)).collect();
        let lowest = self.0.last().map_or(f32::INFINITY, |last| last.score);
        let tier = self.0.len();
        let readable = groups_found_in(reader, results);
        let mut added: Vec<RankedEntry> = Vec::new();
        for result in results {
            let is_reader = reader == Some(result.language);
            let reachable = if is_reader { result.reachable } else { 1.0 };
            let entries = result.candidates.iter().map(|&candidate| {
                let is_preferred = readable.binary_search(&candidate.group).is_ok();
                let factor = if is_preferred { preferred } else { 1.0 } / reachable;
                RankedEntry {
                    entry: EntryLocation {
                        language: result.language,
                        candidate,
                    },
                    score: result.scaled(candidate.score) * factor,
                    preferred: factor,
                    tier,
                }
            });
            let is_new = |one: &RankedEntry| known.is_empty() || !known.contains(&key(&one.entry));
            added.extend(entries.filter(is_new));
        }
        // Entries are large: what is moved about in sorting is where they are.
        let mut order: Vec<&RankedEntry> = added.iter().collect();
        order.sort_by(|a, b| {
            let (own, other) = (&a.entry.candidate, &b.entry.candidate);
            own.compare_scored(a.score, other, b.score)
                .then_with(|| a.entry.language.cmp(&b.entry.language))
        });
        self.0.extend(order.into_iter().map(|one| RankedEntry {
            score: one.score.min(lowest),
            ..*one
        }));
    }

    /// Makes the hits: the translations of a question become one, placed where the best of them
    /// stands, and so do equal answers. `readers` are the languages read, best first.
    #[must_use]
    pub(crate) fn merge_languages(&self, readers: &[usize]) -> Vec<CollapsedHit> {
        let shown = merge_translations(&self.0, readers);
        let kept = self.0.iter().zip(shown).enumerate();
        let hits = kept.filter_map(|(place, (ranked, read))| {
            let read = read?;
            Some(CollapsedHit {
                best: ranked.entry,
                score: ranked.score,
                preferred: ranked.preferred,
                tier: ranked.tier,
                read_instead: (read != place).then(|| Box::new(self.0[read].entry)),
                same: Vec::new(),
            })
        });
        collapse::collapse(hits.collect())
    }
}

/// Lists the translation groups found in a language, sorted; none where only one language was
/// searched, since nothing is preferred there.
fn groups_found_in(language: Option<usize>, results: &[LanguageResult]) -> Vec<u64> {
    let own = results
        .iter()
        .find(|result| language == Some(result.language))
        .filter(|_| results.len() > 1);
    let candidates = own.map_or(&[][..], |result| &result.candidates);
    let mut groups: Vec<u64> = candidates.iter().map(|one| one.group).collect();
    groups.sort_unstable();
    groups
}

/// Keeps the first of the translations of a question. Returns for each entry which one the reader
/// reads in its place, mostly itself; none for an entry that is part of another's hit.
fn merge_translations(entries: &[RankedEntry], readers: &[usize]) -> Vec<Option<usize>> {
    let mut read: Vec<Option<usize>> = (0..entries.len()).map(Some).collect();
    let language = |place: usize| entries[place].entry.language;
    if (1..entries.len()).all(|place| language(place) == language(0)) {
        return read;
    }
    let mut groups: Vec<(u64, usize)> = entries
        .iter()
        .enumerate()
        .map(|(place, one)| (one.entry.candidate.group, place))
        .collect();
    groups.sort_unstable();
    let preference = |language: usize| {
        let place = readers.iter().position(|reader| *reader == language);
        place.unwrap_or(usize::MAX)
    };
    for group in groups.chunk_by(|a, b| a.0 == b.0) {
        let first = group[0].1;
        let mut best = first;
        for &(_, place) in &group[1..] {
            // Two entries of one language are two answers, whatever their group says.
            if language(place) == language(first) {
                continue;
            }
            read[place] = None;
            // What is found on looking deeper must not move the hits above.
            if entries[place].tier == entries[first].tier
                && preference(language(place)) < preference(language(best))
            {
                best = place;
            }
        }
        read[first] = Some(best);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::AnswerFingerprint;
    use crate::search::rank::candidate::Candidate;

    /// Returns what a language finds: groups with their scores.
    fn finds(language: usize, groups: &[(u64, f32)]) -> LanguageResult {
        let candidate = |(doc, &(group, score)): (u32, &(u64, f32))| {
            let sample = Candidate::sample(doc, score, u32::try_from(group).unwrap());
            let bits = group;
            let answer = AnswerFingerprint {
                bits,
                ..sample.answer
            };
            Candidate { answer, ..sample }
        };
        LanguageResult {
            candidates: (0..).zip(groups).map(candidate).collect(),
            ..LanguageResult::sample(language)
        }
    }

    #[test]
    fn what_the_reader_can_read_comes_before_its_equal() {
        let results = [finds(0, &[(1, 10.0), (2, 9.5)]), finds(1, &[(2, 5.0)])];
        let groups = |reader| {
            let mut ranked = RankedEntries::default();
            ranked.extend(&results, reader, 1.1);
            let groups = ranked.0.iter().map(|one| one.entry.candidate.group);
            groups.collect::<Vec<u64>>()
        };
        assert_eq!(groups(Some(0)), [1, 2, 2]);
        assert_eq!(groups(Some(1)), [2, 1, 2]);
    }

    #[test]
    fn a_correction_in_the_readers_language_counts_like_a_known_word_of_another() {
        let mut results = [finds(0, &[(1, 10.0)]), finds(1, &[(2, 8.0)])];
        results[1].reachable = 0.8;
        let first = |reader| {
            let mut ranked = RankedEntries::default();
            ranked.extend(&results, reader, 1.1);
            ranked.0.first().map(|one| one.entry.candidate.group)
        };
        assert_eq!(first(Some(1)), Some(2));
        assert_eq!(first(Some(0)), Some(1));
        assert_eq!(first(None), Some(1));
    }
}
