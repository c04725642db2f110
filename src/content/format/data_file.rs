//! Reads data files of site generators: lists of questions with their answers, in YAML, JSON or
//! TOML.
//!
//! Jekyll and Hugo show such lists by a template. The names of the keys are those that people
//! choose; what lies around a list is the section of its questions.

use super::contract::{Context, Format, Holds, Sink, Sniffer, Source};
use super::help_desk::string;
use super::listed::{self, Listed};
use super::reading::ArticleFile;
use crate::content::entries::question::has_question_mark;
use crate::content::html;
use crate::content::markdown::text::{one_line, plain};
use crate::content::metadata::front_matter::Fields;
use crate::content::metadata::toml_block;
use crate::content::metadata::yaml::{self, Node};
use crate::content::source::decode;
use crate::content::source::limits::shortened;
use crate::content::source::places::Places;
use crate::model::rule;

/// Keys of a question.
const QUESTION: [&str; 4] = ["question", "q", "ask", "name"];

/// Keys of its answer.
const ANSWER: [&str; 6] = ["answer", "a", "answers", "response", "reply", "text"];

/// Keys of a title that is the question where it asks, and of the text below it.
const TITLE: [&str; 2] = ["title", "heading"];
const TEXT: [&str; 4] = ["content", "body", "response", "description"];

/// Keys of what a list is called.
const HEADING: [&str; 6] = ["title", "category", "section", "name", "heading", "group"];

/// Keys that a list stands under whatever it is about.
const LISTS: [&str; 11] = [
    "qna",
    "qas",
    "questions",
    "faqs",
    "faq",
    "items",
    "entries",
    "list",
    "data",
    "qa",
    "content",
];

/// How deeply lists are nested.
const DEEPEST: usize = 8;

/// A list of questions in YAML, JSON or TOML.
#[derive(Debug)]
pub(crate) struct DataFile;

impl Format for DataFile {
    fn name(&self) -> &'static str {
        "a list of questions in YAML, JSON or TOML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["yml", "yaml", "json", "toml"]
    }

    fn holds(&self) -> Holds {
        Holds::Article
    }

    fn sniffer(&self) -> Option<Sniffer> {
        Some(claims)
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let (mut file, text) = ArticleFile::open(source, context);
        let extension = file.path.rsplit('.').next().unwrap_or_default();
        let node = match extension.to_ascii_lowercase().as_str() {
            "json" => yaml::parse_json(&text),
            "toml" => toml_block::parse(&text),
            _ => yaml::parse(&text),
        };
        let node = node.unwrap_or_else(|error| {
            file.problems
                .report(rule::DATA_SYNTAX, error.line, error.message);
            Node::Null
        });
        let mut reader = Reader {
            places: Places::new(&text, 1),
            section: Vec::new(),
            found: Vec::new(),
        };
        reader.read(&node, 0);
        let mut fields = Fields::new();
        for key in ["lang", "language", "locale"] {
            if let Some(language) = node.get(key).and_then(Node::text) {
                fields.insert("lang".to_owned(), vec![language.to_owned()]);
            }
        }
        let title = node.get("title").and_then(Node::text).map(one_line);
        let title = title.unwrap_or_default();
        // One article is all there is, so nothing is left to stop.
        let _ = sink.article(listed::article(file, &title, fields, reader.found));
    }
}

/// Returns whether a file that begins with `head` has keys of questions and of answers, each at the
/// beginning of a line or after a bracket; or titles that ask, with the keys of texts.
fn claims(head: &[u8]) -> bool {
    let text = decode::decode(head).text;
    let has_key = |names: &[&str]| {
        names.iter().any(|name| {
            text.match_indices(name).any(|(at, _)| {
                let before = text
                    .get(..at)
                    .unwrap_or_default()
                    .trim_end_matches(['"', '\'']);
                let after = text.get(at + name.len()..).unwrap_or_default();
                let after = after.trim_start_matches(['"', '\'']).trim_start();
                let line = before.rsplit('\n').next().unwrap_or_default();
                // A letter may name anything in TOML.
                let is_value = match after.strip_prefix('=') {
                    Some(value) => name.len() > 1 || value.trim_start().starts_with(['"', '\'']),
                    None => after.starts_with(':'),
                };
                is_value
                    && line
                        .trim_end()
                        .chars()
                        .next_back()
                        .is_none_or(|last| matches!(last, '-' | '{' | ',' | '['))
            })
        })
    };
    // Descriptions of a workflow, of an API, of packages.
    const OTHERS: [&str; 5] = [
        "openapi",
        "swagger",
        "dependencies",
        "devDependencies",
        "lockfileVersion",
    ];
    let is_other = text.contains("YamlMime:") || has_key(&OTHERS);
    let has_answers =
        || has_key(&["answer", "Answer", "a"]) || has_key(&["answers", "response", "reply"]);
    !is_other
        && ((has_key(&["question", "Question", "q"]) && has_answers())
            || (titles_ask(&text) && has_key(&TITLE) && has_key(&TEXT))
            || keys_ask(&text))
}

