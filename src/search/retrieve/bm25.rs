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

use super::fields::Fields;
use super::postings::PostingList;
use super::segment::Segment;
use super::term_mask::TermMask;
use crate::index::{IndexError, TEXT_FIELDS, TextField};
use crate::search::parameters::{Bm25Parameters, FieldParameters, RankingParameters};
use crate::search::query::term::QueryTerm;

/// The contribution of one form of one word in one field.
pub(crate) struct TermScorer {
    /// Which term of the query, by its number.
    pub term: usize,
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

impl TermScorer {
    /// Tells what it adds to each document that it is in.
    fn contribute(&self, fields: &Fields, mut each: impl FnMut(u32, Total)) {
        let lengths = fields.lengths(self.field).codes();
        let word = u32::try_from(self.term).ok();
        let held = word.and_then(|word| 1_u32.checked_shl(word)).unwrap_or(0);
        let norms: [f32; LENGTH_CODES] = LENGTHS.map(|length| self.norm(length));
        let PostingList {
            documents,
            frequencies,
        } = &self.postings;
        for (&doc, &frequency) in documents.iter().zip(frequencies) {
            let length = lengths.get(doc as usize).copied().unwrap_or(0);
            let score = self.saturated(frequency, norms[usize::from(length)]);
            each(doc, Total { score, held });
        }
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
pub(crate) struct TermStats {
    /// The word.
    pub term: QueryTerm,
    /// Inverse document frequency; that of an unseen word when it is unknown here.
    pub idf: f32,
    /// Entries that hold the word itself or a correction of it.
    pub documents: usize,
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
fn idf(documents: u32, frequency: usize) -> f32 {
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
    let documents = segment.entry_count();
    let found = segment.fields.term_postings(&term)?;
    let frequency = found.document_frequency;
    let exact_frequency = found.exact.iter().map(PostingList::len).max().unwrap_or(0);
    let stats = TermStats {
        idf: idf(documents, frequency),
        documents: frequency,
        term,
    };
    let exact_weight = parameters.exact_form.weight;
    let exact_factor = idf(documents, exact_frequency) * stats.term.weight * exact_weight;
    let mut scorers = Vec::new();
    for (forms, exact, factor) in [
        (found.any, false, stats.term_weight()),
        (found.exact, true, exact_factor),
    ] {
        for (field, postings) in TEXT_FIELDS.into_iter().zip(forms) {
            if postings.is_empty() {
                continue;
            }
            let &Bm25Parameters { weight, k1, b } = of_field(&parameters.fields, field);
            scorers.push(TermScorer {
                term: number,
                field,
                exact,
                function: stats.term.is_function_word,
                factor: factor * weight,
                k1,
                norm: k1 * (1.0 - b),
                norm_per_token: k1 * b / segment.average_length(field),
                postings,
            });
        }
    }
    Ok((stats, scorers))
}

/// Makes a word that was looked up a function word, whose weight is multiplied by `weight`.
pub(crate) fn demote_to_function_word(
    stats: &mut TermStats,
    scorers: &mut [TermScorer],
    weight: f32,
) {
    stats.term.demote_to_function_word(weight);
    for scorer in scorers {
        scorer.function = true;
        scorer.factor *= weight;
    }
}

/// Returns the BM25 parameters of a field.
fn of_field(fields: &FieldParameters, field: TextField) -> &Bm25Parameters {
    match field {
        TextField::Question => &fields.question,
        TextField::Answer => &fields.answer,
        TextField::Heading => &fields.heading,
        TextField::Keywords => &fields.keywords,
        TextField::Links => &fields.links,
    }
}

/// Where postings are fewer than this part of the index, sorting them is quicker
/// than looking through the scores of all documents.
const SCAN_SHARE: usize = 16;

/// The entries that hold a word that tells something, with what those words add; ascending by
/// document.
#[derive(Default)]
pub(crate) struct Matches(Vec<Scored>);

/// An entry with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    /// Document number.
    pub doc: u32,
    /// Score.
    pub score: f32,
    /// Which words of the query it holds; all are known once it is rescored.
    pub matched_terms: TermMask,
}

/// What has been found of a document so far.
#[derive(Clone, Copy, Default)]
struct Total {
    score: f32,
    /// Which of the first [`NOTED_WORDS`] words it holds, by number.
    held: u32,
}

/// Words that are noted where they are scored. Further ones are looked for when the best are
/// rescored.
const NOTED_WORDS: usize = 32;

/// Finds and scores what the words that tell something match. Function words
/// make no hit of their own unless the query has nothing else.
#[must_use]
pub(crate) fn matches(segment: &Segment, scorers: &[TermScorer]) -> Matches {
    let first = first_pass(scorers);
    let scored: Vec<&TermScorer> = scorers.iter().filter(|scorer| first(scorer)).collect();
    let postings: usize = scored.iter().map(|scorer| scorer.postings.len()).sum();
    let fields = &segment.fields;
    let documents = segment.entry_count() as usize;
    let mut matches = Vec::with_capacity(postings.min(documents));
    if postings < documents / SCAN_SHARE {
        let mut additions: Vec<(u32, Total)> = Vec::with_capacity(postings);
        for scorer in scored {
            scorer.contribute(fields, |doc, addition| additions.push((doc, addition)));
        }
        // Stable, so that numbers are summed in one order however many there are.
        additions.sort_by_key(|(doc, _)| *doc);
        for of_one in additions.chunk_by(|a, b| a.0 == b.0) {
            let mut total = Total::default();
            of_one.iter().for_each(|(_, addition)| total.add(*addition));
            matches.extend(of_one.first().map(|(doc, _)| total.of(*doc)));
        }
    } else {
        let mut totals = vec![Total::default(); documents];
        for scorer in scored {
            scorer.contribute(fields, |doc, addition| {
                if let Some(total) = totals.get_mut(doc as usize) {
                    total.add(addition);
                }
            });
        }
        for (doc, total) in (0_u32..).zip(totals) {
            // Every contribution is positive.
            if total.score > 0.0 {
                matches.push(total.of(doc));
            }
        }
    }
    Matches(matches)
}

impl Total {
    fn add(&mut self, addition: Self) {
        self.score += addition.score;
        self.held |= addition.held;
    }

    fn of(self, doc: u32) -> Scored {
        Scored {
            doc,
            score: self.score,
            matched_terms: self.held.into(),
        }
    }
}

/// Returns whether a scorer decides what matches. The others rescore the best of it.
fn first_pass(scorers: &[TermScorer]) -> impl Fn(&TermScorer) -> bool {
    let only_function = scorers.iter().all(|scorer| scorer.function);
    move |scorer| !scorer.exact && (only_function || !scorer.function)
}

/// Adds exact forms and function words to entries in ascending order of document,
/// and says which words each holds. Those forms say little and match much, so
/// they are not worth scoring everywhere.
pub(crate) fn rescore(best: &mut [Scored], fields: &Fields, scorers: &[TermScorer]) {
    let first = first_pass(scorers);
    for scorer in scorers {
        let is_scored = first(scorer);
        if is_scored && scorer.term < NOTED_WORDS {
            continue;
        }
        let lengths = fields.lengths(scorer.field);
        let postings = &scorer.postings;
        let word = TermMask::of(scorer.term);
        let mut place = 0;
        for scored in &mut *best {
            // Stems come first, and where the form typed stands, its stem stands.
            if scorer.exact && !scored.matched_terms.contains(word) {
                continue;
            }
            let mut at = postings.documents.get(place);
            if at.is_some_and(|&at| at < scored.doc) {
                place = postings.seek(place, scored.doc);
                at = postings.documents.get(place);
            }
            let Some(&doc) = at else {
                break;
            };
            if doc == scored.doc {
                scored.matched_terms.insert(word);
                if !is_scored && let Some(&frequency) = postings.frequencies.get(place) {
                    scored.score += scorer.score(frequency, lengths.code(doc));
                }
            }
        }
    }
}

impl Matches {
    /// Returns the document numbers, ascending.
    #[must_use]
    pub(crate) fn into_documents(self) -> Vec<u32> {
        self.0.iter().map(|scored| scored.doc).collect()
    }

    /// Returns whether a document is one of these.
    #[must_use]
    pub(crate) fn contains(&self, doc: u32) -> bool {
        self.get(doc).is_some()
    }

    /// Keeps the documents that a filter admits.
    pub(crate) fn retain(&mut self, admits: impl Fn(u32) -> bool) {
        self.0.retain(|scored| admits(scored.doc));
    }

    /// Returns one entry with its score; none for an entry that does not match.
    #[must_use]
    pub(crate) fn get(&self, doc: u32) -> Option<Scored> {
        let place = self.0.binary_search_by_key(&doc, |scored| scored.doc);
        self.0.get(place.ok()?).copied()
    }

    /// Returns the `count` best by score, ascending by document. Equal scores at the edge
    /// are settled by `order`, so that the cut is the same every time.
    #[must_use]
    pub(crate) fn best<K: Ord>(&self, count: usize, order: impl Fn(u32) -> K) -> Vec<Scored> {
        if self.0.len() <= count {
            return self.0.clone();
        }
        best_of(self.0.iter().copied(), count, order)
    }

    /// Returns the `count` entries that hold the most of the query by weight, and by score among equals;
    /// ascending by document. Function words and words beyond the first [`NOTED_WORDS`] do not
    /// count.
    #[must_use]
    pub(crate) fn most_covered<K: Ord>(
        &self,
        words: &[TermStats],
        count: usize,
        order: impl Fn(u32) -> K,
    ) -> Vec<Scored> {
        let coverage = Coverage::new(words);
        let covered = self.0.iter().map(|scored| Scored {
            score: coverage.of(scored.matched_terms) + scored.score * SCORE_AMONG_EQUALS,
            ..*scored
        });
        let mut most = best_of(covered, count.min(self.0.len()), order);
        for scored in &mut most {
            scored.score = self.get(scored.doc).map_or(0.0, |known| known.score);
        }
        most
    }
}

/// How much of the score counts between entries that hold the same words: less than any word.
const SCORE_AMONG_EQUALS: f32 = 1e-3;

/// What sets of a query's words weigh, by bytes of the set.
struct Coverage([[f32; LENGTH_CODES]; NOTED_WORDS / 8]);

impl Coverage {
    fn new(words: &[TermStats]) -> Self {
        let mut tables = [[0.0; LENGTH_CODES]; NOTED_WORDS / 8];
        for (table, words) in tables.iter_mut().zip(words.chunks(8)) {
            for set in 1..LENGTH_CODES {
                let lowest = set.trailing_zeros() as usize;
                let rest = table[set & (set - 1)];
                table[set] = rest + words.get(lowest).map_or(0.0, TermStats::term_weight);
            }
        }
        Self(tables)
    }

    fn of(&self, held: TermMask) -> f32 {
        let bytes = held.first_words().to_le_bytes();
        let weights = self
            .0
            .iter()
            .zip(bytes)
            .map(|(table, byte)| table[usize::from(byte)]);
        weights.sum()
    }
}

/// Chooses the `count` best by score, ascending by document; see [`Matches::best`].
fn best_of<K: Ord>(
    all: impl Iterator<Item = Scored>,
    count: usize,
    order: impl Fn(u32) -> K,
) -> Vec<Scored> {
    // Whenever many have come, those below the last of the best are let go; few are above it.
    let mut best: Vec<Scored> = Vec::with_capacity(2 * count);
    let (mut edge, mut room) = (0.0, 2 * count);
    for scored in all {
        if scored.score < edge {
            continue;
        }
        if best.len() == room {
            edge = keep(&mut best, count);
            room = 2 * best.len();
        }
        best.push(scored);
    }
    let edge = keep(&mut best, count);
    let mut equal = best.clone();
    best.retain(|scored| scored.score > edge);
    equal.retain(|scored| scored.score <= edge);
    equal.sort_unstable_by_key(|scored| order(scored.doc));
    equal.truncate(count - best.len());
    best.extend(equal);
    best.sort_unstable_by_key(|scored| scored.doc);
    best
}

/// Keeps the `count` best and what equals the last of them; returns its score.
fn keep(best: &mut Vec<Scored>, count: usize) -> f32 {
    let place = count.saturating_sub(1);
    if place >= best.len() {
        return 0.0;
    }
    let by_score = |a: &Scored, b: &Scored| b.score.total_cmp(&a.score);
    let edge = best.select_nth_unstable_by(place, by_score).1.score;
    best.retain(|scored| scored.score >= edge);
    edge
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(scores: &[(u32, f32)]) -> Matches {
        let of = |&(doc, score): &(u32, f32)| Total { score, held: 0 }.of(doc);
        Matches(scores.iter().map(of).collect())
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
