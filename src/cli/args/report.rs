//! Options of `faq report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use crate::query_log::event::Source;
use crate::query_log::files::is_day;

/// Tell what readers ask, and what they do not find
///
/// Reads the log that `faq serve --query-log` writes. Questions that were not answered are asked again, so
/// that those drop out that have been answered since.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  faq report /var/lib/faq/queries                      all of it, as text
  faq report --since 2026-11-01 --html DIR > r.html    a page with charts
  faq report --min 1 --csv DIR                         for a small team, as a table
  faq report --judge proposed DIR                      judgements for `faq eval`, to be confirmed")]
pub(crate) struct ReportArgs {
    /// Folders of logs
    #[arg(required = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folders: Vec<PathBuf>,

    /// Only what was asked on this day or later, such as 2026-11-01
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<String>,

    /// Whose searches: page, api or mcp (repeatable)
    ///
    /// Without it those of the page and the API: an assistant's wording is no reader's.
    #[arg(long = "source", value_name = "SOURCE", hide_possible_values = true)]
    pub sources: Vec<SourceFilter>,

    /// Name questions only that were asked so often
    #[arg(long, value_name = "N", default_value = "3", value_parser = clap::value_parser!(u64).range(1..))]
    pub min: u64,

    /// Number of questions in each list, 1 to 1000
    #[arg(short = 'n', long, value_name = "N", default_value = "20", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,

    /// Write a table of comma-separated values
    #[arg(long, conflicts_with_all = ["json", "html"])]
    pub csv: bool,

    /// Write a page with charts
    #[arg(long, conflicts_with = "json")]
    pub html: bool,

    /// Also write proposed judgements for `faq eval` into this folder
    ///
    /// queries.tsv and qrels.txt, of what readers chose in at least --min searches. A person should confirm
    /// them.
    #[arg(long, value_name = "OUT", value_hint = ValueHint::DirPath)]
    pub judge: Option<PathBuf>,
}

/// Whose searches to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourceFilter {
    /// Readers on the search page.
    Page,
    /// Programs, and search fields on other pages.
    Api,
    /// Assistants.
    Mcp,
}

impl ReportArgs {
    /// Returns whose searches to count.
    pub(crate) fn sources(&self) -> Vec<Source> {
        if self.sources.is_empty() {
            return vec![Source::Page, Source::Api];
        }
        let sources = self.sources.iter().map(|filter| match filter {
            SourceFilter::Page => Source::Page,
            SourceFilter::Api => Source::Api,
            SourceFilter::Mcp => Source::Mcp,
        });
        sources.collect()
    }
}

fn day(text: &str) -> Result<String, String> {
    if is_day(text) {
        return Ok(text.to_owned());
    }
    Err("expected a day such as 2026-11-01".to_owned())
}
