//! `faq eval --pasted`: whether a sentence out of an answer finds that answer.
//!
//! Which entries are asked about and which are right; which sentences are drawn is
//! [`crate::eval`]'s. Every entry whose text holds the sentence is right.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::cli::args::EvalArgs;
use crate::cli::commands::open::with_index;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::filter::path_matcher;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style};
use crate::content::markdown::text;
use crate::eval::{self, KnownItem, LengthClass, PastedSentence};
use crate::index::IndexError;
use crate::search::{Languages, SCHEMA};
use crate::service::Service;

/// How many sentences are tried at most.
const SAMPLE: usize = 1_000;

/// How many of the first entries are looked at for the second figure.
const AMONG: usize = 5;

/// `faq eval --pasted --json`.
#[derive(Serialize)]
struct Report {
    schema: u32,
    sentences: usize,
    pasted: Vec<Line>,
    missed: Vec<Missed>,
}

/// What became of the sentences of one length.
#[derive(Serialize)]
struct Line {
    name: &'static str,
    queries: usize,
    first: f64,
    first_five: f64,
}

/// A sentence that did not find an entry with it first.
#[derive(Serialize)]
struct Missed {
    query: String,
    /// Where the first entry with it was, if among the first ten.
    rank: Option<usize>,
    /// What came first instead.
    first: Option<String>,
}

/// One sentence and what it found.
struct Tried {
    sentence: PastedSentence,
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
    let pattern = args.path.as_deref().map(path_matcher).transpose()?;
    let bars = output.bars();
    let tried = with_index(settings, output, |service| {
        let texts = texts(service, languages)?;
        let mut sentences: Vec<PastedSentence> = texts
            .par_iter()
            .filter(|(_, text)| {
                pattern
                    .as_ref()
                    .is_none_or(|glob| glob.is_match(&text.path))
            })
            .filter_map(|(id, text)| eval::draw(id, &text.answer))
            .collect();
        sentences.sort_by_key(|sentence| sentence.order);
        sentences.truncate(SAMPLE);
        let bar = bars.start("searching", sentences.len() as u64);
        sentences
            .into_par_iter()
            .map(|sentence| {
                let ranking = service.rank(&sentence.text, languages, KnownItem::DEPTH)?;
                bar.advance(1);
                let holds = |id: &String| texts.get(id).is_some_and(|t| t.holds(&sentence.text));
                let mut ids = ranking.iter().map(|entry| &entry.id);
                Ok(Tried {
                    rank: ids.position(holds).map(|place| place + 1),
                    first: ranking.first().map(|entry| entry.id.clone()),
                    sentence,
                })
            })
            .collect::<Result<Vec<Tried>, IndexError>>()
    })?;
    if tried.is_empty() {
        output.note("there is no sentence to try");
        return Ok(Outcome::NothingFound);
    }
    show(&summary(tried), output)?;
    Ok(Outcome::Success)
}

/// What an entry says, without markup.
struct EntryText {
    path: String,
    question: String,
    /// Blocks are lines.
    answer: String,
}

impl EntryText {
    /// Returns whether the question or the answer holds a sentence, however lines are broken.
    fn holds(&self, sentence: &str) -> bool {
        let sentence = text::one_line(sentence);
        [&self.question, &self.answer]
            .iter()
            .any(|own| text::one_line(own).contains(&sentence))
    }
}

/// Reads what the entries of the languages say, by identifier.
fn texts(
    service: &Service,
    languages: &Languages,
) -> Result<BTreeMap<String, EntryText>, IndexError> {
    let mut texts = BTreeMap::new();
    service.entries(languages, |entry| {
        let text = EntryText {
            path: entry.path,
            question: entry.question,
            answer: text::plain(&entry.answer),
        };
        texts.insert(entry.id, text);
    })?;
    Ok(texts)
}

/// Sums up what was found, by length and for all.
fn summary(tried: Vec<Tried>) -> Report {
    let line = |name, length: Option<LengthClass>| {
        let ranks: Vec<Option<usize>> = tried
            .iter()
            .filter(|tried| length.is_none_or(|length| tried.sentence.length == length))
            .map(|tried| tried.rank)
            .collect();
        Line {
            name,
            queries: ranks.len(),
            first: eval::share_within(&ranks, 1),
            first_five: eval::share_within(&ranks, AMONG),
        }
    };
    let of_length = LengthClass::ALL.map(|length| line(length.as_str(), Some(length)));
    let pasted = of_length.into_iter().chain([line("all", None)]).collect();
    let sentences = tried.len();
    let missed = tried
        .into_iter()
        .filter(|tried| tried.rank != Some(1))
        .map(|tried| Missed {
            query: tried.sentence.text,
            rank: tried.rank,
            first: tried.first,
        })
        .collect();
    Report {
        schema: SCHEMA,
        sentences,
        pasted,
        missed,
    }
}

/// Prints the report.
fn show(report: &Report, output: &mut Output) -> Result<(), CommandError> {
    if output.format() == Format::Json {
        output.json(report)?;
        return Ok(());
    }
    let line = |name: &str, cells: [String; 3]| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>9}")).collect();
        format!("{name:<18}{cells}")
    };
    let head = line("", ["queries", "first", "top 5"].map(str::to_string));
    output.line(&[Span::new(&head, Style::DIM)])?;
    for row in &report.pasted {
        let share = |share: f64| match row.queries {
            0 => "-".to_string(),
            _ => format!("{:.1}%", share * 100.0),
        };
        let cells = [
            row.queries.to_string(),
            share(row.first),
            share(row.first_five),
        ];
        output.line(&[Span::new(&line(row.name, cells), Style::PLAIN)])?;
    }
    for missed in &report.missed {
        let rank = missed.rank.map_or_else(
            || "not among the first ten".to_string(),
            |rank| format!("rank {rank}"),
        );
        output.detail(&format!("{} ({rank})", missed.query));
    }
    Ok(())
}
