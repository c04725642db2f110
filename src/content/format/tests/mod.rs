//! The list of formats, and whole files of each.

mod data_files;
mod headings;
mod hostile;
mod html;
mod markdown;
mod shapes;
mod sources;
mod yaml_faq;

use std::collections::BTreeSet;

use super::*;
use crate::content::dialect::DEFAULT;
use crate::content::dialect::choice::Choice;
use crate::content::markdown::text::plain;
use crate::model::article::{Article, Entry, Kind};
use crate::model::language::LanguageTag;

pub(super) const CONTEXT: Context = Context {
    root_dir: None,
    default_language: &LanguageTag::ENGLISH,
    dialect: Choice::Named(DEFAULT),
    encoding: None,
};

/// Reads bytes as the only article of a file.
pub(super) fn article_of(path: &str, bytes: &[u8]) -> Article {
    let mut collected = read_bytes(path, bytes, &CONTEXT);
    assert_eq!(collected.articles.len(), 1, "{path}");
    collected.articles.remove(0)
}

pub(super) fn article(path: &str, text: &str) -> Article {
    article_of(path, text.as_bytes())
}

/// Returns a path under which the format that a text is written in claims it.
pub(super) fn path_for(text: &str) -> &'static str {
    if text.starts_with("### YamlMime") {
        "faq.yml"
    } else {
        "faq.md"
    }
}

/// Lists the words of a text, for comparing what went in with what came out.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Lists kind, line, anchor, ordinal and question of each entry: `?7 name:2 Why?`.
pub(super) fn shape(article: &Article) -> Vec<String> {
    let mark = |kind| if kind == Kind::Question { '?' } else { '-' };
    article
        .entries
        .iter()
        .map(|e| {
            format!(
                "{}{} {}:{} {}",
                mark(e.kind),
                e.line,
                e.anchor,
                e.ordinal,
                e.question
            )
        })
        .collect()
}

pub(super) fn entry<'a>(article: &'a Article, question: &str) -> &'a Entry {
    let found = article
        .entries
        .iter()
        .find(|entry| entry.question == question);
    found.unwrap_or_else(|| panic!("no entry {question:?} in {:?}", shape(article)))
}

pub(super) fn rules(article: &Article) -> Vec<(&'static str, u32)> {
    article
        .problems
        .iter()
        .map(|problem| (problem.rule.id, problem.line))
        .collect()
}

#[test]
fn no_two_formats_share_a_name_and_none_hides_another() {
    let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name()).collect();
    assert_eq!(names.len(), FORMATS.len());
    for (index, format) in FORMATS.iter().enumerate() {
        for later in FORMATS.iter().skip(index + 1) {
            let shared = later
                .extensions()
                .iter()
                .any(|extension| format.extensions().contains(extension));
            assert!(
                !shared || format.sniffer().is_some(),
                "{} claims every file that {} might",
                format.name(),
                later.name()
            );
        }
    }
}

#[test]
fn every_format_survives_bytes_that_are_not_its_own() {
    let texts: [&[u8]; 5] = [
        b"",
        b"\xff\xfe\0",
        b"---\n",
        b"{\"a\": [",
        b"\xef\xbb\xbf#\n",
    ];
    for format in FORMATS {
        for text in texts {
            let mut content = text;
            let mut collected = Collected::default();
            let source = Source {
                root: 0,
                path: "en/a",
                content: &mut content,
                truncated: true,
            };
            format.read(source, &CONTEXT, &mut collected);
            if format.holds() == Holds::Article {
                assert_eq!(collected.articles.len(), 1, "{}", format.name());
            }
        }
    }
}
