//! The report of a run that found nothing to do.

use std::collections::BTreeMap;

use super::diff::{Questions, Sections};
use super::{Files, LanguageReport, Outcome, Report};
use crate::engine::index_backend::Snapshot;
use crate::index::{LanguageSummary, Manifest};
use crate::reindex::context::RunContext;

/// Ends a run that found `found` files, all as they were; `touched` of them had to be read to
/// find out.
pub(crate) fn report(
    context: RunContext<'_>,
    previous: Option<Snapshot>,
    found: u64,
    touched: u64,
) -> Report {
    if !context.options.dry_run {
        context.backend.retire(context.options.keep);
    }
    let (stages, elapsed_ms) = context.stages.finish();
    let previous = previous.map(|previous| (previous.name, previous.manifest));
    let (name, manifest) = previous.unzip();
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
        languages: languages.map(language).collect(),
        anchors_gone: Vec::new(),
        findings: Vec::new(),
        by_rule: BTreeMap::new(),
        quality: None,
        stages,
        bytes: manifest.as_ref().map_or(0, Manifest::bytes),
        elapsed_ms,
    }
}

fn language(summary: &LanguageSummary) -> LanguageReport {
    LanguageReport {
        language: summary.tag.clone(),
        articles: summary.articles,
        entries: summary.entries,
        questions: summary.questions,
        differences: Questions {
            unchanged: summary.questions,
            ..Questions::default()
        },
        sections: Sections {
            unchanged: summary.entries - summary.questions.min(summary.entries),
            ..Sections::default()
        },
    }
}
