//! What ranking reads of an entry, packed and read in place.
//!
//! A record names the terms of a text by short hashes, ascending, each with its positions: a third
//! of the terms themselves, and a query looks up its own terms without unpacking the others. The
//! rest of each hash ([`TermTails`]) stands apart, since only whoever removes an entry needs it.

use serde::{Deserialize, Serialize};
use tantivy::fieldnorm::FieldNormReader;

use super::packed_name::{ContentKey, PackedName};
use super::placed::PlacedText;
use crate::index::store::columns::EntryRow;
use crate::index::store::schema::{FIELD_COUNT, TextField};
use crate::index::store::stored::EntryName;

/// Bits of a term's hash: among a million terms two are alike once in five hundred languages.
const HASH_BITS: u32 = 48;

/// Bits of it that a record holds. With so few, one query in a thousand counts a term for a
/// candidate that does not hold it.
const SHORT_BITS: u32 = 32;

/// Returns the hash by which a term is known where the term itself is not: FNV-1a, mixed. Every word
/// of every entry is hashed, for which a cryptographic hash takes ten times as long.
#[must_use]
pub(crate) fn term_hash(term: &str) -> u64 {
    let hash = term.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ mixed >> 29) >> (u64::BITS - HASH_BITS)
}

/// Returns the part of a term's hash that records hold.
#[must_use]
pub(crate) fn short_hash(term: &str) -> u32 {
    #[allow(clippy::cast_possible_truncation)] // the bits above are none
    let short = (term_hash(term) >> (HASH_BITS - SHORT_BITS)) as u32;
    short
}

/// What ranking reads of an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RankRecord {
    /// The columns.
    pub(crate) row: EntryRow,
    /// What its vectors are found by.
    pub(crate) content: ContentKey,
    /// What names it.
    pub(crate) name: PackedName,
    texts: [TextHead; FIELD_COUNT],
    /// For each text the hashes of its terms, then their positions.
    terms: Vec<u8>,
}

/// The beginning of a packed record.
#[derive(Serialize, Deserialize)]
struct Head {
    row: EntryRow,
    content: ContentKey,
    name: PackedName,
    texts: [TextHead; FIELD_COUNT],
}

/// What is known of one text without its terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct TextHead {
    /// The code of its length.
    length: u8,
    /// Number of its terms.
    terms: u32,
    /// Bytes of their positions.
    positions: u32,
}

/// The terms of one text: hashes of four bytes, ascending; then for each term its positions, as
/// differences, each with a bit that says whether another follows.
#[derive(Clone, Copy)]
struct TextTerms<'r> {
    hashes: &'r [[u8; 4]],
    positions: &'r [u8],
}

/// What is left of the hashes of an entry's terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TermTails {
    /// In the order of the record.
    texts: [Vec<u16>; FIELD_COUNT],
    /// Whole hashes of the terms in the two further dictionaries.
    pub(crate) further: [Vec<u64>; 2],
}

impl RankRecord {
    /// Packs the terms of an entry's texts. Returns the record, and for each text the tokens that are
    /// the first of their term.
    pub(super) fn new(
        row: EntryRow,
        name: EntryName,
        texts: &[PlacedText; FIELD_COUNT],
    ) -> (Self, TermTails, [Vec<usize>; FIELD_COUNT]) {
        let mut record = Self {
            row,
            name: name.into(),
            ..Self::default()
        };
        let mut tails = TermTails::default();
        let mut firsts: [Vec<usize>; FIELD_COUNT] = Default::default();
        let all = record.texts.iter_mut().zip(&mut tails.texts);
        for (((head, tails), first), text) in all.zip(&mut firsts).zip(texts) {
            head.length = FieldNormReader::fieldnorm_to_id(count(text.len()));
            let tokens = text.iter().enumerate();
            let mut placed: Vec<(u64, u32, usize)> = tokens
                .map(|(number, (term, position))| (term_hash(term), position, number))
                .collect();
            placed.sort_unstable();
            let mut positions = Vec::new();
            for of_one in placed.chunk_by(|a, b| a.0 == b.0) {
                let Some((hash, _, number)) = of_one.first() else {
                    continue;
                };
                first.push(*number);
                let (short, tail) = split(*hash);
                record.terms.extend(short.to_le_bytes());
                tails.push(tail);
                write_positions(
                    of_one.iter().map(|(_, position, _)| *position),
                    &mut positions,
                );
            }
            head.terms = count(first.len());
            head.positions = count(positions.len());
            record.terms.extend(positions);
        }
        (record, tails, firsts)
    }

