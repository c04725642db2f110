//! Identifiers that headings state, in every spelling: `{#id}`, `{: #id .class}`, `\{#id}`,
//! `{/* #id */}`, `[#id]`, `{: #id}` on the next line, `(label)=` on the line above.
//!
//! Each becomes one tag in front of the heading's text, which shows nothing.

use super::arguments::arguments;
use super::directives::{identifier, label};
use super::fences::Fences;
use super::writer::anchor;
use crate::content::source::line_map::MappedText;

/// The tag that stands for a stated identifier, up to the identifier.
const TAG: &str = "<a heading-id=\"";

/// Returns the identifier of a tag that stands for a stated one.
pub(crate) fn stated(tag: &str) -> Option<&str> {
    tag.strip_prefix(TAG)?.strip_suffix("\">")
}

/// Moves the identifiers in front of their headings, and drops other attributes of headings.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    if !text.contains('{') && !text.contains("[#") && !text.contains(")=") {
        return document;
    }
    let lines: Vec<_> = document.lines().collect();
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    let mut index = 0;
    // Labels and attribute lists that belong to the next block.
    let mut waiting: Option<String> = None;
    while let Some(&(_, line, number)) = lines.get(index) {
        index += 1;
        if fences.is_code(line) {
            if let Some(id) = waiting.take() {
                out.push_line(&format!("{}\n\n", anchor(&id)), number);
            }
            out.push_line(line, number);
            continue;
        }
        let after_blank = lines
            .get(..index - 1)
            .and_then(<[_]>::last)
            .is_none_or(|(_, before, _)| before.trim().is_empty());
        let rest = lines.get(index..).unwrap_or_default();
        if let Some(label) = label(line.trim()).filter(|label| is_target(label, rest)) {
            let id = identifier(label);
            // Texts name it as it is written.
            if id != label && is_id(label) {
                out.push_line(&format!("{}\n", anchor(label)), number);
            }
            // The first one is the address; the others stay as anchors.
            if waiting.is_some() && !id.is_empty() {
                out.push_line(&format!("{}\n", anchor(&id)), number);
            }
            waiting = waiting.or(Some(id)).filter(|id| !id.is_empty());
            continue;
        }
        if let Some(id) = list_above(line.trim(), after_blank) {
            // The first one is the address; the others stay as anchors.
            if waiting.is_some() {
                out.push_line(&format!("{}\n", anchor(id)), number);
            } else {
                waiting = Some(id.to_owned());
            }
            continue;
        }
        let next = lines.get(index).map_or("", |(_, next, _)| next);
        let is_setext = is_underline(next) && !line.trim().is_empty();
        let Some((marks, heading)) = heading_text(line, is_setext) else {
            if !line.trim().is_empty()
                && let Some(id) = waiting.take()
            {
                out.push_line(&format!("{}\n", anchor(&id)), number);
            }
            out.push_line(line, number);
            continue;
        };
        let (text, attributes) = attributes_of(heading);
        let mut id = attributes.or_else(|| waiting.take());
        if !is_setext && let Some(own) = list_alone(next.trim()) {
            id = id.or_else(|| own.map(str::to_owned));
            index += 1;
        }
        waiting = None;
        let tag = id.map(|id| format!("{TAG}{id}\"></a>")).unwrap_or_default();
        out.push_line(&format!("{marks}{tag}{text}\n"), number);
    }
    let last = lines.last().map_or(1, |(_, _, number)| *number);
    if let Some(id) = waiting {
        out.push_line(&format!("{}\n", anchor(&id)), last);
    }
    out
}

/// Returns the marks and the text of a heading's line.
pub(in crate::content::dialect) fn heading_text(
    line: &str,
    is_setext: bool,
) -> Option<(&str, &str)> {
    // Further in it is code.
    if line.starts_with("    ") || line.starts_with('\t') {
        return None;
    }
    let content = line.trim_start_matches([' ', '>']);
    let start = line.len() - content.len();
    let text = content.trim_start_matches('#');
    let level = content.len() - text.len();
    let is_atx = (1..=6).contains(&level) && text.starts_with([' ', '\t', '\n']);
    if !is_atx {
        let is_text = is_setext && !content.starts_with(['-', '*', '+', '|', '<']);
        return is_text
            .then(|| line.split_at(start))
            .map(|(marks, text)| (marks, text.trim_end()));
    }
    let spaces = text.len() - text.trim_start_matches([' ', '\t']).len();
    let (marks, text) = line.split_at(start + level + spaces);
    Some((marks, text.trim_end()))
}

fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    !line.is_empty() && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

/// Divides a heading's text from its attributes; returns the identifier that they state.
pub(in crate::content::dialect) fn attributes_of(heading: &str) -> (&str, Option<String>) {
    let closed = heading.trim_end_matches('#').trim_end();
    if let Some((text, id)) = in_brackets(closed) {
        return (text, Some(id.to_owned()));
    }
    let heading = if closed.ends_with('}') {
        closed
    } else {
        heading
    };
    let found = heading
        .strip_suffix('}')
        .and_then(|inner| Some((inner.rfind('{')?, inner)));
    let Some((open, inner)) = found else {
        return (heading, None);
    };
    let text = inner.get(..open).unwrap_or_default();
    let Some(id) = inner.get(open + 1..).and_then(attribute_list) else {
        return (heading, None);
    };
    let text = text.strip_suffix('\\').unwrap_or(text).trim_end();
    (text, id.map(str::to_owned))
}

