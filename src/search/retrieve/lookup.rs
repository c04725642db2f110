//! Looks the words of a query up in one language's index: postings per field.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::directory::OwnedBytes;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, TERMINATED, Term};

use super::postings::PostingList;
use crate::index::store::prefix;
use crate::index::{FIELD_COUNT, IndexError, LanguageIndex, TEXT_FIELDS, TextField};
use crate::search::query::parse::{QueryTerm, Variant, VariantKind};

/// The fields of one language, opened.
pub struct Fields {
    /// None for a field that no entry of the language has.
    readers: [Option<Arc<InvertedIndexReader>>; FIELD_COUNT],
    lengths: [Lengths; FIELD_COUNT],
    language: String,
}

/// How long the texts of one field are, as tantivy keeps it: a code of one byte for each document.
#[derive(Default)]
pub struct Lengths(Option<OwnedBytes>);

impl Lengths {
    /// The codes by document; none for a field that no entry has.
    #[must_use]
    pub fn codes(&self) -> &[u8] {
        self.0.as_ref().map_or(&[], OwnedBytes::as_slice)
    }

    /// The code of one document.
    #[must_use]
    pub fn code(&self, doc: u32) -> u8 {
        self.codes().get(doc as usize).copied().unwrap_or(0)
    }
}

/// A word as the index knows it.
pub struct Found {
    /// Postings of the word (any of its variants) per field.
    pub any: [PostingList; FIELD_COUNT],
    /// Postings of the exact form per field.
    pub exact: [PostingList; FIELD_COUNT],
    /// Documents that hold the word itself, estimated by the field with the most.
    pub document_frequency: usize,
}

