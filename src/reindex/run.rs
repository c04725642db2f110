//! One run, stage by stage: compare, read, index, verify, publish.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::SystemTime;

use super::describe::{Described, Describer};
use super::gate::guard::{self, Quality};
use super::gate::verify;
use super::options::Options;
use super::plan::assemble::{self, Assembler};
use super::plan::assembly::{Assembly, Origin};
use super::plan::compare::{self, Comparison, Known};
use super::progress::{Progress, Stage, Stages};
use super::report::diff::{Difference, Questions, Sections};
use super::report::{Files, LanguageReport, Outcome, Report};
use super::write::{self, Base, Written, WrittenRecords};
use crate::content::check;
use crate::content::source::discover::Discovery;
use crate::index::store::catalog::{self, Catalog, Finding};
use crate::index::store::generation::Builder;
use crate::index::store::inputs;
use crate::index::{self, Configuration, FORMAT, IndexError, InputFile, Lease, Live, Manifest};

/// The live generation as far as it can be read.
#[derive(Clone)]
pub(crate) struct Before {
    /// Which one it is.
    pub(crate) live: Live,
    /// What it says about itself.
    pub(crate) manifest: Manifest,
    /// What it was made from.
    pub(crate) inputs: Vec<InputFile>,
}

/// A run on its way.
pub(crate) struct Run<'a> {
    options: &'a Options,
    lease: &'a Lease,
    configuration: Configuration,
    before: Option<Before>,
    full: Option<String>,
    discovery: Discovery,
    comparison: Comparison,
    refusals: Vec<String>,
    stages: Stages<'a>,
}

impl<'a> Run<'a> {
    /// Prepares a run that holds the lock. `full` says why everything is to be read, if it is.
    pub(crate) fn new(
        options: &'a Options,
        lease: &'a Lease,
        configuration: &Configuration,
        before: Option<Before>,
        full: Option<String>,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            options,
            lease,
            configuration: configuration.clone(),
            before,
            full,
            discovery: Discovery::default(),
            comparison: Comparison::default(),
            refusals: Vec::new(),
            stages: Stages::new(progress),
        }
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// As for [`super::run`].
    pub(crate) fn go(mut self) -> Result<Report, IndexError> {
        self.stages.begin(Stage::Comparing, 0);
        self.compare()?;
        if self.full.is_none() && self.refusals.is_empty() && self.comparison.is_unchanged() {
            return Ok(self.unchanged(0));
        }
        let suspects = self.comparison.files.iter();
        let suspects = suspects.filter(|known| !matches!(known, Known::Unchanged(_)));
        self.stages.begin(Stage::Reading, suspects.count() as u64);
        let started = SystemTime::now();
        let (known, replaced) = match (self.old_catalog()?, &self.full) {
            (catalog, None) => (catalog, Vec::new()),
            (catalog, Some(_)) => (Catalog::default(), catalog.files),
        };
        let mut assembly = Assembler {
            options: self.options,
            discovery: &self.discovery,
            comparison: &self.comparison,
            catalog: known,
        }
        .assemble(self.stages.progress())?;
        if self.full.is_none() && self.refusals.is_empty() && !assembly.changed {
            self.refresh_inputs(&assembly, started);
            return Ok(self.unchanged(assembly.touched));
        }
        assembly.displaced.extend(replaced);

        let fresh = assembly.articles.iter().zip(&assembly.origins);
        let units = fresh
            .filter(|(_, origin)| matches!(origin, Origin::Fresh))
            .map(|(article, _)| article.entries.len() as u64)
            .sum();
        self.stages.begin(Stage::Indexing, units);
        let builder = self.lease.start()?;
        let folder = builder.folder();
        let base = match (&self.before, &self.full) {
            (Some(before), None) => Some(Base {
                folder: &before.live.folder,
                manifest: &before.manifest,
            }),
            _ => None,
        };
        let progress = self.stages.progress();
        let write_parts =
            || write::parts(folder, self.options, &self.discovery, &assembly, progress);
        let check = || check::check(&assembly.articles);
        // Where all is written, the cores hardly end together: the check fills the gap. Where little
        // is, it fills the longer one while a language is merged.
        let (parts, problems) = match base {
            None => rayon::join(write_parts, || Some(check())),
            Some(_) => (write_parts(), None),
        };
        let (parts, records) = parts?;
        self.take_hashes(&mut assembly, &records, started);
        // Merging one large language takes one core; the other describes the content meanwhile.
        let (written, described) = rayon::join(
            || write::merge(folder, self.options, &parts, base.as_ref()),
            || {
                Describer {
                    options: self.options,
                    discovery: &self.discovery,
                    comparison: &self.comparison,
                    before: self.before.as_ref(),
                    full: self.full.is_some(),
                    started,
                }
                .describe(folder, assembly, records, problems)
            },
        );
        let (mut written, described) = (written?, described?);

        self.stages.begin(Stage::Verifying, 0);
        let Described {
            catalog,
            findings,
            inputs,
            files,
            difference,
        } = described;
        Self::complete(&mut written, &catalog);
        let manifest = self.manifest(&written, &inputs, findings.len());
        index::write_manifest(folder, &manifest)?;
        let (renewed, languages) = (&written.renewed, &manifest.languages);
        let (settled, verified) = rayon::join(
            || builder.settle(),
            // The catalog goes with its last use: taking it down costs as much as the check.
            move || verify::verify(folder, renewed, languages, &catalog),
        );
        settled?;
        verified?;
        let quality = self.guard(folder, &manifest, &findings)?;
        self.options.check_stop()?;

        let outcome = self.publish(builder)?;
        Ok(self.report(outcome, files, &manifest, difference, findings, quality))
    }

