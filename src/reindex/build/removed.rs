//! Tells a build which entries of the live generation do not stay.

use std::collections::BTreeSet;

use crate::engine::index_backend::Build;
use crate::index::store::catalog::{CatalogFile, Content};
use crate::model::language::LanguageTag;

/// Removes what the live generation holds of these files.
pub(crate) fn remove_superseded(build: &dyn Build, superseded: &[CatalogFile]) {
    for file in superseded {
        for language in languages(&file.content) {
            build.remove(language, file.file_id());
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
