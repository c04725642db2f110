//! Where the links of an article lead on a page that shows it.

use percent_encoding::percent_decode_str;

use super::html::Encoded;
use crate::content::relative;
use crate::serve::page::articles::{ArticleSummary, Articles, page_of};

/// Schemes that a link may have: those that open a page, a letter or a call.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// What a link is followed from: an article, shown on some page.
pub(in crate::serve) struct Standpoint<'s> {
    /// The articles that there are.
    pub(in crate::serve) articles: &'s Articles,
    /// Number of the content root of the article in which the link stands.
    pub(in crate::serve) root: u32,
    /// Path of that article.
    pub(in crate::serve) path: &'s str,
    /// The way from the page to the search page.
    pub(in crate::serve) base: &'s str,
    /// The language that the reader chose, if any.
    pub(in crate::serve) chosen: Option<&'s str>,
}

impl Standpoint<'_> {
    /// Returns where a link leads; nothing where that is unsafe or not published here.
    pub(in crate::serve) fn target(&self, destination: &str) -> Option<String> {
        let destination = destination.trim();
        // Browsers pass over control characters, so that `java\nscript:` would be a scheme.
        if destination.chars().any(char::is_control) {
            return None;
        }
        if relative::scheme(destination).is_some() {
            return is_safe_link(destination).then(|| destination.to_owned());
        }
        // Something before a colon that is no scheme: no relative path either.
        let before_colon = destination.split_once(':').map(|(before, _)| before);
        if before_colon.is_some_and(|before| !before.contains(['/', '#', '?'])) {
            return None;
        }
        if destination.starts_with("//") || destination.starts_with('\\') {
            return None;
        }
        let (file, fragment) = destination.split_once('#').unwrap_or((destination, ""));
        let file = file.split('?').next().unwrap_or_default();
        let fragment = match fragment {
            "" => String::new(),
            fragment => format!("#{fragment}"),
        };
        let file = percent_decode_str(file).decode_utf8().ok()?;
        let article = match file.as_ref() {
            "" => self.articles.get(self.root, self.path)?,
            file => self.article(file)?,
        };
        let address = address(article.root, &article.path, self.chosen);
        Some(format!("{}{address}{fragment}", self.base))
    }

    /// Returns the article that a path leads to, be it that of a file or of a published page.
    fn article(&self, to: &str) -> Option<&ArticleSummary> {
        let (articles, root) = (self.articles, self.root);
        let file = relative::resolve(self.path, to);
        if let Some(found) = file.as_deref().and_then(|path| articles.get(root, path)) {
            return Some(found);
        }
        // A page may be published as a folder, where links begin one level lower.
        let own = articles.get(root, self.path)?;
        let mut from = vec![self.path.to_owned(), format!("{}/", page_of(&own.path))];
        if let Some(path) = own.public_path() {
            from.extend([format!("/{path}"), format!("/{path}/")]);
        }
        let resolved = from.iter().filter_map(|from| relative::resolve(from, to));
        let mut resolved: Vec<String> = resolved.collect();
        // From the top of a site whose pages lie below a folder for each language.
        if let (Some(below), Some((folder, _))) = (to.strip_prefix('/'), own.path.split_once('/')) {
            resolved.push(format!("{folder}/{below}"));
        }
        resolved.iter().find_map(|path| articles.page(root, path))
    }
}

/// Returns whether a link with a scheme opens nothing but a page, a letter or a call.
pub(crate) fn is_safe_link(destination: &str) -> bool {
    let scheme = relative::scheme(destination).unwrap_or_default();
    let mut known = SCHEMES.iter();
    known.any(|known| known.eq_ignore_ascii_case(scheme)) && !destination.contains(char::is_control)
}

/// Returns the address of an article below the search page, in the language that the reader chose.
pub(in crate::serve) fn address(root: u32, path: &str, chosen: Option<&str>) -> String {
    let root = (root > 0).then(|| format!("root={root}"));
    let chosen = chosen.map(|tag| format!("in={}", Encoded(tag)));
    let parameters: Vec<String> = root.into_iter().chain(chosen).collect();
    let mark = if parameters.is_empty() { "" } else { "?" };
    format!("a/{}{mark}{}", Encoded(path), parameters.join("&"))
}

