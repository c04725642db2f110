//! An entry as a document of the cluster, and the queries that find those of files again.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::names::ALTERNATIVE;
use crate::index::detached::entry::DetachedEntry;
use crate::index::detached::record::PlacedTerm;
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
    pub(super) source: Value,
    /// Its part of the sum over the language.
    pub(super) check: u64,
}

/// Makes the document of the entry that is the `number`th of its article.
pub(super) fn document(entry: &DetachedEntry, number: usize) -> Document {
    let place = place_key(entry, number);
    let key = written_key(&place);
    let rank = [place.as_slice(), &entry.record.to_bytes()].concat();
    let check = check(&key);
    let row = &entry.record.row;
    let mut source = json!({
        "ref": entry.references.iter().map(|hash| hex(*hash)).collect::<Vec<_>>(),
        "file": entry.file,
        "same": hex(row.answer.question),
        "group": hex(row.group),
        "question_kind": row.flags.is_question(),
        "length": i32::from(entry.record.length(TextField::Question))
            + if row.flags.is_question() { 0 } else { 256 }
            + if row.flags.is_navigation() { 512 } else { 0 },
        "check": check,
        "rank": encoded(&rank),
        "tails": encoded(&entry.tails.to_bytes()),
        "shown": encoded(&entry.shown.to_bytes()),
    });
    if let Some(source) = source.as_object_mut() {
        if !entry.facets.is_empty() {
            source.insert("facet".to_string(), json!(entry.facets));
        }
        for (field, text) in TEXT_FIELDS.iter().zip(&entry.texts) {
            if !text.is_empty() {
                source.insert(field.name().to_string(), json!(written(text)));
            }
        }
    }
    Document { key, source, check }
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

/// Writes the tokens of a text so that the cluster's analyzer takes them apart as they were.
fn written(text: &[PlacedTerm]) -> String {
    let mut ordered: Vec<&PlacedTerm> = text.iter().collect();
    ordered.sort_by_key(|token| token.position);
    let mut written = String::new();
    let mut next = 0;
    for place in ordered.chunk_by(|a, b| a.position == b.position) {
        let position = place.first().map_or(0, |token| token.position);
        for _ in 0..position.saturating_sub(next).min(MOST_GAPS) {
            written.push(ALTERNATIVE);
            written.push(' ');
        }
        for (number, token) in place.iter().enumerate() {
            if number > 0 {
                written.push(ALTERNATIVE);
            }
            written.extend(token.term.chars().map(|c| match c {
                c if c.is_whitespace() || c.is_control() => '_',
                c => c,
            }));
        }
        written.push(' ');
        next = position + 1;
    }
    written
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
        let token = |term: &str, position| PlacedTerm {
            term: term.to_string(),
            position,
        };
        let text = [token("rout", 0), token("=route", 0), token("end", 2)];
        assert_eq!(written(&text), "rout\u{7f}=route \u{7f} end ");
    }

    #[test]
    fn base64_is_read_with_and_without_padding() {
        for text in ["AAECAw==", "AAECAw"] {
            assert_eq!(decoded(text).unwrap(), [0, 1, 2, 3]);
        }
    }
}
