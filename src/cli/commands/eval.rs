//! `faq eval`: how good the answers are, by judged queries.

mod noise;

use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use super::open::with_index;
use crate::cli::args::EvalArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::{Format, Output};
use crate::cli::settings::{self, Settings};
use crate::cli::style::{Span, Style};
use crate::eval::{self, Measures, RunLine};
use crate::index::IndexError;
use crate::search::{Languages, SCHEMA, Searcher};

/// `faq eval --json`.
#[derive(Serialize)]
struct Evaluated {
    schema: u32,
    queries: usize,
    measures: Measures,
    unjudged_in_top_ten: usize,
}

/// Runs the command.
pub fn run(
    args: &EvalArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = match settings::languages(&args.languages)? {
        Some(tags) => Languages::Only(tags),
        None => Languages::Any,
    };
    match (&args.queries, &args.qrels) {
        (Some(queries), Some(qrels)) if !args.noise => {
            measure((queries, qrels), args, &languages, settings, output)
        }
        _ => noise::run(args, &languages, settings, output),
    }
}

fn measure(
    (queries, qrels): (&Path, &Path),
    args: &EvalArgs,
    languages: &Languages,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let queries = eval::read_queries(queries)?;
    let judgements = eval::read_qrels(qrels)?;
    let depth = usize::from(args.depth);
    let bar = output.bars().start("evaluating", queries.len() as u64);
    let (_, rankings) = with_index(settings, output, |searcher: &Searcher| {
        queries
            .par_iter()
            .map(|query| {
                let ranking = searcher.rank(&query.text, languages, depth)?;
                bar.advance(1);
                Ok((query.id.clone(), ranking))
            })
            .collect::<Result<Vec<(String, Vec<(String, f32)>)>, IndexError>>()
    })?;
    drop(bar);
    let none = std::collections::BTreeMap::new();
    let mut measured = Vec::new();
    let mut unjudged = 0;
    for (query, ranking) in &rankings {
        let judged = judgements.get(query).unwrap_or(&none);
        let ranked =
            eval::ranked_judgements(ranking.iter().map(|(entry, _)| entry.as_str()), judged);
        if let Some(measures) = eval::measure(&ranked, judged) {
            measured.push(measures);
            unjudged += ranking
                .iter()
                .take(10)
                .filter(|(entry, _)| !judged.contains_key(entry))
                .count();
        }
    }
    if let Some(path) = &args.run {
        let lines: Vec<(String, Vec<RunLine>)> = rankings
            .into_iter()
            .map(|(query, ranking)| {
                let lines = ranking
                    .into_iter()
                    .map(|(entry, score)| RunLine { entry, score })
                    .collect();
                (query, lines)
            })
            .collect();
        eval::write_run(path, &lines)?;
    }
    let evaluated = Evaluated {
        schema: SCHEMA,
        queries: measured.len(),
        measures: Measures::mean(&measured),
        unjudged_in_top_ten: unjudged,
    };
    match output.format() {
        Format::Json => output.json(&evaluated)?,
        Format::Text => {
            let mut line = |name: &str, value: String| {
                output.line(&[Span::new(&format!("{name:<10}{value}"), Style::PLAIN)])
            };
            line("queries", evaluated.queries.to_string())?;
            for (name, value) in evaluated.measures.named() {
                line(name, format!("{value:.4}"))?;
            }
        }
    }
    Ok(Outcome::Found)
}
