//! Snippets: the part of an answer that shows why it was found.
//!
//! Owns finding the words of a query in a text and choosing whole sentences
//! around them. Lengths and highlights count Unicode scalar values.

use std::ops::Range;

use crate::analysis::{Analyzer, EXACT_PREFIX, Tokens, sentences};
use crate::content::markdown::text::one_line;
use crate::model::response::Snippet;
use crate::search::query::parse::truncate_at_char;
use crate::search::query::term::QueryTerm;

/// Most characters of a snippet.
const MAX_CHARS: usize = 240;

/// Bytes of an answer that are searched for a good place; what lies beyond is
/// in the whole answer anyway.
const MAX_BYTES: usize = 8 * 1024;

/// The terms of a query's words in one language, sorted.
#[derive(Debug)]
struct Terms {
    terms: Vec<String>,
    /// Bit `n` is set when a term has `n` bytes: most words of a text are told apart by that.
    lengths: u128,
}

impl Terms {
    fn of<'a>(words: impl Iterator<Item = &'a QueryTerm> + Clone) -> Self {
        let telling = words.clone().any(|word| !word.is_function_word);
        Self::new(
            words
                .filter(|word| !telling || !word.is_function_word)
                .flat_map(QueryTerm::every_term)
                .cloned()
                .collect(),
        )
    }

    fn new(mut terms: Vec<String>) -> Self {
        terms.sort_unstable();
        terms.dedup();
        let lengths = terms.iter().fold(0, |mask, term| mask | length_bit(term));
        Self { terms, lengths }
    }

    fn place(&self, term: &str) -> Option<usize> {
        if self.lengths & length_bit(term) == 0 {
            return None;
        }
        self.terms
            .binary_search_by(|known| known.as_str().cmp(term))
            .ok()
    }

    /// Returns the terms that a text does not hold.
    fn beyond(&self, text: &Tokens) -> Self {
        let mut held = vec![false; self.terms.len()];
        for (term, _) in text.iter() {
            if let Some(held) = self.place(term).and_then(|place| held.get_mut(place)) {
                *held = true;
            }
        }
        // The stems decide: an inflected form in the question is good enough.
        let lacking = self.terms.iter().zip(held).filter(|(_, held)| !held);
        Self::new(
            lacking
                .map(|(term, _)| term.clone())
                .filter(|term| !term.starts_with(EXACT_PREFIX))
                .collect(),
        )
    }

    /// Finds the byte ranges of a text that match, sorted and merged.
    fn matches(&self, text: &Tokens) -> Vec<(usize, usize)> {
        let mut ranges: Vec<(usize, usize)> = text
            .iter()
            .filter(|(term, _)| self.place(term).is_some())
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

fn length_bit(term: &str) -> u128 {
    1 << term.len().min(127)
}

/// Marks the words of one query in questions and answers of one language.
pub(crate) struct Highlighter<'a> {
    analyzer: &'a Analyzer,
    terms: Terms,
    /// Working memory: what it learnt of one text makes the next one cheaper.
    tokens: Tokens,
}

