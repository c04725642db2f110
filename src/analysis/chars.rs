//! Which part a character plays in a word.
//!
//! Owns the classes and nothing else; how they join into words is decided in
//! `segment` and `words::compound`.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The part a character plays in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Separates words.
    Other,
    Lower,
    Upper,
    /// A letter without case.
    Letter,
    /// A digit or another number.
    Digit,
    /// Combining mark: belongs to what is before it.
    Mark,
    /// Soft hyphen, joiners and direction marks: not there inside a word.
    Ignorable,
    /// Han, kana or bopomofo.
    Cjk,
    /// Thai, Lao, Khmer or Myanmar.
    SoutheastAsian,
    Hangul,
    Apostrophe,
    /// `-`, `_` and their kin: join words and are dropped from the whole.
    Hyphen,
    /// `.`, `+`, `#`, `&`: join words and stay in the whole.
    Kept,
    /// U+200C: joins the parts of a Persian compound, means nothing elsewhere.
    NonJoiner,
    /// U+00B7: part of a Catalan double l.
    MiddleDot,
    /// Currency signs and emoji.
    Symbol,
}

impl Class {
    /// Returns whether it is a letter or digit of a script that is written with spaces.
    pub(crate) fn is_alphanumeric(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Letter | Self::Digit)
    }

    /// Returns whether it is a letter of a script that is written with spaces.
    pub(crate) fn is_letter(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Letter)
    }

    /// Returns whether it belongs to the word before it without being part of its spelling.
    pub(crate) fn extends(self) -> bool {
        matches!(self, Self::Mark | Self::Ignorable)
    }
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'\'' => Class::Apostrophe,
            b'-' | b'_' => Class::Hyphen,
            b'.' | b'+' | b'#' | b'&' => Class::Kept,
            _ => Class::Other,
        };
        byte += 1;
    }
    table
};

/// Returns the class of the character at byte `at`, and its length in bytes; `None` at the end.
pub(crate) fn class_at(text: &str, at: usize) -> Option<(Class, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if let Some(&class) = ASCII.get(usize::from(byte)) {
        return Some((class, 1));
    }
    let c = text.get(at..)?.chars().next()?;
    Some((classify(c), c.len_utf8()))
}

/// Returns the class of a character.
pub(crate) fn classify(c: char) -> Class {
    if let Some(&class) = ASCII.get(c as usize) {
        return class;
    }
    match c {
        '\u{AD}'
        | '\u{61C}'
        | '\u{200D}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => Class::Ignorable,
        '\u{200C}' => Class::NonJoiner,
        // The acute accent and the modifier letters are typed for the apostrophe;
        // geresh and gershayim stand inside Hebrew words as it does.
        '\u{B4}' | '\u{2BB}' | '\u{2BC}' | '\u{5F3}' | '\u{5F4}' | '\u{2019}' | '\u{FF07}' => {
            Class::Apostrophe
        }
        '\u{5BE}' | '\u{2010}' | '\u{2011}' | '\u{FE63}' | '\u{FF0D}' | '\u{FF3F}' => Class::Hyphen,
        '\u{FF03}' | '\u{FF06}' | '\u{FF0B}' | '\u{FF0E}' => Class::Kept,
        '\u{B7}' | '\u{2027}' => Class::MiddleDot,
        _ if is_cjk(c) => Class::Cjk,
        _ if is_hangul(c) => Class::Hangul,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_numeric() => Class::Digit,
        _ if is_southeast_asian(c) => Class::SoutheastAsian,
        _ if c.is_alphabetic() => Class::Letter,
        _ => uncommon(c),
    }
}

fn uncommon(c: char) -> Class {
    match c.general_category() {
        GeneralCategory::NonspacingMark
        | GeneralCategory::SpacingMark
        | GeneralCategory::EnclosingMark => Class::Mark,
        GeneralCategory::CurrencySymbol => Class::Symbol,
        _ if matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}') => Class::Symbol,
        _ => Class::Other,
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FD5}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3031}'..='\u{3035}'
        | '\u{3038}'..='\u{303C}'
        | '\u{3041}'..='\u{309A}'
        | '\u{309D}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{312F}'
        | '\u{31A0}'..='\u{31BF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}'
        | '\u{1AFF0}'..='\u{1B16F}'
        | '\u{20000}'..='\u{3FFFD}')
}

fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}'
        | '\u{3131}'..='\u{318E}'
        | '\u{A960}'..='\u{A97C}'
        | '\u{AC00}'..='\u{D7FB}'
        | '\u{FFA0}'..='\u{FFDC}')
}

/// Returns whether it is a letter or vowel sign of these scripts. Their digits count as digits.
fn is_southeast_asian(c: char) -> bool {
    matches!(c,
        '\u{E01}'..='\u{E3A}'
        | '\u{E40}'..='\u{E4E}'
        | '\u{E81}'..='\u{ECE}'
        | '\u{EDC}'..='\u{EDF}'
        | '\u{1000}'..='\u{103F}'
        | '\u{104C}'..='\u{109F}'
        | '\u{1780}'..='\u{17D3}'
        | '\u{17D7}'
        | '\u{17DC}'..='\u{17DD}'
        | '\u{A9E0}'..='\u{A9FE}'
        | '\u{AA60}'..='\u{AA7F}')
}
