//! What only leads around: "Back to top" lines, and links between brackets of wikis.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::fences::{Fences, outside_spans};
use crate::content::markdown::html;
use crate::content::source::line_map::MappedText;

/// How often a line with nothing but a link into its page has to stand there to count as leading
/// around.
const REPEATED: usize = 3;

/// A longer line says more than where it leads.
const LONGEST: usize = 200;

/// Drops the lines that lead back to the top, and makes text of links between double brackets.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    let has_links = text.contains("](#") || text.contains("href=\"#") || text.contains("href='#");
    let has_brackets = text.contains("[[");
    if !has_links && !has_brackets {
        return document;
    }
    let mut repeated: HashMap<&str, usize> = HashMap::new();
    for (_, line, _) in document.lines() {
        if line.contains('#') && line.len() < LONGEST {
            *repeated.entry(line.trim()).or_default() += 1;
        }
    }
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    for (_, line, number) in document.lines() {
        let content = line.trim();
        if fences.is_code(line) {
            out.push_line(line, number);
        } else if content.len() < LONGEST
            && let Some(target) = only_link(content)
            && (matches!(target.as_str(), "#" | "#top")
                || repeated
                    .get(content)
                    .is_some_and(|times| *times >= REPEATED))
        {
            out.push_line("\n", number);
        } else if line.contains("[[") {
            out.push_line(&outside_spans(line, without_brackets), number);
        } else {
            out.push_line(line, number);
        }
    }
    out
}

/// Returns where a line leads that is nothing but one link into its own page.
fn only_link(line: &str) -> Option<String> {
    if !line.contains("](#") && !line.contains("href=")
        || line.starts_with(['-', '*', '+', '#', '|']) && !line.starts_with("**")
    {
        return None;
    }
    let mut target = None;
    let mut is_inside = false;
    for event in Parser::new(line) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) if target.is_none() => {
                target = Some(dest_url.into_string());
                is_inside = true;
            }
            Event::Start(Tag::Link { .. } | Tag::List(_)) => return None,
            Event::End(TagEnd::Link) => is_inside = false,
            Event::Html(source) | Event::InlineHtml(source) => {
                for piece in html::pieces(&source) {
                    match piece {
                        html::Piece::Tag(tag) if tag.is("a") && tag.closing => is_inside = false,
                        html::Piece::Tag(tag) if tag.is("a") => {
                            if target.is_some() {
                                return None;
                            }
                            target = tag.attribute("href").map(str::to_owned);
                            is_inside = true;
                        }
                        html::Piece::Tag(_) => {}
                        html::Piece::Text(text) if is_inside || !says(text) => {}
                        html::Piece::Text(_) => return None,
                    }
                }
            }
            Event::Text(text) | Event::Code(text) if !is_inside && says(&text) => return None,
            _ => {}
        }
    }
    target.filter(|target| target.starts_with('#'))
}

fn says(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Appends a text in which `[[page]]` and `[[page|words]]` are only their words.
fn without_brackets(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(open) = rest.find("[[") {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let inner = tail.get(2..).and_then(|inner| inner.split_once("]]"));
        let link = inner.filter(|(inner, _)| {
            !inner.is_empty() && !inner.contains(['[', ']', '(']) && !inner.starts_with(' ')
        });
        match link {
            Some((inner, after)) => {
                out.push_str(words_of(inner));
                rest = after;
            }
            None => {
                out.push_str("[[");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
}

/// Returns what a link shows. The order of page and words differs between wikis; words have blanks.
fn words_of(inner: &str) -> &str {
    match inner.split_once('|') {
        Some((first, second)) if first.contains(' ') && !second.contains(' ') => first.trim(),
        Some((_, second)) => second.trim(),
        None => inner.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(MappedText::new(text, 1)).text().to_owned()
    }

    #[test]
    fn lines_that_lead_back_go() {
        let back = "**[\u{2b06} Nach oben](#inhalt)**\n";
        let text = format!("a\n{back}b\n{back}c\n{back}[Top](#top)\n");
        assert_eq!(cleaned(&text), "a\n\nb\n\nc\n\n\n");
        let html = "<p align=\"right\">(<a href=\"#top\">back to top</a>)</p>\n";
        assert_eq!(cleaned(html), "\n");
        for text in [
            "[one](#one)\n",
            "See [this](#top).\n",
            "- [a](#top)\n",
            "[a](b#top)\n",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn links_of_wikis_are_their_words() {
        assert_eq!(
            cleaned(
                "[[Home]], [[a-b|The page]], [[The page|a-b]], `[[x]]`, [[ -f y ]], [[z](u)]\n"
            ),
            "Home, The page, The page, `[[x]]`, [[ -f y ]], [[z](u)]\n"
        );
    }
}
