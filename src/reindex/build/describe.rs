//! Describes the content of a new generation: its catalog, its problems, and what became of files
//! and entries.
//!
//! Needs no index, so that it runs while indexes are merged.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::content::check;
use crate::index::store::catalog::{Catalog, Finding};
use crate::index::{InputFile, InputKind};
use crate::model::file_id::FileRef;
use crate::model::problem::Problem;
use crate::reindex::plan::planned::{Plan, PlannedFile};
use crate::reindex::report::Files;
use crate::reindex::report::diff::{self, Difference};

/// What reports say about the content of a new generation.
#[derive(Debug)]
pub(crate) struct ContentReport {
    /// What is wrong with it, sorted.
    pub(crate) findings: Vec<Finding>,
    /// What became of the files.
    pub(crate) files: Files,
    /// What became of the entries.
    pub(crate) difference: Difference,
}

/// The catalog of a new generation, and what is needed to compare it with the live one.
pub(crate) struct Description {
    /// The catalog.
    pub(crate) catalog: Catalog,
    /// For each file of the catalog, whether it is as it was.
    reused: Vec<bool>,
    /// The plan without its files.
    plan: Plan,
    findings: Vec<Finding>,
    files: Files,
}

/// Builds the catalog of a plan and gathers its problems. `checked` are the problems of all
/// articles together, if they were looked for already. `before` are the inputs of the live
/// generation.
pub(crate) fn build_catalog(
    mut plan: Plan,
    checked: Option<Vec<Problem>>,
    before: &[InputFile],
) -> Description {
    let checked = checked.unwrap_or_else(|| check_articles(&plan));
    let files = count_files(&plan, before);
    let planned = std::mem::take(&mut plan.files);
    let (catalog_files, reused): (Vec<_>, Vec<bool>) = planned
        .into_par_iter()
        .map(PlannedFile::into_catalog_file)
        .unzip();
    let catalog = Catalog {
        files: catalog_files,
    };
    let problems = std::mem::take(&mut plan.problems);
    let mut findings: Vec<Finding> = checked
        .into_iter()
        .chain(problems.pairing)
        .chain(problems.walk)
        .map(Finding::from)
        .collect();
    findings.extend(catalog.files.iter().flat_map(|file| file.findings.clone()));
    findings.sort();
    Description {
        catalog,
        reused,
        plan,
        findings,
        files,
    }
}

impl Description {
    /// Compares the new catalog with what the live generation had.
    pub(crate) fn difference(&self) -> Difference {
        diff::difference(&self.plan.superseded, &self.catalog, &self.reused)
    }

    /// Takes the description apart.
    pub(crate) fn into_report(self, difference: Difference) -> (Catalog, ContentReport) {
        let content = ContentReport {
            findings: self.findings,
            files: self.files,
            difference,
        };
        (self.catalog, content)
    }
}

/// Looks for problems that only show when all articles are seen together.
pub(crate) fn check_articles(plan: &Plan) -> Vec<Problem> {
    check::check(&plan.views())
}

/// Counts what became of the files since the inputs `before`.
fn count_files(plan: &Plan, before: &[InputFile]) -> Files {
    let known: BTreeMap<FileRef<'_>, &InputFile> = before
        .iter()
        .map(|input| (input.file_id(), input))
        .collect();
    let found: BTreeSet<FileRef<'_>> = plan.files.iter().map(|file| file.input.file_id()).collect();
    let removed = known
        .iter()
        .filter(|(_, input)| matches!(input.kind, InputKind::Article | InputKind::Records))
        .filter(|(name, _)| !found.contains(*name));
    let mut files = Files {
        found: plan.files.len() as u64,
        touched: plan.counts.touched,
        read_again: plan.counts.read_again,
        removed: removed.count() as u64,
        ..Files::default()
    };
    for file in &plan.files {
        let input = &file.input;
        match known.get(&input.file_id()) {
            None => files.added += 1,
            Some(before) if before.hash == input.hash => files.unchanged += 1,
            Some(_) => files.changed += 1,
        }
    }
    files
}
