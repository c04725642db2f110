//! Reads tables with named columns, separated by commas, semicolons or tabs: a question a row.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::contract::{Context, Format, Holds, Sink, Sniffer, Source};
use super::data_file::markdown;
use super::records::{Ids, Record, article_key, derived_id, file_stem};
use crate::content::language;
use crate::content::markdown::text::one_line;
use crate::content::metadata::front_matter::Fields;
use crate::content::metadata::visibility;
use crate::content::source::decode;
use crate::model::article::{Entry, Kind};
use crate::model::problem::Problem;
use crate::model::rule::{self, Rule};

/// The most that is read of a table, in bytes: its rows may go on over lines, and its encoding shows
/// in the whole.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Names of the columns that matter, in the languages in which tables of questions are common.
const COLUMNS: [(Column, &[&str]); 8] = [
    (
        Column::Question,
        &[
            "question",
            "questions",
            "q",
            "frage",
            "pregunta",
            "pergunta",
            "domanda",
            "vraag",
            "pytanie",
            "вопрос",
            "питання",
            "質問",
            "问题",
            "問題",
            "질문",
            "soru",
            "fråga",
            "spørgsmål",
            "spørsmål",
            "kysymys",
            "otázka",
            "kérdés",
            "سؤال",
            "السؤال",
            "שאלה",
        ],
    ),
    (
        Column::Answer,
        &[
            "answer",
            "answers",
            "a",
            "antwort",
            "réponse",
            "reponse",
            "respuesta",
            "resposta",
            "risposta",
            "antwoord",
            "odpowiedź",
            "ответ",
            "відповідь",
            "回答",
            "答案",
            "답변",
            "cevap",
            "svar",
            "vastaus",
            "odpověď",
            "odpoveď",
            "válasz",
            "جواب",
            "الإجابة",
            "תשובה",
        ],
    ),
    (Column::Id, &["id", "key", "number", "nr"]),
    (
        Column::Language,
        &["language", "lang", "locale", "sprache", "langue", "idioma"],
    ),
    (
        Column::Section,
        &[
            "section",
            "category",
            "topic",
            "group",
            "kategorie",
            "catégorie",
            "categoría",
            "categoria",
        ],
    ),
    (Column::Url, &["url", "link"]),
    (Column::Keywords, &["keywords", "tags", "keyword", "labels"]),
    (Column::Article, &["article", "title", "page"]),
];

/// Names of the columns of title and text, in tables that help desks make of their articles.
const TITLE: [&str; 1] = ["title"];
const BODY: [&str; 2] = ["body", "html body"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    Question,
    Answer,
    Id,
    Language,
    Section,
    Url,
    Keywords,
    Article,
}

/// Tables of questions.
#[derive(Debug)]
pub(crate) struct Table;

impl Format for Table {
    fn name(&self) -> &'static str {
        "a table (CSV, TSV)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }

    fn sniffer(&self) -> Option<Sniffer> {
        Some(claims)
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let mut reader = Reader {
            root: source.root,
            path: source.path,
            context,
            ids: Ids::default(),
            sink,
        };
        let mut bytes = Vec::new();
        let read = std::io::Read::read_to_end(
            &mut std::io::Read::take(source.content, MOST_BYTES),
            &mut bytes,
        );
        if let Err(error) = read {
            reader.report(
                rule::UNREADABLE_FILE,
                0,
                format!("cannot be read further: {error}"),
            );
        }
        if bytes.len() as u64 >= MOST_BYTES {
            let message = "only the first 64 MiB were read".to_owned();
            reader.report(rule::FILE_TOO_LARGE, 0, message);
        }
        let text = decode::decode_as(&bytes, context.encoding).text;
        let mut rows = Rows::new(&text);
        let Some((_, head)) = rows.next() else {
            return;
        };
        let columns = columns(&head);
        for (line, cells) in rows {
            if reader.row(line, &head, &columns, cells).is_break() {
                return;
            }
        }
    }
}

/// Returns whether the first row of a file names a column of questions and one of answers.
fn claims(head: &[u8]) -> bool {
    let text = decode::decode(decode::whole_characters(head)).text;
    let first = Rows::new(&text).next();
    first.is_some_and(|(_, head)| {
        let columns = columns(&head);
        columns.contains_key(&Column::Question) && columns.contains_key(&Column::Answer)
    })
}

/// Returns the place of each column that matters; of those with one meaning, the first.
fn columns(head: &[String]) -> HashMap<Column, usize> {
    let mut places = HashMap::new();
    for (place, name) in head.iter().enumerate() {
        let name = name.trim().to_lowercase();
        let known = COLUMNS
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()));
        if let Some((column, _)) = known {
            places.entry(*column).or_insert(place);
        }
    }
    let is_named = [Column::Question, Column::Answer].map(|column| places.contains_key(&column));
    if is_named == [false, false]
        && let (Some(title), Some(body)) = (place_of(head, &TITLE), place_of(head, &BODY))
    {
        places.remove(&Column::Article);
        places.insert(Column::Question, title);
        places.insert(Column::Answer, body);
    }
    places
}

