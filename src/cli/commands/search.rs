//! `faq search`: ranked answers.

use super::open::with_index;
use crate::cli::args::SearchArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::filter::kind;
use crate::cli::render::hit;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output, counted};
use crate::search::{Request, Response};

/// Runs the command.
pub(crate) fn run(
    args: &SearchArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = settings.languages(&args.languages, args.answer_language.as_deref())?;
    let mut request = Request::new(&args.query());
    request.languages = languages.searched;
    request.display_languages = languages.display;
    request.limit = usize::from(args.limit);
    request.offset = args.offset as usize;
    request.literal = args.literal;
    request.count = args.count;
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
        total(&response),
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

fn text(
    response: &Response,
    args: &SearchArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    if response.hits.is_empty() {
        output.note(&format!("nothing found for {}", response.query));
        if let Some(without) = &response.without_operators {
            let more = if without.total_is_exact {
                ""
            } else {
                "more than "
            };
            output.note(&format!(
                "no answer has all that quotation marks, minus and star ask for; the words alone \
                 find {more}{}: faq search --literal '{}'",
                counted(without.total as u64, "answer", "answers"),
                without.query.replace('\'', "'\\''")
            ));
        }
        return Ok(());
    }
    if let Some(relaxed) = &response.relaxed {
        output.note(&format!(
            "no answer has all the words; the first lacks: {}",
            relaxed.missing.join(", ")
        ));
    }
    for (number, found) in response.hits.iter().enumerate() {
        if number > 0 {
            output.line(&[])?;
        }
        hit::print(found, args.full, settings, output)?;
    }
    let shown = response.hits.len();
    if response.total > shown || !response.total_is_exact {
        let first = args.offset as usize + 1;
        output.note(&format!(
            "\n{first} to {} of {} answers; more with --offset {}",
            first + shown - 1,
            total(response),
            first + shown - 1
        ));
    }
    Ok(())
}

/// Says how many answers there are.
fn total(response: &Response) -> String {
    match response.total_is_exact {
        true => response.total.to_string(),
        false => format!("more than {}", response.total),
    }
}
