//! Where an entry is published, and where it was before.
//!
//! Owns by what addresses are compared, so that one that a reader has kept still leads somewhere.

use percent_encoding::percent_decode_str;

use crate::content::metadata::keys::KEYS;
use crate::content::source::discover::Root;
use crate::content::url::expand_url;
use crate::model::article::{Article, Entry};

/// How many earlier addresses of an article are kept.
const MOST_EARLIER: usize = 50;

/// How many folders may stand before the path that an article states, such as that of its project.
const MOST_FOLDERS: usize = 4;

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

/// Returns what the addresses of an entry are compared by: that of now, and those that the front matter
/// says its article had before. `is_first` tells whether the addresses without a fragment are its own.
pub(crate) fn comparable(
    article: &Article,
    entry: &Entry,
    url: &str,
    is_first: bool,
) -> Vec<String> {
    let mut pages: Vec<String> = earlier(article).collect();
    if url.contains('/') {
        pages.push(path_of(url).0);
    }
    let mut found = Vec::new();
    for page in pages {
        let names = entry.aliases.iter().chain([&entry.anchor]);
        let names = names.filter(|name| !name.is_empty());
        found.extend(names.map(|name| format!("/{page}#{name}")));
        if is_first {
            found.push(format!("/{page}#"));
        }
    }
    found
}

/// Returns by what an address that someone looks for may be compared, the likeliest first: with its
/// fragment and without, and without the first folders of its path. None if it is no address.
pub(crate) fn lookups(address: &str) -> Vec<String> {
    if !address.contains('/') {
        return Vec::new();
    }
    let (path, fragment) = path_of(address);
    let mut fragments = vec![fragment.as_str(), ""];
    fragments.dedup();
    let mut found = Vec::new();
    for fragment in fragments {
        let mut rest = path.as_str();
        for _ in 0..=MOST_FOLDERS {
            found.push(format!("/{rest}#{fragment}"));
            let Some((_, below)) = rest.split_once('/') else {
                break;
            };
            rest = below;
        }
    }
    found
}

/// Returns the addresses that an article had before, as paths without slashes at their ends.
fn earlier(article: &Article) -> impl Iterator<Item = String> {
    let is_known = |name: &str| {
        KEYS.earlier
            .iter()
            .any(|key| name.eq_ignore_ascii_case(key))
    };
    let fields = article
        .fields
        .iter()
        .filter(move |(name, _)| is_known(name));
    let values = fields.flat_map(|(_, values)| values);
    // Others use such a key for other names of the article.
    let addresses = values.filter(|value| !value.trim().contains(char::is_whitespace));
    addresses.take(MOST_EARLIER).filter_map(move |value| {
        let (path, _) = path_of(value);
        let is_whole = value.trim().starts_with('/') || value.contains("://");
        let folder = article
            .slug
            .as_deref()
            .map(|slug| slug.trim_end_matches('/'));
        let folder = folder.and_then(|slug| slug.rsplit_once('/'));
        match folder {
            _ if path.is_empty() => None,
            // Hugo puts it beside the page.
            Some((folder, _)) if !is_whole => Some(format!("{folder}/{path}")),
            _ => Some(path),
        }
    })
}

/// Returns the path of an address without what is written in several ways, and the fragment.
pub(crate) fn path_of(address: &str) -> (String, String) {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (location, fragment) = address
        .trim()
        .split_once('#')
        .unwrap_or((address.trim(), ""));
    let location = location.split('?').next().unwrap_or_default();
    let path = match location.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => location,
    };
    (decoded(page_name(path)), decoded(fragment))
}

/// Returns the path of a page without what is written in several ways.
pub(crate) fn page_name(path: &str) -> &str {
    let path = path.trim_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.strip_suffix(".html").unwrap_or(path);
    path.trim_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample;

    #[test]
    fn an_address_of_before_and_of_now_is_recognised() {
        let mut article = sample::article("en/faq.md", "en", &["why", "how"]);
        article.slug = Some("help/faq/".to_owned());
        let old = [
            "/old/faq.html",
            "https://example.org/Q%20A/",
            "beside",
            "Other name",
        ];
        let old = old.iter().map(|value| (*value).to_owned()).collect();
        article.fields.insert("Aliases".to_owned(), old);
        let (first, second) = (&article.entries[0], &article.entries[1]);
        let url = "https://example.org/help/faq/#how";
        let known = comparable(&article, second, url, false);
        let is_found = |address: &str| lookups(address).iter().any(|one| known.contains(one));
        for address in [
            "https://example.org/old/faq#how",
            "https://example.org/project/old/faq.html?x=1#how",
            "/old/faq/#how",
            "example.org/help/faq/index.html#how",
            "https://example.org/Q%20A#how",
            "/help/beside/#how",
        ] {
            assert!(is_found(address), "{address}: {known:?}");
        }
        for address in ["/old/faq#why", "/old/#how", "old", "en/other.md#how"] {
            assert!(!is_found(address), "{address}");
        }
        assert_eq!(lookups("/old/faq/"), ["/old/faq#", "/faq#"]);
        let known = comparable(&article, first, "", true);
        assert!(
            lookups("/old/faq/#gone")
                .iter()
                .any(|one| known.contains(one))
        );
    }
}
