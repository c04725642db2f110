//! `faq eval --queries … --qrels …`: measures of judged queries, beside those of another run if
//! one is given.
//!
//! What the measures are is [`crate::eval`]'s, how they are printed `cli::render`'s.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::cli::args::EvalArgs;
use crate::cli::commands::open::with_index;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::render::eval_table;
use crate::cli::render::evaluation::{Compared, Evaluated, PerQuery};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::engine::RankedEntry;
use crate::eval::{self, Judgements, Measures, Query, RunLine};
use crate::index::IndexError;
use crate::search::{Languages, SCHEMA};

/// The ranked entries of each query of another run.
type OtherRun = BTreeMap<String, Vec<String>>;

/// The files of a judged set.
pub(super) struct JudgedFiles<'a> {
    /// The queries.
    pub(super) queries: &'a Path,
    /// The judgements.
    pub(super) qrels: &'a Path,
}

/// Runs the command.
pub(super) fn run(
    files: &JudgedFiles<'_>,
    args: &EvalArgs,
    languages: &Languages,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let queries = eval::read_queries(files.queries)?;
    let judgements = eval::read_qrels(files.qrels)?;
    let other = args.compare.as_deref().map(eval::read_run).transpose()?;
    let depth = usize::from(args.depth);
    let rankings = rank(&queries, languages, depth, settings, output)?;
    let per_query: Vec<PerQuery> = queries
        .iter()
        .zip(&rankings)
        .filter_map(|(query, ranking)| {
            let judged = judgements.get(&query.id)?;
            measure(query, ranking, judged, other.as_ref(), depth)
        })
        .collect();
    tell_what_is_missing(&judgements, &per_query, other.as_ref(), output);
    if let Some(path) = &args.run {
        let ids = queries.iter().map(|query| query.id.clone());
        eval::write_run(path, &ids.zip(rankings).collect::<Vec<_>>())?;
    }
    if per_query.is_empty() {
        output.note("no query has a relevant entry");
        return Ok(Outcome::NothingFound);
    }
    let all: Vec<Measures> = per_query.iter().map(|query| query.measures).collect();
    let evaluated = Evaluated {
        schema: SCHEMA,
        queries: per_query.len(),
        measures: Measures::mean(&all),
        unjudged_in_top_ten: per_query.iter().map(|q| q.unjudged_in_top_ten).sum(),
        compared: other.is_some().then(|| compare(&per_query)),
        per_query,
    };
    match output.format() {
        Format::Json => output.json(&evaluated)?,
        Format::Text => eval_table::show(&evaluated, args.per_query, output)?,
    }
    Ok(Outcome::Success)
}

/// Ranks entries for each query, in the order of the queries.
fn rank(
    queries: &[Query],
    languages: &Languages,
    depth: usize,
    settings: &Settings,
    output: &mut Output,
) -> Result<Vec<Vec<RunLine>>, CommandError> {
    let bars = output.bars();
    with_index(settings, output, |service| {
        let bar = bars.start("evaluating", queries.len() as u64);
        queries
            .par_iter()
            .map(|query| {
                let ranking = service.rank(&query.text, languages, depth)?;
                bar.advance(1);
                let lines = ranking
                    .into_iter()
                    .map(|RankedEntry { id, score }| RunLine { entry: id, score });
                Ok(lines.collect())
            })
            .collect::<Result<_, IndexError>>()
    })
}

/// Measures one query; `None` if it has no relevant entry.
fn measure(
    query: &Query,
    ranking: &[RunLine],
    judged: &BTreeMap<String, i32>,
    other: Option<&OtherRun>,
    depth: usize,
) -> Option<PerQuery> {
    let entries = || ranking.iter().map(|line| line.entry.as_str());
    let measures = eval::measure(&eval::ranked_judgements(entries(), judged), judged)?;
    let other = other.and_then(|run| {
        // As deep as this run, or the deeper measures could not be compared.
        let theirs = run.get(&query.id).into_iter().flatten().take(depth);
        let ranked = eval::ranked_judgements(theirs.map(String::as_str), judged);
        eval::measure(&ranked, judged)
    });
    let unjudged = entries()
        .take(10)
        .filter(|entry| !judged.contains_key(*entry));
    Some(PerQuery {
        id: query.id.clone(),
        query: query.text.clone(),
        measures,
        unjudged_in_top_ten: unjudged.count(),
        difference: other.map(|other| measures.minus(&other)),
        other,
    })
}

/// Compares the queries with those of the other run.
fn compare(per_query: &[PerQuery]) -> Compared {
    let other: Vec<Measures> = per_query.iter().filter_map(|query| query.other).collect();
    let differences: Vec<Measures> = per_query
        .iter()
        .filter_map(|query| query.difference)
        .collect();
    let count = |is: fn(f64) -> bool| differences.iter().filter(|d| is(d.ndcg_10)).count();
    let (better, worse) = (count(|d| d > 0.0), count(|d| d < 0.0));
    Compared {
        better,
        worse,
        equal: differences.len() - better - worse,
        other: Measures::mean(&other),
        difference: Measures::mean(&differences),
        p: Measures::from_each(|get| {
            eval::randomisation_p(&differences.iter().map(get).collect::<Vec<f64>>())
        }),
    }
}

/// Says which queries do not count, or count as nothing found in the other run.
fn tell_what_is_missing(
    judgements: &Judgements,
    per_query: &[PerQuery],
    other: Option<&OtherRun>,
    output: &mut Output,
) {
    let judged = judgements
        .values()
        .filter(|judged| judged.values().any(|&relevance| relevance > 0));
    let unasked = judged.count().saturating_sub(per_query.len());
    if unasked > 0 {
        output.note(&format!(
            "queries that are judged but not asked, and do not count: {unasked}"
        ));
    }
    let Some(other) = other else { return };
    let missing = per_query.iter().filter(|q| !other.contains_key(&q.id));
    let missing = missing.count();
    if missing > 0 {
        output.note(&format!(
            "queries for which the other run has nothing: {missing} of {}",
            per_query.len()
        ));
    }
}
