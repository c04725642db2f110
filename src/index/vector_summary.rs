//! What the manifest says of the vectors of a language: their model, their file, and what likeness is
//! worth there.

use serde::{Deserialize, Serialize};

/// The floor of a language with too few entries to measure anything by: above any likeness.
pub(crate) const UNMEASURED_FLOOR: f32 = 2.0;

/// What a manifest says of the vectors of a language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct VectorSummary {
    /// Digest of the model.
    pub(crate) model: String,
    /// Its name, for people.
    pub(crate) name: String,
    /// Size of the file in bytes.
    pub(crate) bytes: u64,
    /// BLAKE3 of the file, hexadecimal.
    pub(crate) checksum: String,
    /// Entries that have no vectors yet, or as many as the weight is still to be measured by: the
    /// next run goes on where it is not 0.
    pub(crate) missing: u64,
    /// What likeness in meaning is worth beside the best score of the words; 0 where the model
    /// brings nothing.
    pub(crate) weight: f32,
    /// Likeness that counts as none: that of the two entries that are least alike.
    pub(crate) base: f32,
    /// Likeness below which an entry without the words is not shown.
    pub(crate) floor: f32,
}

impl VectorSummary {
    /// Returns how far a likeness lies above the base, of what could be.
    pub(crate) fn above_base(&self, likeness: f32) -> f32 {
        above(self.base, likeness)
    }

    /// Returns whether it is known what the vectors are worth.
    pub(crate) fn is_measured(&self) -> bool {
        self.floor < UNMEASURED_FLOOR
    }

    /// Makes that of a file with its size and its checksum, for tests.
    #[cfg(test)]
    pub(crate) fn sample(bytes: u64, checksum: String) -> Self {
        Self {
            model: "m".to_owned(),
            name: "m".to_owned(),
            bytes,
            checksum,
            missing: 1,
            weight: 1.0,
            base: 0.0,
            floor: 0.0,
        }
    }
}

/// Returns how far a likeness lies above a base, as a share of what could be.
pub(crate) fn above(base: f32, likeness: f32) -> f32 {
    ((likeness - base) / (1.0 - base).max(f32::EPSILON)).max(0.0)
}
