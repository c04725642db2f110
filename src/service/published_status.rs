//! The status of an index in the shape of its JSON, as the command and the API publish it.

use serde::Serialize;

use crate::engine::{IndexStatus, LanguageStatus};
use crate::model::response::SCHEMA;

/// The fields of `faq status --json` that need no look at the content.
#[derive(Serialize)]
pub(crate) struct PublishedStatus {
    schema: u32,
    /// Name of the generation.
    pub(crate) generation: String,
    created: u64,
    /// Seconds since it was built.
    pub(crate) age_seconds: u64,
    /// Version of faq that built it.
    pub(crate) tool: String,
    /// Number of articles and of files of records.
    pub(crate) articles: u64,
    /// Number of problems in the content.
    pub(crate) problems: u64,
    /// Size in bytes.
    pub(crate) bytes: u64,
    /// Figures by language, sorted by tag.
    pub(crate) languages: Vec<LanguageStatus>,
}

impl PublishedStatus {
    /// Makes the status at a time, in seconds since 1970 (UTC).
    pub(crate) fn at(now: u64, status: IndexStatus) -> Self {
        Self {
            schema: SCHEMA,
            generation: status.generation,
            created: status.created,
            age_seconds: now.saturating_sub(status.created),
            tool: status.tool,
            articles: status.articles,
            problems: status.problems,
            bytes: status.bytes,
            languages: status.languages,
        }
    }
}
