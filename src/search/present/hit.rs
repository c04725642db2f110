//! Makes hits of stored entries.

use crate::index::StoredEntry;
use crate::model::language::LanguageTag;
use crate::model::response::{self, ArticleName, Hit, Snippet};

/// Makes a hit of an entry in the language `tag`: without place, score, highlights and the entries
/// that belong to it. With `full` it carries the whole answer.
#[must_use]
pub(crate) fn of_entry(entry: StoredEntry, tag: LanguageTag, full: bool) -> Hit {
    let kind = entry.kind().as_str();
    let name = entry.name;
    let url = if name.url.is_empty() {
        response::reference(&name.path, &name.anchor)
    } else {
        name.url
    };
    Hit {
        rank: 0,
        score: 0.0,
        id: name.id,
        kind,
        language: tag,
        language_source: entry.language_source,
        question: name.question,
        question_highlights: Vec::new(),
        anchor: name.anchor,
        ordinal: entry.ordinal,
        path: name.path,
        root: name.root,
        line: entry.line,
        url,
        article: ArticleName {
            title: entry.title,
            key: entry.key,
        },
        section: entry.section,
        applies_to: entry.applies_to,
        snippet: Snippet::default(),
        answer: full.then(|| entry.answer.clone()),
        translations: Vec::new(),
        same_answer: Vec::new(),
        same_answer_total: 0,
        explanation: None,
        markdown: entry.answer,
    }
}
