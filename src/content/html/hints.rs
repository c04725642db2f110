//! What is known of a page before it is rewritten.

use std::collections::HashSet;

use super::tree::NodeId;

/// What is known of the page besides its elements.
#[derive(Debug, Default)]
pub(crate) struct Hints {
    /// Whether it is a FAQ: then every term of a definition list is a question.
    pub(crate) is_faq: bool,
    /// Questions that the page states for machines, as the words that they consist of.
    pub(crate) questions: HashSet<String>,
    /// Elements that the page calls a question, with those of their answers.
    pub(crate) pairs: Vec<(NodeId, NodeId)>,
}

/// Returns what two questions with the same words have in common: their letters and digits.
pub(crate) fn same_words(question: &str) -> String {
    let letters = question.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
