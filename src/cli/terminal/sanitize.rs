//! Makes text from articles, indexes and queries safe to print.
//!
//! A terminal obeys some characters instead of showing them. Each rule below
//! stops one way of abusing that:
//!
//! * C0 and C1 controls, DEL (among them ESC and the one-character CSI and OSC
//!   introducers) recolour the screen, move the cursor, set the window title or
//!   make the terminal type: replaced by U+FFFD, so that the reader sees that
//!   something was there.
//! * Carriage return, NEL and the line separators overwrite or break a line:
//!   a space in [`line()`], a line break in [`block`].
//! * Bidirectional marks, embeddings, overrides and isolates show text in
//!   another order than it has ("Trojan Source", CVE-2021-42574): dropped.
//! * Invisible characters (zero width space, tags, fillers, byte order mark)
//!   hide text from the eye but not from the clipboard: dropped. Joiners and
//!   variation selectors stay where scripts and emoji need them.
//! * Long runs of combining marks paint over the lines above: cut.
//!
//! Nothing here adds or interprets escape sequences; see [`super::style`].

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// Combining marks kept on one base character. UAX #15 calls 30 enough for any
/// text; the longest stacks of living scripts have about eight.
const MAX_MARKS: usize = 16;

/// Columns between tab stops in [`block`].
const TAB_STOP: usize = 4;

/// Returns text for one line: no control characters, line breaks become spaces.
#[must_use]
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    clean(text, Layout::Line)
}

/// Returns text of several lines: keeps `\n`, writes every other line end as `\n`, expands tabs.
#[must_use]
pub(crate) fn block(text: &str) -> Cow<'_, str> {
    clean(text, Layout::Block)
}

