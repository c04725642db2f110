//! Takes HTML comments out of an article before anything else reads it.
//!
//! Comments carry internal notes and must never be found. What is a comment is
//! decided as `CommonMark` does, with two exceptions for the sake of what authors
//! meant: a comment inside a paragraph may contain blank lines, and one that is
//! never closed hides its own line only. A comment inside a line of text stays
//! for now (removing it would change how the line is parsed) and is cut out with
//! the answer.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::text::parser_options;
use crate::content::problems::Problems;
use crate::content::source::line_map::MappedText;
use crate::model::rule;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Returns the document without its block comments. Those that take in a file, as VitePress writes it,
/// can be kept.
pub(crate) fn strip(
    document: MappedText,
    keeps_includes: bool,
    problems: &mut Problems,
) -> MappedText {
    let text = document.text();
    if !text.contains(OPEN) {
        return document;
    }
    // After the last `-->` no comment can be closed. An open one there would hide the rest of
    // the article, so that part is parsed with its openings masked.
    let closed_until = text.rfind(CLOSE).unwrap_or(0);
    let tail_from = first_unclosed(text, closed_until);
    let mut masked = text.to_owned();
    if let Some(from) = tail_from {
        let tail = masked.split_off(from).replace(OPEN, "(!--");
        masked.push_str(&tail);
    }
    let regions = Regions::of(&masked);
    let mut removed = closed_comments(text, tail_from.unwrap_or(text.len()), &regions);
    if keeps_includes {
        removed.retain(|range| !takes_in(text.get(range.clone()).unwrap_or_default()));
    }
    let tail = tail_from.unwrap_or(text.len());
    for (start, line, number) in document.lines() {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let at = start + line.len() - content.len();
        if at < tail || !content.starts_with(OPEN) || regions.is_code(at) {
            continue;
        }
        problems.report(
            rule::COMMENT_UNTERMINATED,
            number,
            "an HTML comment is never closed".to_owned(),
        );
        removed.push(at..at + content.trim_end_matches('\n').len());
    }
    document.without(&removed)
}

/// Returns whether a comment stands for a file: `<!--@include: ./part.md-->`.
fn takes_in(comment: &str) -> bool {
    let inner = comment.strip_prefix(OPEN).unwrap_or(comment);
    inner.trim_start().starts_with("@include:")
}

/// Ranges of comments to remove, in order, among the openings before `until`.
fn closed_comments(text: &str, until: usize, regions: &Regions) -> Vec<Range<usize>> {
    let mut removed: Vec<Range<usize>> = Vec::new();
    let mut skip_to = 0;
    let closings: Vec<usize> = text.match_indices(CLOSE).map(|(at, _)| at).collect();
    let mut starts = openings(text, 0).take_while(|&at| at < until).peekable();
    while let Some(at) = starts.next() {
        if at < skip_to || regions.is_code(at) {
            continue;
        }
        if let Some(end) = regions.inline_end(at) {
            skip_to = end;
            continue;
        }
        let Some(end) = closings.get(closings.partition_point(|&end| end < at + OPEN.len())) else {
            break;
        };
        let end = end + CLOSE.len();
        // Outside HTML an opening that another opening follows first is a slip, not a comment.
        let next = starts.peek().copied().unwrap_or(until);
        if regions.is_html(at) || end <= next {
            removed.push(at..end);
            skip_to = end;
        }
    }
    removed
}

/// Returns the first opening that no `-->` follows.
fn first_unclosed(text: &str, closed_until: usize) -> Option<usize> {
    openings(text, closed_until).next()
}

fn openings(text: &str, from: usize) -> impl Iterator<Item = usize> {
    text.get(from..)
        .unwrap_or_default()
        .match_indices(OPEN)
        .map(move |(at, _)| from + at)
}

/// Where code, HTML blocks and inline comments stand, each sorted by start.
struct Regions {
    code: Vec<Range<usize>>,
    html: Vec<Range<usize>>,
    inline: Vec<Range<usize>>,
}

impl Regions {
    fn of(text: &str) -> Self {
        let mut regions = Self {
            code: Vec::new(),
            html: Vec::new(),
            inline: Vec::new(),
        };
        for (event, range) in Parser::new_ext(text, parser_options()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => regions.code.push(range),
                Event::Start(Tag::HtmlBlock) => regions.html.push(range),
                Event::InlineHtml(html) if html.starts_with(OPEN) => regions.inline.push(range),
                _ => {}
            }
        }
        regions
    }

    fn is_code(&self, at: usize) -> bool {
        containing(&self.code, at).is_some()
    }

    fn is_html(&self, at: usize) -> bool {
        containing(&self.html, at).is_some()
    }

    fn inline_end(&self, at: usize) -> Option<usize> {
        containing(&self.inline, at).map(|range| range.end)
    }
}

/// Returns what no later step may interpret, as byte ranges: code blocks, and all code with the
/// comments in running text. Each list is sorted.
pub(crate) fn literal_ranges(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut blocks, mut all) = (Vec::new(), Vec::new());
    for (event, range) in Parser::new_ext(text, parser_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                blocks.push(range.clone());
                all.push(range);
            }
            Event::Code(_) => all.push(range),
            Event::InlineHtml(html) if html.starts_with(OPEN) => all.push(range),
            _ => {}
        }
    }
    (blocks, all)
}

/// Returns the range that contains an offset, among sorted ranges that do not overlap.
pub(crate) fn containing(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let index = ranges
        .partition_point(|range| range.start <= at)
        .checked_sub(1)?;
    ranges.get(index).filter(|range| at < range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str) -> (String, Vec<u32>) {
        let mut problems = Problems::new(0, "a.md");
        let document = strip(MappedText::new(text, 1), false, &mut problems);
        let lines = problems
            .into_vec()
            .iter()
            .map(|problem| problem.line)
            .collect();
        (document.text().to_owned(), lines)
    }

    #[test]
    fn block_comments_go_and_leave_no_gap() {
        assert_eq!(stripped("a\n\n<!-- 1\n\n2 -->\n\nb").0, "a\n\n\n\nb");
        assert_eq!(stripped("<!-- 1 --> a").0, " a");
        assert_eq!(stripped("<div>\n<!-- 1 -->a\n</div>").0, "<div>\na\n</div>");
        assert_eq!(stripped("x <!-- 1\n\n2 --> y").0, "x  y");
    }

    #[test]
    fn what_looks_like_a_comment_in_code_stays() {
        let text = "```xml\n<!-- kept -->\n```\n\n`<!-- kept -->`\n\n    <!-- kept -->\n";
        assert_eq!(stripped(text), (text.to_owned(), vec![]));
    }

    #[test]
    fn a_comment_that_is_never_closed_hides_its_own_line_only() {
        assert_eq!(
            stripped("a\n\n<!-- oops\nb\n\n```\n<!-- code\n```\n"),
            ("a\n\n\nb\n\n```\n<!-- code\n```\n".to_owned(), vec![3])
        );
        assert_eq!(stripped("a <!-- b"), ("a <!-- b".to_owned(), vec![]));
    }

    #[test]
    fn many_openings_are_read() {
        // In quadratic time each of them would take minutes.
        let many = 40_000;
        assert_eq!(stripped(&"<!--\n".repeat(many)).1.len(), many);
        let in_line = format!("{}-->", "x <!-- ".repeat(many));
        assert!(
            stripped(&in_line).0 == in_line,
            "comments within a line are left to the parser"
        );
    }
}
