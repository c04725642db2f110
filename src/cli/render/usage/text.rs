//! The report as text for a terminal.

use std::io;

use super::{milliseconds, now, part, percent, reasons};
use crate::cli::terminal::output::Output;
use crate::cli::terminal::style::{Span, Style};
use crate::cli::terminal::width::fitted;
use crate::query_log::report::{Question, Report};

/// Columns of a question: what was pasted is known by its beginning.
const LONGEST_QUESTION: usize = 120;

/// Columns of another wording of it.
const LONGEST_WORDING: usize = 60;

/// Writes the report.
///
/// # Errors
/// What writing to stdout returns.
pub(crate) fn print(report: &Report, output: &mut Output) -> io::Result<()> {
    for line in summary(report) {
        output.line(&[Span::new(&line, Style::PLAIN)])?;
    }
    let asked = |question: &Question| vec![wordings(question)];
    list("Most asked", &report.most_asked, output, asked)?;
    list("Unanswered", &report.unanswered, output, |question| {
        vec![
            reasons(question),
            wordings(question),
            now(question).unwrap_or_default(),
        ]
    })?;
    match &report.low_click {
        Some(low) => list("Found and seldom followed", low, output, |question| {
            let followed = part(question.followed, question.watched);
            vec![format!(
                "{followed} of {} searches followed",
                question.watched
            )]
        })?,
        None => heading("Found and seldom followed: not recorded", output)?,
    }
    list("Slowest", &report.slow, output, |question| {
        vec![milliseconds(question.slowest_us)]
    })?;
    if report.seldom > 0 {
        output.line(&[])?;
        let line = format!(
            "Not named, because asked too seldom: {} questions (--min)",
            report.seldom
        );
        output.line(&[Span::new(&line, Style::DIM)])?;
    }
    Ok(())
}

/// Returns the figures of the whole log.
fn summary(report: &Report) -> Vec<String> {
    let days = match (report.days.first(), report.days.last()) {
        (Some(first), Some(last)) => format!(", {} to {}", first.day, last.day),
        _ => String::new(),
    };
    let times = &report.took_us;
    let mut lines = vec![
        format!("{} searches{days}", report.searches),
        format!(
            "{} found nothing ({}), {} with words missing ({})",
            report.no_hits,
            part(report.no_hits, report.searches),
            report.relaxed,
            part(report.relaxed, report.searches),
        ),
        format!(
            "times: half below {}, 95 % below {}, 99 % below {}, slowest {}",
            milliseconds(times.p50),
            milliseconds(times.p95),
            milliseconds(times.p99),
            milliseconds(times.max),
        ),
    ];
    lines.push(match report.followed {
        Some(share) => format!(
            "followed: {}; said to help {}, not to help {}",
            percent(share),
            report.helpful,
            report.unhelpful
        ),
        None => "what readers do with answers was not recorded".to_owned(),
    });
    lines
}

/// Writes one list, with lines about each question below it.
fn list(
    title: &str,
    questions: &[Question],
    output: &mut Output,
    details: impl Fn(&Question) -> Vec<String>,
) -> io::Result<()> {
    if questions.is_empty() {
        return heading(&format!("{title}: none"), output);
    }
    heading(title, output)?;
    for question in questions {
        let language = match question.language.as_str() {
            "" => String::new(),
            tag => format!(" [{tag}]"),
        };
        output.line(&[
            Span::new(&format!("{:>6}  ", question.searches), Style::PLAIN),
            Span::new(&fitted(&question.query, LONGEST_QUESTION), Style::BOLD),
            Span::new(&language, Style::DIM),
        ])?;
        for detail in details(question).iter().filter(|detail| !detail.is_empty()) {
            output.line(&[Span::new(&format!("        {detail}"), Style::DIM)])?;
        }
    }
    Ok(())
}

fn heading(title: &str, output: &mut Output) -> io::Result<()> {
    output.line(&[])?;
    output.line(&[Span::new(title, Style::BOLD)])
}

/// Returns the other wordings of a question.
fn wordings(question: &Question) -> String {
    if question.also.is_empty() {
        return String::new();
    }
    let also = question.also.iter();
    let also: Vec<_> = also.map(|other| fitted(other, LONGEST_WORDING)).collect();
    format!("also: {}", also.join("; "))
}
