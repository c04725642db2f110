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

use std::cmp::Ordering;
use std::sync::LazyLock;

use tantivy::fieldnorm::FieldNormReader;

use super::function_words::FUNCTION_WEIGHT;
use super::lookup::Fields;
use super::postings::PostingList;
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
    /// `k1 · (1 − b)`.
    norm: f32,
    /// `k1 · b / average length`.
    norm_per_token: f32,
    /// Where it occurs.
    pub postings: PostingList,
}

impl Leaf {
    /// Adds what it contributes to the scores of all documents.
    fn add(&self, fields: &Fields, by_document: &mut [f32]) {
        let lengths = fields.lengths(self.field).codes();
        let norms: [f32; LENGTH_CODES] = LENGTHS.map(|length| self.norm(length));
        let PostingList {
            documents,
            frequencies,
        } = &self.postings;
        for (&doc, &frequency) in documents.iter().zip(frequencies) {
            if let Some(score) = by_document.get_mut(doc as usize) {
                let length = lengths.get(doc as usize).copied().unwrap_or(0);
                *score += self.saturated(frequency, norms[usize::from(length)]);
            }
        }
    }

    /// What `frequency` occurrences add in a field with this length code.
    #[must_use]
    pub fn score(&self, frequency: f32, length: u8) -> f32 {
        self.saturated(frequency, self.norm(LENGTHS[usize::from(length)]))
    }

    /// What a field with so many tokens is held against.
    fn norm(&self, length: f32) -> f32 {
        self.norm + self.norm_per_token * length
    }

    fn saturated(&self, frequency: f32, norm: f32) -> f32 {
        self.factor * frequency * (self.k1 + 1.0) / (frequency + norm)
    }
}

/// How many codes of lengths there are.
const LENGTH_CODES: usize = 1 << u8::BITS;

/// The number of tokens that each length code stands for.
static LENGTHS: LazyLock<[f32; LENGTH_CODES]> = LazyLock::new(|| {
    let mut lengths = [0.0; LENGTH_CODES];
    for (code, length) in (0..=u8::MAX).zip(&mut lengths) {
        #[allow(clippy::cast_precision_loss)] // lengths are small or coarse
        let tokens = FieldNormReader::id_to_fieldnorm(code) as f32;
        *length = tokens;
    }
    lengths
});

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
    let exact_frequency = found.exact.iter().map(PostingList::len).max().unwrap_or(0);
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
                norm: k1 * (1.0 - b),
                norm_per_token: k1 * b / average_length(index, field),
                postings,
            });
        }
    }
    Ok((weighted, leaves))
}

/// Makes a word that was looked up a function word.
pub fn lower(weighted: &mut Weighted, leaves: &mut [Leaf]) {
    weighted.word.function = true;
    weighted.word.weight *= FUNCTION_WEIGHT;
    for leaf in leaves {
        leaf.function = true;
        leaf.factor *= FUNCTION_WEIGHT;
    }
}

/// Average length of a field in the language's entries, in tokens.
fn average_length(index: &LanguageIndex, field: TextField) -> f32 {
    let lengths = &index.summary.lengths;
    let average = lengths.get(field as usize).copied();
    average.unwrap_or(1.0).max(f32::MIN_POSITIVE)
}

/// Where postings are fewer than this part of the index, sorting them is quicker
/// than looking through the scores of all documents.
const SCAN_SHARE: usize = 16;

/// The entries that hold a word that tells something, with what those words add.
#[derive(Default)]
pub struct Matches {
    /// Their document numbers, ascending.
    documents: Vec<u32>,
    /// By document; more than nothing for those that match.
    scores: Vec<f32>,
}

/// An entry with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Document number.
    pub doc: u32,
    /// Score.
    pub score: f32,
    /// Which words of the query it holds, by number up to 63; known once it is refined.
    pub held: u64,
}

/// Finds and scores what the words that tell something match. Function words
/// make no hit of their own unless the query has nothing else.
#[must_use]
pub fn matches(index: &LanguageIndex, fields: &Fields, leaves: &[Leaf]) -> Matches {
    let first = first_pass(leaves);
    let mut scores = vec![0.0_f32; index.segment.max_doc() as usize];
    for leaf in leaves.iter().filter(|leaf| first(leaf)) {
        leaf.add(fields, &mut scores);
    }
    let scored = leaves.iter().filter(|leaf| first(leaf));
    let postings: usize = scored.clone().map(|leaf| leaf.postings.len()).sum();
    let mut documents: Vec<u32>;
    if postings < scores.len() / SCAN_SHARE {
        let all = scored.flat_map(|leaf| &leaf.postings.documents);
        documents = all.copied().collect();
        documents.sort_unstable();
        documents.dedup();
    } else {
        // Every contribution is positive.
        documents = Vec::with_capacity(postings.min(scores.len()));
        let all = (0_u32..).zip(&scores);
        documents.extend(all.filter(|(_, score)| **score > 0.0).map(|(doc, _)| doc));
    }
    Matches { documents, scores }
}

/// Whether a leaf decides what matches; the others refine the best of it.
fn first_pass(leaves: &[Leaf]) -> impl Fn(&Leaf) -> bool {
    let only_function = leaves.iter().all(|leaf| leaf.function);
    move |leaf| !leaf.exact && (only_function || !leaf.function)
}

