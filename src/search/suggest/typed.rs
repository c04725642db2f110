//! Cuts what was typed so far into pieces to look up.
//!
//! Owns where the text is cut: at the places where the language's analyzer cuts, so that pieces and
//! indexed words stand at the same positions.

use crate::analysis::fold;
use crate::analysis::scripts::{hangul, kana};
use crate::analysis::{Analyzer, Form, Token, Tokens};

use crate::search::query::parse::truncate_at_char;

/// Number of bytes that are looked at. Nobody types more before choosing.
const MAX_BYTES: usize = 256;

/// Number of pieces that are looked up.
const MAX_PIECES: usize = 16;

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The beginning of a word, in lower case and without accents; or the term of a character of a
    /// script without spaces.
    pub text: String,
    /// The byte of what was typed at which it begins.
    pub from: usize,
    /// The position among the words.
    pub position: u32,
    /// Whether it is one character of a script without spaces.
    pub character: bool,
    /// Whether its words have exact forms in the index; those of Thai and its like have none.
    pub exact_forms: bool,
    /// Whether it may go on when more is typed.
    pub open: bool,
}

/// Returns the ways to cut what was typed. There are two where the last word of a script without
/// spaces may go on: half a word is cut differently from a whole one. There are two where a Korean
/// keyboard may have put the beginning of the next syllable at the end of the last.
#[must_use]
pub(super) fn readings(analyzer: &Analyzer, typed: &str) -> Vec<Vec<Piece>> {
    let typed = truncate_at_char(typed, MAX_BYTES);
    let mut tokens = Tokens::default();
    analyzer.analyze(typed, &mut tokens);
    let all: Vec<(&str, &Token)> = tokens.iter().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for at in all.chunk_by(|a, b| a.1.position == b.1.position) {
        let exact_forms = at.iter().any(|(_, token)| token.form == Form::Exact);
        // A word of one kana stands for both kana, as others of a Japanese text do.
        let is_kana =
            |term: &str| term.chars().nth(1).is_none() && kana::in_the_other_kana(term).is_some();
        let character = at
            .iter()
            .find(|(term, token)| token.form == Form::Unigram || is_kana(term));
        let smallest = || {
            let words = at.iter().filter(|(_, token)| token.form != Form::Bigram);
            words.min_by_key(|(_, token)| token.to - token.from)
        };
        let Some((term, token)) = character.or_else(smallest) else {
            continue;
        };
        let (from, to) = (token.from as usize, token.to as usize);
        pieces.push(Piece {
            text: match character {
                Some(_) => (*term).to_string(),
                None => word(typed.get(from..to).unwrap_or_default()),
            },
            from,
            position: token.position,
            character: character.is_some(),
            exact_forms,
            open: to == typed.len(),
        });
        ends.push(to);
    }
    pieces.truncate(MAX_PIECES);
    pieces.retain(|piece| !piece.text.is_empty());
    let mut readings = Vec::new();
    if let [.., before, last] = pieces.as_slice()
        && let Some(end) = ends.get(pieces.len() - 2)
        && !last.character
        && !last.exact_forms
        && *end == last.from
        && !last.text.chars().any(|c| c.is_ascii_digit())
    {
        let mut joined = pieces.clone();
        let mut whole = before.clone();
        whole.text.push_str(&last.text);
        whole.open = last.open;
        joined.truncate(pieces.len() - 2);
        joined.push(whole);
        readings.push(joined);
    }
    if let Some((last, before)) = pieces.split_last()
        && last.open
        && let Some(text) = hangul::with_freed_consonant(&last.text)
    {
        let mut freed = before.to_vec();
        freed.push(Piece {
            text,
            ..last.clone()
        });
        readings.push(freed);
    }
    readings.push(pieces);
    readings
}

/// Returns what was typed without the Latin letters at its end that a Japanese keyboard has not yet
/// made kana of; `None` where there are none.
#[must_use]
pub(super) fn without_unconverted<'t>(analyzer: &Analyzer, typed: &'t str) -> Option<&'t str> {
    analyzer
        .writes_kana()
        .then(|| kana::without_unconverted(typed))
        .flatten()
}

/// Returns a word in lower case, without accents and what analysis drops inside of it.
fn word(surface: &str) -> String {
    let dropped = |c: char| c.is_ascii_punctuation() || matches!(c, '’' | '‐' | '‑');
    fold(surface).chars().filter(|&c| !dropped(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(language: &str, typed: &str) -> Vec<Vec<String>> {
        readings(&Analyzer::for_language(language), typed)
            .into_iter()
            .map(|pieces| {
                let mark = |piece: &Piece| if piece.open { "…" } else { "" };
                pieces
                    .iter()
                    .map(|piece| format!("{}{}", piece.text, mark(piece)))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn the_last_word_is_open_until_something_follows() {
        assert_eq!(
            texts("en", "Do I need a cert"),
            [["do", "i", "need", "a", "cert…"]]
        );
        assert_eq!(texts("en", "do i "), [["do", "i"]]);
        assert_eq!(
            texts("fr", "l’accès à la Sécu"),
            [["l", "acces", "a", "la", "secu…"]]
        );
        assert_eq!(texts("en", " ?! "), [[""; 0]]);
    }

    #[test]
    fn names_are_cut_where_the_index_cuts_them() {
        assert_eq!(texts("en", "ExpressRou"), [["express", "rou…"]]);
        assert_eq!(texts("en", "expressrou"), [["expressrou…"]]);
    }

    #[test]
    fn scripts_without_spaces() {
        assert_eq!(texts("ja", "証明"), [["証", "明…"]]);
        let readings = texts("th", "ใบรับรองใ");
        assert_eq!(readings.len(), 2, "{readings:?}");
        assert_eq!(readings[1].concat(), "ใบรับรองใ…");
    }
}
