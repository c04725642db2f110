//! `faq suggest`: completions of what is being typed.

use super::open::with_index;
use crate::cli::args::SuggestArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style};
use crate::search::SuggestRequest;

/// Runs the command.
pub(crate) fn run(
    args: &SuggestArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = settings.languages(&args.languages, args.answer_language.as_deref())?;
    let mut request = SuggestRequest::new(&args.prefix());
    request.languages = languages.searched;
    request.display_languages = languages.display;
    request.limit = usize::from(args.limit);
    let found = with_index(settings, output, |service| service.suggest(&request))?;
    match output.format() {
        Format::Json => output.json(&found)?,
        Format::Text => {
            for suggestion in &found.suggestions {
                output.line(&[Span::new(&suggestion.text, Style::PLAIN)])?;
            }
        }
    }
    Ok(if found.suggestions.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Success
    })
}
