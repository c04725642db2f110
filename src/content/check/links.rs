//! Links between articles: does the target exist, and does it have the fragment?
//!
//! Only relative links are checked. Where `http:` and root-relative links lead is
//! not in the content.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::problem;
use crate::content::language::path_below_language;
use crate::content::relative;
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
        if let Some(name) = target.strip_prefix(relative::INTO_SITE) {
            return self.check_name(article, link, name);
        }
        let (location, fragment) = target.split_once('#').unwrap_or((target, ""));
        let path = location.split('?').next().unwrap_or_default();
        if path.starts_with('/') || path.starts_with('\\') || relative::scheme(path).is_some() {
            return None;
        }
        if path.is_empty() {
            // A query alone leads to a view of the same page.
            return self.check_fragment(index, article, link, fragment);
        }
        const ARTICLES: [&str; 3] = ["md", "markdown", "mdx"];
        let is_article = path.rsplit_once('.').is_some_and(|(_, extension)| {
            ARTICLES
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        });
        if !is_article {
            return None;
        }
        // A path that leads out of the root may well exist there.
        let path = relative::resolve(article.path, &percent_decoded(path))?;
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

    fn check_name(&self, article: &ArticleView<'_>, link: &Link, name: &str) -> Option<Problem> {
        let name = percent_decoded(name);
        let pages = self.articles.iter().zip(&self.fragments);
        let mut pages = pages.filter(|(page, _)| page.root == article.root);
        if pages.any(|(_, fragments)| fragments.contains(name.as_ref())) {
            return None;
        }
        let message = format!("no page has the name #{name}");
        let problem = problem(article, rule::BROKEN_FRAGMENT, link.line, message);
        Some(problem.at_column(link.column))
    }

    fn check_fragment(
        &self,
        target: usize,
        article: &ArticleView<'_>,
        link: &Link,
        fragment: &str,
    ) -> Option<Problem> {
        let name = percent_decoded(fragment);
        // "#top" is the top of every page, "#tab/…" a tab of docfx, ":~:" starts a search by the
        // browser.
        let built_in = name.is_empty()
            || name.eq_ignore_ascii_case("top")
            || name.starts_with("tab/")
            || name.contains(":~:");
        let fragments = self.fragments.get(target)?;
        if built_in || fragments.contains(name.as_ref()) {
            return None;
        }
        let other = self.articles.get(target)?;
        let message = format!("{} has no fragment #{name}", other.path);
        let problem = problem(article, rule::BROKEN_FRAGMENT, link.line, message);
        Some(problem.at_column(link.column))
    }
}

/// Undoes percent-encoding; what is no valid escape stays.
fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_and_other_percent_signs_kept() {
        assert_eq!(percent_decoded("caf%C3%A9%20au%2Blait"), "café au+lait");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%zz%4"), "%zz%4");
        assert_eq!(percent_decoded("%ff"), "\u{fffd}");
    }
}
