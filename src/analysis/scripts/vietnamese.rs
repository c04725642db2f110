//! Vietnamese syllables in one spelling.
//!
//! The tone of `oa`, `oe` and `uy` at the end of a syllable stands on the first
//! vowel in the older spelling (`hòa`, `thủy`) and on the second in the newer
//! one (`hoà`, `thuỷ`). Both are usual.

/// The tones as they follow each other in each of these strings.
const ROWS: [&str; 5] = ["aàáảãạ", "eèéẻẽẹ", "yỳýỷỹỵ", "oòóỏõọ", "uùúủũụ"];

/// Moves the tone mark of the word in lower case that begins at byte `start` to where
/// the older spelling has it.
pub(crate) fn place_tone(word: &mut String, start: usize) {
    let mut end = word.get(start..).unwrap_or_default().chars().rev();
    let (Some(last), Some(first)) = (end.next(), end.next()) else {
        return;
    };
    // After `q`, the `u` is no vowel.
    let glide = end.next() == Some('q');
    let Some((vowel, tone)) = tone_of(last) else {
        return;
    };
    let moves = matches!((first, vowel), ('o', 'a' | 'e')) || (first == 'u' && vowel == 'y');
    if tone == 0 || !moves || glide {
        return;
    }
    let toned = ROWS
        .iter()
        .find(|row| row.starts_with(first))
        .and_then(|row| row.chars().nth(tone));
    if let Some(toned) = toned {
        word.truncate(word.len() - last.len_utf8() - first.len_utf8());
        word.push(toned);
        word.push(vowel);
    }
}

/// Returns the vowel without its tone, and the number of the tone.
fn tone_of(c: char) -> Option<(char, usize)> {
    ROWS.iter().find_map(|row| {
        let tone = row.chars().position(|toned| toned == c)?;
        Some((row.chars().next()?, tone))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_become_one() {
        for (newer, older) in [
            ("hoà", "hòa"),
            ("khoẻ", "khỏe"),
            ("thuỷ", "thủy"),
            ("quý", "quý"),
            ("hoàn", "hoàn"),
            ("hoa", "hoa"),
            ("a", "a"),
            ("", ""),
        ] {
            let mut word = newer.to_string();
            place_tone(&mut word, 0);
            assert_eq!(word, older);
        }
    }
}
