//! Hugo's shortcodes: `{{< note >}}…{{< /note >}}`, `{{% faq "Why?" %}}`, `{{< ref "page.md" >}}`.
//!
//! They are read in code too, as Hugo does; `{{</* x */>}}` shows a shortcode instead.

use super::arguments::{arguments, near, title, value};
use super::fences::FENCE;
use super::writer::{Block, Opened, Writer, block, continued, escaped};
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::source::line_map::MappedText;

/// Shortcodes that stand for an address.
const ADDRESSES: [&str; 5] = ["ref", "relref", "link", "permalink", "siteurl"];
/// The shortcode that holds code.
const HIGHLIGHT: &str = "highlight";
/// Shortcodes that never show an argument as it is.
const SILENT: [&str; 5] = ["param", "toc", "youtube", "vimeo", "gist"];

/// Rewrites the shortcodes of a text.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    if !text.contains("{{<") && !text.contains("{{%") {
        return document;
    }
    let closed: Vec<&str> = shortcodes(text)
        .filter_map(|(_, inner, _)| inner.trim().strip_prefix('/'))
        .map(str::trim)
        .collect();
    let mut writer = Writer::default();
    // The name of each open block, its prefix, and how it was opened.
    let mut open: Vec<(String, String, Opened)> = Vec::new();
    let lines: Vec<_> = joined(&document);
    let last = lines.last().map_or(1, |(_, number)| *number);
    for (line, number) in &lines {
        let number = *number;
        if !line.contains("{{<") && !line.contains("{{%") {
            writer.line(line, number);
            continue;
        }
        let (prefix, _) = split_prefix(line);
        let mut prefix = prefix.to_owned();
        let mut text = String::new();
        let mut from = prefix.len();
        for (start, inner, end) in shortcodes(line) {
            text.push_str(line.get(from.min(start)..start).unwrap_or_default());
            from = end;
            let inner = inner.trim();
            if let Some(shown) = inner.strip_prefix("/*") {
                let shown = shown.trim_end_matches("*/").trim();
                text.extend(["{{< ", shown, " >}}"]);
            } else if let Some(name) = inner.strip_prefix('/') {
                let name = name.trim();
                if let Some(at) = open.iter().rposition(|(open, ..)| open == name) {
                    writer.flush(&mut text, &mut prefix, number);
                    for (name, prefix, opened) in open.drain(at..).rev() {
                        if name == HIGHLIGHT {
                            writer.text(&prefix, FENCE, number);
                        } else {
                            writer.close(&prefix, opened, number);
                        }
                    }
                }
            } else {
                let name = inner.split_whitespace().next().unwrap_or_default();
                let given = arguments(inner.get(name.len()..).unwrap_or_default());
                let is_paired = closed.contains(&name) && !inner.ends_with('/');
                if is_paired && name == HIGHLIGHT {
                    let language = given.first().map_or("", |one| one.value);
                    writer.flush(&mut text, &mut prefix, number);
                    writer.text(&prefix, &format!("{FENCE}{language}"), number);
                    open.push((name.to_owned(), continued(&prefix), Opened::Content));
                    continue;
                }
                let title = title(&given).map(escaped);
                if !is_paired {
                    text.push_str(&alone(name, &given));
                    continue;
                }
                let shown = match block(name, title.as_deref()) {
                    Block::Titled(_) if SILENT.contains(&name) => Block::Plain,
                    shown => shown,
                };
                if !text.trim().is_empty() && shown == Block::Plain {
                    continue;
                }
                writer.flush(&mut text, &mut prefix, number);
                let opened = writer.open(&prefix, shown, value(&given, "id"), number);
                open.push((name.to_owned(), prefix.clone(), opened));
            }
        }
        text.push_str(line.get(from..).unwrap_or_default());
        let text = text.trim_end();
        if text.trim().is_empty() {
            writer.blank(&prefix, number);
        } else {
            writer.text(&prefix, text, number);
        }
    }
    while let Some((name, prefix, opened)) = open.pop() {
        if name == HIGHLIGHT {
            writer.text(&prefix, FENCE, last);
        } else {
            writer.close(&prefix, opened, last);
        }
    }
    writer.out
}

