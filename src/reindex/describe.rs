//! What is known of the content of a new generation: problems, differences, and the files that
//! tell the next run. Needs no index, and is made while the indexes are merged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;

use super::options::Options;
use super::plan::assemble;
use super::plan::assembly::{self, Assembly, Origin, Source};
use super::plan::compare::Comparison;
use super::report::Files;
use super::report::diff::{self, Difference};
use super::run::Before;
use super::write::WrittenRecords;
use crate::content::check;
use crate::content::source::discover::Discovery;
use crate::index::store::catalog::{self, Catalog, CatalogFile, Content, Finding, Outline};
use crate::index::store::inputs;
use crate::index::{IndexError, InputFile, InputKind};
use crate::model::article::Article;
use crate::model::problem::Problem;

/// What is known of the content of the new generation, texts apart.
pub struct Described {
    /// What the next run needs to know of all files.
    pub catalog: Catalog,
    /// What is wrong, sorted.
    pub findings: Vec<Finding>,
    /// The inputs of the new generation.
    pub inputs: Vec<InputFile>,
    /// What became of the files.
    pub files: Files,
    /// What became of the entries.
    pub difference: Difference,
}

/// What a description is made from, besides the articles.
pub struct Describer<'a> {
    /// What the run is about.
    pub options: &'a Options,
    /// The files found.
    pub discovery: &'a Discovery,
    /// What was known of them.
    pub comparison: &'a Comparison,
    /// The live generation.
    pub before: Option<&'a Before>,
    /// Whether everything was read.
    pub full: bool,
    /// When reading began.
    pub started: SystemTime,
}

impl Describer<'_> {
    /// Finds out what is wrong with the content and what became of it, and writes what the next
    /// run needs to know. `problems` are those of the articles, if they were checked already.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn describe(
        &self,
        folder: &Path,
        mut assembly: Assembly,
        records: BTreeMap<usize, WrittenRecords>,
        problems: Option<Vec<Problem>>,
    ) -> Result<Described, IndexError> {
        let inputs = assemble::all_inputs(
            &assembly,
            self.discovery,
            self.comparison,
            self.options,
            self.started,
        );
        inputs::write_inputs(folder, &inputs)?;
        let files = self.files(&assembly);
        let mut findings: Vec<Finding> = problems
            .unwrap_or_else(|| check::check(&assembly.articles))
            .into_iter()
            .chain(std::mem::take(&mut assembly.pairing))
            .chain(self.discovery.problems.iter().cloned())
            .map(Finding::from)
            .collect();
        let displaced = std::mem::take(&mut assembly.displaced);
        let (catalog, kept) = self.catalog(assembly, records);
        findings.extend(catalog.files.iter().flat_map(|file| file.findings.clone()));
        findings.sort();
        let (written, difference) = rayon::join(
            || catalog::write_catalog(folder, &catalog),
            || diff::difference(&displaced, &catalog, &kept),
        );
        written?;
        Ok(Described {
            catalog,
            findings,
            inputs,
            files,
            difference,
        })
    }

    fn files(&self, assembly: &Assembly) -> Files {
        let mut files = Files {
            found: self.discovery.files.len() as u64,
            touched: assembly.touched,
            read_again: assembly.read_again,
            removed: self.comparison.removed.len() as u64,
            ..Files::default()
        };
        // A full build reads everything; what is new is told from the list all the same.
        let known: BTreeMap<(usize, &str), &InputFile> = self
            .before
            .iter()
            .flat_map(|before| &before.inputs)
            .map(|input| ((input.root, input.path.as_str()), input))
            .collect();
        for input in &assembly.inputs {
            match known.get(&(input.root, input.path.as_str())) {
                None => files.added += 1,
                Some(before) if before.hash == input.hash => files.unchanged += 1,
                Some(_) => files.changed += 1,
            }
        }
        if self.full {
            let found: BTreeSet<(usize, &str)> = assembly
                .inputs
                .iter()
                .map(|input| (input.root, input.path.as_str()))
                .collect();
            let content = known
                .values()
                .filter(|input| matches!(input.kind, InputKind::Article | InputKind::Records));
            files.removed = content
                .filter(|input| !found.contains(&(input.root, input.path.as_str())))
                .count() as u64;
        }
        files
    }

    /// What the next run needs to know of all files, and which of them are as they were.
    fn catalog(
        &self,
        assembly: Assembly,
        mut records: BTreeMap<usize, WrittenRecords>,
    ) -> (Catalog, Vec<bool>) {
        let Assembly {
            sources,
            articles,
            origins,
            as_read,
            findings,
            ..
        } = assembly;
        let outlines: Vec<(Outline, bool)> = articles
            .into_par_iter()
            .zip(origins)
            .zip(as_read)
            .map(|((article, origin), as_read)| outline(article, origin, as_read))
            .collect();
        // Articles are in the order of the files that hold them.
        let mut outlines = outlines.into_iter().zip(findings);
        let mut files = Vec::with_capacity(sources.len());
        let mut kept = Vec::with_capacity(sources.len());
        for (number, (file, source)) in self.discovery.files.iter().zip(sources).enumerate() {
            let (content, findings, is_kept) = match source {
                Source::Article(_) => match outlines.next() {
                    Some(((outline, is_kept), findings)) => {
                        (Content::Article(Box::new(outline)), findings, is_kept)
                    }
                    None => (Content::Unreadable, Vec::new(), false),
                },
                Source::KeptRecords(records, findings) => {
                    (Content::Records(records), findings, true)
                }
                Source::FreshRecords => {
                    let written = records.remove(&number).unwrap_or_default();
                    let content = if written.hash.is_some() {
                        Content::Records(written.records)
                    } else {
                        Content::Unreadable
                    };
                    (content, written.findings, false)
                }
                Source::Unreadable(findings) => (Content::Unreadable, findings, false),
            };
            kept.push(is_kept);
            files.push(CatalogFile {
                root: file.root,
                path: file.path.clone(),
                content,
                findings,
            });
        }
        (Catalog { files }, kept)
    }
}

/// An article without its texts, and whether it is as it was.
fn outline(mut article: Article, origin: Origin, as_read: Vec<(String, u32)>) -> (Outline, bool) {
    let aligned = assembly::aligned_entries(&article, &as_read);
    for (entry, (base_anchor, ordinal)) in article.entries.iter_mut().zip(as_read) {
        entry.base_anchor = base_anchor;
        entry.ordinal = ordinal;
    }
    let (texts, kept) = match origin {
        Origin::Fresh => (catalog::strip(&mut article), false),
        Origin::Kept { texts, .. } => (texts, true),
    };
    let outline = Outline {
        article,
        texts,
        aligned,
    };
    (outline, kept)
}
