//! Hangul syllables and the letters that they are made of.
//!
//! Owns Unicode's arithmetic of syllables (section 3.12) and what a keyboard shows on the way to a
//! syllable: it makes one of the letters typed so far, and gives the last consonant of it to the
//! next one as soon as a vowel follows.

/// A syllable by the numbers of its letters; `tail` 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syllable {
    pub lead: u32,
    pub vowel: u32,
    pub tail: u32,
}

const FIRST: u32 = 0xAC00;
const FIRST_LEAD: u32 = 0x1100;
const LEADS: u32 = 19;
const VOWELS: u32 = 21;
const TAILS: u32 = 28;

/// The consonant at the end of a syllable as one at the beginning, and what stays where two stand
/// at the end: `ㄺ` leaves `ㄹ` and gives `ㄱ`. By the number of the tail.
const TAILS_AS_LEADS: [(u32, u32); TAILS as usize] = [
    (0, LEADS),
    (0, 0),
    (0, 1),
    (1, 9),
    (0, 2),
    (4, 12),
    (4, 18),
    (0, 3),
    (0, 5),
    (8, 0),
    (8, 6),
    (8, 7),
    (8, 9),
    (8, 16),
    (8, 17),
    (8, 18),
    (0, 6),
    (0, 7),
    (17, 9),
    (0, 9),
    (0, 10),
    (0, 11),
    (0, 12),
    (0, 14),
    (0, 15),
    (0, 16),
    (0, 17),
    (0, 18),
];

impl Syllable {
    /// Takes a syllable apart; `None` for another character.
    pub(crate) fn of(c: char) -> Option<Self> {
        let code = u32::from(c).checked_sub(FIRST)?;
        let lead = code / (VOWELS * TAILS);
        (lead < LEADS).then_some(Self {
            lead,
            vowel: code / TAILS % VOWELS,
            tail: code % TAILS,
        })
    }

    /// Returns the character.
    pub(crate) fn compose(self) -> Option<char> {
        let is_one = self.lead < LEADS && self.vowel < VOWELS && self.tail < TAILS;
        let code = FIRST + (self.lead * VOWELS + self.vowel) * TAILS + self.tail;
        is_one.then(|| char::from_u32(code)).flatten()
    }
}

/// Returns the number of a leading consonant that stands alone, in its normal form.
fn lone_lead(c: char) -> Option<u32> {
    let lead = u32::from(c).checked_sub(FIRST_LEAD)?;
    (lead < LEADS).then_some(lead)
}

/// Returns whether it is a syllable, or a consonant that is to become one, in their normal forms.
pub(crate) fn is_hangul(c: char) -> bool {
    lone_lead(c).is_some() || Syllable::of(c).is_some()
}

/// Returns whether what a keyboard shows stands for a syllable: a lone consonant for every one that
/// begins with it; the last syllable for those that it becomes when more letters follow.
pub(crate) fn stands_for(shown: char, is_last: bool, syllable: char) -> bool {
    if shown == syllable {
        return true;
    }
    let Some(full) = Syllable::of(syllable) else {
        return false;
    };
    if let Some(lead) = lone_lead(shown) {
        return lead == full.lead;
    }
    match Syllable::of(shown) {
        Some(begun) if is_last && begun.lead == full.lead => {
            if begun.tail == 0 {
                begun.vowel == full.vowel || is_begun_by(full.vowel, begun.vowel)
            } else {
                let (kept, _) = TAILS_AS_LEADS[full.tail as usize % TAILS as usize];
                begun.vowel == full.vowel && kept == begun.tail
            }
        }
        _ => false,
    }
}

/// Returns whether a vowel of two letters begins with another: `ㅘ` with `ㅗ`.
fn is_begun_by(vowel: u32, first: u32) -> bool {
    matches!((first, vowel), (8, 9..=11) | (13, 14..=16) | (18, 19))
}

/// Returns a text whose last consonant is about to begin the next syllable, with that consonant
/// alone: `빔` on the way to `비밀`.
pub(crate) fn with_freed_consonant(text: &str) -> Option<String> {
    let last = text.chars().next_back()?;
    let syllable = Syllable::of(last)?;
    let (tail, lead) = TAILS_AS_LEADS[syllable.tail as usize % TAILS as usize];
    if lead == LEADS {
        return None;
    }
    let mut freed = text.strip_suffix(last)?.to_string();
    freed.push(Syllable { tail, ..syllable }.compose()?);
    freed.push(char::from_u32(FIRST_LEAD + lead)?);
    Some(freed)
}

/// Returns a text without its last syllable, if that is only begun: the part that is certain.
pub(crate) fn certain_part(text: &str) -> Option<&str> {
    let last = text.chars().next_back()?;
    text.strip_suffix(last).filter(|_| is_hangul(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_its_letters() {
        for c in ['가', '밀', '값', '힣'] {
            assert_eq!(Syllable::of(c).unwrap().compose(), Some(c));
        }
        assert_eq!(Syllable::of('힤'), None);
        assert_eq!(Syllable::of('a'), None);
    }

    #[test]
    fn the_last_syllable_stands_for_what_it_may_become() {
        for (shown, syllable) in [
            ('ᄇ', '번'),
            ('비', '빌'),
            ('고', '과'),
            ('구', '권'),
            ('갑', '값'),
            ('달', '닭'),
        ] {
            assert!(stands_for(shown, true, syllable), "{shown} {syllable}");
        }
        for (shown, is_last, syllable) in [
            ('비', false, '빌'),
            ('비', true, '보'),
            ('빔', true, '비'),
            ('ᄇ', true, '미'),
            ('갑', true, '갓'),
        ] {
            assert!(!stands_for(shown, is_last, syllable), "{shown} {syllable}");
        }
    }

    #[test]
    fn a_consonant_is_freed_for_the_next_syllable() {
        for (shown, freed) in [("빔", "비ᄆ"), ("설칳", "설치ᄒ"), ("닭", "달ᄀ")] {
            assert_eq!(with_freed_consonant(shown).as_deref(), Some(freed));
        }
        assert_eq!(with_freed_consonant("설치"), None);
    }
}
