//! `faq search`: ranked answers.

use super::open::with_index;
use crate::cli::args::{KindFilter, SearchArgs};
use crate::cli::error::{CommandError, Outcome};
use crate::cli::settings::Settings;
use crate::cli::terminal::hyperlink::Link;
use crate::cli::terminal::markdown;
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style, highlighted};
use crate::cli::terminal::wrap::wrap_spans;
use crate::model::article::Kind;
use crate::search::{Hit, NamedEntry, Request, Response};

/// Indentation of what belongs to a hit.
const INDENT: &str = "   ";

/// Of the other places where an answer stands, so many are named.
const SAME_ANSWERS: usize = 3;

/// Runs the command.
pub fn run(
    args: &SearchArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = settings.languages(&args.languages, args.answer_language.as_deref())?;
    let mut request = Request::new(&args.query());
    request.languages = languages.searched;
    request.answer_in = languages.display;
    request.limit = usize::from(args.limit);
    request.offset = args.offset as usize;
    request.full = args.full;
    request.explain = args.explain;
    request.kind = kind(args.kind);
    request.filters = args
        .filters
        .iter()
        .map(|filter| (filter.field.clone(), filter.value.clone()))
        .collect();
    let (response, known) = with_index(settings, output, |service| {
        let response = service.search(&request)?;
        let is_unknown = response.languages.is_empty();
        let known = is_unknown.then(|| service.languages());
        Ok((response, known.unwrap_or_default()))
    })?;
    if !known.is_empty() {
        output.warning(&format!(
            "the index has no such language; it has {}",
            known.join(", ")
        ));
    }
    output.detail(&format!(
        "{} answers in {}, found in {} µs",
        response.total,
        response.languages.join(", "),
        response.took_us
    ));
    match output.format() {
        Format::Json => output.json(&response)?,
        Format::Text => text(&response, args, settings, output)?,
    }
    Ok(if response.hits.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Success
    })
}

/// The kind that `--kind` asks for.
pub fn kind(filter: KindFilter) -> Option<Kind> {
    match filter {
        KindFilter::Question => Some(Kind::Question),
        KindFilter::Section => Some(Kind::Section),
        KindFilter::Any => None,
    }
}

fn text(
    response: &Response,
    args: &SearchArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    if response.hits.is_empty() {
        output.note(&format!("nothing found for {}", response.query));
        return Ok(());
    }
    if let Some(relaxed) = &response.relaxed {
        output.note(&format!(
            "no answer has all the words; the first lacks: {}",
            relaxed.missing.join(", ")
        ));
    }
    for (number, hit) in response.hits.iter().enumerate() {
        if number > 0 {
            output.line(&[])?;
        }
        print_hit(hit, args.full, settings, output)?;
    }
    let shown = response.hits.len();
    if response.total > shown {
        let first = args.offset as usize + 1;
        output.note(&format!(
            "\n{first} to {} of {} answers; more with --offset {}",
            first + shown - 1,
            response.total,
            first + shown - 1
        ));
    }
    Ok(())
}

fn print_hit(
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
    if let Some(explanation) = &hit.explanation {
        output.line(&[
            Span::new(INDENT, Style::PLAIN),
            Span::new(&format!("score {:.2}", hit.score), Style::DIM),
        ])?;
        for line in explanation {
            let what = if line.word.is_empty() {
                line.form.clone()
            } else {
                format!("{} in {} as {}", line.word, line.field, line.form)
            };
            let text = format!("{INDENT}  {:>7.2}  {what}", line.added);
            output.line(&[Span::new(&text, Style::DIM)])?;
        }
    }
    Ok(())
}

/// Where else the answer stands, on one line.
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

/// Article and headings above, and the language.
pub fn breadcrumb(hit: &Hit) -> String {
    let mut parts = vec![hit.article.title.as_str()];
    parts.extend(hit.section.iter().map(String::as_str));
    format!("{} [{}]", parts.join(" › "), hit.language)
}

/// Where the answer is published and in which other languages.
pub fn links(
    hit: &Hit,
    indent: &str,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    let public = Link::web(&hit.url);
    let target = public.clone().or_else(|| {
        settings
            .source_path(hit.root as usize, &hit.path)
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

fn wrapped(spans: &[Span], indent: &str, output: &mut Output) -> Result<(), CommandError> {
    for line in wrap_spans(spans, output.width(), indent, INDENT) {
        output.line(&line)?;
    }
    Ok(())
}
