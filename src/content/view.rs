//! What pairing and checking need of an article, borrowed from wherever it is kept.
//!
//! An article that was read and the record of one in the catalog give the same view, so that both
//! are paired and checked by the same code. A view holds no texts but questions.

use super::metadata::front_matter::first;
use super::metadata::keys::KEYS;
use crate::model::article::{Article, Entry, Heading, Kind, LanguageSource, Link};
use crate::model::file_id::{FileId, FileRef};
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;

/// An article without its texts. See [`Article`] for the fields.
#[derive(Clone, Debug)]
pub(crate) struct ArticleView<'a> {
    /// Which content root it came from.
    pub(crate) root: usize,
    /// Path relative to the root.
    pub(crate) path: &'a str,
    /// Language tag.
    pub(crate) language: &'a LanguageTag,
    /// How the language was found.
    pub(crate) language_source: LanguageSource,
    /// The asset id as written, if any.
    pub(crate) asset_id: Option<&'a str>,
    /// What its translations share, as far as it was assigned.
    pub(crate) key: &'a str,
    /// The date as the front matter has it, if any.
    pub(crate) date: Option<&'a str>,
    /// The headings in order.
    pub(crate) headings: &'a [Heading],
    /// Links in the text.
    pub(crate) links: &'a [Link],
    /// Every fragment of the published page.
    pub(crate) anchors: &'a [String],
    /// Whether it is left out of the search.
    pub(crate) is_left_out: bool,
    /// The entries in file order.
    pub(crate) entries: Vec<EntryView<'a>>,
    /// What its reader reported, unless that was taken out.
    pub(crate) problems: &'a [Problem],
}

/// An entry without its texts. See [`Entry`] for the fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryView<'a> {
    /// Question or section.
    pub(crate) kind: Kind,
    /// 1-based line.
    pub(crate) line: u32,
    /// The fragment under which it is published, maybe empty.
    pub(crate) anchor: &'a str,
    /// Other fragments that lead there.
    pub(crate) aliases: &'a [String],
    /// The anchor without a duplicate suffix.
    pub(crate) base_anchor: &'a str,
    /// 1-based: the n-th entry with this `base_anchor`.
    pub(crate) ordinal: u32,
    /// The question, or the heading.
    pub(crate) question: &'a str,
    /// Whether the page has an answer, be it no text.
    pub(crate) has_answer: bool,
}

impl<'a> ArticleView<'a> {
    /// Returns the name of the source file.
    pub(crate) fn file_id(&self) -> FileRef<'a> {
        FileId::new(self.root, self.path)
    }
}

impl<'a> From<&'a Article> for ArticleView<'a> {
    fn from(article: &'a Article) -> Self {
        Self {
            root: article.root,
            path: &article.path,
            language: &article.language,
            language_source: article.language_source,
            asset_id: article.asset_id.as_deref(),
            key: &article.key,
            date: date(article),
            headings: &article.outline,
            links: &article.links,
            anchors: &article.anchors,
            is_left_out: article.is_left_out,
            entries: article.entries.iter().map(EntryView::from).collect(),
            problems: &article.problems,
        }
    }
}

impl<'a> From<&'a Entry> for EntryView<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            kind: entry.kind,
            line: entry.line,
            anchor: &entry.anchor,
            aliases: &entry.aliases,
            base_anchor: &entry.base_anchor,
            ordinal: entry.ordinal,
            question: &entry.question,
            has_answer: has_answer(entry),
        }
    }
}

impl<'a> ArticleView<'a> {
    /// Returns all fragments that lead to the page or into it.
    pub(crate) fn fragments(&self) -> impl Iterator<Item = &'a str> + '_ {
        let entries = self.entries.iter().flat_map(|entry| {
            let aliases = entry.aliases.iter().map(String::as_str);
            aliases.chain([entry.anchor])
        });
        self.anchors.iter().map(String::as_str).chain(entries)
    }
}

/// Returns the date of an article as its front matter has it.
pub(crate) fn date(article: &Article) -> Option<&str> {
    let is_date = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit());
    let mut dates = KEYS
        .date
        .iter()
        .filter_map(|key| first(&article.fields, key));
    dates.find(is_date)
}

/// Returns whether the page has an answer for an entry, be it no text.
pub(crate) fn has_answer(entry: &Entry) -> bool {
    !entry.answer.trim().is_empty() || entry.shows_more
}
