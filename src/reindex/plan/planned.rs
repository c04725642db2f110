//! The plan of a new generation: for each file, what it contributes and where that comes from.
//!
//! Plain data and its invariants. Who reads the files is [`super::read`], who pairs them is
//! [`super::pair`].

use std::time::SystemTime;

use super::compare::Companions;
use crate::content::source::discover::SourceFile;
use crate::index::InputFile;
use crate::index::store::catalog::{CatalogFile, Content, Finding, Outline, RecordOutline, strip};
use crate::model::article::Article;
use crate::model::problem::Problem;

/// Base anchor and ordinal of an entry.
pub(crate) type Key = (String, u32);

/// All content of a new generation, apart from the texts that need not be written again.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What each file contributes, in the order of the walk.
    pub(crate) files: Vec<PlannedFile>,
    /// Files besides the content.
    pub(crate) companions: Companions,
    /// Files of the live generation that do not stay as they were.
    pub(crate) superseded: Vec<CatalogFile>,
    /// What the walk and the pairing reported.
    pub(crate) problems: PlanProblems,
    /// What became of the files.
    pub(crate) counts: PlanCounts,
    /// Whether anything differs from the live generation.
    pub(crate) changed: bool,
    /// When reading began.
    pub(crate) started: SystemTime,
}

/// Problems that do not belong to one article.
#[derive(Debug, Default)]
pub(crate) struct PlanProblems {
    /// Those of the walk.
    pub(crate) walk: Vec<Problem>,
    /// Those of the latest pairing.
    pub(crate) pairing: Vec<Problem>,
}

/// How many files met which fate while they were read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlanCounts {
    /// Files that were read because they looked different, and were the same.
    pub(crate) touched: u64,
    /// Unchanged articles that were read because of a translation or an include.
    pub(crate) read_again: u64,
}

/// A file and what it contributes.
#[derive(Debug)]
pub(crate) struct PlannedFile {
    /// The file as the walk found it.
    pub(crate) source: SourceFile,
    /// Its row in the list of inputs.
    pub(crate) input: InputFile,
    /// What it contributes.
    pub(crate) state: FileState,
    /// What its reader reported.
    pub(crate) findings: Vec<Finding>,
}

/// What a file contributes to the new generation.
#[derive(Debug)]
pub(crate) enum FileState {
    /// An article that was read in this run.
    Read(Box<PlannedArticle>),
    /// An article that the live generation has; it has no texts.
    Reused(Box<ReusedArticle>),
    /// Records that are still to be read, while they are written.
    Records,
    /// Records that were read in this run.
    ReadRecords(Vec<RecordOutline>),
    /// Records that the live generation has.
    ReusedRecords(Vec<RecordOutline>),
    /// Nothing: the file could not be read.
    Unreadable,
}

/// An article of the new generation.
#[derive(Debug)]
pub(crate) struct PlannedArticle {
    /// The article, with the key and the entry keys that pairing gave it.
    pub(crate) article: Article,
    /// The keys of its entries as its reader gave them.
    original_keys: Vec<Key>,
}

/// An article that is taken over from the live generation.
#[derive(Debug)]
pub(crate) struct ReusedArticle {
    planned: PlannedArticle,
    /// The article key that the live generation has.
    key: String,
    /// See [`Outline::aligned`].
    aligned: Vec<(usize, String, u32)>,
    /// See [`Outline::texts`].
    texts: Vec<u64>,
}

impl Plan {
    /// Returns the articles in the order of their files.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &Article> {
        self.files.iter().filter_map(|file| {
            let planned = file.state.article()?;
            Some(&planned.article)
        })
    }

    /// Returns the articles that were read in this run, in the order of their files.
    pub(crate) fn read_articles(&self) -> impl Iterator<Item = &Article> {
        self.files.iter().filter_map(|file| match &file.state {
            FileState::Read(planned) => Some(&planned.article),
            _ => None,
        })
    }

    /// Returns the articles for changing, in the order of their files.
    pub(crate) fn articles_mut(&mut self) -> Vec<&mut Article> {
        let files = self.files.iter_mut();
        files
            .filter_map(|file| Some(&mut file.state.article_mut()?.article))
            .collect()
    }

    /// Gives all entries the keys that their readers gave them.
    pub(crate) fn restore_original_keys(&mut self) {
        for file in &mut self.files {
            if let Some(planned) = file.state.article_mut() {
                planned.restore_original_keys();
            }
        }
    }

    /// Returns the numbers of the files whose articles are reused and would come out differently.
    pub(crate) fn stale(&self) -> Vec<usize> {
        let files = self.files.iter().enumerate();
        files
            .filter(
                |(_, file)| matches!(&file.state, FileState::Reused(reused) if reused.is_stale()),
            )
            .map(|(number, _)| number)
            .collect()
    }

    /// Puts another state into the place of a file's. A reused article becomes superseded.
    pub(crate) fn replace(&mut self, file: usize, contribution: Contribution) {
        if let Some(file) = self.files.get_mut(file) {
            file.input = contribution.input;
            file.findings = contribution.findings;
            let before = std::mem::replace(&mut file.state, contribution.state);
            if let FileState::Reused(reused) = before {
                self.superseded.push(reused.into_catalog_file());
            }
        }
    }
}

