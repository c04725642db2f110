//! `faq check`: problems in the content, each with its place and a hint.

use std::collections::HashMap;

use crate::cli::args::CheckArgs;
use crate::cli::error::{CommandError, Outcome, with_advice};
use crate::cli::render::dialects;
use crate::cli::render::left_out;
use crate::cli::render::problem::Problem;
use crate::cli::render::sarif;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output, counted};
use crate::cli::terminal::style::{Span, Style};
use crate::cli::terminal::wrap::wrap_spans;
use crate::content::check;
use crate::content::corpus;
use crate::content::view::ArticleView;
use crate::index::{Finding, IndexError};
use crate::model::file_id::FileRef;
use crate::model::rule::{self, RULES};
use crate::model::severity::Severity;
use crate::reindex;

/// Runs the command.
pub(crate) fn run(
    args: &CheckArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    if let Some(id) = &args.explain {
        return explain(id, output);
    }
    let corpus = corpus::read(&settings.roots, &settings.default_language)?;
    let articles: Vec<ArticleView> = corpus.articles.iter().map(ArticleView::from).collect();
    let mut findings: Vec<Finding> = check::check(&articles)
        .into_iter()
        .chain(corpus.problems)
        .map(Finding::from)
        .collect();
    match reindex::lost_anchors(&settings.place(), &corpus.articles) {
        Ok(lost) => findings.extend(lost),
        Err(IndexError::Missing(_)) => {}
        Err(error) => {
            let error = with_advice(&error);
            output.warning(&format!("anchors are not compared: {error}"));
        }
    }
    findings.sort();
    let read_in: HashMap<FileRef, Option<&'static str>> = corpus
        .articles
        .iter()
        .map(|article| (article.file_id(), article.dialect))
        .collect();
    let problems: Vec<Problem> = findings
        .iter()
        .map(|finding| Problem {
            dialect: read_in.get(&finding.file_id()).copied().flatten(),
            ..Problem::new(finding, settings)
        })
        .collect();
    let dialects = dialects::dialects(&corpus.sites, settings);
    let serious = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .count();
    if args.sarif {
        output.json(&sarif::log(&problems, &dialects))?;
    } else if output.format() == Format::Json {
        for problem in &problems {
            output.json(problem)?;
        }
    } else {
        let shown = findings.iter().zip(&problems);
        let shown: Vec<&Problem> = shown
            .filter(|(finding, _)| !finding.is_left_out())
            .map(|(_, problem)| problem)
            .collect();
        for problem in &shown {
            print(problem, output)?;
        }
        let left_out = findings.iter().filter(|finding| finding.is_left_out());
        for line in left_out::lines(left_out, settings) {
            let rule = rule::LEFT_OUT;
            let head = format!("{}[{}]", rule.severity.as_str(), rule.id);
            output.line(&[
                Span::new(&head, style(rule.severity)),
                Span::new(&format!(" {line}"), Style::PLAIN),
            ])?;
        }
        for dialect in &dialects {
            output.note(&dialect.to_string());
        }
        let articles = corpus.articles.iter();
        let articles = articles.filter(|article| !article.is_left_out).count();
        let articles = counted(articles as u64, "article", "articles");
        output.note(&match (serious, shown.len() - serious) {
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

/// Prints what a rule means.
fn explain(id: &str, output: &mut Output) -> Result<Outcome, CommandError> {
    let Some(rule) = RULES.iter().find(|rule| rule.id == id) else {
        return Ok(Outcome::NothingFound);
    };
    if output.format() == Format::Json {
        output.json(rule)?;
        return Ok(Outcome::Success);
    }
    let head = format!("{}[{}]", rule.severity.as_str(), rule.id);
    output.line(&[
        Span::new(&head, style(rule.severity)),
        Span::new(&format!(" {}", rule.summary), Style::PLAIN),
    ])?;
    for line in wrap_spans(
        &[Span::new(rule.description, Style::PLAIN)],
        output.width(),
        "",
        "",
    ) {
        output.line(&line)?;
    }
    output.line(&[Span::new(&format!("hint: {}", rule.hint), Style::DIM)])?;
    Ok(Outcome::Success)
}

/// Returns how a severity is shown.
fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::BOLD | Style::RED,
        Severity::Warning => Style::BOLD | Style::YELLOW,
        Severity::Info => Style::BOLD,
    }
}

fn print(problem: &Problem<'_>, output: &mut Output) -> Result<(), CommandError> {
    output.line(&[
        Span::new(&problem.place(), Style::PLAIN),
        Span::new(": ", Style::PLAIN),
        Span::new(
            &format!("{}[{}]", problem.level.as_str(), problem.rule),
            style(problem.level),
        ),
        Span::new(&format!(" {}", problem.message), Style::PLAIN),
    ])?;
    output.line(&[Span::new(
        &format!("    hint: {}", problem.hint),
        Style::DIM,
    )])?;
    Ok(())
}
