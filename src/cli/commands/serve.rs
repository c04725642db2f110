//! `faq serve`: answers over HTTP until a signal ends it.
//!
//! Owns what the server does not know: building a missing index, and reindexing while it runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tracing_subscriber::filter::LevelFilter;

use super::open::open_service;
use crate::cli::args::ServeArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::logging;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::reindex::watch::ContentWatcher;
use crate::reindex::{self, NoProgress, Options};
use crate::serve::{self, ServeError, ServeOptions};

/// Days after which records of queries are removed unless something else is said.
const QUERY_LOG_DAYS: u64 = 90;

/// Runs the command.
pub(crate) fn run(
    args: &ServeArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    logging::start(args.log_format, output.verbosity(), LevelFilter::WARN)?;
    let mut service_options = settings.service_options();
    // The server looks by itself, so no reader waits while an index is opened.
    service_options.follow_every = Duration::MAX;
    service_options.warm = true;
    let service = open_service(settings, output, &service_options)?;
    let options = serve_options(args, settings)?;
    let author = args.watch.then(|| Author::start(settings)).transpose()?;
    let served = serve::run(service, options, |address| {
        // A log of JSON has a line of its own for it.
        if args.log_format == Format::Text {
            output.note(&format!("listening on {address}; Ctrl-C ends"));
        }
    });
    if let Some(author) = author {
        author.end();
    }
    served?;
    Ok(Outcome::Success)
}

/// Decides what the server is started with: options win over `faq.toml`.
fn serve_options(args: &ServeArgs, settings: &Settings) -> Result<ServeOptions, CommandError> {
    let file = &settings.serve;
    let listen = file.listen.as_deref().map(str::parse).transpose();
    let listen = listen.map_err(|error| {
        CommandError::Usage(format!(
            "`listen` under [serve] in the configuration: {error}"
        ))
    })?;
    let several = |given: &[String], file: &[String]| {
        let chosen = if given.is_empty() { file } else { given };
        chosen.to_vec()
    };
    let days = args.query_log_days.or(file.query_log_days);
    Ok(ServeOptions {
        listen: args.listen.clone().or(listen).unwrap_or_default(),
        url: args.url.clone().or_else(|| file.url.clone()),
        hosts: several(&args.hosts, &file.hosts),
        cors: several(&args.cors, &file.cors),
        mcp: args.mcp || file.mcp,
        query_log: args.query_log.clone().or_else(|| file.query_log.clone()),
        query_log_days: days.unwrap_or(QUERY_LOG_DAYS),
        title: args.title.clone().or_else(|| file.title.clone()),
        content: settings.roots.clone(),
        default_language: settings.default_language.clone(),
    })
}

/// A thread that reindexes whenever the content changes.
struct Author {
    stop: Arc<AtomicBool>,
    thread: thread::JoinHandle<()>,
}

impl Author {
    /// Starts watching.
    fn start(settings: &Settings) -> Result<Self, CommandError> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut options = settings.reindex_options();
        options.stop = Arc::clone(&stop);
        let watcher = ContentWatcher::new(&options.roots).map_err(|error| {
            ServeError::Option(format!("the content cannot be watched: {error}"))
        })?;
        let thread = thread::spawn(move || reindex_on_change(&options, watcher));
        Ok(Self { stop, thread })
    }

    /// Ends the thread, after the run that is under way was interrupted.
    fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
        // A panic there has been reported already.
        let _ = self.thread.join();
    }
}

/// Reindexes now, for what changed while nobody watched, and after each change.
fn reindex_on_change(options: &Options, mut watcher: ContentWatcher) {
    loop {
        match reindex::run(options, &NoProgress) {
            Ok(report) => {
                for reason in &report.refusals {
                    tracing::error!("the index stays as it is: {reason}");
                }
            }
            Err(_) if options.stop.load(Ordering::Relaxed) => return,
            // An author in the middle of a change should not have to start over.
            Err(error) => tracing::error!(%error, "the index stays as it is"),
        }
        if !watcher.wait(&options.stop) {
            return;
        }
    }
}
