//! What is known of a page before it is rewritten.

/// What is known of the page besides its elements.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints {
    /// Whether it is a FAQ: then every term of a definition list is a question.
    pub(crate) is_faq: bool,
}