/// Returns the address of a place on a page; of the page itself where the fragment is empty.
pub(in crate::serve) fn at_fragment(address: &str, fragment: &str) -> String {
    let mark = if fragment.is_empty() { "" } else { "#" };
    format!("{address}{mark}{}", Encoded(fragment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_between_articles_are_rewritten_and_unsafe_ones_dropped() {
        let articles = Articles::sample(&[(0, "en/a.md"), (0, "en/sub/b c.md"), (1, "en/d.md")]);
        let from = Standpoint {
            articles: &articles,
            root: 0,
            path: "en/sub/b c.md",
            base: "../../../",
            chosen: None,
        };
        let to = |destination: &str| from.target(destination);
        assert_eq!(to("../a.md#x").as_deref(), Some("../../../a/en/a.md#x"));
        assert_eq!(to("/en/a.md").as_deref(), Some("../../../a/en/a.md"));
        assert_eq!(
            to("b%20c.md?view=1").as_deref(),
            Some("../../../a/en/sub/b%20c.md")
        );
        assert_eq!(
            to("#here").as_deref(),
            Some("../../../a/en/sub/b%20c.md#here")
        );
        assert_eq!(
            to("https://x.example/").as_deref(),
            Some("https://x.example/")
        );
        assert_eq!(
            to("mailto:a@x.example").as_deref(),
            Some("mailto:a@x.example")
        );
        for unsafe_one in [
            "javascript:alert(1)",
            "JavaScript:x",
            "java\nscript:x",
            "data:text/html,x",
            "//x.example",
            "vbscript:x",
            "../../../etc/passwd",
            "other.md",
            "../d.md",
            "\\\\x.example",
            "\u{1}javascript:x",
        ] {
            assert_eq!(to(unsafe_one), None, "{unsafe_one}");
        }
        assert_eq!(address(1, "en/d.md", None), "a/en/d.md?root=1");
        assert_eq!(address(1, "d.md", Some("fr")), "a/d.md?root=1&in=fr");
        assert_eq!(address(0, "d.md", Some("fr")), "a/d.md?in=fr");
    }

    #[test]
    fn links_to_pages_lead_to_their_articles() {
        let articles = Articles::sample(&[
            (0, "en/a.md"),
            (0, "en/sub/b.md"),
            (0, "en/sub/c.md"),
            (0, "en/guide/index.md"),
            (0, "fr/sub/c.md"),
        ]);
        let articles = articles.published("en/a.md", "https://x.example/help/boats/");
        let from = |path: &'static str| Standpoint {
            articles: &articles,
            root: 0,
            path,
            base: "/",
            chosen: Some("fr"),
        };
        for (path, link, expected) in [
            ("en/sub/b.md", "c", "en/sub/c.md?in=fr"),
            ("en/sub/b.md", "c#why", "en/sub/c.md?in=fr#why"),
            ("en/sub/b.md", "c.html", "en/sub/c.md?in=fr"),
            ("en/sub/b.md", "c/", "en/sub/c.md?in=fr"),
            ("en/sub/b.md", "../c/", "en/sub/c.md?in=fr"),
            ("en/sub/b.md", "../guide/", "en/guide/index.md?in=fr"),
            (
                "en/sub/b.md",
                "../guide/index.html",
                "en/guide/index.md?in=fr",
            ),
            ("en/sub/b.md", "/fr/sub/c", "fr/sub/c.md?in=fr"),
            ("en/sub/b.md", "/sub/c.html", "en/sub/c.md?in=fr"),
            ("fr/sub/c.md", "/help/boats/#x", "en/a.md?in=fr#x"),
            ("en/sub/b.md", "../boats", ""),
            ("en/sub/b.md", "/help/boats/deep", ""),
            ("en/sub/b.md", "d", ""),
        ] {
            let expected = (!expected.is_empty()).then(|| format!("/a/{expected}"));
            assert_eq!(from(path).target(link), expected, "{path}: {link}");
        }
    }
}
