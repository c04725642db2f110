//! Reads the files that may have changed, and takes the rest from the catalog.
//!
//! The result is the same as if everything had been read. An article that did not change is read
//! all the same when one of its includes did.

use std::collections::BTreeSet;
use std::time::SystemTime;

use rayon::prelude::*;

use super::cache::Cache;
use super::compare::{ComparedFile, ComparedInclude, Comparison, Known};
use super::disk::{self, input_of};
use super::planned::{
    Contribution, FileState, Plan, PlanCounts, PlanProblems, PlannedFile, take_findings,
};
use crate::content::format::Holds;
use crate::content::source::discover::SourceFile;
use crate::content::source::load::{self, Loaded};
use crate::index::store::catalog::{Catalog, CatalogFile, Content, Finding};
use crate::index::{IndexError, InputFile};
use crate::model::article::Article;
use crate::model::file_id::FileId;
use crate::model::problem::Problem;
use crate::reindex::options::Options;
use crate::reindex::progress::Progress;

/// What reading a file has shown.
#[derive(Debug)]
pub(crate) enum ReadOutcome {
    /// An article that is new or different, and the hash of its bytes.
    Article(Box<Article>, String),
    /// Records that are new or different; they are read when they are written.
    Records,
    /// It is what it was.
    Unchanged,
    /// It cannot be read.
    Unreadable(Problem),
}

/// Reads single files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    /// What the run is about.
    pub(crate) options: &'a Options,
}

impl Reader<'_> {
    /// Reads a file; `known` is the hash that it had when it was last read.
    pub(crate) fn read(&self, file: &SourceFile, known: Option<&str>) -> ReadOutcome {
        match file.format.holds() {
            Holds::Article => {
                let options = self.options;
                match load::article(file, &options.roots, &options.default_language, known) {
                    Loaded::Article { article, hash } => ReadOutcome::Article(article, hash),
                    Loaded::Unchanged => ReadOutcome::Unchanged,
                    Loaded::Unreadable(problem) => ReadOutcome::Unreadable(problem),
                }
            }
            Holds::Records => match load::hash(&file.absolute) {
                Err(error) => ReadOutcome::Unreadable(load::unreadable(file, &error)),
                Ok(hash) if known == Some(hash.as_str()) => ReadOutcome::Unchanged,
                Ok(_) => ReadOutcome::Records,
            },
        }
    }

    /// Reads all files that may have changed, on all cores.
    fn read_all(
        &self,
        files: &[ComparedFile],
        progress: &dyn Progress,
    ) -> Result<Vec<ReadOutcome>, IndexError> {
        let files = files.par_iter();
        files
            .map(|file| {
                self.options.check_stop()?;
                if matches!(file.known, Known::Unchanged(_)) {
                    return Ok(ReadOutcome::Unchanged);
                }
                let outcome = self.read(&file.source, file.known.hash());
                progress.advance(1);
                Ok(outcome)
            })
            .collect()
    }
}

/// Reads what may have changed and plans the new generation, whose articles are not paired yet.
///
/// `catalog` is that of the live generation; it is empty for a full build. `started` is when the
/// run began to read.
///
/// # Errors
/// The run was interrupted.
pub(crate) fn read(
    reader: Reader<'_>,
    comparison: Comparison,
    catalog: Catalog,
    started: SystemTime,
    progress: &dyn Progress,
) -> Result<Plan, IndexError> {
    let mut outcomes = reader.read_all(&comparison.files, progress)?;
    let cache = Cache::new(catalog);
    let changed = changed_files(reader.options, &comparison, &outcomes);
    let read_again = read_dependents(reader, &comparison.files, &cache, &changed, &mut outcomes)?;
    let mut planning = Planning {
        reader,
        cache,
        plan: Plan {
            files: Vec::with_capacity(comparison.files.len()),
            companions: comparison.companions,
            superseded: Vec::new(),
            problems: PlanProblems {
                walk: comparison.problems,
                pairing: Vec::new(),
            },
            counts: PlanCounts {
                touched: 0,
                read_again,
            },
            changed: !comparison.removed.is_empty(),
            started,
        },
    };
    for (file, outcome) in comparison.files.into_iter().zip(outcomes) {
        planning.apply_outcome(file, outcome);
    }
    planning.plan.superseded = planning.cache.into_superseded();
    Ok(planning.plan)
}

