//! The score of an entry: BM25 summed over fields, with our own constants.
//!
//! For a word `w` in field `f` of an entry (Robertson & Zaragoza, "The
//! Probabilistic Relevance Framework: BM25 and Beyond", 2009):
//!
//! ```text
//! idf(w) · weight(f) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / average length))
//! idf(w) = ln(1 + (N − n + 0.5) / (n + 0.5))
//! ```
//!
//! The exact form of a word adds a second, smaller part with its own idf, so
//! that "configured" prefers "configured" to "configuration".

use super::lookup::{Fields, Posting};
use super::query::Word;
use crate::index::{IndexError, LanguageIndex, TEXT_FIELDS, TextField};

/// How a text field takes part in the score.
#[derive(Clone, Copy, Debug)]
struct Parameters {
    /// Weight of the field.
    weight: f32,
    /// Saturation of repeated words.
    k1: f32,
    /// How much a long field is held against it.
    b: f32,
}

/// Constants per field; ARCHITECTURE.md gives the reason for each.
const fn parameters(field: TextField) -> Parameters {
    let (weight, k1, b) = match field {
        TextField::Question => (QUESTION_WEIGHT, QUESTION_K1, QUESTION_B),
        TextField::Answer => (ANSWER_WEIGHT, ANSWER_K1, ANSWER_B),
        TextField::Heading => (HEADING_WEIGHT, HEADING_K1, HEADING_B),
        TextField::Keywords => (KEYWORDS_WEIGHT, HEADING_K1, HEADING_B),
        TextField::Links => (LINKS_WEIGHT, ANSWER_K1, ANSWER_B),
    };
    Parameters { weight, k1, b }
}

const QUESTION_WEIGHT: f32 = 6.0;
const QUESTION_K1: f32 = 1.1;
const QUESTION_B: f32 = 0.9;
const ANSWER_WEIGHT: f32 = 1.0;
const ANSWER_K1: f32 = 0.8;
const ANSWER_B: f32 = 0.6;
const HEADING_WEIGHT: f32 = 0.7;
const HEADING_K1: f32 = 1.2;
const HEADING_B: f32 = 0.5;
const KEYWORDS_WEIGHT: f32 = 1.0;
const LINKS_WEIGHT: f32 = 0.1;

/// Weight of the exact form beside the word's stem.
const EXACT_WEIGHT: f32 = 0.37;

/// The contribution of one form of one word in one field.
pub struct Leaf {
    /// Which word of the query.
    pub word: usize,
    /// Which field.
    pub field: TextField,
    /// Whether this is the exact form.
    pub exact: bool,
    /// Whether the word only counts where another one is held too.
    function: bool,
    /// idf times weights.
    factor: f32,
    k1: f32,
    /// `k1 · (1 − b + b · length / average)` for each of the 256 length codes.
    norms: Box<[f32; 256]>,
    /// Where it occurs.
    pub postings: Vec<Posting>,
}

impl Leaf {
    /// What `frequency` occurrences add in a field with this length code.
    #[must_use]
    pub fn score(&self, frequency: f32, length: u8) -> f32 {
        self.factor * frequency * (self.k1 + 1.0) / (frequency + self.norms[length as usize])
    }
}

/// A word of the query with its weight in this language.
pub struct Weighted {
    /// The word.
    pub word: Word,
    /// Inverse document frequency; that of an unseen word when it is unknown here.
    pub idf: f32,
    /// Entries that hold the word itself or a correction of it.
    pub documents: usize,
}

impl Weighted {
    /// How much the word tells: its rarity, less for function words.
    #[must_use]
    pub fn tells(&self) -> f32 {
        self.idf * self.word.weight
    }
}

/// Inverse document frequency, never negative.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts of documents
fn idf(documents: u32, frequency: usize) -> f32 {
    let (n, df) = (documents as f32, frequency as f32);
    (1.0 + (n - df + 0.5).max(0.0) / (df + 0.5)).ln()
}

/// Looks one word up and prepares its contributions.
///
/// # Errors
/// The index is damaged.
pub fn prepare(
    index: &LanguageIndex,
    fields: &Fields,
    number: usize,
    word: Word,
) -> Result<(Weighted, Vec<Leaf>), IndexError> {
    let documents = index.segment.max_doc();
    let found = fields.find(&word)?;
    let frequency = found.document_frequency;
    let exact_frequency = found.exact.iter().map(Vec::len).max().unwrap_or(0);
    let weighted = Weighted {
        idf: idf(documents, frequency),
        documents: frequency,
        word,
    };
    let exact_factor = idf(documents, exact_frequency) * weighted.word.weight * EXACT_WEIGHT;
    let mut leaves = Vec::new();
    for (forms, exact, factor) in [
        (found.any, false, weighted.tells()),
        (found.exact, true, exact_factor),
    ] {
        for (field, postings) in TEXT_FIELDS.into_iter().zip(forms) {
            if postings.is_empty() {
                continue;
            }
            let Parameters { weight, k1, b } = parameters(field);
            leaves.push(Leaf {
                word: number,
                field,
                exact,
                function: weighted.word.function,
                factor: factor * weight,
                k1,
                norms: norms(index, field, k1, b),
                postings,
            });
        }
    }
    Ok((weighted, leaves))
}

