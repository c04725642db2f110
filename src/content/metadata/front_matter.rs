//! The block at the head of an article: YAML, TOML (`+++`) or JSON (`{`).
//!
//! Finds it, reads it, and where it is broken saves what can be read line by
//! line: an article is never lost over its front matter.

use std::collections::{BTreeMap, BTreeSet};

use super::toml_block;
use super::yaml::{self, Node};
use crate::content::problems::Problems;
use crate::model::rule;

/// A block longer than this (in bytes) is not parsed as YAML.
const LONGEST: usize = 64 * 1024;

/// Every value as a list of texts; nested keys joined with dots.
pub(crate) type Fields = BTreeMap<String, Vec<String>>;

/// Returns the first value of a field that is not blank.
pub(crate) fn first<'a>(fields: &'a Fields, key: &str) -> Option<&'a str> {
    fields
        .get(key)?
        .iter()
        .map(|value| value.trim())
        .find(|value| !value.is_empty())
}

/// An article's parts.
struct Parts<'a> {
    /// The text between the marks.
    block: &'a str,
    body: &'a str,
    /// Lines before the body.
    lines: u32,
    closed: bool,
    syntax: Syntax,
}

/// How a block is written. JSON is read as YAML, of which it is a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Yaml,
    Toml,
}

/// Returns the text of a file without its front matter.
pub(crate) fn body(text: &str) -> &str {
    divide(text).map_or(text, |parts| parts.body)
}

/// Reads the front matter; returns it with the body and the body's first line.
pub(crate) fn read<'a>(text: &'a str, problems: &mut Problems) -> (Fields, &'a str, u32) {
    let Some(parts) = divide(text) else {
        return (Fields::new(), text, 1);
    };
    if !parts.closed {
        problems.report(
            rule::FRONT_MATTER_UNTERMINATED,
            1,
            "the front matter is never closed".to_owned(),
        );
    }
    let fields = match parts.syntax {
        Syntax::Yaml => fields(parts.block, problems),
        Syntax::Toml => toml_fields(parts.block, problems),
    };
    (fields, parts.body, parts.lines.saturating_add(1))
}

/// Returns the fields of a mapping, such as the metadata of a YAML FAQ.
pub(crate) fn flatten(node: &Node) -> Fields {
    let mut fields = Fields::new();
    for (key, value) in node.pairs() {
        collect(key, value, &mut fields);
    }
    fields
}

fn divide(text: &str) -> Option<Parts<'_>> {
    let first = text.split_inclusive('\n').next()?;
    match first.trim_end() {
        "---" => {}
        "+++" => return enclosed(text, first.len(), "+++"),
        "{" => return enclosed(text, 0, "}"),
        _ => return None,
    }
    let mut at = first.len();
    let mut lines = 1_u32;
    let mut unterminated = None;
    for line in text.get(at..)?.split_inclusive('\n') {
        lines = lines.saturating_add(1);
        let trimmed = line.trim_end();
        if trimmed == "---" || trimmed == "..." {
            let block = text.get(first.len()..at)?;
            let body = text.get(at + line.len()..)?;
            // Two thematic breaks with prose between them are no front matter.
            return is_yaml(block).then_some(Parts {
                block,
                body,
                lines,
                closed: true,
                syntax: Syntax::Yaml,
            });
        }
        if unterminated.is_none() && !may_be_yaml(trimmed) {
            unterminated = Some((at, lines - 1));
        }
        at += line.len();
    }
    let (end, lines) = unterminated.unwrap_or((at, lines));
    let block = text.get(first.len()..end)?;
    (yaml::simple_pairs(block).next().is_some()).then_some(Parts {
        block,
        body: text.get(end..)?,
        lines,
        closed: false,
        syntax: Syntax::Yaml,
    })
}

/// Returns the parts of a text whose block begins at an offset and ends with a line of its own. It
/// is a block only if it can be read: it may be a sign or a list of something else.
fn enclosed<'a>(text: &'a str, from: usize, end: &str) -> Option<Parts<'a>> {
    let mut at = 0;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        let next = at + line.len();
        if at > 0 && line.trim_end() == end {
            let is_toml = end == "+++";
            let block = text.get(from..if is_toml { at } else { next })?;
            if block.len() > LONGEST {
                return None;
            }
            let node = if is_toml {
                toml_block::parse(block)
            } else {
                yaml::parse(block)
            };
            let is_block = is_toml || node.is_ok_and(|node| !node.pairs().is_empty());
            return is_block.then_some(Parts {
                block,
                body: text.get(next..)?,
                lines: number,
                closed: true,
                syntax: if is_toml { Syntax::Toml } else { Syntax::Yaml },
            });
        }
        at = next;
    }
    None
}

fn toml_fields(block: &str, problems: &mut Problems) -> Fields {
    match toml_block::parse(block) {
        Ok(node) => flatten(&node),
        Err(error) => {
            report_syntax(&error.message, error.line, problems);
            let pairs = block.lines().filter_map(|line| line.split_once('='));
            let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
            pairs
                .map(|(key, value)| {
                    let value = value.trim_matches(quotes).to_owned();
                    (key.trim().to_owned(), vec![value])
                })
                .collect()
        }
    }
}

