//! The candidates of a window of documents.

use std::ops::Range;

use super::leaders::Edges;
use super::list::{List, ROUNDING};
use super::rest::Rest;
use crate::search::retrieve::best::Scored;
use crate::search::retrieve::postings::PostingCursor;

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

/// What is known of a document of the window.
#[derive(Clone, Copy, Default)]
struct Known {
    /// What the lists that were gone through add.
    score: f32,
    /// Which of the first words it holds.
    held: u32,
}

/// The candidates of one window, and what is needed to find them.
pub(super) struct Window<'a> {
    start: u32,
    /// What is known of each document.
    known: Vec<Known>,
    /// A bit for each document that is in a list which makes candidates.
    touched: Vec<u64>,
    candidates: Vec<Candidate>,
    /// What each list adds to each candidate, candidate by candidate.
    added: Vec<f32>,
    lists: usize,
    /// How many documents all windows have together.
    all: u32,
    /// The numbers of the lists that make no candidates: those that may add most come first.
    others: Vec<usize>,
    /// The bounds of all of them.
    rest: Rest<'a>,
    /// Those of them that are asked about candidates.
    asked: Vec<usize>,
    /// The bounds of those and of all after them, for each, and of none.
    rests: Vec<Rest<'a>>,
}

impl<'a> Window<'a> {
    /// Makes room for windows of so many documents and lists, of `all` documents.
    #[must_use]
    pub(super) fn new(documents: u32, lists: usize, all: u32) -> Self {
        let documents = documents as usize;
        Self {
            start: 0,
            known: vec![Known::default(); documents],
            touched: vec![0; documents.div_ceil(u64::BITS as usize)],
            candidates: Vec::new(),
            added: Vec::new(),
            lists,
            all,
            others: Vec::new(),
            rest: Rest::default(),
            asked: Vec::new(),
            rests: vec![Rest::default()],
        }
    }

