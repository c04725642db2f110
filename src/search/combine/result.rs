//! What one language finds for a query.

use crate::search::rank::candidate::Candidate;
use crate::search::retrieve::bm25::{TermScorer, TermStats};
use crate::search::retrieve::first_stage::Matched;
#[cfg(feature = "opensearch")]
use crate::search::retrieve::remote::ask::Elsewhere;

/// Scores are shown on this scale: the weights of the query's words sum up to this much.
pub(crate) const SCALE: f32 = 10.0;

/// What one language finds for a query.
pub(crate) struct LanguageResult {
    /// Number of the language in the manifest.
    pub language: usize,
    /// The query's words as this language knows them.
    pub words: Vec<TermStats>,
    /// What each word adds where.
    pub scorers: Vec<TermScorer>,
    /// The best entries, ranked.
    pub candidates: Vec<Candidate>,
    /// Document numbers of the entries that match, of those at hand.
    pub matched: Matched,
    /// What matches beyond those.
    #[cfg(feature = "opensearch")]
    pub elsewhere: Elsewhere,
    /// The best score of words alone, where meaning was added to it; 0 if no word matches.
    pub best_by_words: f32,
    /// In a language that is not the query's own: the entry that is nearest of those that are nearer than
    /// all in that, and how near it is.
    pub nearest_foreign: Option<(u32, f32)>,
    /// Sum of the weights of the words, positive. It makes scores of languages comparable.
    pub max_score: f32,
    /// Share of `max_score` that can be reached where words had to be corrected; 1 where none had.
    pub reachable: f32,
    /// The query with misspelt words put right, if there were any.
    pub corrected_query: Option<String>,
}

impl LanguageResult {
    /// Makes that of a language that finds nothing, for tests.
    #[cfg(test)]
    pub(crate) fn sample(language: usize) -> Self {
        Self {
            language,
            words: Vec::new(),
            scorers: Vec::new(),
            candidates: Vec::new(),
            matched: Matched::All(Vec::new()),
            #[cfg(feature = "opensearch")]
            elsewhere: Elsewhere::default(),
            best_by_words: 0.0,
            nearest_foreign: None,
            max_score: SCALE,
            reachable: 1.0,
            corrected_query: None,
        }
    }

    /// Converts a score of this language to the scale that all languages share.
    #[must_use]
    pub(crate) fn scaled(&self, score: f32) -> f32 {
        score / self.max_score * SCALE
    }

    /// Returns how many entries are known to match.
    #[must_use]
    pub(crate) fn total(&self) -> usize {
        #[cfg(feature = "opensearch")]
        if let Some(total) = self.elsewhere.total {
            return total;
        }
        self.matched.known().len()
    }

    /// Returns whether all entries that match are ranked, or those that would be are yet to come.
    #[must_use]
    pub(crate) fn is_exhausted(&self) -> bool {
        #[cfg(feature = "opensearch")]
        if self.elsewhere.is_waiting {
            return true;
        }
        self.candidates.len() >= self.total()
    }
}
