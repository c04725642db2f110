//! `faq rollback`: makes an earlier generation the live one.

use std::time::Duration;

use serde::Serialize;

use crate::cli::args::RollbackArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::reindex;

/// `faq rollback --json`.
#[derive(Serialize)]
struct RolledBack<'a> {
    schema: u32,
    generation: &'a str,
    previous: &'a str,
}

/// Runs the command.
pub(crate) fn run(
    args: &RollbackArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let wait = Duration::from_secs(args.wait.into());
    let rolled_back = reindex::rollback_in(&settings.place(), args.generation.as_deref(), wait)?;
    match output.format() {
        Format::Json => output.json(&RolledBack {
            schema: crate::search::SCHEMA,
            generation: &rolled_back.generation,
            previous: &rolled_back.previous,
        })?,
        Format::Text => output.note(&format!(
            "{} is live, instead of {}; the next `faq reindex` compares the content with it",
            rolled_back.generation, rolled_back.previous
        )),
    }
    Ok(Outcome::Success)
}
