//! Merges a few new documents into a large segment, at the places of those that they replace.
//!
//! A merge decodes and writes all postings anew, since every document after a removed one gets
//! another number. Here new documents take the numbers of removed ones, and those at the end what
//! is left of them, so that most postings stay as they are and are copied as bytes. What comes out
//! is what the engine's merge would write, but for the order of documents.
//!
//! Owns which document goes where, stored entries, columns and lengths. Terms and their postings
//! are the business of [`postings`].

mod postings;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use tantivy::columnar::{
    ColumnarReader, MergeRowOrder, RowAddr, ShuffleMergeOrder, merge_columnar,
};
use tantivy::directory::{CompositeFile, CompositeWrite, TerminatingWrite};
use tantivy::fastfield::AliveBitSet;
use tantivy::index::SegmentComponent;
use tantivy::store::StoreWriter;
use tantivy::{Segment, SegmentReader};

use super::parallel_merge::{target, write_meta};
use crate::index::store::columns::Column;
use crate::index::store::schema::{schema, settings};

/// Of so many documents one may be new. With more of them most terms change, and a merge is as
/// quick.
const NEW_SHARE: u32 = 256;

/// Decompressed blocks of stored entries that are kept while they are copied in order.
const STORE_CACHE_BLOCKS: usize = 1;

/// Folder of the terms that change, inside that of the result.
const CHANGED: &str = "changed";

/// Segments, of which the documents of all but the first go into the first.
pub(super) struct Replacement<'a> {
    segments: &'a [Segment],
    /// Which documents of the first stay.
    alive: &'a AliveBitSet,
    readers: Vec<SegmentReader>,
    /// How many documents the result has.
    documents: u32,
    /// The documents of the first that do not stay where they are, ascending: they are removed, or,
    /// where more goes than comes, they are among the last and go to places that are free.
    leaving: Vec<u32>,
    /// The documents that come to places, ascending by place: new ones, then those among the last.
    coming: Vec<Arrival>,
}

/// A document that comes to a place.
#[derive(Clone, Copy)]
struct Arrival {
    place: u32,
    /// The number of its segment.
    segment: u32,
    /// Its number there.
    doc: u32,
}

impl<'a> Replacement<'a> {
    /// Prepares to merge what is alive of segments; returns nothing where a merge is to do it,
    /// because much differs.
    ///
    /// # Errors
    /// A segment cannot be read.
    pub(super) fn of(
        segments: &'a [Segment],
        alive: &'a [AliveBitSet],
    ) -> tantivy::Result<Option<Self>> {
        let (Some(base), Some(of_base)) = (segments.first(), alive.first()) else {
            return Ok(None);
        };
        let before = base.meta().max_doc();
        let counts = segments.iter().map(|segment| segment.meta().max_doc());
        let new: Vec<(u32, u32)> = (1..)
            .zip(counts.skip(1))
            .flat_map(|(segment, count)| (0..count).map(move |doc| (segment, doc)))
            .collect();
        let are_whole =
            alive.iter().zip(segments).skip(1).all(|(alive, segment)| {
                alive.num_alive_docs() == segment.meta().max_doc() as usize
            });
        let removed = (before as usize).saturating_sub(of_base.num_alive_docs());
        let most = (before / NEW_SHARE) as usize;
        let is_small = new.len() <= most && removed <= most;
        if !are_whole || !is_small || base.meta().has_deletes() {
            return Ok(None);
        }
        // Both are small parts of a number with 32 bits.
        let documents = before as usize + new.len() - removed;
        let documents = u32::try_from(documents).unwrap_or(u32::MAX);
        let leaving = (0..before).filter(|doc| of_base.is_deleted(*doc) || *doc >= documents);
        let leaving: Vec<u32> = leaving.collect();
        let readers = segments.iter().map(SegmentReader::open);
        let readers: Vec<SegmentReader> = readers.collect::<Result<_, _>>()?;
        let is_moved = |doc: &u32| of_base.is_alive(*doc);
        let moved: Vec<u32> = leaving.iter().copied().filter(is_moved).collect();
        if let Some(reader) = readers.first()
            && have_equals(reader, of_base, &moved)?
        {
            return Ok(None);
        }
        let arriving = new.into_iter().chain(moved.into_iter().map(|doc| (0, doc)));
        let places = leaving.iter().copied().chain(before..documents);
        let coming = places
            .filter(|place| *place < documents)
            .zip(arriving)
            .map(|(place, (segment, doc))| Arrival {
                place,
                segment,
                doc,
            })
            .collect();
        Ok(Some(Self {
            segments,
            alive: of_base,
            readers,
            documents,
            leaving,
            coming,
        }))
    }

