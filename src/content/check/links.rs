//! Links between articles: does the target exist, and does it have the fragment?
//!
//! Only relative links are checked. Where `http:` and root-relative links lead is
//! not in the content.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::problem;
use crate::content::language::path_below_language;
use crate::content::view::ArticleView;
use crate::model::article::Link;
use crate::model::file_id::{FileId, FileRef};
use crate::model::problem::Problem;
use crate::model::rule;

pub(crate) fn check(articles: &[ArticleView<'_>], problems: &mut Vec<Problem>) {
    let library = Library::new(articles);
    let library = &library;
    problems.par_extend(
        articles
            .par_iter()
            .enumerate()
            .flat_map_iter(move |(index, article)| {
                let links = article.links.iter();
                links.filter_map(move |link| library.check(index, article, link))
            }),
    );
}

/// The articles by what links call them.
struct Library<'a> {
    articles: &'a [ArticleView<'a>],
    /// By root and path.
    by_path: HashMap<FileRef<'a>, usize>,
    /// The same with paths in lower case.
    by_folded_path: HashMap<FileId, usize>,
    /// Languages that have a path below their language folder.
    languages: HashMap<FileId, &'a str>,
    /// The fragments of each article.
    fragments: Vec<HashSet<&'a str>>,
}

impl<'a> Library<'a> {
    fn new(articles: &'a [ArticleView<'a>]) -> Self {
        let mut library = Self {
            articles,
            by_path: HashMap::new(),
            by_folded_path: HashMap::new(),
            languages: HashMap::new(),
            fragments: Vec::with_capacity(articles.len()),
        };
        for (index, article) in articles.iter().enumerate() {
            library.by_path.entry(article.file_id()).or_insert(index);
            library
                .by_folded_path
                .entry(FileId::new(article.root, article.path.to_lowercase()))
                .or_insert(index);
            library
                .languages
                .entry(FileId::new(article.root, path_below_language(article.path)))
                .or_insert(article.language);
            library.fragments.push(article.fragments().collect());
        }
        library
    }

    fn check(&self, index: usize, article: &ArticleView<'_>, link: &Link) -> Option<Problem> {
        let target = link.target.trim();
        let (location, fragment) = target.split_once('#').unwrap_or((target, ""));
        let path = location.split('?').next().unwrap_or_default();
        if path.starts_with('/') || path.starts_with('\\') || has_scheme(path) {
            return None;
        }
        if path.is_empty() {
            // A query alone leads to a view of the same page.
            return self.check_fragment(index, article, link, fragment);
        }
        let is_article = path.rsplit_once('.').is_some_and(|(_, extension)| {
            extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
        });
        if !is_article {
            return None;
        }
        // A path that leads out of the root may well exist there.
        let path = resolve(article.path, &percent_decoded(path))?;
        match self.by_path.get(&FileId::new(article.root, path.as_str())) {
            Some(&other) => self.check_fragment(other, article, link, fragment),
            None => Some(self.broken(article, link, &path)),
        }
    }

    fn broken(&self, article: &ArticleView<'_>, link: &Link, path: &str) -> Problem {
        let broken = |message| {
            problem(article, rule::BROKEN_LINK, link.line, message).at_column(link.column)
        };
        let folded = self
            .by_folded_path
            .get(&FileId::new(article.root, path.to_lowercase()))
            .and_then(|&other| self.articles.get(other));
        if let Some(other) = folded {
            return broken(format!("{path} does not exist; {} does", other.path))
                .with_hint("write the name as the file has it, in the same case");
        }
        let other_language = FileId::new(article.root, path_below_language(path));
        if let Some(language) = self.languages.get(&other_language) {
            // Sites show the other language then.
            return broken(format!("{path} does not exist; there is one in {language}"))
                .into_note()
                .with_hint(
                    "translate that article, or live with readers being led to another language",
                );
        }
        broken(format!("{path} does not exist"))
    }

    fn check_fragment(
        &self,
        target: usize,
        article: &ArticleView<'_>,
        link: &Link,
        fragment: &str,
    ) -> Option<Problem> {
        let name = percent_decoded(fragment);
        // "#top" is the top of every page, "#tab/…" a tab of docfx, ":~:" starts a search by the browser.
        let built_in = name.is_empty()
            || name.eq_ignore_ascii_case("top")
            || name.starts_with("tab/")
            || name.contains(":~:");
        let fragments = self.fragments.get(target)?;
        if built_in || fragments.contains(name.as_str()) {
            return None;
        }
        let other = self.articles.get(target)?;
        let message = format!("{} has no fragment #{name}", other.path);
        let problem = problem(article, rule::BROKEN_FRAGMENT, link.line, message);
        Some(problem.at_column(link.column))
    }
}

/// `mailto:`, `https:` and the like (RFC 3986: a letter, then letters, digits, `+`, `-`, `.`).
fn has_scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    })
}

/// Returns the path that a relative link of the article at `from` leads to; `None` if out of the
/// root. `~/` is the root, as in docfx.
fn resolve(from: &str, link: &str) -> Option<String> {
    let link = link.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    let rest = link.strip_prefix("~/").unwrap_or_else(|| {
        parts.extend(
            from.rsplit_once('/')
                .map_or("", |(folder, _)| folder)
                .split('/')
                .filter(|part| !part.is_empty()),
        );
        &link
    });
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Undoes percent-encoding; what is no valid escape stays.
fn percent_decoded(text: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let escape = (byte == b'%')
            .then(|| Some((digit(bytes.get(index + 1))?, digit(bytes.get(index + 2))?)))
            .flatten();
        let unescaped = escape.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        decoded.push(unescaped.unwrap_or(byte));
        index += if unescaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_resolved_inside_the_root() {
        for (from, link, expected) in [
            ("fr/guide/a.md", "b.md", Some("fr/guide/b.md")),
            ("fr/guide/a.md", "./../b.md", Some("fr/b.md")),
            ("fr/guide/a.md", "..\\b.md", Some("fr/b.md")),
            ("fr/guide/a.md", "~/b.md", Some("b.md")),
            ("a.md", "b//c.md", Some("b/c.md")),
            ("a.md", "../b.md", None),
        ] {
            assert_eq!(resolve(from, link).as_deref(), expected, "{from} {link}");
        }
    }

    #[test]
    fn escapes_are_decoded_and_other_percent_signs_kept() {
        assert_eq!(percent_decoded("caf%C3%A9%20au%2Blait"), "café au+lait");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%zz%4"), "%zz%4");
        assert_eq!(percent_decoded("%ff"), "\u{fffd}");
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert!(has_scheme("mailto:a@example.com") && has_scheme("https://example.com/a.md"));
        assert!(!has_scheme("a.md") && !has_scheme("1:a.md") && !has_scheme("a b:c.md"));
    }
}
