//! Options of the commands that make, choose and describe generations of the index.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::terminal::output::Format;
use crate::config::parse_memory;

const REINDEX_EXIT_CODES: &str = "\
Exit codes:
  0  a new index is live, or there was nothing to do
  2  wrong usage, or an error; the old index is live
  3  refused, or another reindex is running; the old index is live";

/// Bring the index up to date with the content
///
/// Only what changed is read. Searches go on with the old index until the new one is complete.
#[derive(Args, Clone, Debug)]
#[command(after_help = REINDEX_EXIT_CODES, after_long_help = format!("\
Examples:
  faq reindex             what the nightly job runs
  faq reindex --dry-run   only tell what would change

{REINDEX_EXIT_CODES}"))]
pub(crate) struct ReindexArgs {
    /// Read every article again, changed or not
    #[arg(long)]
    pub full: bool,

    /// Do everything but publish, and tell what would change
    #[arg(long)]
    pub dry_run: bool,

    /// Keep the old index if the content has errors or warnings
    #[arg(long)]
    pub strict: bool,

    /// Keep the old index if a language would lose more of its questions
    #[arg(long, value_name = "PERCENT", default_value = "20%", value_parser = percentage)]
    pub max_drop: f64,

    /// Publish even if questions or whole content folders are gone
    #[arg(long)]
    pub allow_drop: bool,

    /// Hold about so much memory while writing, such as 512M; 1G unless faq.toml says otherwise
    #[arg(long, value_name = "SIZE", value_parser = parse_memory)]
    pub memory: Option<u64>,

    /// Wait so long for another reindex to end
    #[arg(long, value_name = "SECONDS", default_value = "0")]
    pub wait: u32,

    /// Write the report, in JSON, to this file as well
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub report: Option<PathBuf>,

    /// Stay, and reindex whenever the content changes
    #[arg(long, conflicts_with_all = ["dry_run", "full"])]
    pub watch: bool,

    /// How log lines are written: text or json
    ///
    /// With json everything on stderr is one JSON object a line. `FAQ_LOG` sets what is
    /// logged, such as `debug` or `faq::reindex=debug,warn`; --verbose means `debug`.
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true
    )]
    pub log_format: Format,
}

/// Parses `20%`, `20` or `12.5%` as a share.
fn percentage(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.strip_suffix('%').unwrap_or(text).trim().parse().ok();
    number
        .filter(|number| (0.0..=100.0).contains(number))
        .map(|number| number / 100.0)
        .ok_or_else(|| "expected a percentage from 0% to 100%".to_string())
}

/// Make an earlier index the live one again
///
/// Without a name: the one before the live one. `faq status --all` lists them. Takes effect at
/// once; the next reindex compares the content with it.
#[derive(Args, Clone, Debug)]
pub(crate) struct RollbackArgs {
    /// Name of the generation, such as gen-000007
    #[arg(value_name = "GENERATION")]
    pub generation: Option<String>,

    /// Wait so long for a reindex to end
    #[arg(long, value_name = "SECONDS", default_value = "0")]
    pub wait: u32,
}

/// Tell which index is live and whether the content has changed since
#[derive(Args, Clone, Debug)]
pub(crate) struct StatusArgs {
    /// List all generations that are kept
    #[arg(long)]
    pub all: bool,
}
