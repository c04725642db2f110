//! An entry as a document of the cluster, and the queries that find those of files again.

use std::fmt::{self, Write};

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use super::names::ALTERNATIVE;
use crate::index::detached::entry::DetachedEntry;
use crate::index::detached::placed::PlacedText;
use crate::index::store::schema::path_value;
use crate::index::{Removed, TEXT_FIELDS, TextField, reference_hash};
use crate::model::file_id::FileId;
use crate::model::hash::hash64;
use crate::search::retrieve::remote::EntryKey;

/// Bits of the number by which the documents of a language are summed up: sums of so few stay exact
/// where the cluster adds them as floating-point numbers.
const CHECK_BITS: u32 = 20;

/// A place in a text that is further from the one before is not written: nothing looks across.
const MOST_GAPS: u32 = 8;

/// Files or entries that are looked for at once.
const AT_ONCE: usize = 500;

/// A document with the key under which it is stored.
pub(super) struct Document {
    pub(super) key: String,
    /// As JSON.
    pub(super) source: String,
    /// Its part of the sum over the language.
    pub(super) check: u64,
}

/// Makes the document of the entry that is the `number`th of its article.
pub(super) fn document(entry: &DetachedEntry, number: usize) -> Document {
    let place = place_key(entry, number);
    let key = written_key(&place);
    let check = check(&key);
    let source = Source {
        entry,
        rank: [place.as_slice(), &entry.record.to_bytes()].concat(),
        check,
    };
    Document {
        key,
        // Numbers and texts in memory can always be written.
        source: serde_json::to_string(&source).unwrap_or_default(),
        check,
    }
}

/// What a document holds, written at once: a tree of values would be made for each token stream.
struct Source<'e> {
    entry: &'e DetachedEntry,
    /// The key, then the record.
    rank: Vec<u8>,
    check: u64,
}

impl Serialize for Source<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = self.entry;
        let row = &entry.record.row;
        let references: Vec<String> = entry.references.iter().map(|hash| hex(*hash)).collect();
        let length = i32::from(entry.record.length(TextField::Question))
            + if row.flags.is_question() { 0 } else { 256 }
            + if row.flags.is_navigation() { 512 } else { 0 };
        let mut source = serializer.serialize_map(None)?;
        source.serialize_entry("ref", &references)?;
        source.serialize_entry("file", &entry.file)?;
        source.serialize_entry("same", &hex(row.answer.question))?;
        source.serialize_entry("group", &hex(row.group))?;
        source.serialize_entry("question_kind", &row.flags.is_question())?;
        source.serialize_entry("length", &length)?;
        source.serialize_entry("check", &self.check)?;
        source.serialize_entry("rank", &encoded(&self.rank))?;
        source.serialize_entry("tails", &encoded(&entry.tails.to_bytes()))?;
        source.serialize_entry("shown", &encoded(&entry.shown.to_bytes()))?;
        if !entry.facets.is_empty() {
            source.serialize_entry("facet", &entry.facets)?;
        }
        for (field, text) in TEXT_FIELDS.iter().zip(&entry.texts) {
            if !text.is_empty() {
                source.serialize_entry(field.name(), &Written(text))?;
            }
        }
        source.end()
    }
}

/// Writes keys, which stand in addresses.
const BASE64_KEY: GeneralPurpose = BASE64_URL_SAFE_NO_PAD;

/// Reads base64 whether it is padded or not.
const BASE64_READ: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Decodes a binary value of the cluster.
pub(super) fn decoded(text: &str) -> Result<Vec<u8>, String> {
    BASE64_READ.decode(text).map_err(|error| error.to_string())
}