/// Adds exact forms and function words to entries in ascending order of document,
/// and says which words each holds. Those forms say little and match much, so
/// they are not worth scoring everywhere.
pub fn refine(best: &mut [Scored], fields: &Fields, leaves: &[Leaf]) {
    let first = first_pass(leaves);
    for leaf in leaves {
        let known = first(leaf);
        let lengths = fields.lengths(leaf.field);
        let PostingList {
            documents,
            frequencies,
        } = &leaf.postings;
        let mut place = 0;
        for scored in &mut *best {
            if documents.get(place).is_some_and(|&doc| doc < scored.doc) {
                place = leaf.postings.seek(place, scored.doc);
            }
            let (Some(&doc), Some(&frequency)) = (documents.get(place), frequencies.get(place))
            else {
                break;
            };
            if doc == scored.doc {
                scored.held |= 1 << leaf.word.min(63);
                if !known {
                    scored.score += leaf.score(frequency, lengths.code(doc));
                }
            }
        }
    }
}

impl Matches {
    /// The document numbers, ascending.
    #[must_use]
    pub fn into_documents(self) -> Vec<u32> {
        self.documents
    }

    /// Keeps the documents that a filter admits.
    pub fn retain(&mut self, admits: impl Fn(u32) -> bool) {
        self.documents.retain(|&doc| {
            let is_admitted = admits(doc);
            if !is_admitted && let Some(score) = self.scores.get_mut(doc as usize) {
                *score = 0.0;
            }
            is_admitted
        });
    }

    fn iter(&self) -> impl Iterator<Item = Scored> {
        self.documents.iter().filter_map(|&doc| self.get(doc))
    }

    /// One entry with its score; none for an entry that does not match.
    #[must_use]
    pub fn get(&self, doc: u32) -> Option<Scored> {
        let score = *self.scores.get(doc as usize)?;
        (score > 0.0).then_some(Scored {
            doc,
            score,
            held: 0,
        })
    }

    /// The bits of the score that is last among the `count` best. Scores are positive, and the bits
    /// of positive floats order as they do.
    fn edge(&self, count: usize) -> u32 {
        let mut edge = 0;
        // Whenever as many again have come, the lesser half is let go: few are above the rest.
        let mut best: Vec<u32> = Vec::with_capacity(2 * count);
        let cut = |best: &mut Vec<u32>| {
            let (_, &mut edge, _) = best.select_nth_unstable_by(count - 1, |a, b| b.cmp(a));
            best.truncate(count);
            edge
        };
        for scored in self.iter() {
            let score = scored.score.to_bits();
            if score > edge {
                if best.len() == 2 * count {
                    edge = cut(&mut best);
                }
                best.push(score);
            }
        }
        if best.len() > count {
            edge = cut(&mut best);
        }
        edge
    }

    /// The `count` best by score, ascending by document. Equal scores at the edge
    /// are settled by `order`, so that the cut is the same every time.
    #[must_use]
    pub fn best(&self, count: usize, order: impl Fn(u32) -> u64) -> Vec<Scored> {
        if self.documents.len() <= count {
            return self.iter().collect();
        }
        let edge = self.edge(count);
        let mut best: Vec<Scored> = Vec::with_capacity(count);
        let mut equal = Vec::new();
        for scored in self.iter() {
            match scored.score.to_bits().cmp(&edge) {
                Ordering::Greater => best.push(scored),
                Ordering::Equal => equal.push(scored),
                Ordering::Less => {}
            }
        }
        equal.sort_unstable_by_key(|scored| order(scored.doc));
        equal.truncate(count - best.len());
        best.extend(equal);
        best.sort_unstable_by_key(|scored| scored.doc);
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(scores: &[(u32, f32)]) -> Matches {
        let mut by_document = vec![0.0; 10];
        for &(doc, score) in scores {
            by_document[doc as usize] = score;
        }
        Matches {
            documents: scores.iter().map(|&(doc, _)| doc).collect(),
            scores: by_document,
        }
    }

    #[test]
    fn the_best_are_cut_by_score_then_order() {
        let all = matches(&[(1, 2.0), (2, 5.0), (5, 2.0), (8, 2.0), (9, 7.5)]);
        let documents = |count| -> Vec<u32> {
            let best = all.best(count, |doc| u64::from(10 - doc));
            best.iter().map(|scored| scored.doc).collect()
        };
        assert_eq!(documents(1), [9]);
        assert_eq!(documents(3), [2, 8, 9]);
        assert_eq!(documents(4), [2, 5, 8, 9]);
        assert_eq!(documents(9), [1, 2, 5, 8, 9]);
    }

    #[test]
    fn a_filter_keeps_scores_with_their_documents() {
        let mut some = matches(&[(1, 2.0), (2, 5.0), (5, 3.0)]);
        some.retain(|doc| doc != 2);
        assert_eq!(some.get(5).map(|scored| scored.score), Some(3.0));
        assert_eq!(some.get(2), None);
        assert_eq!(some.into_documents(), [1, 5]);
    }
}
