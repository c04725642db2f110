//! The texts that vectors are made of, and the keys by which their rows are known again.

use super::passages;
use crate::content::markdown::text;
use crate::index::vectors::RowKey;
use crate::model::embedding::{Role, TextEncoder};

/// Letters of an answer that go into a vector. More of them say nothing more (measured).
const ANSWER_LETTERS: usize = 200;

/// The texts of an entry.
pub(crate) struct EntryTexts {
    /// Identifier of the entry.
    pub(crate) id: String,
    pub(crate) question: String,
    /// The beginning of the answer, as it reads.
    pub(crate) answer: String,
}

impl EntryTexts {
    /// Takes those of an entry, with its answer as it was written.
    pub(crate) fn new(id: String, question: String, answer: &str) -> Self {
        let letters = match question.is_empty() {
            true => passages::LETTERS,
            false => ANSWER_LETTERS,
        };
        Self {
            id,
            question,
            answer: text::plain(answer).chars().take(letters).collect(),
        }
    }
}

/// Two texts that make a row, and what they are compared as.
pub(crate) struct RowTexts {
    pub(crate) key: RowKey,
    pub(crate) texts: [(String, Role); 2],
}

impl RowTexts {
    /// Names texts by their hash.
    pub(crate) fn new(model: &dyn TextEncoder, texts: [(String, Role); 2]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(model.identity().as_bytes());
        for (text, role) in &texts {
            hasher.update(&[u8::from(*role == Role::Query)]);
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        let mut key = RowKey::default();
        hasher.finalize_xof().fill(&mut key);
        Self { key, texts }
    }

    /// Returns the texts of the two vectors of an entry: of its question, and of that with its answer; of
    /// a passage, those of its halves.
    pub(crate) fn of_entry(model: &dyn TextEncoder, entry: &EntryTexts) -> Self {
        let texts = if entry.question.is_empty() {
            let (first, second) = passages::halves(&entry.answer);
            [first.to_owned(), second.to_owned()]
        } else {
            let both = format!("{}\n{}", entry.question, entry.answer);
            [entry.question.clone(), both]
        };
        Self::new(model, texts.map(|text| (text, Role::Passage)))
    }
}
