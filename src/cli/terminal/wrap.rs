//! Breaks text into lines.
//!
//! Where a line may end is decided by UAX #14 in its strict form (so no 。 or 」
//! opens a line and no 「 closes one, and Thai breaks between words), with these
//! exceptions, because identifiers, paths and options are easier to read and copy
//! in one piece: ASCII words keep their hyphens and slashes together, and `/path`
//! and `.NET` may open a line. Korean breaks at spaces only, as its readers expect.

use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_width::UnicodeWidthChar;

use super::style::{Span, Style};
use super::width::{display_width, graphemes};

/// Columns a line always has for text, however deep it is indented.
const MIN_COLUMNS: usize = 8;

/// Wraps text into lines of at most `width` columns, the indents included; every line is a list of
/// spans that look as they did before. A `\n` in the text ends a line. Words that are too long
/// are cut between grapheme clusters, except for addresses (`https://…`), which would be
/// useless in parts.
#[must_use]
pub(crate) fn wrap_spans(
    spans: &[Span],
    width: usize,
    first_indent: &str,
    next_indent: &str,
) -> Vec<Vec<Span>> {
    let text: String = spans.iter().map(Span::text).collect();
    let columns = |indent: &str| width.saturating_sub(display_width(indent)).max(MIN_COLUMNS);
    let ranges = break_lines(&text, columns(first_indent), columns(next_indent));
    let mut lines = Vec::with_capacity(ranges.len());
    // Both lists ascend: each span is visited once per line it takes part in.
    let mut spans = spans.iter().peekable();
    let mut span_start = 0;
    for (number, range) in ranges.into_iter().enumerate() {
        let indent = if number == 0 {
            first_indent
        } else {
            next_indent
        };
        let mut line = vec![Span::new(indent, Style::PLAIN)];
        while let Some(span) = spans.peek() {
            let span_end = span_start + span.text().len();
            let start = range.start.max(span_start);
            let end = range.end.min(span_end);
            if start < end {
                line.extend(span.slice(start - span_start..end - span_start));
            }
            if span_end > range.end {
                break;
            }
            spans.next();
            span_start = span_end;
        }
        lines.push(line);
    }
    lines
}

/// Columns of the widest part of `text` that has no place to break a line in.
#[must_use]
pub(crate) fn widest_word(text: &str) -> usize {
    let pieces = text.split('\n').flat_map(|paragraph| {
        pieces(paragraph)
            .into_iter()
            .filter_map(|piece| paragraph.get(piece))
    });
    pieces
        .map(|piece| display_width(piece.trim_end()))
        .max()
        .unwrap_or(0)
}

/// Returns the byte ranges of the lines of `text`, without the spaces at their ends.
fn break_lines(text: &str, first_columns: usize, next_columns: usize) -> Vec<Range<usize>> {
    let mut filler = Filler {
        text,
        lines: Vec::new(),
        start: 0,
        end: 0,
        used: 0,
        columns: first_columns,
        next_columns,
    };
    let mut offset = 0;
    for paragraph in text.split('\n') {
        filler.start = offset;
        filler.end = offset;
        for piece in pieces(paragraph) {
            filler.add(piece.start + offset..piece.end + offset);
        }
        filler.finish_line(offset + paragraph.len());
        offset += paragraph.len() + 1;
    }
    filler.lines
}

/// Fills lines with pieces, first come, first served.
struct Filler<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
    /// The open line, in bytes of the text, and the columns it takes.
    start: usize,
    end: usize,
    used: usize,
    /// Columns of the open line and of those after it.
    columns: usize,
    next_columns: usize,
}

impl Filler<'_> {
    fn add(&mut self, piece: Range<usize>) {
        let content = self.text.get(piece.clone()).unwrap_or_default();
        let visible = display_width(content.trim_end());
        if self.used > 0 && self.used + visible > self.columns {
            self.finish_line(piece.start);
        }
        if visible > self.columns && !content.contains("://") {
            for (start, end) in graphemes(content) {
                self.push(piece.start + start..piece.start + end);
            }
        } else {
            self.used += display_width(content);
            self.end = piece.end;
        }
    }

    fn push(&mut self, cluster: Range<usize>) {
        let content = self.text.get(cluster.clone()).unwrap_or_default();
        let width = display_width(content);
        if self.used > 0 && self.used + width > self.columns && !content.trim_end().is_empty() {
            self.finish_line(cluster.start);
        }
        self.used += width;
        self.end = cluster.end;
    }

    /// Ends the open line and starts the next one at `next_start`.
    fn finish_line(&mut self, next_start: usize) {
        let line = self.text.get(self.start..self.end).unwrap_or_default();
        self.lines
            .push(self.start..self.start + line.trim_end().len());
        self.start = next_start;
        self.end = next_start;
        self.used = 0;
        self.columns = self.next_columns;
    }
}

/// Returns the byte ranges of the pieces of a paragraph that stay together, each with the spaces
/// after it.
fn pieces(paragraph: &str) -> Vec<Range<usize>> {
    let offered = LineSegmenter::new_dictionary(LineBreakOptions::default()).segment_str(paragraph);
    let mut ends: Vec<usize> = offered
        .filter(|&at| at > 0 && may_break(paragraph, at))
        .collect();
    // UAX #14 forbids a break before `/` and `.` even after a space.
    ends.extend(paragraph.match_indices(" /").map(|(at, _)| at + 1));
    ends.extend(paragraph.match_indices(" .").map(|(at, _)| at + 1));
    ends.sort();
    ends.dedup();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts
        .zip(ends.iter().copied())
        .map(|(start, end)| start..end)
        .collect()
}

