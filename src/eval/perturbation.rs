//! Perturbs questions as people do who type them: typos, words missing, accents left out.
//!
//! Owns what is done to a text, always the same for the same text. What is right to find for it is
//! in `known_item`.

use std::ops::Range;

use super::random::Random;
use super::words::{Word, words};
use crate::analysis;

/// Any number does, as long as it stays the same.
const SEED: u64 = 20_261_121;

/// What may happen to a question before it is searched for: a perturbation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Perturbation {
    /// Nothing.
    Verbatim,
    /// A typo in one word of six letters or more.
    OneTypo,
    /// A typo in every word of five letters or more.
    Typos,
    /// A third of the words is missing.
    ThirdDropped,
    /// Accents are left out.
    NoAccents,
}

impl Perturbation {
    /// All perturbations, in the order of reports.
    pub(crate) const ALL: [Self; 5] = [
        Self::Verbatim,
        Self::OneTypo,
        Self::Typos,
        Self::ThirdDropped,
        Self::NoAccents,
    ];

    /// Returns the name that is shown to people and used in JSON.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::OneTypo => "one typo",
            Self::Typos => "typo in every word",
            Self::ThirdDropped => "a third dropped",
            Self::NoAccents => "no accents",
        }
    }

    /// Returns whether chance decides what happens, so that more than one try tells more.
    #[must_use]
    pub(crate) fn is_random(self) -> bool {
        matches!(self, Self::OneTypo | Self::Typos | Self::ThirdDropped)
    }

    /// Perturbs a text. The same text and round give the same result. Returns `None` if the text
    /// has nothing to which this could happen.
    #[must_use]
    pub(crate) fn perturb(self, text: &str, round: u8) -> Option<String> {
        let mut random = Random::new(SEED + u64::from(round) * 16 + self as u64, text);
        match self {
            Self::Verbatim => Some(text.to_string()),
            Self::OneTypo => {
                let word = random.one_of(&long_words(text, 6))?;
                Some(mistype(text, &[word], &mut random))
            }
            Self::Typos => {
                let words = long_words(text, 5);
                (!words.is_empty()).then(|| mistype(text, &words, &mut random))
            }
            Self::ThirdDropped => drop_third(text, &mut random),
            Self::NoAccents => {
                let bare = without_accents(text);
                (bare != text).then_some(bare)
            }
        }
    }
}

fn long_words(text: &str, letters: usize) -> Vec<Word> {
    let mut words = words(text);
    words.retain(|&(from, to)| {
        let count = text[from..to].chars().filter(|c| c.is_alphabetic()).count();
        count >= letters
    });
    words
}

/// Puts one typo into each of these words.
fn mistype(text: &str, words: &[Word], random: &mut Random) -> String {
    let mut out = String::with_capacity(text.len() + words.len() * 4);
    let mut done = 0;
    for &(from, to) in words {
        out.push_str(&text[done..from]);
        out.extend(typo(&text[from..to], text, random));
        done = to;
    }
    out.push_str(&text[done..]);
    out
}

/// Mistypes a word: one letter is missing, too many, wrong, or changed round with the next.
fn typo(word: &str, text: &str, random: &mut Random) -> Vec<char> {
    let mut chars: Vec<char> = word.chars().collect();
    let letters: Vec<usize> = positions(&chars, |at| chars[at].is_alphabetic());
    let Some(at) = random.one_of(&letters) else {
        return chars;
    };
    match random.below(4) {
        0 => {
            let other = strange_letter(text, chars[at], None, random);
            chars.insert(at + random.below(2), other.unwrap_or(chars[at]));
            return chars;
        }
        1 => {
            if let Some(other) = strange_letter(text, chars[at], Some(chars[at]), random) {
                chars[at] = other;
                return chars;
            }
        }
        2 => {
            let pairs = positions(&chars, |at| {
                let next = chars.get(at + 1).copied().unwrap_or(' ');
                chars[at].is_alphabetic() && next.is_alphabetic() && lower(next) != lower(chars[at])
            });
            if let Some(at) = random.one_of(&pairs) {
                transpose(&mut chars, at);
                return chars;
            }
        }
        _ => {}
    }
    chars.remove(at);
    chars
}

fn positions(chars: &[char], wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..chars.len()).filter(|&at| wanted(at)).collect()
}

