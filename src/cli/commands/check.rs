//! `faq check`: problems in the content, each with its place and a hint.

use serde::Serialize;

use crate::cli::args::CheckArgs;
use crate::cli::error::{CommandError, Outcome, with_advice};
use crate::cli::render::sarif;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output, counted};
use crate::cli::terminal::style::{Span, Style};
use crate::content::check;
use crate::content::corpus;
use crate::content::view::ArticleView;
use crate::index::{Finding, IndexError};
use crate::model::problem::Severity;
use crate::reindex;

/// A problem as it is printed.
#[derive(Serialize)]
pub(crate) struct Problem<'a> {
    /// Name of the rule.
    pub rule: &'a str,
    /// How bad it is.
    #[serde(rename = "severity")]
    pub level: Severity,
    /// Path as a user would type it.
    pub path: String,
    /// 1-based line; 0 for the whole file.
    pub line: u32,
    /// 1-based column; 0 when unknown.
    pub column: u32,
    /// What is wrong.
    pub message: &'a str,
    /// What to do about it.
    pub hint: &'a str,
}

impl<'a> Problem<'a> {
    /// With the path as a user would type it.
    pub(crate) fn new(finding: &'a Finding, settings: &Settings) -> Self {
        Self {
            rule: &finding.rule,
            level: finding.severity,
            path: settings
                .source_path(finding.root, &finding.path)
                .to_string_lossy()
                .into_owned(),
            line: finding.line,
            column: finding.column,
            message: &finding.message,
            hint: &finding.hint,
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
    pub(crate) fn line(&self) -> String {
        format!(
            "{}: {}[{}] {}",
            self.place(),
            self.level.as_str(),
            self.rule,
            self.message
        )
    }
}

/// Runs the command.
pub(crate) fn run(
    args: &CheckArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let corpus = corpus::read(&settings.roots, &settings.default_language)?;
    let articles: Vec<ArticleView> = corpus.articles.iter().map(ArticleView::from).collect();
    let mut findings: Vec<Finding> = check::check(&articles)
        .into_iter()
        .chain(corpus.problems)
        .map(Finding::from)
        .collect();
    match reindex::lost_anchors(&settings.index, &corpus.articles) {
        Ok(lost) => findings.extend(lost),
        Err(IndexError::Missing(_)) => {}
        Err(error) => {
            let error = with_advice(&error);
            output.warning(&format!("anchors are not compared: {error}"));
        }
    }
    findings.sort();
    let problems: Vec<Problem> = findings
        .iter()
        .map(|finding| Problem::new(finding, settings))
        .collect();
    let serious = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .count();
    if args.sarif {
        output.json(&sarif::log(&problems))?;
    } else if output.format() == Format::Json {
        for problem in &problems {
            output.json(problem)?;
        }
    } else {
        for problem in &problems {
            print(problem, output)?;
        }
        let articles = counted(corpus.articles.len() as u64, "article", "articles");
        output.note(&match (serious, problems.len() - serious) {
            (0, 0) => format!("{articles}, no problems"),
            (serious, notes) => format!(
                "{articles}, {}, {}",
                counted(serious as u64, "problem", "problems"),
                counted(notes as u64, "note", "notes")
            ),
        });
    }
    Ok(if serious == 0 {
        Outcome::Success
    } else {
        Outcome::NothingFound
    })
}

fn print(problem: &Problem<'_>, output: &mut Output) -> Result<(), CommandError> {
    let style = match problem.level {
        Severity::Error => Style::BOLD | Style::RED,
        Severity::Warning => Style::BOLD | Style::YELLOW,
        Severity::Info => Style::BOLD,
    };
    output.line(&[
        Span::new(&problem.place(), Style::PLAIN),
        Span::new(": ", Style::PLAIN),
        Span::new(
            &format!("{}[{}]", problem.level.as_str(), problem.rule),
            style,
        ),
        Span::new(&format!(" {}", problem.message), Style::PLAIN),
    ])?;
    output.line(&[Span::new(
        &format!("    hint: {}", problem.hint),
        Style::DIM,
    )])?;
    Ok(())
}
