//! Passages: entries that no question opens.
//!
//! Owns what stands for the question they lack. Their two vectors are those of their two halves, and
//! they are asked for by their own beginning, to see what a model is worth on them.

use std::collections::HashMap;

use crate::analysis::{Analyzer, Tokens};
use crate::model::language::LanguageTag;

/// Letters of a passage that go into its vectors: more than models take would be cut off.
pub(super) const LETTERS: usize = 2000;

/// Letters of a beginning that is asked like a question.
const BEGINNING: usize = 80;

/// Letters that a word may go on behind the place where a text is to be parted.
const LONGEST_WORD: usize = 30;

/// Returns the two halves of a passage.
pub(super) fn halves(text: &str) -> (&str, &str) {
    part(text, text.chars().count() / 2)
}

/// Returns the beginning of a passage and the rest of it; none if there is no rest to speak of.
pub(super) fn beginning(text: &str) -> Option<(&str, &str)> {
    let is_long = text.chars().nth(2 * BEGINNING).is_some();
    is_long.then(|| part(text, BEGINNING))
}

/// Parts a text after so many letters, at the end of a word where the script has such.
fn part(text: &str, letters: usize) -> (&str, &str) {
    let place = |number| text.char_indices().nth(number).map(|(place, _)| place);
    let wanted = place(letters).unwrap_or(text.len());
    let limit = place(letters + LONGEST_WORD).unwrap_or(text.len());
    let space = text[wanted..limit].find(char::is_whitespace);
    text.split_at(space.map_or(wanted, |space| wanted + space))
}

/// Scores every text for every question by their words alone: plain BM25, which is near enough to
/// the real ranking to say what likeness adds to it. A row a question.
pub(super) fn scores(language: &LanguageTag, pairs: &[(&str, &str)]) -> Vec<Vec<f32>> {
    /// How much a word counts that a text says again, and how much the length of a text.
    const AGAIN: f32 = 1.2;
    const LENGTH: f32 = 0.75;
    let analyzer = Analyzer::for_language(language);
    let counted = |text: &str| {
        let mut tokens = Tokens::default();
        analyzer.analyze(text, &mut tokens);
        let mut counts: HashMap<String, f32> = HashMap::new();
        for (term, _) in tokens.iter() {
            *counts.entry(term.to_owned()).or_default() += 1.0;
        }
        counts
    };
    let texts: Vec<HashMap<String, f32>> = pairs.iter().map(|(_, text)| counted(text)).collect();
    let mut holders: HashMap<&str, f32> = HashMap::new();
    for term in texts.iter().flat_map(HashMap::keys) {
        *holders.entry(term).or_default() += 1.0;
    }
    let lengths: Vec<f32> = texts.iter().map(|text| text.values().sum()).collect();
    #[allow(clippy::cast_precision_loss)] // some hundred
    let count = pairs.len() as f32;
    let average = lengths.iter().sum::<f32>() / count.max(1.0);
    let score = |question: &[String], number: usize| {
        let size = AGAIN * (1.0 - LENGTH + LENGTH * lengths[number] / average.max(1.0));
        let of_term = |term: &String| {
            let often = texts[number].get(term).copied().unwrap_or_default();
            let holders = holders.get(term.as_str()).copied().unwrap_or_default();
            let rarity = (1.0 + (count - holders + 0.5) / (holders + 0.5)).ln();
            rarity * often * (AGAIN + 1.0) / (often + size)
        };
        question.iter().map(of_term).sum()
    };
    let questions = pairs.iter().map(|(question, _)| {
        // In an order of its own, since sums of floats depend on it.
        let mut terms: Vec<String> = counted(question).into_keys().collect();
        terms.sort_unstable();
        (0..pairs.len())
            .map(|number| score(&terms, number))
            .collect()
    });
    questions.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_parted_between_words() {
        assert_eq!(halves("one two three"), ("one two", " three"));
        assert_eq!(halves(""), ("", ""));
        let (first, second) = halves("密码忘记了怎么办");
        assert_eq!((first, second), ("密码忘记", "了怎么办"));
        assert_eq!(beginning("too short"), None);
        let long = "seven words ".repeat(30);
        let (first, rest) = beginning(&long).unwrap();
        assert_eq!(format!("{first}{rest}"), long);
        assert!(
            first.ends_with("words") || first.ends_with("seven"),
            "{first}"
        );
    }

    #[test]
    fn a_text_that_says_the_rare_words_scores_best() {
        let pairs = [
            ("the red wheel", "a wheel that is red turns slowly"),
            ("the blue screw", "a screw of blue steel"),
            ("the long wait", "nothing of this kind"),
        ];
        let scores = scores(&"en".parse().unwrap(), &pairs);
        assert!(scores[0][0] > scores[0][1] && scores[1][1] > scores[1][0]);
        assert_eq!(scores[1][2], 0.0, "{scores:?}");
    }
}
