//! What the catalog keeps of an article: enough to pair it, to check it and to report about it.
//!
//! A record has no texts but questions. For the rest there are hashes, which tell whether it has
//! changed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::content::format::RawRecord;
use crate::content::view::{ArticleView, EntryView, date, has_answer};
use crate::model::article::{
    Article, Entry, EntryKey, Heading, Kind, LanguageSource, Link, PageKind,
};
use crate::model::file_id::FileRef;
use crate::model::hash::{hash64, number};
use crate::model::language::LanguageTag;

/// An article in the catalog. Root and path are those of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ArticleRecord {
    /// Language tag.
    pub(crate) language: LanguageTag,
    /// How the language was found.
    pub(crate) language_source: LanguageSource,
    /// The asset id as written, if any.
    pub(crate) asset_id: Option<String>,
    /// What its translations share.
    pub(crate) key: String,
    /// The date as the front matter has it, if any.
    pub(crate) date: Option<String>,
    /// Hash of what else an entry shows or is filtered by: see [`metadata_hash`].
    pub(crate) metadata_hash: u64,
    /// The headings in order.
    pub(crate) headings: Vec<Heading>,
    /// Links in the text.
    pub(crate) links: Vec<Link>,
    /// Every fragment of the published page.
    pub(crate) anchors: Vec<String>,
    /// Files that are included, relative to the root.
    pub(crate) includes: Vec<String>,
    /// Whether the file is a page of its own.
    pub(crate) page_kind: PageKind,
    /// Whether it is left out of the search.
    pub(crate) is_left_out: bool,
    /// The entries in file order.
    pub(crate) entries: Vec<EntryRecord>,
}

/// An entry in the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryRecord {
    /// Identifier.
    pub(crate) id: String,
    /// Question or section.
    pub(crate) kind: Kind,
    /// 1-based line.
    pub(crate) line: u32,
    /// The fragment under which it is published, maybe empty.
    pub(crate) anchor: String,
    /// Other fragments that lead there.
    pub(crate) aliases: Vec<String>,
    /// The key that its reader gave it.
    pub(crate) key: EntryKey,
    /// The key that it took over from a translation, if that is another one.
    pub(crate) aligned: Option<EntryKey>,
    /// The question, or the heading.
    pub(crate) question: String,
    /// Whether the answer has any text.
    pub(crate) has_answer: bool,
    /// See [`text_hash`].
    pub(crate) text_hash: u64,
}

impl ArticleRecord {
    /// Makes the record of an article whose entries have the keys that its reader gave them.
    pub(crate) fn new(article: Article) -> Self {
        Self {
            metadata_hash: metadata_hash(&article),
            date: date(&article).map(str::to_owned),
            language: article.language,
            language_source: article.language_source,
            asset_id: article.asset_id,
            key: article.key,
            headings: article.outline,
            links: article.links,
            anchors: article.anchors,
            includes: article.includes,
            page_kind: article.page_kind,
            is_left_out: article.is_left_out,
            entries: article.entries.into_iter().map(EntryRecord::new).collect(),
        }
    }

    /// Returns what pairing needs: the entries have the keys that their reader gave them.
    pub(crate) fn view_as_read<'a>(&'a self, file: FileRef<'a>) -> ArticleView<'a> {
        self.view_with(file, |entry| &entry.key)
    }

    /// Returns what checking needs: the entries have the keys that pairing gave them.
    pub(crate) fn view<'a>(&'a self, file: FileRef<'a>) -> ArticleView<'a> {
        self.view_with(file, EntryRecord::paired_key)
    }

    fn view_with<'a>(
        &'a self,
        file: FileRef<'a>,
        key: impl Fn(&'a EntryRecord) -> &'a EntryKey,
    ) -> ArticleView<'a> {
        let entries = self.entries.iter();
        ArticleView {
            root: file.root,
            path: file.path,
            language: &self.language,
            language_source: self.language_source,
            asset_id: self.asset_id.as_deref(),
            key: &self.key,
            date: self.date.as_deref(),
            headings: &self.headings,
            links: &self.links,
            anchors: &self.anchors,
            is_left_out: self.is_left_out,
            entries: entries.map(|entry| entry.view(key(entry))).collect(),
            problems: &[],
        }
    }
}