    /// Notes what files of records were found to hold when they were read.
    fn take_hashes(
        &self,
        assembly: &mut Assembly,
        records: &BTreeMap<usize, WrittenRecords>,
        started: SystemTime,
    ) {
        for (&number, records) in records {
            if let (Some(file), Some(input), Some(hash)) = (
                self.discovery.files.get(number),
                assembly.inputs.get_mut(number),
                &records.hash,
            ) {
                *input = assemble::input_of(file, hash.clone(), started);
            }
        }
    }

    /// Walks the content and compares it with the live generation.
    fn compare(&mut self) -> Result<(), IndexError> {
        let known = self.before.as_ref();
        let known = known.map_or(&[][..], |before| &before.inputs);
        self.discovery = compare::walk(&self.options.roots, known);
        if !self.options.allow_drop {
            self.refusals = guard::roots(&self.discovery, known);
            if self.before.is_none() && !self.discovery.root_errors.is_empty() {
                return Err(self.discovery.root_errors.remove(0).into());
            }
        }
        self.comparison = match self.full {
            None => compare::compare(&self.discovery, &self.options.roots, known),
            Some(_) => Comparison {
                files: vec![Known::New; self.discovery.files.len()],
                ..Comparison::default()
            },
        };
        let files = self.discovery.files.len();
        tracing::info!(files, full = self.full.as_deref(), "compared");
        Ok(())
    }

    /// The catalog of the live generation. For a full build it only serves the report, and may
    /// be missing.
    fn old_catalog(&self) -> Result<Catalog, IndexError> {
        let Some(before) = &self.before else {
            return Ok(Catalog::default());
        };
        match (catalog::read_catalog(&before.live.folder), &self.full) {
            (Err(_), Some(_)) => Ok(Catalog::default()),
            (read, _) => read,
        }
    }

    /// Remembers the times of files that were touched. If that fails, the next run reads them again.
    fn refresh_inputs(&self, assembly: &Assembly, started: SystemTime) {
        let Some(before) = &self.before else {
            return;
        };
        let inputs = assemble::all_inputs(
            assembly,
            &self.discovery,
            &self.comparison,
            self.options,
            started,
        );
        if !self.options.dry_run
            && let Err(error) = inputs::refresh_inputs(&before.live.folder, &inputs)
        {
            tracing::warn!(%error, "the times of touched files were not kept");
        }
    }

    /// The report of a run that found nothing to do.
    fn unchanged(self, touched: u64) -> Report {
        if !self.options.dry_run {
            self.lease.retire(self.options.keep);
        }
        let found = self.discovery.files.len() as u64;
        let manifest = self
            .before
            .map(|before| (before.live.name, before.manifest));
        let (stages, elapsed_ms) = self.stages.finish();
        let (name, manifest) = manifest.unzip();
        let languages = manifest.iter().flat_map(|manifest| &manifest.languages);
        Report {
            outcome: Outcome::Unchanged,
            refusals: Vec::new(),
            generation: name.clone(),
            previous: name,
            full: None,
            files: Files {
                found,
                unchanged: found,
                touched,
                ..Files::default()
            },
            languages: languages
                .map(|language| LanguageReport {
                    language: language.tag.clone(),
                    articles: language.articles,
                    entries: language.entries,
                    questions: language.questions,
                    differences: Questions {
                        unchanged: language.questions,
                        ..Questions::default()
                    },
                    sections: Sections {
                        unchanged: language.entries - language.questions.min(language.entries),
                        ..Sections::default()
                    },
                })
                .collect(),
            anchors_gone: Vec::new(),
            findings: Vec::new(),
            by_rule: BTreeMap::new(),
            quality: None,
            stages,
            bytes: manifest.as_ref().map_or(0, Manifest::bytes),
            elapsed_ms,
        }
    }

