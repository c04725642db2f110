//! How an entry writes a word that the index knows in lower case and without the marks inside it.
//!
//! Owns that form and nothing else: what is suggested or corrected should stand somewhere.

use crate::analysis::{Analyzer, EXACT_PREFIX, Tokens};
use crate::content::markdown::text;
use crate::index::IndexError;
use crate::search::retrieve::segment::Segment;

/// A document that holds a word, in its answer or in its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Holder {
    pub doc: u32,
    pub in_answer: bool,
}

/// Returns a word as the entry writes it, if that differs by more than a capital at its beginning:
/// `URI`, `dry-run`. Else it returns the word.
///
/// # Errors
/// The index is damaged.
pub(crate) fn as_written(
    segment: &Segment,
    analyzer: &Analyzer,
    holder: Holder,
    word: &str,
) -> Result<String, IndexError> {
    let text = if holder.in_answer {
        text::plain(&segment.entry(holder.doc)?.answer)
    } else {
        segment.name(holder.doc)?.question
    };
    let mut tokens = Tokens::default();
    analyzer.analyze(&text, &mut tokens);
    let is_word = |term: &str| term.strip_prefix(EXACT_PREFIX).unwrap_or(term) == word;
    let token = tokens.iter().find(|(term, _)| is_word(term));
    let written = token.and_then(|(_, token)| text.get(token.from as usize..token.to as usize));
    let written = written.filter(|written| {
        let mut rest = written.chars().skip(1);
        rest.any(char::is_uppercase) || written.contains(is_mark)
    });
    Ok(written.unwrap_or(word).to_string())
}

/// Returns whether a character is neither letter nor digit nor a mark of one.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '’' | '‐' | '‑')
}
