//! `faq check`: problems in the content, each with its place and a hint.

use serde::Serialize;

use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::{Format, Output};
use crate::cli::settings::Settings;
use crate::cli::style::{Span, Style};
use crate::content::model::{Problem, Severity};
use crate::content::{check, corpus};

/// A problem as it is printed.
#[derive(Serialize)]
pub struct Printed<'a> {
    rule: &'a str,
    severity: &'static str,
    path: String,
    line: u32,
    column: u32,
    message: &'a str,
    hint: &'a str,
}

impl<'a> Printed<'a> {
    /// With the path as a user would type it.
    pub fn new(problem: &'a Problem, settings: &Settings) -> Self {
        Self {
            rule: problem.rule,
            severity: problem.severity.as_str(),
            path: settings
                .source_path(problem.root, &problem.path)
                .to_string_lossy()
                .into_owned(),
            line: problem.line,
            column: problem.column,
            message: &problem.message,
            hint: problem.hint,
        }
    }

    /// `file:line:column`, as far as it is known.
    fn place(&self) -> String {
        match (self.line, self.column) {
            (0, _) => self.path.clone(),
            (line, 0) => format!("{}:{line}", self.path),
            (line, column) => format!("{}:{line}:{column}", self.path),
        }
    }

    /// One line: `file:line:column: severity[rule] message`.
    pub fn line(&self) -> String {
        format!(
            "{}: {}[{}] {}",
            self.place(),
            self.severity,
            self.rule,
            self.message
        )
    }
}

/// Runs the command.
pub fn run(settings: &Settings, output: &mut Output) -> Result<Outcome, CommandError> {
    let corpus = corpus::read(&settings.roots, &settings.default_language)?;
    let mut problems = check::check(&corpus.articles);
    problems.extend(corpus.problems);
    problems.sort_by(|a, b| {
        (a.root, &a.path, a.line, a.column, a.rule)
            .cmp(&(b.root, &b.path, b.line, b.column, b.rule))
    });
    let serious = problems
        .iter()
        .filter(|problem| problem.severity > Severity::Info)
        .count();
    match output.format() {
        Format::Json => {
            for problem in &problems {
                output.json(&Printed::new(problem, settings))?;
            }
        }
        Format::Text => {
            for problem in &problems {
                print(problem, settings, output)?;
            }
            output.note(&match (serious, problems.len() - serious) {
                (0, 0) => format!("{} articles, no problems", corpus.articles.len()),
                (serious, notes) => format!(
                    "{} articles, {serious} problems, {notes} notes",
                    corpus.articles.len()
                ),
            });
        }
    }
    Ok(if serious == 0 {
        Outcome::Found
    } else {
        Outcome::NotFound
    })
}

fn print(problem: &Problem, settings: &Settings, output: &mut Output) -> Result<(), CommandError> {
    let printed = Printed::new(problem, settings);
    let style = match problem.severity {
        Severity::Error => Style::BOLD | Style::RED,
        Severity::Warning => Style::BOLD | Style::YELLOW,
        Severity::Info => Style::BOLD,
    };
    output.line(&[
        Span::new(&printed.place(), Style::PLAIN),
        Span::new(": ", Style::PLAIN),
        Span::new(&format!("{}[{}]", printed.severity, printed.rule), style),
        Span::new(&format!(" {}", printed.message), Style::PLAIN),
    ])?;
    output.line(&[Span::new(
        &format!("    hint: {}", printed.hint),
        Style::DIM,
    )])?;
    Ok(())
}
