//! Writes HTML: text is escaped here, and nowhere else.

use std::fmt::{self, Display, Formatter, Write};

use percent_encoding::utf8_percent_encode;

use crate::content::url::RESERVED;

/// A text that is shown as it is, whatever characters it has.
///
/// Escaped for content and for values of attributes in double quotes alike.
pub(in crate::serve) struct Text<'a>(pub(in crate::serve) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                // No control character belongs into a page; HTML forbids most of them.
                '\n' | '\t' => formatter.write_char(character)?,
                control if control.is_control() => {}
                other => formatter.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// A text whose direction of writing is its own, whatever stands around it.
pub(in crate::serve) struct Isolated<'a>(pub(in crate::serve) &'a str);

impl Display for Isolated<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "<bdi>{}</bdi>", Text(self.0))
    }
}

/// A text with some ranges of characters marked.
pub(in crate::serve) struct Marked<'a> {
    /// The text.
    pub(in crate::serve) text: &'a str,
    /// `[start, end)` in characters, in order, not overlapping.
    pub(in crate::serve) ranges: &'a [(usize, usize)],
}

impl Display for Marked<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut at = 0;
        let mut rest = self.text;
        for &(start, end) in self.ranges {
            let (before, after) = split_at(rest, start.saturating_sub(at));
            let (marked, after) = split_at(after, end.saturating_sub(start.max(at)));
            write!(formatter, "{}<mark>{}</mark>", Text(before), Text(marked))?;
            rest = after;
            at = end.max(at);
        }
        write!(formatter, "{}", Text(rest))
    }
}

/// Splits a text after a number of characters.
fn split_at(text: &str, characters: usize) -> (&str, &str) {
    let at = text.char_indices().nth(characters);
    text.split_at(at.map_or(text.len(), |(at, _)| at))
}

/// A value of an address, percent-encoded.
pub(in crate::serve) struct Encoded<'a>(pub(in crate::serve) &'a str);

impl Display for Encoded<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        utf8_percent_encode(self.0, RESERVED).fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let hostile = "<script>alert('1')</script> & \"x\"\u{0}\u{1b}";
        assert_eq!(
            Text(hostile).to_string(),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;"
        );
    }

    #[test]
    fn marks_count_characters_and_stay_within_the_text() {
        let marked = |text, ranges: &[(usize, usize)]| Marked { text, ranges }.to_string();
        assert_eq!(
            marked("é<b>c", &[(1, 2), (4, 9)]),
            "é<mark>&lt;</mark>b&gt;<mark>c</mark>"
        );
        assert_eq!(marked("ab", &[]), "ab");
        assert_eq!(marked("ab", &[(7, 9)]), "ab<mark></mark>");
    }

    #[test]
    fn addresses_hold_any_text() {
        assert_eq!(
            Encoded("en/a b?é#.md").to_string(),
            "en/a%20b%3F%C3%A9%23.md"
        );
    }
}