/// Encodes a binary value for the cluster.
pub(super) fn encoded(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// Returns how a number of 64 bits is written in the cluster, which has no such numbers.
pub(super) fn hex(number: u64) -> String {
    format!("{number:016x}")
}

/// Returns the part of a document in the sum over its language.
pub(super) fn check(key: &str) -> u64 {
    hash64(&[key]) >> (u64::BITS - CHECK_BITS)
}

/// Names an entry by its place, so that a request may arrive twice.
fn place_key(entry: &DetachedEntry, number: usize) -> EntryKey {
    let number = number.to_string();
    let order = format!("{:?}", entry.record.row.sort_key);
    let mut bytes = [0; 16];
    for (half, to) in ["a", "b"].into_iter().zip(bytes.chunks_mut(8)) {
        let place = [&entry.file, entry.record.name.id(), &order, &number, half];
        to.copy_from_slice(&hash64(&place).to_be_bytes());
    }
    bytes
}

/// Returns the key under which the cluster has an entry.
pub(super) fn written_key(key: &EntryKey) -> String {
    BASE64_KEY.encode(key)
}

/// The tokens of a text, written so that the cluster's analyzer takes them apart as they were.
struct Written<'t>(&'t PlacedText);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, written: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ordered: Vec<(&str, u32)> = self.0.iter().collect();
        ordered.sort_by_key(|(_, position)| *position);
        let mut next = 0;
        for place in ordered.chunk_by(|a, b| a.1 == b.1) {
            let position = place.first().map_or(0, |(_, position)| *position);
            for _ in 0..position.saturating_sub(next).min(MOST_GAPS) {
                written.write_char(ALTERNATIVE)?;
                written.write_char(' ')?;
            }
            for (number, (term, _)) in place.iter().enumerate() {
                if number > 0 {
                    written.write_char(ALTERNATIVE)?;
                }
                write_term(term, written)?;
            }
            written.write_char(' ')?;
            next = position + 1;
        }
        Ok(())
    }
}

/// Writes a term without what separates terms.
fn write_term(term: &str, written: &mut fmt::Formatter<'_>) -> fmt::Result {
    let separates = |c: char| c.is_whitespace() || c.is_control();
    if !term.contains(separates) {
        return written.write_str(term);
    }
    term.chars()
        .try_for_each(|c| written.write_char(if separates(c) { '_' } else { c }))
}

/// Returns queries that find what is removed, each with what of its hits is.
pub(super) fn removals(removed: &[(FileId, Removed)]) -> Vec<(Value, &Removed)> {
    let name = |file: &FileId| path_value(FileId::new(file.root, &file.path));
    let whole: Vec<String> = removed
        .iter()
        .filter(|(_, of_file)| *of_file == Removed::All)
        .map(|(file, _)| name(file))
        .collect();
    let mut queries: Vec<(Value, &Removed)> = whole
        .chunks(AT_ONCE)
        .map(|files| (json!({"terms": {"file": files}}), &Removed::All))
        .collect();
    for (file, of_file) in removed {
        if let Removed::Entries(ids) = of_file {
            let references: Vec<String> = ids.iter().map(|id| hex(reference_hash(id))).collect();
            queries.extend(references.chunks(AT_ONCE).map(|references| {
                let of_these = json!([
                    {"term": {"file": name(file)}},
                    {"terms": {"ref": references}},
                ]);
                (json!({"bool": {"filter": of_these}}), of_file)
            }));
        }
    }
    queries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_one_place_stand_together_and_gaps_are_kept() {
        let mut text = PlacedText::default();
        for (term, position) in [("rout", 0), ("=route", 0), ("the \"end\"", 2)] {
            text.push(term, position);
        }
        let written = Written(&text);
        let expected = "rout\u{7f}=route \u{7f} the_\"end\" ";
        assert_eq!(written.to_string(), expected);
        assert_eq!(serde_json::to_value(written).unwrap(), json!(expected));
    }

    #[test]
    fn base64_is_read_with_and_without_padding() {
        for text in ["AAECAw==", "AAECAw"] {
            assert_eq!(decoded(text).unwrap(), [0, 1, 2, 3]);
        }
    }
}
