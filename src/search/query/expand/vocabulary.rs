//! What the expansions of one language read: its words, its analyzer, its lists.

use super::function_words::FunctionWords;
use super::synonyms::Synonyms;
use crate::analysis::Analyzer;
use crate::index::IndexError;
use crate::search::parameters::RankingParameters;
use crate::search::query::parse;
use crate::search::query::term::QueryTerm;
use crate::search::retrieve::fields::Fields;
use crate::search::retrieve::segment::Segment;

/// What the expansions of one language read. No query changes it.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'l> {
    /// The open index.
    pub segment: &'l Segment,
    /// Makes terms of words.
    pub analyzer: &'l Analyzer,
    /// The function words of the language.
    pub function_words: &'l FunctionWords,
    /// The synonyms of the configuration.
    pub synonyms: &'l Synonyms,
    /// What further forms are worth, and which are sought.
    pub parameters: &'l RankingParameters,
}

impl<'l> Vocabulary<'l> {
    /// Returns the words of the entries.
    #[must_use]
    pub(crate) fn fields(&self) -> &'l Fields {
        &self.segment.fields
    }

    /// Returns the indexed terms that stand for a word.
    #[must_use]
    pub(crate) fn terms_of(&self, word: &str) -> Vec<String> {
        parse::terms(self.analyzer, word, &self.parameters.terms)
            .iter()
            .flat_map(QueryTerm::single_terms)
            .map(str::to_string)
            .collect()
    }

    /// Returns the first term of a word that the index has, with the number of its entries.
    ///
    /// # Errors
    /// The index is damaged.
    pub(crate) fn known_term_of(&self, word: &str) -> Result<Option<(String, u32)>, IndexError> {
        for term in self.terms_of(word) {
            let documents = self.fields().document_frequency(&term)?;
            if documents > 0 {
                return Ok(Some((term, documents)));
            }
        }
        Ok(None)
    }
}
