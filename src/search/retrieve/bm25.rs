//! The score of an entry: BM25 summed over fields, each with parameters of its own.
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

use std::sync::LazyLock;

use tantivy::fieldnorm::FieldNormReader;

use super::best::Scored;
use super::coverage::NOTED_WORDS;
use super::fields::{Fields, Frequencies, TermPostings};
use super::postings::Postings;
use super::segment::Segment;
use super::term_mask::TermMask;
use crate::index::{IndexError, TEXT_FIELDS, TextField};
use crate::search::parameters::{Bm25Parameters, FieldParameters, RankingParameters};
use crate::search::query::term::{QueryTerm, Variant};

/// The contribution of one form of one word in one field.
pub(crate) struct TermScorer {
    /// Which term of the query, by its number.
    pub term: usize,
    /// Which field.
    pub field: TextField,
    /// Whether this is the exact form.
    pub exact: bool,
    /// Whether the word is a function word.
    function: bool,
    /// Whether what holds the word matches, whatever else it holds.
    selects: bool,
    /// idf times weights.
    factor: f32,
    k1: f32,
    /// `k1 · (1 − b)`.
    norm: f32,
    /// `k1 · b / average length`.
    norm_per_token: f32,
    /// Where it occurs.
    pub postings: Postings,
}

impl TermScorer {
    /// Returns the word as one of the first [`NOTED_WORDS`], as a bit; none of a further one.
    #[must_use]
    pub(super) fn noted(&self) -> u32 {
        let word = u32::try_from(self.term).ok();
        word.and_then(|word| 1_u32.checked_shl(word)).unwrap_or(0)
    }

    /// Returns whether an occurrence adds something to a score.
    #[must_use]
    pub(super) fn adds(&self) -> bool {
        self.factor > 0.0
    }

    /// Returns more than it adds to any document, by the length code of the text, where an occurrence
    /// counts so many times: no text has a term more often than it has words.
    #[must_use]
    pub(super) fn at_most(&self, weight: f32) -> [f32; LENGTH_CODES] {
        LENGTHS.map(|length| {
            let most = length.max(1.0) * COARSENESS * weight;
            self.saturated(most, self.norm(length))
        })
    }

    /// Returns what each length code is held against.
    #[must_use]
    pub(super) fn norms(&self) -> [f32; LENGTH_CODES] {
        LENGTHS.map(|length| self.norm(length))
    }

    /// Returns what `frequency` occurrences add in a field with this length code.
    #[must_use]
    pub(crate) fn score(&self, frequency: f32, length: u8) -> f32 {
        self.saturated(frequency, self.norm(LENGTHS[usize::from(length)]))
    }

    /// Returns what a field with so many tokens is held against.
    fn norm(&self, length: f32) -> f32 {
        self.norm + self.norm_per_token * length
    }

    /// Returns what `frequency` occurrences add in a field that is held against `norm`.
    pub(super) fn saturated(&self, frequency: f32, norm: f32) -> f32 {
        self.factor * frequency * (self.k1 + 1.0) / (frequency + norm)
    }
}

/// By how much a length may be greater than what its code stands for.
const COARSENESS: f32 = 1.15;

/// How many codes of lengths there are.
pub(super) const LENGTH_CODES: usize = 1 << u8::BITS;

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
pub(crate) struct TermStats {
    /// The word.
    pub term: QueryTerm,
    /// Inverse document frequency; that of an unseen word when it is unknown here.
    pub idf: f32,
    /// Entries that hold the word itself or a correction of it.
    pub documents: usize,
    /// Whether it became a function word after it was looked up, since it is one in the query's
    /// language.
    pub is_demoted: bool,
}

impl TermStats {
    /// Returns how much the word tells: its rarity, less for function words.
    #[must_use]
    pub(crate) fn term_weight(&self) -> f32 {
        self.idf * self.term.weight
    }
}

/// Returns the inverse document frequency, never negative.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts of documents
pub(super) fn idf(documents: u32, frequency: usize) -> f32 {
    let (n, df) = (documents as f32, frequency as f32);
    (1.0 + (n - df + 0.5).max(0.0) / (df + 0.5)).ln()
}

/// Looks one word up and prepares its contributions.
///
/// # Errors
/// The index is damaged.
pub(crate) fn prepare(
    segment: &Segment,
    number: usize,
    term: QueryTerm,
    parameters: &RankingParameters,
) -> Result<(TermStats, Vec<TermScorer>), IndexError> {
    let found = segment.fields.term_postings(&term)?;
    Ok(scorers_of(segment, (number, term), found, parameters))
}