/// Returns JSON with everything a terminal might obey written as `\u` escapes.
///
/// Takes serialized JSON. Such characters can only stand inside its strings,
/// so the result parses to the same value. (The serializer itself escapes C0.)
#[must_use]
pub(crate) fn json_safe(json: &str) -> Cow<'_, str> {
    let Some(mut at) = next_json_escape(json) else {
        return Cow::Borrowed(json);
    };
    let mut out = String::with_capacity(json.len() + 16);
    let mut rest = json;
    loop {
        let (clean, from) = rest.split_at(at);
        out.push_str(clean);
        let mut characters = from.chars();
        if let Some(c) = characters.next() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
        rest = characters.as_str();
        match next_json_escape(rest) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns where the next character to escape stands. Plain ASCII, most of all text, is skipped.
fn next_json_escape(json: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += first_from_del(json.as_bytes().get(at..)?)?;
        let c = json.get(at..)?.chars().next()?;
        if needs_json_escape(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Returns where the first byte stands that is DEL or beyond ASCII, looking at many at once.
fn first_from_del(bytes: &[u8]) -> Option<usize> {
    // No byte of UTF-8 is 0xFF, so adding one sets the highest bit of just these.
    let is_plain = |some: &[u8; 32]| some.iter().fold(0, |all, b| all | b.wrapping_add(1)) < 0x80;
    let (blocks, _) = bytes.as_chunks();
    let plain = blocks.iter().take_while(|block| is_plain(block)).count() * 32;
    let rest = bytes.get(plain..)?;
    Some(plain + rest.iter().position(|&b| b >= 0x7F)?)
}

fn needs_json_escape(c: char) -> bool {
    // Below DEL the serializer has done its work, and line feeds between records are wanted.
    c >= '\u{7F}' && (c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}'))
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Line,
    Block,
}

fn clean(text: &str, layout: Layout) -> Cow<'_, str> {
    let harmless = |b: u8| matches!(b, b' '..=b'~') || (b == b'\n' && layout == Layout::Block);
    if text.bytes().all(harmless) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut sanitizer = Sanitizer::new(layout);
    for c in text.chars() {
        sanitizer.push(c, &mut out);
    }
    Cow::Owned(out)
}

/// The rules applied one character at a time, for callers that cut the text as they go.
pub(crate) struct Sanitizer {
    layout: Layout,
    /// The last character written.
    last: char,
    /// Characters of no width written since the last visible one.
    marks: usize,
    /// Columns written in this line, for tab stops.
    column: usize,
    after_carriage_return: bool,
}

impl Sanitizer {
    pub(crate) fn new(layout: Layout) -> Self {
        Self {
            layout,
            last: '\n',
            marks: 0,
            column: 0,
            after_carriage_return: false,
        }
    }

    /// Appends to `out` what may be shown of `c`.
    pub(crate) fn push(&mut self, c: char, out: &mut String) {
        let line_feed_of_pair = c == '\n' && self.after_carriage_return;
        self.after_carriage_return = c == '\r';
        match c {
            ' '..='~' => self.visible(c, out),
            _ if line_feed_of_pair => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => match self.layout {
                Layout::Line => self.visible(' ', out),
                Layout::Block => {
                    self.visible('\n', out);
                    self.column = 0;
                }
            },
            '\t' if self.layout == Layout::Block => {
                for _ in 0..TAB_STOP - self.column % TAB_STOP {
                    self.visible(' ', out);
                }
            }
            '\t' | '\u{B}' | '\u{C}' => self.visible(' ', out),
            _ if c.is_control() || is_noncharacter(c) => {
                self.visible(char::REPLACEMENT_CHARACTER, out);
            }
            _ if is_joiner(c) => {
                // A joiner may follow a variation selector (U+2764 U+FE0F U+200D U+1F525), never
                // another joiner.
                if self.is_base() && !is_joiner(self.last) {
                    self.mark(c, out);
                }
            }
            _ if is_variation_selector(c) => {
                let keycap = matches!(self.last, '0'..='9' | '#' | '*');
                let attached = is_joiner(self.last) || is_variation_selector(self.last);
                if keycap || (self.is_base() && !attached) {
                    self.mark(c, out);
                }
            }
            _ if is_invisible(c) => {}
            _ if c.width() == Some(0) => self.mark(c, out),
            _ => self.visible(c, out),
        }
    }

    fn visible(&mut self, c: char, out: &mut String) {
        out.push(c);
        self.last = c;
        self.marks = 0;
        self.column += c.width().unwrap_or(0);
    }

    /// Returns whether the last character is one that joiners and variation selectors can change.
    fn is_base(&self) -> bool {
        !self.last.is_ascii() && !self.last.is_whitespace()
    }

    fn mark(&mut self, c: char, out: &mut String) {
        if self.marks < MAX_MARKS {
            self.marks += 1;
            out.push(c);
            self.last = c;
        }
    }
}

/// Returns whether a character is a zero width non-joiner or joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Characters that show nothing: `Default_Ignorable_Code_Point` of Unicode without joiners,
/// variation selectors and the fillers that Hangul syllables are composed with.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E00FF}'
            | '\u{E01F0}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_introducers() {
        assert_eq!(
            line("a\u{1b}[31mb\u{7}\u{9b}2J\u{9d}0;t\u{9c}\u{7f}"),
            "a\u{fffd}[31mb\u{fffd}\u{fffd}2J\u{fffd}0;t\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn reordering_and_hidden_characters_are_dropped() {
        assert_eq!(
            line("if \u{202e}nimda\u{202c} \u{2066}x\u{2069}\u{200e}\u{61c}"),
            "if nimda x"
        );
        assert_eq!(
            line("a\u{200b}b\u{ad}c\u{feff}d\u{e0041}\u{e007f}e\u{3164}"),
            "abcde"
        );
    }

    #[test]
    fn joiners_stay_where_they_join() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "ന്\u{200d} ",
            "👩\u{200d}🔬",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "葛\u{e0100}",
        ] {
            assert_eq!(line(text), text);
        }
        assert_eq!(line("pay\u{200c}pal \u{200d}x"), "paypal x");
        assert_eq!(line("é\u{200d}\u{200d}\u{200d}é"), "é\u{200d}é");
        assert_eq!(line("☺\u{fe0f}\u{e0101}\u{e0102}"), "☺\u{fe0f}");
    }

    #[test]
    fn line_ends() {
        assert_eq!(line("a\r\nb\rc\td\u{2028}e\u{85}f"), "a b c d e f");
        assert_eq!(
            block("a\r\nb\rc\n\nd\u{2029}e\u{85}f\u{c}g"),
            "a\nb\nc\n\nd\ne\nf g"
        );
        assert_eq!(block("\tx\tyy\n証\tz"), "    x   yy\n証  z");
    }

    #[test]
    fn stacked_marks_are_cut() {
        let stacked = format!("z{}y", "\u{301}".repeat(100_000));
        assert_eq!(line(&stacked), format!("z{}y", "\u{301}".repeat(MAX_MARKS)));
        assert_eq!(line("a\u{fdd0}\u{1ffff}"), "a\u{fffd}\u{fffd}");
    }

    #[test]
    fn harmless_text_is_borrowed() {
        assert!(matches!(line("plain text"), Cow::Borrowed(_)));
        assert!(matches!(block("two\nlines"), Cow::Borrowed(_)));
        assert!(matches!(json_safe("{\"a\":\"é中\"}"), Cow::Borrowed(_)));
    }

    proptest::proptest! {
        #[test]
        fn nothing_a_terminal_obeys_remains(text in proptest::collection::vec(proptest::char::any(), 0..50)) {
            let text: String = text.into_iter().collect();
            let obeyed = |c: char| c.is_control() || is_invisible(c);
            proptest::prop_assert!(!line(&text).contains(obeyed));
            proptest::prop_assert!(!block(&text).contains(|c| c != '\n' && obeyed(c)));
            proptest::prop_assert!(!json_safe(&serde_json::to_string(&text)?).contains(obeyed));
            let once = block(&text).into_owned();
            proptest::prop_assert_eq!(block(&once), once.as_str());
        }
    }

    #[test]
    fn json_keeps_its_value() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{e0041}\u{2028}é\u{1b}\"";
        let json = serde_json::to_string(text).unwrap();
        let safe = json_safe(&json);
        assert_eq!(safe, r#""a\u007f\u009b\u202e\udb40\udc41\u2028é\u001b\"""#);
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }
}
