//! Finds the records of changed files that the live generation has already.
//!
//! A file of a million records, of which one changed, is read twice: here to see which changed, and
//! when they are written. Making terms of all of them would take ten times as long.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;

use crate::content::format::Sink;
use crate::content::source::load;
use crate::index::IndexError;
use crate::index::store::catalog::{CatalogFile, Content, RecordEntry};
use crate::index::store::record::whole_hash;
use crate::model::article::Article;
use crate::model::file_id::{FileId, FileRef};
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;
use crate::reindex::options::Options;
use crate::reindex::plan::planned::{FileState, Plan, PlannedFile};

/// What the live generation has of files of records that changed, by file.
#[derive(Debug, Default)]
pub(crate) struct KnownRecords(BTreeMap<FileId, KnownFile>);

/// What the live generation has of one file.
#[derive(Debug)]
pub(crate) struct KnownFile {
    /// Hash of the bytes that were read.
    pub(crate) hash: String,
    /// Of each record in the order of the file, whether it stays as it is.
    pub(crate) stays: Vec<bool>,
    /// Identifiers of those of the live generation that do not stay, by language.
    pub(crate) removed: BTreeMap<LanguageTag, BTreeSet<String>>,
}

impl KnownRecords {
    /// Reads the files of records that changed, and compares their records with those that the live
    /// generation has. A file of which it has little is left out: all of it is written.
    ///
    /// # Errors
    /// The run was interrupted.
    pub(crate) fn find(plan: &Plan, options: &Options) -> Result<Self, IndexError> {
        let mut before: BTreeMap<FileRef<'_>, Vec<&[RecordEntry]>> = BTreeMap::new();
        for file in &plan.superseded {
            before
                .entry(file.file_id())
                .or_default()
                .push(records(file));
        }
        // Two files may bear one name, where names are not Unicode.
        let mut named: BTreeMap<FileRef<'_>, usize> = BTreeMap::new();
        for file in &plan.files {
            *named.entry(file.source.file_id()).or_default() += 1;
        }
        let mut found = BTreeMap::new();
        for file in &plan.files {
            let name = file.source.file_id();
            let records = before.get(&name).map(Vec::as_slice);
            let (Some([records]), Some(1)) = (records, named.get(&name)) else {
                continue;
            };
            if !matches!(file.state, FileState::Records) || records.is_empty() {
                continue;
            }
            if let Some(known) = compare(file, records, options)? {
                found.insert(name.into_owned(), known);
            }
        }
        Ok(Self(found))
    }

    /// Returns what is known of a file, if anything of it stays.
    pub(crate) fn of(&self, file: FileRef<'_>) -> Option<&KnownFile> {
        self.0.get(&file.into_owned())
    }
}

/// Reads a file and compares its records with those `before`. Returns nothing where all of it is to be
/// written.
fn compare(
    file: &PlannedFile,
    before: &[RecordEntry],
    options: &Options,
) -> Result<Option<KnownFile>, IndexError> {
    let mut comparing = Comparing {
        options,
        left: before.iter().map(|record| record.whole).collect(),
        stays: Vec::with_capacity(before.len()),
        line: 0,
        is_ordered: true,
        failure: None,
    };
    let all = comparing.left.len();
    let (roots, language) = (&options.roots, &options.default_language);
    let hash = load::records(&file.source, roots, language, &mut comparing);
    let Comparing {
        left,
        stays,
        is_ordered,
        failure,
        ..
    } = comparing;
    if let Some(error) = failure {
        return Err(error);
    }
    let has_much = 2 * (all - left.len()) >= all;
    // What cannot be read is told when it is written.
    let Some(hash) = hash.ok().filter(|_| has_much && is_ordered) else {
        return Ok(None);
    };
    let mut removed: BTreeMap<LanguageTag, BTreeSet<String>> = BTreeMap::new();
    for record in before.iter().filter(|record| left.contains(&record.whole)) {
        let ids = removed.entry(record.language.clone()).or_default();
        ids.insert(record.id.clone());
    }
    Ok(Some(KnownFile {
        hash,
        stays,
        removed,
    }))
}

/// Returns the records of a file; none of one that holds something else.
fn records(file: &CatalogFile) -> &[RecordEntry] {
    match &file.content {
        Content::Records(records) => records,
        _ => &[],
    }
}

/// Compares records while they are read.
struct Comparing<'a> {
    options: &'a Options,
    /// What the live generation has and has not been found yet.
    left: HashSet<u64>,
    stays: Vec<bool>,
    /// Line of the record before.
    line: u32,
    /// Whether each record begins on a line of its own. Else only the order in which they are
    /// written tells equals apart, and all are written.
    is_ordered: bool,
    failure: Option<IndexError>,
}

impl Sink for Comparing<'_> {
    fn article(&mut self, article: Article) -> ControlFlow<()> {
        if let Err(error) = self.options.check_stop() {
            self.failure = Some(error);
            return ControlFlow::Break(());
        }
        if let (Some(first), Some(last)) = (article.entries.first(), article.entries.last()) {
            self.is_ordered &= first.line > self.line;
            self.line = last.line;
        }
        if !self.is_ordered {
            return ControlFlow::Break(());
        }
        self.stays.push(self.left.remove(&whole_hash(&article)));
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: Problem) {}
}
