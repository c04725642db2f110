//! What splitting an article starts from: its text with all that is known of it.

use std::collections::{BTreeSet, HashMap};

use super::classify::ArticleTraits;
use crate::content::dialect::Dialect;
use crate::content::dialect::heading_ids::HeadingIds;
use crate::content::markdown::outline::MarkdownOutline;
use crate::content::source::line_map::MappedText;

/// A cleaned body, its outline, and what is known of the article as a whole.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    pub(crate) text: &'a MappedText,
    pub(crate) outline: &'a MarkdownOutline,
    /// The article's title.
    pub(crate) title: &'a str,
    pub(crate) traits: ArticleTraits,
}

/// What gives the headings and entries of an article their identities.
pub(crate) struct Identities<'a> {
    pub(crate) ids: HeadingIds<'a>,
    pub(crate) ordinals: Ordinals,
}

impl<'a> Identities<'a> {
    /// Starts an article.
    pub(crate) fn new(dialect: &'a dyn Dialect) -> Self {
        Self {
            ids: HeadingIds::new(dialect),
            ordinals: Ordinals::default(),
        }
    }
}

/// Counts the entries under each base anchor of an article.
#[derive(Default)]
pub(crate) struct Ordinals(HashMap<String, u32>);

impl Ordinals {
    /// Returns the 1-based number of the next entry under a base anchor.
    pub(crate) fn next(&mut self, base: &str) -> u32 {
        let count = self.0.entry(base.to_owned()).or_default();
        *count = count.saturating_add(1);
        *count
    }
}

/// Returns the names in order, each once.
pub(super) fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(name.clone())).collect()
}
