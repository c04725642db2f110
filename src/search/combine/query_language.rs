//! Which language a query is in, as far as the indexes know its words.
//!
//! A detector is unsure about three words; the vocabularies are not. The query is in the languages
//! that know most of it. In the others its words are foreign, not misspelt, and its function words
//! tell nothing there either.

use std::collections::BTreeSet;

use crate::search::query::term::VariantKind;
use crate::search::retrieve::bm25::{self, TermScorer, TermStats};

/// The words of a query as one language knows them, before scoring.
pub(crate) struct ResolvedTerms {
    /// Number of the language in the manifest.
    pub language: usize,
    /// Whether the query is in this language.
    pub is_query_language: bool,
    /// Whether it is the reader's first language.
    #[cfg(feature = "opensearch")]
    pub is_reader: bool,
    /// The words, each with what it adds where.
    pub words: Vec<(TermStats, Vec<TermScorer>)>,
    /// The indexed terms of each beginning of words that was asked for.
    pub prefixes: Vec<Vec<String>>,
    /// The query with misspelt words put right, if there were any.
    pub corrected_query: Option<String>,
}

impl ResolvedTerms {
    /// Returns how much speaks for the query being in this language.
    ///
    /// A function word of its own counts twice, and once more on a tie: names and terms wander
    /// between languages, "what" and "quel" do not.
    fn evidence(&self) -> (usize, usize) {
        let known = self.words.iter().map(|(stats, _)| stats);
        let known = known.filter(|stats| stats.documents > 0);
        // What weighs less and was corrected is most likely a misspelt function word.
        let is_function = |stats: &&TermStats| {
            let is_corrected = stats.term.variant(VariantKind::Spelling).is_some();
            stats.term.is_function_word || stats.term.weight < 1.0 && is_corrected
        };
        let function = known.clone().filter(is_function).count();
        // Pairs of characters are no words.
        let content = known.filter(|stats| !is_function(stats) && stats.term.weight >= 1.0);
        (2 * function + content.count(), function)
    }
}

/// Marks the languages that the query is in.
///
/// The query may be in the reader's language whatever the others know, unless one of them has more
/// function words in it: a typo is often a word of another language ("adress", "pont").
pub(crate) fn mark_query_languages(resolved: &mut [ResolvedTerms], reader: Option<usize>) {
    let evidence: Vec<(usize, usize)> = resolved.iter().map(ResolvedTerms::evidence).collect();
    let most = evidence.iter().copied().max().unwrap_or_default();
    let most_function = evidence.iter().map(|(_, function)| *function).max();
    for (terms, known) in resolved.iter_mut().zip(evidence) {
        let is_reader = Some(terms.language) == reader && Some(known.1) == most_function;
        terms.is_query_language = known == most || is_reader;
    }
}

/// Makes what is a function word in a language of the query one in the others too, with its weight
/// multiplied by `weight`.
pub(crate) fn demote_foreign_function_words(resolved: &mut [ResolvedTerms], weight: f32) {
    let function: BTreeSet<String> = resolved
        .iter()
        .filter(|terms| terms.is_query_language)
        .flat_map(|terms| &terms.words)
        .filter(|(stats, _)| stats.term.is_function_word)
        .map(|(stats, _)| stats.term.surface.to_lowercase())
        .collect();
    for terms in resolved.iter_mut().filter(|terms| !terms.is_query_language) {
        for (stats, scorers) in &mut terms.words {
            let surface = stats.term.surface.to_lowercase();
            if !stats.term.is_function_word && function.contains(&surface) {
                bm25::demote_to_function_word(stats, scorers, weight);
            }
        }
    }
}
