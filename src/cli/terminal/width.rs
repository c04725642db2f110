//! How many terminal columns text takes, and how many there are.
//!
//! Breaking text into lines is the business of [`super::wrap`].

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::IsTerminal;

use icu_segmenter::GraphemeClusterSegmenter;
use unicode_width::UnicodeWidthStr;

/// Columns assumed where nothing says how many there are.
const DEFAULT_WIDTH: usize = 80;

/// Longer lines are hard to read, however wide the window is.
const MAX_WIDTH: usize = 100;

/// Below this nothing is laid out any more; the terminal breaks the lines.
const MIN_WIDTH: usize = 20;

/// Columns that `text` takes on a terminal: two for wide East Asian characters and emoji.
#[must_use]
pub(crate) fn display_width(text: &str) -> usize {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        text.len()
    } else {
        text.width()
    }
}

/// Returns the width to lay text out for: that of the terminal on stdout, without one
/// `COLUMNS`, else 80; always within 20 and 100.
#[must_use]
pub(crate) fn terminal_width() -> usize {
    let stdout = std::io::stdout();
    let terminal = if stdout.is_terminal() {
        terminal_size::terminal_size_of(stdout).map(|(width, _)| usize::from(width.0))
    } else {
        None
    };
    choose_width(terminal, std::env::var_os("COLUMNS"))
}

fn choose_width(terminal: Option<usize>, columns: Option<OsString>) -> usize {
    // Some pseudo-terminals report no columns at all.
    let terminal = terminal.filter(|&width| width > 0);
    let columns = || columns?.to_str()?.trim().parse().ok();
    terminal
        .or_else(columns)
        .unwrap_or(DEFAULT_WIDTH)
        .clamp(MIN_WIDTH, MAX_WIDTH)
}

/// Returns the text, or as much of its beginning as fits into the columns, with `…` behind it.
#[must_use]
pub(crate) fn fitted(text: &str, columns: usize) -> Cow<'_, str> {
    if display_width(text) <= columns {
        return text.into();
    }
    let mut left = columns.saturating_sub(1);
    let mut fitting = 0;
    for (start, end) in graphemes(text) {
        let width = text.get(start..end).map_or(0, display_width);
        if width > left {
            break;
        }
        left -= width;
        fitting = end;
    }
    let beginning = text.get(..fitting).unwrap_or_default();
    format!("{}…", beginning.trim_end()).into()
}

/// Returns the byte ranges of the grapheme clusters (UAX #29) of `text`.
pub(crate) fn graphemes(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let breaks = GraphemeClusterSegmenter::new().segment_str(text);
    breaks
        .scan(0, |previous, end| {
            Some((std::mem::replace(previous, end), end))
        })
        .filter(|(start, end)| start < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(display_width("abc"), 3);
        assert_eq!(display_width("証明書"), 6);
        assert_eq!(display_width("e\u{301}"), 1);
        assert_eq!(display_width("👩\u{200d}🔬"), 2);
    }

    #[test]
    fn text_is_cut_between_characters() {
        for (columns, cut) in [
            (9, "ab 証明書"),
            (8, "ab 証明…"),
            (7, "ab 証…"),
            (4, "ab…"),
            (1, "…"),
        ] {
            assert_eq!(fitted("ab 証明書", columns), cut, "{columns}");
        }
        assert_eq!(fitted("e\u{301}e\u{301}e", 2), "e\u{301}…");
    }

    #[test]
    fn width_of_the_output() {
        let columns = |text: &str| Some(OsString::from(text));
        assert_eq!(choose_width(Some(90), columns("40")), 90);
        assert_eq!(choose_width(Some(300), None), 100);
        assert_eq!(choose_width(Some(0), None), 80);
        assert_eq!(choose_width(None, columns("40")), 40);
        assert_eq!(choose_width(None, columns("-1")), 80);
        assert_eq!(choose_width(None, columns("5")), 20);
    }
}
