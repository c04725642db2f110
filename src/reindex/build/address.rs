//! The public address of an entry.

use crate::content::source::discover::Root;
use crate::content::url::expand_url;
use crate::model::article::{Article, Entry};

/// Returns the address that the source states, else the one that the template of the content root
/// makes; empty if there is neither.
pub(crate) fn address(roots: &[Root], article: &Article, entry: &Entry) -> String {
    if let Some(url) = &entry.url {
        return url.clone();
    }
    roots
        .get(article.root)
        .and_then(|root| root.url.as_deref())
        .map(|template| expand_url(template, &article.path, &article.language, &entry.anchor))
        .unwrap_or_default()
}
