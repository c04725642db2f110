//! Marks within a line that `CommonMark` does not know: `==marked==`, `x^2^`, `H~2~O`,
//! `++ctrl+c++`, `{++added++}`; and what abbreviations stand for: `*[LED]: …`.
//!
//! They become the elements that the generator makes of them. An abbreviation shows only its own
//! letters.

use super::arguments::near;
use super::fences::{outside_spans, rewritten_lines};
use crate::content::source::line_map::MappedText;

/// A mark: what it begins and ends with, which element it is, and which texts it may hold.
type Mark = (&'static str, &'static str, &'static str, fn(&str) -> bool);

/// Every mark; of two that begin alike the longer first.
const MARKS: [Mark; 9] = [
    ("{++", "++}", "ins", |_| true),
    ("{--", "--}", "del", |_| true),
    ("{==", "==}", "mark", |_| true),
    ("{>>", "<<}", "", |_| true),
    ("^^", "^^", "ins", is_tight),
    ("==", "==", "mark", is_tight),
    ("++", "++", "kbd", are_keys),
    ("^", "^", "sup", is_small),
    ("~", "~", "sub", is_small),
];

/// Rewrites the marks of a text.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    if !["==", "++", "^", "~", "--}", "<<}"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return document;
    }
    rewritten_lines(&document, |line| {
        // Formulas are full of such signs.
        let is_formula = line.contains('$') || line.contains("\\(");
        (!is_formula).then(|| outside_spans(line, rewrite))
    })
}

/// Drops the lines that say what abbreviations stand for.
pub(super) fn without_abbreviations(document: MappedText) -> MappedText {
    if !document.text().contains("*[") {
        return document;
    }
    rewritten_lines(&document, |line| {
        is_abbreviation(line).then(|| "\n".to_owned())
    })
}

/// Returns whether a line says what an abbreviation stands for.
fn is_abbreviation(line: &str) -> bool {
    let inner = line.trim_start().strip_prefix("*[");
    let name = inner.and_then(|inner| inner.split_once("]:"));
    name.is_some_and(|(name, _)| !name.is_empty() && !name.contains([']', '[']))
}

/// Appends a text with elements in the places of its marks.
fn rewrite(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '=', '+', '^', '~']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let is_free = !out.ends_with(['\\', '/', '=', '+', '^', '~', '[']);
        let found = changed(tail).or_else(|| is_free.then(|| marked(tail)).flatten());
        let Some((shown, after)) = found else {
            let sign = tail.chars().next().map_or(0, char::len_utf8);
            let (sign, after) = tail.split_at(sign);
            out.push_str(sign);
            rest = after;
            continue;
        };
        out.push_str(&shown);
        rest = after;
    }
    out.push_str(rest);
}

/// Returns what a text begins with that one text replaces another, `{~~old~>new~~}`, and the rest.
fn changed(tail: &str) -> Option<(String, &str)> {
    let (inner, after) = closed(tail.strip_prefix("{~~")?, "~~}")?;
    let (old, new) = inner.split_once("~>")?;
    Some((format!("<del>{old}</del> <ins>{new}</ins>"), after))
}

/// Returns the element for the mark that a text begins with, and the rest.
fn marked(tail: &str) -> Option<(String, &str)> {
    let mut marks = MARKS.iter();
    let (open, close, element, holds) = marks.find(|(open, ..)| tail.starts_with(open))?;
    let (inner, after) = closed(tail.get(open.len()..)?, close)?;
    let is_longer = close
        .chars()
        .next_back()
        .is_some_and(|sign| after.starts_with(sign));
    if inner.is_empty() || is_longer || !holds(inner) {
        return None;
    }
    let shown = match *element {
        "" => String::new(),
        "kbd" => {
            let keys = inner.split('+').map(|key| key.trim_matches('"'));
            let keys: Vec<String> = keys.map(|key| format!("<kbd>{key}</kbd>")).collect();
            keys.join("+")
        }
        element => format!("<{element}>{inner}</{element}>"),
    };
    Some((shown, after))
}

/// Divides a text where an end stands near enough.
fn closed<'t>(text: &'t str, end: &str) -> Option<(&'t str, &'t str)> {
    let at = near(text).find(end)?;
    Some((text.get(..at)?, text.get(at + end.len()..)?))
}

/// Returns whether a text has words, and no blank at its ends.
fn is_tight(inner: &str) -> bool {
    inner.trim() == inner && inner.contains(char::is_alphanumeric)
}

/// Returns whether a text may be raised or lowered: letters, digits and few signs.
fn is_small(inner: &str) -> bool {
    inner
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | '.' | ','))
}

/// Returns whether a text names keys: `ctrl+alt+del`, `"Save"`.
fn are_keys(inner: &str) -> bool {
    inner.split('+').all(|key| {
        let quoted = key
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        !key.is_empty() && (quoted.is_some() || key.chars().all(is_name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn marks_become_elements() {
        for (text, expected) in [
            ("==Two times==!", "<mark>Two times</mark>!"),
            (
                "x^2^, H~2~O, ~~no~~",
                "x<sup>2</sup>, H<sub>2</sub>O, ~~no~~",
            ),
            ("^^new^^", "<ins>new</ins>"),
            ("++ctrl+\"Save\"++", "<kbd>ctrl</kbd>+<kbd>Save</kbd>"),
            ("{++a++}{--b--}{>>c<<}", "<ins>a</ins><del>b</del>"),
            ("{~~a~>b~~}", "<del>a</del> <ins>b</ins>"),
        ] {
            assert_eq!(cleaned(text), expected);
        }
        let text = without_abbreviations(MappedText::new("*[LED]: light\n*[x] y\n", 1));
        assert_eq!(filled_lines(&text), "*[x] y");
    }

    #[test]
    fn many_marks_without_an_end_take_no_time() {
        let text = ["{++", "{~~", "a ==b", "x^ "]
            .map(|mark| mark.repeat(200_000))
            .join("\n");
        assert_eq!(cleaned(&text), text);
    }

    #[test]
    fn other_signs_stay() {
        for text in [
            "C++ and D++, C++/C++, i++ + j++",
            "a == b and c == d",
            "x[^1][^2] and [^1]: y",
            "$a^{2}b^2$, `==x==`, \\==x==",
            "~/a~ and ~5 to ~6",
            "====",
            "| a | b |\n|:==|==:|",
            "{ #id } {x}",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }
}
