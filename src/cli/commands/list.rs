//! `faq list`: every entry in file order, read from the content itself.

use serde::Serialize;

use crate::cli::args::ListArgs;
use crate::cli::error::{CommandError, Outcome};
use crate::cli::filter::{kind, path_matcher};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::{Format, Output};
use crate::cli::terminal::style::{Span, Style};
use crate::content::corpus::{self, Corpus};
use crate::model::article::{Article, Entry};
use crate::search::{ArticleName, NamedEntry};

/// One line of `faq list --json`.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    kind: &'static str,
    language: &'a str,
    path: &'a str,
    line: u32,
    anchor: &'a str,
    ordinal: u32,
    question: &'a str,
    section: &'a [String],
    article: ArticleName,
    translations: Vec<NamedEntry>,
}

/// Runs the command.
pub(crate) fn run(
    args: &ListArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Outcome, CommandError> {
    let languages = settings.languages(&args.languages, None)?.searched;
    let pattern = args.path.as_deref().map(path_matcher).transpose()?;
    let corpus = corpus::read(&settings.roots, &settings.default_language)?;
    let mut any = false;
    for article in &corpus.articles {
        let wanted = !languages.resolve(&[&article.language]).is_empty()
            && pattern
                .as_ref()
                .is_none_or(|pattern| pattern.is_match(&article.path));
        if !wanted {
            continue;
        }
        for entry in &article.entries {
            if kind(args.kind).is_some_and(|kind| kind != entry.kind) {
                continue;
            }
            any = true;
            print(article, entry, &corpus, output)?;
        }
    }
    Ok(if any {
        Outcome::Success
    } else {
        Outcome::NothingFound
    })
}

fn print(
    article: &Article,
    entry: &Entry,
    corpus: &Corpus,
    output: &mut Output,
) -> Result<(), CommandError> {
    if output.format() == Format::Json {
        output.json(&Listed {
            id: &entry.id,
            kind: entry.kind.as_str(),
            language: &article.language,
            path: &article.path,
            line: entry.line,
            anchor: &entry.anchor,
            ordinal: entry.ordinal,
            question: &entry.question,
            section: &entry.section,
            article: ArticleName {
                title: article.title.clone(),
                key: article.key.clone(),
            },
            translations: corpus
                .translations(article, entry)
                .map(|(article, entry)| NamedEntry::new(article, entry))
                .collect(),
        })?;
        return Ok(());
    }
    let place = format!("{}:{}", article.path, entry.line);
    output.line(&[
        Span::new(&place, Style::DIM),
        Span::new("  ", Style::PLAIN),
        Span::new(&format!("#{}", entry.anchor), Style::CYAN),
        Span::new("  ", Style::PLAIN),
        Span::new(&entry.question, Style::PLAIN),
    ])?;
    Ok(())
}
