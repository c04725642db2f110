//! Entries of a source that lists questions with their answers, one after the other.

use std::collections::HashSet;

use crate::content::entries::page::Ordinals;
use crate::content::entries::split::Split;
use crate::content::format::reading::{ArticleFile, Reading};
use crate::content::metadata::front_matter::Fields;
use crate::content::source::limits;
use crate::model::article::{Article, Entry, Kind};
use crate::model::rule;

/// A question as a source lists it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listed {
    /// Plain text on one line.
    pub(crate) question: String,
    /// Markdown.
    pub(crate) answer: String,
    /// The name under which it is published, maybe empty.
    pub(crate) anchor: String,
    /// The headings above it, outermost first.
    pub(crate) section: Vec<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) url: Option<String>,
    /// 1-based.
    pub(crate) line: u32,
}

/// Adds questions to what an article holds.
///
/// One without a published name is known by its words, so that an edit elsewhere changes no
/// identifier.
pub(crate) fn add(split: &mut Split, listed: Vec<Listed>) {
    let mut ordinals = Ordinals::default();
    for entry in &split.entries {
        ordinals.next(&entry.base_anchor);
    }
    let mut anchors: HashSet<String> = split.anchors.iter().cloned().collect();
    for one in listed {
        let base = if one.anchor.is_empty() {
            words(&one.question)
        } else {
            one.anchor.clone()
        };
        if !one.anchor.is_empty() && anchors.insert(one.anchor.clone()) {
            split.anchors.push(one.anchor.clone());
        }
        split.entries.push(Entry {
            anchor: one.anchor,
            ordinal: ordinals.next(&base),
            base_anchor: base,
            section: one.section,
            keywords: one.keywords,
            url: one.url,
            ..Entry::new(Kind::Question, one.line.max(1), one.question, one.answer)
        });
    }
    split.entries.sort_by_key(|entry| entry.line);
}

/// Makes an article of a file that lists questions. Reports it where there are none.
pub(crate) fn article(
    mut file: ArticleFile,
    title: &str,
    fields: Fields,
    listed: Vec<Listed>,
) -> Article {
    let mut split = Split::default();
    let title = limits::title(title, &mut file.problems);
    if listed.is_empty() {
        file.problems.report(
            rule::NO_QUESTION_LISTED,
            0,
            "no question with an answer was found".to_owned(),
        );
        let name = title.clone();
        split
            .entries
            .push(Entry::new(Kind::Section, 1, name, String::new()));
    }
    add(&mut split, listed);
    file.finish(Reading {
        title,
        fields,
        split,
        dialect: None,
    })
}

/// Returns the words of a text in lower case, with `-` between them.
pub(crate) fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}
