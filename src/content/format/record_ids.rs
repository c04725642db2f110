//! Identifiers of the records of one file, none of which is given twice.

use std::collections::{HashMap, hash_map};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::content::language;

/// The identifiers given so far, as hashes: there may be millions. Two that share a
/// hash by accident only get a suffix that was not needed.
#[derive(Default)]
pub(super) struct Ids {
    /// Per identifier, the hash of the language that it was first used with.
    first: HashMap<u64, u64>,
    /// How often a repeated identifier was used, in all and per language.
    repeated: HashMap<u64, u32>,
}

impl Ids {
    /// Returns a free identifier, `id` itself if possible, and the 1-based number of the records
    /// with this id and language: records that differ in language only are translations.
    pub(super) fn assign(&mut self, id: &str, language: &str) -> (String, u32) {
        let language_hash = hash(&language);
        let Some(&first) = self.first.get(&hash(&id)) else {
            self.first.insert(hash(&id), language_hash);
            return (id.to_owned(), 1);
        };
        let in_language = self
            .repeated
            .entry(hash(&(id, language)))
            .or_insert(u32::from(first == language_hash));
        *in_language = in_language.saturating_add(1);
        let ordinal = *in_language;
        loop {
            let count = self.repeated.entry(hash(&id)).or_insert(1);
            *count = count.saturating_add(1);
            let free = format!("{id}~{count}");
            if let hash_map::Entry::Vacant(place) = self.first.entry(hash(&free.as_str())) {
                place.insert(language_hash);
                return (free, ordinal);
            }
        }
    }
}

/// Hashes a value. The result holds within one process, which is all that [`Ids`] needs.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Returns the name of a file without its extension: the title of records that have none.
pub(super) fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

/// Returns what the records of a file and of its translations share.
pub(super) fn article_key(root: usize, path: &str) -> String {
    let below = language::path_below_language(path);
    if root == 0 {
        below
    } else {
        format!("{root}:{below}")
    }
}
