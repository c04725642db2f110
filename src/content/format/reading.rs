//! What the formats share whose files hold one article.
//!
//! Owns the way from bytes to text, and from what a format has read to an article: title,
//! language, identifiers, limits. What stands in the text is each format's own business.

use std::collections::HashSet;

use super::contract::{Context, Source};
use crate::content::dialect::Dialect;
use crate::content::entries::classify::ArticleTraits;
use crate::content::entries::openers;
use crate::content::entries::split::Split;
use crate::content::inclusion::FRAGMENT;
use crate::content::language::{self, Identified};
use crate::content::markdown::text::plain;
use crate::content::metadata::fragment::page_kind;
use crate::content::metadata::front_matter::{Fields, first};
use crate::content::metadata::keys::KEYS;
use crate::content::metadata::visibility;
use crate::content::problems::Problems;
use crate::content::relative::INTO_SITE;
use crate::content::source::decode::{self, Decoded};
use crate::content::source::include::Includes;
use crate::content::source::limits;
use crate::model::article::{Article, Entry, PageKind};
use crate::model::hash;
use crate::model::language::primary;
use crate::model::rule;

/// An article's file while it is read.
pub(crate) struct ArticleFile<'a> {
    root: usize,
    pub(crate) path: &'a str,
    pub(crate) context: &'a Context<'a>,
    pub(crate) includes: Includes<'a>,
    pub(crate) problems: Problems,
}

/// What a format has read. An empty title means that the file has none.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) title: String,
    pub(crate) fields: Fields,
    pub(crate) split: Split,
    /// The dialect that it was read in, if it was Markdown.
    pub(crate) dialect: Option<&'static dyn Dialect>,
}

impl<'a> ArticleFile<'a> {
    /// Reads and decodes the whole content of a file; returns its text as well.
    pub(crate) fn open<'s: 'a>(source: Source<'s>, context: &'a Context<'a>) -> (Self, String) {
        let mut problems = Problems::new(source.root, source.path);
        let mut bytes = Vec::new();
        if let Err(error) = source.content.read_to_end(&mut bytes) {
            problems.report_with_hint(
                rule::UNREADABLE_FILE,
                0,
                format!("cannot be read further: {error}"),
                "check the disk and the file's rights",
            );
        }
        let whole = if source.truncated {
            decode::whole_characters(&bytes)
        } else {
            &bytes
        };
        let Decoded {
            text,
            invalid_line,
            guessed,
        } = decode::decode_as(whole, context.encoding);
        if let Some(line) = invalid_line {
            let encoding = context.encoding.map_or("UTF-8", |encoding| encoding.name());
            let message = format!(
                "the text is not valid {encoding}; what cannot be read is shown as \u{FFFD}"
            );
            problems.report(rule::INVALID_UTF8, line, message);
        }
        if let Some(encoding) = guessed {
            let message = format!("the text is not UTF-8; it was read as {encoding}");
            problems.report(rule::ENCODING_GUESSED, 0, message);
        }
        if source.truncated {
            problems.report(
                rule::FILE_TOO_LARGE,
                0,
                format!("only the first {} bytes were read", bytes.len()),
            );
        }
        let file = Self {
            root: source.root,
            path: source.path,
            context,
            includes: Includes::new(context.root_dir, source.path),
            problems,
        };
        (file, text)
    }

    /// Returns what the decisions about questions need to know. Only in a FAQ they depend on the
    /// language, for which its text is asked where nothing else tells.
    pub(super) fn traits(&self, is_faq: bool, fields: &Fields, text: &str) -> ArticleTraits {
        let mut traits = ArticleTraits {
            is_faq,
            is_named_faq: false,
            is_translated: false,
            openers: "",
        };
        if is_faq {
            let language = self.language(fields, || plain(text));
            traits.is_translated = primary(&language.tag) != "en";
            traits.openers = openers::openers(&language.tag);
        }
        traits
    }

    /// Makes an article of what was read: gives it a title, a language, and identifiers to
    /// its entries.
    pub(crate) fn finish(mut self, mut reading: Reading) -> Article {
        let has_title = !reading.title.is_empty();
        if !has_title {
            reading.title = self.title_from_path();
            name_untitled(&mut reading);
        }
        if reading.dialect.is_some_and(Dialect::links_by_name) {
            forget_names_elsewhere(&mut reading.split);
        }
        let language = self.language(&reading.fields, || all_text(&reading));
        self.give_ids(&mut reading.split.entries);
        let page_kind = page_kind(self.path, &reading.fields, KEYS.topic, has_title);
        let by_itself = visibility::left_out(&reading.fields);
        // What keeps itself out does so whether or not it is included.
        let page_kind = if by_itself.is_some() {
            PageKind::Page
        } else {
            page_kind
        };
        let reason =
            by_itself.or_else(|| (page_kind == PageKind::Fragment).then(|| FRAGMENT.to_owned()));
        let entries = reading.split.entries.len();
        limits::limit_fields(&mut reading.fields, entries, &mut self.problems);
        let mut article = Article {
            root: self.root,
            path: self.path.to_owned(),
            language: language.tag,
            language_source: language.source,
            slug: reading
                .dialect
                .map(|dialect| dialect.slug(self.path, &reading.fields)),
            asset_id: first(&reading.fields, KEYS.asset_id).map(str::to_owned),
            key: language::path_below_language(self.path),
            title: reading.title,
            applies_to: reading.split.applies_to,
            fields: reading.fields,
            outline: reading.split.headings,
            links: reading.split.links,
            anchors: reading.split.anchors,
            includes: self.includes.taken,
            page_kind,
            is_left_out: false,
            entries: reading.split.entries,
            problems: self.problems.into_vec(),
            dialect: reading.dialect.map(Dialect::name),
        };
        if let Some(reason) = reason {
            article.leave_out(&reason);
        }
        article
    }

