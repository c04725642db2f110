//! Looks the words of a query up in one language's index: postings per field.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, TERMINATED, Term};

use super::query::{Alternative, Origin, Word};
use crate::index::{FIELD_COUNT, IndexError, LanguageIndex, TEXT_FIELDS, TextField};

/// A document and how often something occurs in one of its fields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posting {
    /// Document number in the segment.
    pub doc: u32,
    /// Number of occurrences, times the weight of what occurs.
    pub frequency: f32,
}

/// The fields of one language, opened.
pub struct Fields {
    /// None for a field that no entry of the language has.
    readers: [Option<Arc<InvertedIndexReader>>; FIELD_COUNT],
    /// Length codes per field and document, where the field occurs at all.
    pub lengths: [Option<FieldNormReader>; FIELD_COUNT],
    language: String,
}

/// A word as the index knows it.
pub struct Found {
    /// Postings of the word (any of its alternatives) per field.
    pub any: [Vec<Posting>; FIELD_COUNT],
    /// Postings of the exact form per field.
    pub exact: [Vec<Posting>; FIELD_COUNT],
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
        let mut lengths: [Option<FieldNormReader>; FIELD_COUNT] = Default::default();
        for field in TEXT_FIELDS {
            let number = field as usize;
            lengths[number] = index
                .segment
                .fieldnorms_readers()
                .get_field(field.field())
                .map_err(IndexError::engine(&language))?;
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

    /// Postings of a word in every field.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn find(&self, word: &Word) -> Result<Found, IndexError> {
        let mut found = Found {
            any: Default::default(),
            exact: Default::default(),
            document_frequency: 0,
        };
        for field in TEXT_FIELDS {
            // Function words stand nearly everywhere: only in what the entry itself
            // says are they worth reading.
            if word.function && !matches!(field, TextField::Question | TextField::Answer) {
                continue;
            }
            let number = field as usize;
            let mut any = Vec::new();
            // Compounds and related words do not make the word more common.
            let (own, help): (Vec<_>, Vec<_>) = word
                .alternatives
                .iter()
                .partition(|one| !matches!(one.origin, Origin::Compound | Origin::Related));
            for alternative in own {
                any = union(any, self.occurrences(field, alternative)?);
            }
            let own = any.len();
            for alternative in help {
                any = union(any, self.occurrences(field, alternative)?);
            }
            found.document_frequency = found.document_frequency.max(own);
            found.any[number] = any;
            if let Some(exact) = &word.exact {
                found.exact[number] = self.postings(field, exact, 1.0)?;
            }
        }
        Ok(found)
    }

    /// Postings of one form of a word in one field.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn occurrences(
        &self,
        field: TextField,
        alternative: &Alternative,
    ) -> Result<Vec<Posting>, IndexError> {
        match alternative.terms.as_slice() {
            [term] => self.postings(field, term, alternative.weight),
            terms if field.has_positions() => self.phrase(field, terms, alternative.weight),
            _ => Ok(Vec::new()),
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

    /// All postings of one term.
    fn postings(
        &self,
        field: TextField,
        term: &str,
        weight: f32,
    ) -> Result<Vec<Posting>, IndexError> {
        let Some(reader) = self.reader(field) else {
            return Ok(Vec::new());
        };
        let term = Term::from_field_text(field.field(), term);
        let Some(mut block) = reader
            .read_block_postings(&term, IndexRecordOption::WithFreqs)
            .map_err(IndexError::engine(&self.language))?
        else {
            return Ok(Vec::new());
        };
        let mut postings = Vec::with_capacity(block.doc_freq() as usize);
        while block.block_len() > 0 {
            #[allow(clippy::cast_precision_loss)] // frequencies are small
            postings.extend(
                block
                    .docs()
                    .iter()
                    .zip(block.freqs())
                    .map(|(&doc, &frequency)| Posting {
                        doc,
                        frequency: frequency as f32 * weight,
                    }),
            );
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
    ) -> Result<Vec<Posting>, IndexError> {
        let mut cursors = Vec::with_capacity(terms.len());
        for term in terms {
            match self.cursor(field, term)? {
                Some(cursor) => cursors.push(cursor),
                None => return Ok(Vec::new()),
            }
        }
        let mut found = Vec::new();
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
                found.push(Posting {
                    doc,
                    frequency: starts.len() as f32 * weight,
                });
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

/// Merges two sorted lists. Alternatives of one word may stand for the same
/// occurrence, so the greater frequency counts, not the sum.
fn union(left: Vec<Posting>, right: Vec<Posting>) -> Vec<Posting> {
    let (mut long, short) = if left.len() < right.len() {
        (right.as_slice(), left.as_slice())
    } else {
        (left.as_slice(), right.as_slice())
    };
    if short.is_empty() {
        return if left.is_empty() { right } else { left };
    }
    // Most alternatives are far rarer than the word: copy what lies between them.
    let mut merged = Vec::with_capacity(long.len() + short.len());
    for &posting in short {
        let (before, rest) = long.split_at(long.partition_point(|other| other.doc < posting.doc));
        merged.extend_from_slice(before);
        long = rest;
        let mut frequency = posting.frequency;
        if let Some((same, rest)) = long
            .split_first()
            .filter(|(other, _)| other.doc == posting.doc)
        {
            frequency = frequency.max(same.frequency);
            long = rest;
        }
        merged.push(Posting {
            doc: posting.doc,
            frequency,
        });
    }
    merged.extend_from_slice(long);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[(u32, f32)]) -> Vec<Posting> {
        items
            .iter()
            .map(|&(doc, frequency)| Posting { doc, frequency })
            .collect()
    }

    #[test]
    fn union_keeps_order_and_the_greater_frequency() {
        assert_eq!(
            union(
                list(&[(1, 2.0), (4, 1.0), (9, 1.0)]),
                list(&[(0, 1.0), (4, 3.0)])
            ),
            list(&[(0, 1.0), (1, 2.0), (4, 3.0), (9, 1.0)])
        );
        assert_eq!(union(list(&[]), list(&[(3, 1.0)])), list(&[(3, 1.0)]));
    }
}