/// Returns the lines; those that a shortcode goes on over are one.
fn joined(document: &MappedText) -> Vec<(String, u32)> {
    const LONGEST: usize = 4000;
    let mut lines: Vec<(String, u32)> = Vec::new();
    let mut is_open = false;
    for (_, line, number) in document.lines() {
        match lines
            .last_mut()
            .filter(|(open, _)| is_open && open.len() < LONGEST)
        {
            Some((open, _)) => {
                open.truncate(open.trim_end().len());
                open.push(' ');
                open.push_str(line.trim_start());
            }
            None => lines.push((line.to_owned(), number)),
        }
        let whole = lines.last().map_or("", |(line, _)| line);
        is_open = ["{{<", "{{%"].iter().any(|open| {
            let tail = whole.rfind(open).and_then(|at| whole.get(at..));
            tail.is_some_and(|tail| !tail.contains("}}") && tail.trim_end().len() > open.len())
        });
    }
    lines
}

/// Returns the shortcodes of a text: where each begins, what it holds, where it ends.
fn shortcodes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find("{{")?;
            let tail = text.get(start..)?;
            let close = match tail.as_bytes().get(2) {
                Some(b'<') => ">}}",
                Some(b'%') => "%}}",
                _ => {
                    from = start + 2;
                    continue;
                }
            };
            let Some(length) = near(tail).find(close) else {
                from = start + 3;
                continue;
            };
            from = start + length + close.len();
            return Some((start, tail.get(3..length).unwrap_or_default(), from));
        }
    })
}

/// Returns what a shortcode without an end shows.
fn alone(name: &str, given: &[super::arguments::Argument<'_>]) -> String {
    if ADDRESSES.contains(&name) {
        return given
            .first()
            .map(|one| one.value.to_owned())
            .unwrap_or_default();
    }
    if SILENT.contains(&name) {
        return String::new();
    }
    let named: Vec<_> = given
        .iter()
        .filter(|one| one.key.is_some())
        .copied()
        .collect();
    let others = ["caption", "alt", "text", "term_id"];
    let others = others.iter().filter_map(|key| value(given, key));
    let mut shown: Vec<String> = title(&named)
        .into_iter()
        .chain(others)
        .map(escaped)
        .collect();
    shown.retain(|one| !one.trim().is_empty());
    shown.dedup();
    shown.join(" – ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn paired_shortcodes_with_a_title_can_be_folded() {
        let text = "{{% faq \"Why?\" %}}\nBecause.\n{{% /faq %}}\n\
                    {{< details\n  summary=\"How?\" >}}\nSo.\n{{< /details >}}\n\
                    {{< note title=\"Mind\" >}}a{{< /note >}}\n{{% hint %}}\nb\n{{% /hint %}}\n";
        assert_eq!(
            cleaned(text),
            "<details>\n<summary>Why?</summary>\nBecause.\n</details>\n\
             <details>\n<summary>How?</summary>\nSo.\n</details>\n**Mind**\na\nb"
        );
    }

    #[test]
    fn highlighted_text_is_code() {
        let text = "{{< highlight go \"linenos=table\" >}}\n# no heading\n{{< /highlight >}}\nEnd\n\
                    {{< figure src=\"x.png\" alt=\"A boat\" caption=\"Ours\" >}}\n";
        assert_eq!(
            cleaned(text),
            "~~~~~~~~go\n# no heading\n~~~~~~~~\nEnd\nOurs – A boat"
        );
    }

    #[test]
    fn single_shortcodes_show_their_words_only() {
        let text = "[a]({{< ref \"b.md\" >}}) {{< figure src=\"x.png\" alt=\"A boat\" >}} \
                    {{< param v >}}{{</* keep \"x\" */>}} {{ .Title }}\n";
        assert_eq!(
            cleaned(text),
            "[a](b.md) A boat {{< keep \"x\" >}} {{ .Title }}"
        );
    }
}
