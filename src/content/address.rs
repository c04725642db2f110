//! Where an entry is published.

use crate::content::source::discover::Root;
use crate::content::url::expand_url;
use crate::model::article::{Article, Entry};

/// Returns the address that the source states, else the one that the template of the content root
/// makes; empty if there is neither.
pub(crate) fn address(roots: &[Root], article: &Article, entry: &Entry) -> String {
    match &entry.url {
        Some(url) => url.clone(),
        None => address_in(roots, article, &entry.anchor).unwrap_or_default(),
    }
}

/// Returns the address of a fragment of an article, if the template of its content root makes one.
pub(crate) fn address_in(roots: &[Root], article: &Article, anchor: &str) -> Option<String> {
    let template = roots.get(article.root)?.url.as_deref()?;
    Some(expand_url(
        template,
        &article.path,
        &article.language,
        anchor,
        article.slug.as_deref(),
    ))
}