impl Fields {
    /// Opens the text fields of a language.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn open(index: &LanguageIndex) -> Result<Self, IndexError> {
        let language = index.summary.tag.clone();
        let mut readers: [Option<Arc<InvertedIndexReader>>; FIELD_COUNT] = Default::default();
        let norms = index.segment.fieldnorms_readers().get_inner_file();
        let mut lengths: [Lengths; FIELD_COUNT] = Default::default();
        for field in TEXT_FIELDS {
            let number = field as usize;
            if let Some(file) = norms.open_read(field.field()) {
                let bytes = file.read_bytes().map_err(|error| {
                    IndexError::engine(&language)(tantivy::TantivyError::from(error))
                })?;
                lengths[number] = Lengths(Some(bytes));
            }
            // Opening a field that does not occur makes tantivy build an empty
            // dictionary, which costs more than a search in a real one.
            let occurs = index
                .summary
                .lengths
                .get(number)
                .is_some_and(|&length| length > 0.0);
            if occurs {
                readers[number] = Some(
                    index
                        .segment
                        .inverted_index(field.field())
                        .map_err(IndexError::engine(&language))?,
                );
            }
        }
        Ok(Self {
            readers,
            lengths,
            language,
        })
    }

    /// The dictionary and postings of a field, if any entry has the field.
    #[must_use]
    pub fn reader(&self, field: TextField) -> Option<&InvertedIndexReader> {
        self.readers[field as usize].as_deref()
    }

    /// How long the texts of a field are.
    #[must_use]
    pub fn lengths(&self, field: TextField) -> &Lengths {
        &self.lengths[field as usize]
    }

    /// Postings of a word in every field.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn find(&self, word: &QueryTerm) -> Result<Found, IndexError> {
        let mut found = Found {
            any: Default::default(),
            exact: Default::default(),
            document_frequency: 0,
        };
        for field in TEXT_FIELDS {
            // Function words stand nearly everywhere: only in what the entry itself
            // says are they worth reading.
            if word.is_function_word && !matches!(field, TextField::Question | TextField::Answer) {
                continue;
            }
            let number = field as usize;
            let mut any = PostingList::default();
            // Compounds and related words do not make the word more common.
            let (own, help): (Vec<_>, Vec<_>) = word
                .variants
                .iter()
                .partition(|one| !matches!(one.kind, VariantKind::Compound | VariantKind::Related));
            for variant in own {
                any = any.union(self.variant_postings(field, variant)?);
            }
            let own = any.len();
            for variant in help {
                any = any.union(self.variant_postings(field, variant)?);
            }
            found.document_frequency = found.document_frequency.max(own);
            found.any[number] = any;
            // Where the form typed stands, its stem stands.
            if let Some(exact) = word.exact.as_ref().filter(|_| own > 0) {
                found.exact[number] = self.postings(field, exact, 1.0)?;
            }
        }
        Ok(found)
    }

    /// Postings of one form of a word in one field.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn variant_postings(
        &self,
        field: TextField,
        variant: &Variant,
    ) -> Result<PostingList, IndexError> {
        match variant.terms.as_slice() {
            [term] => self.postings(field, term, variant.weight),
            terms if field.has_positions() => self.phrase(field, terms, variant.weight),
            _ => Ok(PostingList::default()),
        }
    }

    /// Entries that hold a term in their question or answer, by the field with more.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn document_frequency(&self, term: &str) -> Result<u32, IndexError> {
        let mut most = 0;
        for field in [TextField::Question, TextField::Answer] {
            if let Some(reader) = self.reader(field) {
                let documents = reader
                    .doc_freq(&Term::from_field_text(field.field(), term))
                    .map_err(|error| {
                        IndexError::engine(&self.language)(tantivy::TantivyError::from(error))
                    })?;
                most = most.max(documents);
            }
        }
        Ok(most)
    }

    /// Terms of questions and answers that begin so, up to `most` of each, sorted; each with the
    /// number of entries that hold it, by the field with more.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn terms_with_prefix(
        &self,
        beginning: &str,
        most: usize,
    ) -> Result<BTreeMap<String, u32>, IndexError> {
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for field in [TextField::Question, TextField::Answer] {
            if let Some(reader) = self.reader(field) {
                let terms = prefix::terms_with_prefix(reader.terms(), beginning, most).map_err(
                    |error| IndexError::engine(&self.language)(tantivy::TantivyError::from(error)),
                )?;
                for (term, frequency) in terms {
                    let documents = found.entry(term).or_default();
                    *documents = frequency.max(*documents);
                }
            }
        }
        Ok(found)
    }

    /// All postings of one term.
    fn postings(
        &self,
        field: TextField,
        term: &str,
        weight: f32,
    ) -> Result<PostingList, IndexError> {
        let Some(reader) = self.reader(field) else {
            return Ok(PostingList::default());
        };
        let term = Term::from_field_text(field.field(), term);
        let Some(mut block) = reader
            .read_block_postings(&term, IndexRecordOption::WithFreqs)
            .map_err(IndexError::engine(&self.language))?
        else {
            return Ok(PostingList::default());
        };
        let mut postings = PostingList::with_capacity(block.doc_freq() as usize);
        while block.block_len() > 0 {
            postings.extend(block.docs(), block.freqs(), weight);
            block.advance();
        }
        Ok(postings)
    }

    /// A cursor over one term with positions, if the field has the term.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn cursor(
        &self,
        field: TextField,
        term: &str,
    ) -> Result<Option<SegmentPostings>, IndexError> {
        let Some(reader) = self.reader(field) else {
            return Ok(None);
        };
        reader
            .read_postings(
                &Term::from_field_text(field.field(), term),
                IndexRecordOption::WithFreqsAndPositions,
            )
            .map_err(IndexError::engine(&self.language))
    }

    /// Documents in which the terms stand side by side, with the number of times.
    fn phrase(
        &self,
        field: TextField,
        terms: &[String],
        weight: f32,
    ) -> Result<PostingList, IndexError> {
        let mut cursors = Vec::with_capacity(terms.len());
        for term in terms {
            match self.cursor(field, term)? {
                Some(cursor) => cursors.push(cursor),
                None => return Ok(PostingList::default()),
            }
        }
        let mut found = PostingList::default();
        let (mut starts, mut next) = (Vec::new(), Vec::new());
        let mut doc = cursors.first().map_or(TERMINATED, DocSet::doc);
        'documents: while doc != TERMINATED {
            for cursor in &mut cursors {
                let reached = if cursor.doc() < doc {
                    cursor.seek(doc)
                } else {
                    cursor.doc()
                };
                if reached != doc {
                    doc = reached;
                    continue 'documents;
                }
            }
            starts.clear();
            for (offset, cursor) in (0_u32..).zip(&mut cursors) {
                next.clear();
                cursor.positions(&mut next);
                if offset == 0 {
                    std::mem::swap(&mut starts, &mut next);
                } else {
                    starts.retain(|start| next.binary_search(&(start + offset)).is_ok());
                }
            }
            if !starts.is_empty() {
                #[allow(clippy::cast_precision_loss)] // frequencies are small
                found.push(doc, starts.len() as f32 * weight);
            }
            doc = cursors.first_mut().map_or(TERMINATED, DocSet::advance);
        }
        Ok(found)
    }
}

/// Documents that hold a term of a field without frequencies, in order.
///
/// # Errors
/// The index is damaged.
pub fn documents(index: &LanguageIndex, field: Field, term: &Term) -> Result<Vec<u32>, IndexError> {
    let reader = index
        .segment
        .inverted_index(field)
        .map_err(IndexError::engine(&index.summary.tag))?;
    let Some(mut postings) = reader
        .read_postings(term, IndexRecordOption::Basic)
        .map_err(IndexError::engine(&index.summary.tag))?
    else {
        return Ok(Vec::new());
    };
    let mut documents = Vec::new();
    while postings.doc() != TERMINATED {
        documents.push(postings.doc());
        postings.advance();
    }
    Ok(documents)
}