    /// Packs the record.
    #[must_use]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let head = Head {
            row: self.row,
            content: self.content,
            name: self.name.clone(),
            texts: self.texts,
        };
        // Numbers and texts in memory can always be written.
        let mut bytes = postcard::to_stdvec(&head).unwrap_or_default();
        bytes.extend(&self.terms);
        bytes
    }

    /// Unpacks a record.
    ///
    /// # Errors
    /// These bytes are none.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let head = postcard::take_from_bytes::<Head>(bytes);
        let (head, terms) = head.map_err(|error| error.to_string())?;
        let sizes = head.texts.iter().map(|text| text.bytes());
        if sizes.sum::<usize>() != terms.len() {
            return Err("the terms are cut short".to_string());
        }
        Ok(Self {
            row: head.row,
            content: head.content,
            name: head.name,
            texts: head.texts,
            terms: terms.to_vec(),
        })
    }

    /// Returns the code of the length of a text.
    pub(crate) fn length(&self, field: TextField) -> u8 {
        self.texts.get(field as usize).map_or(0, |text| text.length)
    }

    /// Returns the number of tokens of each text that the codes of their lengths stand for.
    pub(crate) fn tokens(&self) -> [u32; FIELD_COUNT] {
        self.texts
            .map(|text| FieldNormReader::id_to_fieldnorm(text.length))
    }

    /// Passes every sought term that a text holds to `each`: its place among those that are sought,
    /// and its positions.
    pub(crate) fn find(&self, field: TextField, sought: &Sought, each: impl FnMut(usize, &[u32])) {
        self.text(field as usize).find(sought, each);
    }

    /// Passes the positions of one term that a text holds to `each`.
    pub(crate) fn find_one(&self, field: TextField, hash: u32, each: impl FnMut(&[u32])) {
        self.text(field as usize).find_one(hash, each);
    }

    /// Returns the whole hashes of the terms of each text.
    pub(crate) fn hashes(&self, tails: &TermTails) -> [Vec<u64>; FIELD_COUNT] {
        let mut all: [Vec<u64>; FIELD_COUNT] = Default::default();
        for ((number, hashes), tails) in all.iter_mut().enumerate().zip(&tails.texts) {
            let short = self.text(number).hashes.iter();
            let short = short.map(|short| u64::from(u32::from_le_bytes(*short)));
            let whole = short
                .zip(tails)
                .map(|(short, tail)| short << (HASH_BITS - SHORT_BITS) | u64::from(*tail));
            hashes.extend(whole);
        }
        all
    }

    fn text(&self, number: usize) -> TextTerms<'_> {
        let before = self.texts.iter().take(number);
        let start = before.map(|text| text.bytes()).sum();
        let own = self.texts.get(number).copied().unwrap_or_default();
        let bytes = self.terms.get(start..start + own.bytes());
        let bytes = bytes.unwrap_or_default();
        let parts = bytes.split_at_checked(own.terms as usize * 4);
        let (hashes, positions) = parts.unwrap_or_default();
        TextTerms {
            hashes: hashes.as_chunks().0,
            positions,
        }
    }
}

impl TextHead {
    fn bytes(self) -> usize {
        self.terms as usize * 4 + self.positions as usize
    }
}

impl TextTerms<'_> {
    fn find(self, sought: &Sought, mut each: impl FnMut(usize, &[u32])) {
        let (mut next, mut rest) = (0, self.positions);
        let mut positions = Vec::new();
        for (number, hash) in self.hashes.iter().enumerate() {
            if let Some(place) = sought.place(u32::from_le_bytes(*hash)) {
                rest = skip_terms(rest, number - next);
                positions.clear();
                rest = read_positions(rest, &mut positions);
                next = number + 1;
                each(place, &positions);
            }
        }
    }

    fn find_one(self, sought: u32, mut each: impl FnMut(&[u32])) {
        let whole = |hash: &[u8; 4]| u32::from_le_bytes(*hash);
        let first = self.hashes.partition_point(|hash| whole(hash) < sought);
        let end = self.hashes.partition_point(|hash| whole(hash) <= sought);
        let mut rest = skip_terms(self.positions, if first < end { first } else { 0 });
        for _ in first..end {
            let mut positions = Vec::new();
            rest = read_positions(rest, &mut positions);
            each(&positions);
        }
    }
}

/// Terms that are looked for, by their short hashes.
#[derive(Default)]
pub(crate) struct Sought {
    /// Ascending.
    hashes: Vec<u32>,
    /// A bit for the upper half of each hash: nearly all terms of a text are passed over by it.
    upper: Vec<u64>,
}

impl Sought {
    /// Takes short hashes.
    #[must_use]
    pub(crate) fn new(hashes: impl IntoIterator<Item = u32>) -> Self {
        let mut hashes: Vec<u32> = hashes.into_iter().collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut upper = vec![0; (1 << u16::BITS) / 64];
        for hash in &hashes {
            let (word, bit) = Self::upper(*hash);
            if let Some(word) = upper.get_mut(word) {
                *word |= bit;
            }
        }
        Self { hashes, upper }
    }

    fn upper(hash: u32) -> (usize, u64) {
        let upper = hash >> u16::BITS;
        ((upper / 64) as usize, 1 << (upper % 64))
    }

