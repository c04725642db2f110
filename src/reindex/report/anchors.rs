//! Finds anchors that are gone since the live index was built: links to them will break.

use std::collections::HashMap;

use super::diff;
use crate::content::view::ArticleView;
use crate::engine::Place;
use crate::index::{Finding, IndexError};
use crate::model::article::Article;
use crate::model::file_id::{FileId, FileRef};
use crate::model::problem::Problem;
use crate::model::rule;

/// Reports fragments of published pages that the articles no longer have, and pages that are gone.
///
/// # Errors
/// There is no live index, or it cannot be read.
pub(crate) fn lost_anchors(
    place: &Place,
    articles: &[Article],
) -> Result<Vec<Finding>, IndexError> {
    let published = place.published()?.catalog()?;
    let now: HashMap<FileRef<'_>, ArticleView> = articles
        .iter()
        .map(|article| (article.file_id(), article.into()))
        .collect();
    let before: HashMap<FileRef<'_>, ArticleView> = diff::views(&published.files)
        .map(|article| (article.file_id(), article))
        .collect();
    let gone = diff::anchors_gone(
        diff::views(&published.files),
        articles.iter().map(ArticleView::from),
    );
    let findings = gone.into_iter().filter_map(|gone| {
        let name = FileId::new(gone.root, gone.path.as_str());
        let page = now.get(&name);
        // A page that is gone is told once, not with each of its fragments.
        if page.is_none() && !gone.anchor.is_empty() {
            return None;
        }
        let (line, message) = match page {
            None => (0, "the published page is no more".to_string()),
            Some(page) => renamed(before.get(&name), page, &gone.anchor),
        };
        let rule = rule::ANCHOR_CHANGED;
        let problem = Problem::new(rule, gone.root, &gone.path, line, message);
        Some(Finding::from(problem))
    });
    Ok(findings.collect())
}

/// Returns the line and the message for a lost fragment. Names the new one if the page still has
/// the entry.
fn renamed(before: Option<&ArticleView<'_>>, now: &ArticleView<'_>, anchor: &str) -> (u32, String) {
    let entry = before
        .and_then(|before| before.entries.iter().find(|entry| entry.anchor == anchor))
        .and_then(|old| {
            now.entries
                .iter()
                .find(|entry| entry.question == old.question)
        });
    match entry {
        Some(entry) => (
            entry.line,
            format!("#{anchor} was published and is #{} now", entry.anchor),
        ),
        None => (0, format!("#{anchor} was published and is no more")),
    }
}
