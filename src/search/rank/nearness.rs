//! How near entries are to a query in meaning, by vectors that a model made of both.
//!
//! Owns what likeness is worth: how far it lies above that of entries that have nothing in common, by
//! the weight that the content itself gave the model. Knows no model.

use std::path::Path;

use super::candidate::Candidate;
use crate::index::vectors::{QueryVector, VectorSummary, Vectors};
use crate::index::{IndexError, LanguageSummary};
use crate::model::embedding::TextEncoder;
use crate::search::parameters::RankingParameters;

/// Entries that are candidates for their vectors alone.
const CANDIDATES: usize = 100;

/// The vectors of the entries of a language.
pub(crate) struct EntryVectors {
    vectors: Vectors,
    summary: VectorSummary,
}

impl EntryVectors {
    /// Opens the vectors of a language; none if there are none by this model, or if they are worth
    /// nothing.
    ///
    /// # Errors
    /// The file is damaged.
    pub(crate) fn open(
        generation: &Path,
        language: &LanguageSummary,
        model: &dyn TextEncoder,
    ) -> Result<Option<Self>, IndexError> {
        let summary = language.vectors.as_ref();
        let usable =
            |summary: &&VectorSummary| summary.model == model.identity() && summary.weight > 0.0;
        let Some(summary) = summary.filter(usable) else {
            return Ok(None);
        };
        let vectors = Vectors::open(generation, &language.tag, summary, language.entries)?;
        Ok(Some(Self {
            vectors,
            summary: summary.clone(),
        }))
    }

    /// Compares all entries with a query.
    pub(crate) fn nearness(&self, query: &QueryVector) -> Nearness {
        let mut worth = self.vectors.likenesses(query);
        let floor = self.summary.floor;
        let mut candidates: Vec<u32> = (0..)
            .zip(&worth)
            .filter(|(_, likeness)| **likeness >= floor)
            .map(|(doc, _)| doc)
            .collect();
        if candidates.len() > CANDIDATES {
            // Equal likenesses at the edge are those of equal texts; the order of documents does not
            // matter for them, since all stay that are as good as the last.
            let mut best: Vec<f32> = candidates.iter().map(|doc| worth[*doc as usize]).collect();
            best.select_nth_unstable_by(CANDIDATES - 1, |a, b| b.total_cmp(a));
            let least = best[CANDIDATES - 1];
            candidates.retain(|doc| worth[*doc as usize] >= least);
        }
        for likeness in &mut worth {
            *likeness = self.summary.weight * self.summary.above_base(*likeness);
        }
        Nearness { worth, candidates }
    }
}

/// How near the entries of a language are to a query.
pub(crate) struct Nearness {
    /// What it is worth beside the best score of the words, by document.
    worth: Vec<f32>,
    /// Documents that may be shown for it alone, ascending.
    pub(crate) candidates: Vec<u32>,
}

impl Nearness {
    /// Adds what nearness is worth to scored candidates. Where no word scores, `unit` stands for the
    /// best score.
    pub(crate) fn add(
        &self,
        candidates: &mut [Candidate],
        unit: f32,
        parameters: &RankingParameters,
    ) {
        let scores = candidates.iter().map(|candidate| candidate.score);
        let best = scores.fold(0.0, f32::max);
        let unit = if best > 0.0 { best } else { unit };
        for candidate in candidates {
            let worth = self.worth.get(candidate.doc as usize).copied();
            candidate.signals.meaning = worth.unwrap_or(0.0) * unit;
            candidate.score = candidate.signals.score(parameters);
        }
    }
}
