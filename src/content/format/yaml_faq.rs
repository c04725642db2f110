//! Reads `YamlMime:FAQ` files: sections of questions with Markdown answers.
//!
//! The published anchors of such pages follow a rule of their own; the one that
//! the same question would have in Markdown is kept as an alias, because pages
//! moved from one format to the other and links did not follow.

use std::collections::{BTreeMap, VecDeque};

use pulldown_cmark::Parser;

use super::contract::{Context, Format, Holds, Sink, Sniffer, Source};
use super::reading::{ArticleFile, Reading};
use crate::content::dialect::Dialect;
use crate::content::dialect::docfx::Docfx;
use crate::content::dialect::docfx::heading_id::question_id;
use crate::content::dialect::heading_ids::HeadingIds;
use crate::content::entries::classify::ArticleTraits;
use crate::content::entries::extract::{extract, trim_blank_lines};
use crate::content::entries::page::{Identities, Page};
use crate::content::entries::split;
use crate::content::markdown::comment;
use crate::content::markdown::outline::MarkdownOutline;
use crate::content::markdown::text::{one_line, parser_options, plain};
use crate::content::metadata::front_matter::{Fields, first, flatten};
use crate::content::metadata::yaml::{self, Node};
use crate::content::problems::Problems;
use crate::content::source::decode;
use crate::content::source::include::Includes;
use crate::content::source::limits::{self, shortened, too_long};
use crate::content::source::line_map::MappedText;
use crate::model::article::{Entry, Kind, Link};
use crate::model::rule;

/// Link definitions found anywhere in the file are offered to every answer, up to so many bytes.
const MOST_DEFINITIONS: usize = 8 * 1024;

/// The FAQ pages of Microsoft Learn.
#[derive(Debug)]
pub(crate) struct YamlFaq;

impl Format for YamlFaq {
    fn name(&self) -> &'static str {
        "YamlMime:FAQ"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["yml", "yaml"]
    }

    fn holds(&self) -> Holds {
        Holds::Article
    }

    fn sniffer(&self) -> Option<Sniffer> {
        Some(claims)
    }

    fn read(&self, source: Source<'_>, context: &Context<'_>, sink: &mut dyn Sink) {
        let (mut file, text) = ArticleFile::open(source, context);
        let reading = read_yaml(&text, &mut file);
        // One article is all there is, so nothing is left to stop.
        let _ = sink.article(file.finish(reading));
    }
}

/// Returns whether a file that begins with `head` is a YAML FAQ: whether its first line that
/// is not blank reads `### YamlMime:FAQ`, in any encoding that is read.
///
/// Spaces and the number of `#` do not matter, nor does the case of letters.
fn claims(head: &[u8]) -> bool {
    let text = decode::decode(head).text;
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    first
        .and_then(|line| line.strip_prefix('#'))
        .is_some_and(|line| {
            let kind: String = line.trim_start_matches('#').split_whitespace().collect();
            kind.eq_ignore_ascii_case("YamlMime:FAQ")
        })
}

fn read_yaml(text: &str, file: &mut ArticleFile) -> Reading {
    let problems = &mut file.problems;
    match yaml::parse(text) {
        Ok(node @ Node::Mapping(_)) => Reader::new(&node, text, file).read(&node),
        Ok(_) => unreadable(
            text,
            "the file is not a list of keys and values",
            1,
            problems,
        ),
        Err(error) => unreadable(text, &error.message, error.line, problems),
    }
}

/// Keeps a file that is not YAML as text, in one piece.
fn unreadable(text: &str, message: &str, line: u32, problems: &mut Problems) -> Reading {
    problems.report(rule::YAML_FAQ_SYNTAX, line, message.to_owned());
    let fields: Fields = yaml::simple_pairs(text)
        .filter(|(_, value, _)| !value.is_empty() && !value.starts_with(['|', '>']))
        .map(|(key, value, _)| (key.to_owned(), vec![value.to_owned()]))
        .collect();
    let title = limits::title(first(&fields, "title").unwrap_or_default(), problems);
    let mut reading = Reading {
        title,
        fields,
        ..Reading::default()
    };
    let title = reading.title.clone();
    let entry = Entry::new(Kind::Section, 1, title, text.trim().to_owned());
    reading.split.entries.push(entry);
    reading
}

struct Reader<'a, 'i> {
    dialect: &'a dyn Dialect,
    keys: Keys,
    definitions: String,
    includes: &'a mut Includes<'i>,
    problems: &'a mut Problems,
    /// Identifiers given by the page's own rule.
    own: HeadingIds<'a>,
    /// Identifiers given by the rule of Markdown, and the ordinals of all entries.
    markdown: Identities<'a>,
    reading: Reading,
}

