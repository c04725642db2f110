//! `faq model check`: tells what a model is.

use serde::Serialize;

use super::open;
use crate::cli::args::ModelCheckArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style};
use crate::meaning;
use crate::model::embedding::TextEncoder;

/// `faq model check --json`.
#[derive(Serialize)]
struct Checked<'a> {
    schema: u32,
    name: &'a str,
    digest: &'a str,
    bytes: usize,
    layers: usize,
    dimensions: usize,
    pieces: usize,
    max_tokens: usize,
    query_prefix: &'a str,
    passage_prefix: &'a str,
    query_ms: f64,
    faults: &'a [String],
}

/// Runs the command.
pub(super) fn run(args: &ModelCheckArgs, output: &mut Output) -> Result<Outcome, CommandError> {
    let model = open::open(&args.path)?;
    let found = meaning::check(&model)?;
    let description = model.description();
    let checked = Checked {
        schema: crate::search::SCHEMA,
        name: model.name(),
        digest: model.identity(),
        bytes: model.size(),
        layers: description.layers,
        dimensions: model.dimensions(),
        pieces: description.pieces,
        max_tokens: description.max_tokens,
        query_prefix: &description.query_prefix,
        passage_prefix: &description.passage_prefix,
        query_ms: found.query.as_secs_f64() * 1000.0,
        faults: &found.faults,
    };
    match output.format() {
        Format::Json => output.json(&checked)?,
        Format::Text => text(&checked, output)?,
    }
    Ok(if found.faults.is_empty() {
        Outcome::Success
    } else {
        Outcome::NothingFound
    })
}

fn text(checked: &Checked, output: &mut Output) -> Result<(), CommandError> {
    let kind = match checked.layers {
        0 => "a static table".to_owned(),
        layers => format!("an encoder of {layers} layers"),
    };
    let mut lines = vec![
        checked.name.to_owned(),
        format!(
            "{kind}, {} dimensions, {} pieces, {} kB",
            checked.dimensions,
            checked.pieces,
            checked.bytes.div_ceil(1000)
        ),
        format!(
            "in front of questions {:?}, of answers {:?}; at most {} tokens",
            checked.query_prefix, checked.passage_prefix, checked.max_tokens
        ),
        format!(
            "a question of ten words takes {:.1} ms here",
            checked.query_ms
        ),
    ];
    lines.extend(checked.faults.iter().map(|fault| format!("wrong: {fault}")));
    for line in &lines {
        output.line(&[Span::new(line, Style::PLAIN)])?;
    }
    Ok(())
}
