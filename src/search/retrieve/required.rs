//! Which of the entries that match are admitted by the operators of a query.
//!
//! Words are looked up in the index. Phrases are compared with the texts of the entries that hold
//! their words, since positions know nothing of fields that have none, nor of scripts without
//! spaces. Case, accents and punctuation make no difference.

use std::collections::HashSet;

use super::matches::Matches;
use super::segment::Segment;
use crate::analysis::{Analyzer, fold, is_of_word, is_unspaced, noun};
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
            let held = self.holders_of_text(phrase, true, matches)?;
            matches.retain(|doc| held.contains(&doc));
        }
        for excluded in &operators.excluded {
            let held = self.holders_of_text(excluded, false, matches)?;
            matches.retain(|doc| !held.contains(&doc));
        }
        for (prefix, terms) in operators.prefixes.iter().zip(prefixes) {
            let terms = terms.iter().map(|term| vec![term.clone()]).collect();
            let mut held = self.holders(&[terms])?;
            if prefix.contains(is_unspaced) {
                // Where no spaces are written, nothing tells for sure where a word begins.
                held.extend(self.holders_of_text(prefix, true, matches)?);
            }
            matches.retain(|doc| held.contains(&doc));
        }
        Ok(())
    }

    /// Returns the documents among the matches that hold a text: as a phrase where `is_phrase` says
    /// so, or where it has more than one word.
    fn holders_of_text(
        self,
        text: &str,
        is_phrase: bool,
        matches: &Matches,
    ) -> Result<HashSet<u32>, IndexError> {
        let terms = parse::terms(self.analyzer, text, self.parameters);
        let is_one_word = terms.len() == 1 && text.chars().all(is_of_word);
        // Words of scripts without spaces depend on what is around them, pairs of characters do not.
        let has_pairs = terms.iter().any(|term| term.weight < 1.0);
        let looked_up = terms.iter().filter(|term| !has_pairs || term.weight < 1.0);
        let forms: Vec<Vec<Vec<String>>> = looked_up.map(forms).collect();
        let mut held = self.holders(&forms)?;
        if is_phrase || !is_one_word {
            let phrase = Folded::of(text);
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
        Ok(held)
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
    fn has_phrase(self, doc: u32, phrase: &Folded) -> Result<bool, IndexError> {
        let entry = self.segment.entry(doc)?;
        let texts = [&entry.name.question, &entry.title, &plain(&entry.answer)];
        let texts = texts.into_iter().chain(&entry.section);
        Ok(texts
            .into_iter()
            .any(|text| Folded::of(text).contains(phrase)))
    }
}

/// Returns the forms of a word itself.
fn forms(term: &QueryTerm) -> Vec<Vec<String>> {
    let variants = term.variants.iter();
    variants.map(|variant| variant.terms.clone()).collect()
}

/// The words of a text without case, accents and punctuation, each between two spaces. In scripts
/// without spaces, each character is a word. Korean words lose their particles.
struct Folded {
    /// An apostrophe parts nothing: "don't" and "dont" are the same.
    joined: String,
    /// An apostrophe parts words: "autre" begins a word of "l'autre". Empty if there is none.
    parted: String,
}

impl Folded {
    fn of(text: &str) -> Self {
        let text = fold(text);
        let parted = text.contains(APOSTROPHES).then(|| words(&text, true));
        Self {
            joined: words(&text, false),
            parted: parted.unwrap_or_default(),
        }
    }

    fn contains(&self, phrase: &Self) -> bool {
        self.joined.contains(&phrase.joined)
            || self.parted.contains(if phrase.parted.is_empty() {
                &phrase.joined
            } else {
                &phrase.parted
            })
    }
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

/// Returns the words of a folded text, each between two spaces.
fn words(text: &str, apostrophes_part: bool) -> String {
    let mut words = String::from(" ");
    for c in text.chars() {
        if is_unspaced(c) {
            end_word(&mut words);
            words.extend([c, ' ']);
        } else if is_of_word(c) || matches!(c, '+' | '#') {
            words.push(c);
        } else if apostrophes_part || !APOSTROPHES.contains(&c) {
            end_word(&mut words);
        }
    }
    end_word(&mut words);
    words
}

/// Ends the last word with a space. In Korean it keeps its noun only.
fn end_word(words: &mut String) {
    if words.ends_with(' ') {
        return;
    }
    let start = words.rfind(' ').map_or(0, |space| space + 1);
    let word = words.get(start..).unwrap_or_default();
    let end = start + noun(word).len();
    words.truncate(end);
    words.push(' ');
}
