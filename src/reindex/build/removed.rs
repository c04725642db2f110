//! Tells a build which entries of the live generation do not stay.

use std::collections::BTreeSet;

use super::known_records::KnownRecords;
use crate::engine::index_backend::Build;
use crate::index::Removed;
use crate::index::store::catalog::{CatalogFile, Content};
use crate::model::language::LanguageTag;

/// Removes what the live generation holds of these files, but for the records that are known to stay.
pub(crate) fn remove_superseded(
    build: &dyn Build,
    superseded: &[CatalogFile],
    known: &KnownRecords,
) {
    for file in superseded {
        if let Some(known) = known.of(file.file_id()) {
            for (language, ids) in &known.removed {
                build.remove(language, file.file_id(), Removed::Entries(ids.clone()));
            }
            continue;
        }
        for language in languages(&file.content) {
            build.remove(language, file.file_id(), Removed::All);
        }
    }
}

/// Returns the languages in which a file has entries.
fn languages(content: &Content) -> BTreeSet<&LanguageTag> {
    match content {
        Content::Article(article) if article.entries.is_empty() => BTreeSet::new(),
        Content::Article(article) => BTreeSet::from([&article.language]),
        Content::Records(records) => records.iter().map(|record| &record.language).collect(),
        Content::Unreadable => BTreeSet::new(),
    }
}