/// Divides a heading's text from an identifier as Nextra and Fumadocs have it: ` [#id]`. Issues have
/// numbers.
fn in_brackets(heading: &str) -> Option<(&str, &str)> {
    let (text, id) = heading.strip_suffix(']')?.rsplit_once(" [#")?;
    let is_name = id.starts_with(|c: char| c.is_alphabetic())
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    is_name.then_some((text.trim_end(), id))
}

/// Reads what stands between the braces of an attribute list, and returns its identifier. Nothing
/// comes back for other text in braces.
pub(super) fn attribute_list(inner: &str) -> Option<Option<&str>> {
    let inner = inner.trim();
    // `{/* #id */}`
    if let Some(comment) = inner
        .strip_prefix("/*")
        .and_then(|rest| rest.strip_suffix("*/"))
    {
        let id = comment.trim().strip_prefix('#')?;
        return Some(Some(id.trim()));
    }
    // `{#id with any signs}`, but for a list that goes on after the identifier.
    let list = inner.strip_prefix(':').unwrap_or(inner).trim();
    let mut id = None;
    let mut marks = 0;
    for argument in arguments(list) {
        match (argument.key, argument.quoted) {
            (Some("id"), _) => id = Some(argument.value),
            (Some(_), _) => {}
            (None, false) if argument.value.starts_with('#') => {
                id = argument.value.get(1..).filter(|id| !id.is_empty());
            }
            (None, false) if argument.value.starts_with('.') => {}
            // kramdown's reference to a list defined elsewhere: `{: toc}`.
            (None, false) if inner.starts_with(':') => {}
            _ => return None,
        }
        marks += 1;
    }
    (marks > 0 && id.is_none_or(is_id)).then_some(id)
}

/// Returns whether a text can stand in a tag and in an address.
fn is_id(id: &str) -> bool {
    !id.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '{' | '}'))
}

/// Returns whether a name in parentheses is one of a target. In a formula and in a sentence such lines
/// are text; a name of several words or with parentheses is one only above a heading.
fn is_target(label: &str, rest: &[(usize, &str, u32)]) -> bool {
    let mut below = rest.iter().map(|(_, line, _)| line.trim());
    let next = below.find(|line| !line.is_empty()).unwrap_or_default();
    is_id(label) && !label.contains(['(', ')']) || next.starts_with('#') || next.ends_with(")=")
}

/// Returns the identifier of a line that is nothing but an attribute list, if it is one.
pub(super) fn list_alone(line: &str) -> Option<Option<&str>> {
    let inner = line.strip_prefix('{')?.strip_suffix('}')?;
    // Text between two lists: `{::nomarkdown}x{:/}`.
    if inner.contains('}') || inner.starts_with("::") || inner.starts_with(":/") {
        return None;
    }
    attribute_list(inner)
}

/// Returns the identifier of an attribute list that belongs to what follows it.
fn list_above(line: &str, after_blank: bool) -> Option<&str> {
    list_alone(line).flatten().filter(|_| after_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_and_sentences_in_parentheses_are_no_targets() {
        let below = |line: &'static str| [(0, "", 1), (1, line, 2)];
        for (label, next, is_one) in [
            ("setup", "Text", true),
            ("a+b)(a-b", "a^2", false),
            ("in cm", "Text", false),
            ("in cm", "## Size", true),
            ("in cm", "(size)=", true),
        ] {
            assert_eq!(is_target(label, &below(next)), is_one, "{label} {next}");
        }
    }

    fn cleaned(text: &str) -> String {
        clean(MappedText::new(text, 1)).text().to_owned()
    }

    #[test]
    fn every_spelling_becomes_one_tag() {
        for heading in [
            "## Why? {#w}",
            "## Why? \\{#w}",
            "## Why? {/* #w */}",
            "## Why? { #w }",
            "## Why? {: #w .wide }",
            "## Why? [#w]",
            "## Why? {#w .wide data-x=\"y z\"} ##",
            "## Why?\n{: #w .no_toc}",
            "(w)=\n## Why?",
            "{: #w}\n## Why?",
        ] {
            assert_eq!(
                cleaned(heading).trim(),
                "## <a heading-id=\"w\"></a>Why?",
                "{heading}"
            );
        }
        assert_eq!(
            cleaned("Why? {#w}\n===\n"),
            "<a heading-id=\"w\"></a>Why?\n===\n"
        );
        assert_eq!(
            cleaned("(faq:Why)=\n## Why?\n"),
            "<a id=\"faq:Why\"></a>\n## <a heading-id=\"faq-why\"></a>Why?\n"
        );
        for (text, expected) in [
            (
                "(How (far) is it)=\n## Why?\n",
                "## <a heading-id=\"how-far-is-it\"></a>Why?\n",
            ),
            ("(x)=\n```\na\n```\n", "<a id=\"x\"></a>\n\n```\na\n```\n"),
            ("(x)=\n", "<a id=\"x\"></a>\n"),
            ("()=\n", "()=\n"),
        ] {
            assert_eq!(cleaned(text), expected);
        }
        assert_eq!(stated("<a heading-id=\"w\">"), Some("w"));
    }

    #[test]
    fn other_braces_stay() {
        for text in [
            "## A set {1, 2}\n",
            "## Use `{#x}`\n",
            "## What is {{ x }}\n",
            "## {name}\n",
            "## Was this fixed? [#12]\n",
            "```\n## Why? {#w}\n```\n",
        ] {
            assert_eq!(cleaned(text), text);
        }
        assert_eq!(cleaned("## Why? {.no_toc}\n"), "## Why?\n");
    }
}
