//! `faq mcp`: an assistant's tool over standard input and output.

use std::io;

use super::open::with_index;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::Output;
use crate::mcp::{self, Answers};
use crate::serve::{Places, ServeOptions};

/// Runs the command. Nothing but the protocol reaches standard output.
pub(crate) fn run(settings: &Settings, output: &mut Output) -> Result<Outcome, CommandError> {
    let places = Places::of(&ServeOptions {
        url: settings.serve.url.clone(),
        content: settings.roots.clone(),
        ..ServeOptions::default()
    });
    let served = with_index(settings, output, |service| {
        let from = Answers {
            service,
            locate: &|hit| places.locate(hit),
        };
        Ok(mcp::serve(&from, io::stdin().lock(), io::stdout().lock()))
    })?;
    served?;
    Ok(Outcome::Success)
}