    /// Puts the lists that make no candidates in order.
    pub(super) fn order(&mut self, lists: &[List<'a>]) {
        let others = (0..lists.len()).filter(|&number| !lists[number].makes_candidates);
        self.others = others.collect();
        let others = &mut self.others;
        others.sort_by(|&a, &b| lists[b].bound.total_cmp(&lists[a].bound));
        self.rest = Rest::of(others.iter().map(|&number| &lists[number]));
    }

    /// Goes through the lists that make candidates, and keeps what may be among the leaders.
    pub(super) fn find(
        &mut self,
        documents: Range<u32>,
        lists: &mut [List<'a>],
        edges: &Edges<'_>,
        admits: Option<&impl Fn(u32) -> bool>,
    ) {
        self.start = documents.start;
        for list in lists.iter_mut() {
            list.found.clear();
            if list.makes_candidates {
                self.begin(list, &documents);
            }
        }
        let promising = self.drop_hopeless(edges);
        self.add_dense(lists, &documents, promising);
        let rest = self.rests.first();
        self.candidates.clear();
        for (number, bits) in self.touched.iter_mut().enumerate() {
            for place in places(number, std::mem::take(bits)) {
                let Some(known) = self.known.get_mut(place) else {
                    continue;
                };
                let Known { score, held } = std::mem::take(known);
                #[allow(clippy::cast_possible_truncation)] // a place within a window
                let doc = self.start + place as u32;
                let (more, words) = rest.map_or((0.0, 0), |rest| (rest.at_most(doc), rest.words));
                if edges.may_lead(score + more, held | words)
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

    /// Makes candidates of all documents of a list, and adds up what it adds.
    fn begin(&mut self, list: &mut List<'a>, documents: &Range<u32>) {
        let word = list.word;
        let (known, touched) = (&mut self.known, &mut self.touched);
        list.go_through(documents, |run, added| {
            for (doc, added) in run.iter().zip(added) {
                let place = (doc - documents.start) as usize;
                if let (Some(known), Some(bits)) = (
                    known.get_mut(place),
                    touched.get_mut(place / u64::BITS as usize),
                ) {
                    *bits |= 1 << (place % u64::BITS as usize);
                    known.score += added;
                    known.held |= word;
                }
            }
        });
    }

    /// Lets go of those that cannot be among the leaders whatever the other lists add. Returns how
    /// many are left.
    fn drop_hopeless(&mut self, edges: &Edges<'_>) -> u64 {
        let mut left = 0;
        if self.others.is_empty() {
            // What is known is all there is.
            let counts = self.touched.iter().map(|bits| u64::from(bits.count_ones()));
            return counts.sum();
        }
        for (number, bits) in self.touched.iter_mut().enumerate() {
            for place in places(number, *bits) {
                let Some(known) = self.known.get_mut(place) else {
                    continue;
                };
                #[allow(clippy::cast_possible_truncation)] // a place within a window
                let more = self.rest.at_most(self.start + place as u32);
                if !edges.may_lead(known.score + more, known.held | self.rest.words) {
                    *known = Known::default();
                    *bits &= !(1 << (place % u64::BITS as usize));
                }
            }
            left += u64::from(bits.count_ones());
        }
        left
    }

    /// Adds up what a list adds to those that are candidates already.
    fn go_on(&mut self, list: &mut List<'a>, documents: &Range<u32>) {
        let word = list.word;
        let (known, touched) = (&mut self.known, &self.touched);
        list.go_through(documents, |run, added| {
            for (doc, added) in run.iter().zip(added) {
                let place = (doc - documents.start) as usize;
                let bits = touched.get(place / u64::BITS as usize);
                let is_candidate =
                    bits.is_some_and(|bits| bits >> (place % u64::BITS as usize) & 1 != 0);
                if is_candidate && let Some(known) = known.get_mut(place) {
                    known.score += added;
                    known.held |= word;
                }
            }
        });
    }

    /// Goes through those of the other lists for which that is quicker than asking them, and adds
    /// what they add to candidates. The rest will be asked.
    fn add_dense(&mut self, lists: &mut [List<'a>], documents: &Range<u32>, candidates: u64) {
        let size = u64::from(documents.end - documents.start);
        // As many postings as candidates in a window.
        let most = candidates * u64::from(self.all) / size.max(1);
        let is_dense = |list: &List<'_>| list.scorer.postings.len() as u64 <= most;
        let mut asked = Vec::with_capacity(self.others.len());
        for place in 0..self.others.len() {
            let number = self.others[place];
            if is_dense(&lists[number]) {
                self.go_on(&mut lists[number], documents);
            } else {
                asked.push(number);
            }
        }
        if asked != self.asked {
            let rest = |place| {
                let further: &[usize] = asked.get(place..).unwrap_or_default();
                Rest::of(further.iter().map(|&number| &lists[number]))
            };
            self.rests = (0..=asked.len()).map(rest).collect();
            self.asked = asked;
        }
    }

    /// Asks the other lists about the candidates, and lets go of those that cannot be among the
    /// leaders any more.
    pub(super) fn complete(&mut self, lists: &mut [List<'_>], edges: &Edges<'_>) {
        let rests = self.rests.iter().skip(1);
        for (&number, rest) in self.asked.iter().zip(rests) {
            let list = &mut lists[number];
            let mut kept = 0;
            for at in 0..self.candidates.len() {
                let mut candidate = self.candidates[at];
                let added = list.added_to(candidate.doc);
                if let Some(added) = added {
                    candidate.score += added;
                    candidate.held |= list.word;
                }
                let (score, held) = (candidate.score, candidate.held);
                if edges.may_lead(score + rest.at_most(candidate.doc), held | rest.words) {
                    self.candidates[kept] = candidate;
                    self.added[candidate.row * self.lists + number] = added.unwrap_or(ABSENT);
                    kept += 1;
                }
            }
            self.candidates.truncate(kept);
        }
    }

    /// Sums up what the lists add to the candidates, in the order in which it is summed everywhere,
    /// and puts those to `found` that may be among the leaders.
    pub(super) fn settle(
        &mut self,
        lists: &[List<'_>],
        edges: &Edges<'_>,
        found: &mut Vec<Scored>,
    ) {
        self.overtake(edges);
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
                found.push(Scored {
                    doc: candidate.doc,
                    score,
                    matched_terms: candidate.held.into(),
                });
            }
        }
    }

    /// Lets go of the candidates that others of the same window overtake. All of them are known but
    /// for the order of their sums.
    fn overtake(&mut self, edges: &Edges<'_>) {
        let score = |candidate: &Candidate| candidate.score;
        let edge = nth_greatest(&self.candidates, edges.count(), score);
        let covered = edges.most_covered().map(|(coverage, count)| {
            let rank = |one: &Candidate| coverage.rank(one.held.into(), one.score);
            (coverage, nth_greatest(&self.candidates, count, rank))
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

/// Returns the places of a window whose bits are set in the word with this number.
#[inline]
fn places(number: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (bits != 0).then(|| {
            let place = number * u64::BITS as usize + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            place
        })
    })
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
