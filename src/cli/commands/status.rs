//! `faq status`: which generation is live, and whether the content has changed since.

use std::time::SystemTime;

use serde::Serialize;

use crate::cli::args::StatusArgs;
use crate::cli::error::{CommandError, Outcome, with_advice};
use crate::cli::render::dialects::{self, DialectOfFolder};
use crate::cli::render::left_out;
use crate::cli::render::problem::Problem;
use crate::cli::render::report::counts;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output, counted};
use crate::cli::terminal::style::{Span, Style};
use crate::engine::index_backend::{KeptGeneration, PublishedIndex};
use crate::index::{self, Finding, IndexError, Manifest};
use crate::model::rule;
use crate::reindex::{self, ChangeCounts};
use crate::service::{IndexStatus, MeaningStatus, PublishedStatus};

/// `faq status --json`.
#[derive(Serialize)]
struct Status<'a> {
    #[serde(flatten)]
    index: PublishedStatus,
    changes: Option<ChangeCounts>,
    /// Files that are left out of the search, each with the reason.
    left_out: Vec<Problem<'a>>,
    /// The dialects of Markdown that the content is read in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dialects: Vec<DialectOfFolder>,
    /// Files of kinds that are not read, and FAQs in which no question was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missed: Vec<Problem<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generations: Option<Vec<Generation>>,
    /// What is wrong where the index is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    health: Option<String>,
}

/// A generation that is kept.
#[derive(Serialize)]
struct Generation {
    generation: String,
    live: bool,
    created: u64,
    articles: u64,
    questions: u64,
    bytes: u64,
    /// Why it cannot be used, if so.
    unusable: Option<String>,
}

/// Runs the command.
pub(crate) fn run(
    args: &StatusArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let published = settings.place().published()?;
    let live = published.live()?;
    let now = index::seconds(SystemTime::now());
    let content = reindex::content_state(&settings.roots, &live.inputs);
    let catalog = published.catalog()?;
    let findings = catalog.files.into_iter().flat_map(|file| file.findings);
    // Of what the walk finds the present counts, not the run before.
    let walked = |finding: &Finding| finding.rule != rule::NOT_READ.id;
    let (mut left_out, mut missed): (Vec<Finding>, Vec<Finding>) = findings
        .filter(walked)
        .chain(content.excluded)
        .filter(|finding| finding.is_left_out() || finding.warns_readers())
        .partition(Finding::is_left_out);
    left_out.sort();
    missed.sort();
    let status = Status {
        index: PublishedStatus::at(now, IndexStatus::new(&live.name, &live.manifest)),
        changes: content.changes,
        dialects: dialects::dialects(&content.sites, settings),
        left_out: left_out
            .iter()
            .map(|finding| Problem::new(finding, settings))
            .collect(),
        missed: missed
            .iter()
            .map(|finding| Problem::new(finding, settings))
            .collect(),
        generations: args
            .all
            .then(|| generations(published.as_ref(), &live.name))
            .transpose()?,
        health: published.health()?,
    };
    match output.format() {
        Format::Json => output.json(&status)?,
        Format::Text => {
            let mut reasons = left_out::lines(left_out.iter(), settings);
            reasons.extend(left_out::lines(missed.iter(), settings));
            text(&status, &reasons, output)?;
            if let Some(health) = &status.health {
                output.warning(health);
            }
            for error in content.root_errors {
                output.warning(&error.to_string());
            }
        }
    }
    Ok(Outcome::Success)
}

fn text(status: &Status, left_out: &[String], output: &mut Output) -> Result<(), CommandError> {
    let mut line = |text: String| output.line(&[Span::new(&text, Style::PLAIN)]);
    line(format!(
        "{}, built {} ago by {}",
        status.index.generation,
        age(status.index.age_seconds),
        status.index.tool
    ))?;
    line(format!(
        "{} read, {}, {} kB on disk",
        counted(status.index.articles, "file", "files"),
        counted(status.index.problems, "problem", "problems"),
        status.index.bytes.div_ceil(1000)
    ))?;
    for language in &status.index.languages {
        line(counts(
            &language.language,
            language.articles,
            language.entries,
            language.questions,
        ))?;
        if let Some(meaning) = &language.meaning {
            line(vectors(meaning))?;
        }
    }
    for dialect in &status.dialects {
        line(dialect.to_string())?;
    }
    for reason in left_out {
        line(reason.clone())?;
    }
    line(match status.changes {
        None => "the content cannot be compared".to_string(),
        Some(changes) if changes == ChangeCounts::default() => {
            "the content has not changed since".to_string()
        }
        Some(changes) => format!(
            "the content has changed since: {} added, {} changed, {} removed; run `faq reindex`",
            counted(changes.added as u64, "file", "files"),
            changes.changed,
            changes.removed
        ),
    })?;
    for generation in status.generations.iter().flatten() {
        let what = match &generation.unusable {
            Some(reason) => reason.clone(),
            None => format!(
                "built {}, {}, {}, {} kB",
                index::utc_of_seconds(generation.created),
                counted(generation.articles, "file", "files"),
                counted(generation.questions, "question", "questions"),
                generation.bytes.div_ceil(1000)
            ),
        };
        let mark = if generation.live { "* " } else { "  " };
        line(format!("{mark}{}: {what}", generation.generation))?;
    }
    Ok(())
}

/// Returns all generations that are kept, oldest first.
fn generations(published: &dyn PublishedIndex, live: &str) -> Result<Vec<Generation>, IndexError> {
    let describe = |(generation, manifest): KeptGeneration| {
        let questions = |manifest: &Manifest| {
            let languages = manifest.languages.iter();
            languages.map(|language| language.questions).sum()
        };
        Generation {
            live: generation == live,
            generation,
            created: manifest.as_ref().map_or(0, |manifest| manifest.created),
            articles: manifest.as_ref().map_or(0, |manifest| manifest.articles),
            questions: manifest.as_ref().map_or(0, questions),
            bytes: manifest.as_ref().map_or(0, Manifest::bytes),
            unusable: manifest.err().as_ref().map(with_advice),
        }
    };
    let generations = published.generations()?;
    Ok(generations.into_iter().map(describe).collect())
}

/// Tells what a model makes of a language.
fn vectors(meaning: &MeaningStatus) -> String {
    let missing = match meaning.missing {
        0 => String::new(),
        missing => format!(", {} still missing", counted(missing, "entry", "entries")),
    };
    format!(
        "  meaning: {}, weight {}{missing}",
        meaning.model, meaning.weight
    )
}

/// Returns a duration in its largest whole unit.
fn age(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_one_unit() {
        assert_eq!(age(1), "1 second");
        assert_eq!(age(59), "59 seconds");
        assert_eq!(age(60), "1 minute");
        assert_eq!(age(7_199), "1 hour");
        assert_eq!(age(200_000), "2 days");
    }
}
