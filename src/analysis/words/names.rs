//! Names with dots and ampersands as one word: `nodejs` for `Node.js`, `uk` for `U.K.`.
//!
//! Owns which names are also written without these signs.

use super::numbers;

/// Longest name that is written so, in bytes. Longer ones are addresses and lists of names.
const LONGEST: usize = 32;

/// Returns a name without its dots and ampersands; `None` for what is no such name.
///
/// Between digits a dot tells what the number is, and stays: `1.2` is not `12`. Only thousands are
/// also written without: `1.000.000`.
pub(crate) fn joined(name: &str) -> Option<String> {
    if name.len() > LONGEST || !name.contains(is_sign) {
        return None;
    }
    if numbers::is_divided_by_thousands(name) {
        return Some(name.replace(is_sign, ""));
    }
    let mut joined = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if !is_sign(c) {
            joined.push(c);
        } else if joined.ends_with(char::is_numeric)
            && chars.peek().copied().is_some_and(char::is_numeric)
        {
            return None;
        }
    }
    (!joined.is_empty() && !joined.contains(['+', '#'])).then_some(joined)
}

/// Returns whether it is a dot or an ampersand, of full width too.
fn is_sign(c: char) -> bool {
    matches!(c, '.' | '&' | '\u{FF06}' | '\u{FF0E}')
}