impl<'a> Highlighter<'a> {
    /// Looks for the words that tell something; for all words where none does.
    pub(crate) fn new<'w>(
        analyzer: &'a Analyzer,
        words: impl Iterator<Item = &'w QueryTerm> + Clone,
    ) -> Self {
        let terms = Terms::of(words);
        Self {
            tokens: Tokens::seeking(terms.terms.iter().map(String::as_str)),
            analyzer,
            terms,
        }
    }

    /// Returns the question with the query's words marked, and the part of the answer
    /// that says most to the reader.
    ///
    /// Where the question holds all the words of the query, that is how the
    /// answer begins. Else it is the run of sentences within the length limit
    /// that holds most of the words the question lacks, the earliest on a tie.
    pub(crate) fn highlight(&mut self, question: &str, answer: &str) -> (Snippet, Snippet) {
        let Self {
            analyzer,
            terms,
            tokens,
        } = self;
        analyzer.analyze(question, tokens);
        let matches = terms.matches(tokens);
        let marked = in_characters(question, 0..question.len(), &matches, ["", ""]);
        let lacking = terms.beyond(tokens);
        // The beginning needs no more text than a snippet holds.
        let bytes = if lacking.terms.is_empty() {
            MAX_CHARS * 8
        } else {
            MAX_BYTES
        };
        let head = truncate_at_char(answer, bytes);
        let text = one_line(head);
        let sentences = sentences(&text);
        let (from, to, highlights) = if lacking.terms.is_empty() {
            let (from, to) = best_window(&text, &sentences, &[]);
            analyzer.analyze(&text[from..to], tokens);
            let matches = terms.matches(tokens).into_iter();
            let matches = matches.map(|(start, end)| (from + start, from + end));
            (from, to, matches.collect())
        } else {
            analyzer.analyze(&text, tokens);
            let (from, to) = best_window(&text, &sentences, &lacking.matches(tokens));
            (from, to, terms.matches(tokens))
        };
        let before = if from > 0 { "… " } else { "" };
        let after = if to < text.trim_end().len() || head.len() < answer.len() {
            " …"
        } else {
            ""
        };
        let snippet = in_characters(&text, from..to, &highlights, [before, after]);
        (marked, snippet)
    }
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
    for (at, _) in text[from..first].char_indices().rev().take(MAX_CHARS / 3) {
        start = from + at;
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

/// Cuts out a byte range, converts the matches inside it to characters, and puts the marks of what
/// was left out before and after it.
fn in_characters(
    text: &str,
    range: Range<usize>,
    matches: &[(usize, usize)],
    [before, after]: [&str; 2],
) -> Snippet {
    let from = range.start;
    let body = text[range].trim_end();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parameters::TermParameters;
    use crate::search::query::parse::terms;

    fn cut(language: &str, query: &str, question: &str, answer: &str) -> (String, Vec<String>) {
        let analyzer = Analyzer::for_language(language);
        let words = terms(&analyzer, query, &TermParameters::default());
        let (_, found) = Highlighter::new(&analyzer, words.iter()).highlight(question, answer);
        let characters: Vec<char> = found.text.chars().collect();
        let marked = found
            .highlights
            .iter()
            .map(|&(from, to)| characters[from..to].iter().collect())
            .collect();
        (found.text, marked)
    }

    #[test]
    fn a_question_that_holds_the_words_shows_how_its_answer_begins() {
        let filler = "Nothing of interest is said here at all, and at some length. ".repeat(6);
        let answer = format!("No. {filler}Routers are old.");
        let (text, _) = cut("en", "router", "Do I need a router?", &answer);
        assert!(text.starts_with("No. Nothing"), "{text}");
        let (text, marked) = cut("en", "router", "What about VPN?", &answer);
        assert!(text.contains("Routers are old."), "{text}");
        assert_eq!(marked, ["Routers"]);
    }

    #[test]
    fn highlights_count_characters_not_bytes() {
        let (_, marked) = cut("ja", "証明書", "何", "クライアントには証明書が必要です。");
        assert_eq!(marked.concat(), "証明書");
        let (_, marked) = cut("fr", "sécurité", "", "Où ça ? « La sécurité » d’été.");
        assert_eq!(marked, ["sécurité"]);
    }

    #[test]
    fn a_sentence_without_end_is_cut_around_the_match() {
        let answer = format!("{}needle {}", "word ".repeat(1_000), "word ".repeat(2_000));
        let (text, marked) = cut("en", "needle", "", &answer);
        assert_eq!(marked, ["needle"]);
        assert!(text.chars().count() <= MAX_CHARS + 4, "{text}");
        assert!(text.starts_with("… ") && text.ends_with(" …"), "{text}");
        let unspaced = "語".repeat(5_000);
        assert!(cut("ja", "x", "", &unspaced).0.chars().count() <= MAX_CHARS + 4);
    }
}
