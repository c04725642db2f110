//! What is asked of whoever keeps the postings of a language.

use std::collections::BTreeSet;

use super::{EntryKey, Forms};
use crate::index::TextField;
use crate::index::detached::packed_name::ContentKey;

/// A word of a query, as candidates are asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WantedWord {
    /// The form as it was typed, which only adds to scores.
    pub(crate) exact: Option<String>,
    /// The fields to look in.
    pub(crate) fields: Vec<WantedField>,
    /// How much the word tells.
    pub(crate) weight: f32,
}

/// A word of a query in one field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WantedField {
    pub(crate) field: TextField,
    /// Whether what holds the word here matches.
    pub(crate) selects: bool,
    /// The forms that any entry holds here.
    pub(crate) forms: Vec<WantedForms>,
    /// The factor of the form as it was typed.
    pub(crate) exact: Option<f32>,
}

/// Forms of a word whose occurrences count alike: single terms, or one phrase.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WantedForms {
    pub(crate) forms: Forms,
    /// A factor for the score that whoever keeps the postings gives them.
    pub(crate) boost: f32,
}

/// What an entry must hold, or must not: for each word, any of its forms, in any text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WantedText {
    pub(crate) words: Vec<Forms>,
    pub(crate) excluded: bool,
}

/// The candidates that a query asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WantedCandidates {
    pub(crate) words: Vec<WantedWord>,
    /// Only questions, or only sections.
    pub(crate) questions: Option<bool>,
    /// Values of the front matter, all of them.
    pub(crate) facets: Vec<String>,
    pub(crate) texts: Vec<WantedText>,
    /// Questions that are the query itself, by their hashes.
    pub(crate) same_questions: Vec<u64>,
    /// How many of those that hold most of the query are asked for, too.
    pub(crate) covering: usize,
    /// How many are wanted.
    pub(crate) size: usize,
}

/// The questions that hold what was typed so far: for each piece, any of its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WantedQuestions {
    /// The field, and for each piece its place and its words.
    pub(crate) field: TextField,
    pub(crate) pieces: Vec<(u32, Vec<String>)>,
}

/// What a search lacks of one language.
#[derive(Default, PartialEq)]
pub(crate) struct Wants {
    /// Whether the terms of the language are lacking.
    pub(crate) vocabulary: bool,
    pub(crate) counts: BTreeSet<(u8, Forms)>,
    pub(crate) candidates: Vec<WantedCandidates>,
    pub(crate) questions: BTreeSet<WantedQuestions>,
    pub(crate) shown: BTreeSet<EntryKey>,
    pub(crate) groups: BTreeSet<u64>,
    pub(crate) references: BTreeSet<u64>,
    /// Entries whose vectors are lacking, by their content.
    pub(crate) vectors: BTreeSet<ContentKey>,
    /// The fetched candidates of a query whose translation groups are to be counted, of all languages
    /// together.
    pub(crate) distinct: Option<usize>,
    /// Whether the search is to run again without entries of a query as it was understood before.
    pub(crate) again: bool,
}

impl WantedCandidates {
    /// Returns whether the same is asked for, in whatever number.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same_size = Self {
            size: other.size,
            ..self.clone()
        };
        same_size == *other
    }
}

impl Wants {
    /// Returns whether nothing is lacking.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
