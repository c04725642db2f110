//! Finds the records of changed files that the live generation has already.
//!
//! A file of a million records, of which one changed, is gone through twice: here to see which
//! changed, and when they are written. What stands where it stood, byte for byte, is not read
//! either time: reading it would take five times as long, and making terms of it fifty times.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

use crate::content::format::{RawRecord, Sink};
use crate::content::source::load;
use crate::index::IndexError;
use crate::index::store::catalog::{CatalogFile, Finding, RecordEntry};
use crate::index::store::record::{raw_hash, whole_hash};
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
    /// Its number among the superseded files of the plan.
    pub(crate) before: usize,
    /// The records that stand where they stood, byte for byte: their lines, ascending, and their
    /// numbers in the live generation.
    pub(crate) kept: Vec<(u32, usize)>,
    /// Of each other record in the order of the file, whether it stays as it is.
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
        let mut before: BTreeMap<FileRef<'_>, Vec<usize>> = BTreeMap::new();
        for (number, file) in plan.superseded.iter().enumerate() {
            before.entry(file.file_id()).or_default().push(number);
        }
        // Two files may bear one name, where names are not Unicode.
        let mut named: BTreeMap<FileRef<'_>, usize> = BTreeMap::new();
        for file in &plan.files {
            *named.entry(file.source.file_id()).or_default() += 1;
        }
        let mut found = BTreeMap::new();
        for file in &plan.files {
            let name = file.source.file_id();
            let numbers = before.get(&name).map(Vec::as_slice);
            let (Some([number]), Some(1)) = (numbers, named.get(&name)) else {
                continue;
            };
            let records = plan.superseded.get(*number);
            let records = records.map_or(&[][..], CatalogFile::records);
            if !matches!(file.state, FileState::Records) || records.is_empty() {
                continue;
            }
            if let Some(known) = compare(file, (*number, records), options)? {
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

/// The records of a file as the live generation has them, in the order of the file.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Before<'a> {
    /// The records.
    pub(crate) records: &'a [RecordEntry],
    /// What was reported of them.
    pub(crate) findings: &'a [Finding],
}

impl<'a> Before<'a> {
    /// Returns those of a file of the catalog.
    pub(crate) fn of(file: &'a CatalogFile) -> Self {
        Self {
            records: file.records(),
            findings: &file.findings,
        }
    }

    /// Takes the findings about a line. Lines are asked for in their order, in which readers
    /// report.
    pub(crate) fn take_findings(&mut self, line: u32) -> &'a [Finding] {
        let start = self.findings.partition_point(|finding| finding.line < line);
        let rest = self.findings.get(start..).unwrap_or_default();
        let end = rest.partition_point(|finding| finding.line == line);
        let (taken, rest) = rest.split_at(end);
        self.findings = rest;
        taken
    }
}

/// Reads a file and compares its records with those before, of the superseded file with this
/// number. Returns nothing where all of it is to be written.
fn compare(
    file: &PlannedFile,
    (number, before): (usize, &[RecordEntry]),
    options: &Options,
) -> Result<Option<KnownFile>, IndexError> {
    let mut comparing = Comparing {
        options,
        before,
        next: 0,
        is_found: vec![false; before.len()],
        left: None,
        kept: Vec::with_capacity(before.len()),
        stays: Vec::new(),
        line: 0,
        is_ordered: true,
        failure: None,
    };
    let (roots, language) = (&options.roots, &options.default_language);
    let hash = load::records(&file.source, roots, language, &mut comparing);
    let Comparing {
        is_found,
        kept,
        stays,
        is_ordered,
        failure,
        ..
    } = comparing;
    if let Some(error) = failure {
        return Err(error);
    }
    let found = is_found.iter().filter(|is_found| **is_found).count();
    let has_much = 2 * found >= before.len();
    // What cannot be read is told when it is written.
    let Some(hash) = hash.ok().filter(|_| has_much && is_ordered) else {
        return Ok(None);
    };
    let mut removed: BTreeMap<LanguageTag, BTreeSet<String>> = BTreeMap::new();
    let lost = before.iter().zip(&is_found);
    for (record, _) in lost.filter(|(_, is_found)| !**is_found) {
        let ids = removed.entry(record.language.clone()).or_default();
        ids.insert(record.id.clone());
    }
    Ok(Some(KnownFile {
        hash,
        before: number,
        kept,
        stays,
        removed,
    }))
}

