//! What one language has to suggest, before the best of all is chosen.
//!
//! Owns how entries and words compare. What matches is found by [`super::matching`].

use std::cmp::Reverse;

use super::matching::{self, Completion, Fit, Matches, Questions};
use super::typed::{self, Piece};
use crate::analysis::fold;
use crate::index::{IndexError, TextField};
use crate::search::open_languages::OpenLanguage;
use crate::search::retrieve::positions::PositionCursor;
use crate::search::written::Holder;

/// An entry that may be suggested.
#[derive(Clone, Copy)]
pub(super) struct FoundEntry {
    pub(super) class: Class,
    /// The number of the language.
    pub(super) language: usize,
    /// The document in the language.
    pub(super) doc: u32,
}

/// The order of entries before their place in the files, which is read for the best only. The least
/// is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class(u64);

impl Class {
    /// Packs how well the question matches, the place of its language among the reader's, whether it
    /// is a section, and the code of its length.
    fn new(fit: Fit, preference: usize, is_section: bool, length: u8) -> Self {
        let preference = u32::try_from(preference).unwrap_or(u32::MAX);
        let fit = (fit as u64) << 48;
        Self(fit | u64::from(preference) << 16 | u64::from(is_section) << 8 | u64::from(length))
    }
}

/// A word that may be suggested; the least is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FoundWord {
    preference: usize,
    questions: Reverse<u32>,
    /// What was typed before the word.
    pub(super) before: String,
    /// The word, in lower case and without the marks inside it.
    pub(super) word: String,
    /// The number of the language.
    pub(super) language: usize,
    /// An entry that holds the word.
    pub(super) holder: Holder,
}

/// A language to take suggestions from.
pub(super) struct Source<'l> {
    /// The open language.
    pub(super) language: &'l OpenLanguage,
    /// Its number.
    pub(super) number: usize,
    /// Its place among the languages of the reader.
    pub(super) preference: usize,
}

/// What has been found in all languages.
pub(super) struct Found {
    /// The entries, in no particular order.
    pub(super) entries: Vec<FoundEntry>,
    /// The words, in no particular order.
    pub(super) words: Vec<FoundWord>,
    /// Where not all entries were looked at: all of this class, and better ones, are there.
    pub(super) complete_to: Option<Class>,
    /// Whether a mistake is forgiven.
    mistake: bool,
    effort: Effort,
}

/// How many entries are looked at.
#[derive(Clone, Copy)]
pub(super) struct Effort {
    /// How many short questions of a language that begin so are enough.
    pub(super) enough: usize,
    /// How many entries are looked at together.
    pub(super) together: usize,
}

impl Effort {
    /// Looks at all.
    pub(super) const ALL: Self = Self {
        enough: usize::MAX,
        together: usize::MAX,
    };
}

impl Found {
    /// Starts with nothing.
    pub(super) fn new(mistake: bool, effort: Effort) -> Self {
        Self {
            entries: Vec::new(),
            words: Vec::new(),
            complete_to: None,
            mistake,
            effort,
        }
    }

    /// Adds what matches in one language.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn collect(&mut self, source: &Source<'_>, typed: &str) -> Result<(), IndexError> {
        let before = (self.entries.len(), self.words.len());
        self.collect_readings(source, typed)?;
        let nothing = before == (self.entries.len(), self.words.len());
        match typed::without_unconverted(&source.language.analyzer, typed) {
            Some(converted) if nothing => self.collect_readings(source, converted),
            _ => Ok(()),
        }
    }

    /// Adds what matches one of the ways to read what was typed.
    fn collect_readings(&mut self, source: &Source<'_>, typed: &str) -> Result<(), IndexError> {
        let segment = &source.language.segment;
        let Some(dictionary) = segment.fields.dictionary(TextField::Question) else {
            return Ok(());
        };
        let questions = Questions {
            dictionary,
            documents: segment.document_count(),
        };
        for pieces in typed::readings(&source.language.analyzer, typed) {
            let Some(last) = pieces.last() else {
                continue;
            };
            if self.mistake && !matching::may_be_misspelt(&pieces) {
                continue;
            }
            let matches = matching::matches(&questions, &pieces, self.mistake)?;
            self.add_entries(source, &questions, &matches)?;
            let mut completions = matches.completions;
            let mut in_answer = false;
            if let ([only], true) = (pieces.as_slice(), completions.is_empty()) {
                completions = words_of_answers(source.language, only, self.mistake)?;
                in_answer = true;
            }
            let before = typed.get(..last.from).unwrap_or_default().trim_start();
            self.words.extend(
                completions
                    .into_iter()
                    .filter(|completion| fold(&completion.word) != last.text)
                    .map(|completion| FoundWord {
                        preference: source.preference,
                        questions: Reverse(completion.questions),
                        before: before.to_string(),
                        word: completion.word,
                        language: source.number,
                        holder: Holder {
                            doc: completion.doc,
                            in_answer,
                        },
                    }),
            );
        }
        Ok(())
    }

    /// Adds entries that do not only point elsewhere, the shortest questions first, until there are
    /// enough.
    fn add_entries(
        &mut self,
        source: &Source<'_>,
        questions: &Questions<'_>,
        matches: &Matches,
    ) -> Result<(), IndexError> {
        let segment = &source.language.segment;
        let lengths = segment.fields.lengths(TextField::Question);
        let mut by_length: Vec<Vec<u32>> = vec![Vec::new(); 1 << u8::BITS];
        for &doc in &matches.documents {
            if let Some(documents) = by_length.get_mut(usize::from(lengths.code(doc))) {
                documents.push(doc);
            }
        }
        let (mut left, mut begin) = (matches.documents.len(), 0);
        let mut group: Vec<u32> = Vec::new();
        for (length, documents) in (0..=u8::MAX).zip(by_length) {
            left -= documents.len();
            group.extend(documents);
            if group.len() < self.effort.together && left > 0 || group.is_empty() {
                continue;
            }
            group.sort_unstable();
            for (&doc, fit) in group.iter().zip(matches.fits(questions, &group)?) {
                let flags = segment.columns.flags(doc);
                if !flags.is_navigation() {
                    let (is_section, length) = (!flags.is_question(), lengths.code(doc));
                    begin += usize::from(fit == Fit::Begins && !is_section);
                    self.entries.push(FoundEntry {
                        class: Class::new(fit, source.preference, is_section, length),
                        language: source.number,
                        doc,
                    });
                }
            }
            group.clear();
            if begin >= self.effort.enough && left > 0 {
                let last = Class::new(Fit::Begins, source.preference, false, length);
                self.complete_to = Some(self.complete_to.map_or(last, |known| known.min(last)));
                break;
            }
        }
        Ok(())
    }
}

/// Finds words that no question has but answers do.
fn words_of_answers(
    language: &OpenLanguage,
    piece: &Piece,
    mistake: bool,
) -> Result<Vec<Completion>, IndexError> {
    let answers = language.segment.fields.dictionary(TextField::Answer);
    let Some(answers) = answers.filter(|_| piece.open) else {
        return Ok(Vec::new());
    };
    let words = matching::words(answers, piece, mistake)?;
    #[cfg(feature = "opensearch")]
    for (_, entry) in &words {
        answers.announce(std::iter::once((piece.position, vec![entry])));
    }
    let mut completions = Vec::with_capacity(words.len());
    for (word, entry) in words {
        let doc = answers.positions(&entry)?.doc();
        if doc != PositionCursor::END {
            completions.push(Completion {
                word,
                questions: entry.documents(),
                doc,
            });
        }
    }
    Ok(completions)
}
