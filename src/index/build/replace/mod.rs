//! Merges a few new documents into a large segment, at the places of those that they replace.
//!
//! A merge decodes and writes all postings anew, since every document after a removed one gets
//! another number. Here new documents take the numbers of removed ones, so that most postings stay as
//! they are and are copied as bytes. What comes out is what the engine's merge would write, but for
//! the order of documents.
//!
//! Owns which document goes where, stored entries, columns and lengths. Terms and their postings are
//! the business of [`postings`].

mod postings;
#[cfg(test)]
mod tests;

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
use crate::index::store::schema::{schema, settings};

/// Of so many documents one may be new. With more of them most terms change, and a merge is as quick.
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
    /// The documents of the first that do not stay, ascending.
    removed: Vec<u32>,
    /// How many documents each of the others has.
    new: Vec<u32>,
}

impl<'a> Replacement<'a> {
    /// Prepares to merge what is alive of segments; returns nothing where a merge is to do it: where
    /// much is new, or more goes than comes.
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
        let counts = segments.iter().map(|segment| segment.meta().max_doc());
        let new: Vec<u32> = counts.skip(1).collect();
        let mut others = alive.iter().skip(1).zip(&new);
        let are_whole = others.all(|(alive, count)| alive.num_alive_docs() == *count as usize);
        let documents = base.meta().max_doc();
        let coming: u32 = new.iter().sum();
        let going = (documents as usize).saturating_sub(of_base.num_alive_docs());
        let is_small = coming <= documents / NEW_SHARE && going <= coming as usize;
        if !are_whole || !is_small || base.meta().has_deletes() {
            return Ok(None);
        }
        let readers = segments.iter().map(SegmentReader::open);
        Ok(Some(Self {
            segments,
            alive: of_base,
            readers: readers.collect::<Result<_, _>>()?,
            removed: (0..documents)
                .filter(|doc| of_base.is_deleted(*doc))
                .collect(),
            new,
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
        write_meta(&result, self.documents())
    }

    /// Returns how many documents the result has.
    fn documents(&self) -> u32 {
        let base = self.segments.first();
        let base = base.map_or(0, |base| base.meta().max_doc());
        base + self.new.iter().sum::<u32>() - self.removed_count()
    }

    fn removed_count(&self) -> u32 {
        // They are documents of a segment, whose numbers have 32 bits.
        u32::try_from(self.removed.len()).unwrap_or(u32::MAX)
    }

    /// Returns where the new documents go, in their order, which ascends: to the places of those that
    /// are removed, then behind all.
    fn places(&self) -> impl Iterator<Item = u32> + '_ {
        let first_behind = self.segments.first();
        let first_behind = first_behind.map_or(0, |base| base.meta().max_doc());
        self.removed.iter().copied().chain(first_behind..)
    }

    /// Returns the new documents in their order, each with the number of its segment.
    fn new_documents(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let counts = (1..).zip(&self.new);
        counts.flat_map(|(segment, &count)| (0..count).map(move |doc| (segment, doc)))
    }

    /// Returns for each document of the result its segment and its number there.
    fn sources(&self) -> Vec<(u32, u32)> {
        let mut sources: Vec<(u32, u32)> = (0..self.documents()).map(|doc| (0, doc)).collect();
        for (place, source) in self.places().zip(self.new_documents()) {
            if let Some(at) = sources.get_mut(place as usize) {
                *at = source;
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
        let whole = self.new.iter().map(|_| None);
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
