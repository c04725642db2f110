//! What makes vectors of texts, for those who do not care how.
//!
//! The feature `meaning` implements it by a network; tests by whatever suits them.

use std::fmt;
use std::sync::Arc;

/// What a text is to be compared as. Some models were trained to tell the two apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// What someone asks.
    Query,
    /// What may answer it.
    Passage,
}

/// Makes vectors of texts: texts of like meaning get vectors of a small angle.
pub(crate) trait TextEncoder: Send + Sync {
    /// Returns a digest of the model. Vectors of models with different digests never compare.
    fn identity(&self) -> &str;

    /// Returns the name of the model, for people.
    fn name(&self) -> &str;

    /// Returns the number of dimensions of a vector.
    fn dimensions(&self) -> usize;

    /// Makes a vector of length 1 of each text; of a text without any known word one of zeros.
    fn encode(&self, texts: &[&str], role: Role) -> Vec<Vec<f32>>;

    /// Returns how well each text matches a query, judged by their words alone, without regard to what
    /// stands around them: far quicker than vectors, and enough to choose among parts of one text. The
    /// numbers compare among these texts only.
    fn match_pieces(&self, query: &str, texts: &[&str]) -> Vec<f32>;
}

/// A model that is open, shared by all who use it.
#[derive(Clone)]
pub struct EmbeddingModel(pub(crate) Arc<dyn TextEncoder>);

impl EmbeddingModel {
    /// Returns what makes the vectors.
    pub(crate) fn encoder(&self) -> &dyn TextEncoder {
        self.0.as_ref()
    }
}

impl fmt::Debug for EmbeddingModel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EmbeddingModel({})", self.0.name())
    }
}
