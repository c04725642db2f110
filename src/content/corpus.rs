//! All articles of the content roots at once, with their translations paired.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::dialect::site::Site;
use super::format::{Collected, Holds};
use super::inclusion::{self, Including};
use super::source::discover::{self, Root, RootError, SourceFile};
use super::source::load::{self, Loaded};
use super::translation;
use crate::model::article::{Article, Entry};
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;

/// Everything the content holds.
#[derive(Debug, Default)]
pub struct Corpus {
    /// Articles in file order; each record of a record file is an article of its own.
    pub articles: Vec<Article>,
    /// Problems that belong to no article, in file order.
    pub problems: Vec<Problem>,
    /// The dialects of each content root.
    pub(crate) sites: Vec<Site>,
    groups: BTreeMap<u64, Vec<(usize, usize)>>,
}

impl Corpus {
    /// Makes a corpus of articles that are paired, and what their readers reported.
    pub(crate) fn new(articles: Vec<Article>, problems: Vec<Problem>) -> Self {
        Self {
            groups: translation::links(&articles),
            articles,
            problems,
            sites: Vec::new(),
        }
    }

    /// Returns the same entry in other languages, by language.
    pub fn translations<'a>(
        &'a self,
        article: &'a Article,
        entry: &Entry,
    ) -> impl Iterator<Item = (&'a Article, &'a Entry)> {
        self.groups
            .get(&translation::group_of(article, entry))
            .into_iter()
            .flatten()
            .filter_map(|&(article, entry)| {
                let article = self.articles.get(article)?;
                Some((article, article.entries.get(entry)?))
            })
            .filter(|(other, _)| other.language != article.language)
    }
}

/// Reads all content on all cores.
///
/// # Errors
/// A content root is missing or unreadable.
pub fn read(roots: &[Root], default_language: &LanguageTag) -> Result<Corpus, RootError> {
    let discovered = discover::discover(roots);
    if let Some(error) = discovered.root_errors.into_iter().next() {
        return Err(error);
    }
    let mut problems = discovered.problems;
    let loaded: Vec<Collected> = discovered
        .files
        .par_iter()
        .map(|file| load(file, roots, default_language))
        .collect();
    // Records bring the keys that pair them; those of articles depend on each other.
    let (mut articles, mut records) = (Vec::new(), Vec::new());
    for (file, mut read) in discovered.files.iter().zip(loaded) {
        match file.format.holds() {
            Holds::Article => articles.append(&mut read.articles),
            Holds::Records => records.append(&mut read.articles),
        }
        problems.append(&mut read.problems);
    }
    leave_out_fragments(&mut articles);
    problems.extend(translation::pair_articles(&mut articles));
    articles.append(&mut records);
    // Back to the order of the files; that within a file stays.
    articles.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
    Ok(Corpus {
        sites: discovered.sites,
        ..Corpus::new(articles, problems)
    })
}

/// Leaves out the articles that are fragments of others.
fn leave_out_fragments(articles: &mut [Article]) {
    let files: Vec<Including> = articles
        .iter()
        .map(|article| Including {
            file: article.file_id(),
            kind: article.page_kind,
            includes: &article.includes,
        })
        .collect();
    let is_fragment = inclusion::fragments(&files);
    for (article, is_fragment) in articles.iter_mut().zip(is_fragment) {
        if is_fragment {
            article.leave_out(inclusion::FRAGMENT);
        }
    }
}

/// Reads one file.
fn load(file: &SourceFile, roots: &[Root], default_language: &LanguageTag) -> Collected {
    let mut collected = Collected::default();
    match file.format.holds() {
        Holds::Article => match load::article(file, roots, default_language, None) {
            Loaded::Article { article, .. } => collected.articles.push(*article),
            // Nothing is known, so nothing is unchanged.
            Loaded::Unchanged => {}
            Loaded::Unreadable(problem) => collected.problems.push(problem),
        },
        Holds::Records => {
            if let Err(error) = load::records(file, roots, default_language, &mut collected) {
                collected.problems.push(load::unreadable(file, &error));
            }
        }
    }
    collected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_two_languages_are_paired_by_their_id() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        for (language, question) in [("en", "Why?"), ("fr", "Pourquoi ?")] {
            std::fs::create_dir(folder.path().join(language))?;
            let record = format!("{{\"id\":\"1\",\"question\":\"{question}\",\"answer\":\"x\"}}\n");
            let two = format!("{record}{}", record.replace("\"1\"", "\"2\""));
            std::fs::write(folder.path().join(language).join("f.jsonl"), two)?;
        }
        let root = Root::new(folder.path().to_owned());
        let corpus = read(&[root], &LanguageTag::ENGLISH).map_err(|error| error.source)?;
        for article in &corpus.articles {
            for entry in &article.entries {
                let others: Vec<_> = corpus.translations(article, entry).collect();
                assert!(matches!(&others[..], [(_, other)] if other.id == entry.id));
            }
        }
        assert_eq!(corpus.articles.len(), 4);
        Ok(())
    }
}
