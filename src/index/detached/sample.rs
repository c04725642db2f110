//! Some entries of a language, numbered: what ranking reads of the candidates of a query.
//!
//! Owns look-ups of terms in records. Which entries are among them is decided by whoever asks.

use std::sync::Arc;

use super::packed_name::ContentKey;
use super::record::{RankRecord, Sought, short_hash};
use crate::index::store::columns::EntryRow;
use crate::index::store::schema::{FIELD_COUNT, TEXT_FIELDS, TextField};
use crate::index::store::stored::EntryName;

/// Entries of one language by number.
#[derive(Default)]
pub(crate) struct Sample {
    records: Vec<Arc<RankRecord>>,
    /// How many of them can be looked through; the others are only named.
    searched: usize,
    rows: Vec<EntryRow>,
    lengths: [Vec<u8>; FIELD_COUNT],
    /// The terms that were looked up when the entries were numbered.
    sought: Sought,
    /// By field and place of the term: the documents, ascending, and where their positions stand.
    terms: [Vec<Vec<Occurrence>>; FIELD_COUNT],
    positions: Vec<u32>,
}

/// A document that holds a term.
#[derive(Clone, Copy)]
struct Occurrence {
    document: u32,
    first: u32,
    count: u32,
}

impl Sample {
    /// Numbers entries, which come in the order of their files. `sought` terms are looked up for all of
    /// them in one pass; others are when they are asked for, entry by entry.
    pub(crate) fn new(records: Vec<Arc<RankRecord>>, sought: Sought) -> Self {
        let none: Vec<Vec<Occurrence>> = vec![Vec::new(); sought.len()];
        let mut sample = Self {
            terms: TEXT_FIELDS.map(|_| none.clone()),
            searched: records.len(),
            ..Self::default()
        };
        for field in TEXT_FIELDS {
            let (terms, all) = (&mut sample.terms[field as usize], &mut sample.positions);
            for (document, record) in (0_u32..).zip(&records) {
                record.find(field, &sought, |place, positions| {
                    let first = u32::try_from(all.len()).unwrap_or(u32::MAX);
                    all.extend_from_slice(positions);
                    if let Some(of_term) = terms.get_mut(place) {
                        of_term.push(Occurrence {
                            document,
                            first,
                            count: u32::try_from(positions.len()).unwrap_or(u32::MAX),
                        });
                    }
                });
            }
        }
        sample.sought = sought;
        sample.add(records);
        sample
    }

    /// Adds entries that are only named, in place of those that were added before.
    pub(crate) fn name(&mut self, records: Vec<Arc<RankRecord>>) {
        self.records.truncate(self.searched);
        self.rows.truncate(self.searched);
        for lengths in &mut self.lengths {
            lengths.truncate(self.searched);
        }
        self.add(records);
    }

    fn add(&mut self, records: Vec<Arc<RankRecord>>) {
        self.rows.extend(records.iter().map(|record| record.row));
        for field in TEXT_FIELDS {
            let lengths = records.iter().map(|record| record.length(field));
            self.lengths[field as usize].extend(lengths);
        }
        self.records.extend(records);
    }

    /// Returns how many entries there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Returns the columns of the entries.
    pub(crate) fn rows(&self) -> &[EntryRow] {
        &self.rows
    }

    /// Returns the codes of the lengths of a field.
    pub(crate) fn lengths(&self, field: TextField) -> &[u8] {
        &self.lengths[field as usize]
    }

    /// Returns what the vectors of an entry are found by.
    pub(crate) fn content(&self, document: u32) -> Option<&ContentKey> {
        let record = self.records.get(document as usize);
        record.map(|record| &record.content)
    }

    /// Returns the name of an entry.
    pub(crate) fn name_of(&self, document: u32) -> EntryName {
        let record = self.records.get(document as usize);
        record
            .map(|record| (&record.name).into())
            .unwrap_or_default()
    }

    /// Passes the documents that hold a term in a field to `each`, ascending, with the positions.
    pub(crate) fn occurrences(
        &self,
        field: TextField,
        term: &str,
        mut each: impl FnMut(u32, &[u32]),
    ) {
        let hash = short_hash(term);
        let Some(place) = self.sought.place(hash) else {
            for (document, record) in (0_u32..).zip(self.records.iter().take(self.searched)) {
                record.find_one(field, hash, |positions| each(document, positions));
            }
            return;
        };
        let of_term = self.terms[field as usize].get(place);
        for occurrence in of_term.into_iter().flatten() {
            let first = occurrence.first as usize;
            let range = first..first + occurrence.count as usize;
            let positions = self.positions.get(range).unwrap_or_default();
            each(occurrence.document, positions);
        }
    }
}