impl<'a, 'i> Reader<'a, 'i> {
    fn new(node: &Node, text: &str, file: &'a mut ArticleFile<'i>) -> Self {
        // The format is docfx's own.
        let dialect: &dyn Dialect = &Docfx;
        Self {
            dialect,
            keys: Keys::find(text),
            definitions: definitions(node),
            includes: &mut file.includes,
            problems: &mut file.problems,
            own: HeadingIds::new(dialect),
            markdown: Identities::new(dialect),
            reading: Reading::default(),
        }
    }

    /// Takes comments and the dialect's own syntax out of some Markdown that begins in `line`.
    fn clean(&mut self, markdown: &str, line: u32) -> MappedText {
        let text = comment::strip(MappedText::new(markdown, line), false, self.problems);
        self.dialect.clean(text, self.includes, self.problems)
    }

    fn read(mut self, node: &Node) -> Reading {
        self.reading.fields = node.get("metadata").map(flatten).unwrap_or_default();
        let title = node
            .get("title")
            .and_then(Node::text)
            .map(one_line)
            .filter(|title| !title.is_empty());
        let title = title
            .or_else(|| first(&self.reading.fields, "title").map(str::to_owned))
            .unwrap_or_default();
        self.reading.title = limits::title(&title, self.problems);
        if let Some(summary) = node.get("summary").and_then(Node::text) {
            let place = self.keys.take("summary");
            self.text_entry(summary, place);
        }
        for section in node.get("sections").map(Node::items).unwrap_or_default() {
            self.section(section);
        }
        if let Some(content) = node.get("additionalContent").and_then(Node::text) {
            let place = self.keys.take("additionalContent");
            self.additional(content, place.text);
        }
        if self.reading.split.entries.is_empty() {
            let title = self.reading.title.clone();
            self.reading.split.entries.push(Entry {
                ordinal: self.markdown.ordinals.next(""),
                ..Entry::new(Kind::Section, 1, title, String::new())
            });
        }
        // The parts may stand in another order than they are read in.
        self.reading.split.entries.sort_by_key(|entry| entry.line);
        self.reading
    }

    fn section(&mut self, section: &Node) {
        let name = section
            .get("name")
            .and_then(Node::text)
            .map(one_line)
            .filter(|name| !name.is_empty());
        if let Some(name) = &name {
            self.reading.split.anchors.push(question_id(name));
        }
        let before = self.reading.split.entries.len();
        let heading = name.as_deref().map(shortened);
        // Some files have questions directly in the list of sections.
        let questions = section
            .get("questions")
            .map_or(std::slice::from_ref(section), Node::items);
        for item in questions {
            self.question(item, heading.as_ref());
        }
        // A name that is shortened above its questions is kept in whole by an entry of its own.
        let alone = self.reading.split.entries.len() == before;
        if let Some(name) = name.filter(|name| alone || too_long(name)) {
            let slug = question_id(&name);
            self.reading.split.entries.push(Entry {
                anchor: slug.clone(),
                ordinal: self.markdown.ordinals.next(&slug),
                base_anchor: slug,
                ..Entry::new(Kind::Section, self.keys.last, name, String::new())
            });
        }
    }

    fn question(&mut self, item: &Node, section: Option<&String>) {
        let asked = item.get("question").and_then(Node::text);
        let answer = item.get("answer").and_then(Node::text);
        if asked.is_none() && answer.is_none() {
            return;
        }
        let asked = asked.unwrap_or_default();
        let line = item
            .get("question")
            .map_or(self.keys.last, |_| self.keys.take("question").key);
        let answer_line = item
            .get("answer")
            .map_or(line, |_| self.keys.take("answer").text);
        let text = one_line(&plain(asked));
        let own = self.own.next(&question_id(asked), None);
        let markdown = self
            .markdown
            .ids
            .next(&self.dialect.heading_id(&text), None);
        let ordinal = self.markdown.ordinals.next(&own.base);
        let part = self.markdown_part(answer.unwrap_or_default(), answer_line);
        let aliases = std::iter::once(markdown.published)
            .chain(part.fragments.iter().cloned())
            .filter(|name| *name != own.published);
        let entry = Entry {
            anchor: own.published.clone(),
            aliases: aliases.collect(),
            base_anchor: own.base,
            ordinal,
            section: section.cloned().into_iter().collect(),
            ..Entry::new(Kind::Question, line, text, part.answer)
        };
        let split = &mut self.reading.split;
        split.anchors.push(own.published);
        split.anchors.extend(part.fragments);
        split.links.extend(part.links);
        split.entries.push(entry);
    }

    /// Returns a text that asks nothing, under the title.
    fn text_entry(&mut self, markdown: &str, place: KeyLines) {
        let part = self.markdown_part(markdown, place.text);
        if part.answer.is_empty() {
            return;
        }
        let title = self.reading.title.clone();
        let entry = Entry {
            aliases: part.fragments.clone(),
            ordinal: self.markdown.ordinals.next(""),
            ..Entry::new(Kind::Section, place.key, title, part.answer)
        };
        let split = &mut self.reading.split;
        split.anchors.extend(part.fragments);
        split.links.extend(part.links);
        split.entries.push(entry);
    }