/// Looks up the variants from `from` on that were added to a word, and prepares its contributions
/// anew. `known` are those of the variants before.
///
/// # Errors
/// The index is damaged.
pub(crate) fn prepare_added(
    segment: &Segment,
    (number, term): (usize, QueryTerm),
    from: usize,
    known: Vec<TermScorer>,
    parameters: &RankingParameters,
) -> Result<(TermStats, Vec<TermScorer>), IndexError> {
    #[cfg(feature = "opensearch")]
    if segment.remote().is_some() {
        return prepare(segment, number, term, parameters);
    }
    if !term.variants.iter().all(Variant::is_the_word) {
        return prepare(segment, number, term, parameters);
    }
    let mut found = TermPostings::default();
    for scorer in known {
        let forms = if scorer.exact {
            &mut found.exact
        } else {
            &mut found.any
        };
        forms[scorer.field as usize] = scorer.postings;
    }
    segment.fields.add_variants(&mut found, &term, from)?;
    Ok(scorers_of(segment, (number, term), found, parameters))
}

/// What a word is worth: its rarity times weights, without those of fields.
pub(super) struct Worth {
    /// Any of its forms.
    any: f32,
    /// Any of its forms in a question.
    in_questions: f32,
    /// The form as it was typed.
    exact: f32,
}

impl Worth {
    /// Weighs a word in a language of so many entries.
    pub(super) fn of(
        term: &QueryTerm,
        documents: u32,
        frequencies: Frequencies,
        parameters: &RankingParameters,
    ) -> Self {
        let any = idf(documents, frequencies.document) * term.weight;
        // "Where" is rare among questions, whatever the answers say: it tells which question it is.
        let in_questions = if term.is_function_word {
            let asks = if term.is_question_word {
                parameters.function_words.question_word
            } else {
                1.0
            };
            idf(documents, frequencies.in_questions) * term.weight * asks
        } else {
            any
        };
        let exact_weight = parameters.exact_form.weight;
        Self {
            any,
            in_questions,
            exact: idf(documents, frequencies.exact) * term.weight * exact_weight,
        }
    }

    /// Returns what it is worth in a field whose weight is not counted.
    pub(super) fn in_field(&self, field: TextField, exact: bool) -> f32 {
        match (field, exact) {
            (_, true) => self.exact,
            (TextField::Question, false) => self.in_questions,
            _ => self.any,
        }
    }
}

/// Makes the contributions of a word of its postings.
fn scorers_of(
    segment: &Segment,
    (number, term): (usize, QueryTerm),
    found: TermPostings,
    parameters: &RankingParameters,
) -> (TermStats, Vec<TermScorer>) {
    let documents = segment.entry_count();
    let frequencies = found.frequencies;
    let stats = TermStats {
        idf: idf(documents, frequencies.document),
        documents: frequencies.document,
        term,
        is_demoted: false,
    };
    let function = stats.term.is_function_word;
    let finds_questions = finds_questions(documents, frequencies.in_questions, parameters);
    let question_weight = question_weight(segment, parameters);
    let worth = Worth::of(&stats.term, documents, frequencies, parameters);
    let mut scorers = Vec::new();
    for (forms, exact) in [(found.any, false), (found.exact, true)] {
        for (field, postings) in TEXT_FIELDS.into_iter().zip(forms) {
            if postings.is_empty() {
                continue;
            }
            let &Bm25Parameters { weight, k1, b } = of_field(&parameters.fields, field);
            let is_question = field == TextField::Question;
            let weight = if is_question { question_weight } else { weight };
            scorers.push(TermScorer {
                term: number,
                field,
                exact,
                function,
                selects: !function || is_question && finds_questions,
                factor: worth.in_field(field, exact) * weight,
                k1,
                norm: k1 * (1.0 - b),
                norm_per_token: k1 * b / segment.average_length(field),
                postings,
            });
        }
    }
    (stats, scorers)
}

/// Returns whether a function word that so many questions hold makes matches of them: in a
/// collection so small that all of it is looked at, unless it stands in most of them.
#[allow(clippy::cast_precision_loss)] // small counts
fn finds_questions(documents: u32, in_questions: usize, parameters: &RankingParameters) -> bool {
    let is_small = documents as usize <= parameters.depth.first_stage;
    let most = parameters.function_words.telling_share * documents as f32;
    is_small && in_questions as f32 <= most
}

/// Returns whether a function word makes matches of the questions that hold it.
///
/// # Errors
/// The index is damaged.
#[cfg(feature = "opensearch")]
pub(super) fn finds_by_question(
    segment: &Segment,
    term: &QueryTerm,
    parameters: &RankingParameters,
) -> Result<bool, IndexError> {
    let documents = segment.entry_count();
    let in_questions = segment.fields.term_postings(term)?.frequencies.in_questions;
    Ok(finds_questions(documents, in_questions, parameters))
}

