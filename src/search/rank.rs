//! Ranks the candidates of one language: what word counts alone cannot tell.
//!
//! The best few hundred by score are looked at again: is the query exactly
//! this question, do its words stand together and in order, does the entry
//! only point elsewhere?

use tantivy::columnar::Column;
use tantivy::postings::Postings;
use tantivy::{DocSet, TERMINATED};

use super::lookup::Fields;
use super::score::{Scores, Weighted};
use crate::index::schema as columns;
use crate::index::{IndexError, LanguageIndex, TextField};

/// How many candidates are looked at again, at least.
const CANDIDATES: usize = 256;

/// Weight of two query words standing as close as in the query, relative to
/// the rarer one's idf.
const PROXIMITY_WEIGHT: f32 = 0.5;

/// Factor for entries that only point elsewhere ("Next steps").
const BOILERPLATE_FACTOR: f32 = 0.3;

/// One ranked entry of one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Document number in the language's segment.
    pub doc: u32,
    /// Whether the query is this question, word for word.
    pub same_question: bool,
    /// Score within the language.
    pub score: f32,
    /// Which words it holds, by number.
    pub held: u64,
    /// Its translation group.
    pub group: u64,
    /// Order among equals.
    pub order: u64,
}

/// The columns that ranking reads.
pub struct Columns {
    question_hash: Column<u64>,
    order: Column<u64>,
    flags: Column<u64>,
    /// Translation groups.
    pub group: Column<u64>,
}

impl Columns {
    /// Opens the columns of a language.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn open(index: &LanguageIndex) -> Result<Self, IndexError> {
        let open = |name| {
            index
                .segment
                .fast_fields()
                .u64(name)
                .map_err(IndexError::engine(&index.summary.tag))
        };
        Ok(Self {
            question_hash: open(columns::QUESTION_HASH)?,
            order: open(columns::ORDER)?,
            flags: open(columns::FLAGS)?,
            group: open(columns::GROUP_COLUMN)?,
        })
    }

    /// Whether the document is an entry of kind question.
    #[must_use]
    pub fn is_question(&self, doc: u32) -> bool {
        self.flags.first(doc).unwrap_or(0) & columns::FLAG_QUESTION != 0
    }

    fn is_boilerplate(&self, doc: u32) -> bool {
        self.flags.first(doc).unwrap_or(0) & columns::FLAG_BOILERPLATE != 0
    }
}

/// Ranks what was scored; best first: `wanted`, or a few hundred.
///
/// # Errors
/// The index is damaged.
pub fn rank(
    fields: &Fields,
    columns: &Columns,
    words: &[Weighted],
    scores: &Scores,
    query_hash: u64,
    wanted: usize,
) -> Result<Vec<Candidate>, IndexError> {
    let count = wanted.max(CANDIDATES);
    let mut best: Vec<u32> = scores.touched.clone();
    let score_of = |doc: u32| scores.scores.get(doc as usize).copied().unwrap_or(0.0);
    if best.len() > count {
        // Equal scores at the edge are settled by order, so that the cut is the same every time.
        best.select_nth_unstable_by(count - 1, |&a, &b| {
            score_of(b).total_cmp(&score_of(a)).then_with(|| {
                let order = |doc| columns.order.first(doc).unwrap_or(u64::MAX);
                order(a).cmp(&order(b))
            })
        });
        best.truncate(count);
    }
    best.sort_unstable();
    let mut candidates: Vec<Candidate> = best
        .into_iter()
        .map(|doc| Candidate {
            doc,
            same_question: columns.question_hash.first(doc) == Some(query_hash),
            score: score_of(doc),
            held: scores.held.get(doc as usize).copied().unwrap_or(0),
            group: columns.group.first(doc).unwrap_or(0),
            order: columns.order.first(doc).unwrap_or(u64::MAX),
        })
        .collect();
    for (field, weight) in [(TextField::Question, 1.0), (TextField::Answer, 0.5)] {
        add_proximity(fields, field, weight, words, &mut candidates)?;
    }
    for candidate in &mut candidates {
        if columns.is_boilerplate(candidate.doc) {
            candidate.score *= BOILERPLATE_FACTOR;
        }
    }
    candidates.sort_by(compare);
    Ok(candidates)
}