/// Changes two letters round. A capital stays where it is: who types too fast
/// presses Shift in time.
fn transpose(chars: &mut [char], at: usize) {
    let capital = chars[at].is_uppercase() && !chars[at + 1].is_uppercase();
    chars.swap(at, at + 1);
    if capital {
        chars[at] = chars[at].to_uppercase().next().unwrap_or(chars[at]);
        chars[at + 1] = lower(chars[at + 1]);
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Returns a letter that a finger may hit beside `near`: any from a to z in Latin text, in
/// other scripts any of the same text. `None` when `not` is the only one.
fn strange_letter(text: &str, near: char, not: Option<char>, random: &mut Random) -> Option<char> {
    let letters: Vec<char> = if is_latin(near) {
        ('a'..='z').collect()
    } else {
        text.chars()
            .filter(|&c| c.is_alphabetic() && !is_latin(c))
            .collect()
    };
    let letters: Vec<char> = letters
        .into_iter()
        .filter(|&c| Some(lower(c)) != not.map(lower))
        .collect();
    random.one_of(&letters)
}

fn is_latin(c: char) -> bool {
    c < '\u{250}' || matches!(c, '\u{1E00}'..='\u{1EFF}')
}

/// Drops a third of the words of a text, rounded; `None` if it has fewer than three.
fn drop_third(text: &str, random: &mut Random) -> Option<String> {
    let mut words = words(text);
    if words.len() < 3 {
        return None;
    }
    let dropped = (words.len() + 1) / 3;
    // The first places of a shuffle by Fisher and Yates.
    for place in 0..dropped {
        let other = place + random.below(words.len() - place);
        words.swap(place, other);
    }
    words.truncate(dropped);
    words.sort_unstable();
    let mut left = String::with_capacity(text.len());
    let mut done = 0;
    for (from, to) in words {
        left.push_str(&text[done..from]);
        done = to;
    }
    left.push_str(&text[done..]);
    Some(left.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Writes a text as it is typed without dead keys. Only accents go: letters that are others
/// without their marks, as in Japanese, stay.
fn without_accents(text: &str) -> String {
    const ALPHABETS: Range<char> = '\u{80}'..'\u{2000}';
    let mut bare = String::with_capacity(text.len());
    for c in text.chars() {
        let folded = if ALPHABETS.contains(&c) {
            analysis::fold(c.encode_utf8(&mut [0; 4]))
        } else {
            String::from(c)
        };
        if folded.chars().eq(c.to_lowercase()) {
            bare.push(c);
        } else if c.is_uppercase() {
            bare.extend(folded.chars().flat_map(char::to_uppercase));
        } else {
            bare.push_str(&folded);
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: &str = "Which certificates does the gateway need, and who issues them?";

    /// Returns the edit distance with transpositions of neighbours (optimal string alignment).
    fn distance(a: &str, b: &str) -> usize {
        let a: Vec<char> = a.to_lowercase().chars().collect();
        let b: Vec<char> = b.to_lowercase().chars().collect();
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let cost = usize::from(a[i - 1] != b[j - 1]);
                    let mut least = (rows[i - 1][j] + 1)
                        .min(rows[i][j - 1] + 1)
                        .min(rows[i - 1][j - 1] + cost);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        rows[a.len()][b.len()]
    }

    #[test]
    fn one_typo_is_one_edit_of_one_long_word() {
        for text in [
            QUESTION,
            "Почему обновление не устанавливается?",
            "aaaaaa",
            "ΑΒΓΔΕΖ",
            "コンピューターを再起動する",
        ] {
            for round in 0..50 {
                let typed = Perturbation::OneTypo.perturb(text, round).unwrap();
                assert_eq!(distance(text, &typed), 1, "{text} {typed}");
            }
        }
        assert_eq!(Perturbation::OneTypo.perturb("Why is it so?", 0), None);
    }

    #[test]
    fn typos_are_one_edit_of_every_long_word() {
        for round in 0..50 {
            let typed = Perturbation::Typos.perturb(QUESTION, round).unwrap();
            let (before, after) = (QUESTION.split(' '), typed.split(' '));
            assert_eq!(before.clone().count(), after.clone().count());
            for (before, after) in before.zip(after) {
                let letters = before.chars().filter(|c| c.is_alphabetic()).count();
                let expected = usize::from(letters >= 5);
                assert_eq!(distance(before, after), expected, "{before} {after}");
            }
        }
    }

    #[test]
    fn rounds_differ_and_repeat_themselves() {
        let typed: std::collections::BTreeSet<_> = (0..5)
            .map(|round| Perturbation::Typos.perturb(QUESTION, round))
            .collect();
        assert_eq!(typed.len(), 5);
        for noise in Perturbation::ALL {
            assert_eq!(noise.perturb(QUESTION, 3), noise.perturb(QUESTION, 3));
        }
    }

    #[test]
    fn a_third_of_the_words_is_dropped() {
        let kept = |text: &str| {
            Perturbation::ThirdDropped
                .perturb(text, 0)
                .map(|left| words(&left).len())
        };
        assert_eq!(kept("one two"), None);
        assert_eq!(kept("one two three"), Some(2));
        assert_eq!(kept("one two three four five"), Some(3));
        assert_eq!(kept(QUESTION), Some(7));
        assert!(kept("証明書の有効期限が切れたらどうなりますか").is_some());
    }

    #[test]
    fn accents_go_and_other_letters_stay() {
        for (text, bare) in [
            ("Où l’Été s’arrête-t-il ?", Some("Ou l’Ete s’arrete-t-il ?")),
            ("Grüße", Some("Grusse")),
            ("e\u{301}te\u{301}", Some("ete")),
            ("Łódź", Some("Lodz")),
            ("Where?", None),
            ("ガイドを読む", None),
            ("йод", None),
        ] {
            let found = Perturbation::NoAccents.perturb(text, 0);
            assert_eq!(found.as_deref(), bare, "{text}");
        }
    }
}
