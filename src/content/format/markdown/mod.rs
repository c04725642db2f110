//! Reads one file into an article: the entrance to everything below.
//!
//! Never fails. What cannot be read is reported in the article, and the rest is
//! read all the same. Finding the files is not its business.

use std::collections::HashSet;
use std::path::Path;

use super::yaml_faq;
use crate::content::dialect::anchor::Anchors;
use crate::content::dialect::docfx;
use crate::content::entries::classify::Traits;
use crate::content::entries::question;
use crate::content::entries::split::{self, Ordinals, Split};
use crate::content::language;
use crate::content::markdown::outline::Outline;
use crate::content::markdown::text::plain;
use crate::content::metadata::front_matter::{self, Fields, first};
use crate::content::problems::Problems;
use crate::content::source::decode::{self, Decoded};
use crate::content::source::include::Includes;
use crate::content::source::limits;
use crate::content::source::line_map::Document;
use crate::model::article::{Article, Entry};
use crate::model::problem::Severity;

/// A file to read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Index of the content root it comes from.
    pub root: usize,
    /// Path relative to the root, with `/`.
    pub path: &'a str,
    /// Its content, or the beginning of it.
    pub bytes: &'a [u8],
    /// Whether `bytes` is only the beginning.
    pub truncated: bool,
}

/// What reading depends on besides the file.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The content root on disk. Includes are read inside it only; without it none is.
    pub root_dir: Option<&'a Path>,
    /// The language of articles that neither say nor show theirs.
    pub default_language: &'a str,
}

/// Reads one article.
#[must_use]
pub fn read(source: &Source, context: &Context) -> Article {
    let mut problems = Problems::new(source.root, source.path);
    let bytes = if source.truncated {
        decode::whole_characters(source.bytes)
    } else {
        source.bytes
    };
    let Decoded { text, invalid_line } = decode::decode(bytes);
    report_encoding(source, invalid_line, &mut problems);
    let mut includes = Includes::new(context.root_dir, source.path);
    let mut reading = if yaml_faq::claims(bytes) {
        yaml_faq::read(&text, &mut includes, &mut problems)
    } else {
        read_markdown(&text, source, context, &mut includes, &mut problems)
    };
    if reading.title.is_empty() {
        reading.title = title_from_path(source.path, &mut problems);
        name_untitled(&mut reading);
    }
    let declared = declared_language(&reading.fields);
    let text = if declared.is_some() {
        String::new()
    } else {
        all_text(&reading)
    };
    let language = language::identify(declared, source.path, &text, context.default_language);
    give_ids(source, &mut reading.split.entries);
    let entries = reading.split.entries.len();
    limits::limit_fields(&mut reading.fields, entries, &mut problems);
    Article {
        root: source.root,
        path: source.path.to_owned(),
        language: language.tag,
        language_source: language.source,
        asset_id: first(&reading.fields, "ms.assetid").map(str::to_owned),
        key: language::path_below_language(source.path),
        title: reading.title,
        applies_to: reading.split.applies_to,
        fields: reading.fields,
        outline: reading.split.headings,
        links: reading.split.links,
        anchors: reading.split.anchors,
        includes: includes.taken,
        entries: reading.split.entries,
        problems: problems.into_vec(),
    }
}

/// What reading either format yields. An empty title means that the file has none.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) title: String,
    pub(crate) fields: Fields,
    pub(crate) split: Split,
}

fn read_markdown(
    text: &str,
    source: &Source,
    context: &Context,
    includes: &mut Includes,
    problems: &mut Problems,
) -> Reading {
    let (fields, body, first_line) = front_matter::read(text, problems);
    let document = docfx::clean(Document::new(body, first_line), includes, problems);
    let outline = Outline::of(document.text());
    let heading = outline
        .headings
        .iter()
        .find(|mark| mark.level == 1 && !mark.nested && !mark.text.is_empty());
    let heading_text = heading.map_or("", |mark| mark.text.as_str());
    let title = limits::title(first(&fields, "title").unwrap_or(heading_text), problems);
    let heading_anchor = heading.map_or("", |mark| mark.explicit.as_deref().unwrap_or(&mark.slug));
    let faq = [file_stem(source.path), &title, heading_text, heading_anchor]
        .into_iter()
        .any(question::names_faq)
        || first(&fields, "ms.topic").is_some_and(|topic| topic.eq_ignore_ascii_case("faq"));
    let declared = declared_language(&fields);
    let language = language::identify(declared, source.path, "", context.default_language);
    let traits = Traits {
        faq,
        foreign: language.tag.split('-').next() != Some("en"),
    };
    let split = split::split(
        &document,
        &outline,
        &title,
        traits,
        &mut Anchors::default(),
        &mut Ordinals::default(),
    );
    Reading {
        title,
        fields,
        split,
    }
}

fn report_encoding(source: &Source, invalid_line: Option<u32>, problems: &mut Problems) {
    if let Some(line) = invalid_line {
        problems.add(
            "invalid-utf8",
            Severity::Warning,
            line,
            "the text is not valid UTF-8; what cannot be read is shown as \u{FFFD}".to_owned(),
            "save the file as UTF-8",
        );
    }
    if source.truncated {
        problems.add(
            "file-too-large",
            Severity::Error,
            0,
            format!("only the first {} bytes were read", source.bytes.len()),
            "split the file into smaller articles",
        );
    }
}

fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

fn title_from_path(path: &str, problems: &mut Problems) -> String {
    problems.add(
        "title-missing",
        Severity::Warning,
        0,
        "the article has no title; its file name stands in".to_owned(),
        "add a title to the front matter, or a level-1 heading",
    );
    let stem = file_stem(path);
    if stem.is_empty() {
        path.to_owned()
    } else {
        stem.to_owned()
    }
}

/// Entries named after the article get its name once it has one.
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

fn declared_language(fields: &Fields) -> Option<&str> {
    ["ms.contentlocale", "lang", "language"]
        .into_iter()
        .find_map(|key| first(fields, key))
}

/// All readable text, for detecting the language.
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

/// Sets each entry's id: 12 hexadecimal digits that depend on root, path, anchor and ordinal only.
fn give_ids(source: &Source, entries: &mut [Entry]) {
    let mut taken = HashSet::new();
    for entry in entries {
        let mut attempt = 0_u32;
        loop {
            let id = entry_id(source, entry, attempt);
            attempt += 1;
            if taken.insert(id.clone()) {
                entry.id = id;
                break;
            }
        }
    }
}

fn entry_id(source: &Source, entry: &Entry, attempt: u32) -> String {
    let mut hasher = blake3::Hasher::new();
    if source.root > 0 {
        hasher.update(source.root.to_string().as_bytes());
    }
    for part in [source.path, &entry.anchor, &entry.ordinal.to_string()] {
        hasher.update(b"\0").update(part.as_bytes());
    }
    if attempt > 0 {
        hasher.update(b"\0").update(attempt.to_string().as_bytes());
    }
    hasher.finalize().to_hex().chars().take(12).collect()
}

#[cfg(test)]
mod tests;
