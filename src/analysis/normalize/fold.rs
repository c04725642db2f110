//! Accents off, letter variants to one letter.
//!
//! What is taken off is listed script by script: in many scripts a mark is the
//! vowel, and without it the word is another one.

use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

use super::nfkc::{NFKC, lower};
use crate::analysis::profile::Profile;
use crate::analysis::scripts::thai;

const CANONICAL: CanonicalDecompositionBorrowed<'static> = CanonicalDecompositionBorrowed::new();

/// Returns the text in NFKC and lower case, without accents.
///
/// Two questions that differ in nothing else fold to the same text. Spaces and punctuation stay.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    let cased = lowercase(text);
    if cased.is_ascii() {
        return cased;
    }
    let mut folded = String::with_capacity(cased.len());
    fold_into(&cased, &mut folded);
    folded
}

/// Returns the text in NFKC and lower case, with its accents.
#[must_use]
pub(crate) fn lowercase(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let profile = Profile::for_language("");
    let mut cased = String::with_capacity(text.len());
    let mended = thai::may_be_mended(text).then(|| thai::usual_spelling(text));
    let text = mended.as_deref().unwrap_or(text);
    for c in NFKC.normalize_iter(text.chars()) {
        lower(c, &profile, &mut cased);
    }
    cased
}

/// Appends `lower`, which is in NFKC and lower case, to `out` without its accents.
pub(crate) fn fold_into(lower: &str, out: &mut String) {
    let mut chars = lower.chars();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            out.push(c);
        } else if let Some(stops) = stops_after(c)
            && let Some(after) = chars.as_str().strip_prefix(VIRAMA)
            && after.starts_with(stops)
        {
            out.push(ANUSVARA);
            chars.next();
        } else if let Some(letters) = spelled(c) {
            out.push_str(letters);
        } else if !is_dropped(c) {
            out.push(base(c));
        }
    }
}

const VIRAMA: char = '\u{94D}';
const ANUSVARA: char = '\u{902}';

/// Returns the consonants before which a dead Devanagari nasal may be written as anusvara: those
/// of its own place of articulation, as in `हिन्दी`, `हिंदी`.
fn stops_after(nasal: char) -> Option<&'static [char]> {
    Some(match nasal {
        'ङ' => &['क', 'ख', 'ग', 'घ'],
        'ञ' => &['च', 'छ', 'ज', 'झ'],
        'ण' => &['ट', 'ठ', 'ड', 'ढ'],
        'न' => &['त', 'थ', 'द', 'ध'],
        'म' => &['प', 'फ', 'ब', 'भ'],
        _ => return None,
    })
}

/// Returns how a letter is spelled that has no decomposition, or another one than readers expect.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' | 'ǽ' | 'ǣ' => "ae",
        'œ' => "oe",
        'ø' | 'ǿ' => "o",
        'þ' => "th",
        'ð' | 'đ' | 'ɖ' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ə' => "e",
        'ĸ' => "k",
        'ё' => "е",
        'ґ' => "г",
        // Hebrew letters at the end of a word have a form of their own.
        'ך' => "כ",
        'ם' => "מ",
        'ן' => "נ",
        'ף' => "פ",
        'ץ' => "צ",
        // Devanagari: candrabindu for anusvara, letters with a nukta, and the vowels of
        // English loanwords, which many write as the native ones.
        'ँ' => "ं",
        'ऩ' => "न",
        'ऱ' => "र",
        'ऴ' => "ळ",
        'ॅ' | 'ॆ' => "े",
        'ॉ' | 'ॊ' => "ो",
        'ऍ' | 'ऎ' => "ए",
        'ऑ' | 'ऒ' => "ओ",
        'ॲ' => "अ",
        // Hamza carriers, wasla, alef maksura, teh marbuta, and the Persian and Urdu letters.
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' | 'ی' | 'ې' => "ي",
        'ة' | 'ۀ' | 'ہ' | 'ۂ' | 'ۃ' => "ه",
        'ک' => "ك",
        _ => return None,
    })
}

/// Returns whether folding leaves the character out: accents that stand alone after NFKC, Arabic
/// and Hebrew vowel points, the Devanagari nukta, and the dot of a Catalan double l.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{B7}'
        | '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}'
        | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}'
        | '\u{640}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{8D3}'..='\u{8FF}'
        | '\u{93C}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}')
}

/// Returns the letter under the accents, for Latin and Greek.
fn base(c: char) -> char {
    if !matches!(c, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{1E00}'..='\u{1FFF}') {
        return c;
    }
    let mut c = c;
    // Each step takes one mark off; the longest decompositions have four.
    while let Decomposed::Expansion(first, _) | Decomposed::Singleton(first) =
        CANONICAL.decompose(c)
    {
        c = first;
    }
    c
}
