//! Hebrew words: the marks inside them, and the particles and endings that are written to them.
//!
//! Snowball has no Hebrew stemmer. Owns a light one: it knows nothing of roots, so that forms
//! with other vowels stay apart. The stemmer's words come folded, without points and final letters.

/// Returns whether a character may stand for gershayim, the mark of acronyms (`מע"מ`): it or any
/// quotation mark that keyboards and word processors put there.
pub(crate) fn is_gershayim(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{5F4}' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{FF02}'
    )
}

/// Returns whether a character may stand for geresh, the mark of foreign sounds (`צ'ק`) and, twice,
/// of acronyms.
pub(crate) fn is_geresh(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '\u{B4}'
            | '\u{5F3}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201B}'
            | '\u{2032}'
            | '\u{FF07}'
    )
}

/// Returns the length in bytes of the gershayim or geresh at byte `at`, if it stands between two
/// Hebrew letters. There it is a part of the word and no quotation mark.
pub(crate) fn mark_len(text: &str, at: usize) -> Option<usize> {
    // Most of what stands between words is a blank.
    if text.as_bytes().get(at)?.is_ascii_whitespace() {
        return None;
    }
    let mut after = text.get(at..)?.chars();
    let mark = after.next()?;
    let len = if is_gershayim(mark) {
        mark.len_utf8()
    } else if is_geresh(mark) {
        let twice = after.as_str().chars().next().filter(|&c| is_geresh(c));
        mark.len_utf8() + twice.map_or(0, char::len_utf8)
    } else {
        return None;
    };
    let letters = text.get(..at)?.chars().next_back().is_some_and(is_hebrew)
        && text.get(at + len..)?.chars().next().is_some_and(is_hebrew);
    letters.then_some(len)
}

/// Returns whether it is a Hebrew letter, or a point, which stands after its letter.
fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5B0}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{5D0}'..='\u{5F2}')
}

/// One letter each: the, and, in, like, to, from, that.
const PARTICLES: [char; 7] = ['ה', 'ו', 'ב', 'כ', 'ל', 'מ', 'ש'];

/// Letters that stay when a particle goes; of an acronym fewer.
const SHORTEST: usize = 3;
const SHORTEST_ACRONYM: usize = 2;

/// Plurals and feminines, each with the letters that must stay.
const ENDINGS: [(&str, usize); 4] = [("ימ", 2), ("ות", 2), ("ה", 2), ("ת", 3)];

/// Returns the word without its ending, and with single letters where consonants may be written
/// twice: `ספרייה`, `ספריה`, `ספריות`.
pub(crate) fn stem(folded: &str) -> String {
    let single = folded.replace("יי", "י").replace("וו", "ו");
    let stem = ENDINGS.iter().find_map(|(ending, shortest)| {
        let stem = single.strip_suffix(ending)?;
        (stem.chars().count() >= *shortest).then(|| stem.to_owned())
    });
    stem.unwrap_or(single)
}

/// Returns the word without the particle before it, if its first letter is one: `הסיסמה`. `written`
/// is the word with its marks.
pub(crate) fn without_particle<'f>(folded: &'f str, written: &str) -> Option<&'f str> {
    let bare = folded.strip_prefix(PARTICLES)?;
    let shortest = if written.contains(is_gershayim) {
        SHORTEST_ACRONYM
    } else {
        SHORTEST
    };
    (bare.chars().count() >= shortest).then_some(bare)
}