/// Returns whether a break that UAX #14 offers is taken: after spaces and inside scripts that write
/// without them, but not inside ASCII words and Korean ones.
fn may_break(paragraph: &str, at: usize) -> bool {
    let Some((before, after)) = paragraph.split_at_checked(at) else {
        return false;
    };
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    let spaced = |c: char| c.is_ascii() || is_hangul(c);
    before.is_whitespace()
        || is_wide_and_spaceless(before)
        || is_wide_and_spaceless(after)
        || !(spaced(before) || spaced(after))
}

/// Ideographs, kana and their punctuation: wide characters of scripts that write no spaces.
pub(crate) fn is_wide_and_spaceless(c: char) -> bool {
    c.width() == Some(2) && !is_hangul(c)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7FF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::terminal::style::paint;

    /// Wraps plain text.
    fn wrap(text: &str, width: usize, first_indent: &str, next_indent: &str) -> Vec<String> {
        let spans = [Span::block(text, Style::PLAIN)];
        let lines = wrap_spans(&spans, width, first_indent, next_indent);
        lines.iter().map(|line| paint(line, false)).collect()
    }
    use crate::cli::terminal::hyperlink::Link;

    #[test]
    fn words() {
        assert_eq!(
            wrap("one two three four", 9, "", ""),
            ["one two", "three", "four"]
        );
        assert_eq!(
            wrap("one two three four", 11, "1. ", "   "),
            ["1. one two", "   three", "   four"]
        );
        assert_eq!(
            wrap("a well-known /long/path --dry-run", 12, "", ""),
            ["a well-known", "/long/path", "--dry-run"]
        );
        assert_eq!(wrap("use .NET ...", 8, "", ""), ["use .NET", "..."]);
        assert_eq!(
            wrap("Une clé : « oui » !", 12, "", ""),
            ["Une clé :", "« oui » !"]
        );
        assert_eq!(wrap("", 10, "- ", "  "), ["- "]);
        assert_eq!(wrap("a\n\nb ", 10, "", ""), ["a", "", "b"]);
    }

    #[test]
    fn long_words() {
        assert_eq!(
            wrap("x abcdefghijklmnopqrst z", 8, "", ""),
            ["x", "abcdefgh", "ijklmnop", "qrst z"]
        );
        assert_eq!(
            wrap("at https://example.com/a/b now", 8, "", ""),
            ["at", "https://example.com/a/b", "now"]
        );
        let accents = "e\u{301}".repeat(10);
        assert_eq!(
            wrap(&accents, 8, "", ""),
            ["e\u{301}".repeat(8), "e\u{301}".repeat(2)]
        );
    }

    #[test]
    fn unspaced_scripts() {
        assert_eq!(
            wrap("証明書を使います。はい。", 16, "", ""),
            ["証明書を使いま", "す。はい。"]
        );
        assert_eq!(
            wrap("「証明」「書類」です", 10, "", ""),
            ["「証明」", "「書類」で", "す"]
        );
        assert_eq!(
            wrap("設定する（必須）！？", 8, "", ""),
            ["設定する", "（必", "須）！？"]
        );
        assert_eq!(wrap("ภาษาไทยเขียนติดกัน", 9, "", ""), ["ภาษาไทย", "เขียนติดกัน"]);
        assert_eq!(
            wrap("클라우드 관리 게이트웨이", 12, "", ""),
            ["클라우드", "관리", "게이트웨이"]
        );
    }

    #[test]
    fn styles_survive() {
        let link = Link::web("https://e.com");
        let spans = [
            Span::new("one ", Style::PLAIN),
            Span::new("two three", Style::BOLD),
            Span::new(" four", Style::PLAIN).with_link(link.clone()),
        ];
        let lines = wrap_spans(&spans, 9, "", " ");
        let expected = [
            vec![
                Span::new("one ", Style::PLAIN),
                Span::new("two", Style::BOLD),
            ],
            vec![
                Span::new(" ", Style::PLAIN),
                Span::new("three", Style::BOLD),
            ],
            vec![
                Span::new(" ", Style::PLAIN),
                Span::new("four", Style::PLAIN).with_link(link),
            ],
        ];
        let visible = |line: &Vec<Span>| {
            line.iter()
                .filter(|span| !span.text().is_empty())
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(lines.iter().map(visible).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn widest_words() {
        assert_eq!(widest_word("a certificate\nand more"), 11);
        assert_eq!(widest_word("証明書。"), 4);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_and_lines_fit(text in "([a-z/. -]|[é証。「가ก\u{301}👩\u{200d}🔬\n]){0,80}", width in 8usize..30) {
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let lines = wrap(&text, width, "", "");
            proptest::prop_assert_eq!(visible(&lines.concat()), visible(&crate::cli::terminal::sanitize::block(&text)));
            proptest::prop_assert!(lines.iter().all(|line| display_width(line) <= width));
        }
    }

    #[test]
    fn hostile_lengths_take_linear_time() {
        for text in [
            "a".repeat(1_000_000),
            "証".repeat(300_000),
            "ก".repeat(100_000),
            "\u{301}".repeat(500_000),
        ] {
            assert!(!wrap(&text, 80, "", "").is_empty());
        }
        let spans = vec![Span::new("a ", Style::BOLD); 100_000];
        assert_eq!(wrap_spans(&spans, 80, "", "").len(), 2_500);
    }
}
