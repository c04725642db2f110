//! Attributes in braces that belong to blocks and spans: `{: .note }`, `{.is-info}`,
//! `[link](x){:target="_blank"}`; and tables of contents that the generator makes: `{:toc}`,
//! `[TOC]`, `[[toc]]`.

use super::fences::{Fences, outside_spans, spans};
use super::heading_ids::{attribute_list, list_alone};
use super::writer::anchor;
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::source::line_map::MappedText;

/// Drops attribute lists and places of tables of contents. What an attribute list names becomes an
/// anchor.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    if !text.contains('{') && !text.contains(['[']) {
        return document;
    }
    let lines: Vec<_> = document.lines().collect();
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    let mut is_comment = false;
    for (index, &(_, line, number)) in lines.iter().enumerate() {
        if fences.is_code(line) {
            out.push_line(line, number);
            continue;
        }
        let without = without_extensions(line, &mut is_comment);
        let line = without.as_deref().unwrap_or(line);
        let (prefix, content) = split_prefix(line);
        let content = content.trim();
        let next = lines.get(index + 1).map_or("", |(_, next, _)| next.trim());
        if is_contents(content) || is_contents(next) && !prefix.trim().is_empty() {
            continue;
        }
        if let Some(id) = list_alone(content) {
            let anchor = id.map(anchor).unwrap_or_default();
            out.push_line(&format!("{anchor}\n"), number);
            continue;
        }
        if line.contains('{') {
            out.push_line(&outside_spans(line, without_lists), number);
        } else {
            out.push_line(line, number);
        }
    }
    out
}

/// Returns a line without the extensions of kramdown, if there are some: `{::nomarkdown}x{:/}` is
/// `x`, and a `{::comment}` hides what follows up to its end.
fn without_extensions(line: &str, is_comment: &mut bool) -> Option<String> {
    if !*is_comment && !line.contains("{::") && !line.contains("{:/") {
        return None;
    }
    let mut kept = String::with_capacity(line.len());
    spans(line, |text, is_code| {
        if is_code && !*is_comment {
            kept.push_str(text);
            return;
        }
        let mut rest = text;
        loop {
            let opening = if *is_comment { "{:/" } else { "{:" };
            let mark = rest.match_indices(opening).find(|(at, _)| {
                let tail = rest.get(at + 2..).unwrap_or_default();
                tail.starts_with([':', '/']) && tail.contains('}')
            });
            let before = mark.map_or(rest, |(at, _)| rest.get(..at).unwrap_or_default());
            if !*is_comment {
                kept.push_str(before);
            }
            let Some((at, _)) = mark else {
                return;
            };
            let tail = rest.get(at + 2..).unwrap_or_default();
            let (inner, after) = tail.split_once('}').unwrap_or((tail, ""));
            *is_comment = inner == ":comment";
            rest = after;
        }
    });
    if kept.trim().is_empty() {
        kept = "\n".to_owned();
    }
    Some(kept)
}

/// Returns whether a line only says where a table of contents is to stand.
fn is_contents(content: &str) -> bool {
    const PLACES: [&str; 6] = [
        "{:toc}",
        "[TOC]",
        "[[toc]]",
        "[[TOC]]",
        "[[_TOC_]]",
        "[toc]",
    ];
    PLACES.contains(&content) || (content.starts_with("{:toc ") && content.ends_with('}'))
}

/// Appends text without the attribute lists that follow a link, an image, code or emphasis.
fn without_lists(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, braces) = rest.split_at(open);
        out.push_str(before);
        let follows = out.ends_with([')', ']', '`', '*', '_']) || out.is_empty();
        let list = braces.find('}').and_then(|end| {
            let (inner, after) = (braces.get(1..end)?, braces.get(end + 1..)?);
            // At the end of a block its list may stand apart.
            let is_last = after.trim().is_empty() && inner.starts_with(['#', '.', ':']);
            let id = attribute_list(inner).filter(|_| follows || is_last)?;
            Some((id, after))
        });
        match list {
            Some((id, after)) => {
                out.push_str(&id.map(anchor).unwrap_or_default());
                rest = after;
            }
            None => {
                out.push('{');
                rest = braces.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(MappedText::new(text, 1)).text().to_owned()
    }

    #[test]
    fn extensions_of_kramdown_go() {
        let text = "{::nomarkdown}<b>raw</b>{:/}\na{::comment}no{:/comment}b `{::x}`\n\
                    {::comment}\nno\n{:/comment}\n{::options parse_block_html=\"true\" /}\nEnd\n";
        let cleaned = clean(MappedText::new(text, 1));
        let lines: Vec<&str> = cleaned
            .text()
            .lines()
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(lines, ["<b>raw</b>", "ab `{::x}`", "End"]);
    }

    #[test]
    fn lists_of_blocks_and_spans_go() {
        let text = "* TOC\n{:toc}\n\n> Hot\n{.is-warning}\n\nSee [x](y){:target=\"_blank\"} and \
                    `a`{.b}.\n{: .note }\n\n[[toc]]\n";
        assert_eq!(cleaned(text), "\n> Hot\n\n\nSee [x](y) and `a`.\n\n\n");
    }

    #[test]
    fn a_list_at_the_end_of_a_block_names_it() {
        assert_eq!(cleaned("- One {#one}\n"), "- One <a id=\"one\"></a>\n");
        assert_eq!(cleaned("Say {x=1}\n"), "Say {x=1}\n");
    }

    #[test]
    fn what_is_no_list_stays() {
        let text = "Use {name} or `x {.y}` and {{ z }}.\n```\n{.is-info}\n```\n";
        assert_eq!(cleaned(text), text);
    }
}
