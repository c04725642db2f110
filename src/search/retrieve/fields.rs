//! The text fields of one language: dictionaries, postings, lengths.
//!
//! Owns what a term's occurrences are in each field. Which terms are looked up is the query's
//! business, and what an occurrence is worth is [`super::bm25`]'s.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use tantivy::directory::OwnedBytes;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{InvertedIndexReader, Term};

use super::dictionary::Dictionary;
use super::positions::PositionCursor;
use super::postings::{IndexedTerm, PostingList, Postings};
#[cfg(feature = "opensearch")]
use super::remote::Remote;
use crate::analysis::{EXACT_PREFIX, fold, lowercase};
use crate::index::{FIELD_COUNT, IndexError, LanguageIndex, TEXT_FIELDS, TextField};
use crate::model::language::LanguageTag;
use crate::search::query::term::{QueryTerm, Variant};

/// The fields in whose words forms of a query's terms are sought.
pub(crate) const VOCABULARY_FIELDS: [TextField; 2] = [TextField::Question, TextField::Answer];

/// How many terms stand for a beginning of words at most, for each field.
const MAX_OF_PREFIX: usize = 256;

/// The open text fields of one language.
pub(crate) struct Fields {
    /// `None` for a field that no entry of the language has.
    readers: [Option<Arc<InvertedIndexReader>>; FIELD_COUNT],
    lengths: [Lengths; FIELD_COUNT],
    /// Named in errors, also by the terms that are looked up.
    language: Arc<LanguageTag>,
    /// Where the postings are if they are not in the readers.
    #[cfg(feature = "opensearch")]
    pub(super) remote: Option<Arc<Remote>>,
}

/// The lengths of the texts of one field, as a code of one byte for each document.
#[derive(Default)]
pub(crate) struct Lengths(Option<OwnedBytes>);

impl Lengths {
    /// Returns the codes by document; none for a field that no entry has.
    #[must_use]
    pub(crate) fn codes(&self) -> &[u8] {
        self.0.as_ref().map_or(&[], OwnedBytes::as_slice)
    }

    /// Returns the code of one document.
    #[must_use]
    pub(crate) fn code(&self, doc: u32) -> u8 {
        self.codes().get(doc as usize).copied().unwrap_or(0)
    }
}

/// How many entries hold a word.
#[derive(Clone, Copy, Default)]
pub(crate) struct Frequencies {
    /// The word itself, by the field with the most.
    pub(crate) document: usize,
    /// Any of its forms in the question.
    pub(crate) in_questions: usize,
    /// The form as it was typed, by the field with the most.
    pub(crate) exact: usize,
}

/// The postings of one term of the query.
#[derive(Default)]
pub(crate) struct TermPostings {
    /// The postings of any variant, by field.
    pub any: [Postings; FIELD_COUNT],
    /// The postings of the exact form, by field.
    pub exact: [Postings; FIELD_COUNT],
    /// How many entries these are.
    pub frequencies: Frequencies,
}

impl TermPostings {
    /// Counts the entries by the postings.
    fn count(&mut self) {
        self.frequencies.in_questions = self.any[TextField::Question as usize].len();
        self.frequencies.exact = self.exact.iter().map(Postings::len).max().unwrap_or(0);
    }
}