/// Returns whether several keys ask and are answered, and most keys do: a translated message may
/// ask, too.
fn keys_ask(text: &str) -> bool {
    let keys: Vec<(&str, &str)> = if text.trim_start().starts_with('{') {
        pairs(text)
    } else {
        text.lines().filter_map(pair).collect()
    };
    let asks = |(key, answer): &&(&str, &str)| {
        // A pattern or an optional key, such as `name?`, has no blank.
        let is_sentence = key.contains(' ') || !key.is_ascii();
        is_sentence && has_question_mark(key) && !has_question_mark(answer)
    };
    let asking = keys.iter().filter(asks).count();
    asking > 1 && asking * 2 >= keys.len()
}

/// Returns the keys of JSON with the texts that they have.
fn pairs(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, inner)) = rest.split_once('"') {
        let (key, after) = string(inner);
        rest = after;
        if let Some(value) = after.trim_start().strip_prefix(':') {
            let quoted = value.trim_start().strip_prefix('"').map(string);
            let (value, after) = quoted.unwrap_or(("", value));
            found.push((key, value));
            rest = after;
        }
    }
    found
}

/// Splits a line into a key and the beginning of its value.
fn pair(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['{', '-', ' ', '\t']);
    let (key, rest) = match line.chars().next()? {
        quote @ ('"' | '\'') => line.get(1..)?.split_once(quote)?,
        _ => line.split_at(line.find([':', '='])?),
    };
    let value = rest.trim_start().strip_prefix([':', '='])?;
    let value = value.trim_matches([' ', '"', '\'', ',']);
    Some((key.trim_end(), value))
}

/// Returns whether several titles ask: one alone may stand on any page.
fn titles_ask(text: &str) -> bool {
    let places = TITLE.iter().flat_map(|key| text.match_indices(key));
    let values = places.filter_map(|(at, key)| text.get(at + key.len()..)?.lines().next());
    let values = values.filter_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'']).trim_start();
        rest.strip_prefix([':', '='])
    });
    let values = values.map(|value| match value.trim_start().strip_prefix('"') {
        Some(value) => value.split('"').next().unwrap_or_default(),
        None => value.trim().trim_matches('\''),
    });
    values.filter(|value| has_question_mark(value)).count() > 1
}

struct Reader<'a> {
    places: Places<'a>,
    section: Vec<String>,
    found: Vec<Listed>,
}

