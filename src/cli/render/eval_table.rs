//! The measures of judged queries as text.

use std::io;

use super::evaluation::{Compared, Evaluated, PerQuery};
use crate::cli::terminal::output::Output;
use crate::cli::terminal::style::{Span, Style};
use crate::eval::Measures;

/// How many of the largest gains, and of the largest losses, are shown.
const LARGEST: usize = 5;

/// Writes the means, before them every query if wanted, and after them what
/// differs most from the other run.
///
/// # Errors
/// What writing to stdout returns.
pub(crate) fn show(evaluated: &Evaluated, per_query: bool, output: &mut Output) -> io::Result<()> {
    if per_query {
        show_queries(&evaluated.per_query, output)?;
        line("", Style::PLAIN, output)?;
    }
    let queries = format!("queries   {}", evaluated.queries);
    line(&queries, Style::PLAIN, output)?;
    let Some(compared) = &evaluated.compared else {
        for (name, value) in evaluated.measures.named() {
            line(&format!("{name:<10}{value:.4}"), Style::PLAIN, output)?;
        }
        return Ok(());
    };
    show_comparison(&evaluated.measures, compared, output)?;
    show_largest(&evaluated.per_query, output)
}

fn line(text: &str, style: Style, output: &mut Output) -> io::Result<()> {
    output.line(&[Span::new(text, style)])
}

/// Returns how a query is named: identifier and text.
fn name(query: &PerQuery) -> String {
    format!("{}  {}", query.id, query.query)
}

fn show_queries(queries: &[PerQuery], output: &mut Output) -> io::Result<()> {
    let cells = Measures::default().named();
    let head: String = cells.map(|(name, _)| format!("{name:<9}")).concat();
    line(&format!("{head}query"), Style::DIM, output)?;
    for query in queries {
        let cells = query.measures.named();
        let cells: String = cells.map(|(_, value)| format!("{value:<9.4}")).concat();
        line(&(cells + &name(query)), Style::PLAIN, output)?;
    }
    Ok(())
}

fn show_comparison(
    measures: &Measures,
    compared: &Compared,
    output: &mut Output,
) -> io::Result<()> {
    let head = format!("{:<10}{:<9}{:<9}{:<12}p", "", "here", "there", "difference");
    line(&head, Style::DIM, output)?;
    let there = compared.other.named().map(|(_, value)| value);
    let difference = compared.difference.named().map(|(_, value)| value);
    let p = compared.p.named().map(|(_, value)| value);
    for ((((name, here), there), difference), p) in (measures.named().into_iter().zip(there))
        .zip(difference)
        .zip(p)
    {
        let cells = format!("{name:<10}{here:<9.4}{there:<9.4}{difference:<+12.4}{p:.4}");
        line(&cells, Style::PLAIN, output)?;
    }
    let Compared {
        better,
        worse,
        equal,
        ..
    } = compared;
    let counts = format!("nDCG@10 of the queries: {better} better, {worse} worse, {equal} equal");
    line("", Style::PLAIN, output)?;
    line(&counts, Style::PLAIN, output)
}

/// Returns the queries whose nDCG@10 differs most, the largest gain and the largest loss first.
fn show_largest(queries: &[PerQuery], output: &mut Output) -> io::Result<()> {
    let mut differing: Vec<(f64, &PerQuery)> = queries
        .iter()
        .filter_map(|query| Some((query.difference?.ndcg_10, query)))
        .filter(|(difference, _)| *difference != 0.0)
        .collect();
    if differing.is_empty() {
        return Ok(());
    }
    differing.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let gains = differing
        .iter()
        .take_while(|(difference, _)| *difference > 0.0);
    let losses = differing.iter().rev();
    let losses = losses.take_while(|(difference, _)| *difference < 0.0);
    let head = format!("{:<9}{:<9}{:<12}query", "here", "there", "difference");
    line(&head, Style::DIM, output)?;
    for (difference, query) in gains.take(LARGEST).chain(losses.take(LARGEST)) {
        let here = query.measures.ndcg_10;
        let there = query.other.map_or(0.0, |other| other.ndcg_10);
        let cells = format!("{here:<9.4}{there:<9.4}{difference:<+12.4}{}", name(query));
        line(&cells, Style::PLAIN, output)?;
    }
    Ok(())
}
