//! Which language a query is in, as far as the indexes know its words.
//!
//! A detector is unsure about three words; the vocabularies are not. The
//! languages that know most of the query are its home. In the others its words
//! are foreign, not misspelt, and its function words tell nothing there either.

use std::collections::BTreeSet;

use crate::search::retrieve::bm25::{self, TermScorer, TermStats};

/// The words of a query as one language knows them, before scoring.
pub struct LookedUp {
    /// Number of the language in the manifest.
    pub language: usize,
    /// The words, each with what it adds where.
    pub words: Vec<(TermStats, Vec<TermScorer>)>,
    /// The query with misspelt words put right, if there were any.
    pub corrected: Option<String>,
}

impl LookedUp {
    /// How much speaks for the query being in this language. A function word of
    /// its own counts twice, and once more on a tie: names and terms wander between
    /// languages, "what" and "quel" do not.
    fn evidence(&self) -> (usize, usize) {
        let known = self.words.iter().map(|(stats, _)| stats);
        let known = known.filter(|stats| stats.documents > 0);
        let function = known.clone().filter(|stats| stats.term.is_function_word);
        // Pairs of characters are no words.
        let telling =
            known.filter(|stats| !stats.term.is_function_word && stats.term.weight >= 1.0);
        let function = function.count();
        (2 * function + telling.count(), function)
    }
}

/// Says for each language whether it is home to the query, and lowers in the
/// others what is a function word at home.
pub fn settle(asked: &mut [LookedUp]) -> Vec<bool> {
    let evidence: Vec<(usize, usize)> = asked.iter().map(LookedUp::evidence).collect();
    let most = evidence.iter().copied().max().unwrap_or_default();
    let homes: Vec<bool> = evidence.into_iter().map(|known| known == most).collect();
    let function: BTreeSet<String> = asked
        .iter()
        .zip(&homes)
        .filter(|(_, home)| **home)
        .flat_map(|(looked_up, _)| &looked_up.words)
        .filter(|(stats, _)| stats.term.is_function_word)
        .map(|(stats, _)| stats.term.surface.to_lowercase())
        .collect();
    for (looked_up, _) in asked.iter_mut().zip(&homes).filter(|(_, home)| !**home) {
        for (stats, scorers) in &mut looked_up.words {
            let surface = stats.term.surface.to_lowercase();
            if !stats.term.is_function_word && function.contains(&surface) {
                bm25::demote_to_function_word(stats, scorers);
            }
        }
    }
    homes
}
