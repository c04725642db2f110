//! Which dialect of Markdown the content is read in, and why.

use std::fmt;

use serde::Serialize;

use crate::cli::settings::Settings;
use crate::content::dialect::site::Site;

/// The dialect of a content root or of a folder in it, as JSON has it.
#[derive(Serialize)]
pub(crate) struct DialectOfFolder {
    path: String,
    dialect: String,
    reason: String,
}

/// Returns what is known of the dialects. A root of which nothing is known is not among them: it is
/// read as GitHub reads it.
pub(crate) fn dialects(sites: &[Site], settings: &Settings) -> Vec<DialectOfFolder> {
    let roots = settings.roots.iter().zip(sites);
    let found = roots.flat_map(|(root, site)| {
        site.findings().map(|one| DialectOfFolder {
            path: match one.folder.trim_end_matches('/') {
                "" => root.path.display().to_string(),
                folder => root.path.join(folder).display().to_string(),
            },
            dialect: one.dialect.clone(),
            reason: one.reason.clone(),
        })
    });
    found.collect()
}

impl DialectOfFolder {
    /// Returns whether it goes without saying.
    pub(crate) fn is_usual(&self) -> bool {
        matches!(self.dialect.as_str(), "docfx" | "github")
    }
}

impl fmt::Display for DialectOfFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is read as {}: {}",
            self.path, self.dialect, self.reason
        )
    }
}
