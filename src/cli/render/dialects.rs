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

/// Returns the dialects of all roots and of folders in them that are read otherwise.
pub(crate) fn dialects(sites: &[Site], settings: &Settings) -> Vec<DialectOfFolder> {
    let roots = settings.roots.iter().zip(sites);
    let found = roots.flat_map(|(root, site)| {
        site.taken().into_iter().map(|one| DialectOfFolder {
            path: match one.folder.trim_end_matches('/') {
                "" => root.path.display().to_string(),
                folder => root.path.join(folder).display().to_string(),
            },
            dialect: one.dialect,
            reason: one.reason,
        })
    });
    found.collect()
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