    /// Reads Markdown after the questions, with headings of its own.
    fn additional(&mut self, markdown: &str, line: u32) {
        let text = self.clean(markdown, line);
        let outline = MarkdownOutline::of(text.text(), self.dialect);
        let page = Page {
            text: &text,
            outline: &outline,
            title: &self.reading.title,
            traits: ArticleTraits {
                is_faq: false,
                is_named_faq: false,
                is_translated: false,
                openers: "",
            },
        };
        let split = split::split(&page, &mut self.markdown);
        let into = &mut self.reading.split;
        into.entries.extend(split.entries);
        into.headings.extend(split.headings);
        into.anchors.extend(split.anchors);
        into.links.extend(split.links);
    }

    fn markdown_part(&mut self, markdown: &str, line: u32) -> MarkdownPart {
        let mut document = self.clean(markdown, line);
        let len = document.text().len();
        if !self.definitions.is_empty() && document.text().contains('[') {
            document.push_line("\n\n", line);
            let definitions = std::mem::take(&mut self.definitions);
            document.push_line(&definitions, line);
            self.definitions = definitions;
        }
        let outline = MarkdownOutline::of(document.text(), self.dialect);
        let answer = trim_blank_lines(&extract(document.text(), 0..len, &outline.edits)).to_owned();
        let links = split::links(&document, &outline);
        let headings = outline
            .identifiers(&mut self.markdown.ids)
            .headings
            .into_iter();
        let mut fragments: Vec<String> = headings.map(|id| id.published).collect();
        fragments.extend(outline.fragments.into_iter().map(|(_, name)| name));
        MarkdownPart {
            answer,
            fragments,
            links,
        }
    }
}

struct MarkdownPart {
    answer: String,
    fragments: Vec<String>,
    links: Vec<Link>,
}

/// Collects the link definitions in all Markdown of the file.
fn definitions(node: &Node) -> String {
    let mut found = String::new();
    let mut nodes = vec![node];
    while let Some(node) = nodes.pop() {
        match node {
            Node::Scalar(scalar) if scalar.text.contains("]:") => {
                let parser = Parser::new_ext(&scalar.text, parser_options());
                let mut spans: Vec<_> = parser
                    .reference_definitions()
                    .iter()
                    .map(|(_, one)| one.span.clone())
                    .collect();
                spans.sort_by_key(|span| span.start);
                for span in spans {
                    let definition = scalar.text.get(span).unwrap_or_default();
                    if found.len() + definition.len() < MOST_DEFINITIONS {
                        found.push_str(definition.trim());
                        found.push('\n');
                    }
                }
            }
            Node::Sequence(items) => nodes.extend(items.iter().rev()),
            Node::Mapping(pairs) => nodes.extend(pairs.iter().rev().map(|(_, value)| value)),
            _ => {}
        }
    }
    found
}

/// The 1-based lines in which a key stands and its text begins.
#[derive(Clone, Copy)]
struct KeyLines {
    key: u32,
    text: u32,
}

/// The lines of the keys that matter, which the parser does not tell.
struct Keys {
    found: BTreeMap<&'static str, VecDeque<KeyLines>>,
    /// The line of the key taken last.
    last: u32,
}

impl Keys {
    fn find(text: &str) -> Self {
        const WANTED: [&str; 4] = ["summary", "question", "answer", "additionalContent"];
        let mut found: BTreeMap<&'static str, VecDeque<KeyLines>> = BTreeMap::new();
        // While inside a block scalar: the indentation of its key.
        let mut block: Option<usize> = None;
        for (line, number) in text.lines().zip(1..) {
            let content = line.trim_start_matches([' ', '-']);
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if content.trim().is_empty() || block.is_some_and(|key| spaces > key) {
                continue;
            }
            block = None;
            let Some((key, value)) = content.split_once(':') else {
                continue;
            };
            let is_block = value.trim().starts_with(['|', '>']);
            if is_block {
                block = Some(line.len() - content.len());
            }
            if let Some(wanted) = WANTED.into_iter().find(|wanted| *wanted == key.trim()) {
                let text = if is_block { number + 1 } else { number };
                found
                    .entry(wanted)
                    .or_default()
                    .push_back(KeyLines { key: number, text });
            }
        }
        Self { found, last: 1 }
    }

    /// Takes the next occurrence of a key.
    fn take(&mut self, key: &str) -> KeyLines {
        let place = self.found.get_mut(key).and_then(VecDeque::pop_front);
        let place = place.unwrap_or(KeyLines {
            key: self.last,
            text: self.last,
        });
        self.last = place.key;
        place
    }
}
