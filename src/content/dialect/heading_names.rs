//! Keeps what makes the identifiers of headings before passes take it away: expressions, and the
//! blanks beside components.
//!
//! Some generators make identifiers of `{{ version }}` and `{props.name}` as they are written, and
//! show something else. The text as it was becomes a tag in front of the heading's, which shows
//! nothing and whose signs no pass understands.

use std::fmt::Write;

use super::markup::fences::rewritten_lines;
use super::markup::heading_ids::{attributes_of, heading_text};
use crate::content::source::line_map::MappedText;

/// The tag that keeps a heading's text, up to the text.
const TAG: &str = "<a heading-text=\"";

/// Returns the text that a tag keeps.
pub(crate) fn kept(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix(TAG)?.strip_suffix("\">")?;
    Some(html_escape::decode_html_entities(inner).into_owned())
}

/// Keeps the texts of headings in which expressions or components stand.
pub(crate) fn keep(document: MappedText) -> MappedText {
    let text = document.text();
    if !text.contains(['{', '<']) {
        return document;
    }
    rewritten_lines(&document, |line| {
        let (marks, heading) = heading_text(line, false)?;
        let (text, _) = attributes_of(heading);
        let text = text.trim_end();
        if !text.contains(['{', '<']) {
            return None;
        }
        let mut tag = String::from(TAG);
        for c in text.chars() {
            if c.is_ascii_punctuation() {
                // A string takes whatever is written to it.
                let _ = write!(tag, "&#{};", u32::from(c));
            } else {
                tag.push(c);
            }
        }
        Some(format!("{marks}{tag}\"></a>{heading}\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_take_away_is_kept() {
        let text = "## What is {{ x }}?\n## A {#b}\n## *C*\n```\n## {d}\n```\n";
        let kept_text = keep(MappedText::new(text, 1));
        let mut lines = kept_text.text().lines();
        let first = lines.next().unwrap();
        let tag = first.strip_prefix("## ").unwrap();
        let (tag, rest) = tag.split_once("</a>").unwrap();
        assert!(!tag.contains(['{', '}', '?']));
        assert_eq!(kept(tag).as_deref(), Some("What is {{ x }}?"));
        assert_eq!(rest, "What is {{ x }}?");
        let others: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines.collect::<Vec<_>>(), others);
    }
}