/// Returns the weight of a field in a segment.
#[cfg(feature = "opensearch")]
pub(super) fn field_weight(
    segment: &Segment,
    field: TextField,
    parameters: &RankingParameters,
) -> f32 {
    if field == TextField::Question {
        question_weight(segment, parameters)
    } else {
        of_field(&parameters.fields, field).weight
    }
}

/// Returns the weight of the questions of a segment: the less they say of their entries, by their
/// lengths, the less, but no less than that of answers.
fn question_weight(segment: &Segment, parameters: &RankingParameters) -> f32 {
    let [question, answer] =
        [TextField::Question, TextField::Answer].map(|field| segment.average_length(field));
    let fields = &parameters.fields;
    let weight = fields.question.weight * parameters.short_titles.factor(question, answer);
    weight.max(fields.answer.weight.min(fields.question.weight))
}

/// Makes a word that was looked up a function word, whose weight is multiplied by `weight`.
pub(crate) fn demote_to_function_word(
    stats: &mut TermStats,
    scorers: &mut [TermScorer],
    weight: f32,
) {
    stats.term.demote_to_function_word(weight);
    stats.is_demoted = true;
    for scorer in scorers {
        scorer.function = true;
        scorer.selects = false;
        scorer.factor *= weight;
    }
}

/// Returns the BM25 parameters of a field.
pub(crate) fn of_field(fields: &FieldParameters, field: TextField) -> &Bm25Parameters {
    match field {
        TextField::Question => &fields.question,
        TextField::Answer => &fields.answer,
        TextField::Heading => &fields.heading,
        TextField::Keywords => &fields.keywords,
        TextField::Links => &fields.links,
    }
}

/// Returns the scorers that decide what matches, in their order. The others rescore the best of it.
#[must_use]
pub(super) fn deciding(scorers: &[TermScorer]) -> Vec<&TermScorer> {
    let decides = decides(scorers);
    scorers.iter().filter(|scorer| decides(scorer)).collect()
}

/// Counts the postings of scorers.
#[must_use]
pub(super) fn postings(scorers: &[&TermScorer]) -> usize {
    scorers.iter().map(|scorer| scorer.postings.len()).sum()
}

/// Returns whether a scorer decides what matches.
fn decides(scorers: &[TermScorer]) -> impl Fn(&TermScorer) -> bool {
    let only_function = scorers.iter().all(|scorer| scorer.function);
    move |scorer| !scorer.exact && (only_function || scorer.selects)
}

/// Entries for each posting, above which postings are looked for among the entries.
const SPARSE: usize = 4;

/// Adds exact forms and function words to entries in ascending order of document,
/// and says which words each holds. Those forms say little and match much, so
/// they are not worth scoring everywhere.
///
/// # Errors
/// The index is damaged.
pub(crate) fn rescore(
    best: &mut [Scored],
    fields: &Fields,
    scorers: &[TermScorer],
) -> Result<(), IndexError> {
    let decides = decides(scorers);
    for scorer in scorers {
        let is_scored = decides(scorer);
        if is_scored && scorer.term < NOTED_WORDS {
            continue;
        }
        let lengths = fields.lengths(scorer.field);
        let word = TermMask::of(scorer.term);
        // Stems come first, and where the form typed stands, its stem stands.
        let may_hold = |scored: &Scored| !scorer.exact || scored.matched_terms.contains(word);
        let add = |scored: &mut Scored, frequency| {
            scored.matched_terms.insert(word);
            if !is_scored {
                scored.score += scorer.score(frequency, lengths.code(scored.doc));
            }
        };
        if scorer.postings.len() * SPARSE < best.len() {
            let list = scorer.postings.read()?;
            let mut from = 0;
            for (doc, &frequency) in list.documents.iter().zip(&list.frequencies) {
                let rest = best.get_mut(from..).unwrap_or_default();
                match rest.binary_search_by_key(doc, |scored| scored.doc) {
                    Ok(place) => {
                        if let Some(scored) = rest.get_mut(place)
                            && may_hold(scored)
                        {
                            add(scored, frequency);
                        }
                        from += place + 1;
                    }
                    Err(place) => from += place,
                }
            }
            continue;
        }
        let mut cursor = scorer.postings.cursor()?;
        let sought = best.iter_mut().filter(|scored| may_hold(scored));
        cursor.visit_sought(sought, |scored| scored.doc, add);
    }
    Ok(())
}
