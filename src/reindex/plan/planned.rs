//! The plan of a new generation: for each file, what it contributes and where that comes from.
//!
//! Plain data and its invariants. Who reads the files is [`super::read`], who pairs them is
//! [`super::pair`].

use std::time::SystemTime;

use super::compare::Companions;
use crate::content::source::discover::SourceFile;
use crate::content::view::ArticleView;
use crate::index::InputFile;
use crate::index::store::catalog::{CatalogFile, Content, Finding, RecordEntry};
use crate::index::store::record::ArticleRecord;
use crate::model::article::{Article, EntryKey, PageKind};
use crate::model::problem::Problem;

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
    Read(Box<ReadArticle>),
    /// An article that the live generation has.
    Reused(Box<ArticleRecord>),
    /// Records that are still to be read, while they are written.
    Records,
    /// Records that were read in this run.
    ReadRecords(Vec<RecordEntry>),
    /// Records that the live generation has.
    ReusedRecords(Vec<RecordEntry>),
    /// Nothing: the file could not be read.
    Unreadable,
}

/// An article that was read in this run.
#[derive(Debug)]
pub(crate) struct ReadArticle {
    /// The article, with the keys that pairing gave it and its entries.
    pub(crate) article: Article,
    /// The keys that its reader gave to entries which took over another one, with their numbers.
    original_keys: Vec<(usize, EntryKey)>,
}

/// The keys that pairing gives to an article.
#[derive(Debug)]
pub(crate) struct PairedKeys {
    /// The key of the article.
    pub(crate) key: String,
    /// The keys of those entries that take over another one, with their numbers, ascending.
    pub(crate) entries: Vec<(usize, EntryKey)>,
}

impl Plan {
    /// Returns the articles in the order of their files, with the keys that pairing gave them.
    pub(crate) fn views(&self) -> Vec<ArticleView<'_>> {
        let files = self.files.iter();
        files.filter_map(PlannedFile::view).collect()
    }

    /// Returns the articles that were read in this run and are not left out, in the order of their
    /// files.
    pub(crate) fn read_articles(&self) -> impl Iterator<Item = &Article> {
        self.files.iter().filter_map(|file| match &file.state {
            FileState::Read(read) => (!read.article.is_left_out).then_some(&read.article),
            _ => None,
        })
    }

    /// Puts another state into the place of a file's. A reused article becomes superseded.
    pub(crate) fn replace(&mut self, file: usize, contribution: Contribution) {
        if let Some(file) = self.files.get_mut(file) {
            file.input = contribution.input;
            file.findings = contribution.findings;
            let before = std::mem::replace(&mut file.state, contribution.state);
            if let FileState::Reused(record) = before {
                self.superseded.push(CatalogFile {
                    root: file.source.root,
                    path: file.source.path.clone(),
                    content: Content::Article(record),
                    findings: Vec::new(),
                });
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

    /// Returns the article, if the file is one, with the keys that its reader gave. Only before
    /// the article takes others.
    pub(crate) fn view_as_read(&self) -> Option<ArticleView<'_>> {
        match &self.state {
            FileState::Read(read) => Some(ArticleView::from(&read.article)),
            FileState::Reused(record) => Some(record.view_as_read(self.source.file_id())),
            _ => None,
        }
    }

    /// Returns the article, if the file is one, with the keys that pairing gave it.
    fn view(&self) -> Option<ArticleView<'_>> {
        match &self.state {
            FileState::Read(read) => Some(ArticleView::from(&read.article)),
            FileState::Reused(record) => Some(record.view(self.source.file_id())),
            _ => None,
        }
    }

    /// Returns the files that the article includes, if the file is one.
    pub(crate) fn includes(&self) -> &[String] {
        match &self.state {
            FileState::Read(read) => &read.article.includes,
            FileState::Reused(record) => &record.includes,
            _ => &[],
        }
    }

    /// Returns whether the file is a page of its own, if it is an article.
    pub(crate) fn page_kind(&self) -> Option<PageKind> {
        match &self.state {
            FileState::Read(read) => Some(read.article.page_kind),
            FileState::Reused(record) => Some(record.page_kind),
            _ => None,
        }
    }

    /// Returns whether the article is left out of the search, if the file is one.
    pub(crate) fn is_left_out(&self) -> bool {
        match &self.state {
            FileState::Read(read) => read.article.is_left_out,
            FileState::Reused(record) => record.is_left_out,
            _ => false,
        }
    }

    /// Leaves an article out that was read in this run.
    pub(crate) fn leave_out(&mut self, reason: &str) {
        if let FileState::Read(read) = &mut self.state {
            read.article.leave_out(reason);
            self.findings = take_findings(&mut read.article);
        }
    }

    /// Turns the file into its row of the catalog; tells as well whether it is as it was.
    pub(crate) fn into_catalog_file(self) -> (CatalogFile, bool) {
        let (content, reused) = match self.state {
            FileState::Read(read) => (Content::Article(Box::new(read.into_record())), false),
            FileState::Reused(record) => (Content::Article(record), true),
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
        Self::Read(Box::new(ReadArticle {
            article,
            original_keys: Vec::new(),
        }))
    }

    /// Returns whether the file is an article that was read in this run.
    pub(crate) fn is_read(&self) -> bool {
        matches!(self, Self::Read(_))
    }

    /// Returns whether the file is an article.
    pub(crate) fn is_article(&self) -> bool {
        matches!(self, Self::Read(_) | Self::Reused(_))
    }

    /// Returns whether it is an article that the live generation has under other keys.
    pub(crate) fn is_stale(&self, keys: &PairedKeys) -> bool {
        let Self::Reused(record) = self else {
            return false;
        };
        let entries = record.entries.iter().enumerate();
        let aligned = entries.filter_map(|(number, entry)| Some((number, entry.aligned.as_ref()?)));
        record.key != keys.key
            || !aligned.eq(keys.entries.iter().map(|(number, key)| (*number, key)))
    }

    /// Gives an article that was read its keys. One that is reused has them.
    pub(crate) fn take_keys(&mut self, keys: PairedKeys) {
        if let Self::Read(read) = self {
            read.article.key = keys.key;
            read.original_keys = swap_keys(&mut read.article, keys.entries);
        }
    }
}

impl ReadArticle {
    fn into_record(mut self) -> ArticleRecord {
        let aligned = swap_keys(&mut self.article, self.original_keys);
        let mut record = ArticleRecord::new(self.article);
        for (number, key) in aligned {
            if let Some(entry) = record.entries.get_mut(number) {
                entry.aligned = Some(key);
            }
        }
        record
    }
}

/// Gives keys to entries, by number, and returns those that they had.
fn swap_keys(article: &mut Article, keys: Vec<(usize, EntryKey)>) -> Vec<(usize, EntryKey)> {
    let keys = keys.into_iter();
    keys.filter_map(|(number, key)| {
        let entry = article.entries.get_mut(number)?;
        Some((number, key.give_to(entry)))
    })
    .collect()
}

/// Takes the problems of an article out of it.
pub(crate) fn take_findings(article: &mut Article) -> Vec<Finding> {
    let problems = std::mem::take(&mut article.problems);
    problems.into_iter().map(Finding::from).collect()
}
