//! Which of the entries that match are admitted by the operators of a query.
//!
//! Words are looked up in the index. Phrases are compared with the texts of the entries that hold
//! their words, since positions know nothing of fields that have none, nor of scripts without
//! spaces; only where many hold them, positions say most. Case, accents and punctuation make no
//! difference.

use super::matches::Matches;
#[cfg(feature = "opensearch")]
use super::remote::WantedText;
use super::segment::Segment;
use crate::analysis::{Analyzer, fold, is_joined_script, is_of_word, is_unspaced, noun};
use crate::content::markdown::text::plain;
use crate::index::{IndexError, StoredEntry, TEXT_FIELDS, TextField};
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

/// The words by which a text is looked up.
struct LookedUp {
    terms: Vec<QueryTerm>,
    /// The forms of those that tell which entries hold the text.
    forms: Vec<Vec<Vec<String>>>,
    /// Whether it is one word.
    is_one_word: bool,
}

impl Texts<'_> {
    /// Keeps the matches that hold every phrase and a word with every beginning, and nothing that
    /// is excluded. `prefixes` are the indexed terms of each beginning.
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
            matches.retain(|doc| has(&held, doc));
        }
        for excluded in &operators.excluded {
            let held = self.holders_of_text(excluded, false, matches)?;
            matches.retain(|doc| !has(&held, doc));
        }
        for (prefix, terms) in operators.prefixes.iter().zip(prefixes) {
            let terms = terms.iter().map(|term| vec![term.clone()]).collect();
            let mut held = self.holders(&[terms], &TEXT_FIELDS)?;
            if prefix.contains(is_unspaced) {
                // Where no spaces are written, nothing tells for sure where a word begins.
                held.extend(self.holders_of_text(prefix, true, matches)?);
                held.sort();
            }
            matches.retain(|doc| has(&held, doc));
        }
        Ok(())
    }

    /// Says what of the operators may be asked of a language that is kept elsewhere: that the words
    /// are held, which is less than that they stand as a phrase.
    #[cfg(feature = "opensearch")]
    pub(crate) fn wanted(self, operators: &Operators, prefixes: &[Vec<String>]) -> Vec<WantedText> {
        let mut wanted = Vec::new();
        for phrase in &operators.phrases {
            let words = self.looked_up(phrase).forms;
            let excluded = false;
            wanted.push(WantedText { words, excluded });
        }
        for excluded in &operators.excluded {
            let looked_up = self.looked_up(excluded);
            if looked_up.is_one_word {
                wanted.push(WantedText {
                    words: looked_up.forms,
                    excluded: true,
                });
            }
        }
        for (prefix, terms) in operators.prefixes.iter().zip(prefixes) {
            if !prefix.contains(is_unspaced) {
                let forms = terms.iter().map(|term| vec![term.clone()]).collect();
                wanted.push(WantedText {
                    words: vec![forms],
                    excluded: false,
                });
            }
        }
        wanted
    }

    /// Takes a text apart into the words by which it is looked up.
    fn looked_up(self, text: &str) -> LookedUp {
        let terms = parse::terms(self.analyzer, text, self.parameters);
        // Words of scripts without spaces depend on what is around them, pairs of characters do
        // not.
        let has_pairs = terms.iter().any(|term| term.weight < 1.0);
        let looked_up = terms.iter().filter(|term| !has_pairs || term.weight < 1.0);
        LookedUp {
            forms: looked_up.map(forms).collect(),
            is_one_word: terms.len() == 1 && text.chars().all(is_of_word),
            terms,
        }
    }

    /// Returns the documents among the matches that hold a text: as a phrase where `is_phrase` says
    /// so, or where it has more than one word.
    fn holders_of_text(
        self,
        text: &str,
        is_phrase: bool,
        matches: &Matches,
    ) -> Result<Vec<u32>, IndexError> {
        let LookedUp {
            terms,
            forms,
            is_one_word,
        } = self.looked_up(text);
        let mut held = self.holders(&forms, &TEXT_FIELDS)?;
        if !is_phrase && is_one_word {
            return Ok(held);
        }
        held.retain(|&doc| matches.contains(doc));
        let phrase = Folded::of(text);
        if held.len() > MOST_READ && is_words(text, &terms) {
            return self.holders_by_positions(&held, &terms, &forms, &phrase);
        }
        self.retain_holders(&mut held, |entry| has_phrase(entry, &phrase))?;
        Ok(held)
    }

    /// Returns which of many documents hold a phrase of ordinary words, by the positions of the
    /// words as they are written. Reading so many texts would take seconds. Positions are known in
    /// questions and answers only, so that headings are read where they have the words.
    fn holders_by_positions(
        self,
        held: &[u32],
        terms: &[QueryTerm],
        forms: &[Vec<Vec<String>>],
        phrase: &Folded,
    ) -> Result<Vec<u32>, IndexError> {
        let exact: Vec<String> = terms.iter().filter_map(|term| term.exact.clone()).collect();
        let mut found = Vec::new();
        for field in [TextField::Question, TextField::Answer] {
            let postings = self.segment.fields.occurrences(field, &exact, 1.0)?;
            found.extend(postings.documents);
        }
        found.sort();
        let mut headed = self.holders(forms, &[TextField::Heading])?;
        headed.retain(|&doc| has(held, doc) && !has(&found, doc));
        self.retain_holders(&mut headed, |entry| is_below(entry, phrase))?;
        found.extend(headed);
        found.sort();
        Ok(found)
    }

    /// Keeps the documents whose entries pass a test, of documents in their order.
    fn retain_holders(
        self,
        held: &mut Vec<u32>,
        passes: impl Fn(&StoredEntry) -> bool,
    ) -> Result<(), IndexError> {
        let mut kept = Vec::new();
        for &doc in held.iter() {
            if passes(&self.segment.entry(doc)?) {
                kept.push(doc);
            }
        }
        *held = kept;
        Ok(())
    }

    /// Returns the documents that hold, for each word, one of its forms in one of the fields;
    /// ascending.
    fn holders(
        self,
        words: &[Vec<Vec<String>>],
        fields: &[TextField],
    ) -> Result<Vec<u32>, IndexError> {
        let mut all: Option<Vec<u32>> = None;
        for forms in words {
            let mut held = Vec::new();
            for terms in forms {
                for &field in fields {
                    if field != TextField::Links {
                        let postings = self.segment.fields.occurrences(field, terms, 1.0)?;
                        held.extend(postings.documents);
                    }
                }
            }
            // Stable sorting makes use of what is in order already.
            held.sort();
            held.dedup();
            all = Some(match all {
                None => held,
                Some(mut known) => {
                    known.retain(|&doc| has(&held, doc));
                    known
                }
            });
        }
        Ok(all.unwrap_or_default())
    }
}

