//! Expressions of Vue in a text: `{{ version }}`. What they show is not known here, unless it is a
//! string.

use super::fences::{outside_spans, rewritten_lines};
use crate::content::source::line_map::MappedText;

/// Takes expressions outside of code away.
pub(super) fn clean(document: MappedText) -> MappedText {
    if !document.text().contains("{{") {
        return document;
    }
    rewritten_lines(&document, |line| {
        // An element with `v-pre` shows them as they are written.
        if !line.contains("{{") || line.contains("v-pre") {
            return None;
        }
        let cleaned = outside_spans(line, without_expressions);
        let is_blank = cleaned.trim().is_empty();
        Some(if is_blank { "\n".to_owned() } else { cleaned })
    })
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
    fn only_strings_show_what_they_are() {
        let text = "a {{ x + 1 }}b {{ 'c' }} `{{ d }}` {{ e\n<b v-pre>{{ f }}</b>\n{{ g }}\n";
        let cleaned = clean(MappedText::new(text, 1));
        assert_eq!(
            cleaned.text(),
            "a b c `{{ d }}` {{ e\n<b v-pre>{{ f }}</b>\n\n"
        );
    }
}
