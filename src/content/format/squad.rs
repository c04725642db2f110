//! Reads question sets in the shape of `SQuAD`: passages, each with questions and their answers.

use serde_json::Value;

use super::contract::{Context, Format, Holds, Sink, Sniffer, Source};
use super::help_desk::{elements, keys};
use super::records::{Ids, Record, article_key, file_stem};
use crate::content::html::as_text;
use crate::content::language;
use crate::content::markdown::text::one_line;
use crate::content::metadata::front_matter::Fields;
use crate::content::source::limits::shortened;
use crate::model::article::{Entry, Kind};
use crate::model::problem::Problem;
use crate::model::rule;

/// Question sets in the shape of `SQuAD`.
#[derive(Debug)]
pub(crate) struct Squad;

impl Format for Squad {
    fn name(&self) -> &'static str {
        "SQuAD"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }

    fn sniffer(&self) -> Option<Sniffer> {
        Some(claims)
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let (root, path) = (source.root, source.path);
        let mut ids = Ids::default();
        let name = file_stem(path);
        let stopped = elements(source.content, &["data"], &mut |value, line| {
            let title = value.get("title").and_then(Value::as_str).map(one_line);
            let title = title.filter(|title| !title.is_empty());
            let title = shortened(&title.unwrap_or_else(|| name.clone()));
            let entries = entries(&value, &title, line);
            let text: String = entries
                .iter()
                .map(|entry| entry.question.as_str())
                .collect();
            let language = language::identify(None, path, &text, context.default_language);
            entries.into_iter().try_for_each(|mut entry| {
                let (id, ordinal) = ids.assign(&entry.id, &language.tag);
                entry.base_anchor = std::mem::replace(&mut entry.id, id);
                entry.ordinal = ordinal;
                let record = Record {
                    root,
                    path,
                    language: language.clone(),
                    title: title.clone(),
                    key: article_key(root, path),
                    fields: Fields::new(),
                    entries: vec![entry],
                };
                sink.article(record.into_article())
            })
        });
        if let Err(stopped) = stopped {
            let problem =
                Problem::new(rule::DATA_SYNTAX, root, path, stopped.line, stopped.message);
            sink.problem(problem);
        }
    }
}

fn claims(head: &[u8]) -> bool {
    let keys = keys(head);
    keys.contains("paragraphs") && (keys.contains("context") || keys.contains("qas"))
}

/// Returns the entries of one title: its questions, and each passage once, as a section.
fn entries(value: &Value, title: &str, line: u32) -> Vec<Entry> {
    let list = |value: &Value, key: &str| -> Vec<Value> {
        value
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let text = |value: &Value, key: &str| -> String {
        value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let mut entries = Vec::new();
    for (passage, number) in list(value, "paragraphs").iter().zip(1_u32..) {
        for asked in list(passage, "qas") {
            let question = one_line(&text(&asked, "question"));
            if question.is_empty() {
                continue;
            }
            let mut answers: Vec<String> = Vec::new();
            for answer in list(&asked, "answers") {
                let answer = text(&answer, "text");
                // Several people often marked the same words, or a part of them.
                if !answers.iter().any(|known| known.contains(&answer)) {
                    answers.retain(|known| !answer.contains(known.as_str()));
                    answers.push(answer);
                }
            }
            let id = match asked.get("id") {
                Some(Value::String(id)) => id.clone(),
                Some(Value::Number(id)) => id.to_string(),
                _ => format!("{title}-{number}-{}", entries.len()),
            };
            entries.push(Entry {
                id,
                ..Entry::new(Kind::Question, line, question, paragraphs(&answers))
            });
        }
        let context = text(passage, "context");
        if !context.is_empty() {
            entries.push(Entry {
                id: format!("{title}-{number}"),
                ..Entry::new(
                    Kind::Section,
                    line,
                    title.to_owned(),
                    paragraphs(&[context]),
                )
            });
        }
    }
    entries
}

/// Returns texts as Markdown that shows them.
fn paragraphs(texts: &[String]) -> String {
    let lines = texts.iter().flat_map(|text| text.lines());
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.map(as_text).collect::<Vec<_>>().join("\n\n")
}
