//! Counts what the files of a catalog hold.

use std::collections::BTreeMap;

use crate::index::store::catalog::{CatalogFile, Content};
use crate::model::article::Kind;
use crate::model::language::LanguageTag;

/// How much a language holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Articles.
    pub(crate) articles: u64,
    /// Entries.
    pub(crate) entries: u64,
    /// Entries of kind question.
    pub(crate) questions: u64,
}

/// Counts what files of a catalog hold, by language.
pub(crate) fn count_by_language<'a>(
    files: impl IntoIterator<Item = &'a CatalogFile>,
) -> BTreeMap<&'a LanguageTag, Counts> {
    let mut counts: BTreeMap<&LanguageTag, Counts> = BTreeMap::new();
    for file in files {
        match &file.content {
            Content::Article(article) if article.is_left_out => {}
            Content::Article(article) => {
                let count = counts.entry(&article.language).or_default();
                count.articles += 1;
                count.entries += article.entries.len() as u64;
                let questions = article.entries.iter();
                count.questions += questions
                    .filter(|entry| entry.kind == Kind::Question)
                    .count() as u64;
            }
            Content::Records(records) => {
                for record in records {
                    let count = counts.entry(&record.language).or_default();
                    count.entries += 1;
                    count.questions += 1;
                }
            }
            Content::Unreadable => {}
        }
    }
    counts
}
