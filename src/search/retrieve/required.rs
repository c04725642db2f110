//! Which of the entries that match are admitted by the operators of a query.
//!
//! Words are looked up in the index. Phrases are compared with the texts of the entries that hold
//! their words, since positions know nothing of fields that have none, nor of scripts without
//! spaces. Case, accents and punctuation make no difference.

use std::collections::HashSet;

use super::matches::Matches;
use super::segment::Segment;
use crate::analysis::{Analyzer, fold, is_unspaced};
use crate::content::markdown::text::plain;
use crate::index::{IndexError, TEXT_FIELDS, TextField};
use crate::model::response::Operators;
use crate::search::parameters::TermParameters;
use crate::search::query::parse;
use crate::search::query::term::QueryTerm;

/// What reads the terms of one language's texts.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a> {
    /// The open index.
    pub(crate) segment: &'a Segment,
    /// Makes terms of texts.
    pub(crate) analyzer: &'a Analyzer,
    /// How terms are made.
    pub(crate) parameters: &'a TermParameters,
}

impl Texts<'_> {
    /// Keeps the matches that hold every phrase and a word with every beginning, and nothing that is
    /// excluded. `prefixes` are the indexed terms of each beginning.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn retain(
        self,
        operators: &Operators,
        prefixes: &[Vec<String>],
        matches: &mut Matches,
    ) -> Result<(), IndexError> {
        for phrase in &operators.phrases {
            self.retain_if(phrase, true, matches)?;
        }
        for excluded in &operators.excluded {
            self.retain_if(excluded, false, matches)?;
        }
        for terms in prefixes {
            let terms = terms.iter().map(|term| vec![term.clone()]).collect();
            let held = self.holders(&[terms])?;
            matches.retain(|doc| held.contains(&doc));
        }
        Ok(())
    }

    /// Keeps the matches that hold a text, or those that don't.
    fn retain_if(
        self,
        text: &str,
        is_wanted: bool,
        matches: &mut Matches,
    ) -> Result<(), IndexError> {
        let terms = parse::terms(self.analyzer, text, self.parameters);
        let is_one_word = terms.len() == 1 && text.chars().all(char::is_alphanumeric);
        // Words of scripts without spaces depend on what is around them, pairs of characters do not.
        let has_pairs = terms.iter().any(|term| term.weight < 1.0);
        let looked_up = terms.iter().filter(|term| !has_pairs || term.weight < 1.0);
        let forms: Vec<Vec<Vec<String>>> = looked_up.map(forms).collect();
        let mut held = self.holders(&forms)?;
        if is_wanted || !is_one_word {
            let phrase = folded(text);
            let mut failed = None;
            held.retain(|&doc| {
                if !matches.contains(doc) {
                    return false;
                }
                match self.has_phrase(doc, &phrase) {
                    Ok(has) => has,
                    Err(error) => {
                        failed = Some(error);
                        false
                    }
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
        matches.retain(|doc| held.contains(&doc) == is_wanted);
        Ok(())
    }

    /// Returns the documents that hold, for each word, one of its forms anywhere in the entry.
    fn holders(self, words: &[Vec<Vec<String>>]) -> Result<HashSet<u32>, IndexError> {
        let mut all: Option<HashSet<u32>> = None;
        for forms in words {
            let mut held = HashSet::new();
            for terms in forms {
                for field in TEXT_FIELDS {
                    if field != TextField::Links {
                        let postings = self.segment.fields.occurrences(field, terms, 1.0)?;
                        held.extend(postings.documents);
                    }
                }
            }
            all = Some(match all {
                None => held,
                Some(known) => known.intersection(&held).copied().collect(),
            });
        }
        Ok(all.unwrap_or_default())
    }

    /// Returns whether one text of an entry has a phrase: its question, its answer, a heading above
    /// or the title.
    fn has_phrase(self, doc: u32, phrase: &str) -> Result<bool, IndexError> {
        let entry = self.segment.entry(doc)?;
        let texts = [&entry.name.question, &entry.title, &plain(&entry.answer)];
        let texts = texts.into_iter().chain(&entry.section);
        Ok(texts.into_iter().any(|text| folded(text).contains(phrase)))
    }
}

/// Returns the forms of a word itself.
fn forms(term: &QueryTerm) -> Vec<Vec<String>> {
    let variants = term.variants.iter();
    variants.map(|variant| variant.terms.clone()).collect()
}

/// Returns the words of a text without case, accents and punctuation, each between two spaces. In
/// scripts without spaces, each character is a word.
fn folded(text: &str) -> String {
    let mut words = String::from(" ");
    for c in fold(text).chars() {
        if is_unspaced(c) {
            if !words.ends_with(' ') {
                words.push(' ');
            }
            words.extend([c, ' ']);
        } else if c.is_alphanumeric() || matches!(c, '+' | '#') {
            words.push(c);
        } else if matches!(c, '\'' | '’') {
            // "don't" is one word, whichever apostrophe was typed.
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}
