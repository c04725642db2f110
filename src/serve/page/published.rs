//! The entries of an article as the live index has them, for where its file says something else.
//!
//! Readers see what is published: a text that was changed, left out or removed since is not read from
//! its file before the next index has it.

use super::articles::ArticleSummary;
use crate::model::article::{Entry, Kind};
use crate::service::{IndexError, Service};

/// Returns the entries of an article as they are indexed, in the order of its file.
///
/// # Errors
/// The index is damaged.
pub(super) fn entries(
    service: &Service,
    article: &ArticleSummary,
) -> Result<Vec<Entry>, IndexError> {
    let mut entries = Vec::with_capacity(article.entries.len());
    for id in &article.entries {
        let found = service.find(id)?.into_iter();
        let mut own = found.filter(|hit| hit.root == article.root && hit.path == article.path);
        let Some(hit) = own.find(|hit| hit.id == *id) else {
            continue;
        };
        let kind = if hit.kind == Kind::Question.as_str() {
            Kind::Question
        } else {
            Kind::Section
        };
        entries.push(Entry {
            id: hit.id,
            anchor: hit.anchor,
            section: hit.section,
            ..Entry::new(kind, hit.line, hit.question, hit.markdown)
        });
    }
    entries.sort_by_key(|entry| entry.line);
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::content::format::Context;
    use crate::content::format::page::read_page;
    use crate::content::source::discover::Root;
    use crate::model::language::LanguageTag;
    use crate::reindex::{self, NoProgress};
    use crate::serve::page::articles::Articles;
    use crate::serve::page::said::Said;
    use crate::service::ServiceOptions;

    /// Returns the articles that are shipped, and those of real sites where these are there.
    fn sites() -> Vec<PathBuf> {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let shared = std::env::var_os("FAQ_SHARED").map(PathBuf::from);
        let folders = shared.and_then(|shared| std::fs::read_dir(shared.join("gold/web")).ok());
        let folders = folders.into_iter().flatten().flatten();
        let real = folders.map(|folder| folder.path().join("content"));
        let mut sites: Vec<PathBuf> = real.filter(|site| site.is_dir()).collect();
        sites.push(shipped);
        sites
    }

    #[test]
    fn files_that_did_not_change_say_what_is_indexed() {
        for site in sites() {
            let folder = tempfile::tempdir().unwrap();
            let index = folder.path().join("index");
            let options = reindex::Options::new(vec![Root::new(site.clone())], index.clone());
            reindex::run(&options, &NoProgress).unwrap();
            let service = Service::open(ServiceOptions::new(index)).unwrap();
            let articles = Articles::read(&service).unwrap();
            for tag in service.languages() {
                for article in articles.in_language(&tag) {
                    let bytes = std::fs::read(site.join(&article.path)).unwrap();
                    let dialect = articles.dialect(article);
                    let context = Context::in_dialect(Some(&site), &LanguageTag::ENGLISH, dialect);
                    let read = read_page(&article.path, &bytes, &context);
                    let said = Said::in_file(&read.articles);
                    let place = (site.display(), &article.path);
                    assert_eq!(said, Some(article.said), "{place:?}");
                    let kept = entries(&service, article).unwrap();
                    let read = read.articles.iter().flat_map(|article| &article.entries);
                    for (kept, read) in kept.iter().zip(read) {
                        let parts = (&kept.anchor, kept.kind, kept.line);
                        assert_eq!(parts, (&read.anchor, read.kind, read.line), "{place:?}");
                    }
                }
            }
        }
    }
}
