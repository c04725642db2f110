//! `faq eval`: how good the answers are, by judged queries or by questions with noise.

pub(crate) mod judged;
mod noise;

use crate::cli::args::EvalArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::Output;

/// Runs the command.
pub(crate) fn run(
    args: &EvalArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = settings.languages(&args.languages, None)?.searched;
    match (&args.queries, &args.qrels) {
        (Some(queries), Some(qrels)) if !args.noise => {
            judged::run((queries, qrels), args, &languages, settings, output)
        }
        _ => noise::run(args, &languages, settings, output),
    }
}
