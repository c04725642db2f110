//! What is asked of the first stage, and when it need not score everything.

/// What is asked of the first stage.
pub(crate) struct Wanted<'a> {
    /// How many of the best.
    pub(crate) count: usize,
    /// How many of those that hold most of the query by the weights of its words, if any.
    pub(crate) most_covered: Option<(&'a [f32], usize)>,
    /// Whether the best with the form typed is wanted.
    pub(crate) typed_form: bool,
    /// Documents that are looked at whatever words they hold, ascending.
    pub(crate) near: &'a [u32],
}

/// When only what may be among the best is scored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pruning {
    /// Postings of the words that decide, from which on it is worth it.
    pub(crate) from_postings: usize,
    /// How many matches must be known at least.
    pub(crate) least_matches: usize,
    /// How many documents are looked at together.
    pub(crate) window: u32,
}

impl Default for Pruning {
    fn default() -> Self {
        Self {
            from_postings: 1 << 17,
            least_matches: 4_096,
            window: 1 << 14,
        }
    }
}

impl Pruning {
    /// Scores all that matches.
    pub(crate) const NEVER: Self = Self {
        from_postings: usize::MAX,
        least_matches: usize::MAX,
        window: 1,
    };
}
