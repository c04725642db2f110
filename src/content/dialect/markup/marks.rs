//! Marks within a line that `CommonMark` does not know: `==marked==`, `x^2^`, `H~2~O`,
//! `++ctrl+c++`, `{++added++}`; and what abbreviations stand for: `*[LED]: …`.
//!
//! They become the elements that the generator makes of them. An abbreviation shows only its own
//! letters.

use super::arguments::near;
use super::fences::{outside_spans, rewritten_lines};
use crate::content::markdown::comment::{containing, literal_ranges};
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
    let (code, _) = literal_ranges(text);
    let mut out = MappedText::default();
    for (start, line, number) in document.lines() {
        // Formulas are full of such signs.
        let is_formula = line.contains('$') || line.contains("\\(");
        if is_formula || containing(&code, start + line.trim_end().len()).is_some() {
            out.push_line(line, number);
        } else {
            out.push_line(&outside_spans(line, rewrite), number);
        }
    }
    out
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
    while let Some(at) = rest.find(['{', '=', '+', '^', '~', '<', ']', ':']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if let Some(end) = end_of_address(before, tail) {
            let (address, after) = tail.split_at(end);
            out.push_str(address);
            rest = after;
            continue;
        }
        let is_footnote = out.ends_with('[') && tail.starts_with('^');
        let is_free = !is_footnote && !out.ends_with(['\\', '/', '=', '+', '^', '~']);
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

/// Returns the end of an address or a tag that a text begins with, in which signs mean nothing.
fn end_of_address(before: &str, tail: &str) -> Option<usize> {
    let near = near(tail);
    if near.starts_with("](") {
        let mut depth = 0_usize;
        let end = near.find(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ')' && depth == 0
        });
        return end.map(|end| end + 1);
    }
    if near.starts_with('<') {
        let is_tag = |c: char| c.is_ascii_alphabetic() || c == '/';
        let inner = near.get(1..).filter(|inner| inner.starts_with(is_tag))?;
        return inner.find('>').map(|end| end + 2);
    }
    let is_address = near.starts_with("://") && before.ends_with(|c: char| c.is_ascii_alphabetic())
        || near.starts_with("]: ");
    is_address.then(|| {
        let from = near.len() - near.trim_start_matches([']', ':', '/', ' ']).len();
        let rest = near.get(from..).unwrap_or_default();
        let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']');
        from + rest.find(is_end).unwrap_or(rest.len())
    })
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
    fn code_and_addresses_stay() {
        for text in [
            "Say:\n\n    a ==b== c\n\n        x^2^\n",
            "- one\n\n      ==b==\n",
            "[a](x?q==b==&c=^1^) ![b](i(1)==b==.png)",
            "<https://x.example/==b==> <a href=\"==b==\">",
            "https://x.example/a==b==/++c++?d=^e^",
            "[a]: /x==b==y",
        ] {
            assert_eq!(
                clean(MappedText::new(text, 1)).text().trim_end(),
                text.trim_end()
            );
        }
        assert_eq!(cleaned("- one\n\n    ==b==\n"), "- one\n    <mark>b</mark>");
        assert_eq!(
            cleaned("[==a==](x) a<b ==c=="),
            "[<mark>a</mark>](x) a<b <mark>c</mark>"
        );
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