    /// Adds to the languages what only the catalog knows.
    fn complete(written: &mut Written, catalog: &Catalog) {
        let counts = verify::counts(&catalog.files);
        for language in &mut written.languages {
            let count = counts.get(language.tag.as_str()).copied();
            let count = count.unwrap_or_default();
            language.articles = count.articles;
            language.questions = count.questions;
        }
    }

    fn manifest(&self, written: &Written, inputs: &[InputFile], problems: usize) -> Manifest {
        Manifest {
            format: FORMAT,
            analysis: crate::analysis::fingerprint(),
            tool: concat!("faq ", env!("CARGO_PKG_VERSION")).to_string(),
            created: index::seconds(SystemTime::now()),
            previous: self.before.as_ref().map(|before| before.live.name.clone()),
            content: inputs::digest(inputs),
            configuration: self.configuration.clone(),
            articles: self.discovery.files.len() as u64,
            problems: problems as u64,
            languages: written.languages.clone(),
        }
    }

    /// Looks for reasons not to publish.
    fn guard(
        &mut self,
        generation: &Path,
        manifest: &Manifest,
        findings: &[Finding],
    ) -> Result<Option<Quality>, IndexError> {
        if let Some(before) = self.before.as_ref().filter(|_| !self.options.allow_drop) {
            self.refusals.extend(guard::drops(
                &before.manifest.languages,
                &manifest.languages,
                self.options.max_drop,
            ));
        }
        if self.options.strict {
            self.refusals.extend(guard::problems(findings));
        }
        let Some(judged) = &self.options.judged else {
            return Ok(None);
        };
        let live = self
            .before
            .as_ref()
            .map(|before| before.live.folder.as_path());
        let (quality, reasons) = guard::quality(judged, live, generation)?;
        self.refusals.extend(reasons);
        Ok(quality)
    }

    fn publish(&mut self, builder: Builder<'_>) -> Result<(Outcome, Option<Live>), IndexError> {
        if !self.refusals.is_empty() {
            return Ok((Outcome::Refused, None));
        }
        if self.options.dry_run {
            return Ok((Outcome::Rehearsed, None));
        }
        self.stages.begin(Stage::Publishing, 0);
        let live = builder.publish(self.options.keep)?;
        tracing::info!(generation = live.name, "published");
        Ok((Outcome::Published, Some(live)))
    }

    fn report(
        self,
        (outcome, live): (Outcome, Option<Live>),
        files: Files,
        manifest: &Manifest,
        mut difference: Difference,
        findings: Vec<Finding>,
        quality: Option<Quality>,
    ) -> Report {
        let mut by_rule: BTreeMap<String, u64> = BTreeMap::new();
        for finding in &findings {
            *by_rule.entry(finding.rule.to_string()).or_default() += 1;
        }
        let tags: BTreeSet<String> = manifest
            .languages
            .iter()
            .map(|language| language.tag.clone())
            .chain(difference.questions.keys().cloned())
            .collect();
        let languages = tags
            .into_iter()
            .map(|tag| {
                let summary = manifest
                    .languages
                    .iter()
                    .find(|language| language.tag == tag);
                LanguageReport {
                    articles: summary.map_or(0, |summary| summary.articles),
                    entries: summary.map_or(0, |summary| summary.entries),
                    questions: summary.map_or(0, |summary| summary.questions),
                    differences: difference.questions.remove(&tag).unwrap_or_default(),
                    sections: difference.sections.remove(&tag).unwrap_or_default(),
                    language: tag,
                }
            })
            .collect();
        let previous = self.before.map(|before| before.live.name);
        let (stages, elapsed_ms) = self.stages.finish();
        Report {
            outcome,
            refusals: self.refusals,
            generation: live.map(|live| live.name).or_else(|| previous.clone()),
            previous,
            full: self.full,
            files,
            languages,
            anchors_gone: difference.anchors_gone,
            findings,
            by_rule,
            quality,
            stages,
            bytes: manifest.bytes(),
            elapsed_ms,
        }
    }
}
