//! The open index of one language, as plain values.
//!
//! Owns the look-ups that find documents and terms without scoring them. With the rest of this
//! folder it is all of search that knows the engine.

use std::io;
#[cfg(feature = "opensearch")]
use std::sync::Arc;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::TermDictionary;
use tantivy::{DocSet, TERMINATED, Term};

use super::fields::Fields;
#[cfg(feature = "opensearch")]
use super::remote::Remote;
use crate::index::abbreviation::{self, LongForm};
use crate::index::reversed_terms;
use crate::index::store::columns::Columns;
use crate::index::store::schema::{ABBREVIATION, FACET, GROUP, REFERENCE, REVERSED_TERM};
use crate::index::vectors::QueryVector;
use crate::index::{
    EntryName, IndexError, LanguageIndex, LanguageSummary, StoredEntry, TextField, facet_term,
    reference_hash,
};

/// The open index of one language.
pub(crate) struct Segment {
    /// The text fields.
    pub fields: Fields,
    /// The columns that are read by document.
    pub columns: Columns,
    source: Source,
}

/// Where the rest is.
#[cfg_attr(feature = "opensearch", allow(clippy::large_enum_variant))] // one a language
enum Source {
    Index(LanguageIndex),
    #[cfg(feature = "opensearch")]
    Remote(Arc<Remote>),
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
            source: Source::Index(index),
        })
    }

    /// Takes a language that is kept elsewhere.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn of_remote(remote: &Arc<Remote>) -> Self {
        Self {
            fields: Fields::of_remote(remote),
            columns: Columns::of_rows(remote.sample().rows()),
            source: Source::Remote(Arc::clone(remote)),
        }
    }

    /// Returns what is known of a language that is kept elsewhere.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn remote(&self) -> Option<&Remote> {
        match &self.source {
            Source::Index(_) => None,
            Source::Remote(remote) => Some(remote),
        }
    }

    /// Compares a vector with those of an entry that is kept elsewhere; none if it has none there.
    #[must_use]
    pub(crate) fn likeness(&self, doc: u32, query: &QueryVector) -> Option<f32> {
        #[cfg(feature = "opensearch")]
        if let Some(remote) = self.remote() {
            return remote.likeness(doc, query);
        }
        // Without another engine all vectors lie in files.
        let _ = (doc, query);
        None
    }

    /// Takes what is known of a language that is kept elsewhere out of its segment.
    #[cfg(feature = "opensearch")]
    #[must_use]
    pub(crate) fn into_remote(self) -> Option<Remote> {
        let Self { fields, source, .. } = self;
        drop(fields);
        match source {
            Source::Index(_) => None,
            Source::Remote(remote) => Arc::into_inner(remote),
        }
    }

    fn summary(&self) -> &LanguageSummary {
        match &self.source {
            Source::Index(index) => &index.summary,
            #[cfg(feature = "opensearch")]
            Source::Remote(remote) => &remote.summary,
        }
    }

    /// Returns the tag of the language.
    #[must_use]
    pub(crate) fn language(&self) -> &str {
        &self.summary().tag
    }

    /// Returns the number of entries of the language.
    #[must_use]
    pub(crate) fn entry_count(&self) -> u32 {
        match &self.source {
            Source::Index(index) => index.entry_count(),
            #[cfg(feature = "opensearch")]
            Source::Remote(remote) => u32::try_from(remote.summary.entries).unwrap_or(u32::MAX),
        }
    }

    /// Returns the number of documents, which are numbered from 0: the entries that are at hand.
    #[must_use]
    pub(crate) fn document_count(&self) -> u32 {
        match &self.source {
            Source::Index(index) => index.entry_count(),
            #[cfg(feature = "opensearch")]
            Source::Remote(remote) => remote.sample().len(),
        }
    }

    /// Returns the average length of a field in the language's entries, in tokens; more than 0.
    #[must_use]
    pub(crate) fn average_length(&self, field: TextField) -> f32 {
        let average = self.summary().average_length(field);
        average.max(f32::MIN_POSITIVE)
    }

    /// Reads the whole entry of a document.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn entry(&self, doc: u32) -> Result<StoredEntry, IndexError> {
        match &self.source {
            Source::Index(index) => index.entry(doc),
            #[cfg(feature = "opensearch")]
            Source::Remote(remote) => remote.entry(doc),
        }
    }

    /// Reads the name of a document's entry, which is cheaper than the whole.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn name(&self, doc: u32) -> Result<EntryName, IndexError> {
        match &self.source {
            Source::Index(index) => index.name(doc),
            #[cfg(feature = "opensearch")]
            Source::Remote(remote) => Ok(remote.name(doc)),
        }
    }

    /// Finds the documents of entries by id, `path#anchor` or `path#alias`.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn documents_with_reference(&self, reference: &str) -> Result<Vec<u32>, IndexError> {
        let hash = reference_hash(reference);
        #[cfg(feature = "opensearch")]
        if let Source::Remote(remote) = &self.source {
            return Ok(remote.documents_with_reference(hash));
        }
        self.documents(REFERENCE, &Term::from_field_u64(REFERENCE, hash))
    }

    /// Finds the documents of a translation group.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn documents_of_group(&self, group: u64) -> Result<Vec<u32>, IndexError> {
        #[cfg(feature = "opensearch")]
        if let Source::Remote(remote) = &self.source {
            return Ok(remote.documents_of_group(group));
        }
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
        #[cfg(feature = "opensearch")]
        if let Source::Remote(remote) = &self.source {
            // No others were asked for.
            return Ok((0..remote.sample().len()).collect());
        }
        let facet = facet_term(field, value);
        self.documents(FACET, &Term::from_field_text(FACET, &facet))
    }

    /// Returns whether [`Segment::long_forms`] or [`Segment::short_forms`] may find something
    /// under this key. It reads no dictionary.
    #[must_use]
    pub(crate) fn may_have_abbreviation(&self, key: &str) -> bool {
        self.summary().abbreviations.may_hold(key)
    }

    /// Returns the long forms of an abbreviation, by its term: those that most entries explain.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn long_forms(&self, short: &str) -> Result<Vec<Vec<String>>, IndexError> {
        self.read_terms(ABBREVIATION, |terms| abbreviation::long_forms(terms, short))
    }

    /// Returns the long forms that begin with one or two terms, each with its abbreviations.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn short_forms(&self, beginning: &[String]) -> Result<Vec<LongForm>, IndexError> {
        self.read_terms(ABBREVIATION, |terms| {
            abbreviation::short_forms(terms, beginning)
        })
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
        self.read_terms(REVERSED_TERM, |terms| {
            reversed_terms::terms_with_suffix(terms, suffix, most)
        })
    }

    /// Reads the dictionary of a field.
    fn read_terms<T: Default>(
        &self,
        field: Field,
        read: impl FnOnce(&TermDictionary) -> io::Result<T>,
    ) -> Result<T, IndexError> {
        let found = match &self.source {
            Source::Index(index) => {
                let reader = index.segment.inverted_index(field);
                read(reader.map_err(IndexError::engine(self.language()))?.terms())
            }
            #[cfg(feature = "opensearch")]
            Source::Remote(remote) => {
                match remote.vocabulary().and_then(|all| all.dictionary(field)) {
                    Some(terms) => read(terms),
                    None => Ok(T::default()),
                }
            }
        };
        found.map_err(IndexError::engine(self.language()))
    }

    /// Finds the documents that hold a term of a field without frequencies, ascending.
    fn documents(&self, field: Field, term: &Term) -> Result<Vec<u32>, IndexError> {
        #[cfg(not(feature = "opensearch"))]
        let Source::Index(index) = &self.source;
        #[cfg(feature = "opensearch")]
        let Source::Index(index) = &self.source else {
            return Ok(Vec::new());
        };
        let reader = index.segment.inverted_index(field);
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
