//! `faq report`: what readers ask, and what they do not find.

use std::fs;
use std::path::Path;

use super::open::with_index;
use crate::cli::args::ReportArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::render::usage::{csv, html, text};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output, counted};
use crate::model::language::LanguageTag;
use crate::model::request::{Languages, Request};
use crate::query_log::aggregate::{self, Counts, Key};
use crate::query_log::judge;
use crate::query_log::report::{self, Answers, Limits, Now};
use crate::service::{IndexError, LanguageChoice, QueryLanguages, Service};

/// Runs the command.
pub(crate) fn run(
    args: &ReportArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let counts = aggregate::read(&args.folders, args.since.as_deref(), &args.sources())?;
    let limits = Limits {
        min: args.min,
        limit: usize::from(args.limit),
    };
    let report = with_index(settings, output, |service| {
        let asked = Asked { service };
        report::make(&counts, limits, &asked)
    })?;
    if report.damaged > 0 {
        let lines = counted(report.damaged, "line", "lines");
        output.note(&format!(
            "{lines} of the log cannot be read and are passed over"
        ));
    }
    if let Some(folder) = &args.judge {
        propose(&counts, args.min, folder, output)?;
    }
    if args.csv {
        output.rendered(&csv::table(&report))?;
    } else if args.html {
        output.rendered(&html::page(&report))?;
    } else if output.format() == Format::Json {
        output.json(&report)?;
    } else {
        text::print(&report, output)?;
    }
    Ok(Outcome::Success)
}

/// The index that is asked again.
struct Asked<'s> {
    service: &'s Service,
}

impl Answers for Asked<'_> {
    type Error = IndexError;

    fn ask(&self, key: &Key) -> Result<Now, IndexError> {
        ask(self.service, key)
    }

    fn alike(&self, queries: &[&str], language: &str) -> Result<Vec<usize>, IndexError> {
        let language = language.parse().unwrap_or(LanguageTag::ENGLISH);
        self.service.alike(queries, &language)
    }
}

/// Asks a query as its readers did.
fn ask(service: &Service, key: &Key) -> Result<Now, IndexError> {
    let mut request = Request::new(&key.text);
    let display = Some(key.display.as_str()).filter(|tag| !tag.is_empty());
    let choice = LanguageChoice {
        searched: &key.searched,
        display,
        reader: &[],
    };
    match QueryLanguages::resolve(&choice) {
        Ok(languages) => {
            request.languages = languages.searched;
            request.display_languages = languages.display;
        }
        // The log was edited by someone; all languages are a good answer.
        Err(_) => request.languages = Languages::Any,
    }
    request.limit = 1;
    let found = service.search(&request)?;
    let best = found.hits.first();
    Ok(Now {
        total: found.total,
        missing: found
            .relaxed
            .map(|relaxed| relaxed.missing)
            .unwrap_or_default(),
        best: best.map(|hit| hit.id.clone()),
        question: best.map(|hit| hit.question.clone()),
    })
}

/// Writes proposed judgements.
fn propose(
    counts: &Counts,
    min: u64,
    folder: &Path,
    output: &mut Output,
) -> Result<(), CommandError> {
    let proposals = judge::propose(counts, min);
    let failed = |source| CommandError::Io {
        what: format!("cannot write {}", folder.display()),
        source,
    };
    fs::create_dir_all(folder).map_err(failed)?;
    fs::write(folder.join("queries.tsv"), &proposals.queries).map_err(failed)?;
    fs::write(folder.join("qrels.txt"), &proposals.qrels).map_err(failed)?;
    let queries = counted(proposals.count as u64, "query", "queries");
    output.note(&format!(
        "judgements proposed for {queries} in {}: look at each before `faq eval` uses them",
        folder.display()
    ));
    Ok(())
}
