//! Questions for machines: a `FAQPage` of schema.org.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::markdown::{Place, render};
use super::shown::Shown;
use crate::model::article::{Entry, Kind};
use crate::model::language::LanguageTag;
use crate::serve::page::texts::Texts;

/// A question that is described.
pub(crate) struct Described<'d> {
    /// The entry.
    pub(crate) entry: &'d Entry,
    /// Its address, or what else names it.
    pub(crate) id: String,
}

/// Describes the questions of an article; nothing if it answers none. `link` returns where a link
/// leads.
pub(crate) fn faq_page(
    language: &LanguageTag,
    entries: &[Described<'_>],
    link: &dyn Fn(&str) -> Option<String>,
) -> Option<Value> {
    let answered = entries.iter().filter(|described| {
        let entry = described.entry;
        entry.kind == Kind::Question && !entry.answer.trim().is_empty()
    });
    let questions = answered.map(|described| {
        let place = Place {
            lowered: 2,
            prefix: "faq-note-",
            fragments: &BTreeMap::new(),
            link,
            shown: Shown::Exported(Texts::of([language.as_str()])),
        };
        let text = render(&described.entry.answer, &place);
        json!({
            "@type": "Question",
            "@id": described.id,
            "name": described.entry.question,
            "acceptedAnswer": {"@type": "Answer", "text": text},
        })
    });
    let questions: Vec<Value> = questions.collect();
    if questions.is_empty() {
        return None;
    }
    Some(json!({
        "@type": "FAQPage",
        "inLanguage": language.as_str(),
        "mainEntity": questions,
    }))
}