/// Returns whether a document is one of these, which are in their order.
fn has(documents: &[u32], doc: u32) -> bool {
    documents.binary_search(&doc).is_ok()
}

/// Texts that are read to find a phrase in them. Where more have its words, their positions tell.
const MOST_READ: usize = 64;

/// Returns whether a text is words of letters with spaces between them, each of which the index has
/// as it is written, at a position of its own.
fn is_words(text: &str, terms: &[QueryTerm]) -> bool {
    let is_word =
        |word: &str| word.chars().all(char::is_alphabetic) && !word.contains(is_joined_script);
    let mut written = text.split_whitespace();
    let are_these = terms
        .iter()
        .all(|term| term.exact.is_some() && written.next() == Some(term.surface.as_str()));
    are_these && written.next().is_none() && text.split_whitespace().all(is_word)
}

/// Returns whether one text of an entry has a phrase: its question, its answer, a heading above or
/// the title.
fn has_phrase(entry: &StoredEntry, phrase: &Folded) -> bool {
    let own = [&entry.name.question, &plain(&entry.answer)];
    is_below(entry, phrase)
        || own
            .into_iter()
            .any(|text| Folded::of(text).contains(phrase))
}

/// Returns whether a heading above an entry, or the title, has a phrase.
fn is_below(entry: &StoredEntry, phrase: &Folded) -> bool {
    let mut texts = std::iter::once(&entry.title).chain(&entry.section);
    texts.any(|text| Folded::of(text).contains(phrase))
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
