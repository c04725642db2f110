//! The terms of a text as plain values, for whoever wants to see what is indexed.

use std::ops::Range;

use super::{Analyzer, Tokens};

/// A term that a text is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term {
    /// The term. One that begins with `=` is the exact form of a word.
    pub text: String,
    /// The part of the text that it stands for, in bytes.
    pub source: Range<usize>,
}

/// Returns the terms of a text in the language of a canonical tag, in the order of the text.
#[must_use]
pub fn analyze(language: &str, text: &str) -> Vec<Term> {
    let mut tokens = Tokens::default();
    Analyzer::for_language(language).analyze(text, &mut tokens);
    let terms = tokens.iter().map(|(term, token)| Term {
        text: term.to_owned(),
        source: token.from as usize..token.to as usize,
    });
    terms.collect()
}
