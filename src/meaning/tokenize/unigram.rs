//! The likeliest sequence of pieces: each has a score, and the sum of a sequence is the greatest.

use super::normalize::CharacterMap;
use super::pieces::Pieces;
use crate::meaning::file::Section;

/// What a word begins with in `SentencePiece`.
pub(super) const WORD_MARK: &str = "\u{2581}";

/// The scores of pieces, and how a text is made ready.
pub(crate) struct Unigram {
    pub(crate) scores: Section,
    pub(crate) characters: CharacterMap,
    pub(crate) unknown_score: f32,
}

impl Unigram {
    /// Returns the words of a text, marked at their beginning.
    pub(crate) fn words(&self, text: &str) -> Vec<String> {
        let text = self.characters.apply(text);
        let words = text.split_whitespace();
        words.map(|word| format!("{WORD_MARK}{word}")).collect()
    }

    /// Adds the tokens of a word. Characters that no piece has, side by side, are one token.
    pub(crate) fn tokens(&self, pieces: &Pieces, unknown: u32, word: &str, tokens: &mut Vec<u32>) {
        // For each place, the best way to it: its score, the place before, the token between.
        let mut best: Vec<Option<(f32, usize, u32)>> = vec![None; word.len() + 1];
        best[0] = Some((0.0, 0, unknown));
        let places = word.char_indices().map(|(place, _)| place);
        for from in places {
            let Some((score, ..)) = best[from] else {
                continue;
            };
            let mut lengths = word[from..]
                .char_indices()
                .map(|(at, one)| at + one.len_utf8());
            let mut is_first = true;
            while let Some(length) = lengths.next().filter(|length| *length <= pieces.longest()) {
                let to = from + length;
                let piece = pieces
                    .find(&word[from..to])
                    .filter(|piece| *piece != unknown);
                let step = match piece {
                    Some(piece) => Some((self.scores.float(piece as usize), piece)),
                    None => is_first.then_some((self.unknown_score, unknown)),
                };
                is_first = false;
                if let Some((own, token)) = step {
                    let score = score + own;
                    if best[to].is_none_or(|(other, ..)| score > other) {
                        best[to] = Some((score, from, token));
                    }
                }
            }
            // A character longer than every piece.
            if is_first && let Some(one) = word[from..].chars().next() {
                best[from + one.len_utf8()] = Some((score + self.unknown_score, from, unknown));
            }
        }
        let start = tokens.len();
        let mut place = word.len();
        while let Some((_, from, token)) = best[place].filter(|_| place > 0) {
            if token != unknown || tokens[start..].last() != Some(&unknown) {
                tokens.push(token);
            }
            place = from;
        }
        tokens[start..].reverse();
    }
}