impl EntryRecord {
    fn new(entry: Entry) -> Self {
        Self {
            has_answer: has_answer(&entry),
            text_hash: text_hash(&entry),
            id: entry.id,
            kind: entry.kind,
            line: entry.line,
            anchor: entry.anchor,
            aliases: entry.aliases,
            key: EntryKey {
                base_anchor: entry.base_anchor,
                ordinal: entry.ordinal,
            },
            aligned: None,
            question: entry.question,
        }
    }

    /// Returns the key that the index has.
    fn paired_key(&self) -> &EntryKey {
        self.aligned.as_ref().unwrap_or(&self.key)
    }

    fn view<'a>(&'a self, key: &'a EntryKey) -> EntryView<'a> {
        EntryView {
            kind: self.kind,
            line: self.line,
            anchor: &self.anchor,
            aliases: &self.aliases,
            base_anchor: &key.base_anchor,
            ordinal: key.ordinal,
            question: &self.question,
            has_answer: self.has_answer,
        }
    }
}

/// Returns the hash of what an entry says: question, answer, keywords and the headings above.
#[must_use]
pub(crate) fn text_hash(entry: &Entry) -> u64 {
    let keywords = entry.keywords.iter().map(String::as_str);
    let parts: Vec<&str> = [entry.question.as_str(), entry.answer.as_str()]
        .into_iter()
        .chain(keywords)
        // Else the last keyword could be a heading as well.
        .chain(["\n"])
        .chain(entry.section.iter().map(String::as_str))
        .collect();
    hash64(&parts)
}

/// Returns the hash of all that an index has of an article: with the same address of its site, two
/// articles with one hash make the same entries.
#[must_use]
pub(crate) fn whole_hash(article: &Article) -> u64 {
    // All fields are named, so that none is forgotten.
    let Article {
        root,
        path,
        language,
        language_source,
        title: _,
        slug,
        asset_id: _,
        key,
        applies_to: _,
        fields: _,
        outline: _,
        links: _,
        anchors: _,
        includes: _,
        page_kind: _,
        is_left_out: _,
        entries,
        problems: _,
        dialect: _,
    } = article;
    let mut parts: Vec<Cow<'_, str>> = vec![
        root.to_string().into(),
        path.as_str().into(),
        language.as_str().into(),
        language_source.as_str().into(),
        key.as_str().into(),
        slug.as_deref().unwrap_or("\n").into(),
        metadata_hash(article).to_string().into(),
    ];
    for entry in entries {
        let Entry {
            id,
            kind,
            line,
            anchor,
            aliases,
            base_anchor,
            ordinal,
            question: _,
            answer: _,
            section: _,
            keywords: _,
            url: _,
            is_navigation: _,
            shows_more,
        } = entry;
        let words = [id, anchor, base_anchor, kind.as_str()];
        parts.extend(words.map(Cow::from));
        let numbers = [
            u64::from(*line),
            u64::from(*ordinal),
            u64::from(*shows_more),
            text_hash(entry),
        ];
        parts.extend(numbers.map(|number| number.to_string().into()));
        parts.extend(aliases.iter().map(|alias| alias.as_str().into()));
        parts.push("\n".into());
    }
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    hash64(&parts)
}

/// Returns the hash of a record as it stands in its file, which says all that [`whole_hash`] does of
/// records that are given by their bytes.
#[must_use]
pub(crate) fn raw_hash(record: RawRecord<'_>) -> u64 {
    number([&record.line.to_le_bytes()[..], record.bytes])
}

/// Returns the hash of what entries show or are filtered by besides their texts: title, what the
/// article applies to, the fields of the front matter, and for each entry its address and whether
/// it only points to other pages.
fn metadata_hash(article: &Article) -> u64 {
    let mut parts = vec![article.title.as_str()];
    parts.extend(article.applies_to.as_deref());
    for (field, values) in &article.fields {
        // A line break is in no name of a field, so that lists of different lengths differ.
        parts.extend(["\n", field.as_str()]);
        parts.extend(values.iter().map(String::as_str));
    }
    for entry in &article.entries {
        parts.push(if entry.is_navigation { "\n-" } else { "\n+" });
        parts.extend(entry.url.as_deref());
    }
    hash64(&parts)
}
