//! What records of every format have in common: identifiers, none of which is given twice in a file,
//! and the article that stands for one. It has entries, and nothing of a page.

use std::collections::{HashMap, hash_map};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::content::language::{self, Identified};
use crate::content::metadata::front_matter::Fields;
use crate::model::article::{Article, Entry, PageKind};
use crate::model::hash::identifier;

/// One record of a file, read.
pub(super) struct Record<'a> {
    /// Index of the content root.
    pub(super) root: usize,
    /// Path of the file below the root.
    pub(super) path: &'a str,
    /// Its language, and how it was found.
    pub(super) language: Identified,
    /// Its title.
    pub(super) title: String,
    /// What the records of the file and of its translations share.
    pub(super) key: String,
    /// What can be filtered by.
    pub(super) fields: Fields,
    /// Its entries.
    pub(super) entries: Vec<Entry>,
}

impl Record<'_> {
    /// Makes an article of the record.
    pub(super) fn into_article(self) -> Article {
        let anchors = self.entries.iter().map(|entry| entry.anchor.clone());
        let mut anchors: Vec<String> = anchors.filter(|anchor| !anchor.is_empty()).collect();
        anchors.insert(0, String::new());
        Article {
            root: self.root,
            path: self.path.to_owned(),
            language: self.language.tag,
            language_source: self.language.source,
            title: self.title,
            slug: None,
            asset_id: None,
            key: self.key,
            applies_to: None,
            fields: self.fields,
            outline: Vec::new(),
            links: Vec::new(),
            anchors,
            includes: Vec::new(),
            page_kind: PageKind::Page,
            is_left_out: false,
            entries: self.entries,
            problems: Vec::new(),
            dialect: None,
        }
    }
}

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
    /// Takes an identifier for the first record that has it; returns whether it was free.
    pub(super) fn claim(&mut self, id: &str, language: &str) -> bool {
        match self.first.entry(hash(&id)) {
            hash_map::Entry::Occupied(_) => false,
            hash_map::Entry::Vacant(place) => {
                place.insert(hash(&language));
                true
            }
        }
    }

    /// Returns a free identifier, `id` itself if possible, and the 1-based number of the records
    /// with this id and language: records that differ in language only are translations.
    pub(super) fn assign(&mut self, id: &str, language: &str) -> (String, u32) {
        if self.claim(id, language) {
            return (id.to_owned(), 1);
        }
        let language_hash = hash(&language);
        let first = self.first.get(&hash(&id)).copied();
        let in_language = self
            .repeated
            .entry(hash(&(id, language)))
            .or_insert(u32::from(first == Some(language_hash)));
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

/// Returns the identifier of a record without one: it depends on root, path and line.
pub(super) fn derived_id(root: usize, path: &str, line: u32) -> String {
    let root = (root as u64).to_le_bytes();
    identifier([&root[..], path.as_bytes(), &[0], &line.to_le_bytes()])
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
