//! Where the words of a query stand in a text of one language.
//!
//! Owns what is marked: a form of a word, and the parts of one only where they stand side by side.
//! Which piece of the text is shown is [`super::snippet`]'s business.

use crate::analysis::Tokens;
use crate::search::query::term::QueryTerm;

/// Words of a query, a bit each. Those beyond the last bit share it.
pub(super) type Words = u64;

/// A place in a text where words of the query stand, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub from: usize,
    pub to: usize,
    pub words: Words,
}

/// The forms of a query's words.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Terms, sorted, with the words that they stand for alone.
    terms: Vec<(String, Words)>,
    /// Bit `n` is set when a term has `n` bytes: most words of a text are told apart by that.
    lengths: u128,
    /// Terms that stand for a word side by side, by their place in `terms`.
    rows: Vec<(Vec<usize>, Words)>,
    /// All words.
    pub(super) all: Words,
}

impl Marks {
    /// Takes the words that tell something; all words where none does.
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a QueryTerm> + Clone) -> Self {
        let telling = words.clone().any(|word| !word.is_function_word);
        let words = words.filter(|word| !telling || !word.is_function_word);
        let words: Vec<&QueryTerm> = words.collect();
        let bit = |number: usize| -> Words { 1 << number.min(63) };
        let mut marks = Self::default();
        for (number, word) in words.iter().enumerate() {
            marks.all |= bit(number);
            for variant in &word.variants {
                let alone = if variant.terms.len() > 1 {
                    0
                } else {
                    bit(number)
                };
                let terms = variant.terms.iter().cloned();
                marks.terms.extend(terms.map(|term| (term, alone)));
            }
            let exact = word.exact.iter().cloned();
            marks.terms.extend(exact.map(|term| (term, bit(number))));
        }
        marks.terms.sort_unstable();
        marks.terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 |= next.1;
            }
            same
        });
        let length = |mask, (term, _): &(String, Words)| mask | length_bit(term);
        marks.lengths = marks.terms.iter().fold(0, length);
        for (number, word) in words.iter().enumerate() {
            let rows = word
                .variants
                .iter()
                .filter(|variant| variant.terms.len() > 1);
            for row in rows {
                let places: Option<Vec<usize>> =
                    row.terms.iter().map(|term| marks.place(term)).collect();
                marks
                    .rows
                    .extend(places.map(|places| (places, bit(number))));
            }
        }
        marks
    }

    /// Returns the terms.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().map(|(term, _)| term.as_str())
    }

    /// Finds the places of the words in a text, sorted and merged.
    pub(super) fn places(&self, text: &Tokens) -> Vec<Place> {
        let mut found: Vec<Place> = Vec::new();
        // By position in the text: parts of rows.
        let mut parts: Vec<(u32, usize, Place)> = Vec::new();
        for (term, token) in text.iter() {
            let Some(number) = self.place(term) else {
                continue;
            };
            let words = self.terms.get(number).map_or(0, |(_, words)| *words);
            let place = Place {
                from: token.from as usize,
                to: token.to as usize,
                words,
            };
            if words != 0 {
                found.push(place);
            }
            if !self.rows.is_empty() {
                parts.push((token.position, number, place));
            }
        }
        for (row, words) in &self.rows {
            let starts = parts
                .iter()
                .filter(|(_, number, _)| row.first() == Some(number));
            for &(position, ..) in starts {
                let part = |(after, number): (u32, &usize)| {
                    let stands = |part: &&(u32, usize, Place)| {
                        part.0 == position + after && part.1 == *number
                    };
                    parts.iter().find(stands).map(|(.., place)| *place)
                };
                let side_by_side: Option<Vec<Place>> = (0_u32..).zip(row).map(part).collect();
                let marked = side_by_side.into_iter().flatten();
                found.extend(marked.map(|place| Place {
                    words: *words,
                    ..place
                }));
            }
        }
        merged(found)
    }

    fn place(&self, term: &str) -> Option<usize> {
        if self.lengths & length_bit(term) == 0 {
            return None;
        }
        self.terms
            .binary_search_by(|(known, _)| known.as_str().cmp(term))
            .ok()
    }
}

fn length_bit(term: &str) -> u128 {
    1 << term.len().min(127)
}

/// Sorts places and makes one of those that touch.
fn merged(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable();
    let mut merged: Vec<Place> = Vec::with_capacity(places.len());
    for place in places {
        match merged.last_mut() {
            Some(last) if place.from <= last.to => {
                last.to = last.to.max(place.to);
                last.words |= place.words;
            }
            _ => merged.push(place),
        }
    }
    merged
}
