//! MDX: imports, exports, comments and expressions in braces, components.

use super::components;
use super::tags;
use crate::content::dialect::markup::arguments::balanced;
use crate::content::dialect::markup::fences::{Fences, spans};
use crate::content::source::line_map::MappedText;

/// Elements of HTML that only lay out what they hold, which in MDX is Markdown.
const LAYOUT: [&str; 9] = [
    "div", "section", "center", "article", "main", "span", "aside", "header", "footer",
];

/// Rewrites a text of MDX as Markdown.
pub(in crate::content::dialect::markup) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    let is_plain = !text.contains(['{', '<'])
        && !text.starts_with("import ")
        && !["\nimport ", "\nexport "]
            .iter()
            .any(|mark| text.contains(mark));
    if is_plain {
        return document;
    }
    components::rewrite(without_code(&document), |name| {
        tags::is_jsx(name) || LAYOUT.contains(&name)
    })
}

/// Takes the imports, exports and comments of MDX out of a text.
pub(in crate::content::dialect::markup) fn clean_code(document: MappedText) -> MappedText {
    let text = document.text();
    let has_code = text.contains("{/*")
        || text.starts_with("import ")
        || ["\nimport ", "\nexport "]
            .iter()
            .any(|mark| text.contains(mark));
    if has_code {
        without_code(&document)
    } else {
        document
    }
}

/// Takes out what is `JavaScript`.
fn without_code(document: &MappedText) -> MappedText {
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    let mut is_module = false;
    let mut is_comment = false;
    let mut after_blank = true;
    for (_, line, number) in document.lines() {
        if !is_module && !is_comment && fences.is_code(line) {
            out.push_line(line, number);
            after_blank = false;
            continue;
        }
        let is_blank = line.trim().is_empty();
        if !is_blank && (is_module || after_blank && is_code(line)) {
            // A module's code goes on to the next blank line, or to the end of its statement.
            is_module = !ends_statement(line);
            after_blank = true;
            continue;
        }
        is_module = false;
        after_blank = is_blank;
        if !is_comment && !line.contains('{') {
            out.push_line(line, number);
            continue;
        }
        let mut cleaned = String::with_capacity(line.len());
        spans(line, |text, is_span| {
            if is_span && !is_comment {
                cleaned.push_str(text);
            } else {
                is_comment = without_braces(text, is_comment, &mut cleaned);
            }
        });
        if cleaned.trim().is_empty() && !line.trim().is_empty() {
            cleaned = "\n".to_owned();
        }
        out.push_line(&cleaned, number);
    }
    out
}

/// Returns whether a line begins an import or an export.
fn is_code(line: &str) -> bool {
    let is_import = line.strip_prefix("import ").is_some_and(|rest| {
        let rest = rest.trim_end().trim_end_matches(';');
        rest.ends_with(['\'', '"', '{']) || rest.ends_with(',') || rest.contains(" from ")
    });
    let exports = [
        "const ",
        "default ",
        "function ",
        "let ",
        "var ",
        "async ",
        "{",
        "*",
        "class ",
    ];
    let is_export = line
        .strip_prefix("export ")
        .is_some_and(|rest| exports.iter().any(|word| rest.starts_with(word)));
    is_import || is_export
}

/// Returns whether a line of code ends what began at the margin.
fn ends_statement(line: &str) -> bool {
    let ends = [';', '\'', '"', '}', ')', ']'];
    !line.starts_with([' ', '\t']) && line.trim_end().ends_with(ends)
}

/// Appends a text without comments in braces and with what expressions show, where that is known.
/// Returns whether a comment goes on after it.
fn without_braces(text: &str, mut is_comment: bool, out: &mut String) -> bool {
    let mut rest = text;
    loop {
        if is_comment {
            let Some(end) = rest.find("*/") else {
                return true;
            };
            let after = rest.get(end + 2..).unwrap_or_default();
            rest = after.trim_start().strip_prefix('}').unwrap_or(after);
            is_comment = false;
        }
        let Some(open) = rest.find('{') else {
            out.push_str(rest);
            return false;
        };
        let (before, braces) = rest.split_at(open);
        out.push_str(before);
        let inner = braces.get(1..).unwrap_or_default();
        let states_id = inner
            .trim_start()
            .strip_prefix("/*")
            .is_some_and(|comment| comment.trim_start().starts_with('#'));
        if inner.trim_start().starts_with("/*") && !states_id {
            rest = inner;
            is_comment = true;
            continue;
        }
        let shown = balanced(braces).filter(|_| !before.ends_with(['\\', '=']));
        let shown = shown.and_then(|end| Some((shown_of(braces.get(1..end - 1)?)?, end)));
        match shown {
            Some((shown, end)) => {
                out.push_str(shown);
                rest = braces.get(end..).unwrap_or_default();
            }
            None => {
                out.push('{');
                rest = inner;
            }
        }
    }
}

/// Returns what an expression shows: the text of a string, a number, nothing for a path of names.
fn shown_of(inner: &str) -> Option<&str> {
    let inner = inner.trim();
    for quote in ['\'', '"', '`'] {
        let string = inner
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote));
        if let Some(string) = string.filter(|string| !string.contains(quote)) {
            return Some(string);
        }
    }
    if inner.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !inner.is_empty() {
        return Some(inner);
    }
    let is_path = inner.contains('.')
        && inner
            .split('.')
            .all(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        && inner.starts_with(|c: char| c.is_alphabetic());
    is_path.then_some("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn code_goes_and_text_stays() {
        let text = "import A from './a';\nimport {\n  B\n} from 'b'\n\nexport const x = {\n  y: 1\n}\n\n\
                    # A{' '}b{props.c}\n\n{/* one\ntwo */}\nimport taxes apply {/* no */}to {set}.\n\
                    <div className=\"x\">\n  **Bold** {\"s\"}\n</div>\n";
        assert_eq!(
            cleaned(text),
            "# A b\nimport taxes apply to {set}.\n**Bold** s"
        );
    }

    #[test]
    fn code_in_fences_and_spans_stays() {
        let text =
            "```js\nimport a from 'a';\n```\n`{/* x */}` and \\{y.z} and {#id}\n## T {/* #t */}";
        assert_eq!(cleaned(text), text);
    }
}