    /// Writes the segment into a folder.
    ///
    /// # Errors
    /// A segment cannot be read, or the result cannot be written.
    pub(super) fn write(&self, folder: &Path) -> tantivy::Result<()> {
        let result = target(folder)?;
        let changed = folder.join(CHANGED);
        fs::create_dir(&changed)?;
        let (terms, rest) = rayon::join(
            || -> tantivy::Result<()> {
                self.write_lengths(&result)?;
                postings::write(self, &result, &target(&changed)?)
            },
            || -> tantivy::Result<()> {
                self.write_store(&result)?;
                self.write_columns(&result)
            },
        );
        terms?;
        rest?;
        fs::remove_dir_all(&changed)?;
        write_meta(&result, self.documents)
    }

    /// Returns for each document of the result its segment and its number there.
    fn sources(&self) -> Vec<(u32, u32)> {
        let mut sources: Vec<(u32, u32)> = (0..self.documents).map(|doc| (0, doc)).collect();
        for arrival in &self.coming {
            if let Some(at) = sources.get_mut(arrival.place as usize) {
                *at = (arrival.segment, arrival.doc);
            }
        }
        sources
    }

    fn write_store(&self, result: &Segment) -> tantivy::Result<()> {
        let stores = self.readers.iter();
        let stores = stores.map(|reader| reader.get_store_reader(STORE_CACHE_BLOCKS));
        let stores: Vec<_> = stores.collect::<Result<_, _>>()?;
        let settings = settings();
        let mut store = StoreWriter::new(
            result.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            settings.docstore_compress_dedicated_thread,
        )?;
        for (segment, doc) in self.sources() {
            if let Some(from) = stores.get(segment as usize) {
                store.store_bytes(&from.get_document_bytes(doc)?)?;
            }
        }
        Ok(store.close()?)
    }

    fn write_columns(&self, result: &Segment) -> tantivy::Result<()> {
        let mut columns = Vec::with_capacity(self.segments.len());
        for segment in self.segments {
            columns.push(ColumnarReader::open(
                segment.open_read(SegmentComponent::FastFields)?,
            )?);
        }
        let columns: Vec<&ColumnarReader> = columns.iter().collect();
        let alive = self.alive.bitset().clone();
        let whole = self.segments.iter().skip(1).map(|_| None);
        let sources = self.sources().into_iter();
        let order = ShuffleMergeOrder {
            new_row_id_to_old_row_id: sources
                .map(|(segment_ord, row_id)| RowAddr {
                    segment_ord,
                    row_id,
                })
                .collect(),
            alive_bitsets: std::iter::once(Some(alive)).chain(whole).collect(),
        };
        let mut file = result.open_write(SegmentComponent::FastFields)?;
        merge_columnar(&columns, &[], MergeRowOrder::Shuffled(order), &mut file)?;
        Ok(file.terminate()?)
    }

    /// Writes the lengths of texts, a code of one byte for each document.
    fn write_lengths(&self, result: &Segment) -> tantivy::Result<()> {
        let mut files = Vec::with_capacity(self.segments.len());
        for segment in self.segments {
            let file = segment.open_read(SegmentComponent::FieldNorms)?;
            files.push(CompositeFile::open(&file)?);
        }
        let mut lengths = CompositeWrite::wrap(result.open_write(SegmentComponent::FieldNorms)?);
        for (field, entry) in schema().fields() {
            if !entry.has_fieldnorms() {
                continue;
            }
            let read = |file: &CompositeFile| {
                let codes = file.open_read(field).map(|codes| codes.read_bytes());
                codes.transpose()
            };
            let codes = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
            let code = |segment: u32, doc: u32| {
                let codes = codes.get(segment as usize).and_then(Option::as_ref);
                codes.and_then(|codes| codes.get(doc as usize)).copied()
            };
            let sources = self.sources().into_iter();
            let merged: Vec<u8> = sources
                .map(|(segment, doc)| code(segment, doc).unwrap_or(0))
                .collect();
            std::io::Write::write_all(lengths.for_field(field), &merged)?;
        }
        Ok(lengths.close()?)
    }
}

/// Returns whether documents that move have the same order among equal scores as one that stays:
/// their numbers tell which comes first, and those of documents that are merged keep their order.
fn have_equals(
    reader: &SegmentReader,
    alive: &AliveBitSet,
    moved: &[u32],
) -> tantivy::Result<bool> {
    let Some(&first) = moved.first() else {
        return Ok(false);
    };
    let order = reader.fast_fields().u64(Column::SortKey.name())?.values;
    let keys: HashSet<u64> = moved.iter().map(|doc| order.get_val(*doc)).collect();
    let mut staying = (0..first).filter(|doc| alive.is_alive(*doc));
    Ok(staying.any(|doc| keys.contains(&order.get_val(doc))))
}
