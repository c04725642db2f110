//! Words of the entries read from their end, as terms of the field
//! [`REVERSED_TERM`](super::store::schema::REVERSED_TERM).
//!
//! Where words are written together, "Zertifikat" is the end of "Clientzertifikat". The
//! dictionary of a field is sorted by beginnings, so that it finds words by their end only if it
//! holds them reversed. It belongs to the entries and is the same however the index came
//! about. Which of the words are compounds is the query's business.

use std::collections::BTreeSet;
use std::io;

use tantivy::termdict::TermDictionary;

use super::store::prefix::terms_with_prefix;
use crate::analysis::{Analyzer, Form, Tokens};

/// Shortest stem that is kept, in characters: two parts of four, less an ending.
const MIN_STEM: usize = 7;

/// Longest stem that is kept, in characters; longer ones are no words.
const MAX_STEM: usize = 48;

/// Returns the stems of the long words of these texts, reversed. `tokens` is room to work in.
///
/// There are none in languages that do not write words together.
#[must_use]
pub(crate) fn terms(analyzer: &Analyzer, tokens: &mut Tokens, texts: &[&str]) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    if !analyzer.writes_compounds() {
        return terms;
    }
    for text in texts {
        analyzer.analyze(text, tokens);
        for (term, token) in tokens.iter() {
            let length = term.chars().count();
            let written = text.get(token.from as usize..token.to as usize);
            if token.form == Form::Stem
                && (MIN_STEM..=MAX_STEM).contains(&length)
                && written.is_some_and(|written| written.chars().all(char::is_alphabetic))
                && term.chars().all(char::is_alphabetic)
            {
                terms.insert(reversed(term));
            }
        }
    }
    terms
}

/// Returns up to `most` stems that end with `suffix`, with the number of entries that hold them.
///
/// # Errors
/// The dictionary is damaged.
pub(crate) fn terms_with_suffix(
    dictionary: &TermDictionary,
    suffix: &str,
    most: usize,
) -> io::Result<Vec<(String, u32)>> {
    let found = terms_with_prefix(dictionary, &reversed(suffix), most)?;
    Ok(found
        .into_iter()
        .map(|(term, documents)| (reversed(&term), documents))
        .collect())
}

fn reversed(term: &str) -> String {
    term.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(language: &str, text: &str) -> Vec<String> {
        let analyzer = Analyzer::for_language(language);
        let terms = super::terms(&analyzer, &mut Tokens::default(), &[text]);
        terms.into_iter().collect()
    }

    #[test]
    fn long_words_are_reversed_where_words_are_written_together() {
        assert_eq!(
            terms("de", "Die Clientzertifikate, 12345678 Clients"),
            ["takifitreztneilc"]
        );
        assert!(terms("fr", "Les certificats des ordinateurs").is_empty());
    }
}
