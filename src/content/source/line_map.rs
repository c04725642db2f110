//! Text that still knows which source line each of its lines came from.
//!
//! Cleaning removes and inserts lines; entries and problems must name the line
//! an author sees in the editor. Owns that mapping and nothing else.

use std::ops::Range;

/// Text with the source line of each of its lines. Line ends are `\n` only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MappedText {
    text: String,
    /// Byte offset at which each line starts.
    starts: Vec<usize>,
    /// 1-based source line of each line.
    lines: Vec<u32>,
}

impl MappedText {
    /// Makes a map of text as it stands in a file, its first line being source line `first_line`.
    pub(crate) fn new(text: &str, first_line: u32) -> Self {
        let mut document = Self {
            starts: Vec::new(),
            lines: Vec::new(),
            text: String::new(),
        };
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let offset = u32::try_from(index).unwrap_or(u32::MAX);
            document.push_line(line, first_line.saturating_add(offset));
        }
        document
    }

    /// Adds text that came from source line `line`. Every line of `text` is
    /// attributed to it, unless it continues a line begun earlier.
    pub(crate) fn push_line(&mut self, text: &str, line: u32) {
        for piece in text.split_inclusive('\n') {
            if self.text.is_empty() || self.text.ends_with('\n') {
                self.starts.push(self.text.len());
                self.lines.push(line);
            }
            self.text.push_str(piece);
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the 1-based source line of a byte offset; 1 for empty text.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        self.index(offset)
            .and_then(|index| self.lines.get(index))
            .copied()
            .unwrap_or(1)
    }

    /// Returns the 1-based source lines and columns, in characters, of byte offsets. Linear for
    /// ascending offsets, even if all are in one long line.
    pub(crate) fn places(
        &self,
        offsets: impl IntoIterator<Item = usize>,
    ) -> impl Iterator<Item = (u32, u32)> {
        // Where the last count ended, and the column there.
        let mut counted = (0, 1_u32);
        offsets.into_iter().map(move |offset| {
            let start = self
                .index(offset)
                .and_then(|index| self.starts.get(index))
                .copied()
                .unwrap_or(0);
            if !(start..=offset).contains(&counted.0) {
                counted = (start, 1);
            }
            let between = self.text.get(counted.0..offset).unwrap_or_default();
            let columns = u32::try_from(between.chars().count()).unwrap_or(u32::MAX);
            counted = (offset, counted.1.saturating_add(columns));
            (self.line(offset), counted.1)
        })
    }

    /// Returns the lines with their start offset and source line, line ends included.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str, u32)> {
        self.starts.iter().enumerate().map(|(index, &start)| {
            let end = self
                .starts
                .get(index + 1)
                .copied()
                .unwrap_or(self.text.len());
            let line = self.lines.get(index).copied().unwrap_or(1);
            (start, self.text.get(start..end).unwrap_or_default(), line)
        })
    }

    /// Returns the document without some byte ranges (sorted, not overlapping, on character
    /// boundaries). What is left of a line keeps its source line.
    pub(crate) fn without(&self, ranges: &[Range<usize>]) -> Self {
        let mut kept = Self::default();
        let mut from = 0;
        for range in ranges {
            self.copy(&mut kept, from..range.start);
            from = range.end.max(from);
        }
        self.copy(&mut kept, from..self.text.len());
        kept
    }

    /// Takes off what stands from the beginning of a line on.
    pub(crate) fn split_off(&mut self, at: usize) -> Self {
        let index = self.starts.partition_point(|&start| start < at);
        let starts = self.starts.split_off(index).into_iter();
        Self {
            text: self.text.split_off(at),
            starts: starts.map(|start| start - at).collect(),
            lines: self.lines.split_off(index),
        }
    }

    fn copy(&self, to: &mut Self, range: Range<usize>) {
        let mut offset = range.start;
        for piece in self
            .text
            .get(range)
            .unwrap_or_default()
            .split_inclusive('\n')
        {
            to.push_line(piece, self.line(offset));
            offset += piece.len();
        }
    }

    fn index(&self, offset: usize) -> Option<usize> {
        self.starts
            .partition_point(|&start| start <= offset)
            .checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removing_lines_keeps_the_numbers_of_the_others() {
        let document = MappedText::new("a\nb b\nc\nd\n", 5);
        let kept = document.without(&[2..6, 6..8]);
        assert_eq!(kept.text(), "a\nd\n");
        assert_eq!(kept.line(0), 5);
        assert_eq!(kept.line(2), 8);
    }

    #[test]
    fn removing_part_of_lines_joins_them() {
        let document = MappedText::new("one two\nthree four\n", 1);
        let kept = document.without(&[3..7, 7..13]);
        assert_eq!(kept.text(), "one four\n");
        assert_eq!(kept.line(5), 1);
    }

    #[test]
    fn a_part_keeps_its_numbers() {
        let mut document = MappedText::new("a\nb\nc", 5);
        let end = document.split_off(2);
        assert_eq!((document.text(), document.line(0)), ("a\n", 5));
        assert_eq!((end.text(), end.line(0), end.line(2)), ("b\nc", 6, 7));
        assert_eq!(document.split_off(2).text(), "");
    }

    #[test]
    fn places_are_counted_in_characters_from_the_start_of_their_line() {
        let document = MappedText::new("é [a] [b]\n[c]\n[d]", 3);
        let places: Vec<_> = document.places([3, 7, 11, 15, 3]).collect();
        assert_eq!(places, [(3, 3), (3, 7), (4, 1), (5, 1), (3, 3)]);
    }
}
