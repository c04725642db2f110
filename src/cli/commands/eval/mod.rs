//! `faq eval`: how good the answers are, by judged queries, questions with noise or sentences that
//! are pasted.

mod judged;
mod noise;
mod pasted;

use self::judged::JudgedFiles;
use crate::cli::args::EvalArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::Output;
use crate::search::RankingParameters;

/// Runs the command.
pub(crate) fn run(
    args: &EvalArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = settings.languages(&args.languages, None)?.searched;
    let mut settings = settings.clone();
    set_parameters(&mut settings.parameters, &args.set)?;
    let settings = &settings;
    match (&args.queries, &args.qrels) {
        (Some(queries), Some(qrels)) if !args.noise => {
            let files = JudgedFiles { queries, qrels };
            judged::run(&files, args, &languages, settings, output)
        }
        _ if args.pasted => pasted::run(args, &languages, settings, output),
        _ => noise::run(args, &languages, settings, output),
    }
}

/// Changes the parameters that are named as `NAME=VALUE`.
fn set_parameters(
    parameters: &mut RankingParameters,
    assignments: &[String],
) -> Result<(), CommandError> {
    for assignment in assignments {
        let Some((name, value)) = assignment.split_once('=') else {
            let text = format!("--set takes NAME=VALUE, not `{assignment}`");
            return Err(CommandError::Usage(text));
        };
        let set = parameters.set(name, value);
        set.map_err(|error| CommandError::Usage(format!("--set: {error}")))?;
    }
    Ok(())
}
