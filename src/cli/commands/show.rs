//! `faq show`: one whole answer.

use super::open::with_index;
use crate::cli::args::ShowArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::render::hit::{breadcrumb, links};
use crate::cli::settings::Settings;
use crate::cli::terminal::markdown;
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style};
use crate::cli::terminal::wrap::wrap_spans;
use crate::content::markdown::text;
use crate::model::response::ShownEntry;

/// How many related questions are named.
const RELATED: usize = 5;

/// Runs the command.
pub(crate) fn run(
    args: &ShowArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let (found, related) = with_index(settings, output, |service| {
        let found = service.find(&args.reference)?;
        let entry = found.first().filter(|_| args.related);
        let related = entry.map(|entry| service.related(entry, RELATED));
        Ok((found, related.transpose()?))
    })?;
    let Some(hit) = found.first() else {
        output.note(&format!(
            "no entry is called {}: give an id or path#anchor, as `faq search` prints them",
            args.reference
        ));
        return Ok(Outcome::NothingFound);
    };
    if output.format() == Format::Json {
        let shown = ShownEntry::new(hit, text::plain(&hit.markdown));
        output.json(&shown.with_related(related))?;
        return Ok(Outcome::Success);
    }
    for line in wrap_spans(
        &[Span::new(&hit.question, Style::BOLD)],
        output.width(),
        "",
        "",
    ) {
        output.line(&line)?;
    }
    for line in wrap_spans(
        &[Span::new(&breadcrumb(hit), Style::DIM)],
        output.width(),
        "",
        "",
    ) {
        output.line(&line)?;
    }
    output.line(&[])?;
    let body = markdown::render(&hit.markdown, output.width(), output.styled());
    output.rendered(&body)?;
    if !body.is_empty() {
        output.line(&[])?;
    }
    links(hit, "", settings, output)?;
    for entry in related.iter().flatten() {
        let line = format!("related: {}", entry.question);
        output.line(&[])?;
        for line in wrap_spans(&[Span::new(&line, Style::PLAIN)], output.width(), "", "") {
            output.line(&line)?;
        }
        output.line(&[Span::new(&entry.reference(), Style::CYAN)])?;
    }
    for other in &found[1..] {
        output.note(&format!(
            "{} also names {}: {}",
            args.reference, other.id, other.question
        ));
    }
    Ok(Outcome::Success)
}
