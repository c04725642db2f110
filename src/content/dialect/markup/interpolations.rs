//! Expressions of Vue in a text: `{{ version }}`. What they show is not known here, unless it is a
//! string.

use super::fences::{outside_spans, rewritten_lines, spans};
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::markdown::html;
use crate::content::source::line_map::MappedText;

/// Elements that hold nothing and are never closed.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Takes expressions outside of code away. Elements and containers with `v-pre` show them as they are
/// written.
pub(super) fn clean(document: MappedText) -> MappedText {
    if !document.text().contains("{{") {
        return document;
    }
    let mut raw: Option<Raw> = None;
    rewritten_lines(&document, |line| {
        raw = raw.take().or_else(|| Raw::begun_by(line));
        let is_raw = raw.is_some();
        if raw.as_mut().is_some_and(|open| open.is_closed_by(line)) {
            raw = None;
        }
        if is_raw || !line.contains("{{") {
            return None;
        }
        let cleaned = outside_spans(line, without_expressions);
        let is_blank = cleaned.trim().is_empty();
        Some(if is_blank { "\n".to_owned() } else { cleaned })
    })
}

/// What shows its text as it is written, while it is open.
enum Raw {
    /// `::: v-pre`, with the colons of its fence.
    Container { colons: usize },
    /// An element by its name, with how many of that name are open.
    Element { name: String, depth: usize },
}

impl Raw {
    /// Returns what a line begins.
    fn begun_by(line: &str) -> Option<Self> {
        if !line.contains("v-pre") {
            return None;
        }
        let content = split_prefix(line).1.trim();
        let name = content.trim_start_matches(':');
        let colons = content.len() - name.len();
        if colons >= 3 {
            return (name.trim() == "v-pre").then_some(Self::Container { colons });
        }
        let text = without_spans(line);
        let mut tags = html::tags(&text);
        let tag = tags.find(|tag| {
            let source = text.get(tag.range.clone()).unwrap_or_default();
            !tag.closing && is_marked(source) && !VOID.iter().any(|void| tag.is(void))
        })?;
        Some(Self::Element {
            name: tag.name.to_owned(),
            depth: 0,
        })
    }

    /// Takes in a line; returns whether it closes what is open.
    fn is_closed_by(&mut self, line: &str) -> bool {
        match self {
            Self::Container { colons } => {
                let content = split_prefix(line).1.trim();
                content.len() >= *colons && content.chars().all(|c| c == ':')
            }
            Self::Element { name, depth } => {
                let text = without_spans(line);
                for tag in html::tags(&text).filter(|tag| tag.is(name)) {
                    let source = text.get(tag.range.clone()).unwrap_or_default();
                    if tag.closing {
                        *depth = depth.saturating_sub(1);
                    } else if !source.ends_with("/>") {
                        *depth += 1;
                    }
                }
                *depth == 0
            }
        }
    }
}

/// Returns whether a tag has the attribute `v-pre`, and not only its letters in another.
fn is_marked(tag: &str) -> bool {
    tag.match_indices("v-pre").any(|(at, name)| {
        let after = tag.get(at + name.len()..).unwrap_or_default();
        let before = tag.get(..at).unwrap_or_default();
        before.ends_with(char::is_whitespace)
            && after.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '='))
    })
}

/// Returns a line without what stands between its backticks.
fn without_spans(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    spans(line, |stretch, is_code| {
        if !is_code {
            text.push_str(stretch);
        }
    });
    text
}

fn without_expressions(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("{{") {
        let Some((inner, after)) = tail.split_once("}}") else {
            break;
        };
        out.push_str(before);
        let inner = inner.trim();
        let strings = ['\'', '"', '`'].into_iter();
        let mut strings =
            strings.filter_map(|quote| inner.strip_prefix(quote)?.strip_suffix(quote));
        out.push_str(strings.next().unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_shows_its_expressions() {
        let text = "::: v-pre\n{{ a }}\n:::\n{{ b }}.\n<div v-pre>\n\n{{ c }}\n<div></div>\n\n{{ d }}\n</div>\n\
                    {{ e }}.\n```\n:::\n```\n";
        let cleaned = clean(MappedText::new(text, 1));
        let expected = text.replace("{{ b }}", "").replace("{{ e }}", "");
        assert_eq!(cleaned.text(), expected);
    }

    #[test]
    fn code_and_elements_without_content_mark_nothing() {
        let text = "Write `<div v-pre>` or `::: v-pre`.\n{{ a }}.\n<img v-pre src=x>\n{{ b }}.\n\
                    <br v-pre/> <span data-v-pre>x\n{{ c }}.\n- ::: v-pre\n  {{ d }}\n  :::\n\
                    <div v-pre>`</div>`\n{{ e }}\n</div>\n";
        let cleaned = clean(MappedText::new(text, 1));
        let expected = ["{{ a }}", "{{ b }}", "{{ c }}"]
            .iter()
            .fold(text.to_owned(), |text, gone| text.replace(gone, ""));
        assert_eq!(cleaned.text(), expected);
    }

    #[test]
    fn only_strings_show_what_they_are() {
        let text = "a {{ x + 1 }}b {{ 'c' }} `{{ d }}` {{ e\n<b v-pre>{{ f }}</b>\n{{ g }}\n";
        let cleaned = clean(MappedText::new(text, 1));
        assert_eq!(
            cleaned.text(),
            "a b c `{{ d }}` {{ e\n<b v-pre>{{ f }}</b>\n\n"
        );
    }
}