    /// Returns how many there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Returns the place of a hash among them.
    #[must_use]
    pub(crate) fn place(&self, hash: u32) -> Option<usize> {
        let (word, bit) = Self::upper(hash);
        if self.upper.get(word)? & bit == 0 {
            return None;
        }
        self.hashes.binary_search(&hash).ok()
    }
}

/// Divides a hash into what records hold and what they do not.
#[allow(clippy::cast_possible_truncation)] // 48 bits are 32 and 16
fn split(hash: u64) -> (u32, u16) {
    ((hash >> (HASH_BITS - SHORT_BITS)) as u32, hash as u16)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Writes ascending positions. The first byte of each tells by its lowest bit whether another
/// follows, every byte by its highest bit whether the number goes on.
fn write_positions(positions: impl ExactSizeIterator<Item = u32>, bytes: &mut Vec<u8>) {
    let (mut left, mut before) = (positions.len(), 0);
    for position in positions {
        left -= 1;
        let mut number = u64::from(position - before) << 1 | u64::from(left > 0);
        before = position;
        while number >= 0x80 {
            bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        bytes.push(number.to_le_bytes()[0]);
    }
}

/// Reads the positions of one term, and returns the bytes after them.
fn read_positions<'b>(mut bytes: &'b [u8], positions: &mut Vec<u32>) -> &'b [u8] {
    let mut before = 0_u32;
    loop {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let Some((byte, rest)) = bytes.split_first() else {
                return bytes;
            };
            bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 35 {
                break;
            }
        }
        before = before.wrapping_add(u32::try_from(number >> 1).unwrap_or(u32::MAX));
        positions.push(before);
        if number & 1 == 0 {
            return bytes;
        }
    }
}

/// Skips the positions of so many terms, and returns the bytes after them.
fn skip_terms(mut bytes: &[u8], terms: usize) -> &[u8] {
    for _ in 0..terms {
        loop {
            let Some(end) = bytes.iter().position(|byte| byte & 0x80 == 0) else {
                return &[];
            };
            let is_last = bytes.first().is_none_or(|first| first & 1 == 0);
            bytes = bytes.get(end + 1..).unwrap_or_default();
            if is_last {
                break;
            }
        }
    }
    bytes
}

impl TermTails {
    /// Packs the rests.
    #[must_use]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Numbers in memory can always be written.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// Unpacks them.
    ///
    /// # Errors
    /// These bytes are none.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        postcard::from_bytes(bytes).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_found_with_its_positions() {
        let mut texts: [PlacedText; FIELD_COUNT] = Default::default();
        for position in 0..900 {
            let term = format!("word{}", position * position % 301);
            texts[1].push(&term, position * 7);
        }
        let (record, tails, firsts) =
            RankRecord::new(EntryRow::default(), EntryName::default(), &texts);
        let record = RankRecord::from_bytes(&record.to_bytes()).unwrap();
        let words = (0..400).map(|n| format!("word{n}"));
        let sought = Sought::new(words.map(|word| short_hash(&word)));
        let mut found = 0;
        record.find(TextField::Answer, &sought, |place, positions| {
            let of_term = |token: &(&str, u32)| sought.place(short_hash(token.0)) == Some(place);
            let wanted = texts[1].iter().filter(of_term);
            let wanted = wanted.map(|(_, position)| position);
            assert_eq!(positions, wanted.collect::<Vec<_>>());
            found += positions.len();
        });
        assert_eq!(found, 900);
        record.find(TextField::Question, &sought, |_, _| {
            panic!("there is no such text")
        });
        for word in (0..400).map(|number| format!("word{number}")) {
            let wanted = texts[1].iter().filter(|(term, _)| *term == word);
            let mut wanted = wanted.map(|(_, position)| position);
            record.find_one(TextField::Answer, short_hash(&word), |own| {
                assert!(own.iter().all(|&one| wanted.next() == Some(one)));
            });
            assert_eq!(wanted.next(), None, "{word}");
        }
        let mut hashes: Vec<u64> = firsts[1]
            .iter()
            .map(|number| term_hash(texts[1].term(*number).unwrap()))
            .collect();
        hashes.sort_unstable();
        assert_eq!(record.hashes(&tails)[1], hashes);
        let tails = TermTails::from_bytes(&tails.to_bytes()).unwrap();
        assert_eq!(record.hashes(&tails)[1], hashes);
    }

    #[test]
    fn a_record_that_is_cut_short_is_none() {
        let texts = [(); FIELD_COUNT].map(|()| {
            let mut text = PlacedText::default();
            text.push("word", 3);
            text
        });
        let (record, _, _) = RankRecord::new(EntryRow::default(), EntryName::default(), &texts);
        let bytes = record.to_bytes();
        for end in 0..bytes.len() {
            assert!(RankRecord::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
    }
}
