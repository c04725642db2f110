//! Snippets: the part of an answer that shows why it was found.
//!
//! Owns finding the words of a query in a text and choosing whole sentences
//! around them. Lengths and highlights count Unicode scalar values.

use std::collections::HashSet;

use crate::analysis::{Analyzer, Form, Tokens};

/// Most characters of a snippet.
const MAX_CHARS: usize = 240;

/// Bytes of an answer that are searched for a good place; what lies beyond is
/// in the whole answer anyway.
const MAX_BYTES: usize = 24 * 1024;

/// A text with the places to be marked, as `[start, end)` in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Snippet {
    /// The text, one line.
    pub text: String,
    /// Marked ranges, in order, not overlapping.
    pub highlights: Vec<(usize, usize)>,
}

/// The terms of a query's words in one language.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    terms: HashSet<String>,
}

impl Terms {
    /// Collects terms.
    pub fn new(terms: impl IntoIterator<Item = String>) -> Self {
        Self {
            terms: terms.into_iter().collect(),
        }
    }

    /// Byte ranges of `text` that match, sorted and merged.
    fn matches(&self, analyzer: &Analyzer, text: &str, tokens: &mut Tokens) -> Vec<(usize, usize)> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        tokens.clear();
        analyzer.analyze(text, tokens);
        let mut ranges: Vec<(usize, usize)> = tokens
            .iter()
            .filter(|(term, token)| {
                token.form != Form::Unigram || self.terms.len() == 1 || term.len() > 4
            })
            .filter(|(term, _)| self.terms.contains(*term))
            .map(|(_, token)| (token.from as usize, token.to as usize))
            .collect();
        ranges.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
        for (from, to) in ranges {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        merged
    }
}

/// Marks the query's words in a whole short text, such as a question.
#[must_use]
pub fn mark(analyzer: &Analyzer, terms: &Terms, text: &str) -> Snippet {
    let matches = terms.matches(analyzer, text, &mut Tokens::default());
    in_characters(text, 0, text.len(), &matches, "", "")
}

/// The best part of an answer's plain text: the run of sentences within
/// the length limit that holds most different words, the earliest on a tie.
#[must_use]
pub fn snippet(analyzer: &Analyzer, terms: &Terms, plain: &str) -> Snippet {
    let mut end = plain.len().min(MAX_BYTES);
    while !plain.is_char_boundary(end) {
        end -= 1;
    }
    let text: String = plain[..end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let matches = terms.matches(analyzer, &text, &mut Tokens::default());
    let sentences = sentences(&text);
    let (from, to) = best_window(&text, &sentences, &matches);
    let before = if from > 0 { "… " } else { "" };
    let after = if to < text.trim_end().len() || end < plain.len() {
        " …"
    } else {
        ""
    };
    in_characters(&text, from, to, &matches, before, after)
}

/// Byte ranges of the sentences of a text. A sentence ends after `.`, `!`, `?`
/// before a space, and after the full-width marks anywhere.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = at + character.len_utf8();
        let ends = match character {
            '。' | '！' | '？' | '．' | '｡' | '।' | '۔' | '؟' => true,
            '.' | '!' | '?' | '…' | ':' => characters
                .peek()
                .is_none_or(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if ends {
            sentences.push((start, end));
            start = end;
            if let Some(&(space, ' ')) = characters.peek() {
                start = space + 1;
                characters.next();
            }
        }
    }
    if start < text.len() {
        sentences.push((start, text.len()));
    }
    sentences
}

/// Chooses whole sentences, or a piece of one that is too long.
fn best_window(
    text: &str,
    sentences: &[(usize, usize)],
    matches: &[(usize, usize)],
) -> (usize, usize) {
    let worth = |from: usize, to: usize| -> usize {
        let first = matches.partition_point(|m| m.0 < from);
        let mut seen: Vec<&str> = Vec::new();
        for &(start, end) in matches[first..].iter().take_while(|m| m.1 <= to) {
            let word = &text[start..end];
            if seen.len() < 16 && !seen.contains(&word) {
                seen.push(word);
            }
        }
        seen.len()
    };
    let mut best = (0, 0);
    let mut best_worth = None;
    for (number, &(from, first_end)) in sentences.iter().enumerate() {
        // Sentences without a match start no window, except the first.
        if number > 0 && worth(from, first_end) == 0 {
            continue;
        }
        let mut to = first_end;
        for &(_, end) in &sentences[number + 1..] {
            if text[from..end].chars().count() > MAX_CHARS {
                break;
            }
            to = end;
        }
        let value = worth(from, to);
        if best_worth.is_none_or(|known| value > known) {
            best_worth = Some(value);
            best = (from, to);
        }
    }
    shorten(text, best.0, best.1, matches)
}

/// Cuts a sentence that is longer than a snippet around its first match, at spaces.
fn shorten(text: &str, from: usize, to: usize, matches: &[(usize, usize)]) -> (usize, usize) {
    let window = &text[from..to];
    if window.chars().count() <= MAX_CHARS {
        return (from, to);
    }
    let first = matches
        .iter()
        .map(|m| m.0)
        .find(|&start| start >= from && start < to)
        .unwrap_or(from);
    // A third of the room goes before the match.
    let mut start = first;
    for (count, (at, character)) in text[from..first].char_indices().rev().enumerate() {
        if count >= MAX_CHARS / 3 {
            break;
        }
        start = from + at;
        let _ = character;
    }
    if start > from
        && let Some(space) = text[start..first].find(' ')
    {
        start += space + 1;
    }
    let mut end = start;
    for (at, character) in text[start..to].char_indices().take(MAX_CHARS) {
        end = start + at + character.len_utf8();
    }
    if end < to
        && let Some(space) = text[start..end].rfind(' ')
        && start + space > first
    {
        end = start + space;
    }
    (start, end)
}

/// Cuts out a byte range and converts the matches inside it to characters.
fn in_characters(
    text: &str,
    from: usize,
    to: usize,
    matches: &[(usize, usize)],
    before: &str,
    after: &str,
) -> Snippet {
    let body = text[from..to].trim_end();
    let to = from + body.len();
    let mut highlights = Vec::new();
    let mut at = from;
    let mut count = before.chars().count();
    for &(start, end) in matches.iter().filter(|m| m.0 >= from && m.1 <= to) {
        count += text[at..start].chars().count();
        let length = text[start..end].chars().count();
        highlights.push((count, count + length));
        count += length;
        at = end;
    }
    Snippet {
        text: format!("{before}{body}{after}"),
        highlights,
    }
}
