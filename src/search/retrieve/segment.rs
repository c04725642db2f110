//! The open index of one language, as plain values.
//!
//! Owns the look-ups that find documents and terms without scoring them. With the rest of this
//! folder it is all of search that knows the engine.

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

use super::fields::Fields;
use crate::index::abbreviation::{self, LongForm};
use crate::index::reversed_terms;
use crate::index::store::columns::Columns;
use crate::index::store::schema::{ABBREVIATION, FACET, GROUP, REFERENCE, REVERSED_TERM};
use crate::index::{
    EntryName, IndexError, LanguageIndex, StoredEntry, TextField, facet_term, reference_hash,
};

/// The open index of one language.
pub(crate) struct Segment {
    /// The text fields.
    pub fields: Fields,
    /// The columns that are read by document.
    pub columns: Columns,
    index: LanguageIndex,
}

impl Segment {
    /// Opens the parts of a language's index that every search reads.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn open(index: LanguageIndex) -> Result<Self, IndexError> {
        Ok(Self {
            fields: Fields::open(&index)?,
            columns: Columns::open(&index)?,
            index,
        })
    }

    /// Returns the tag of the language.
    #[must_use]
    pub(crate) fn language(&self) -> &str {
        &self.index.summary.tag
    }

    /// Returns the number of entries. Documents are numbered from 0.
    #[must_use]
    pub(crate) fn entry_count(&self) -> u32 {
        self.index.entry_count()
    }

    /// Returns the average length of a field in the language's entries, in tokens; more than 0.
    #[must_use]
    pub(crate) fn average_length(&self, field: TextField) -> f32 {
        self.index
            .summary
            .average_length(field)
            .max(f32::MIN_POSITIVE)
    }

    /// Reads the whole entry of a document.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn entry(&self, doc: u32) -> Result<StoredEntry, IndexError> {
        self.index.entry(doc)
    }

    /// Reads the name of a document's entry, which is cheaper than the whole.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn name(&self, doc: u32) -> Result<EntryName, IndexError> {
        self.index.name(doc)
    }

    /// Finds the documents of entries by id, `path#anchor` or `path#alias`.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn documents_with_reference(&self, reference: &str) -> Result<Vec<u32>, IndexError> {
        let hash = reference_hash(reference);
        self.documents(REFERENCE, &Term::from_field_u64(REFERENCE, hash))
    }

    /// Finds the documents of a translation group.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn documents_of_group(&self, group: u64) -> Result<Vec<u32>, IndexError> {
        self.documents(GROUP, &Term::from_field_u64(GROUP, group))
    }

    /// Finds the documents whose article has a value in a field of its front matter.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn documents_with_facet(
        &self,
        field: &str,
        value: &str,
    ) -> Result<Vec<u32>, IndexError> {
        let facet = facet_term(field, value);
        self.documents(FACET, &Term::from_field_text(FACET, &facet))
    }

    /// Returns whether [`Segment::long_forms`] or [`Segment::short_forms`] may find something
    /// under this key. It reads no dictionary.
    #[must_use]
    pub(crate) fn may_have_abbreviation(&self, key: &str) -> bool {
        self.index.summary.abbreviations.may_hold(key)
    }

    /// Returns the long forms of an abbreviation, by its term: those that most entries explain.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn long_forms(&self, short: &str) -> Result<Vec<Vec<String>>, IndexError> {
        let language = self.language();
        let reader = self.index.segment.inverted_index(ABBREVIATION);
        let reader = reader.map_err(IndexError::engine(language))?;
        abbreviation::long_forms(reader.terms(), short).map_err(IndexError::engine(language))
    }

    /// Returns the long forms that begin with one or two terms, each with its abbreviations.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn short_forms(&self, beginning: &[String]) -> Result<Vec<LongForm>, IndexError> {
        let language = self.language();
        let reader = self.index.segment.inverted_index(ABBREVIATION);
        let reader = reader.map_err(IndexError::engine(language))?;
        abbreviation::short_forms(reader.terms(), beginning).map_err(IndexError::engine(language))
    }

    /// Returns up to `most` long stems that end with `suffix`, each with the number of entries
    /// that hold it. There are none in languages that do not write words together.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn terms_with_suffix(
        &self,
        suffix: &str,
        most: usize,
    ) -> Result<Vec<(String, u32)>, IndexError> {
        let language = self.language();
        let reader = self.index.segment.inverted_index(REVERSED_TERM);
        let reader = reader.map_err(IndexError::engine(language))?;
        reversed_terms::terms_with_suffix(reader.terms(), suffix, most)
            .map_err(IndexError::engine(language))
    }

    /// Finds the documents that hold a term of a field without frequencies, ascending.
    fn documents(&self, field: Field, term: &Term) -> Result<Vec<u32>, IndexError> {
        let reader = self.index.segment.inverted_index(field);
        let reader = reader.map_err(IndexError::engine(self.language()))?;
        let postings = reader.read_postings(term, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(IndexError::engine(self.language()))? else {
            return Ok(Vec::new());
        };
        let mut documents = Vec::new();
        while postings.doc() != TERMINATED {
            documents.push(postings.doc());
            postings.advance();
        }
        Ok(documents)
    }
}
