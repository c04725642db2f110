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
    /// Score by document number; zero for documents not touched.
    pub scores: Vec<f32>,
    /// Which words (by number, up to 64) each document holds.
    pub held: Vec<u64>,
    /// Documents that hold at least one word, in no particular order.
    pub touched: Vec<u32>,
}

/// Adds up all contributions. Function words make no hit of their own unless
/// the query has nothing else.
#[must_use]
pub fn accumulate(index: &LanguageIndex, fields: &Fields, leaves: &[Leaf]) -> Scores {
    let size = index.segment.max_doc() as usize;
    let mut all = Scores {
        scores: vec![0.0; size],
        held: vec![0; size],
        touched: Vec::new(),
    };
    let only_function = leaves.iter().all(|leaf| leaf.function);
    let (telling, function): (Vec<&Leaf>, Vec<&Leaf>) = leaves
        .iter()
        .partition(|leaf| only_function || !leaf.function);
    for leaf in telling {
        all.add(leaf, fields, true);
    }
    for leaf in function {
        all.add(leaf, fields, false);
    }
    all
}

impl Scores {
    /// Adds the contributions of one leaf; to new documents only where `fresh` allows.
    fn add(&mut self, leaf: &Leaf, fields: &Fields, fresh: bool) {
        let bit = 1_u64 << leaf.word.min(63);
        let lengths = fields.lengths[leaf.field as usize].as_ref();
        for posting in &leaf.postings {
            let doc = posting.doc as usize;
            let (Some(score), Some(held)) = (self.scores.get_mut(doc), self.held.get_mut(doc))
            else {
                continue;
            };
            // Every contribution is positive, so zero means not touched yet.
            if *score == 0.0 {
                if !fresh {
                    continue;
                }
                self.touched.push(posting.doc);
            }
            *held |= bit;
            let length = lengths.map_or(0, |lengths| lengths.fieldnorm_id(posting.doc));
            *score += leaf.score(posting.frequency, length);
        }
    }
}
