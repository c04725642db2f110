//! The postings of one form of a word in one field: read at once, or where they are needed.
//!
//! Owns which of both is done. A word that stands in half of a million entries takes longer to read
//! than all the others together, and often only a few of its blocks matter. How postings are walked
//! is the business of [`super::cursor`].

use std::borrow::Cow;
use std::sync::Arc;

use tantivy::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

use super::cursor::{BlockWalk, ListWalk, PostingCursor};
use super::list::PostingList;
use crate::index::IndexError;
use crate::model::language::LanguageTag;

/// Postings that fill no more than this many documents are one block of the engine, which is read
/// at once.
const BLOCK: u32 = 128;

/// Postings from which on a list is not copied to be merged with another.
const LONG: usize = 1 << 14;

/// How many times as long as the other such a list is at least.
const LONGER: usize = 2;

/// The postings of one form of a word in one field.
pub(crate) enum Postings {
    /// What has been read.
    Read(PostingList),
    /// What the index holds for one term.
    Indexed(IndexedTerm),
    /// Both, as one list.
    United(Box<United>),
}

/// A long list of the index and a shorter one that has been read, as one list: the greater frequency
/// counts, as in [`PostingList::union`].
pub(crate) struct United {
    long: IndexedTerm,
    short: PostingList,
    /// How many documents are in either.
    len: usize,
}

impl United {
    fn new(long: IndexedTerm, short: PostingList) -> Result<Self, IndexError> {
        let mut walk = long.walk()?;
        let documents = short.documents.iter();
        let shared = documents.filter(|&&doc| walk.seek(doc) == doc).count();
        Ok(Self {
            len: long.len() + short.len() - shared,
            long,
            short,
        })
    }

    /// Returns the long list.
    #[must_use]
    pub(crate) fn long(&self) -> &IndexedTerm {
        &self.long
    }

    /// Returns the shorter list.
    #[must_use]
    pub(crate) fn short(&self) -> &PostingList {
        &self.short
    }

    fn read(self) -> Result<PostingList, IndexError> {
        Ok(self.long.read()?.union(self.short))
    }
}

impl Default for Postings {
    fn default() -> Self {
        Self::Read(PostingList::default())
    }
}

/// A term of the index whose postings are read when they are needed.
pub(crate) struct IndexedTerm {
    reader: Arc<InvertedIndexReader>,
    entry: TermInfo,
    /// An occurrence counts so many times.
    weight: f32,
    language: Arc<LanguageTag>,
}

impl IndexedTerm {
    /// Takes a term as the dictionary of a field has it. The language is named in errors.
    #[must_use]
    pub(crate) fn new(
        reader: Arc<InvertedIndexReader>,
        entry: TermInfo,
        weight: f32,
        language: &Arc<LanguageTag>,
    ) -> Self {
        Self {
            reader,
            entry,
            weight,
            language: Arc::clone(language),
        }
    }

    /// Returns how many times an occurrence counts.
    #[must_use]
    pub(crate) fn weight(&self) -> f32 {
        self.weight
    }

    /// Returns how many documents hold the term.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.entry.doc_freq as usize
    }

    fn blocks(&self) -> Result<BlockSegmentPostings, IndexError> {
        let option = IndexRecordOption::WithFreqs;
        let blocks = self
            .reader
            .read_block_postings_from_terminfo(&self.entry, option);
        blocks.map_err(IndexError::engine(&self.language))
    }

    fn walk(&self) -> Result<BlockWalk, IndexError> {
        Ok(BlockWalk::new(self.blocks()?, self.weight))
    }

    fn read(&self) -> Result<PostingList, IndexError> {
        let mut list = PostingList::with_capacity(self.len());
        let mut blocks = self.blocks()?;
        while blocks.block_len() > 0 {
            list.extend(blocks.docs(), blocks.freqs(), self.weight);
            blocks.advance();
        }
        Ok(list)
    }
}

