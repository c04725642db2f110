//! The texts that vectors are made of, and the keys by which their rows are known again.

use crate::index::vectors::RowKey;
use crate::model::embedding::{Role, TextEncoder};

/// The texts of an entry.
pub(super) struct EntryTexts {
    /// Identifier of the entry.
    pub(super) id: String,
    pub(super) question: String,
    /// The beginning of the answer, as it reads.
    pub(super) answer: String,
}

/// Two texts that make a row, and what they are compared as.
pub(super) struct RowTexts {
    pub(super) key: RowKey,
    pub(super) texts: [(String, Role); 2],
}

impl RowTexts {
    /// Names texts by their hash.
    pub(super) fn new(model: &dyn TextEncoder, texts: [(String, Role); 2]) -> Self {
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
}
