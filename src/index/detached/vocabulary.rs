//! The terms of a language, each with the number of entries that hold it, field by field.
//!
//! [`Vocabulary`] is what a search reads, in the engine's dictionaries. [`VocabularyCounts`] is what
//! a build adds to and takes from: entries that are removed are known by the hashes of their terms.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::directory::FileSlice;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::termdict::{TermDictionary, TermDictionaryBuilder};

use super::entry::{DetachedEntry, VOCABULARY_FIELDS};
use super::record::{RankRecord, TermTails, term_hash};
use crate::index::abbreviation::{AbbreviationFilter, is_lookup_key};
use crate::index::store::manifest::LanguageSummary;
use crate::index::store::schema::{ABBREVIATION, FIELD_COUNT};
use crate::model::language::LanguageTag;

/// The terms of a language, open for searching.
pub(crate) struct Vocabulary {
    dictionaries: Vec<TermDictionary>,
}

/// A vocabulary on its way.
#[derive(Default, Serialize, Deserialize)]
struct Packed {
    entries: u64,
    check: u64,
    tokens: [u64; FIELD_COUNT],
    dictionaries: Vec<Vec<u8>>,
}

/// Numbers of entries by term.
type TermCounts = HashMap<String, u32, BuildHasherDefault<TermHasher>>;

/// Hashes terms: each of each entry, for which a hash that withstands attacks takes several times as
/// long.
#[derive(Default)]
struct TermHasher(u64);

impl Hasher for TermHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, byte) in word.iter_mut().zip(chunk) {
                *to = *byte;
            }
            let mixed = (self.0 ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 = mixed ^ mixed >> 29;
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The terms of a language while entries come and go.
#[derive(Default)]
pub(crate) struct VocabularyCounts {
    /// Number of entries.
    pub(crate) entries: u64,
    /// A sum over the entries, which whoever keeps them makes.
    pub(crate) check: u64,
    tokens: [u64; FIELD_COUNT],
    terms: [TermCounts; VOCABULARY_FIELDS.len()],
}

impl Vocabulary {
    /// Opens a packed vocabulary.
    ///
    /// # Errors
    /// These bytes are none.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, String> {
        let packed = Packed::read(bytes)?;
        let open = |bytes: Vec<u8>| TermDictionary::open(FileSlice::from(bytes));
        let dictionaries: io::Result<Vec<_>> = packed.dictionaries.into_iter().map(open).collect();
        let dictionaries = dictionaries.map_err(|error| error.to_string())?;
        if dictionaries.len() != VOCABULARY_FIELDS.len() {
            return Err("dictionaries are missing".to_string());
        }
        Ok(Self { dictionaries })
    }

    /// Returns the terms of a field.
    #[must_use]
    pub(crate) fn dictionary(&self, field: Field) -> Option<&TermDictionary> {
        let place = VOCABULARY_FIELDS.iter().position(|known| *known == field)?;
        self.dictionaries.get(place)
    }
}

impl Packed {
    fn read(bytes: &[u8]) -> Result<Self, String> {
        let bytes =
            lz4_flex::decompress_size_prepended(bytes).map_err(|error| error.to_string())?;
        postcard::from_bytes(&bytes).map_err(|error| error.to_string())
    }
}

