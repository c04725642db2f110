//! The data that reading articles produces: articles and their entries.
//!
//! Plain values without I/O. Every other module of the crate speaks in these
//! terms; nothing here knows how an article is parsed or an index is built.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::file_id::{FileId, FileRef};
use super::problem::Problem;
use super::rule;
use crate::model::language::LanguageTag;

/// What an entry is: a question with its answer, or a section of an article
/// that asks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A question with its answer.
    Question,
    /// Any other readable part of an article.
    Section,
}

impl Kind {
    /// Returns the name used in JSON and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Section => "section",
        }
    }
}

/// What the translations of an entry share within their articles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct EntryKey {
    /// The anchor without a duplicate suffix.
    pub base_anchor: String,
    /// 1-based: the n-th entry of the article with this `base_anchor`.
    pub ordinal: u32,
}

impl EntryKey {
    /// Gives the key to an entry and returns the one that it had.
    pub(crate) fn give_to(self, entry: &mut Entry) -> Self {
        Self {
            base_anchor: std::mem::replace(&mut entry.base_anchor, self.base_anchor),
            ordinal: std::mem::replace(&mut entry.ordinal, self.ordinal),
        }
    }
}

/// One question with its answer, or one section: the unit that is indexed and found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Stable identifier: the one given in JSON Lines, else 12 hexadecimal
    /// digits that depend on path, anchor and ordinal only.
    pub id: String,
    /// Question or section.
    pub kind: Kind,
    /// 1-based line of the heading (or bold run, or record) in the source file.
    pub line: u32,
    /// The fragment under which the entry is published, without `#`; empty where the page has none.
    pub anchor: String,
    /// Other fragments that lead here: earlier rules, headings inside the answer.
    pub aliases: Vec<String>,
    /// The anchor without a duplicate suffix: what the translations of this entry share.
    pub base_anchor: String,
    /// 1-based: the n-th entry of the article with this `base_anchor`.
    pub ordinal: u32,
    /// The question, or the section's heading, as plain text.
    pub question: String,
    /// The answer as Markdown, free of comments, includes and docfx syntax.
    pub answer: String,
    /// Headings above the entry, outermost first, without the article's title.
    pub section: Vec<String>,
    /// Words that should find the entry besides those in its text.
    pub keywords: Vec<String>,
    /// The public address, where the source itself states one.
    pub url: Option<String>,
    /// True for parts that only point elsewhere ("Next steps", "See also"):
    /// findable, but never worth a place above an answer.
    pub is_navigation: bool,
    /// Whether the page shows something there that is no text: a video, a component.
    pub(crate) shows_more: bool,
}

impl Entry {
    /// Makes an entry of what every entry has: its kind, the 1-based line where it begins,
    /// its question and its answer. It has no identifier yet and no anchor, and
    /// its ordinal is 1.
    #[must_use]
    pub fn new(kind: Kind, line: u32, question: String, answer: String) -> Self {
        Self {
            id: String::new(),
            kind,
            line,
            anchor: String::new(),
            aliases: Vec::new(),
            base_anchor: String::new(),
            ordinal: 1,
            question,
            answer,
            section: Vec::new(),
            keywords: Vec::new(),
            url: None,
            is_navigation: false,
            shows_more: false,
        }
    }
}

/// How the language of an article was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LanguageSource {
    /// `ms.contentlocale`, `lang` or `language` in the front matter, or `language` of a record.
    FrontMatter,
    /// A language tag in the path.
    Path,
    /// Detection on the whole text.
    Detected,
    /// Nothing worked; the default was taken.
    Default,
}

impl LanguageSource {
    /// Returns the name used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Path => "path",
            Self::Detected => "detected",
            Self::Default => "default",
        }
    }
}

/// Whether a file is a page of its own, or a part of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageKind {
    /// A page of its own, whether or not others include it.
    Page,
    /// A page of its own as long as no page includes it.
    PageUnlessIncluded,
    /// Text that is meant for the pages that include it.
    Fragment,
}

/// One source file, read: what its entries have in common, and the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Article {
    /// Which content root it came from (index into the list of roots).
    pub root: usize,
    /// Path relative to the root, with `/` on every system.
    pub path: String,
    /// Language tag, canonical and minimal: `en`, `fr`, `pt-PT`, `zh-TW`.
    pub language: LanguageTag,
    /// How the language was found.
    pub language_source: LanguageSource,
    /// Title: front matter, else the first level-1 heading, else the file name.
    pub title: String,
    /// The path of the page that it is published as, where its generator tells.
    pub slug: Option<String>,
    /// `ms.assetid` as written, if any; trusted only where one article of a language has it.
    pub asset_id: Option<String>,
    /// What the translations of this article share. Set to the path below the
    /// language folder by the reader, replaced by the asset id where that is unambiguous.
    pub key: String,
    /// The "Applies to" line, without its label.
    pub applies_to: Option<String>,
    /// Front matter as text: every value a list of strings, for `--filter`.
    pub fields: BTreeMap<String, Vec<String>>,
    /// The headings of the article in order, for pairing with a translation that lacks anchors.
    pub outline: Vec<Heading>,
    /// Links in the text, for `faq check`.
    pub links: Vec<Link>,
    /// Every fragment the published page offers, in order of appearance.
    pub anchors: Vec<String>,
    /// Files whose text was included, or would have been had they been there, relative to the root.
    pub includes: Vec<String>,
    /// Whether the file is a page of its own.
    pub page_kind: PageKind,
    /// Whether it is left out of the search. It has no entries and no links then, and the one
    /// problem that tells why.
    pub is_left_out: bool,
    /// The entries in file order.
    pub entries: Vec<Entry>,
    /// What was wrong with the file.
    pub problems: Vec<Problem>,
    /// The name of the dialect of Markdown that it was read in; none for other formats.
    pub dialect: Option<&'static str>,
}

impl Article {
    /// Returns the name of the source file.
    pub(crate) fn file_id(&self) -> FileRef<'_> {
        FileId::new(self.root, &self.path)
    }

    /// Leaves the article out of the search for a reason, which follows "left out: ".
    pub(crate) fn leave_out(&mut self, reason: &str) {
        let message = format!("left out: {reason}");
        self.is_left_out = true;
        // It says nothing about the translations that are searched.
        self.asset_id = None;
        self.links.clear();
        self.entries.clear();
        self.problems = vec![Problem::new(
            rule::LEFT_OUT,
            self.root,
            &self.path,
            0,
            message,
        )];
    }
}

/// One heading of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// 1-based line.
    pub line: u32,
    /// Anchor without a duplicate suffix.
    pub base_anchor: String,
    /// 1-based: the n-th heading with this base anchor.
    pub ordinal: u32,
    /// Whether the anchor was written in the source (`<a name>`), not derived from the text.
    pub explicit: bool,
}

/// One link of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The destination as written.
    pub target: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters.
    pub column: u32,
}