impl Postings {
    /// Takes a term of the index. Its postings are read at once where they are few.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn of(term: IndexedTerm) -> Result<Self, IndexError> {
        Ok(if term.entry.doc_freq < BLOCK {
            Self::Read(term.read()?)
        } else {
            Self::Indexed(term)
        })
    }

    /// Returns how many documents there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Read(list) => list.len(),
            Self::Indexed(term) => term.len(),
            Self::United(both) => both.len,
        }
    }

    /// Returns whether there is no document.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns all postings.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn read(&self) -> Result<Cow<'_, PostingList>, IndexError> {
        Ok(match self {
            Self::Read(list) => Cow::Borrowed(list),
            Self::Indexed(term) => Cow::Owned(term.read()?),
            Self::United(both) => Cow::Owned(both.long.read()?.union(both.short.clone())),
        })
    }

    /// Merges two lists; see [`PostingList::union`].
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn union(self, other: Self) -> Result<Self, IndexError> {
        if other.is_empty() {
            return Ok(self);
        }
        if self.is_empty() {
            return Ok(other);
        }
        let (long, short) = if self.len() < other.len() {
            (other, self)
        } else {
            (self, other)
        };
        if long.len() < LONG || short.len() * LONGER > long.len() {
            return Ok(Self::Read(long.into_read()?.union(short.into_read()?)));
        }
        let (long, short) = match long {
            Self::Read(long) => return Ok(Self::Read(long.union(short.into_read()?))),
            Self::Indexed(long) => (long, short.into_read()?),
            Self::United(both) => (both.long, both.short.union(short.into_read()?)),
        };
        Ok(Self::United(Box::new(United::new(long, short)?)))
    }

    /// Reads all postings.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn into_read(self) -> Result<PostingList, IndexError> {
        match self {
            Self::Read(list) => Ok(list),
            Self::Indexed(term) => term.read(),
            Self::United(both) => both.read(),
        }
    }

    /// Returns the frequency in a document, if it is one of these.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn frequency(&self, doc: u32) -> Result<Option<f32>, IndexError> {
        let mut cursor = self.cursor()?;
        Ok((cursor.seek(doc) == doc).then(|| cursor.frequency()))
    }

    /// Returns those of the documents, which ascend, that are among these.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn among(&self, documents: &[u32]) -> Result<Vec<u32>, IndexError> {
        let mut cursor = self.cursor()?;
        let mut held = documents.to_vec();
        held.retain(|&doc| cursor.seek(doc) == doc);
        Ok(held)
    }

    /// Starts a walk before the first document.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn cursor(&self) -> Result<PostingCursor<'_>, IndexError> {
        Ok(match self {
            Self::Read(list) => PostingCursor::of_list(list),
            Self::Indexed(term) => PostingCursor::Blocks(term.walk()?),
            Self::United(both) => {
                PostingCursor::Both(both.long.walk()?, ListWalk::new(&both.short))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{STRING, Schema, TEXT};
    use tantivy::{Index, IndexWriter, TantivyDocument, Term};

    use super::*;

    /// How many documents the index has.
    const DOCUMENTS: u32 = 3 * 10_000;

    /// Opens a field in which "often" stands in two of three documents, "seldom" in every seventh
    /// up to five times, and "last" in the last one.
    fn reader() -> Arc<InvertedIndexReader> {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", TEXT);
        schema.add_text_field("id", STRING);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for number in 0..DOCUMENTS {
            let mut words = Vec::new();
            words.extend((number % 3 != 0).then_some("often"));
            let times = if number % 7 == 0 { number % 5 + 1 } else { 0 };
            words.extend(std::iter::repeat_n("seldom", times as usize));
            words.extend((number + 1 == DOCUMENTS).then_some("last"));
            let mut document = TantivyDocument::default();
            document.add_text(field, words.join(" "));
            writer.add_document(document).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        assert_eq!(searcher.segment_readers().len(), 1);
        searcher.segment_reader(0).inverted_index(field).unwrap()
    }

    fn postings(reader: &Arc<InvertedIndexReader>, term: &str, weight: f32) -> Postings {
        let language = Arc::new(LanguageTag::ENGLISH);
        let field = tantivy::schema::Field::from_field_id(0);
        let entry = reader.get_term_info(&Term::from_field_text(field, term));
        let entry = entry.unwrap().unwrap();
        Postings::of(IndexedTerm::new(
            Arc::clone(reader),
            entry,
            weight,
            &language,
        ))
        .unwrap()
    }

    #[test]
    fn lists_that_are_not_merged_read_as_if_they_were() {
        let reader = reader();
        let list = |term, weight| postings(&reader, term, weight).into_read().unwrap();
        let merged = list("often", 1.0)
            .union(list("seldom", 0.5))
            .union(list("last", 2.0));
        let often = postings(&reader, "often", 1.0);
        let united = often.union(postings(&reader, "seldom", 0.5)).unwrap();
        let united = united.union(postings(&reader, "last", 2.0)).unwrap();
        assert!(matches!(united, Postings::United(_)));
        assert_eq!(united.len(), merged.len());
        assert_eq!(*united.read().unwrap(), merged);

        let mut visited = PostingList::default();
        let mut cursor = united.cursor().unwrap();
        for end in (0..DOCUMENTS + 1_000).step_by(997) {
            cursor.visit_until(end, |doc, frequency| {
                assert!(doc < end);
                visited.push(doc, frequency);
            });
        }
        assert_eq!(visited, merged);

        let mut cursor = united.cursor().unwrap();
        for doc in (0..DOCUMENTS).step_by(11) {
            let place = merged.seek(0, doc);
            let expected = merged.documents.get(place).copied();
            assert_eq!(cursor.seek(doc), expected.unwrap_or(PostingCursor::END));
            assert_eq!(Some(&cursor.frequency()), merged.frequencies.get(place));
        }
        assert_eq!(united.into_read().unwrap(), merged);
    }
}
