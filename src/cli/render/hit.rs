//! A hit as text: its rank, question, place and answer, and where else the answer stands.
//!
//! Owns what is printed of a hit, for `faq search` and, in part, for `faq show`. Which hits there
//! are is decided by the search.

use crate::cli::error::CommandError;
use crate::cli::settings::Settings;
use crate::cli::terminal::hyperlink::Link;
use crate::cli::terminal::markdown;
use crate::cli::terminal::output::Output;
use crate::cli::terminal::style::{Span, Style, highlighted};
use crate::cli::terminal::wrap::wrap_spans;
use crate::model::file_id::FileId;
use crate::search::{Hit, NamedEntry};

/// Indentation of what stands below the question of a hit.
const INDENT: &str = "   ";

/// How many of the other places with the same answer are named.
const SAME_ANSWERS: usize = 3;

/// Prints a hit: its whole answer if `full`, else the snippet.
///
/// # Errors
/// The output cannot be written.
pub(crate) fn print(
    hit: &Hit,
    full: bool,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    let rank = format!("{:<width$}", format!("{}.", hit.rank), width = INDENT.len());
    let question = highlighted(
        &hit.question,
        &hit.question_highlights,
        Style::BOLD,
        Style::YELLOW,
    );
    wrapped(&question, &rank, output)?;
    wrapped(&[Span::new(&breadcrumb(hit), Style::DIM)], INDENT, output)?;
    if full {
        let body = markdown::render(
            &hit.markdown,
            output.width().saturating_sub(INDENT.len()),
            output.styled(),
        );
        for line in body.lines() {
            output.rendered(if line.is_empty() { "" } else { INDENT })?;
            output.rendered(line)?;
            output.rendered("\n")?;
        }
    } else if !hit.snippet.text.is_empty() {
        let snippet = highlighted(
            &hit.snippet.text,
            &hit.snippet.highlights,
            Style::PLAIN,
            Style::BOLD | Style::YELLOW,
        );
        wrapped(&snippet, INDENT, output)?;
    }
    links(hit, INDENT, settings, output)?;
    same_answers(hit, output)?;
    explanation(hit, output)
}

/// Prints what the score is made of, if that was asked for.
fn explanation(hit: &Hit, output: &mut Output) -> Result<(), CommandError> {
    let Some(lines) = &hit.explanation else {
        return Ok(());
    };
    output.line(&[
        Span::new(INDENT, Style::PLAIN),
        Span::new(&format!("score {:.2}", hit.score), Style::DIM),
    ])?;
    for line in lines {
        let what = if line.word.is_empty() {
            line.form.clone()
        } else {
            format!("{} in {} as {}", line.word, line.field, line.form)
        };
        let text = format!("{INDENT}  {:>7.2}  {what}", line.added);
        output.line(&[Span::new(&text, Style::DIM)])?;
    }
    Ok(())
}

/// Prints where else the answer stands, on one line.
fn same_answers(hit: &Hit, output: &mut Output) -> Result<(), CommandError> {
    let named: Vec<String> = hit
        .same_answer
        .iter()
        .take(SAME_ANSWERS)
        .map(NamedEntry::reference)
        .collect();
    if named.is_empty() {
        return Ok(());
    }
    let mut text = format!("{INDENT}same answer: {}", named.join(", "));
    let more = hit.same_answer_total.saturating_sub(named.len());
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    output.line(&[Span::new(&text, Style::DIM)])?;
    Ok(())
}

/// Returns the article, the headings above the entry, and the language.
pub(crate) fn breadcrumb(hit: &Hit) -> String {
    let mut parts = vec![hit.article.title.as_str()];
    parts.extend(hit.section.iter().map(String::as_str));
    format!("{} [{}]", parts.join(" › "), hit.language)
}

/// Prints where the answer is published, and in which other languages it is to be had.
///
/// # Errors
/// The output cannot be written.
pub(crate) fn links(
    hit: &Hit,
    indent: &str,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    let public = Link::web(&hit.url);
    let target = public.clone().or_else(|| {
        settings
            .source_path(FileId::new(hit.root as usize, &hit.path))
            .canonicalize()
            .ok()
            .and_then(|path| Link::file(&path))
    });
    let mut line = vec![
        Span::new(indent, Style::PLAIN),
        Span::new(&hit.reference(), Style::CYAN).with_link(target),
    ];
    if !hit.translations.is_empty() {
        let also: Vec<&str> = hit
            .translations
            .iter()
            .map(|translation| translation.language.as_str())
            .collect();
        line.push(Span::new(
            &format!("  also: {}", also.join(", ")),
            Style::DIM,
        ));
    }
    output.line(&line)?;
    if let Some(link) = public {
        output.line(&[
            Span::new(indent, Style::PLAIN),
            Span::new(&hit.url, Style::DIM).with_link(Some(link)),
        ])?;
    }
    Ok(())
}

/// Prints spans over as many lines as they need, the first one with an indentation of its own.
fn wrapped(spans: &[Span], indent: &str, output: &mut Output) -> Result<(), CommandError> {
    for line in wrap_spans(spans, output.width(), indent, INDENT) {
        output.line(&line)?;
    }
    Ok(())
}
