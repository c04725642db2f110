//! From the answers of several languages to one list of hits.
//!
//! Owns how scores of different languages compare and how the translations of
//! one question become one hit.

use std::collections::HashSet;

use super::collapse::{self, Same};
use crate::model::response::Relaxed;
use crate::search::rank::rescore::{self, Candidate};
use crate::search::retrieve::bm25::{TermScorer, TermStats};

/// Scores are shown on this scale: the sum of the idf of the query's words is this much.
pub const SCALE: f32 = 10.0;

/// Advantage of a question that was found in the reader's own language, too, over an equal
/// one that the reader would get in another.
const OWN_LANGUAGE_FACTOR: f32 = 1.1;

/// What one language has to say to a query.
pub struct Answered {
    /// Number of the language in the manifest.
    pub language: usize,
    /// The query's words as this language knows them.
    pub words: Vec<TermStats>,
    /// What each word adds where.
    pub scorers: Vec<TermScorer>,
    /// The best entries, ranked.
    pub candidates: Vec<Candidate>,
    /// All entries that match.
    pub matched: Vec<u32>,
    /// Sum of what the words tell; makes scores of languages comparable.
    pub ideal: f32,
    /// The query with misspelt words put right, if there were any.
    pub corrected: Option<String>,
}

impl Answered {
    /// A score on the common scale.
    #[must_use]
    pub fn scaled(&self, score: f32) -> f32 {
        score / self.ideal * SCALE
    }
}

/// A hit before it is shown: an entry in the language that matched best.
pub struct Folded {
    /// Number of the language in the manifest.
    pub language: usize,
    /// The entry.
    pub candidate: Candidate,
    /// Score on the common scale.
    pub score: f32,
    /// Of the entries found of this translation group, the one that the reader reads best.
    pub read: Same,
    /// How many were ranked above it when it was: equal for those ranked together.
    tier: usize,
    /// Entries with the same answer, best first.
    pub same: Vec<Same>,
}

/// A set of translation groups. They are hashes already, so their own bits say
/// where each belongs; a general set takes several times as long, which counts
/// where a common word matches tens of thousands of entries.
pub struct Groups {
    /// A power of two of places, twice what may come; zero is an empty one.
    places: Vec<u64>,
    len: usize,
}

impl Groups {
    /// An empty set with room for so many groups.
    #[must_use]
    pub fn with_capacity(groups: usize) -> Self {
        Self {
            places: vec![0; (groups * 2).max(2).next_power_of_two()],
            len: 0,
        }
    }

