//! From the answers of several languages to one list of hits.
//!
//! Owns how scores of different languages compare and how the translations of
//! one question become one hit.

use super::duplicates::{self, Same};
use super::hit::Relaxed;
use super::rank::{self, Candidate};
use super::score::{Leaf, Weighted};

/// Scores are shown on this scale: the sum of the idf of the query's words is this much.
pub const SCALE: f32 = 10.0;

/// Advantage of a hit that matched in the reader's own language over an equal one in another.
const OWN_LANGUAGE_FACTOR: f32 = 1.1;

/// What one language has to say to a query.
pub struct Answered {
    /// Number of the language in the manifest.
    pub language: usize,
    /// The query's words as this language knows them.
    pub words: Vec<Weighted>,
    /// What each word adds where.
    pub leaves: Vec<Leaf>,
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
    /// Entries with the same answer, best first.
    pub same: Vec<Same>,
}

/// A set of translation groups. They are hashes already, so their own bits say
/// where each belongs; a general set takes several times as long, which counts
/// where a common word matches tens of thousands of entries.
pub struct Groups {
    /// A power of two of places; zero is an empty one.
    places: Vec<u64>,
    has_zero: bool,
    len: usize,
}

impl Groups {
    /// An empty set with room for so many groups.
    #[must_use]
    pub fn with_capacity(groups: usize) -> Self {
        Self {
            places: vec![0; (groups * 2).max(2).next_power_of_two()],
            has_zero: false,
            len: 0,
        }
    }

    /// Adds a group; false when it was there. More than the set has room for are not added.
    pub fn insert(&mut self, group: u64) -> bool {
        if group == 0 {
            self.len += usize::from(!self.has_zero);
            return !std::mem::replace(&mut self.has_zero, true);
        }
        let mask = self.places.len() - 1;
        #[allow(clippy::cast_possible_truncation)] // any bits will do
        let first = group as usize & mask;
        for step in 0..self.places.len() {
            let place = &mut self.places[(first + step) & mask];
            if *place == group {
                return false;
            }
            if *place == 0 {
                *place = group;
                self.len += 1;
                return true;
            }
        }
        false
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }
}

/// One list from several languages: the translations of a question become one
/// hit, placed where the best of them stands, and so do equal answers.
/// `readers` are the languages that the reader wants, best first.
#[must_use]
pub fn fold(answered: &[Answered], readers: &[usize]) -> Vec<Folded> {
    let mut all: Vec<Folded> = answered
        .iter()
        .flat_map(|said| {
            let language = said.language;
            let own = if readers.first() == Some(&language) && answered.len() > 1 {
                OWN_LANGUAGE_FACTOR
            } else {
                1.0
            };
            said.candidates.iter().map(move |&candidate| Folded {
                language,
                score: said.scaled(candidate.score) * own,
                candidate,
                read: Same {
                    language,
                    candidate,
                },
                same: Vec::new(),
            })
        })
        .collect();
    all.sort_by(|a, b| {
        let key = |folded: &Folded| Candidate {
            score: folded.score,
            ..folded.candidate
        };
        rank::compare(&key(a), &key(b)).then_with(|| a.language.cmp(&b.language))
    });
    if answered.len() > 1 {
        all = translations(all, readers);
    }
    duplicates::fold(all)
}

/// Keeps the first of the translations of a question.
fn translations(mut hits: Vec<Folded>, readers: &[usize]) -> Vec<Folded> {
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
            if preference(hits[place].language) < preference(hits[first].read.language) {
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
    let wanted: Vec<(usize, &Weighted)> = said
        .words
        .iter()
        .enumerate()
        .filter(|(number, weighted)| *number < 64 && weighted.word.weight >= 1.0)
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
        .map(|(_, weighted)| weighted.word.surface.clone())
        .collect();
    (!missing.is_empty()).then_some(Relaxed { missing })
}
