//! What names an entry and its content, as records hold it.

use serde::{Deserialize, Serialize};

use crate::index::store::stored::EntryName;

/// Names the question and the answer of an entry, as they were written.
pub(crate) type ContentKey = [u8; 16];

/// Names a question with its answer.
pub(crate) fn content_key(question: &str, answer: &str) -> ContentKey {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(question.len() as u64).to_le_bytes());
    hasher.update(question.as_bytes());
    hasher.update(answer.as_bytes());
    let mut key = ContentKey::default();
    hasher.finalize_xof().fill(&mut key);
    key
}

/// An [`EntryName`], packed without names of fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PackedName {
    id: String,
    root: u32,
    path: String,
    anchor: String,
    url: String,
    question: String,
}

impl From<EntryName> for PackedName {
    fn from(name: EntryName) -> Self {
        Self {
            id: name.id,
            root: name.root,
            path: name.path,
            anchor: name.anchor,
            url: name.url,
            question: name.question,
        }
    }
}

impl From<&PackedName> for EntryName {
    fn from(name: &PackedName) -> Self {
        Self {
            id: name.id.clone(),
            root: name.root,
            path: name.path.clone(),
            anchor: name.anchor.clone(),
            url: name.url.clone(),
            question: name.question.clone(),
        }
    }
}

impl PackedName {
    /// Returns the identifier of the entry.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Returns the path of the entry's file.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}
