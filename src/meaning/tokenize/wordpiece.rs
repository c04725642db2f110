//! The longest piece first, word by word, as BERT has it.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::normalize::without_marks;
use super::pieces::Pieces;

/// A word of more characters is not known.
const LONGEST_WORD: usize = 100;

/// How a text is made ready, and how pieces inside a word are written.
pub(crate) struct WordPiece {
    pub(crate) lowercase: bool,
    pub(crate) strip_accents: bool,
    pub(crate) continuation: String,
}

impl WordPiece {
    /// Returns the words of a text. Punctuation and Han characters are words of their own.
    pub(crate) fn words(&self, text: &str) -> Vec<String> {
        let mut spaced = String::with_capacity(text.len());
        for character in text.chars().filter(|one| !is_dropped(*one)) {
            if is_han(character) {
                spaced.extend([' ', character, ' ']);
            } else {
                spaced.push(character);
            }
        }
        if self.strip_accents {
            spaced = without_marks(&spaced);
        }
        if self.lowercase {
            spaced = spaced.chars().flat_map(char::to_lowercase).collect();
        }
        let mut words = Vec::new();
        for word in spaced.split_whitespace() {
            let mut rest = word;
            while let Some(at) = rest.find(is_punctuation) {
                let (before, from) = rest.split_at(at);
                let sign = from.chars().next().map_or(0, char::len_utf8);
                let (sign, after) = from.split_at(sign);
                words.extend([before, sign].into_iter().filter(|part| !part.is_empty()));
                rest = after;
            }
            words.extend(Some(rest).filter(|rest| !rest.is_empty()));
            // Owned below, once the borrow of the text is over.
        }
        words.into_iter().map(str::to_owned).collect()
    }

    /// Adds the tokens of a word; the one for what is not known if any part of it is not.
    pub(crate) fn tokens(&self, pieces: &Pieces, unknown: u32, word: &str, tokens: &mut Vec<u32>) {
        let start = tokens.len();
        let mut from = 0;
        if word.chars().count() > LONGEST_WORD {
            tokens.push(unknown);
            return;
        }
        while from < word.len() {
            let mut ends: Vec<usize> = word[from..].char_indices().map(|(at, _)| at).collect();
            ends.push(word.len() - from);
            let found = ends.into_iter().skip(1).rev().find_map(|length| {
                let part = &word[from..from + length];
                let piece = if from == 0 {
                    pieces.find(part)
                } else {
                    pieces.find(&format!("{}{part}", self.continuation))
                };
                piece.map(|piece| (piece, length))
            });
            let Some((piece, length)) = found else {
                tokens.truncate(start);
                tokens.push(unknown);
                return;
            };
            tokens.push(piece);
            from += length;
        }
    }
}

/// Returns whether a character is left out: a control character that is no space.
fn is_dropped(character: char) -> bool {
    let is_space = matches!(character, '\t' | '\n' | '\r');
    let is_control = character.general_category_group() == GeneralCategoryGroup::Other
        && character.general_category() != GeneralCategory::Unassigned;
    character == '\u{fffd}' || is_control && !is_space
}

fn is_punctuation(character: char) -> bool {
    let group = character.general_category_group();
    character.is_ascii_punctuation() || group == GeneralCategoryGroup::Punctuation
}

fn is_han(character: char) -> bool {
    matches!(
        u32::from(character),
        0x4E00..=0x9FFF
            | 0x3400..=0x4DBF
            | 0x2_0000..=0x2_A6DF
            | 0x2_A700..=0x2_B73F
            | 0x2_B740..=0x2_B81F
            | 0x2_B820..=0x2_CEAF
            | 0xF900..=0xFAFF
            | 0x2F800..=0x2FA1F
    )
}
