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

use super::lookup::{Fields, Found, Posting};
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
    match field {
        TextField::Question => Parameters {
            weight: 3.0,
            k1: 1.2,
            b: 0.5,
        },
        TextField::Answer => Parameters {
            weight: 1.0,
            k1: 1.2,
            b: 0.75,
        },
        TextField::Heading => Parameters {
            weight: 0.7,
            k1: 1.2,
            b: 0.5,
        },
        TextField::Keywords => Parameters {
            weight: 1.0,
            k1: 1.2,
            b: 0.5,
        },
        TextField::Links => Parameters {
            weight: 0.1,
            k1: 1.2,
            b: 0.75,
        },
    }
}

/// Weight of the exact form beside the word's stem.
const EXACT_WEIGHT: f32 = 0.25;

/// The contribution of one form of one word in one field.
pub struct Leaf {
    /// Which word of the query.
    pub word: usize,
    /// Which field.
    pub field: TextField,
    /// Whether this is the exact form.
    pub exact: bool,
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
    pub fn score(&self, frequency: u32, length: u8) -> f32 {
        #[allow(clippy::cast_precision_loss)] // frequencies are small
        let tf = frequency as f32;
        self.factor * tf * (self.k1 + 1.0) / (tf + self.norms[length as usize])
    }
}

/// A word of the query with its weight in this language.
pub struct Weighted {
    /// The word.
    pub word: Word,
    /// Inverse document frequency; that of an unseen word when it is unknown here.
    pub idf: f32,
    /// Whether the index knows the word.
    pub known: bool,
}

/// Inverse document frequency, never negative.
#[must_use]
#[allow(clippy::cast_precision_loss)]
fn idf(documents: u32, frequency: usize) -> f32 {
    let (n, df) = (documents as f32, frequency as f32);
    (1.0 + (n - df + 0.5).max(0.0) / (df + 0.5)).ln()
}

/// Looks all words up and prepares their contributions, rarest word first.
///
/// # Errors
/// The index is damaged.
pub fn prepare(
    index: &LanguageIndex,
    fields: &Fields,
    words: Vec<Word>,
) -> Result<(Vec<Weighted>, Vec<Leaf>), IndexError> {
    let documents = index.segment.max_doc();
    let mut looked_up: Vec<(Word, Found)> = Vec::with_capacity(words.len());
    for word in words {
        let found = fields.find(&word)?;
        looked_up.push((word, found));
    }
    let mut weighted = Vec::with_capacity(looked_up.len());
    let mut leaves = Vec::new();
    for (number, (word, found)) in looked_up.into_iter().enumerate() {
        let frequency = found.document_frequency();
        let word_idf = idf(documents, frequency);
        let exact_idf = idf(documents, found.exact_document_frequency());
        for (forms, exact, factor) in [
            (found.any, false, word_idf * word.weight),
            (found.exact, true, exact_idf * word.weight * EXACT_WEIGHT),
        ] {
            for (field, postings) in TEXT_FIELDS.into_iter().zip(forms) {
                if !postings.is_empty() {
                    leaves.push(leaf(index, number, field, exact, factor, postings));
                }
            }
        }
        weighted.push(Weighted {
            word,
            idf: word_idf,
            known: frequency > 0,
        });
    }
    Ok((weighted, leaves))
}

fn leaf(
    index: &LanguageIndex,
    word: usize,
    field: TextField,
    exact: bool,
    factor: f32,
    postings: Vec<Posting>,
) -> Leaf {
    let Parameters { weight, k1, b } = parameters(field);
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
    Leaf {
        word,
        field,
        exact,
        factor: factor * weight,
        k1,
        norms,
        postings,
    }
}

/// Scores of all documents that hold an informative word.
pub struct Scores {
    /// Score by document number; zero for documents not touched.
    pub scores: Vec<f32>,
    /// Which words (by number, up to 64) each document holds.
    pub held: Vec<u64>,
    /// Documents that hold at least one word, in no particular order.
    pub touched: Vec<u32>,
}

/// Adds up all contributions.
#[must_use]
pub fn accumulate(index: &LanguageIndex, fields: &Fields, leaves: &[Leaf]) -> Scores {
    let size = index.segment.max_doc() as usize;
    let mut all = Scores {
        scores: vec![0.0; size],
        held: vec![0; size],
        touched: Vec::new(),
    };
    for leaf in leaves {
        let bit = 1_u64 << leaf.word.min(63);
        let lengths = fields.lengths[leaf.field as usize].as_ref();
        for posting in &leaf.postings {
            let doc = posting.doc as usize;
            let (Some(score), Some(held)) = (all.scores.get_mut(doc), all.held.get_mut(doc)) else {
                continue;
            };
            if *held == 0 {
                all.touched.push(posting.doc);
            }
            *held |= bit;
            let length = lengths.map_or(0, |lengths| lengths.fieldnorm_id(posting.doc));
            *score += leaf.score(posting.frequency, length);
        }
    }
    all
}
