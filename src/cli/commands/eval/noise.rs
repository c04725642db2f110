//! `faq eval --noise`: whether questions are found however they are typed.
//!
//! Which questions, and which entries are right for each; what noise is and
//! what counts as found is [`crate::eval`]'s.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use globset::GlobMatcher;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::args::EvalArgs;
use crate::cli::commands::open::with_index;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::filter::path_matcher;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style};
use crate::eval::{self, EvalError, KnownItem, Perturbation};
use crate::index::IndexError;
use crate::model::article::Kind;
use crate::search::{Languages, SCHEMA};
use crate::service::Service;

/// How often each question is perturbed where chance decides.
const ROUNDS: u8 = 5;

/// `faq eval --noise --json`.
#[derive(Serialize)]
struct Report {
    schema: u32,
    questions: usize,
    rounds: u8,
    noise: Vec<Line>,
    missed: Vec<Missed>,
}

/// What became of the queries with one perturbation.
#[derive(Serialize)]
struct Line {
    name: &'static str,
    #[serde(flatten)]
    found: KnownItem,
}

/// A query that did not find a right entry first.
#[derive(Serialize)]
struct Missed {
    noise: &'static str,
    query: String,
    question: String,
    /// Identifiers of the right entries.
    right: Vec<String>,
    /// Where the first of them was, if among the first ten.
    rank: Option<usize>,
    /// What came first instead.
    first: Option<String>,
}

/// A question and the entries that are right to find.
#[derive(Clone)]
struct Item {
    question: String,
    right: BTreeSet<String>,
}

/// One query and what it found.
struct Tried<'a> {
    perturbation: Perturbation,
    item: &'a Item,
    query: String,
    rank: Option<usize>,
    first: Option<String>,
}

/// Runs the command.
pub(super) fn run(
    args: &EvalArgs,
    languages: &Languages,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let given = given(args)?;
    let pattern = args.path.as_deref().map(path_matcher).transpose()?;
    let bars = output.bars();
    let report = with_index(settings, output, |service| {
        let mut items = given.clone().unwrap_or_default();
        let entries = Entries::read(service, languages)?;
        if given.is_none() {
            items = entries.questions(pattern.as_ref());
        }
        entries.add_duplicates(&mut items);
        let queries = queries(&items);
        let bar = bars.start("searching", queries.len() as u64);
        let tried = queries
            .into_par_iter()
            .map(|(perturbation, item, query)| {
                let ranking = service.rank(&query, languages, KnownItem::DEPTH)?;
                bar.advance(1);
                let ids = ranking.iter().map(|entry| entry.id.as_str());
                Ok(Tried {
                    perturbation,
                    item,
                    query,
                    rank: eval::rank_of_first(ids, &item.right),
                    first: ranking.first().map(|entry| entry.id.clone()),
                })
            })
            .collect::<Result<Vec<Tried>, IndexError>>()?;
        Ok(summary(items.len(), tried))
    })?;
    if report.questions == 0 {
        output.note("there is no question to try");
        return Ok(Outcome::NothingFound);
    }
    show(&report, output)?;
    Ok(Outcome::Success)
}

/// Reads the queries that were given, with their relevant entries; nothing if none were.
fn given(args: &EvalArgs) -> Result<Option<Vec<Item>>, EvalError> {
    let (Some(queries), Some(qrels)) = (&args.queries, &args.qrels) else {
        return Ok(None);
    };
    let mut judgements = eval::read_qrels(qrels)?;
    let mut items = Vec::new();
    for query in eval::read_queries(queries)? {
        let judged = judgements.remove(&query.id).unwrap_or_default();
        let right: BTreeSet<String> = judged
            .into_iter()
            .filter(|(_, relevance)| *relevance > 0)
            .map(|(entry, _)| entry)
            .collect();
        if !right.is_empty() {
            items.push(Item {
                question: query.text,
                right,
            });
        }
    }
    Ok(Some(items))
}

/// Lists every item in every way in which it can be perturbed, by perturbation.
fn queries(items: &[Item]) -> Vec<(Perturbation, &Item, String)> {
    let mut queries = Vec::new();
    for perturbation in Perturbation::ALL {
        let rounds = if perturbation.is_random() { ROUNDS } else { 1 };
        for item in items {
            queries.extend(
                (0..rounds)
                    .filter_map(|round| perturbation.perturb(&item.question, round))
                    .map(|query| (perturbation, item, query)),
            );
        }
    }
    queries
}