/// Returns the place of the first column that has one of these names.
fn place_of(head: &[String], names: &[&str]) -> Option<usize> {
    head.iter().position(|name| {
        let name = name.trim().to_lowercase().replace(['_', '-'], " ");
        names.contains(&name.strip_prefix("article ").unwrap_or(&name))
    })
}

/// Returns whether a column of this name holds questions.
pub(super) fn names_question(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut columns = COLUMNS.iter();
    columns.any(|(column, names)| *column == Column::Question && names.contains(&name.as_str()))
}

struct Reader<'a> {
    root: usize,
    path: &'a str,
    context: &'a Context<'a>,
    ids: Ids,
    sink: &'a mut dyn Sink,
}

impl Reader<'_> {
    fn report(&mut self, rule: &'static Rule, line: u32, message: String) {
        let problem = Problem::new(rule, self.root, self.path, line, message);
        self.sink.problem(problem);
    }

    fn row(
        &mut self,
        line: u32,
        head: &[String],
        columns: &HashMap<Column, usize>,
        cells: Vec<String>,
    ) -> ControlFlow<()> {
        let cell = |column: Column| -> Option<String> {
            let text = cells.get(*columns.get(&column)?)?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let question = one_line(&cell(Column::Question).unwrap_or_default());
        let answer = markdown(&cell(Column::Answer).unwrap_or_default());
        if question.is_empty() && answer.is_empty() {
            return ControlFlow::Continue(());
        }
        if answer.is_empty() {
            self.report(
                rule::EMPTY_ANSWER,
                line,
                format!("\"{question}\" has no answer"),
            );
        }
        let others = head.iter().zip(&cells).enumerate();
        let others = others.filter(|(place, (name, text))| {
            !columns.values().any(|known| known == place)
                && !name.trim().is_empty()
                && !text.trim().is_empty()
        });
        let fields: Fields = others
            .map(|(_, (name, text))| (name.trim().to_owned(), vec![text.trim().to_owned()]))
            .collect();
        if let Some(reason) = visibility::left_out(&fields) {
            self.report(rule::LEFT_OUT, line, format!("left out: {reason}"));
            return ControlFlow::Continue(());
        }
        let declared = cell(Column::Language);
        let text = format!("{question}\n{answer}");
        let default = self.context.default_language;
        let language = language::identify(declared.as_deref(), self.path, &text, default);
        let base = cell(Column::Id).unwrap_or_else(|| derived_id(self.root, self.path, line));
        let (id, ordinal) = self.ids.assign(&base, &language.tag);
        if ordinal > 1 {
            let message = format!("the id \"{base}\" has been used above; this row is \"{id}\"");
            self.report(rule::DUPLICATE_ID, line, message);
        }
        let keywords = cell(Column::Keywords).unwrap_or_default();
        let keywords = keywords.split([',', ';', '|']).map(str::trim);
        let entry = Entry {
            id,
            base_anchor: base,
            ordinal,
            section: cell(Column::Section).into_iter().collect(),
            keywords: keywords
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            url: cell(Column::Url).filter(|url| url.contains("://")),
            ..Entry::new(Kind::Question, line, question, answer)
        };
        let record = Record {
            root: self.root,
            path: self.path,
            language,
            title: cell(Column::Article).unwrap_or_else(|| file_stem(self.path)),
            key: article_key(self.root, self.path),
            fields,
            entries: vec![entry],
        };
        self.sink.article(record.into_article())
    }
}

/// The rows of a table with their 1-based lines. Cells may be quoted and go on over lines (RFC 4180).
struct Rows<'a> {
    rest: &'a str,
    line: u32,
    separator: char,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let count = |mark: char| first.matches(mark).count();
        let marks = ['\t', ';', ',', '|'];
        let separator = marks
            .into_iter()
            .max_by_key(|mark| (count(*mark), *mark == ','));
        Self {
            rest: text,
            line: 1,
            separator: separator.unwrap_or(','),
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = (u32, Vec<String>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let start = self.line;
        let mut cells = Vec::new();
        let mut cell = String::new();
        let mut quoted = false;
        let mut characters = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' if quoted => {
                    if characters.next_if(|(_, next)| *next == '"').is_some() {
                        cell.push('"');
                    } else {
                        quoted = false;
                    }
                }
                '"' if cell.trim().is_empty() => {
                    cell.clear();
                    quoted = true;
                }
                '\n' => {
                    self.line = self.line.saturating_add(1);
                    if !quoted {
                        end = at + 1;
                        break;
                    }
                    cell.push('\n');
                }
                c if c == self.separator && !quoted => cells.push(std::mem::take(&mut cell)),
                c => cell.push(c),
            }
        }
        cells.push(cell);
        self.rest = self.rest.get(end..).unwrap_or_default();
        Some((start, cells))
    }
}