/// Compares records while they are read.
struct Comparing<'a> {
    options: &'a Options,
    /// What the live generation has.
    before: &'a [RecordEntry],
    /// The number of the record that comes next if nothing changed.
    next: usize,
    /// Which of them were found.
    is_found: Vec<bool>,
    /// What had not been found when one was looked for out of turn for the first time: the last
    /// number of each hash.
    left: Option<HashMap<u64, usize>>,
    kept: Vec<(u32, usize)>,
    stays: Vec<bool>,
    /// Line of the record before.
    line: u32,
    /// Whether each record begins on a line of its own. Else only the order in which they are
    /// written tells equals apart, and all are written.
    is_ordered: bool,
    failure: Option<IndexError>,
}

impl Comparing<'_> {
    fn check_stop(&mut self) -> ControlFlow<()> {
        match self.options.check_stop() {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failure = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Returns the number of the record with this hash, if it has not been found yet; the last one,
    /// if it has several entries.
    fn look_for(&mut self, whole: u64) -> Option<usize> {
        let is_left = self.is_found.get(self.next) == Some(&false);
        let next = self.before.get(self.next..).unwrap_or_default();
        let entries = next.iter().take_while(|record| record.whole == whole);
        let entries = entries.count();
        if is_left && entries > 0 {
            return Some(self.next + entries - 1);
        }
        let (before, is_found) = (self.before, &self.is_found);
        let left = self.left.get_or_insert_with(|| {
            let all = before.iter().zip(is_found).enumerate();
            let left = all.filter(|(_, (_, is_found))| !**is_found);
            left.map(|(number, (record, _))| (record.whole, number))
                .collect()
        });
        let number = left.get(&whole).copied();
        number.filter(|number| self.is_found.get(*number) == Some(&false))
    }

    /// Notes that the record with this number was found.
    fn find(&mut self, number: usize) {
        let whole = self.before.get(number).map(|record| record.whole);
        let up_to = self.before.get(..=number).unwrap_or_default();
        let entries = up_to.iter().rev();
        let entries = entries
            .take_while(|record| Some(record.whole) == whole)
            .count();
        for is_found in self
            .is_found
            .iter_mut()
            .take(number + 1)
            .skip(number + 1 - entries)
        {
            *is_found = true;
        }
        self.next = number + 1;
    }
}

impl Sink for Comparing<'_> {
    fn article(&mut self, article: Article) -> ControlFlow<()> {
        self.check_stop()?;
        if let (Some(first), Some(last)) = (article.entries.first(), article.entries.last()) {
            self.is_ordered &= first.line > self.line;
            self.line = last.line;
        }
        if !self.is_ordered {
            return ControlFlow::Break(());
        }
        let number = self.look_for(whole_hash(&article));
        number.into_iter().for_each(|number| self.find(number));
        self.stays.push(number.is_some());
        ControlFlow::Continue(())
    }

    fn problem(&mut self, _: Problem) {}

    fn take_known(
        &mut self,
        record: RawRecord<'_>,
        claim: &mut dyn FnMut(&str, &str) -> bool,
    ) -> ControlFlow<(), bool> {
        self.check_stop()?;
        let Some(number) = self.look_for(raw_hash(record)) else {
            return ControlFlow::Continue(false);
        };
        let known = self.before.get(number);
        if known.is_none_or(|known| !claim(&known.id, &known.language)) {
            return ControlFlow::Continue(false);
        }
        self.find(number);
        self.kept.push((record.line, number));
        self.line = record.line;
        ControlFlow::Continue(true)
    }
}
