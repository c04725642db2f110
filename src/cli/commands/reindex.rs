//! `faq reindex`: brings the index up to date with the content.

use std::sync::Mutex;

use serde::Serialize;

use super::check::Printed;
use crate::cli::args::ReindexArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::{self, Bars, Format, Output};
use crate::cli::settings::Settings;
use crate::content::model::{Problem, Severity};
use crate::index::{self, BuildOptions, IndexError, LanguageSummary, Publish, Report, Stage};

/// How many problems the summary names before it points to `faq check`.
const SHOWN_PROBLEMS: usize = 10;

/// `faq reindex --json`.
#[derive(Serialize)]
struct Summary<'a> {
    schema: u32,
    published: bool,
    generation: Option<&'a str>,
    articles: u64,
    languages: Vec<LanguageCounts<'a>>,
    problems: Vec<Printed<'a>>,
    elapsed_ms: u64,
}

/// Counts of one language.
#[derive(Serialize)]
struct LanguageCounts<'a> {
    language: &'a str,
    articles: u64,
    entries: u64,
    questions: u64,
}

/// Runs the command.
pub fn run(
    args: &ReindexArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let mut options = settings.build_options();
    options.publish = match (args.dry_run, args.strict) {
        (true, _) => Publish::Never,
        (false, true) => Publish::WithoutProblems,
        (false, false) => Publish::Always,
    };
    let report = build_with(&options, output)?;
    let refused = report.live.is_none() && !args.dry_run;
    match output.format() {
        Format::Json => output.json(&Summary {
            schema: crate::search::SCHEMA,
            published: report.live.is_some(),
            generation: report.live.as_ref().map(|live| live.name.as_str()),
            articles: report.manifest.articles,
            languages: report
                .manifest
                .languages
                .iter()
                .map(LanguageCounts::new)
                .collect(),
            problems: report
                .problems
                .iter()
                .map(|problem| Printed::new(problem, settings))
                .collect(),
            elapsed_ms: report.elapsed_ms,
        })?,
        Format::Text => summary(&report, settings, output),
    }
    if refused {
        output.error("--strict: the content has problems, the index stays as it was");
        return Ok(Outcome::IndexUnusable);
    }
    Ok(Outcome::Found)
}

impl<'a> LanguageCounts<'a> {
    fn new(summary: &'a LanguageSummary) -> Self {
        Self {
            language: &summary.tag,
            articles: summary.articles,
            entries: summary.entries,
            questions: summary.questions,
        }
    }
}

/// Builds the index of the settings with a progress bar.
pub fn build(settings: &Settings, output: &mut Output) -> Result<Report, IndexError> {
    build_with(&settings.build_options(), output)
}

fn build_with(options: &BuildOptions, output: &Output) -> Result<Report, IndexError> {
    let stages = Stages {
        bars: output.bars(),
        current: Mutex::new(None),
    };
    index::build(options, &stages)
}

/// The closing summary, on stderr.
fn summary(report: &Report, settings: &Settings, output: &mut Output) {
    for language in &report.manifest.languages {
        output.note(&format!(
            "{}: {} articles, {} entries, {} of them questions",
            language.tag, language.articles, language.entries, language.questions
        ));
    }
    let serious: Vec<&Problem> = report
        .problems
        .iter()
        .filter(|problem| problem.severity > Severity::Info)
        .collect();
    for problem in serious.iter().take(SHOWN_PROBLEMS) {
        output.note(&Printed::new(problem, settings).line());
    }
    if serious.len() > SHOWN_PROBLEMS {
        output.note(&format!(
            "and {} more problems: see `faq check`",
            serious.len() - SHOWN_PROBLEMS
        ));
    }
    let seconds = report.elapsed_ms / 1000;
    let hundredths = report.elapsed_ms % 1000 / 10;
    output.note(&match &report.live {
        Some(live) => format!(
            "{} is live after {seconds}.{hundredths:02} s: {} files read",
            live.name, report.manifest.articles
        ),
        None => format!(
            "nothing published after {seconds}.{hundredths:02} s: {} files read",
            report.manifest.articles
        ),
    });
}

/// Progress bars for the stages of a build.
struct Stages {
    bars: Bars,
    current: Mutex<Option<output::Progress>>,
}

impl index::Progress for Stages {
    fn stage(&self, stage: Stage, total: u64) {
        let label = match stage {
            Stage::Reading => "reading",
            Stage::Indexing => "indexing",
            Stage::Publishing => "publishing",
        };
        if let Ok(mut current) = self.current.lock() {
            // The bar of the stage before disappears first.
            *current = None;
            *current = Some(self.bars.start(label, total));
        }
    }

    fn advance(&self, units: u64) {
        if let Ok(current) = self.current.lock()
            && let Some(bar) = current.as_ref()
        {
            bar.advance(units);
        }
    }
}
