//! Short names of pictures: `:tada:` of emoji, `:material-lightbulb:` of icons.
//!
//! An icon shows no word, so its name goes. The name of an emoji stays in the text; most generators
//! leave it in identifiers of headings too, some do not.

use super::fences::{outside_spans, rewritten_lines};
use crate::content::source::line_map::MappedText;

/// What the names of icons begin with, in Material for `MkDocs`.
const SETS: [&str; 4] = ["material-", "fontawesome-", "octicons-", "simple-"];

/// Drops the icons of a text, with their attributes.
pub(super) fn clean(document: MappedText) -> MappedText {
    if !SETS.iter().any(|set| document.text().contains(set)) {
        return document;
    }
    rewritten_lines(&document, |line| {
        let has_names = line.contains(':');
        has_names.then(|| outside_spans(line, |text, out| without(text, is_icon, out)))
    })
}

/// Returns the text of a heading without short names, for identifiers that do without them.
pub(in crate::content::dialect) fn without_names(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    without(text, |_| true, &mut out);
    out
}

/// Appends a text without the short names that count.
fn without(text: &str, counts: fn(&str) -> bool, out: &mut String) {
    let mut rest = text;
    while let Some(open) = rest.find(':') {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let inner = tail.get(1..).unwrap_or_default();
        let found = inner.split_once(':').filter(|(name, after)| {
            let is_apart = !out.ends_with(|c: char| c.is_alphanumeric() || c == ':');
            let is_closed = !after.starts_with(|c: char| c.is_alphanumeric() || c == ':');
            is_apart && is_closed && is_name(name) && counts(name)
        });
        match found {
            Some((_, after)) => rest = without_attributes(after),
            None => {
                out.push(':');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
}

/// Returns whether a text is the short name of a picture, which no time of day is.
fn is_name(name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+');
    let has_letter = name.bytes().any(|b| b.is_ascii_alphabetic());
    name.bytes().all(is_part) && (has_letter || matches!(name, "+1" | "-1" | "100"))
}

fn is_icon(name: &str) -> bool {
    SETS.iter().any(|set| name.starts_with(set))
}

/// Returns what follows the attributes of an icon: `{ .lg .middle }`.
fn without_attributes(after: &str) -> &str {
    let inner = after
        .strip_prefix('{')
        .and_then(|rest| rest.split_once('}'));
    let list = inner.filter(|(inner, _)| inner.trim_start().starts_with(['.', '#', ':']));
    list.map_or(after, |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_go_and_other_colons_stay() {
        let text = "# :material-lightbulb: On?\n- :octicons-x-16:{ .lg } `:material-x:` at 10:30:15 :tada:\n";
        let cleaned = clean(MappedText::new(text, 1));
        assert_eq!(
            cleaned.text(),
            "#  On?\n-  `:material-x:` at 10:30:15 :tada:\n"
        );
    }

    #[test]
    fn identifiers_may_do_without_names() {
        assert_eq!(without_names(":tada: Why :+1:?"), " Why ?");
        assert_eq!(
            without_names("a:b:c std::vec::Vec 10:30:15"),
            "a:b:c std::vec::Vec 10:30:15"
        );
    }
}
