//! How near entries are to a query in meaning, by vectors that a model made of both.
//!
//! Owns what likeness is worth: how far it lies above that of entries that have nothing in common,
//! by the weight that the content itself gave the model. Knows no model.

use std::path::Path;

use super::candidate::Candidate;
use super::scale::{ForeignScale, OwnLanguage, Scale};
use crate::index::vectors::{QueryVector, VectorSummary, Vectors, WhichVector};
use crate::index::{IndexError, LanguageSummary};
use crate::model::embedding::TextEncoder;
use crate::search::parameters::RankingParameters;
use crate::search::retrieve::segment::Segment;

/// Entries that are candidates for their vectors alone.
const CANDIDATES: usize = 100;

/// The vectors of the entries of a language.
pub(crate) struct EntryVectors {
    /// None where they are kept elsewhere.
    vectors: Option<Vectors>,
    summary: VectorSummary,
}

impl EntryVectors {
    /// Opens the vectors of a language; none if there are none, or if they are known to be worth
    /// nothing.
    ///
    /// # Errors
    /// The file is damaged.
    pub(crate) fn open(
        generation: &Path,
        language: &LanguageSummary,
    ) -> Result<Option<Self>, IndexError> {
        let Some(summary) = worth_something(language) else {
            return Ok(None);
        };
        let vectors = Vectors::open(generation, &language.tag, summary, language.entries)?;
        Ok(Some(Self {
            vectors: Some(vectors),
            summary: summary.clone(),
        }))
    }

    /// Takes those of a language that is kept elsewhere, which come with its candidates.
    #[cfg(feature = "opensearch")]
    pub(crate) fn elsewhere(language: &LanguageSummary) -> Option<Self> {
        worth_something(language).map(|summary| Self {
            vectors: None,
            summary: summary.clone(),
        })
    }

    /// Returns the likeness that counts as none.
    pub(crate) fn base(&self) -> f32 {
        self.summary.base
    }

    /// Returns whether it is known what they are worth.
    pub(crate) fn are_measured(&self) -> bool {
        self.summary.is_measured()
    }

    /// Returns whether a model has made them.
    pub(crate) fn are_by(&self, model: &dyn TextEncoder) -> bool {
        self.summary.model == model.identity()
    }

    /// Compares an entry with those that may be near to it, itself among them, and with `others`:
    /// question with question, and with answer with answer. Returns each with how alike they are as
    /// a share of what could be, none for one that lacks vectors; nothing if the entry lacks them.
    pub(crate) fn alike(
        &self,
        doc: u32,
        others: impl Iterator<Item = u32>,
    ) -> Option<Vec<(u32, Option<f32>)>> {
        let vectors = self.vectors.as_ref()?;
        let vector = |which| Some((which, vectors.vector(doc, which)?));
        let question = vector(WhichVector::Question)?;
        let with_answer = vector(WhichVector::WithAnswer)?;
        let mut near = vectors.near(&question.1);
        near.extend(vectors.near(&with_answer.1));
        near.extend(others);
        near.sort_unstable();
        near.dedup();
        let alike = near.into_iter().map(|other| {
            let likeness = |(which, vector): &(WhichVector, QueryVector)| {
                let likeness = vectors.likeness_of(other, *which, vector)?;
                Some(self.summary.above_base(likeness))
            };
            let both = likeness(&question).zip(likeness(&with_answer));
            (other, both.map(|(a, b)| f32::midpoint(a, b)))
        });
        Some(alike.collect())
    }

    /// Returns what likeness is worth in this language by itself.
    pub(crate) fn scale(&self) -> Scale {
        Scale::of(&self.summary)
    }

    /// Returns how like a query the entries are on average, and how like it the nearest is.
    pub(crate) fn mean_and_best(&self, query: &QueryVector) -> Option<(f32, f32)> {
        self.mean_and_best_of(query, &self.near(query))
    }

    fn mean_and_best_of(&self, query: &QueryVector, near: &[(u32, f32)]) -> Option<(f32, f32)> {
        let mean = self.vectors.as_ref()?.mean_likeness(query)?;
        let best = near.iter().map(|(_, likeness)| *likeness);
        Some((mean, best.reduce(f32::max)?))
    }

    /// Compares a query with the entries that may be near to it: none where the vectors are kept
    /// elsewhere, since only those of candidates come from there.
    fn near(&self, query: &QueryVector) -> Vec<(u32, f32)> {
        let Some(vectors) = &self.vectors else {
            return Vec::new();
        };
        let near = vectors.near(query).into_iter();
        near.filter_map(|doc| Some((doc, vectors.likeness(doc, query)?)))
            .collect()
    }