/// Names the files whose content changed, came or went.
fn changed_files(
    options: &Options,
    comparison: &Comparison,
    outcomes: &[ReadOutcome],
) -> BTreeSet<FileId> {
    let include_changed = |include: &&ComparedInclude| {
        let input = &include.input;
        let file = disk::include_on_disk(&options.roots, input.file_id());
        let hash = file.and_then(|file| load::hash(&file).ok());
        include.differs && (input.hash.is_empty() || hash.as_deref() != Some(&input.hash))
    };
    let includes = comparison.companions.includes.iter();
    let files = comparison.files.iter().zip(outcomes);
    files
        .filter(|(_, outcome)| !matches!(outcome, ReadOutcome::Unchanged))
        .map(|(file, _)| file.source.file_id().into_owned())
        .chain(comparison.removed.iter().cloned())
        .chain(
            includes
                .filter(include_changed)
                .map(|include| include.input.file_id().into_owned()),
        )
        .collect()
}

/// Reads unchanged articles that include a file of `changed`, and returns how many there are.
/// The outcome of those that come out as they were stays `Unchanged`.
fn read_dependents(
    reader: Reader<'_>,
    files: &[ComparedFile],
    cache: &Cache,
    changed: &BTreeSet<FileId>,
    outcomes: &mut [ReadOutcome],
) -> Result<u64, IndexError> {
    let dependents: Vec<(&ComparedFile, &mut ReadOutcome)> = files
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| matches!(outcome, ReadOutcome::Unchanged))
        .filter(|(file, _)| cache.includes_any(&file.source, changed))
        .collect();
    let count = dependents.len() as u64;
    dependents.into_par_iter().try_for_each(|(file, outcome)| {
        reader.options.check_stop()?;
        let again = reader.read(&file.source, None);
        let same_bytes = |hash: &str| file.known.input().is_some_and(|input| input.hash == hash);
        let is_as_it_was = matches!(&again, ReadOutcome::Article(article, hash)
            if same_bytes(hash) && cache.has(article));
        if !is_as_it_was {
            *outcome = again;
        }
        Ok::<(), IndexError>(())
    })?;
    Ok(count)
}

/// A plan to which files are added one by one.
struct Planning<'a> {
    reader: Reader<'a>,
    cache: Cache,
    plan: Plan,
}

impl Planning<'_> {
    /// Adds a file with what it contributes.
    fn apply_outcome(&mut self, file: ComparedFile, outcome: ReadOutcome) {
        let ComparedFile { source, known } = file;
        let outcome = match (outcome, &known) {
            (ReadOutcome::Unchanged, Known::Unchanged(_) | Known::MaybeChanged(_)) => {
                match self.cache.take(&source).and_then(reusable) {
                    Some((state, findings)) => {
                        let input = self.input_of_unchanged(&source, known);
                        let contribution = Contribution {
                            state,
                            findings,
                            input,
                        };
                        self.plan.files.push(PlannedFile::new(source, contribution));
                        return;
                    }
                    // The catalog does not know what the list of inputs knows: read it.
                    None => self.reader.read(&source, None),
                }
            }
            (outcome, _) => outcome,
        };
        let still_unreadable =
            matches!(outcome, ReadOutcome::Unreadable(_)) && self.cache.was_unreadable(&source);
        self.plan.changed |= !still_unreadable;
        let contribution = contribution(&source, outcome, self.plan.started);
        self.plan.files.push(PlannedFile::new(source, contribution));
    }

    fn input_of_unchanged(&mut self, source: &SourceFile, known: Known) -> InputFile {
        match known {
            Known::Unchanged(input) => input,
            Known::MaybeChanged(input) => {
                self.plan.counts.touched += 1;
                input_of(source, input.hash, self.plan.started)
            }
            Known::New => input_of(source, String::new(), self.plan.started),
        }
    }
}

/// Returns what a file of the catalog contributes if it is taken over; nothing if it could not be
/// read.
fn reusable(cached: CatalogFile) -> Option<(FileState, Vec<Finding>)> {
    let state = match cached.content {
        Content::Article(record) => FileState::Reused(record),
        Content::Records(records) => FileState::ReusedRecords(records),
        Content::Unreadable => return None,
    };
    Some((state, cached.findings))
}

/// Turns what reading a file has shown into what it contributes.
pub(crate) fn contribution(
    source: &SourceFile,
    outcome: ReadOutcome,
    started: SystemTime,
) -> Contribution {
    let (state, findings, hash) = match outcome {
        ReadOutcome::Article(mut article, hash) => {
            let findings = take_findings(&mut article);
            (FileState::read(*article), findings, hash)
        }
        // The hash follows when they are read.
        ReadOutcome::Records => (FileState::Records, Vec::new(), String::new()),
        ReadOutcome::Unreadable(problem) => {
            (FileState::Unreadable, vec![problem.into()], String::new())
        }
        // No reader says so of a file of which it knows nothing.
        ReadOutcome::Unchanged => (FileState::Unreadable, Vec::new(), String::new()),
    };
    Contribution {
        state,
        findings,
        input: input_of(source, hash, started),
    }
}
