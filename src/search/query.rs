//! From the text a person typed to the words that are looked up.
//!
//! Owns how the tokens of one language's analyzer are grouped into words with
//! alternative terms. Knows nothing of the index.

use crate::analysis::{Analyzer, Form, Token, Tokens};

/// Words beyond this many are left out: a pasted page is searched by its beginning.
const MAX_WORDS: usize = 64;

/// Bytes of the query that are analyzed; the rest of a pasted file adds nothing.
const MAX_BYTES: usize = 16 * 1024;

/// One word of the query with everything it may match.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As typed.
    pub surface: String,
    /// Position among the words of the query, for proximity.
    pub position: u32,
    /// Terms that stand for the word; any of them counts, the best once.
    pub terms: Vec<String>,
    /// The exact form's term, where it differs from the stem.
    pub exact: Option<String>,
    /// The parts of a compound, to be found side by side.
    pub parts: Vec<String>,
    /// How much of a whole word this is: 1, or less for a character pair.
    pub weight: f32,
}

/// Weight of a pair of characters in a script without spaces. A word of three
/// characters brings two pairs; together they should not outweigh it twice.
const BIGRAM_WEIGHT: f32 = 0.5;

/// Splits a query into words by the language's analyzer. Repeated words count once.
#[must_use]
pub fn words(analyzer: &Analyzer, query: &str) -> Vec<Word> {
    let mut end = query.len().min(MAX_BYTES);
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    let query = &query[..end];
    let mut tokens = Tokens::default();
    analyzer.analyze(query, &mut tokens);
    let all: Vec<(&str, Token)> = tokens.iter().map(|(term, token)| (term, *token)).collect();

    let mut words: Vec<Word> = Vec::new();
    let mut start = 0;
    while start < all.len() && words.len() < MAX_WORDS {
        let id = all[start].1.word;
        let length = all[start..]
            .iter()
            .take_while(|(_, token)| token.word == id)
            .count();
        for word in group(query, &all[start..start + length], &all) {
            if !words.iter().any(|other| other.terms == word.terms) {
                words.push(word);
            }
        }
        start += length;
    }
    words
}

/// Turns the tokens of one compound into words.
fn group(query: &str, tokens: &[(&str, Token)], all: &[(&str, Token)]) -> Vec<Word> {
    let plain = |form: Form| matches!(form, Form::Stem | Form::Exact | Form::Whole);
    let mut words = Vec::new();
    let whole: Vec<&(&str, Token)> = tokens.iter().filter(|(_, t)| plain(t.form)).collect();
    if let (Some(from), Some(to)) = (
        whole.iter().map(|(_, t)| t.from).min(),
        whole.iter().map(|(_, t)| t.to).max(),
    ) {
        let covers = |t: &Token| t.form == Form::Whole || (t.from == from && t.to == to);
        if whole.iter().any(|(_, t)| covers(t)) {
            words.push(word_of(query, &whole, covers, from, to));
        } else {
            // A run that the analyzer cut without naming the whole: each part is a word.
            let mut spans: Vec<(u32, u32)> = whole.iter().map(|(_, t)| (t.from, t.to)).collect();
            spans.dedup();
            for (from, to) in spans {
                words.push(word_of(
                    query,
                    &whole,
                    |t| t.from == from && t.to == to,
                    from,
                    to,
                ));
            }
        }
    }
    for (term, token) in tokens.iter().filter(|(_, t)| !plain(t.form)) {
        let weight = match token.form {
            Form::Bigram => BIGRAM_WEIGHT,
            // A single character tells little; it counts where nothing longer covers it.
            _ if all.iter().any(|(_, t)| {
                t.to - t.from > token.to - token.from && t.from <= token.from && token.to <= t.to
            }) =>
            {
                continue;
            }
            _ => 1.0,
        };
        words.push(Word {
            surface: slice(query, token.from, token.to),
            position: token.position,
            terms: vec![(*term).to_string()],
            exact: None,
            parts: Vec::new(),
            weight,
        });
    }
    words
}

/// The word made of the tokens that `covers` accepts; the others are its parts.
fn word_of(
    query: &str,
    tokens: &[&(&str, Token)],
    covers: impl Fn(&Token) -> bool,
    from: u32,
    to: u32,
) -> Word {
    let mut word = Word {
        surface: slice(query, from, to),
        position: u32::MAX,
        terms: Vec::new(),
        exact: None,
        parts: Vec::new(),
        weight: 1.0,
    };
    let mut last_part = None;
    for (term, token) in tokens {
        if covers(token) {
            word.position = word.position.min(token.position);
            if token.form == Form::Exact {
                word.exact = Some((*term).to_string());
            } else if !word.terms.iter().any(|known| known == term) {
                word.terms.push((*term).to_string());
            }
        } else if token.form == Form::Stem
            && from <= token.from
            && token.to <= to
            && last_part != Some(token.position)
        {
            last_part = Some(token.position);
            word.parts.push((*term).to_string());
        }
    }
    // Digits side by side prove nothing; the whole number is indexed anyway.
    if word.parts.len() < 2
        || !word
            .parts
            .iter()
            .any(|part| part.chars().any(char::is_alphabetic))
    {
        word.parts.clear();
    }
    word
}

fn slice(text: &str, from: u32, to: u32) -> String {
    text.get(from as usize..to as usize)
        .unwrap_or_default()
        .to_string()
}
