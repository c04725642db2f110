//! `faq reindex`: brings the index up to date with the content.

use std::fs;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tracing_subscriber::filter::LevelFilter;

use crate::cli::args::ReindexArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::logging;
use crate::cli::render::report::{Printed, summary};
use crate::cli::settings::Settings;
use crate::cli::signals;
use crate::cli::terminal::output::{self, Bars, Format, Output};
use crate::reindex::watch;
use crate::reindex::{self, Options, ReindexError, Report, Stage};

/// Runs the command.
pub(crate) fn run(
    args: &ReindexArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    // What went wrong is in the report or the error anyway.
    logging::start(args.log_format, output.verbosity(), LevelFilter::OFF)?;
    let mut options = settings.reindex_options();
    options.full = args.full;
    options.dry_run = args.dry_run;
    options.strict = args.strict;
    options.max_drop = args.max_drop;
    options.allow_drop = args.allow_drop;
    options.memory = args.memory.unwrap_or(options.memory);
    options.wait = Duration::from_secs(args.wait.into());
    options.stop = signals::stop_flag()?;
    let result = if args.watch {
        watch(args, settings, &options, output)
    } else {
        once(args, settings, &options, output)
    };
    match result {
        Err(error) if args.log_format == Format::Json && !error.is_closed_pipe() => {
            tracing::error!("{error}");
            Ok(error.outcome())
        }
        result => result,
    }
}

/// Makes one run and its report.
fn once(
    args: &ReindexArgs,
    settings: &Settings,
    options: &Options,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let report = build_with(options, output)?;
    let printed = Printed::new(&report, settings);
    if let Some(path) = &args.report {
        let text = serde_json::to_string(&printed).map_err(io::Error::from)?;
        fs::write(path, text + "\n").map_err(|source| CommandError::Io {
            what: format!("the report cannot be written to {}", path.display()),
            source,
        })?;
    }
    if output.format() == Format::Json {
        output.json(&printed)?;
    }
    for line in summary(&report, settings) {
        match args.log_format {
            Format::Json => tracing::info!("{line}"),
            Format::Text => output.note(&line),
        }
    }
    if report.outcome != reindex::Outcome::Refused {
        return Ok(Outcome::Success);
    }
    for reason in &report.refusals {
        match args.log_format {
            Format::Json => tracing::error!("refused: {reason}"),
            Format::Text => output.error(&format!("refused: {reason}")),
        }
    }
    Ok(Outcome::IndexUnusable)
}

/// Runs again and again, whenever the content changes, until a signal ends it.
fn watch(
    args: &ReindexArgs,
    settings: &Settings,
    options: &Options,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let mut watcher =
        watch::ContentWatcher::new(&options.roots).map_err(|error| CommandError::Io {
            what: "the content cannot be watched".to_string(),
            source: io::Error::other(error),
        })?;
    loop {
        match once(args, settings, options, output) {
            Ok(_) => {}
            Err(_) if options.stop.load(Ordering::Relaxed) => return Ok(Outcome::Success),
            // An author in the middle of a change should not have to start over.
            Err(error @ CommandError::Reindex(_)) => output.error(&error.to_string()),
            Err(error) => return Err(error),
        }
        output.flush()?;
        if !watcher.wait(&options.stop) {
            return Ok(Outcome::Success);
        }
    }
}

/// Builds the index of the settings from nothing, with a progress bar, for commands that found it
/// missing or damaged.
pub(crate) fn build(settings: &Settings, output: &mut Output) -> Result<Report, ReindexError> {
    let mut options = settings.reindex_options();
    options.full = true;
    build_with(&options, output)
}

fn build_with(options: &Options, output: &Output) -> Result<Report, ReindexError> {
    let stages = Stages {
        bars: output.bars(),
        current: Mutex::new(None),
    };
    reindex::run(options, &stages)
}

/// Progress bars for the stages of a run.
struct Stages {
    bars: Bars,
    current: Mutex<Option<output::Progress>>,
}

impl reindex::Progress for Stages {
    fn stage(&self, stage: Stage, total: u64) {
        if let Ok(mut current) = self.current.lock() {
            // The bar of the stage before disappears first.
            *current = None;
            *current = Some(self.bars.start(stage.as_str(), total));
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