/// Returns whether a closed block is front matter: empty, comments, or with at least one key.
fn is_yaml(block: &str) -> bool {
    let mut content = block
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    content.peek().is_none()
        || content
            .clone()
            .all(|line| line.trim_start().starts_with('#'))
        || block.trim_start().starts_with('{')
        || content.any(|line| {
            let key = line.trim_start();
            key.split_once(':').is_some_and(|(key, value)| {
                !key.is_empty()
                    && key.split_whitespace().count() <= 3
                    && (value.is_empty() || value.starts_with([' ', '\t']))
            })
        })
}

/// Returns whether a line could belong to a block whose end is missing.
fn may_be_yaml(line: &str) -> bool {
    line.starts_with([' ', '\t', '-'])
        || (line.starts_with('#') && !line.starts_with("# ") && !line.starts_with("##"))
        || yaml::simple_pairs(line).next().is_some()
}

fn fields(block: &str, problems: &mut Problems) -> Fields {
    if block.trim().is_empty() {
        return Fields::new();
    }
    if block.len() > LONGEST {
        problems.report(
            rule::FRONT_MATTER_TOO_LARGE,
            1,
            format!(
                "the front matter is {} bytes long; only its simple lines are read",
                block.len()
            ),
        );
        return rescue(block);
    }
    match yaml::parse(block) {
        Ok(node @ Node::Mapping(_)) => {
            report_duplicates(&node, block, problems);
            let mut fields = flatten(&node);
            restore_source_text(&node, block, &mut fields);
            fields
        }
        Ok(Node::Null) => Fields::new(),
        Ok(_) => {
            report_syntax(
                "the front matter is not a list of keys and values",
                1,
                problems,
            );
            rescue(block)
        }
        Err(error) => {
            report_syntax(&error.message, error.line, problems);
            rescue(block)
        }
    }
}

/// Reports what the parser says; `line` counts from the first line of the block, which is line 2 of
/// the file.
fn report_syntax(message: &str, line: u32, problems: &mut Problems) {
    problems.report(
        rule::FRONT_MATTER_SYNTAX,
        line.saturating_add(1),
        message.to_owned(),
    );
}

fn report_duplicates(node: &Node, block: &str, problems: &mut Problems) {
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for (key, _) in node.pairs() {
        *times.entry(key).or_default() += 1;
    }
    let mut second_line: BTreeMap<&str, u32> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (key, _, line) in yaml::simple_pairs(block) {
        if !seen.insert(key) {
            second_line.entry(key).or_insert(line);
        }
    }
    for (key, _) in times.into_iter().filter(|&(_, times)| times > 1) {
        problems.report(
            rule::FRONT_MATTER_DUPLICATE_KEY,
            second_line
                .get(key)
                .map_or(1, |line| line.saturating_add(1)),
            format!("the key `{key}` occurs more than once"),
        );
    }
}

/// Gives numbers back their spelling: `ver: 1.10` must stay `1.10`. The parser has turned it into a
/// number; the line still has it. (Numbers inside lists and nested keys come in their usual
/// spelling.)
fn restore_source_text(node: &Node, block: &str, fields: &mut Fields) {
    let sources: BTreeMap<&str, &str> = yaml::simple_pairs(block)
        .map(|(key, value, _)| (key, value))
        .collect();
    for (key, value) in node.pairs() {
        let Node::Scalar(scalar) = value else {
            continue;
        };
        if !scalar.converted {
            continue;
        }
        if let (Some(source), Some([only])) = (
            sources.get(key.as_str()),
            fields.get_mut(key).map(Vec::as_mut_slice),
        ) {
            (*source).clone_into(only);
        }
    }
}

fn rescue(block: &str) -> Fields {
    let mut fields: Fields = Fields::new();
    for (key, value, _) in yaml::simple_pairs(block) {
        let values = fields.entry(key.to_owned()).or_default();
        if !value.is_empty() {
            values.push(value.to_owned());
        }
    }
    fields
}