/// The length part of the formula for each length code.
fn norms(index: &LanguageIndex, field: TextField, k1: f32, b: f32) -> Box<[f32; 256]> {
    let average = index
        .summary
        .lengths
        .get(field as usize)
        .copied()
        .unwrap_or(1.0)
        .max(f32::MIN_POSITIVE);
    let mut norms = Box::new([0.0; 256]);
    for (code, norm) in (0_u8..=255).zip(norms.iter_mut()) {
        #[allow(clippy::cast_precision_loss)] // lengths are small or coarse
        let length = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(code) as f32;
        *norm = k1 * (1.0 - b + b * length / average);
    }
    norms
}

/// Scores of all documents that hold a word that tells something.
pub struct Scores {
    /// Documents that hold at least one word, ascending.
    pub touched: Vec<u32>,
    places: Places,
    scores: Vec<f32>,
    held: Vec<u64>,
}

/// A set of documents that knows the place of each in ascending order: one bit
/// per document of the language, so that what is kept per score depends on the
/// number of matches and not on the size of the index.
struct Places {
    bits: Vec<u64>,
    /// Members before each group of 64.
    before: Vec<u32>,
}

impl Places {
    fn new(size: u32, documents: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0_u64; (size as usize).div_ceil(64)];
        for doc in documents {
            if let Some(group) = bits.get_mut(doc as usize / 64) {
                *group |= 1 << (doc % 64);
            }
        }
        let mut sum = 0;
        let before = bits
            .iter()
            .map(|group| {
                sum += group.count_ones();
                sum - group.count_ones()
            })
            .collect();
        Self { bits, before }
    }

    fn of(&self, doc: u32) -> Option<usize> {
        let group = *self.bits.get(doc as usize / 64)?;
        let bit = 1 << (doc % 64);
        if group & bit == 0 {
            return None;
        }
        let before = *self.before.get(doc as usize / 64)?;
        Some((before + (group & (bit - 1)).count_ones()) as usize)
    }

    fn members(&self) -> Vec<u32> {
        let mut members = Vec::new();
        for (number, &group) in (0_u32..).zip(&self.bits) {
            let mut left = group;
            while left != 0 {
                members.push(number * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        }
        members
    }
}

/// Adds up all contributions. Function words make no hit of their own unless
/// the query has nothing else.
#[must_use]
pub fn accumulate(index: &LanguageIndex, fields: &Fields, leaves: &[Leaf]) -> Scores {
    let only_function = leaves.iter().all(|leaf| leaf.function);
    let (telling, function): (Vec<&Leaf>, Vec<&Leaf>) = leaves
        .iter()
        .partition(|leaf| only_function || !leaf.function);
    let postings = telling.iter().flat_map(|leaf| &leaf.postings);
    let places = Places::new(index.segment.max_doc(), postings.map(|posting| posting.doc));
    let touched = places.members();
    let mut all = Scores {
        places,
        scores: vec![0.0; touched.len()],
        held: vec![0; touched.len()],
        touched,
    };
    for leaf in telling.into_iter().chain(function) {
        all.add(leaf, fields);
    }
    all
}

impl Scores {
    /// The score of a document; zero for one that holds no telling word.
    #[must_use]
    pub fn score(&self, doc: u32) -> f32 {
        let place = self.places.of(doc);
        place
            .and_then(|place| self.scores.get(place))
            .copied()
            .unwrap_or(0.0)
    }

    /// Which words, by number up to 63, the document holds.
    #[must_use]
    pub fn held(&self, doc: u32) -> u64 {
        let place = self.places.of(doc);
        place
            .and_then(|place| self.held.get(place))
            .copied()
            .unwrap_or(0)
    }

    /// Adds what a leaf contributes to the documents that were touched.
    fn add(&mut self, leaf: &Leaf, fields: &Fields) {
        let bit = 1_u64 << leaf.word.min(63);
        let lengths = fields.lengths[leaf.field as usize].as_ref();
        for posting in &leaf.postings {
            let Some(place) = self.places.of(posting.doc) else {
                continue;
            };
            if let (Some(score), Some(held)) =
                (self.scores.get_mut(place), self.held.get_mut(place))
            {
                let length = lengths.map_or(0, |lengths| lengths.fieldnorm_id(posting.doc));
                *score += leaf.score(posting.frequency, length);
                *held |= bit;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_the_members_before() {
        let documents = [0, 3, 63, 64, 130, 199];
        let places = Places::new(200, documents.into_iter());
        assert_eq!(places.members(), documents);
        for (place, doc) in documents.into_iter().enumerate() {
            assert_eq!(places.of(doc), Some(place));
        }
        assert_eq!(places.of(1), None);
        assert_eq!(places.of(131), None);
        assert_eq!(places.of(5_000), None);
    }
}
