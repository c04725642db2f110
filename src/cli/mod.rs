//! The command: arguments in, text or JSON out, an exit code at the end.
//!
//! Owns everything that touches a terminal. Searching, indexing and reading
//! articles are the library's; nothing there depends on this module.

mod args;
mod cluster;
mod commands;
mod environment;
mod error;
mod filter;
mod logging;
pub(crate) mod render;
mod settings;
mod signals;
pub(crate) mod terminal;

use std::process::ExitCode;

use self::args::Command;
use self::error::{CommandError, Outcome};
use self::settings::Settings;
use self::terminal::output::{Output, is_broken_pipe};
use crate::service;

/// Runs the command line of the process and returns its exit code.
///
/// Wrong usage, help and the version end the process at once.
#[must_use]
pub fn main() -> ExitCode {
    let cli = args::parse();
    service::silence_contained_panics();
    let global = cli.global;
    let mut output = Output::new(global.format(), global.color, global.verbosity());
    let result = dispatch(&cli.command, &global, &mut output);
    let outcome = match result {
        Ok(outcome) => outcome,
        Err(error) if error.is_closed_pipe() => return ExitCode::SUCCESS,
        Err(error) => {
            output.error(&error.to_string());
            error.outcome()
        }
    };
    match output.finish() {
        Ok(()) => outcome.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(_) => Outcome::Error.into(),
    }
}

fn dispatch(
    command: &Command,
    global: &args::Global,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    // These two describe the program; settings, even broken ones, do not matter.
    match command {
        Command::Completions(args) => return commands::generate::completions(args, output),
        Command::Man => return commands::generate::man(output),
        #[cfg(feature = "meaning")]
        Command::Model(args) => return commands::model::run(args, output),
        _ => {}
    }
    let mut settings = Settings::new(global)?;
    match command {
        Command::Search(_) | Command::Eval(_) | Command::Mcp | Command::Report(_) => {
            settings.open_model(false)?;
        }
        Command::Reindex(_) => settings.open_model(true)?,
        #[cfg(all(unix, feature = "serve"))]
        Command::Serve(_) => settings.open_model(false)?,
        _ => {}
    }
    match command {
        Command::Search(args) => commands::search::run(args, &settings, output),
        Command::Suggest(args) => commands::suggest::run(args, &settings, output),
        Command::Show(args) => commands::show::run(args, &settings, output),
        Command::List(args) => commands::list::run(args, &settings, output),
        #[cfg(all(unix, feature = "serve"))]
        Command::Export(args) => commands::export::run(args, &settings, output),
        Command::Reindex(args) => commands::reindex::run(args, &settings, output),
        Command::Rollback(args) => commands::rollback::run(args, &settings, output),
        Command::Status(args) => commands::status::run(args, &settings, output),
        Command::Check(args) => commands::check::run(args, &settings, output),
        Command::Eval(args) => commands::eval::run(args, &settings, output),
        Command::Report(args) => commands::report::run(args, &settings, output),
        Command::Mcp => commands::mcp::run(&settings, output),
        #[cfg(all(unix, feature = "serve"))]
        Command::Serve(args) => commands::serve::run(args, &settings, output),
        #[cfg(feature = "meaning")]
        Command::Model(_) => Ok(Outcome::Success),
        Command::Completions(_) | Command::Man => Ok(Outcome::Success),
    }
}