    /// Returns the language that front matter or path state; else that of the text.
    fn language(&self, fields: &Fields, text: impl Fn() -> String) -> Identified {
        let declared = declared_language(fields);
        let text = declared.map_or_else(text, |_| String::new());
        language::identify(declared, self.path, &text, self.context.default_language)
    }

    fn title_from_path(&mut self) -> String {
        self.problems.report(
            rule::TITLE_MISSING,
            0,
            "the article has no title; its file name stands in".to_owned(),
        );
        let stem = file_stem(self.path);
        if stem.is_empty() {
            self.path.to_owned()
        } else {
            stem.to_owned()
        }
    }

    /// Sets the identifier of each entry: 12 hexadecimal digits that depend on root, path,
    /// anchor and ordinal only.
    fn give_ids(&self, entries: &mut [Entry]) {
        let mut taken = HashSet::new();
        for entry in entries {
            let mut attempt = 0_u32;
            loop {
                let id = self.entry_id(entry, attempt);
                attempt += 1;
                if taken.insert(id.clone()) {
                    entry.id = id;
                    break;
                }
            }
        }
    }

    /// Returns the identifier of an entry. `attempt` tells apart those that would be equal.
    fn entry_id(&self, entry: &Entry, attempt: u32) -> String {
        let mut root = String::new();
        if self.root > 0 {
            root = self.root.to_string();
        }
        let mut again = String::new();
        if attempt > 0 {
            again = format!("\0{attempt}");
        }
        let ordinal = entry.ordinal.to_string();
        // What is published under no name of its own may still have one by which it is known.
        let anchor = if entry.anchor.is_empty() {
            &entry.base_anchor
        } else {
            &entry.anchor
        };
        let place = [self.path, anchor, &ordinal];
        let place = place.iter().flat_map(|part| ["\0", part]);
        let parts = [root.as_str()]
            .into_iter()
            .chain(place)
            .chain([again.as_str()]);
        hash::identifier(parts.map(str::as_bytes))
    }
}

/// Returns the name of a file up to its first dot.
pub(crate) fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// Returns the language that the fields declare, as written.
pub(crate) fn declared_language(fields: &Fields) -> Option<&str> {
    KEYS.language.iter().find_map(|key| first(fields, key))
}

/// Forgets the links to names that are not on the page: they may stand where nobody looks, in files
/// of another format or in another project. One that differs from a name of the page by a letter or
/// two is likely to be that name, and stays as a link into the site.
fn forget_names_elsewhere(split: &mut Split) {
    /// How many links are compared with how many names.
    const MOST: usize = 500;
    let anchors: HashSet<&str> = split.anchors.iter().map(String::as_str).collect();
    let mut compared = 0;
    split.links.retain_mut(|link| {
        let target = link.target.trim();
        let name = target.strip_prefix(INTO_SITE);
        let Some(name) = name.or_else(|| target.strip_prefix('#')) else {
            return true;
        };
        if anchors.contains(name) {
            return true;
        }
        compared += 1;
        let mut names = split.anchors.iter().take(MOST);
        let is_near = compared <= MOST && names.any(|known| is_slip(name, known));
        link.target = format!("{INTO_SITE}{name}");
        is_near
    });
}

/// Returns whether two names differ in one place, by at most two letters.
fn is_slip(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 6;
    const MOST: usize = 2;
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = one.len().min(other.len());
    let pairs = one.iter().zip(&other);
    let before = pairs.take_while(|(one, other)| one == other).count();
    let pairs = one.iter().rev().zip(other.iter().rev());
    let behind = pairs.take_while(|(one, other)| one == other).count();
    let behind = behind.min(shorter - before);
    let is_small = |name: &[char]| {
        let differing = name.get(before..name.len() - behind).unwrap_or_default();
        // `step-1` and `step-2` are two names.
        differing.len() <= MOST && !differing.iter().any(char::is_ascii_digit)
    };
    shorter >= SHORTEST && is_small(&one) && is_small(&other)
}

/// Gives the article's title to the entries that were to be named after it.
fn name_untitled(reading: &mut Reading) {
    for entry in reading
        .split
        .entries
        .iter_mut()
        .filter(|entry| entry.question.is_empty())
    {
        entry.question.clone_from(&reading.title);
    }
}

/// Returns all readable text, for detecting the language.
fn all_text(reading: &Reading) -> String {
    let mut text = reading.title.clone();
    for entry in &reading.split.entries {
        text.push('\n');
        text.push_str(&entry.question);
        text.push('\n');
        text.push_str(&plain(&entry.answer));
    }
    text
}
