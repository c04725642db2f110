//! `faq rollback`: makes an earlier generation the live one.

use std::time::Duration;

use serde::Serialize;

use crate::cli::args::RollbackArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::index::{self, Index, IndexError, WriterLock};

/// `faq rollback --json`.
#[derive(Serialize)]
struct RolledBack<'a> {
    schema: u32,
    generation: &'a str,
    previous: &'a str,
}

/// Runs the command.
pub fn run(
    args: &RollbackArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    // Before the lock, which would make a folder of anything.
    let previous = index::live(&settings.index)?;
    let wait = Duration::from_secs(args.wait.into());
    let lock = WriterLock::acquire(&settings.index, wait, &|| false)?;
    let target = lock.earlier(args.generation.as_deref())?;
    readable(&target.folder)?;
    lock.switch_to(&target)?;
    match output.format() {
        Format::Json => output.json(&RolledBack {
            schema: crate::search::SCHEMA,
            generation: &target.name,
            previous: &previous.name,
        })?,
        Format::Text => output.note(&format!(
            "{} is live, instead of {}; the next `faq reindex` compares the content with it",
            target.name, previous.name
        )),
    }
    Ok(Outcome::Success)
}

/// Refuses a generation that searches could not use.
fn readable(generation: &std::path::Path) -> Result<(), IndexError> {
    let index = Index::open(generation)?;
    for language in &index.manifest.languages {
        index.language(language)?;
    }
    Ok(())
}
