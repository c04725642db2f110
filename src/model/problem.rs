//! What is wrong in the content, with its place and what to do about it.
//!
//! Plain values. Which rules there are is said in [`super::rule`].

use super::rule::Rule;
use super::severity::Severity;

/// Something wrong in the content, with its place and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How bad it is: as the rule says, or less.
    pub severity: Severity,
    /// Which content root (index into the list of roots).
    pub root: usize,
    /// Path relative to the root; empty for a problem of the root itself.
    pub path: String,
    /// 1-based line; 0 when the problem concerns the whole file.
    pub line: u32,
    /// 1-based column in characters; 0 when unknown.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: &'static str,
}

impl Problem {
    /// Makes a problem with the severity and the hint of its rule. A `line` of 0 means the whole
    /// file.
    pub(crate) fn new(
        rule: &'static Rule,
        root: usize,
        path: &str,
        line: u32,
        message: String,
    ) -> Self {
        Self {
            rule,
            severity: rule.severity,
            root,
            path: path.to_owned(),
            line,
            column: 0,
            message,
            hint: rule.hint,
        }
    }

    /// Adds the 1-based column, in characters.
    #[must_use]
    pub(crate) fn at_column(self, column: u32) -> Self {
        Self { column, ..self }
    }

    /// Replaces the hint of the rule by one that fits this case better.
    #[must_use]
    pub(crate) fn with_hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// Makes a note of the problem: worth knowing, and nothing more.
    #[must_use]
    pub(crate) fn into_note(self) -> Self {
        Self {
            severity: Severity::Info,
            ..self
        }
    }
}
