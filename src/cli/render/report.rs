//! The report of a reindex, for people and for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::problem::Problem;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::counted;
use crate::index::Finding;
use crate::model::file_id::{FileId, FileRef};
use crate::model::severity::Severity;
use crate::reindex::{
    Files, Gone, LanguageReport, Named, Outcome, Quality, Report, Sections, StageTime,
};

/// How many items of a kind the summary names before it only counts them.
const SHOWN: usize = 10;

/// `faq reindex --json`, and what `--report` writes.
#[derive(Serialize)]
pub(crate) struct Printed<'a> {
    schema: u32,
    outcome: Outcome,
    published: bool,
    generation: Option<&'a str>,
    previous: Option<&'a str>,
    refused: &'a [String],
    full: Option<String>,
    articles: u64,
    files: Files,
    languages: &'a [LanguageReport],
    anchors_gone: &'a [Gone],
    translations: Translations,
    problems: Vec<Problem<'a>>,
    problems_by_rule: &'a BTreeMap<String, u64>,
    quality: Option<Quality>,
    stages: &'a [StageTime],
    bytes: u64,
    elapsed_ms: u64,
}

/// Problems with translations, counted.
#[derive(Serialize)]
struct Translations {
    missing: u64,
    older: u64,
}

impl<'a> Printed<'a> {
    /// Returns the report with paths of problems as a user would type them.
    pub(crate) fn new(report: &'a Report, settings: &Settings) -> Self {
        let count = |rule: &str| report.by_rule.get(rule).copied().unwrap_or(0);
        Self {
            schema: crate::search::SCHEMA,
            outcome: report.outcome,
            published: report.outcome == Outcome::Published,
            generation: report.generation.as_deref(),
            previous: report.previous.as_deref(),
            refused: &report.refusals,
            full: report.full.as_ref().map(ToString::to_string),
            articles: report.files.found,
            files: report.files,
            languages: &report.languages,
            anchors_gone: &report.anchors_gone,
            translations: Translations {
                missing: count("translation-missing"),
                older: count("translation-older"),
            },
            problems: report
                .findings
                .iter()
                .map(|finding| Problem::new(finding, settings))
                .collect(),
            problems_by_rule: &report.by_rule,
            quality: report.quality,
            stages: &report.stages,
            bytes: report.bytes,
            elapsed_ms: report.elapsed_ms,
        }
    }
}

/// Returns the summary for people, line by line.
pub(crate) fn summary(report: &Report, settings: &Settings) -> Vec<String> {
    let mut lines = Vec::new();
    if report.outcome == Outcome::Unchanged {
        let touched = match report.files.touched {
            0 => String::new(),
            count => format!(" ({count} touched, read and found equal)"),
        };
        lines.push(format!(
            "nothing has changed in {}{touched}: {} stays live, {}",
            counted(report.files.found, "file", "files"),
            report.generation.as_deref().unwrap_or_default(),
            seconds(report.elapsed_ms)
        ));
        return lines;
    }
    if let Some(reason) = &report.full {
        lines.push(format!("everything was read: {reason}"));
    }
    let files = &report.files;
    lines.push(format!(
        "{}: {} added, {} changed, {} removed, {} unchanged",
        counted(files.found, "file", "files"),
        files.added,
        files.changed,
        files.removed,
        files.unchanged
    ));
    lines.extend(report.languages.iter().map(language));
    if report.previous.is_some() {
        removed(report, settings, &mut lines);
    }
    problems(&report.findings, settings, &mut lines);
    if let Some(quality) = &report.quality {
        let before = quality
            .before
            .map(|before| format!(", before {before:.4}"))
            .unwrap_or_default();
        lines.push(format!("nDCG@10 {:.4}{before}", quality.after));
    }
    let generation = report.generation.as_deref().unwrap_or("no index");
    let took = seconds(report.elapsed_ms);
    lines.push(match report.outcome {
        Outcome::Published | Outcome::Unchanged => {
            let size = report.bytes.div_ceil(1000);
            format!("{generation} is live after {took}, {size} kB")
        }
        Outcome::DryRun => format!("rehearsed in {took}: {generation} stays live"),
        Outcome::Refused => format!("not published after {took}: {generation} stays live"),
    });
    lines
}

fn language(language: &LanguageReport) -> String {
    let differences = &language.differences;
    let questions = Sections {
        added: differences.added.len() as u64,
        changed: differences.changed.len() as u64,
        removed: differences.removed.len() as u64,
        moved: differences.moved.len() as u64,
        unchanged: differences.unchanged,
    };
    let told = |counts: &Sections, what: &str| {
        let parts: Vec<String> = [
            (counts.added, "added"),
            (counts.changed, "changed"),
            (counts.removed, "removed"),
            (counts.moved, "moved"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("; {what} {}", parts.join(", "))
        }
    };
    format!(
        "{}{}{}",
        counts(
            &language.language,
            language.articles,
            language.entries,
            language.questions
        ),
        told(&questions, "questions"),
        told(&language.sections, "sections")
    )
}

/// Returns what there is of a language.
pub(crate) fn counts(language: &str, articles: u64, entries: u64, questions: u64) -> String {
    format!(
        "{language}: {}, {}, {questions} of them questions",
        counted(articles, "article", "articles"),
        counted(entries, "entry", "entries"),
    )
}

/// Names what readers will miss: questions, and fragments that links may lead to.
fn removed(report: &Report, settings: &Settings, lines: &mut Vec<String>) {
    let place = |file: FileRef<'_>, anchor: &str| {
        let path = settings.source_path(file);
        match anchor {
            "" => path.display().to_string(),
            anchor => format!("{}#{anchor}", path.display()),
        }
    };
    let gone: Vec<&Named> = report
        .languages
        .iter()
        .flat_map(|language| &language.differences.removed)
        .collect();
    for named in gone.iter().take(SHOWN) {
        lines.push(format!(
            "gone: {} \"{}\"",
            place(FileId::new(named.root, &named.path), &named.anchor),
            named.question
        ));
    }
    if gone.len() > SHOWN {
        lines.push(format!(
            "and {} more questions are gone",
            gone.len() - SHOWN
        ));
    }
    let anchors = &report.anchors_gone;
    for gone in anchors.iter().take(SHOWN) {
        let place = place(FileId::new(gone.root, &gone.path), &gone.anchor);
        lines.push(format!("links break: {place} is no more"));
    }
    if anchors.len() > SHOWN {
        let more = anchors.len() - SHOWN;
        lines.push(format!("and {more} more anchors: see --report"));
    }
}

fn problems(findings: &[Finding], settings: &Settings, lines: &mut Vec<String>) {
    let mut errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    for finding in errors.by_ref().take(SHOWN) {
        lines.push(Problem::new(finding, settings).line());
    }
    let more = errors.count();
    if more > 0 {
        lines.push(format!("and {more} more errors: see `faq check`"));
    }
    let warnings = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .count();
    if warnings > 0 {
        lines.push(format!("{warnings} warnings: see `faq check`"));
    }
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:02} s", milliseconds / 1000, milliseconds % 1000 / 10)
}