/// What reading a file led to.
#[derive(Debug)]
pub(crate) struct Contribution {
    /// What it contributes.
    pub(crate) state: FileState,
    /// What its reader reported.
    pub(crate) findings: Vec<Finding>,
    /// Its row in the list of inputs.
    pub(crate) input: InputFile,
}

impl PlannedFile {
    /// Takes up a file with what it contributes.
    pub(crate) fn new(source: SourceFile, contribution: Contribution) -> Self {
        Self {
            source,
            input: contribution.input,
            state: contribution.state,
            findings: contribution.findings,
        }
    }

    /// Turns the file into its row of the catalog; tells as well whether it is as it was.
    pub(crate) fn into_catalog_file(self) -> (CatalogFile, bool) {
        let (content, reused) = match self.state {
            FileState::Read(planned) => (Content::Article(Box::new(planned.into_outline())), false),
            FileState::Reused(reused) => (Content::Article(Box::new(reused.into_outline())), true),
            FileState::ReadRecords(records) => (Content::Records(records), false),
            FileState::ReusedRecords(records) => (Content::Records(records), true),
            FileState::Records | FileState::Unreadable => (Content::Unreadable, false),
        };
        let file = CatalogFile {
            root: self.source.root,
            path: self.source.path,
            content,
            findings: self.findings,
        };
        (file, reused)
    }
}

impl FileState {
    /// Makes the state of an article that was just read.
    pub(crate) fn read(article: Article) -> Self {
        Self::Read(Box::new(PlannedArticle::new(article)))
    }

    /// Makes the state of an article that is taken over.
    pub(crate) fn reused(outline: Outline) -> Self {
        Self::Reused(Box::new(ReusedArticle {
            key: outline.article.key.clone(),
            planned: PlannedArticle::new(outline.article),
            aligned: outline.aligned,
            texts: outline.texts,
        }))
    }

    /// Returns the article, if the file is one.
    pub(crate) fn article(&self) -> Option<&PlannedArticle> {
        match self {
            Self::Read(planned) => Some(planned),
            Self::Reused(reused) => Some(&reused.planned),
            _ => None,
        }
    }

    fn article_mut(&mut self) -> Option<&mut PlannedArticle> {
        match self {
            Self::Read(planned) => Some(planned),
            Self::Reused(reused) => Some(&mut reused.planned),
            _ => None,
        }
    }
}

impl PlannedArticle {
    fn new(article: Article) -> Self {
        let entries = article.entries.iter();
        Self {
            original_keys: entries
                .map(|entry| (entry.base_anchor.clone(), entry.ordinal))
                .collect(),
            article,
        }
    }

    fn restore_original_keys(&mut self) {
        for (entry, (base_anchor, ordinal)) in
            self.article.entries.iter_mut().zip(&self.original_keys)
        {
            if entry.base_anchor != *base_anchor {
                entry.base_anchor.clone_from(base_anchor);
            }
            entry.ordinal = *ordinal;
        }
    }

    /// Returns the keys of the entries whose key is not the original one, with their numbers.
    fn aligned(&self) -> Vec<(usize, String, u32)> {
        let entries = self.article.entries.iter().zip(&self.original_keys);
        entries
            .enumerate()
            .filter(|(_, (entry, (base_anchor, ordinal)))| {
                entry.base_anchor != *base_anchor || entry.ordinal != *ordinal
            })
            .map(|(number, (entry, _))| (number, entry.base_anchor.clone(), entry.ordinal))
            .collect()
    }

    fn into_outline(mut self) -> Outline {
        let aligned = self.aligned();
        self.restore_original_keys();
        let texts = strip(&mut self.article);
        Outline {
            article: self.article,
            texts,
            aligned,
        }
    }
}

impl ReusedArticle {
    /// Returns whether the article or an entry of it has another key than in the live generation.
    fn is_stale(&self) -> bool {
        self.planned.article.key != self.key || self.planned.aligned() != self.aligned
    }

    fn into_outline(mut self) -> Outline {
        let aligned = self.planned.aligned();
        self.planned.restore_original_keys();
        Outline {
            article: self.planned.article,
            texts: self.texts,
            aligned,
        }
    }

    /// Turns the article into the catalog's row of an article that does not stay, as far as
    /// reports need it.
    fn into_catalog_file(self) -> CatalogFile {
        CatalogFile {
            root: self.planned.article.root,
            path: self.planned.article.path.clone(),
            content: Content::Article(Box::new(Outline {
                article: self.planned.article,
                texts: self.texts,
                aligned: self.aligned,
            })),
            findings: Vec::new(),
        }
    }
}

/// Takes the problems of an article out of it.
pub(crate) fn take_findings(article: &mut Article) -> Vec<Finding> {
    let problems = std::mem::take(&mut article.problems);
    problems.into_iter().map(Finding::from).collect()
}
