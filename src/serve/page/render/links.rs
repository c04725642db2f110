//! Where the links of an article lead on a page that shows it.

use percent_encoding::percent_decode_str;

use super::html::Encoded;
use crate::content::relative;
use crate::serve::page::articles::Articles;

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
        let path = match file.as_ref() {
            "" => self.path.to_owned(),
            file => relative::resolve(self.path, file)?,
        };
        let article = self.articles.get(self.root, &path)?;
        let address = address(article.root, &article.path);
        Some(format!("{}{address}{fragment}", self.base))
    }
}

/// Returns whether a link with a scheme opens nothing but a page, a letter or a call.
pub(crate) fn is_safe_link(destination: &str) -> bool {
    let scheme = relative::scheme(destination).unwrap_or_default();
    let mut known = SCHEMES.iter();
    known.any(|known| known.eq_ignore_ascii_case(scheme)) && !destination.contains(char::is_control)
}

/// Returns the address of an article below the search page.
pub(in crate::serve) fn address(root: u32, path: &str) -> String {
    let root = if root == 0 {
        String::new()
    } else {
        format!("?root={root}")
    };
    format!("a/{}{root}", Encoded(path))
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
        assert_eq!(address(1, "en/d.md"), "a/en/d.md?root=1");
    }
}
