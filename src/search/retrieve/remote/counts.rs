//! How many entries hold something, counted by whoever keeps the postings.

use super::Counted;
use crate::index::{IndexError, TEXT_FIELDS, TextField};
use crate::search::query::term::{QueryTerm, Variant};
use crate::search::retrieve::fields::{Fields, TermPostings, VOCABULARY_FIELDS};

impl Fields {
    /// Returns what is known of the number of entries that hold any of some variants in a field.
    pub(in crate::search::retrieve) fn counted_forms(
        &self,
        field: TextField,
        variants: &[&Variant],
    ) -> Result<Counted, IndexError> {
        let forms = variants.iter().map(|variant| variant.terms.clone());
        Counted::new(field, forms, &|term| self.counted_term(field, term))
    }

    /// Returns the least number of entries that hold any of a word's own variants in a field, where
    /// they are kept elsewhere, and notes what is known of it.
    pub(in crate::search::retrieve) fn estimate(
        &self,
        field: TextField,
        own: &[&Variant],
        counted: &mut Vec<Counted>,
    ) -> Result<usize, IndexError> {
        if self.remote.is_none() {
            return Ok(0);
        }
        let of_field = self.counted_forms(field, own)?;
        let estimate = of_field.estimate();
        counted.push(of_field);
        Ok(estimate)
    }

    /// Puts the numbers of whoever keeps the postings in place of those at hand. `counted` is what is
    /// known of each field that the word is looked up in.
    pub(in crate::search::retrieve) fn count_elsewhere(
        &self,
        found: &mut TermPostings,
        term: &QueryTerm,
        counted: &[Counted],
    ) -> Result<(), IndexError> {
        let Some(remote) = &self.remote else {
            return Ok(());
        };
        found.document_frequency = remote.greatest(counted);
        // Only of function words it is told by that number where they are rare.
        if term.is_function_word {
            let all: Vec<&Variant> = term.variants.iter().collect();
            let forms = self.counted_forms(TextField::Question, &all)?;
            found.in_questions = remote.count(&forms);
        }
        if let Some(exact) = &term.exact {
            for of_field in counted.iter().filter(|counted| counted.estimate() > 0) {
                let frequency = self.counted_term(of_field.field(), exact)?;
                found.exact_frequency = found.exact_frequency.max(frequency);
            }
        }
        Ok(())
    }

    /// Returns whether any entry may hold a term of the query in any form.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn may_occur(&self, term: &QueryTerm) -> Result<bool, IndexError> {
        let variants: Vec<&Variant> = term.variants.iter().collect();
        for field in TEXT_FIELDS {
            if self.counted_forms(field, &variants)?.may_occur() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns about how many entries hold a term of the query itself, by the dictionary alone.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn estimated_frequency(&self, term: &QueryTerm) -> Result<usize, IndexError> {
        let variants: Vec<&Variant> = term.variants.iter().collect();
        let mut most = 0;
        for field in VOCABULARY_FIELDS {
            most = most.max(self.counted_forms(field, &variants)?.estimate());
        }
        Ok(most)
    }

    /// Returns how many entries hold a term in a field, by the dictionary.
    pub(in crate::search::retrieve) fn counted_term(
        &self,
        field: TextField,
        term: &str,
    ) -> Result<usize, IndexError> {
        let Some(dictionary) = self.dictionary(field) else {
            return Ok(0);
        };
        let entry = dictionary.get(term)?;
        Ok(entry.map_or(0, |entry| entry.documents() as usize))
    }
}
