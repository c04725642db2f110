//! Some entries of a language, numbered: what ranking reads of the candidates of a query.
//!
//! Owns look-ups of terms in records. Which entries are among them is decided by whoever asks.

use std::collections::HashMap;

use super::record::{RankRecord, term_hash};
use crate::index::store::columns::EntryRow;
use crate::index::store::schema::{FIELD_COUNT, TEXT_FIELDS, TextField};
use crate::index::store::stored::EntryName;

/// Entries of one language by number.
#[derive(Default)]
pub(crate) struct Sample {
    names: Vec<EntryName>,
    rows: Vec<EntryRow>,
    lengths: [Vec<u8>; FIELD_COUNT],
    /// By field and hash of the term: the documents, ascending, and where their positions stand.
    terms: [HashMap<u64, Vec<Occurrence>>; FIELD_COUNT],
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
    /// Numbers entries in the order of their files. Only terms that `is_sought` by their hash can
    /// be looked up; entries after the first `searched` have none.
    pub(crate) fn new(
        records: &[&RankRecord],
        searched: usize,
        is_sought: &dyn Fn(u64) -> bool,
    ) -> Self {
        let mut sample = Self::default();
        for (document, record) in (0_u32..).zip(records) {
            sample.names.push((&record.name).into());
            sample.rows.push(record.row);
            for field in TEXT_FIELDS {
                let of_field = &record.fields[field as usize];
                sample.lengths[field as usize].push(of_field.length);
                if document as usize >= searched {
                    continue;
                }
                let (terms, all) = (&mut sample.terms[field as usize], &mut sample.positions);
                of_field.terms(|hash, positions| {
                    if is_sought(hash) {
                        let first = u32::try_from(all.len()).unwrap_or(u32::MAX);
                        all.extend_from_slice(positions);
                        terms.entry(hash).or_default().push(Occurrence {
                            document,
                            first,
                            count: u32::try_from(positions.len()).unwrap_or(u32::MAX),
                        });
                    }
                });
            }
        }
        sample
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

    /// Returns the name of an entry.
    pub(crate) fn name(&self, document: u32) -> EntryName {
        let name = self.names.get(document as usize);
        name.cloned().unwrap_or_default()
    }

    /// Returns the documents that hold a term in a field, ascending, each with the positions.
    pub(crate) fn occurrences(
        &self,
        field: TextField,
        term: &str,
    ) -> impl Iterator<Item = (u32, &[u32])> {
        let occurrences = self.terms[field as usize].get(&term_hash(term));
        occurrences.into_iter().flatten().map(|occurrence| {
            let first = occurrence.first as usize;
            let range = first..first + occurrence.count as usize;
            let positions = self.positions.get(range).unwrap_or_default();
            (occurrence.document, positions)
        })
    }
}
