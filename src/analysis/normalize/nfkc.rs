//! One spelling for one word: NFKC, lower case, ASCII digits.
//!
//! Accents stay: taking them off is `fold`'s business. Works on single words,
//! so that the offsets of the text around them stay true.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::analysis::chars::{Class, classify};
use crate::analysis::profile::{Casing, Orthography, Profile};
use crate::analysis::scripts::hebrew;
use crate::analysis::scripts::vietnamese::place_tone;

pub(crate) const NFKC: ComposingNormalizerBorrowed<'static> =
    ComposingNormalizerBorrowed::new_nfkc();

/// Appends the normal form of `word` to `out`.
///
/// Soft hyphens, joiners, apostrophes, hyphens, underscores, the marks of Hebrew acronyms and
/// those of thousands are left out, so that a compound comes out as one word.
pub(crate) fn normalize(word: &str, profile: &Profile, out: &mut String) {
    if word.is_ascii() && profile.casing == Casing::Root {
        out.extend(
            word.bytes()
                .filter(|byte| !matches!(byte, b'\'' | b'-' | b'_' | b','))
                .map(|byte| char::from(byte.to_ascii_lowercase())),
        );
        return;
    }
    let spelled = word.chars().filter(|&c| {
        !matches!(
            classify(c),
            Class::Ignorable | Class::NonJoiner | Class::Apostrophe | Class::Hyphen
        ) && !is_variation_selector(c)
            && c != ','
            && !hebrew::is_gershayim(c)
            && !hebrew::is_geresh(c)
    });
    let start = out.len();
    for c in NFKC.normalize_iter(spelled) {
        // Some compatibility forms spell out a space or a hyphen.
        if !c.is_whitespace() && c != '\'' && c != '-' {
            lower(c, profile, out);
        }
    }
    if profile.orthography == Orthography::Vietnamese {
        place_tone(out, start);
    }
}

/// Appends the lower case of `c`, by the rules of the language.
pub(crate) fn lower(c: char, profile: &Profile, out: &mut String) {
    match c {
        'I' if profile.casing == Casing::Turkic => out.push('ı'),
        'İ' if profile.casing == Casing::Turkic => out.push('i'),
        'ς' => out.push('σ'),
        'ي' | 'ى' if profile.persian_letters => out.push('ی'),
        'ك' if profile.persian_letters => out.push('ک'),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => match ascii_digit(c) {
            Some(digit) => out.push(digit),
            None => out.extend(c.to_lowercase()),
        },
    }
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Where the decimal digits of a script begin (Unicode `Nd`, basic plane; the
/// full-width ones are NFKC's).
const DIGIT_ZEROS: [u32; 34] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xAA50, 0xABF0,
];

fn ascii_digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let after = DIGIT_ZEROS.partition_point(|&zero| zero <= code);
    let zero = DIGIT_ZEROS.get(after.checked_sub(1)?)?;
    char::from_digit(code - zero, 10)
}
