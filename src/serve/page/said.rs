//! What an article says, as a number: whether a file still says what the live index has of it.

use crate::model::article::Article;
use crate::model::hash::hash64;

/// Most entries of one file that its page shows.
pub(super) const MOST_ENTRIES: usize = 1_000;

/// What the entries of a file say, in whatever order they come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said(u64);

impl Said {
    /// Adds an entry of an article.
    pub(super) fn add(&mut self, title: &str, entry: (&str, &str, &str)) {
        let (id, question, answer) = entry;
        let hash = hash64(&[title, id, question, answer]);
        self.0 = self.0.wrapping_add(hash);
    }

    /// Returns what the articles of a file say; nothing if one of them is left out by now.
    pub(super) fn in_file(articles: &[Article]) -> Option<Self> {
        let mut said = Self::default();
        for article in articles {
            if article.is_left_out {
                return None;
            }
            for entry in &article.entries {
                said.add(&article.title, (&entry.id, &entry.question, &entry.answer));
            }
        }
        Some(said)
    }
}
