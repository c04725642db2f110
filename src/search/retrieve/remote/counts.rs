//! How many entries hold something, counted by whoever keeps the postings.

use super::Counted;
use crate::index::{IndexError, TEXT_FIELDS, TextField};
use crate::search::query::term::{QueryTerm, Variant};
use crate::search::retrieve::fields::{Fields, Frequencies, TermPostings};

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
        found.frequencies.document = remote.greatest(counted);
        // Only of function words it is told by that number where they are rare.
        if term.is_function_word {
            let all: Vec<&Variant> = term.variants.iter().collect();
            let forms = self.counted_forms(TextField::Question, &all)?;
            found.frequencies.in_questions = remote.count(&forms);
        }
        if let Some(exact) = &term.exact {
            for of_field in counted.iter().filter(|counted| counted.estimate() > 0) {
                let frequency = self.counted_term(of_field.field(), exact)?;
                let known = &mut found.frequencies.exact;
                *known = frequency.max(*known);
            }
        }
        Ok(())
    }

    /// Returns whether any entry holds a term of the query in any form. Where only words side by side
    /// could be it, that is asked for, and supposed until it is known.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn occurs(&self, term: &QueryTerm) -> Result<bool, IndexError> {
        let variants: Vec<&Variant> = term.variants.iter().collect();
        let mut possible = Vec::new();
        for field in TEXT_FIELDS {
            let counted = self.counted_forms(field, &variants)?;
            if counted.least > 0 {
                return Ok(true);
            }
            if counted.may_occur() {
                possible.push(counted);
            }
        }
        let Some(remote) = &self.remote else {
            return Ok(false);
        };
        let numbers = possible.iter().map(|counted| remote.known_count(counted));
        let numbers: Vec<Option<usize>> = numbers.collect();
        Ok(numbers.iter().any(|number| *number != Some(0)))
    }

    /// Returns about how many entries hold a term of the query, by the dictionary alone.
    ///
    /// # Errors
    /// The index is damaged.
    pub(in crate::search::retrieve) fn estimated(
        &self,
        term: &QueryTerm,
    ) -> Result<Frequencies, IndexError> {
        let all: Vec<&Variant> = term.variants.iter().collect();
        let own = all.iter().copied().filter(|variant| variant.is_the_word());
        let own: Vec<&Variant> = own.collect();
        let mut frequencies = Frequencies::default();
        for field in TEXT_FIELDS {
            let of_field = self.counted_forms(field, &own)?.likely();
            frequencies.document = frequencies.document.max(of_field);
            if let Some(exact) = &term.exact {
                let of_field = self.counted_term(field, exact)?;
                frequencies.exact = frequencies.exact.max(of_field);
            }
        }
        let in_questions = self.counted_forms(TextField::Question, &all)?;
        frequencies.in_questions = in_questions.likely();
        Ok(frequencies)
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
