//! `faq mcp`: an assistant's tool over standard input and output.

use std::io;

use super::open::with_index;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::Output;
use crate::mcp::{self, Answers};
use crate::model::response::Hit;
#[cfg(all(unix, feature = "serve"))]
use crate::serve::{Places, ServeOptions};

/// Runs the command. Nothing but the protocol reaches standard output.
pub(crate) fn run(settings: &Settings, output: &mut Output) -> Result<Outcome, CommandError> {
    let locate = locate(settings);
    let served = with_index(settings, output, |service| {
        let from = Answers {
            service,
            locate: &locate,
        };
        Ok(mcp::serve(&from, io::stdin().lock(), io::stdout().lock()))
    })?;
    served?;
    Ok(Outcome::Success)
}

/// Returns what gives entries the addresses of their pages on the server of this configuration.
#[cfg(all(unix, feature = "serve"))]
fn locate(settings: &Settings) -> impl Fn(&mut Hit) + use<> {
    let places = Places::of(&ServeOptions {
        url: settings.serve.url.clone(),
        ..ServeOptions::default()
    });
    move |hit| places.locate(hit)
}

/// Returns what leaves entries as they are: without the server they have no pages.
#[cfg(not(all(unix, feature = "serve")))]
fn locate(_settings: &Settings) -> impl Fn(&mut Hit) + use<> {
    |_hit| {}
}
