//! `faq model`: makes a model ready, and tells what it is.

mod check;
pub(in crate::cli) mod open;

use crate::cli::args::{ImportArgs, ModelArgs, ModelCommand};
use crate::cli::error::{CommandError, Outcome};
use crate::cli::terminal::output::Output;
use crate::meaning::{self, Prefixes};

/// Runs the command.
pub(crate) fn run(args: &ModelArgs, output: &mut Output) -> Result<Outcome, CommandError> {
    match &args.command {
        ModelCommand::Import(args) => import(args, output),
        ModelCommand::Check(args) => check::run(args, output),
    }
}

fn import(args: &ImportArgs, output: &mut Output) -> Result<Outcome, CommandError> {
    let prefixes = Prefixes {
        query: args.query_prefix.clone(),
        passage: args.passage_prefix.clone(),
    };
    let path = meaning::import(&args.folder, &prefixes, &open::map)?;
    output.note(&format!("{} is ready", path.display()));
    Ok(Outcome::Success)
}
