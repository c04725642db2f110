//! Moves footnotes to the entries that refer to them.
//!
//! A definition usually stands at the end of the article, in no answer. It is taken
//! from there and added to each answer with a reference to it; one that nothing
//! refers to stays where it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::comment::containing;
use super::outline::MarkdownOutline;
use crate::content::entries::extract::extract;
use crate::model::article::Entry;

/// The footnotes of an article that something refers to.
pub(crate) struct Footnotes<'a> {
    outline: &'a MarkdownOutline,
    /// Where all definitions stand, in order.
    definitions: Vec<Range<usize>>,
    /// The definitions to move, by label.
    moved: BTreeMap<&'a str, Range<usize>>,
}

impl<'a> Footnotes<'a> {
    pub(crate) fn of(outline: &'a MarkdownOutline) -> Self {
        let mut footnotes = Self {
            outline,
            definitions: outline
                .footnotes
                .iter()
                .map(|note| note.range.clone())
                .collect(),
            moved: BTreeMap::new(),
        };
        let mut defined: BTreeMap<&str, &Range<usize>> = BTreeMap::new();
        for note in &outline.footnotes {
            defined.entry(&note.label).or_insert(&note.range);
        }
        let mut wanted: Vec<&str> = footnotes.references().map(|(_, label)| label).collect();
        while let Some(label) = wanted.pop() {
            if let Some((&label, &range)) = defined.get_key_value(label)
                && footnotes.moved.insert(label, range.clone()).is_none()
            {
                // A footnote may refer to others.
                wanted.extend(footnotes.references_in(range));
            }
        }
        footnotes
    }

    /// Returns the ranges of the definitions that are to be taken out.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.moved.values().cloned()
    }

    /// Adds the definitions to the entries, which come in order with the stretch of text they were
    /// made of.
    pub(crate) fn append(&self, text: &str, entries: &mut [(Range<usize>, Entry)]) {
        // Many references to a long footnote must not blow an article up. Every footnote is
        // added once whatever its length.
        let mut budget = text.len().saturating_mul(2).saturating_add(1 << 16);
        let mut placed: BTreeSet<&str> = BTreeSet::new();
        let mut here: BTreeSet<(usize, &str)> = BTreeSet::new();
        for (at, label) in self.references() {
            let index = entries
                .partition_point(|(span, _)| span.start <= at)
                .saturating_sub(1);
            let mut wanted = vec![label];
            while let Some(label) = wanted.pop() {
                let Some((&label, range)) = self.moved.get_key_value(label) else {
                    continue;
                };
                let again = placed.contains(label);
                if (again && range.len() > budget) || !here.insert((index, label)) {
                    continue;
                }
                if again {
                    budget -= range.len();
                }
                placed.insert(label);
                if let Some((_, entry)) = entries.get_mut(index) {
                    let separator = if entry.answer.is_empty() { "" } else { "\n\n" };
                    entry.answer.push_str(separator);
                    entry
                        .answer
                        .push_str(extract(text, range.clone(), &self.outline.edits).trim());
                }
                wanted.extend(self.references_in(range));
            }
        }
    }

    /// Returns the references outside footnotes.
    fn references(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let outside = |at: &usize| containing(&self.definitions, *at).is_none();
        let references = self.outline.footnote_references.iter();
        references
            .filter(move |(at, _)| outside(at))
            .map(|(at, label)| (*at, label.as_str()))
    }

    fn references_in(&self, range: &Range<usize>) -> impl Iterator<Item = &'a str> + use<'a> {
        let references = &self.outline.footnote_references;
        let from = references.partition_point(|(at, _)| *at < range.start);
        let to = references.partition_point(|(at, _)| *at < range.end);
        references
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|(_, label)| label.as_str())
    }
}
