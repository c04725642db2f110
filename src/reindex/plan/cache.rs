//! The files of the live generation, as long as nobody knows whether they stay.

use std::collections::{BTreeMap, BTreeSet};

use super::planned::take_findings;
use crate::content::source::discover::SourceFile;
use crate::index::store::catalog::{Catalog, CatalogFile, Content};
use crate::index::store::record::ArticleRecord;
use crate::model::article::Article;
use crate::model::file_id::{FileId, FileRef};

/// The catalog of the live generation by name of file. Two files may bear one name, where names
/// are not Unicode.
#[derive(Debug)]
pub(crate) struct Cache(BTreeMap<FileId, Vec<CatalogFile>>);

impl Cache {
    /// Takes the files of a catalog, which is empty for a full build.
    pub(crate) fn new(catalog: Catalog) -> Self {
        let mut files: BTreeMap<FileId, Vec<CatalogFile>> = BTreeMap::new();
        for file in catalog.files {
            let name = file.file_id().into_owned();
            files.entry(name).or_default().push(file);
        }
        Self(files)
    }

    /// Takes a file out.
    pub(crate) fn take(&mut self, file: &SourceFile) -> Option<CatalogFile> {
        self.0
            .get_mut(&file.file_id().into_owned())
            .and_then(Vec::pop)
    }

    /// Returns whether a file could not be read when the live generation was built.
    pub(crate) fn was_unreadable(&self, file: &SourceFile) -> bool {
        let cached = self.last(file.file_id());
        cached.is_some_and(|cached| cached.content == Content::Unreadable)
    }

    /// Returns whether a file includes one of those that changed.
    pub(crate) fn includes_any(&self, file: &SourceFile, changed: &BTreeSet<FileId>) -> bool {
        let cached = self.0.get(&file.file_id().into_owned());
        let articles = cached
            .into_iter()
            .flatten()
            .filter_map(CatalogFile::article);
        articles
            .flat_map(|article| &article.includes)
            .any(|include| changed.contains(&FileId::new(file.root, include.clone())))
    }

    /// Returns whether an article that was just read is what the live generation has.
    pub(crate) fn has(&self, article: &Article) -> bool {
        let Some(cached) = self.last(article.file_id()) else {
            return false;
        };
        let Some(record) = cached.article() else {
            return false;
        };
        let mut article = article.clone();
        let findings = take_findings(&mut article);
        let mut read = ArticleRecord::new(article);
        // Pairing comes later.
        read.key.clone_from(&record.key);
        for (read, cached) in read.entries.iter_mut().zip(&record.entries) {
            read.aligned.clone_from(&cached.aligned);
        }
        read == *record && findings == cached.findings
    }

    /// Returns the files that nobody took: they do not stay as they were.
    pub(crate) fn into_superseded(self) -> Vec<CatalogFile> {
        self.0.into_values().flatten().collect()
    }

    fn last(&self, file: FileRef<'_>) -> Option<&CatalogFile> {
        self.0.get(&file.into_owned())?.last()
    }
}
