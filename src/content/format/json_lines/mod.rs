//! Reading JSON Lines: one record a line, one entry a record.
//!
//! Owns the shape of a record, its identifier and what is reported about a line
//! that is none. Reads line by line, so a file may be larger than memory.

mod lines;

use std::ops::ControlFlow;
use std::path::Path;

use serde_json::{Map, Value};

use self::lines::{Line, Lines};
use super::contract::{Context, Format, Holds, RawRecord, Sink, Source};
use super::records::{Ids, Record, article_key, derived_id, file_stem};
use crate::content::json_error;
use crate::content::language;
use crate::content::metadata::front_matter::Fields;
use crate::content::metadata::visibility;
use crate::model::article::{Entry, Kind, LanguageSource};
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;
use crate::model::rule::{self, Rule};

/// The keys that a record may have; others become fields.
pub(crate) const KEYS: [&str; 11] = [
    "id",
    "anchor",
    "language",
    "kind",
    "question",
    "answer",
    "article",
    "section",
    "url",
    "keywords",
    "translation_key",
];

/// Returns whether a file of this name holds JSON Lines.
pub(crate) fn is_named(path: &str) -> bool {
    let mut formats = super::by_name(Path::new(path));
    formats.any(|format| format.name() == JsonLines.name())
}

/// The most that one record may take, in bytes.
const MAX_RECORD_BYTES: usize = 16 * 1024 * 1024;

/// Records as JSON objects, one a line.
#[derive(Debug)]
pub(crate) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }

    /// Reads every record of a file.
    ///
    /// Each line is an object with `id`, `language`, `question`, `answer` and, if wanted,
    /// `article`, `section` (text or a list), `url`, `keywords` (text or a list), `kind` (`question`
    /// or `section`), `anchor` (the fragment of its published page), `translation_key` (what the
    /// record shares with its translations, instead of the `id`). `question` may be empty. Other keys
    /// become fields. A record without `id` gets one that depends on path and line;
    /// identifiers are unique within the file, see `duplicate-id`.
    ///
    /// A record becomes an article with one entry. Its title is the record's `article`, else
    /// the name of the file. Its key is the path below the language folder, so that
    /// `fr/faq.jsonl` and `en/faq.jsonl` pair records with the same id; from the second root
    /// on the root is part of it.
    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let mut file = FileReader {
            root: source.root,
            path: source.path,
            default_language: context.default_language,
            title: file_stem(source.path),
            key: article_key(source.root, source.path),
            ids: Ids::default(),
            sink,
        };
        let mut lines = Lines::new(source.content, MAX_RECORD_BYTES);
        loop {
            match lines.next() {
                Ok(None) => return,
                Ok(Some((number, Line::Complete(bytes)))) => {
                    let line = number;
                    if file.line(RawRecord { line, bytes }).is_break() {
                        return;
                    }
                }
                Ok(Some((number, Line::TooLong))) => {
                    let limit = MAX_RECORD_BYTES / (1024 * 1024);
                    let message = format!("the record is longer than {limit} MiB and is left out");
                    file.report(rule::RECORD_TOO_LONG, number, message);
                }
                Err((number, error)) => {
                    let message = format!("cannot be read further: {error}");
                    let problem = file.problem(rule::UNREADABLE_FILE, number, message);
                    file.sink
                        .problem(problem.with_hint("check the disk and the file's rights"));
                    return;
                }
            }
        }
    }
}

/// What the lines of one file have in common.
struct FileReader<'a> {
    root: usize,
    path: &'a str,
    default_language: &'a LanguageTag,
    title: String,
    key: String,
    ids: Ids,
    sink: &'a mut dyn Sink,
}

