//! All articles of a generation in the making, those read and those recalled, and how they change
//! while they are paired.

use std::collections::BTreeSet;

use crate::index::InputFile;
use crate::index::store::catalog::{CatalogFile, Content, Finding, Outline, RecordOutline};
use crate::model::article::Article;
use crate::model::problem::Problem;

/// What a file contributes to the new generation.
#[derive(Debug)]
pub enum Source {
    /// An article: index into [`Assembly::articles`].
    Article(usize),
    /// Records as they were.
    KeptRecords(Vec<RecordOutline>, Vec<Finding>),
    /// Records to read.
    FreshRecords,
    /// Nothing.
    Unreadable(Vec<Finding>),
}

/// An article and where it comes from.
#[derive(Debug)]
pub enum Origin {
    /// Read in this run.
    Fresh,
    /// Recalled from the catalog.
    Kept {
        /// Key it had.
        key: String,
        /// See [`Outline::aligned`].
        aligned: Vec<(usize, String, u32)>,
        /// See [`Outline::texts`].
        texts: Vec<u64>,
    },
}

/// All content of the new generation, apart from the texts that need not be written again.
#[derive(Debug, Default)]
pub struct Assembly {
    /// What each file found contributes, in the order of the walk.
    pub sources: Vec<Source>,
    /// The articles in the order of the walk, paired; those kept have no texts.
    pub articles: Vec<Article>,
    /// Where each article comes from.
    pub origins: Vec<Origin>,
    /// Base anchor and ordinal of the entries of each article as its reader gave them.
    pub as_read: Vec<Vec<(String, u32)>>,
    /// What readers and the pairing reported, by article.
    pub findings: Vec<Vec<Finding>>,
    /// What pairing reported.
    pub pairing: Vec<Problem>,
    /// Files of the live generation that do not stay as they were.
    pub displaced: Vec<CatalogFile>,
    /// The inputs of the new generation but for their kinds `Include` and `Other`.
    pub inputs: Vec<InputFile>,
    /// Whether any of this differs from the live generation.
    pub changed: bool,
    /// Files that were read and found to be as they were.
    pub touched: u64,
    /// Unchanged articles that were read because of a translation or an include.
    pub read_again: u64,
}

impl Assembly {
    pub(crate) fn keep(&mut self, outline: Outline, findings: Vec<Finding>) -> usize {
        let origin = Origin::Kept {
            key: outline.article.key.clone(),
            aligned: outline.aligned,
            texts: outline.texts,
        };
        self.push(outline.article, origin, findings)
    }

    pub(crate) fn add_fresh(&mut self, mut article: Article) -> usize {
        let findings = findings_of(&mut article);
        self.push(article, Origin::Fresh, findings)
    }

    fn push(&mut self, article: Article, origin: Origin, findings: Vec<Finding>) -> usize {
        self.as_read.push(identities(&article));
        self.articles.push(article);
        self.origins.push(origin);
        self.findings.push(findings);
        self.articles.len() - 1
    }

    pub(crate) fn replace(&mut self, index: usize, mut article: Article) {
        let findings = findings_of(&mut article);
        if let (Some(as_read), Some(slot), Some(origin), Some(old)) = (
            self.as_read.get_mut(index),
            self.articles.get_mut(index),
            self.origins.get_mut(index),
            self.findings.get_mut(index),
        ) {
            let as_it_was = std::mem::replace(slot, article);
            let origin = std::mem::replace(origin, Origin::Fresh);
            self.displaced.extend(displaced(as_it_was, origin));
            *as_read = identities(slot);
            *old = findings;
        }
    }

    pub(crate) fn remove(&mut self, file: usize, article: usize, problem: Problem) {
        self.as_read.remove(article);
        let as_it_was = self.articles.remove(article);
        let origin = self.origins.remove(article);
        self.displaced.extend(displaced(as_it_was, origin));
        self.findings.remove(article);
        for source in &mut self.sources {
            if let Source::Article(index) = source
                && *index > article
            {
                *index -= 1;
            }
        }
        if let Some(source) = self.sources.get_mut(file) {
            *source = Source::Unreadable(vec![problem.into()]);
        }
        if let Some(input) = self.inputs.get_mut(file) {
            input.hash = String::new();
        }
    }

    pub(crate) fn restore_identities(&mut self) {
        for (article, as_read) in self.articles.iter_mut().zip(&self.as_read) {
            for (entry, (base_anchor, ordinal)) in article.entries.iter_mut().zip(as_read) {
                if entry.base_anchor != *base_anchor {
                    entry.base_anchor.clone_from(base_anchor);
                }
                entry.ordinal = *ordinal;
            }
        }
    }

    /// Kept articles whose key or entries differ from what the index has.
    pub(crate) fn stale(&self) -> BTreeSet<usize> {
        let articles = self.articles.iter().zip(&self.origins).zip(&self.as_read);
        articles
            .enumerate()
            .filter(|(_, ((article, origin), as_read))| match origin {
                Origin::Fresh => false,
                Origin::Kept { key, aligned, .. } => {
                    article.key != *key || aligned_entries(article, as_read) != *aligned
                }
            })
            .map(|(index, _)| index)
            .collect()
    }
}

/// An article that was kept and does not stay, as far as reports need it.
fn displaced(article: Article, origin: Origin) -> Option<CatalogFile> {
    let Origin::Kept { aligned, texts, .. } = origin else {
        return None;
    };
    Some(CatalogFile {
        root: article.root,
        path: article.path.clone(),
        content: Content::Article(Box::new(Outline {
            article,
            texts,
            aligned,
        })),
        findings: Vec::new(),
    })
}

/// The entries whose identity is not the one that the reader gave.
#[must_use]
pub fn aligned_entries(article: &Article, as_read: &[(String, u32)]) -> Vec<(usize, String, u32)> {
    let entries = article.entries.iter().zip(as_read).enumerate();
    entries
        .filter(|(_, (entry, (base_anchor, ordinal)))| {
            entry.base_anchor != *base_anchor || entry.ordinal != *ordinal
        })
        .map(|(index, (entry, _))| (index, entry.base_anchor.clone(), entry.ordinal))
        .collect()
}

fn identities(article: &Article) -> Vec<(String, u32)> {
    let entries = article.entries.iter();
    entries
        .map(|entry| (entry.base_anchor.clone(), entry.ordinal))
        .collect()
}

/// Takes the problems of an article out of it.
pub fn findings_of(article: &mut Article) -> Vec<Finding> {
    let problems = std::mem::take(&mut article.problems);
    problems.into_iter().map(Finding::from).collect()
}