    /// Finds the entries that are near to a query. In a language that is not the query's own, `own` is
    /// what that has, and by what scores on the shared scale become those of this language.
    pub(crate) fn nearness<'v>(
        &'v self,
        query: &'v QueryVector,
        own: Option<(&OwnLanguage, f32)>,
        segment: &'v Segment,
    ) -> Nearness<'v> {
        let mut near = self.near(query);
        let foreign = own.and_then(|(own, from_shared)| {
            let there = self.mean_and_best_of(query, &near)?;
            Some(ForeignScale::new(own, there, from_shared))
        });
        let mut nearness = Nearness {
            source: match &self.vectors {
                Some(vectors) => Source::File(vectors),
                None => Source::Segment(segment),
            },
            query,
            scale: self.scale(),
            foreign,
            candidates: Vec::new(),
        };
        near.retain(|(_, likeness)| nearness.is_near(*likeness));
        if near.len() > CANDIDATES {
            // Equal likenesses at the edge are those of equal texts; the order of documents does
            // not matter for them, since all stay that are as good as the last.
            let mut best: Vec<f32> = near.iter().map(|(_, likeness)| *likeness).collect();
            best.select_nth_unstable_by(CANDIDATES - 1, |a, b| b.total_cmp(a));
            let least = best[CANDIDATES - 1];
            near.retain(|(_, likeness)| *likeness >= least);
        }
        nearness.candidates = near.into_iter().map(|(doc, _)| doc).collect();
        nearness
    }
}

/// Returns what the manifest says of vectors that are not known to be worth nothing.
fn worth_something(language: &LanguageSummary) -> Option<&VectorSummary> {
    let summary = language.vectors.as_ref();
    summary.filter(|summary| summary.weight > 0.0 || !summary.is_measured())
}

/// Where vectors come from.
#[derive(Clone, Copy)]
enum Source<'v> {
    /// A file.
    File(&'v Vectors),
    /// Elsewhere, with the candidates.
    Segment(&'v Segment),
}

impl Source<'_> {
    fn likeness(self, doc: u32, query: &QueryVector) -> Option<f32> {
        match self {
            Self::File(vectors) => vectors.likeness(doc, query),
            Self::Segment(segment) => segment.likeness(doc, query),
        }
    }
}

/// How near the entries of a language are to a query.
pub(crate) struct Nearness<'v> {
    source: Source<'v>,
    query: &'v QueryVector,
    scale: Scale,
    foreign: Option<ForeignScale>,
    /// Documents that may be shown for it alone, ascending.
    pub(crate) candidates: Vec<u32>,
}

impl Nearness<'_> {
    /// Returns whether an entry of this likeness may be shown without the words.
    fn is_near(&self, likeness: f32) -> bool {
        let foreign = self.foreign.and_then(|foreign| foreign.nearer(likeness));
        foreign.is_some() || self.scale.is_near(likeness)
    }

    /// Adds what nearness is worth to scored candidates; `unit` is the best score of the words.
    pub(crate) fn add(
        &self,
        candidates: &mut [Candidate],
        unit: f32,
        parameters: &RankingParameters,
    ) {
        for candidate in candidates {
            if let Some(likeness) = self.source.likeness(candidate.doc, self.query) {
                let foreign = self.foreign.map(|foreign| foreign.added(likeness));
                let own = self.scale.worth(likeness) * unit;
                candidate.signals.meaning = own.max(foreign.unwrap_or_default());
            }
            candidate.score = candidate.signals.score(parameters);
        }
    }

    /// Returns the entry that is nearest of those that are nearer than all in the query's own language,
    /// and how near it is there; nothing in that language itself.
    pub(crate) fn nearest_foreign(&self) -> Option<(u32, f32)> {
        let foreign = self.foreign?;
        let near = self.candidates.iter().filter_map(|&doc| {
            let likeness = self.source.likeness(doc, self.query)?;
            Some((doc, foreign.nearer(likeness)?))
        });
        near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::vectors::{KEY, Row, write};

    #[test]
    fn others_are_compared_though_their_sketches_are_not_alike() {
        let folder = tempfile::tempdir().unwrap();
        // So many that only the most alike are compared. Every second one points the other way.
        let count = 20_001;
        let (this, other): (&[f32], &[f32]) = (&[0.8, 0.6], &[-0.8, 0.6]);
        let rows = [Row::new([this, this]), Row::new([other, other])];
        let mut entries: Vec<_> = rows
            .iter()
            .cycle()
            .take(count)
            .map(|row| Some(([1; KEY], row)))
            .collect();
        entries[3] = None;
        let (bytes, checksum) = write(folder.path(), "en", 2, &entries, &[]).unwrap();
        let summary = VectorSummary {
            base: -1.0,
            ..VectorSummary::sample(bytes, checksum)
        };
        let vectors = Vectors::open(folder.path(), "en", &summary, count as u64).unwrap();
        let vectors = EntryVectors {
            vectors: Some(vectors),
            summary,
        };
        let found = |others: &[u32], doc: u32| {
            let alike = vectors.alike(0, others.iter().copied()).unwrap();
            let found = alike.into_iter().find(|(other, _)| *other == doc);
            found.map(|(_, alike)| alike)
        };
        let near = found(&[], 2).flatten().unwrap();
        assert!((near - 1.0).abs() < 0.01, "{near}");
        assert_eq!((found(&[], 1), found(&[], 3)), (None, None));
        let far = found(&[1], 1).flatten().unwrap();
        assert!((far - 0.36).abs() < 0.01, "{far}");
        assert_eq!(found(&[3], 3), Some(None));
        assert!(vectors.alike(3, std::iter::empty()).is_none());
    }
}