    /// Adds a group, if there is room.
    pub fn insert(&mut self, group: u64) {
        // No hash is zero but by a chance as small as that of two being equal.
        let group = group.max(1);
        let mask = self.places.len() - 1;
        if self.len >= mask {
            return;
        }
        #[allow(clippy::cast_possible_truncation)] // any bits will do
        let mut at = group as usize & mask;
        // One place is always empty.
        while let Some(place) = self.places.get_mut(at) {
            if *place == group {
                return;
            }
            if *place == 0 {
                *place = group;
                self.len += 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }
}

/// Entries of all languages in one list, best first, before any becomes part of another's hit.
#[derive(Default)]
pub struct Ranked {
    /// Each with its score and its tier.
    entries: Vec<(Same, f32, usize)>,
}

impl Ranked {
    /// Adds what the languages say when asked for more: below what is there already, whose
    /// places stay. Looking deeper ranks anew, and pages must follow each other.
    pub fn extend(&mut self, answered: &[Answered], reader: Option<usize>) {
        let key = |same: &Same| (same.language, same.candidate.doc);
        let known: HashSet<(usize, u32)> =
            self.entries.iter().map(|(same, ..)| key(same)).collect();
        let lowest = self.entries.last().map_or(f32::INFINITY, |last| last.1);
        let from = self.entries.len();
        let own = answered.iter().find(|said| reader == Some(said.language));
        let own = own.filter(|_| answered.len() > 1);
        let own = own.map_or(&[][..], |said| &said.candidates);
        let mut readable: Vec<u64> = own.iter().map(|candidate| candidate.group).collect();
        readable.sort_unstable();
        for said in answered {
            let language = said.language;
            let entries = said.candidates.iter().map(|&candidate| {
                let same = Same {
                    language,
                    candidate,
                };
                let own = match readable.binary_search(&candidate.group) {
                    Ok(_) => OWN_LANGUAGE_FACTOR,
                    Err(_) => 1.0,
                };
                (same, said.scaled(candidate.score) * own, from)
            });
            let fresh =
                entries.filter(|(same, ..)| known.is_empty() || !known.contains(&key(same)));
            self.entries.extend(fresh);
        }
        let fresh = &mut self.entries[from..];
        fresh.sort_by(|(a, a_score, _), (b, b_score, _)| {
            rescore::compare_scored((&a.candidate, *a_score), (&b.candidate, *b_score))
                .then_with(|| a.language.cmp(&b.language))
        });
        for (_, score, _) in fresh {
            *score = score.min(lowest);
        }
    }

    /// The hits: the translations of a question become one, placed where the best of them
    /// stands, and so do equal answers. `readers` are the languages read, best first.
    #[must_use]
    pub fn fold(&self, readers: &[usize]) -> Vec<Folded> {
        let hits = self.entries.iter().map(|&(entry, score, tier)| Folded {
            language: entry.language,
            candidate: entry.candidate,
            score,
            read: entry,
            tier,
            same: Vec::new(),
        });
        collapse::fold(translations(hits.collect(), readers))
    }
}

/// Keeps the first of the translations of a question.
fn translations(mut hits: Vec<Folded>, readers: &[usize]) -> Vec<Folded> {
    let mut languages = hits.iter().map(|hit| hit.language);
    let first = languages.next();
    if languages.all(|language| Some(language) == first) {
        return hits;
    }
    let mut groups: Vec<(u64, usize)> = hits
        .iter()
        .enumerate()
        .map(|(place, hit)| (hit.candidate.group, place))
        .collect();
    groups.sort_unstable();
    let preference = |language: usize| {
        let place = readers.iter().position(|reader| *reader == language);
        place.unwrap_or(usize::MAX)
    };
    let mut is_kept = vec![true; hits.len()];
    for group in groups.chunk_by(|a, b| a.0 == b.0) {
        let first = group[0].1;
        for &(_, place) in &group[1..] {
            // Two entries of one language are two answers, whatever their group says.
            if hits[place].language == hits[first].language {
                continue;
            }
            is_kept[place] = false;
            // What is found on looking deeper must not move the hits above.
            if hits[place].tier == hits[first].tier
                && preference(hits[place].language) < preference(hits[first].read.language)
            {
                hits[first].read = hits[place].read;
            }
        }
    }
    let mut is_kept = is_kept.into_iter();
    hits.retain(|_| is_kept.next().unwrap_or(true));
    hits
}

/// Which words the best hit lacks, when no hit has them all. Function words
/// and pairs of characters do not matter.
#[must_use]
pub fn relaxed(answered: &[Answered], folded: &[Folded]) -> Option<Relaxed> {
    let best = folded.first()?;
    if best.candidate.same_question {
        return None;
    }
    let said = answered
        .iter()
        .find(|said| said.language == best.language)?;
    let wanted: Vec<(usize, &TermStats)> = said
        .words
        .iter()
        .enumerate()
        .filter(|(number, stats)| *number < 64 && stats.term.weight >= 1.0)
        .collect();
    let mask = wanted
        .iter()
        .fold(0_u64, |mask, (number, _)| mask | 1 << number);
    let complete = |candidate: &Candidate| candidate.held & mask == mask;
    if said.candidates.iter().any(complete) {
        return None;
    }
    let missing: Vec<String> = wanted
        .iter()
        .filter(|(number, _)| best.candidate.held & (1 << number) == 0)
        .map(|(_, stats)| stats.term.surface.clone())
        .collect();
    (!missing.is_empty()).then_some(Relaxed { missing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::AnswerFingerprint;
    use crate::index::store::columns::SortKey;

    /// What a language says: groups with their scores.
    fn says(language: usize, groups: &[(u64, f32)]) -> Answered {
        let candidate = |(doc, &(group, score)): (u32, &(u64, f32))| Candidate {
            doc,
            same_question: false,
            questions: 1,
            score,
            held: 1,
            group,
            answer: AnswerFingerprint {
                question: group,
                bits: group,
            },
            sort_key: SortKey::new(0, u32::try_from(group).unwrap(), 0),
        };
        Answered {
            language,
            words: Vec::new(),
            scorers: Vec::new(),
            candidates: (0..).zip(groups).map(candidate).collect(),
            matched: Vec::new(),
            ideal: SCALE,
            corrected: None,
        }
    }

    #[test]
    fn what_the_reader_can_read_comes_before_its_equal() {
        let answered = [says(0, &[(1, 10.0), (2, 9.5)]), says(1, &[(2, 5.0)])];
        let groups = |reader| {
            let mut ranked = Ranked::default();
            ranked.extend(&answered, reader);
            let groups = ranked.entries.iter().map(|entry| entry.0.candidate.group);
            groups.collect::<Vec<u64>>()
        };
        assert_eq!(groups(Some(0)), [1, 2, 2]);
        assert_eq!(groups(Some(1)), [2, 1, 2]);
    }
}
