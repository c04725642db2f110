//! Files that are left out of the search, as text: one line for each reason.

use std::collections::BTreeMap;

use crate::cli::settings::Settings;
use crate::index::Finding;

/// How many files a line names.
const NAMED: usize = 3;

/// Returns a line for each reason among findings about files, in the order of the reasons. It names
/// the first files and counts the rest.
pub(crate) fn lines<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    settings: &Settings,
) -> Vec<String> {
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        files.entry(&finding.message).or_default().push(finding);
    }
    let line = |(message, files): (&str, Vec<&Finding>)| {
        let places = files.iter().take(NAMED).map(|finding| {
            let path = settings.source_path(finding.file_id());
            match finding.line {
                0 => path.display().to_string(),
                line => format!("{}:{line}", path.display()),
            }
        });
        let named = places.collect::<Vec<_>>().join(", ");
        match files.len().saturating_sub(NAMED) {
            0 => format!("{message}: {named}"),
            more => format!("{message}: {named} and {more} more"),
        }
    };
    files.into_iter().map(line).collect()
}