impl FileReader<'_> {
    fn line(&mut self, raw: RawRecord<'_>) -> ControlFlow<()> {
        let ids = &mut self.ids;
        let mut claim = |id: &str, language: &str| ids.claim(id, language);
        if self.sink.take_known(raw, &mut claim)? {
            return ControlFlow::Continue(());
        }
        let (number, line) = (raw.line, String::from_utf8_lossy(raw.bytes));
        let text = line.trim();
        if text.is_empty() {
            return ControlFlow::Continue(());
        }
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) => return self.record(raw, object),
            Ok(_) => self.syntax(number, 1, "the line is JSON, but no object".to_owned()),
            Err(error) => {
                let indent = line
                    .chars()
                    .take_while(|character| character.is_whitespace())
                    .count();
                let column = indent + characters_before(text, error.column()) + 1;
                let column = u32::try_from(column).unwrap_or(u32::MAX);
                self.syntax(number, column, json_error::message(&error));
            }
        }
        ControlFlow::Continue(())
    }

    fn record(&mut self, raw: RawRecord<'_>, mut object: Map<String, Value>) -> ControlFlow<()> {
        let line = raw.line;
        let kind = kind(&mut object);
        let mut take = |name: &str| {
            object
                .remove(name)
                .map(|value| texts(&value))
                .unwrap_or_default()
        };
        let question = take("question").join("\n");
        let answer = take("answer").join("\n");
        let declared = take("language").into_iter().next();
        let given_id = take("id").into_iter().next().filter(|id| !id.is_empty());
        let title = take("article")
            .into_iter()
            .find(|title| !title.trim().is_empty());
        let section = take("section");
        let url = take("url").into_iter().find(|url| !url.is_empty());
        let keywords = take("keywords");
        let anchor = take("anchor").into_iter().find(|anchor| is_anchor(anchor));
        let shared = take("translation_key")
            .into_iter()
            .find(|key| !key.is_empty());

        let text = if declared.is_some() {
            String::new()
        } else {
            format!("{question}\n{answer}")
        };
        let mut identified =
            language::identify(declared.as_deref(), self.path, &text, self.default_language);
        if declared.is_some() && identified.source == LanguageSource::Default {
            // What was declared is no language.
            identified = language::identify(
                None,
                self.path,
                &format!("{question}\n{answer}"),
                self.default_language,
            );
        }
        let base = given_id.unwrap_or_else(|| derived_id(self.root, self.path, line));
        let (id, ordinal) = self.ids.assign(&base, &identified.tag);
        let is_first = id == base;
        if !is_first {
            let message = format!("the id \"{base}\" has been used above; this record is \"{id}\"");
            self.report(rule::DUPLICATE_ID, line, message);
        }
        if answer.trim().is_empty() {
            let message = "the record has no answer".to_owned();
            self.report(rule::EMPTY_ANSWER, line, message);
        }
        let fields: Fields = object
            .into_iter()
            .map(|(name, value)| (name, texts(&value)))
            .filter(|(_, values)| !values.is_empty())
            .collect();
        if let Some(reason) = visibility::left_out(&fields) {
            self.report(rule::LEFT_OUT, line, format!("left out: {reason}"));
            return ControlFlow::Continue(());
        }
        let record = Record {
            root: self.root,
            path: self.path,
            language: identified,
            title: title.unwrap_or_else(|| self.title.clone()),
            key: self.key.clone(),
            fields,
            entries: vec![Entry {
                id,
                anchor: anchor.unwrap_or_default(),
                base_anchor: shared.unwrap_or(base),
                ordinal,
                section,
                keywords,
                url,
                ..Entry::new(kind, line, question, answer)
            }],
        };
        if is_first {
            self.sink.given_by(raw);
        }
        self.sink.article(record.into_article())
    }

    fn syntax(&mut self, line: u32, column: u32, message: String) {
        let problem = self.problem(rule::JSON_SYNTAX, line, message);
        self.sink.problem(problem.at_column(column));
    }

    fn problem(&self, rule: &'static Rule, line: u32, message: String) -> Problem {
        Problem::new(rule, self.root, self.path, line, message)
    }

    fn report(&mut self, rule: &'static Rule, line: u32, message: String) {
        let problem = self.problem(rule, line, message);
        self.sink.problem(problem);
    }
}

/// Returns whether a text can be the fragment of an address.
fn is_anchor(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// Takes the kind out of a record: a question unless it says otherwise. What else is called so is a
/// field.
fn kind(object: &mut Map<String, Value>) -> Kind {
    let known = [Kind::Question, Kind::Section];
    let named = object.get("kind").and_then(Value::as_str);
    let kind = known.into_iter().find(|kind| named == Some(kind.as_str()));
    if kind.is_some() {
        object.remove("kind");
    }
    kind.unwrap_or(Kind::Question)
}

/// Returns the texts of a value: numbers and truth values as text, the items of a list one
/// level deep, and nothing for null.
fn texts(value: &Value) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    match value {
        Value::Array(values) => values.iter().filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    }
}

/// Counts the characters before a 1-based byte column.
fn characters_before(text: &str, column: usize) -> usize {
    text.char_indices()
        .take_while(|(index, _)| index + 1 < column)
        .count()
}

#[cfg(test)]
mod tests;
