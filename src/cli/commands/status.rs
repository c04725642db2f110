//! `faq status`: which generation is live, and whether the content has changed since.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

use crate::cli::error::{CommandError, Outcome};
use crate::cli::output::{Format, Output};
use crate::cli::settings::Settings;
use crate::cli::style::{Span, Style};
use crate::content::discover;
use crate::index::{Index, IndexError, InputFile, read_inputs};

/// `faq status --json`.
#[derive(Serialize)]
struct Status<'a> {
    schema: u32,
    generation: &'a str,
    created: u64,
    age_seconds: u64,
    tool: &'a str,
    articles: u64,
    problems: u64,
    bytes: u64,
    languages: Vec<Language<'a>>,
    changes: Option<Changes>,
}

/// Counts of one language.
#[derive(Serialize)]
struct Language<'a> {
    language: &'a str,
    articles: u64,
    entries: u64,
    questions: u64,
}

/// Files that differ from those the index was built from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Changes {
    added: usize,
    changed: usize,
    removed: usize,
}

/// Runs the command.
pub fn run(settings: &Settings, output: &mut Output) -> Result<Outcome, CommandError> {
    let index = Index::open(&settings.index)?;
    let manifest = &index.manifest;
    let inputs = read_inputs(&index.live.folder)?;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs());
    let discovered = discover::discover(&settings.roots);
    let changes = discovered
        .root_errors
        .is_empty()
        .then(|| changes(&inputs, &discovered.files));
    let status = Status {
        schema: crate::search::SCHEMA,
        generation: &index.live.name,
        created: manifest.created,
        age_seconds: now.saturating_sub(manifest.created),
        tool: &manifest.tool,
        articles: manifest.articles,
        problems: manifest.problems,
        bytes: manifest
            .languages
            .iter()
            .flat_map(|language| &language.files)
            .map(|(_, size)| size)
            .sum(),
        languages: manifest
            .languages
            .iter()
            .map(|language| Language {
                language: &language.tag,
                articles: language.articles,
                entries: language.entries,
                questions: language.questions,
            })
            .collect(),
        changes,
    };
    match output.format() {
        Format::Json => output.json(&status)?,
        Format::Text => {
            text(&status, output)?;
            for error in discovered.root_errors {
                output.warning(&IndexError::from(error).to_string());
            }
        }
    }
    Ok(Outcome::Found)
}

fn text(status: &Status, output: &mut Output) -> Result<(), CommandError> {
    let mut line = |text: String| output.line(&[Span::new(&text, Style::PLAIN)]);
    line(format!(
        "{}, built {} ago by {}",
        status.generation,
        age(status.age_seconds),
        status.tool
    ))?;
    line(format!(
        "{} files read, {} problems, {} kB on disk",
        status.articles,
        status.problems,
        status.bytes.div_ceil(1000)
    ))?;
    for language in &status.languages {
        line(format!(
            "{}: {} articles, {} entries, {} of them questions",
            language.language, language.articles, language.entries, language.questions
        ))?;
    }
    line(match status.changes {
        None => "the content cannot be compared".to_string(),
        Some(changes) if changes == Changes::default() => {
            "the content has not changed since".to_string()
        }
        Some(changes) => format!(
            "the content has changed since: {} files added, {} changed, {} removed; run `faq reindex`",
            changes.added, changes.changed, changes.removed
        ),
    })?;
    Ok(())
}

/// A duration in its largest whole unit.
fn age(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// Compares by size and modification time; no file is read.
fn changes(inputs: &[InputFile], files: &[discover::SourceFile]) -> Changes {
    let mut known: BTreeMap<(usize, &str), &InputFile> = inputs
        .iter()
        .map(|input| ((input.root, input.path.as_str()), input))
        .collect();
    let mut changes = Changes::default();
    for file in files {
        let modified = crate::index::nanoseconds(file.modified);
        match known.remove(&(file.root, file.path.as_str())) {
            None => changes.added += 1,
            Some(input) if input.size != file.size || input.modified != modified => {
                changes.changed += 1;
            }
            Some(_) => {}
        }
    }
    changes.removed = known.len();
    changes
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
