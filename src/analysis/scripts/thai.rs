//! Thai and Lao spelt in one way: sara am in one character, marks in the order of the dictionary.
//!
//! Owns spellings that look alike and are stored differently, in text from PDF files and older
//! systems. The segmenter's dictionary knows only one of them, so they are mended before it cuts.
//! Sources: Unicode Standard, section 16.1 (Thai) and 16.2 (Lao): the vowel sign comes before the
//! tone mark; U+0E33 and U+0EB3 have compatibility decompositions.

use std::ops::Range;

/// A stretch of the text that is spelt otherwise: its bytes in the source and in the mended text.
pub(crate) type Mended = (Range<usize>, Range<usize>);

/// Writes `run` to `out` in the usual spelling, and every stretch that was changed to `mended`. Both
/// are emptied first.
pub(crate) fn mend(run: &str, out: &mut String, mended: &mut Vec<Mended>) {
    out.clear();
    mended.clear();
    let mut rest = run;
    while let Some(c) = rest.chars().next() {
        let at = run.len() - rest.len();
        let stretch = mendable(rest);
        let start = out.len();
        let usual = stretch.and_then(|len| usual(rest.get(..len)?));
        let (len, text) = match (stretch, usual.as_deref()) {
            (Some(len), Some(text)) => (len, text),
            (Some(len), None) => (len, rest.get(..len).unwrap_or_default()),
            (None, _) => (c.len_utf8(), rest.get(..c.len_utf8()).unwrap_or_default()),
        };
        out.push_str(text);
        if usual.is_some() {
            mended.push((at..at + len, start..out.len()));
        }
        rest = rest.get(len..).unwrap_or_default();
    }
}

/// Returns the bytes of the source that stand for a part of the mended text. A stretch that was
/// changed is not divided.
pub(crate) fn source_of(part: &Range<usize>, mended: &[Mended]) -> Range<usize> {
    let place = |at: usize, is_end: bool| {
        let after = mended.partition_point(|(_, usual)| usual.start < at);
        match after.checked_sub(1).and_then(|last| mended.get(last)) {
            Some((source, usual)) if at < usual.end && !is_end => source.start,
            Some((source, usual)) => source.end + at.saturating_sub(usual.end),
            None => at,
        }
    };
    place(part.start, false)..place(part.end, true)
}

/// Returns whether a text may hold another spelling than the usual one. It is quick, and wrong only
/// for texts that [`mend`] then leaves as they are.
pub(crate) fn may_be_mended(text: &str) -> bool {
    let mut last = None;
    text.chars().any(|c| {
        let before = last.replace(c);
        is_nikhahit(c)
            || before == Some(c) && is_short_e(c)
            || before.is_some_and(is_tone) && (is_vowel_sign(c) || is_tone(c))
    })
}

/// Returns the text in the usual spelling, without what maps it back to the source.
pub(crate) fn usual_spelling(text: &str) -> String {
    let (mut out, mut mended) = (String::with_capacity(text.len()), Vec::new());
    mend(text, &mut out, &mut mended);
    out
}

/// Returns the length of the marks that `rest` begins with, together with the vowel that forms sara
/// am with them; or of a doubled sara e.
fn mendable(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    if is_short_e(first) {
        return (chars.next() == Some(first)).then_some(2 * first.len_utf8());
    }
    let marks: usize = rest
        .chars()
        .take_while(|&c| is_tone(c) || is_vowel_sign(c))
        .take(MOST_MARKS)
        .map(char::len_utf8)
        .sum();
    let after = rest.get(marks..)?.chars().next().filter(|&c| is_aa(c));
    (marks > 0).then_some(marks + after.map_or(0, char::len_utf8))
}

/// A syllable has two marks; more are a mistake or an attack.
const MOST_MARKS: usize = 4;

/// Returns the usual spelling of a stretch; `None` if it is spelt so.
fn usual(stretch: &str) -> Option<String> {
    let first = stretch.chars().next()?;
    if is_short_e(first) {
        return Some(char::from_u32(u32::from(first) + 1)?.to_string());
    }
    let aa = stretch.chars().next_back().filter(|&c| is_aa(c));
    let is_am = aa.is_some() && stretch.contains(is_nikhahit);
    let is_kept = |c: &char| !(is_aa(*c) || is_am && is_nikhahit(*c));
    let vowels = stretch.chars().filter(|&c| is_vowel_sign(c));
    let tones = stretch.chars().filter(|&c| is_tone(c));
    let mut text: String = vowels.chain(tones).filter(is_kept).collect();
    text.extend(aa.and_then(|aa| char::from_u32(u32::from(aa) + u32::from(is_am))));
    (text != stretch).then_some(text)
}

/// Returns whether it is nikhahit or niggahita, which makes sara am of the vowel aa.
fn is_nikhahit(c: char) -> bool {
    matches!(c, '\u{E4D}' | '\u{ECD}')
}

/// Returns whether it is the vowel aa; sara am follows it in Unicode.
fn is_aa(c: char) -> bool {
    matches!(c, '\u{E32}' | '\u{EB2}')
}

/// Returns whether it is sara e. Two of them look like sara ae, which follows it in Unicode.
fn is_short_e(c: char) -> bool {
    matches!(c, '\u{E40}' | '\u{EC0}')
}

/// Returns whether it is a tone mark or the mark of a silent letter.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{E48}'..='\u{E4C}' | '\u{EC8}'..='\u{ECC}')
}

/// Returns whether it is a vowel sign above or below a letter.
fn is_vowel_sign(c: char) -> bool {
    matches!(c,
        '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}' | '\u{E4D}'
        | '\u{EB1}' | '\u{EB4}'..='\u{EBB}' | '\u{ECD}')
}
