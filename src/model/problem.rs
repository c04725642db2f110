//! What is wrong in the content, with its place and what to do about it.
//!
//! Plain values. Which rules exist and who reports them is the content module's.

use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Readers may be misled.
    Warning,
    /// Text or an answer is lost or unreachable.
    Error,
}

impl Severity {
    /// The name shown to people and used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something wrong in the content, with its place and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Stable name of the rule, such as `front-matter-syntax`.
    pub rule: &'static str,
    /// How bad it is.
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
