//! From bytes to text: byte order marks, UTF-16, other encodings, invalid UTF-8, line ends.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::encoding;

/// Decoded text with `\n` line ends and no byte order mark.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// 1-based line of the first byte (or unit) that could not be decoded.
    pub(crate) invalid_line: Option<u32>,
    /// The encoding that the text seemed to be in, though nothing said so.
    pub(crate) guessed: Option<&'static str>,
}

/// Decodes text in UTF-8, or in what it seems to be where it is not that.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, None)
}

/// Decodes text in the encoding that a byte order mark names, else in the `declared` one, else in
/// UTF-8, else in the one that it seems to be in. What cannot be decoded becomes U+FFFD: a bad byte
/// must not cost the rest of the article.
pub(crate) fn decode_as(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let declared = declared.or_else(|| encoding::stated(bytes));
    let mut guessed = None;
    let (text, invalid) = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => match declared.or_else(|| {
            guessed = encoding::guess(bytes);
            guessed
        }) {
            None => utf8(bytes),
            Some(other) if other == UTF_8 => utf8(bytes),
            Some(other) if other == UTF_16LE => utf16(bytes, u16::from_le_bytes),
            Some(other) if other == UTF_16BE => utf16(bytes, u16::from_be_bytes),
            Some(other) => in_encoding(bytes, other),
        },
    };
    let invalid_line = invalid.map(|offset| {
        let before = text.get(..offset).unwrap_or(&text);
        line_number(before)
    });
    Decoded {
        text: unify_line_ends(&text).into_owned(),
        invalid_line,
        guessed: guessed.map(Encoding::name),
    }
}

/// Returns the beginning of a UTF-8 file, cut off at some byte, without the character that was
/// cut.
pub(crate) fn whole_characters(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => {
            bytes.get(..error.valid_up_to()).unwrap_or(bytes)
        }
        _ => bytes,
    }
}

/// Returns the text and the offset, in the text, of the first replacement.
fn utf8(bytes: &[u8]) -> (Cow<'_, str>, Option<usize>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
    }
}

/// Returns the text and the offset, in the text, of the first replacement.
fn in_encoding<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> (Cow<'b, str>, Option<usize>) {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let invalid = if has_errors {
        text.find(char::REPLACEMENT_CHARACTER)
    } else {
        None
    };
    (text, invalid)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Cow<'static, str>, Option<usize>) {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let units = pairs.map(|pair| match pair {
        [a, b] => unit([*a, *b]),
        _ => 0xFFFD,
    });
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = None;
    for decoded in char::decode_utf16(units) {
        if decoded.is_err() && invalid.is_none() {
            invalid = Some(text.len());
        }
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if odd && invalid.is_none() {
        invalid = Some(text.len());
    }
    (Cow::Owned(text), invalid)
}

fn line_number(before: &str) -> u32 {
    let lone_or_pair = |(index, byte): (usize, &u8)| {
        *byte == b'\n' || (*byte == b'\r' && before.as_bytes().get(index + 1) != Some(&b'\n'))
    };
    let ends = before
        .as_bytes()
        .iter()
        .enumerate()
        .filter(|&item| lone_or_pair(item))
        .count();
    u32::try_from(ends).map_or(u32::MAX, |n| n.saturating_add(1))
}

/// Makes every line end `\n`. `CommonMark` counts `\r\n` and a lone `\r` as line ends; so do we,
/// once and for all.
fn unify_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_byte_is_reported_with_its_line_and_costs_nothing_else() {
        let decoded = decode(b"one\r\ntwo \xff three\r\nfour");
        assert_eq!(decoded.text, "one\ntwo \u{FFFD} three\nfour");
        assert_eq!(decoded.invalid_line, Some(2));
    }

    #[test]
    fn a_character_cut_at_the_end_goes() {
        assert_eq!(whole_characters(b"ab\xe3\x81"), b"ab");
        assert_eq!(whole_characters(b"a\xffb"), b"a\xffb");
    }

    #[test]
    fn utf16_is_read_in_both_byte_orders() {
        let little: Vec<u8> = "\u{FEFF}é\r\n𝒳"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "\u{FEFF}é\r\n𝒳"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [little, big] {
            assert_eq!(
                decode(&bytes),
                Decoded {
                    text: "é\n𝒳".to_owned(),
                    invalid_line: None,
                    guessed: None
                }
            );
        }
    }

    #[test]
    fn utf16_cut_in_the_middle_is_reported() {
        assert_eq!(decode(b"\xff\xfea\0\n\0\x34").invalid_line, Some(2));
        assert_eq!(decode(b"\xff\xfea\0\x00\xd8").text, "a\u{FFFD}");
    }

    #[test]
    fn the_byte_order_mark_and_lone_carriage_returns_go() {
        assert_eq!(decode(b"\xef\xbb\xbfa\rb\r\nc").text, "a\nb\nc");
    }
}