impl Fields {
    /// Opens the text fields of a language.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn open(index: &LanguageIndex) -> Result<Self, IndexError> {
        let language = Arc::new(index.summary.tag.clone());
        let mut readers: [Option<Arc<InvertedIndexReader>>; FIELD_COUNT] = Default::default();
        let norms = index.segment.fieldnorms_readers().get_inner_file();
        let mut lengths: [Lengths; FIELD_COUNT] = Default::default();
        for field in TEXT_FIELDS {
            let number = field as usize;
            if let Some(file) = norms.open_read(field.field()) {
                let bytes = file.read_bytes();
                let bytes = bytes.map_err(IndexError::engine(&language))?;
                lengths[number] = Lengths(Some(bytes));
            }
            // Opening a field that does not occur makes tantivy build an empty
            // dictionary, which costs more than a search in a real one.
            let occurs = index.summary.average_length(field) > 0.0;
            if occurs {
                let reader = index.segment.inverted_index(field.field());
                readers[number] = Some(reader.map_err(IndexError::engine(&language))?);
            }
        }
        Ok(Self {
            readers,
            lengths,
            language,
            #[cfg(feature = "opensearch")]
            remote: None,
        })
    }

    /// Makes the text fields of a language that is kept elsewhere.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn of_remote(remote: &Arc<Remote>) -> Self {
        let lengths = |field| {
            let codes = remote.sample().lengths(field).to_vec();
            Lengths(Some(OwnedBytes::new(codes)))
        };
        Self {
            readers: Default::default(),
            lengths: TEXT_FIELDS.map(lengths),
            language: Arc::new(remote.summary.tag.clone()),
            remote: Some(Arc::clone(remote)),
        }
    }

    /// Returns the terms of a field, if any entry has the field.
    #[must_use]
    pub(crate) fn dictionary(&self, field: TextField) -> Option<Dictionary<'_>> {
        #[cfg(feature = "opensearch")]
        if let Some(remote) = &self.remote {
            let terms = remote.vocabulary()?.dictionary(field.field())?;
            let occurs = terms.num_terms() > 0;
            return occurs.then(|| Dictionary::of_remote(terms, remote, field));
        }
        let reader = self.reader(field)?;
        Some(Dictionary::new(reader, &self.language))
    }

    /// Returns the lengths of the texts of a field.
    #[must_use]
    pub(crate) fn lengths(&self, field: TextField) -> &Lengths {
        &self.lengths[field as usize]
    }

    /// Looks up the postings of a term of the query in every field.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn term_postings(&self, term: &QueryTerm) -> Result<TermPostings, IndexError> {
        let mut found = TermPostings::default();
        #[cfg(feature = "opensearch")]
        let mut counted = Vec::new();
        for field in TEXT_FIELDS {
            // Function words stand nearly everywhere: only in what the entry itself
            // says are they worth reading.
            if term.is_function_word && !VOCABULARY_FIELDS.contains(&field) {
                continue;
            }
            let number = field as usize;
            let mut any = Postings::default();
            // Compounds and related words do not make the word more common.
            let (own, further): (Vec<_>, Vec<_>) = term
                .variants
                .iter()
                .partition(|variant| variant.is_the_word());
            for variant in &own {
                any = any.union(self.unread(field, &variant.terms, variant.weight)?)?;
            }
            #[cfg(feature = "opensearch")]
            let forms = own;
            let own = any.len();
            #[cfg(feature = "opensearch")]
            let own = own.max(self.estimate(field, &forms, &mut counted)?);
            for variant in further {
                any = any.union(self.unread(field, &variant.terms, variant.weight)?)?;
            }
            found.frequencies.document = found.frequencies.document.max(own);
            found.any[number] = any;
            // Where the form typed stands, its stem stands.
            if let Some(exact) = term.exact.as_ref().filter(|_| own > 0) {
                found.exact[number] = self.unread(field, std::slice::from_ref(exact), 1.0)?;
            }
        }
        found.count();
        #[cfg(feature = "opensearch")]
        self.count_elsewhere(&mut found, term, &counted)?;
        Ok(found)
    }

    /// Adds to the postings of a term those of its variants from `from` on, all of which are the
    /// word.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn add_variants(
        &self,
        found: &mut TermPostings,
        term: &QueryTerm,
        from: usize,
    ) -> Result<(), IndexError> {
        for field in TEXT_FIELDS {
            if term.is_function_word && !VOCABULARY_FIELDS.contains(&field) {
                continue;
            }
            let any = &mut found.any[field as usize];
            for variant in term.variants.iter().skip(from) {
                let added = self.unread(field, &variant.terms, variant.weight)?;
                *any = std::mem::take(any).union(added)?;
            }
            found.frequencies.document = found.frequencies.document.max(any.len());
        }
        found.count();
        Ok(())
    }

    /// Looks up the postings of one variant in one field.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn variant_postings(
        &self,
        field: TextField,
        variant: &Variant,
    ) -> Result<Postings, IndexError> {
        self.unread(field, &variant.terms, variant.weight)
    }

    /// Returns how many entries hold one variant in one field.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn variant_count(
        &self,
        field: TextField,
        variant: &Variant,
    ) -> Result<usize, IndexError> {
        let postings = self.variant_postings(field, variant)?;
        #[cfg(feature = "opensearch")]
        if let Some(remote) = &self.remote {
            return Ok(remote.count(&self.counted_forms(field, &[variant])?));
        }
        Ok(postings.len())
    }

    /// Finds the documents that hold terms side by side in a field, or one term; an occurrence
    /// counts `weight` times.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn occurrences(
        &self,
        field: TextField,
        terms: &[String],
        weight: f32,
    ) -> Result<PostingList, IndexError> {
        self.unread(field, terms, weight)?.into_read()
    }

    /// Looks up the same without reading the postings of one term.
    fn unread(
        &self,
        field: TextField,
        terms: &[String],
        weight: f32,
    ) -> Result<Postings, IndexError> {
        match terms {
            [term] => self.postings(field, term, weight),
            terms if field.has_positions() => self.phrase(field, terms, weight).map(Postings::Read),
            _ => Ok(Postings::default()),
        }
    }

    /// Returns the terms of questions and answers that stand for words with a beginning, stems and
    /// exact forms, up to a few hundred.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn terms_of_prefix(&self, beginning: &str) -> Result<Vec<String>, IndexError> {
        let mut found = self.terms_with_prefix(&fold(beginning), MAX_OF_PREFIX)?;
        let exact = format!("{EXACT_PREFIX}{}", lowercase(beginning));
        found.append(&mut self.terms_with_prefix(&exact, MAX_OF_PREFIX)?);
        Ok(found.into_keys().collect())
    }

    /// Counts the entries that hold a term in their question or answer, by the field with more.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn document_frequency(&self, term: &str) -> Result<u32, IndexError> {
        let mut most = 0;
        for field in VOCABULARY_FIELDS {
            if let Some(dictionary) = self.dictionary(field) {
                let entry = dictionary.get(term)?;
                most = most.max(entry.map_or(0, |entry| entry.documents()));
            }
        }
        Ok(most)
    }

    /// Returns the terms of questions and answers that begin with `prefix`, up to `most` of each
    /// field, sorted. Each comes with the number of entries that hold it, by the field with more.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn terms_with_prefix(
        &self,
        prefix: &str,
        most: usize,
    ) -> Result<BTreeMap<String, u32>, IndexError> {
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for field in VOCABULARY_FIELDS {
            let Some(dictionary) = self.dictionary(field) else {
                continue;
            };
            let mut left = most;
            dictionary.with_prefix(prefix, |term, frequency| {
                if left == 0 {
                    return ControlFlow::Break(());
                }
                left -= 1;
                match found.get_mut(term) {
                    Some(documents) => *documents = frequency.max(*documents),
                    None => drop(found.insert(term.to_string(), frequency)),
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(found)
    }

    /// Visits the terms of questions and answers within a range that become `term` by at most
    /// `distance` edits, each with the number of entries that hold it in the field. A swap of
    /// neighbours is one edit.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn terms_within_distance(
        &self,
        term: &str,
        distance: u8,
        range: Range<&str>,
        mut visit: impl FnMut(&str, u32),
    ) -> Result<(), IndexError> {
        // The automaton only reads the text of the term, so that both fields share it.
        let term = Term::from_field_text(TextField::Question.field(), term);
        let automaton = FuzzyTermQuery::new(term, distance, true).automaton();
        let automaton = automaton.map_err(IndexError::engine(&self.language))?;
        for field in VOCABULARY_FIELDS {
            if let Some(dictionary) = self.dictionary(field) {
                let (from, to) = (range.start, Some(range.end));
                dictionary.accepted_by(&automaton, from, to, |term, entry| {
                    visit(term, entry.documents());
                })?;
            }
        }
        Ok(())
    }

    /// Starts a walk through the documents that hold a term, if the field has the term. The field
    /// must have positions.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn positions(
        &self,
        field: TextField,
        term: &str,
    ) -> Result<Option<PositionCursor>, IndexError> {
        #[cfg(feature = "opensearch")]
        if let Some(remote) = &self.remote {
            return Ok(remote.positions(field, term));
        }
        let Some(reader) = self.reader(field) else {
            return Ok(None);
        };
        let term = Term::from_field_text(field.field(), term);
        let postings = reader.read_postings(&term, IndexRecordOption::WithFreqsAndPositions);
        let postings = postings.map_err(IndexError::engine(&self.language))?;
        Ok(postings.map(PositionCursor::new))
    }

    /// Returns the engine's reader of a field, if any entry has the field.
    fn reader(&self, field: TextField) -> Option<&InvertedIndexReader> {
        self.readers[field as usize].as_deref()
    }

    /// Looks up the postings of one indexed term.
    fn postings(&self, field: TextField, term: &str, weight: f32) -> Result<Postings, IndexError> {
        #[cfg(feature = "opensearch")]
        if let Some(remote) = &self.remote {
            return Ok(Postings::Read(remote.postings(field, term, weight)));
        }
        let Some(reader) = &self.readers[field as usize] else {
            return Ok(Postings::default());
        };
        let entry = reader.terms().get(term);
        let entry = entry.map_err(IndexError::engine(&self.language))?;
        entry.map_or_else(
            || Ok(Postings::default()),
            |entry| {
                let reader = Arc::clone(reader);
                Postings::of(IndexedTerm::new(reader, entry, weight, &self.language))
            },
        )
    }

    /// Finds the documents in which the terms stand side by side, with the number of times.
    fn phrase(
        &self,
        field: TextField,
        terms: &[String],
        weight: f32,
    ) -> Result<PostingList, IndexError> {
        let mut cursors = Vec::with_capacity(terms.len());
        for term in terms {
            match self.positions(field, term)? {
                Some(cursor) => cursors.push(cursor),
                None => return Ok(PostingList::default()),
            }
        }
        let mut found = PostingList::default();
        let (mut starts, mut next) = (Vec::new(), Vec::new());
        let mut doc = cursors
            .first()
            .map_or(PositionCursor::END, PositionCursor::doc);
        'documents: while doc != PositionCursor::END {
            for cursor in &mut cursors {
                let reached = cursor.advance_to(doc);
                if reached != doc {
                    doc = reached;
                    continue 'documents;
                }
            }
            starts.clear();
            for (offset, cursor) in (0_u32..).zip(&mut cursors) {
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
            doc = cursors
                .first_mut()
                .map_or(PositionCursor::END, PositionCursor::advance);
        }
        Ok(found)
    }
}
