//! What makes vectors of texts, for those who do not care how.
//!
//! The feature `meaning` implements it by a network; tests by whatever suits them.

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
}
