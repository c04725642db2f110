//! A problem of the content as it is printed: in text, JSON and SARIF alike.

use serde::Serialize;

use crate::cli::settings::Settings;
use crate::index::Finding;
use crate::model::severity::Severity;

/// A problem as it is printed.
#[derive(Serialize)]
pub(crate) struct Problem<'a> {
    /// Name of the rule.
    pub rule: &'a str,
    /// How bad it is.
    #[serde(rename = "severity")]
    pub level: Severity,
    /// Path as a user would type it.
    pub path: String,
    /// 1-based line; 0 for the whole file.
    pub line: u32,
    /// 1-based column; 0 when unknown.
    pub column: u32,
    /// What is wrong.
    pub message: &'a str,
    /// What to do about it.
    pub hint: &'a str,
    /// The dialect of Markdown that the file was read in, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialect: Option<&'static str>,
}

impl<'a> Problem<'a> {
    /// Returns the problem with the path as a user would type it.
    pub(crate) fn new(finding: &'a Finding, settings: &Settings) -> Self {
        Self {
            rule: &finding.rule,
            level: finding.severity,
            path: settings
                .source_path(finding.file_id())
                .to_string_lossy()
                .into_owned(),
            line: finding.line,
            column: finding.column,
            message: &finding.message,
            hint: &finding.hint,
            dialect: None,
        }
    }

    /// Returns `file:line:column`, as far as it is known.
    pub(crate) fn place(&self) -> String {
        match (self.line, self.column) {
            (0, _) => self.path.clone(),
            (line, 0) => format!("{}:{line}", self.path),
            (line, column) => format!("{}:{line}:{column}", self.path),
        }
    }

    /// Returns one line: `file:line:column: severity[rule] message`.
    pub(crate) fn line(&self) -> String {
        format!(
            "{}: {}[{}] {}",
            self.place(),
            self.level.as_str(),
            self.rule,
            self.message
        )
    }
}
