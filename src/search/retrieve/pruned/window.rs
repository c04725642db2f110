//! The candidates of a window of documents.

use std::ops::Range;

use super::leaders::Leaders;
use super::list::{List, ROUNDING};
use crate::search::retrieve::best::Scored;
use crate::search::retrieve::indexed_postings::PostingCursor;

/// What stands for a list that a candidate is not in. What is in one adds nothing negative.
const ABSENT: f32 = -1.0;

/// A candidate, as far as it is known.
#[derive(Clone, Copy)]
struct Candidate {
    doc: u32,
    /// What the lists so far add, in any order.
    score: f32,
    /// Which of the first words it holds.
    held: u32,
    /// Its number among those found, by which what lists add to it is kept.
    row: usize,
}

/// Working memory for the candidates of one window.
pub(super) struct Window {
    start: u32,
    /// What the lists that make candidates add, by document.
    scores: Vec<f32>,
    /// Which of the first words each document holds.
    held: Vec<u32>,
    /// A bit for each document that has something.
    touched: Vec<u64>,
    candidates: Vec<Candidate>,
    /// What each list adds to each candidate, candidate by candidate.
    added: Vec<f32>,
    lists: usize,
}

impl Window {
    /// Makes room for a window of so many documents and lists.
    #[must_use]
    pub(super) fn new(documents: u32, lists: usize) -> Self {
        let documents = documents as usize;
        Self {
            start: 0,
            scores: vec![0.0; documents],
            held: vec![0; documents],
            touched: vec![0; documents.div_ceil(u64::BITS as usize)],
            candidates: Vec::new(),
            added: Vec::new(),
            lists,
        }
    }

    /// Goes through the lists that make candidates, and keeps what may be among the leaders.
    pub(super) fn find(
        &mut self,
        documents: Range<u32>,
        lists: &mut [List<'_>],
        leaders: &Leaders,
        admits: Option<&impl Fn(u32) -> bool>,
    ) {
        self.start = documents.start;
        for list in lists.iter_mut() {
            list.found.clear();
            if list.makes_candidates {
                let (start, word) = (documents.start, list.word);
                // A list that was only asked about candidates may not have come as far as this.
                list.cursor.seek(start);
                let Self {
                    scores,
                    held,
                    touched,
                    ..
                } = self;
                list.go_through(documents.end, |doc, added| {
                    let place = (doc - start) as usize;
                    if let (Some(score), Some(held), Some(bits)) = (
                        scores.get_mut(place),
                        held.get_mut(place),
                        touched.get_mut(place / u64::BITS as usize),
                    ) {
                        *score += added;
                        *held |= word;
                        *bits |= 1 << (place % u64::BITS as usize);
                    }
                });
            }
        }
        let others = lists.iter().filter(|list| !list.makes_candidates);
        let (more, words) = others.fold((0.0, 0), |(more, words), list| {
            (more + list.bound, words | list.word)
        });
        self.candidates.clear();
        for (number, bits) in self.touched.iter_mut().enumerate() {
            let mut bits = std::mem::take(bits);
            while bits != 0 {
                let place = number * u64::BITS as usize + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let (Some(score), Some(held)) =
                    (self.scores.get_mut(place), self.held.get_mut(place))
                else {
                    continue;
                };
                let (score, held) = (std::mem::take(score), std::mem::take(held));
                #[allow(clippy::cast_possible_truncation)] // a place within a window
                let doc = self.start + place as u32;
                if leaders.may_lead(score + more, held | words)
                    && admits.is_none_or(|admits| admits(doc))
                {
                    let row = self.candidates.len();
                    self.candidates.push(Candidate {
                        doc,
                        score,
                        held,
                        row,
                    });
                }
            }
        }
        self.added.clear();
        self.added
            .resize(self.candidates.len() * self.lists, ABSENT);
    }

    /// Asks the other lists about the candidates, and lets go of those that cannot be among the
    /// leaders any more.
    pub(super) fn complete(&mut self, lists: &mut [List<'_>], leaders: &Leaders) {
        let mut order: Vec<usize> = (0..lists.len())
            .filter(|&number| !lists[number].makes_candidates)
            .collect();
        order.sort_by(|&a, &b| lists[b].bound.total_cmp(&lists[a].bound));
        for (place, &number) in order.iter().enumerate() {
            let rest = order.get(place + 1..).unwrap_or_default();
            let (more, words) = rest.iter().fold((0.0, 0), |(more, words), &other| {
                (more + lists[other].bound, words | lists[other].word)
            });
            let list = &mut lists[number];
            let mut kept = 0;
            for at in 0..self.candidates.len() {
                let mut candidate = self.candidates[at];
                let added = list.added_to(candidate.doc);
                if let Some(added) = added {
                    candidate.score += added;
                    candidate.held |= list.word;
                }
                if leaders.may_lead(candidate.score + more, candidate.held | words) {
                    self.candidates[kept] = candidate;
                    self.added[candidate.row * self.lists + number] = added.unwrap_or(ABSENT);
                    kept += 1;
                }
            }
            self.candidates.truncate(kept);
        }
    }

    /// Sums up what the lists add to the candidates, in the order in which it is summed everywhere,
    /// and offers them to the leaders.
    pub(super) fn settle(&mut self, lists: &[List<'_>], leaders: &mut Leaders) {
        self.overtake(leaders);
        for (number, list) in lists.iter().enumerate() {
            let (rows, width) = (&mut self.added, self.lists);
            PostingCursor::of_list(&list.found).visit_sought(
                self.candidates.iter(),
                |candidate| candidate.doc,
                |candidate, added| rows[candidate.row * width + number] = added,
            );
        }
        for candidate in &self.candidates {
            let row = candidate.row * self.lists;
            let mut score = 0.0;
            for added in self.added[row..row + self.lists]
                .iter()
                .filter(|added| **added > ABSENT)
            {
                score += added;
            }
            if score > 0.0 {
                leaders.offer(Scored {
                    doc: candidate.doc,
                    score,
                    matched_terms: candidate.held.into(),
                });
            }
        }
        leaders.cut();
    }

    /// Lets go of the candidates that others of the same window overtake. All of them are known but
    /// for the order of their sums.
    fn overtake(&mut self, leaders: &Leaders) {
        let score = |candidate: &Candidate| candidate.score;
        let edge = nth_greatest(&self.candidates, leaders.best.count(), score);
        let covered = leaders.most_covered.as_ref().map(|(coverage, most)| {
            let rank = |one: &Candidate| coverage.rank(one.held.into(), one.score);
            (coverage, nth_greatest(&self.candidates, most.count(), rank))
        });
        self.candidates.retain(|candidate| {
            let score = candidate.score * ROUNDING;
            score * ROUNDING >= edge
                || covered.as_ref().is_some_and(|(coverage, edge)| {
                    coverage.rank(candidate.held.into(), score) * ROUNDING >= *edge
                })
        });
    }
}

/// Returns the number that so many of the candidates reach; 0 if they are fewer.
fn nth_greatest(candidates: &[Candidate], count: usize, number: impl Fn(&Candidate) -> f32) -> f32 {
    if count == 0 || candidates.len() <= count {
        return 0.0;
    }
    let mut numbers: Vec<f32> = candidates.iter().map(number).collect();
    let (_, nth, _) = numbers.select_nth_unstable_by(count - 1, |a, b| b.total_cmp(a));
    *nth
}
