//! Hebrew words without the particles and endings that are written to them.
//!
//! Snowball has no Hebrew stemmer. Owns a light one: it knows nothing of roots, so that forms
//! with other vowels stay apart. Words come folded, without points and final letters.

/// One letter each: the, and, in, like, to, from, that.
const PARTICLES: [char; 7] = ['ה', 'ו', 'ב', 'כ', 'ל', 'מ', 'ש'];

/// Letters that stay when a particle goes.
const SHORTEST: usize = 3;

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

/// Returns the word without the particle before it, if its first letter is one: `הסיסמה`.
pub(crate) fn without_particle(folded: &str) -> Option<&str> {
    let bare = folded.strip_prefix(PARTICLES)?;
    (bare.chars().count() >= SHORTEST).then_some(bare)
}
