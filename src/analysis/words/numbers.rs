//! Numbers inside of names, and the marks between their thousands.
//!
//! Owns where such a number begins and ends: `1.2` in `TLSv1.2`, `1.5` in `1.5TB`, `1,000,000`.

use std::ops::Range;

/// Returns the number with dots that begins at byte `from`, if a letter stands directly before or
/// after it. Where none does, the number is a word of its own anyway.
pub(crate) fn number_in(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let before = text.get(..from)?.chars().next_back();
    if !digit(from) || before.is_some_and(|c| c.is_numeric() || c == '.') {
        return None;
    }
    let (mut end, mut dots) = (from, 0);
    while digit(end) {
        while digit(end) {
            end += 1;
        }
        if bytes.get(end) != Some(&b'.') || !digit(end + 1) {
            break;
        }
        dots += 1;
        end += 1;
    }
    let after = text.get(end..)?.chars().next();
    let touches = [before, after]
        .into_iter()
        .flatten()
        .any(char::is_alphabetic);
    (dots > 0 && touches).then_some(from..end)
}

/// Returns the length of the mark between thousands at byte `at`: a comma, or a space that breaks no
/// line, with one to three digits before it and three after it.
pub(crate) fn thousands_mark_len(text: &str, at: usize) -> Option<usize> {
    let mark = text.get(at..)?.chars().next()?;
    if !matches!(mark, ',' | '\u{A0}' | '\u{2009}' | '\u{202F}') {
        return None;
    }
    let digits = |bytes: &mut dyn Iterator<Item = &u8>| {
        bytes
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let before = digits(&mut text.as_bytes().get(..at)?.iter().rev());
    let after = digits(&mut text.as_bytes().get(at + mark.len_utf8()..)?.iter());
    (matches!(before, 1..=3) && after == 3).then_some(mark.len_utf8())
}

/// Returns whether these are digits with dots between the thousands only: `1.000.000`.
pub(crate) fn is_divided_by_thousands(number: &str) -> bool {
    let mut groups = number.split('.');
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups
        .next()
        .is_some_and(|first| matches!(first.len(), 1..=3) && is_digits(first) && first != "0")
        && groups.all(|group| group.len() == 3 && is_digits(group))
}