impl VocabularyCounts {
    /// Takes a packed vocabulary apart.
    ///
    /// # Errors
    /// These bytes are none.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let packed = Packed::read(bytes)?;
        let mut counts = Self {
            entries: packed.entries,
            check: packed.check,
            tokens: packed.tokens,
            ..Self::default()
        };
        for (bytes, terms) in packed.dictionaries.into_iter().zip(&mut counts.terms) {
            let read = || -> io::Result<TermCounts> {
                let dictionary = TermDictionary::open(FileSlice::from(bytes))?;
                let mut stream = dictionary.stream()?;
                let mut found = TermCounts::default();
                while let Some((term, info)) = stream.next() {
                    let term = String::from_utf8_lossy(term).into_owned();
                    found.insert(term, info.doc_freq);
                }
                Ok(found)
            };
            *terms = read().map_err(|error| error.to_string())?;
        }
        Ok(counts)
    }

    /// Counts an entry that is new.
    pub(crate) fn add(&mut self, entry: &DetachedEntry) {
        self.entries += 1;
        for (tokens, more) in self.tokens.iter_mut().zip(entry.record.tokens()) {
            *tokens += u64::from(more);
        }
        for (counts, terms) in self.terms.iter_mut().zip(entry.terms()) {
            for term in terms {
                match counts.get_mut(term) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(term.to_owned(), 1)),
                }
            }
        }
    }

    /// Takes entries away that were counted before.
    pub(crate) fn remove(&mut self, records: &[(Arc<RankRecord>, TermTails)]) {
        if records.is_empty() {
            return;
        }
        let mut less: [HashMap<u64, u32>; VOCABULARY_FIELDS.len()] = Default::default();
        for (record, tails) in records {
            self.entries = self.entries.saturating_sub(1);
            for (tokens, fewer) in self.tokens.iter_mut().zip(record.tokens()) {
                *tokens = tokens.saturating_sub(u64::from(fewer));
            }
            let hashes = record.hashes(tails);
            for (less, hashes) in less.iter_mut().zip(hashes.iter().chain(&tails.further)) {
                for hash in hashes {
                    *less.entry(*hash).or_default() += 1;
                }
            }
        }
        for (terms, less) in self.terms.iter_mut().zip(&less) {
            terms.retain(|term, count| {
                let fewer = less.get(&term_hash(term)).copied().unwrap_or(0);
                *count = count.saturating_sub(fewer);
                *count > 0
            });
        }
    }

    /// Adds what another has counted.
    pub(crate) fn merge(&mut self, other: Self) {
        self.entries += other.entries;
        for (tokens, more) in self.tokens.iter_mut().zip(other.tokens) {
            *tokens += more;
        }
        for (terms, more) in self.terms.iter_mut().zip(other.terms) {
            more.into_iter()
                .for_each(|(term, count)| *terms.entry(term).or_default() += count);
        }
    }

    /// Packs the vocabulary.
    ///
    /// # Errors
    /// It is too large for the engine's dictionaries.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, String> {
        let pack = |terms: &TermCounts| -> io::Result<Vec<u8>> {
            let mut terms: Vec<(&String, &u32)> = terms.iter().collect();
            terms.sort_unstable();
            let mut builder = TermDictionaryBuilder::create(Vec::new())?;
            for (term, count) in terms {
                let info = TermInfo {
                    doc_freq: *count,
                    ..TermInfo::default()
                };
                builder.insert(term.as_bytes(), &info)?;
            }
            builder.finish()
        };
        let dictionaries: io::Result<Vec<_>> = self.terms.iter().map(pack).collect();
        let packed = Packed {
            entries: self.entries,
            check: self.check,
            tokens: self.tokens,
            dictionaries: dictionaries.map_err(|error| error.to_string())?,
        };
        let bytes = postcard::to_stdvec(&packed).map_err(|error| error.to_string())?;
        Ok(lz4_flex::compress_prepend_size(&bytes))
    }

    /// Returns what the manifest says of the language, as the engine that is built in counts it.
    pub(crate) fn summary(&self, language: &LanguageTag) -> LanguageSummary {
        let mut summary = LanguageSummary::new(language);
        summary.entries = self.entries;
        #[allow(clippy::cast_precision_loss)] // averages of small numbers
        let average = |total: u64| total as f32 / self.entries.max(1) as f32;
        summary.lengths = self.tokens.map(average);
        let place = VOCABULARY_FIELDS
            .iter()
            .position(|field| *field == ABBREVIATION);
        let terms = place.and_then(|place| self.terms.get(place));
        let keys = terms.into_iter().flatten().map(|(term, _)| term);
        let mut keys: Vec<String> = keys.filter(|term| is_lookup_key(term)).cloned().collect();
        keys.sort_unstable();
        summary.abbreviations = AbbreviationFilter::new(&keys);
        summary
    }
}