/// Best first: the very question, then score, then file order.
#[must_use]
pub fn compare(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.same_question
        .cmp(&a.same_question)
        .then_with(|| b.score.total_cmp(&a.score))
        .then_with(|| a.order.cmp(&b.order))
}

/// Adds what nearness in one field is worth. `candidates` are in document order.
///
/// For each pair of neighbouring query words that the entry holds, the pair of
/// occurrences whose distance is nearest to that in the query counts, divided
/// by one plus the deviation; the wrong order counts one more.
fn add_proximity(
    fields: &Fields,
    field: TextField,
    weight: f32,
    words: &[Weighted],
    candidates: &mut [Candidate],
) -> Result<(), IndexError> {
    let mut order: Vec<usize> = (0..words.len()).filter(|&n| words[n].known).collect();
    order.sort_by_key(|&n| words[n].word.position);
    if order.len() < 2 {
        return Ok(());
    }
    let mut positions: Vec<Vec<Vec<u32>>> = Vec::with_capacity(order.len());
    for &number in &order {
        positions.push(positions_of(fields, field, &words[number], candidates)?);
    }
    for (index, candidate) in candidates.iter_mut().enumerate() {
        let mut bonus = 0.0;
        let mut previous: Option<usize> = None;
        for (place, &number) in order.iter().enumerate() {
            let here = &positions[place][index];
            if here.is_empty() {
                continue;
            }
            if let Some(before) = previous {
                let wanted = i64::from(words[number].word.position)
                    - i64::from(words[order[before]].word.position);
                let deviation = nearest(&positions[before][index], here, wanted);
                let idf = words[number].idf.min(words[order[before]].idf)
                    * words[number]
                        .word
                        .weight
                        .min(words[order[before]].word.weight);
                #[allow(clippy::cast_precision_loss)]
                {
                    bonus += idf / (1.0 + deviation as f32);
                }
            }
            previous = Some(place);
        }
        candidate.score += bonus * weight * PROXIMITY_WEIGHT;
    }
    Ok(())
}

/// Sorted positions of a word in a field of each candidate.
fn positions_of(
    fields: &Fields,
    field: TextField,
    word: &Weighted,
    candidates: &[Candidate],
) -> Result<Vec<Vec<u32>>, IndexError> {
    let mut all = vec![Vec::new(); candidates.len()];
    for term in &word.word.terms {
        let Some(mut cursor) = fields.cursor(field, term)? else {
            continue;
        };
        for (candidate, positions) in candidates.iter().zip(&mut all) {
            let doc = if cursor.doc() < candidate.doc {
                cursor.seek(candidate.doc)
            } else {
                cursor.doc()
            };
            if doc == TERMINATED {
                break;
            }
            if doc == candidate.doc {
                let known = positions.len();
                cursor.append_positions_with_offset(0, positions);
                if known > 0 {
                    positions.sort_unstable();
                }
            }
        }
    }
    Ok(all)
}

/// How far the best pair of occurrences is from the wanted distance; reversed order costs one.
fn nearest(before: &[u32], here: &[u32], wanted: i64) -> i64 {
    let mut best = i64::MAX / 2;
    let mut start = 0;
    for &position in before {
        let target = i64::from(position) + wanted;
        // The nearest occurrence is next to where the target would stand.
        while start < here.len() && i64::from(here[start]) < target {
            start += 1;
        }
        for &other in here[start.saturating_sub(1)..].iter().take(2) {
            let distance = i64::from(other) - i64::from(position);
            let reversed = i64::from(distance < 0);
            best = best.min((distance - wanted).abs() + reversed);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_pair_counts_and_order_matters() {
        assert_eq!(nearest(&[3], &[4], 1), 0);
        assert_eq!(nearest(&[3], &[6], 1), 2);
        assert_eq!(nearest(&[4], &[3], 1), 3);
        assert_eq!(nearest(&[1, 50, 90], &[20, 52, 53], 1), 1);
        assert_eq!(nearest(&[100], &[1, 2, 3], 1), 99);
    }
}
