//! Draws sentences out of answers, as people paste them into a search: error messages above all.
//!
//! Owns which sentences count, which of them are drawn, and the classes of length of reports. The
//! same texts always give the same sentences.

use super::random::Random;
use super::words::words;
use crate::analysis::sentences;

/// Any number does, as long as it stays the same.
const SEED: u64 = 20_261_126;

/// How many words a sentence that is pasted has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LengthClass {
    /// 5 to 7 words.
    Short,
    /// 8 to 12 words.
    Middle,
    /// 13 to 22 words.
    Long,
}

impl LengthClass {
    /// All classes, in the order of reports.
    pub(crate) const ALL: [Self; 3] = [Self::Short, Self::Middle, Self::Long];

    /// Returns the name that is shown to people and used in JSON.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Short => "5 to 7 words",
            Self::Middle => "8 to 12 words",
            Self::Long => "13 to 22 words",
        }
    }

    /// Returns the class of so many words; `None` if a sentence is too short or too long to count.
    fn of(words: usize) -> Option<Self> {
        match words {
            5..=7 => Some(Self::Short),
            8..=12 => Some(Self::Middle),
            13..=22 => Some(Self::Long),
            _ => None,
        }
    }
}

/// A sentence that stands in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PastedSentence {
    /// The sentence, on one line.
    pub text: String,
    /// How long it is.
    pub length: LengthClass,
    /// A random number: the sentences with the least make a sample of many.
    pub order: u64,
}

/// Draws a sentence of 5 to 22 words out of a text without markup, whose lines are blocks; `None`
/// if there is no such sentence. `name` tells texts apart that say the same.
#[must_use]
pub(crate) fn draw(name: &str, text: &str) -> Option<PastedSentence> {
    let mut random = Random::new(SEED, name);
    let order = random.next();
    let sentences = sentences(text).into_iter();
    let fit: Vec<(&str, LengthClass)> = sentences
        .map(|(from, to)| text[from..to].trim())
        .filter_map(|sentence| Some((sentence, LengthClass::of(words(sentence).len())?)))
        .collect();
    let (text, length) = random.one_of(&fit)?;
    Some(PastedSentence {
        text: text.to_string(),
        length,
        order,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_a_fitting_length_is_drawn_the_same_every_time() {
        let long = "word ".repeat(23);
        let text = format!("Too short.\nThe oven is cold because nobody lit it. {long}\nNo.");
        let drawn = draw("a", &text).unwrap();
        assert_eq!(drawn.text, "The oven is cold because nobody lit it.");
        assert_eq!(drawn.length, LengthClass::Middle);
        assert_eq!(draw("a", &text), Some(drawn.clone()));
        assert_ne!(draw("b", &text).map(|other| other.order), Some(drawn.order));
        assert_eq!(draw("a", "Too short.\nNo."), None);
    }

    #[test]
    fn every_sentence_that_fits_may_be_drawn() {
        let text = "One two three four five. Six seven eight nine ten.";
        let drawn = (0..40).filter_map(|n| draw(&n.to_string(), text));
        let texts: std::collections::BTreeSet<String> = drawn.map(|one| one.text).collect();
        assert_eq!(texts.len(), 2);
    }
}
