//! A term that few entries hold, while further forms are sought for it.

use crate::search::query::term::{QueryTerm, VariantKind};

/// A term that few entries hold, with what the expansions have found for it.
pub(crate) struct RareTerm {
    /// The term, to which variants are added.
    pub term: QueryTerm,
    /// Whether the query has no other term.
    pub is_alone: bool,
    /// The most likely right spelling, if the term was found to be misspelt.
    pub correction: Option<String>,
    /// Whether no entry holds the term as it is.
    is_unknown: bool,
    /// How many variants there were before.
    own_variants: usize,
}

impl RareTerm {
    /// Takes a term that `documents` entries hold.
    #[must_use]
    pub(crate) fn new(term: QueryTerm, documents: usize, is_alone: bool) -> Self {
        Self {
            is_alone,
            correction: None,
            is_unknown: documents == 0,
            own_variants: term.variants.len(),
            term,
        }
    }

    /// Returns whether no entry holds the term as it is.
    #[must_use]
    pub(crate) fn is_unknown(&self) -> bool {
        self.is_unknown
    }

    /// Returns whether a variant has been added, or the term was found to be a function word.
    #[must_use]
    pub(crate) fn has_changed(&self) -> bool {
        self.term.variants.len() > self.own_variants || self.term.is_function_word
    }

    /// Returns whether no entry holds the term, it is no part of a compound, and not written apart
    /// either.
    #[must_use]
    pub(crate) fn may_be_misspelt(&self) -> bool {
        let is_explained = [VariantKind::Compound, VariantKind::Split]
            .into_iter()
            .any(|kind| self.term.variant(kind).is_some());
        self.is_unknown && !is_explained
    }

    /// Returns whether the term was not found to be misspelt.
    #[must_use]
    pub(crate) fn is_spelt_right(&self) -> bool {
        self.correction.is_none()
    }

    /// Returns whether no entry holds the term, nor any form that was found for it.
    #[must_use]
    pub(crate) fn is_lost(&self) -> bool {
        self.is_unknown && !self.has_changed()
    }
}