/// The entries of the index, in its order.
struct Entries {
    all: Vec<Listed>,
    /// Identifiers of the entries that say the same, by the hash of what they say.
    same: BTreeMap<u64, Vec<String>>,
}

/// An entry of the index.
struct Listed {
    id: String,
    path: String,
    /// What it asks, if it is a question.
    question: Option<String>,
    /// Hash of question and answer.
    says: u64,
}

impl Entries {
    /// Reads the entries of the languages.
    fn read(service: &Service, languages: &Languages) -> Result<Self, IndexError> {
        let mut all = Vec::new();
        let mut same: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        service.entries(languages, |entry| {
            let mut hasher = DefaultHasher::new();
            (&entry.question, &entry.answer).hash(&mut hasher);
            let says = hasher.finish();
            same.entry(says).or_default().push(entry.id.clone());
            let is_question = entry.kind == Kind::Question;
            all.push(Listed {
                id: entry.id,
                path: entry.path,
                question: is_question.then_some(entry.question),
                says,
            });
        })?;
        Ok(Self { all, same })
    }

    /// Lists the questions of the articles whose path matches.
    fn questions(&self, pattern: Option<&GlobMatcher>) -> Vec<Item> {
        self.all
            .iter()
            .filter(|entry| pattern.is_none_or(|pattern| pattern.is_match(&entry.path)))
            .filter_map(|entry| {
                let question = entry.question.clone().filter(|text| !text.is_empty())?;
                let right = BTreeSet::from([entry.id.clone()]);
                Some(Item { question, right })
            })
            .collect()
    }

    /// Makes entries that say the same, word for word, right as well: they hold the answer too.
    fn add_duplicates(&self, items: &mut [Item]) {
        let says: BTreeMap<&str, u64> = self
            .all
            .iter()
            .map(|entry| (entry.id.as_str(), entry.says))
            .collect();
        for item in items {
            let duplicates: Vec<&String> = item
                .right
                .iter()
                .filter_map(|id| self.same.get(says.get(id.as_str())?))
                .flatten()
                .collect();
            item.right.extend(duplicates.into_iter().cloned());
        }
    }
}

/// Sums up what was found, by perturbation.
fn summary(questions: usize, tried: Vec<Tried>) -> Report {
    let noise = Perturbation::ALL
        .into_iter()
        .map(|perturbation| {
            let ranks: Vec<Option<usize>> = tried
                .iter()
                .filter(|tried| tried.perturbation == perturbation)
                .map(|tried| tried.rank)
                .collect();
            Line {
                name: perturbation.as_str(),
                found: KnownItem::of(&ranks),
            }
        })
        .collect();
    let missed = tried
        .into_iter()
        .filter(|tried| tried.rank != Some(1))
        .map(|tried| Missed {
            noise: tried.perturbation.as_str(),
            query: tried.query,
            question: tried.item.question.clone(),
            right: tried.item.right.iter().cloned().collect(),
            rank: tried.rank,
            first: tried.first,
        })
        .collect();
    Report {
        schema: SCHEMA,
        questions,
        rounds: ROUNDS,
        noise,
        missed,
    }
}

/// Prints the report.
fn show(report: &Report, output: &mut Output) -> Result<(), CommandError> {
    if output.format() == Format::Json {
        output.json(report)?;
        return Ok(());
    }
    let line = |cells: [String; 5]| {
        let [name, rest @ ..] = cells;
        let rest: String = rest.iter().map(|cell| format!("{cell:>9}")).collect();
        format!("{name:<18}{rest}")
    };
    let head = ["", "queries", "first", "top 3", "top 10"].map(str::to_string);
    output.line(&[Span::new(&line(head), Style::DIM)])?;
    for Line { name, found } in &report.noise {
        let share = |share: f64| match found.queries {
            0 => "-".to_string(),
            _ => format!("{:.1}%", share * 100.0),
        };
        let cells = [
            (*name).to_string(),
            found.queries.to_string(),
            share(found.first),
            share(found.first_three),
            share(found.first_ten),
        ];
        output.line(&[Span::new(&line(cells), Style::PLAIN)])?;
    }
    for missed in &report.missed {
        let rank = missed.rank.map_or_else(
            || "not among the first ten".to_string(),
            |rank| format!("rank {rank}"),
        );
        output.detail(&format!("{}: {} ({rank})", missed.noise, missed.query));
    }
    Ok(())
}