impl Reader<'_> {
    fn read(&mut self, node: &Node, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match node {
            Node::Sequence(items) => {
                let titles = items.iter().filter(|item| text(item, &TEXT).is_some());
                let titles: Vec<&str> = titles.filter_map(|item| value(item, &TITLE)).collect();
                let asking = titles.iter().filter(|title| has_question_mark(title));
                let is_asking = asking.count() * 2 >= titles.len();
                for item in items {
                    // Where half of the titles ask, the others are questions, too.
                    let titled = value(item, &TITLE).filter(|_| is_asking);
                    match titled.zip(text(item, &TEXT)) {
                        Some((title, answer)) if named(item).is_none() => {
                            self.question(item, title, &answer);
                        }
                        _ => self.read(item, depth + 1),
                    }
                }
            }
            Node::Mapping(pairs) => {
                if let Some((asked, answer)) = named(node) {
                    self.question(node, asked, &answer);
                    return;
                }
                // Of messages some may ask.
                let asking = pairs.iter().filter(|(_, one)| titled(one).is_some());
                let is_asking = asking.count() * 2 >= pairs.len();
                let heading = value(node, &HEADING).map(one_line);
                let own = heading.filter(|_| depth > 0);
                self.section.extend(own.as_deref().map(shortened));
                for (key, value) in pairs {
                    // `Is it far?: No.`
                    let answer = paragraphs(value)
                        .filter(|answer| has_question_mark(key) && !has_question_mark(answer));
                    if let Some(answer) = answer {
                        self.question(&Node::Null, key, &answer);
                        continue;
                    }
                    let titled = titled(value).filter(|_| is_asking && named(value).is_none());
                    if let Some((asked, answer)) = titled {
                        self.question(value, asked, &answer);
                        continue;
                    }
                    if matches!(value, Node::Scalar(_) | Node::Null) {
                        continue;
                    }
                    let is_heading = own.is_none() && !is_one_of(key, &LISTS);
                    if is_heading {
                        self.section.push(shortened(key));
                    }
                    self.read(value, depth + 1);
                    if is_heading {
                        self.section.pop();
                    }
                }
                if own.is_some() {
                    self.section.pop();
                }
            }
            Node::Scalar(_) | Node::Null => {}
        }
    }

    /// Takes a question with its answer; `node` has what else is said of it.
    fn question(&mut self, node: &Node, asked: &str, answer: &str) {
        let line = self.places.line_of(asked);
        let texts = |key: &str| -> Vec<String> {
            let items = get(node, key).map(Node::items).unwrap_or_default();
            items
                .iter()
                .filter_map(Node::text)
                .map(str::to_owned)
                .collect()
        };
        let mut keywords = texts("keywords");
        keywords.extend(texts("tags"));
        let mut section = self.section.clone();
        section.extend(value(node, &["category", "section", "group", "topic"]).map(shortened));
        let anchor = value(node, &["anchor", "id", "slug"]).unwrap_or_default();
        let is_anchor = !anchor.is_empty() && !anchor.contains(char::is_whitespace);
        let url = value(node, &["url"]).filter(|url| url.contains("://"));
        self.found.push(Listed {
            question: one_line(&plain(asked)),
            answer: markdown(answer),
            anchor: if is_anchor {
                anchor.to_owned()
            } else {
                String::new()
            },
            section,
            keywords,
            url: url.map(str::to_owned),
            line,
        });
    }
}

/// Returns the question and the answer that a mapping names as such.
fn named(node: &Node) -> Option<(&str, String)> {
    // `question: Question` is a label for the page.
    let asked = value(node, &QUESTION).filter(|asked| !is_one_of(asked.trim(), &QUESTION));
    asked.zip(text(node, &ANSWER))
}

/// Returns a title that asks, and the text below it.
fn titled(node: &Node) -> Option<(&str, String)> {
    let title = value(node, &TITLE).filter(|title| has_question_mark(title))?;
    Some((title, text(node, &TEXT)?))
}

/// Returns an answer as Markdown, which it usually is. One that begins with a tag is HTML.
pub(super) fn markdown(answer: &str) -> String {
    let text = answer.trim();
    if text.starts_with('<') && text.ends_with('>') {
        html::answer(text)
    } else {
        text.to_owned()
    }
}

fn is_one_of(key: &str, names: &[&str]) -> bool {
    names.iter().any(|name| key.eq_ignore_ascii_case(name))
}

fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let mut pairs = node.pairs().iter();
    pairs
        .find(|(name, _)| name.eq_ignore_ascii_case(key))
        .map(|(_, value)| value)
}

/// Returns the text of an answer, which may be a list of paragraphs.
fn paragraphs(node: &Node) -> Option<String> {
    let texts = node.items().iter().filter_map(Node::text);
    let texts: Vec<&str> = texts.filter(|text| !text.trim().is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// Returns the paragraphs under the first of these keys that has some.
fn text(node: &Node, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| paragraphs(get(node, key)?))
}

/// Returns the first text that stands under one of these keys.
fn value<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n str> {
    keys.iter()
        .find_map(|key| get(node, key).and_then(Node::text))
        .filter(|text| !text.trim().is_empty())
}
