//! `faq suggest`: completions of what is being typed.

use super::open::with_index;
use crate::cli::args::SuggestArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::{self, Settings};
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style};
use crate::search::{Languages, SuggestRequest};

/// Runs the command.
pub fn run(
    args: &SuggestArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let looked_at = settings::languages(&args.languages)?;
    let answer_in = args
        .answer_language
        .as_deref()
        .map(settings::canonical)
        .transpose()?;
    let mut request = SuggestRequest::new(&args.prefix());
    request.limit = usize::from(args.limit);
    if let Some(tags) = &looked_at {
        request.languages = Languages::Only(tags.clone());
    }
    let (searcher, found) = with_index(settings, output, |searcher| {
        let mut request = request.clone();
        request.answer_in = settings.answer_in(
            answer_in.as_deref(),
            looked_at.as_deref().unwrap_or_default(),
        );
        request.otherwise_in = settings.otherwise_in(&searcher.languages());
        searcher.suggest(&request)
    })?;
    match output.format() {
        Format::Json => output.json(&found)?,
        Format::Text => {
            for suggestion in &found.suggestions {
                output.line(&[Span::new(&suggestion.text, Style::PLAIN)])?;
            }
        }
    }
    // The process ends: unmapping the index file by file would only take time.
    std::mem::forget(searcher);
    Ok(if found.suggestions.is_empty() {
        Outcome::NotFound
    } else {
        Outcome::Found
    })
}
