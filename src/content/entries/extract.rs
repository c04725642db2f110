//! Cuts parts out of an article so that each can stand on its own.

use std::cmp::Reverse;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::content::markdown::text::parser_options;

/// A change to make wherever this stretch of the article is cut out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) replacement: String,
}

impl Edit {
    pub(crate) fn remove(range: Range<usize>) -> Self {
        Self {
            range,
            replacement: String::new(),
        }
    }

    /// Takes a block away that kept those around it apart.
    pub(crate) fn separate(range: Range<usize>) -> Self {
        Self {
            range,
            replacement: "\n".to_owned(),
        }
    }

    /// Returns the order that [`extract`] needs: by start, the longer first.
    pub(crate) fn order(&self) -> (usize, Reverse<usize>) {
        (self.range.start, Reverse(self.range.end))
    }
}

/// Extracts the text of a range with the edits inside it made. `edits` is sorted by
/// [`Edit::order`]; an edit that an earlier one overlaps is skipped, and so is one that crosses
/// the range's border.
pub(crate) fn extract(text: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(range.len());
    let first = edits.partition_point(|edit| edit.range.start < range.start);
    let mut from = range.start;
    for edit in edits.get(first..).unwrap_or_default() {
        if edit.range.start >= range.end {
            break;
        }
        if edit.range.start < from || edit.range.end > range.end {
            continue;
        }
        out.push_str(text.get(from..edit.range.start).unwrap_or_default());
        out.push_str(&edit.replacement);
        from = edit.range.end;
    }
    out.push_str(text.get(from..range.end).unwrap_or_default());
    out
}

/// Takes away the blank lines around a part, but not the indentation of its first line.
pub(crate) fn trim_blank_lines(text: &str) -> &str {
    let text = text.trim_end();
    let content = text.len() - text.trim_start().len();
    let line_start = text
        .get(..content)
        .and_then(|blank| blank.rfind('\n'))
        .map_or(0, |at| at + 1);
    text.get(line_start..).unwrap_or_default()
}

/// Returns text that went on in a paragraph as one of its own. There `[note]: x` was no link
/// definition and `~~~` no fence.
pub(crate) fn as_paragraph(text: &str) -> String {
    let text = text.trim();
    let first = Parser::new_ext(text, parser_options())
        .into_offset_iter()
        .next();
    match first {
        None if text.is_empty() => String::new(),
        Some((Event::Start(Tag::Paragraph), range)) if range.start == 0 => text.to_owned(),
        // A blank that shows begins nothing but a paragraph.
        _ => format!("&#32;{text}"),
    }
}

/// Takes up to `columns` columns of indentation from every line.
pub(crate) fn dedent(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut taken = 0;
        let mut rest = line;
        while taken < columns {
            if let Some(after) = rest.strip_prefix(' ') {
                taken += 1;
                rest = after;
            } else if let Some(after) = rest.strip_prefix('\t') {
                taken = taken - taken % 4 + 4;
                rest = after;
            } else {
                break;
            }
        }
        // A tab may reach beyond the margin.
        for _ in columns..taken {
            out.push(' ');
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_inside_the_range_only() {
        let edits = [
            Edit::remove(0..2),
            Edit {
                range: 3..5,
                replacement: "XY".to_owned(),
            },
            Edit::remove(4..6),
            Edit::remove(8..12),
        ];
        assert_eq!(extract("0123456789ab", 2..10, &edits), "2XY56789");
    }

    #[test]
    fn what_went_on_in_a_paragraph_opens_nothing() {
        for text in ["[a]: b", "~~~x", "- x", "# x", "<a name=b>\nx", "> x"] {
            assert_eq!(as_paragraph(text), format!("&#32;{text}"));
        }
        for text in ["x", "[a](b)", "*x*", "`x`", ""] {
            assert_eq!(as_paragraph(text), text);
        }
    }

    #[test]
    fn indentation_is_taken_by_columns() {
        assert_eq!(dedent("    a\n  b\n\tc\n      d\n", 3), " a\nb\n c\n   d\n");
        assert_eq!(trim_blank_lines("\n \n    code\n\n"), "    code");
    }
}