/// Collects the texts below a node. Recursion is bounded: the parser refuses deep nesting.
fn collect(key: &str, node: &Node, fields: &mut Fields) {
    match node {
        Node::Null => {
            fields.entry(key.to_owned()).or_default();
        }
        Node::Scalar(scalar) => fields
            .entry(key.to_owned())
            .or_default()
            .push(scalar.text.clone()),
        Node::Sequence(items) => {
            fields.entry(key.to_owned()).or_default();
            for item in items {
                collect(key, item, fields);
            }
        }
        Node::Mapping(pairs) => {
            for (name, value) in pairs {
                collect(&format!("{key}.{name}"), value, fields);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> (Fields, String, u32, Vec<(&'static str, u32)>) {
        let mut problems = Problems::new(0, "a.md");
        let (front, body, line) = read(text, &mut problems);
        let found = problems
            .into_vec()
            .iter()
            .map(|p| (p.rule.id, p.line))
            .collect();
        (front, body.to_owned(), line, found)
    }

    fn values(front: &Fields, key: &str) -> Vec<String> {
        front.get(key).cloned().unwrap_or_default()
    }

    #[test]
    fn values_of_every_shape_become_lists_of_text() {
        let (front, body, line, problems) = read_all(
            "---\ntitle: T\nver: 1.10\ndate: 06/10/2018\nday: 2018-06-10\nlist:\n- a\n- 2\nnone:\nyes: no\nmap:\n  sub:\n    key: v\n---\nbody\n",
        );
        assert_eq!((body.as_str(), line), ("body\n", 15));
        assert_eq!(problems, []);
        for (key, expected) in [
            ("title", vec!["T"]),
            ("ver", vec!["1.10"]),
            ("date", vec!["06/10/2018"]),
            ("day", vec!["2018-06-10"]),
            ("list", vec!["a", "2"]),
            ("none", vec![]),
            ("yes", vec!["no"]),
            ("map.sub.key", vec!["v"]),
        ] {
            assert_eq!(values(&front, key), expected, "{key}");
        }
    }

    #[test]
    fn broken_yaml_is_rescued_line_by_line() {
        let (front, body, _, problems) = read_all(
            "---\ntitle: A\nsuffix : x: «y»\nms.assetid: 1-2\nms.contentlocale: fr-FR\n\tbad\n---\nbody",
        );
        assert_eq!(body, "body");
        assert_eq!(first(&front, "title"), Some("A"));
        assert_eq!(first(&front, "ms.assetid"), Some("1-2"));
        assert_eq!(first(&front, "ms.contentlocale"), Some("fr-FR"));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems.first().map(|p| p.0), Some("front-matter-syntax"));
    }

    #[test]
    fn duplicate_keys_are_reported_and_the_first_wins() {
        let (front, _, _, problems) = read_all("---\ntitle: A\nx: 1\ntitle: B\n---\n");
        assert_eq!(first(&front, "title"), Some("A"));
        assert_eq!(values(&front, "title"), ["A", "B"]);
        assert_eq!(problems, [("front-matter-duplicate-key", 4)]);
    }

    #[test]
    fn the_block_may_be_empty_missing_dotted_or_not_front_matter() {
        assert_eq!(read_all("---\n---\nb").1, "b");
        assert_eq!(read_all("---\ntitle: A\n...\nb").1, "b");
        assert_eq!(read_all("b\n---\n").1, "b\n---\n");
        assert_eq!(
            read_all("---\n\nprose only\n\n---\nb").1,
            "---\n\nprose only\n\n---\nb"
        );
        assert_eq!(read_all("").1, "");
    }

    #[test]
    fn without_an_end_only_what_looks_like_yaml_is_taken() {
        let (front, body, line, problems) =
            read_all("---\ntitle: A\nlist:\n- x\n# Heading\ntext\n");
        assert_eq!(first(&front, "title"), Some("A"));
        assert_eq!((body.as_str(), line), ("# Heading\ntext\n", 5));
        assert_eq!(problems, [("front-matter-unterminated", 1)]);
    }

    #[test]
    fn toml_and_json_are_front_matter_too() {
        let toml = "+++\ntitle = \"A: b\"\ndate = 2020-01-02\n[x]\ny = [1, 2]\n+++\nbody\n";
        let (front, body, line, problems) = read_all(toml);
        assert_eq!((body.as_str(), line), ("body\n", 7));
        assert_eq!(problems, []);
        assert_eq!(first(&front, "title"), Some("A: b"));
        assert_eq!(values(&front, "x.y"), ["1", "2"]);
        let json = "{\n  \"title\": \"A\",\n  \"tags\": [\"x\"]\n}\n\nbody\n";
        let (front, body, line, problems) = read_all(json);
        assert_eq!((body.as_str(), line), ("\nbody\n", 5));
        assert_eq!(problems, []);
        assert_eq!(
            (first(&front, "title"), first(&front, "tags")),
            (Some("A"), Some("x"))
        );
        let (front, body, _, problems) = read_all("+++\ntitle = \"A\"\nbad\n+++\nb\n");
        assert_eq!((first(&front, "title"), body.as_str()), (Some("A"), "b\n"));
        assert_eq!(problems, [("front-matter-syntax", 3)]);
        for text in ["+++\nnever closed\n", "{\nno: [json\n}\nb\n", "{\n}\nb\n"] {
            assert_eq!(read_all(text).1, text);
        }
    }

    #[test]
    fn a_huge_block_is_not_parsed() {
        let text = format!("---\ntitle: A\n{}---\nb", "k: [\n".repeat(20_000));
        let (front, body, _, problems) = read_all(&text);
        assert_eq!((first(&front, "title"), body.as_str()), (Some("A"), "b"));
        assert_eq!(problems, [("front-matter-too-large", 1)]);
    }
}
