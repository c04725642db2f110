//! What likeness in meaning is worth in a language, also beside what another language has.
//!
//! A model finds texts of one language more alike than texts of two. What an answer in another language
//! is worth beside those in the query's own is told by the mean likeness of the query to the entries of
//! each, which is then the same.

use crate::index::vectors::{VectorSummary, above};

/// How much nearer than all in the query's own language an entry of another must be, as a share of what
/// could be: the nearest of many entries is by chance a little nearer.
const NEARER: f32 = 0.02;

/// How far below the floor the nearest in the query's own language may be its answer, as such a share.
const BELOW_FLOOR: f32 = 0.05;

/// What the languages of query and reader have, for a language that is neither.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OwnLanguage {
    /// What likeness is worth there.
    pub(crate) scale: Scale,
    /// How like the query its entries are on average.
    pub(crate) mean: f32,
    /// How like it the nearest is.
    pub(crate) best: f32,
    /// The best score of words there, on the scale that all languages share.
    pub(crate) unit: f32,
}

/// What likeness to a query is worth in a language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// What the greatest likeness is worth beside the best score of the words.
    weight: f32,
    /// Likeness that counts as none.
    base: f32,
    /// Likeness below which an entry without the words is not shown.
    floor: f32,
}

/// What likeness is worth in a language that is not the query's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ForeignScale {
    /// That of the query's own language.
    scale: Scale,
    /// What is added to each likeness.
    shift: f32,
    /// Sum from which on an entry may be shown without the words.
    least: f32,
    /// The best score of words in the query's own language, on this one's scale; 0 where the own
    /// language may have the answer.
    unit: f32,
}

impl OwnLanguage {
    /// Returns whether its nearest entry may be the answer: it is about as near as most are to theirs.
    pub(crate) fn may_answer(&self) -> bool {
        self.best >= self.scale.floor - BELOW_FLOOR * self.scale.range()
    }
}

impl Scale {
    /// Takes what the content of a language has measured.
    pub(crate) fn of(summary: &VectorSummary) -> Self {
        Self {
            weight: summary.weight,
            base: summary.base,
            floor: summary.floor,
        }
    }

    fn range(&self) -> f32 {
        1.0 - self.base
    }

    /// Returns whether an entry of this likeness may be shown without the words.
    pub(crate) fn is_near(&self, likeness: f32) -> bool {
        likeness >= self.floor
    }

    /// Returns what a likeness is worth beside the best score of the words.
    pub(crate) fn worth(&self, likeness: f32) -> f32 {
        self.weight * above(self.base, likeness)
    }
}

impl ForeignScale {
    /// Compares a language, to whose entries the query is so like on average and at best, with the
    /// query's own; scores on the shared scale times `from_shared` are those of this one. Where the own
    /// language may have the answer, only the nearest is shown without the words.
    pub(crate) fn new(own: &OwnLanguage, (mean, best): (f32, f32), from_shared: f32) -> Self {
        let scale = own.scale;
        let shift = own.mean - mean;
        let nearer = own.best.max(scale.floor) + NEARER * scale.range();
        let (least, unit) = match own.may_answer() {
            true => (nearer.max(best + shift), 0.0),
            false => (nearer, own.unit * from_shared),
        };
        Self {
            scale,
            shift,
            least,
            unit,
        }
    }

    /// Returns how near a likeness is on the scale of the query's own language, if it is nearer than all
    /// there.
    pub(crate) fn nearer(&self, likeness: f32) -> Option<f32> {
        let likeness = likeness + self.shift;
        (likeness >= self.least).then_some(likeness)
    }

    /// Returns what such a likeness adds to the score of an entry; nothing if it is not nearer.
    pub(crate) fn added(&self, likeness: f32) -> f32 {
        let nearer = self.nearer(likeness);
        nearer.map_or(0.0, |likeness| self.scale.worth(likeness) * self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        Scale::of(&VectorSummary {
            weight: 4.0,
            base: 0.5,
            floor: 0.75,
            ..VectorSummary::sample(0, String::new())
        })
    }

    #[test]
    fn only_what_is_nearer_than_all_in_the_own_language_adds_to_a_score() {
        let own = OwnLanguage {
            scale: scale(),
            mean: 0.625,
            best: 0.7,
            unit: 10.0,
        };
        assert!(!own.may_answer());
        let foreign = ForeignScale::new(&own, (0.5, 0.9), 0.5);
        // Both lie as far above the mean of their language.
        let least = 0.75 + NEARER * 0.5 - 0.125;
        assert_eq!(foreign.nearer(least - 0.001), None);
        assert_eq!(foreign.added(least - 0.001), 0.0);
        let added = foreign.added(least + 0.001);
        assert!((added - scale().worth(least + 0.126) * 5.0).abs() < 1e-4);
    }

    #[test]
    fn where_the_own_language_may_answer_the_nearest_adds_nothing() {
        let own = OwnLanguage {
            scale: scale(),
            mean: 0.625,
            best: 0.75,
            unit: 10.0,
        };
        assert!(own.may_answer());
        let foreign = ForeignScale::new(&own, (0.5, 0.875), 0.5);
        assert_eq!(
            (foreign.nearer(0.87), foreign.nearer(0.875)),
            (None, Some(1.0))
        );
        assert_eq!(foreign.added(0.875), 0.0);
        let far = ForeignScale::new(&own, (0.5, 0.625), 0.5);
        assert_eq!(far.nearer(0.625), None);
    }
}
