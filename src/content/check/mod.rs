//! Problems that only show when articles are seen together.
//!
//! Owns the rules that compare entries, links and translations. What a single file
//! shows was found by its reader and is only gathered here.

mod links;

use std::collections::{BTreeSet, HashMap};

use super::translation;
use super::view::{ArticleView, EntryView};
use crate::model::article::{Kind, LanguageSource};
use crate::model::problem::Problem;
use crate::model::rule::{self, Rule};

/// Returns every problem of the articles, their readers' included, sorted by root, path, line,
/// column and rule.
///
/// Expects articles that were paired, see [`translation::pair`].
#[must_use]
pub(crate) fn check(articles: &[ArticleView<'_>]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = articles
        .iter()
        .flat_map(|article| article.problems.iter().cloned())
        .collect();
    for article in articles.iter().filter(|article| !article.is_left_out) {
        language(article, &mut problems);
        empty_answers(article, &mut problems);
    }
    duplicate_questions(articles, &mut problems);
    links::check(articles, &mut problems);
    translations(articles, &mut problems);
    problems.sort_by(|a, b| {
        let place =
            |problem: &Problem| (problem.root, problem.line, problem.column, problem.rule.id);
        (a.root, &a.path)
            .cmp(&(b.root, &b.path))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
    problems
}

/// Makes a problem of an article; a `line` of 0 means the whole file.
fn problem(article: &ArticleView<'_>, rule: &'static Rule, line: u32, message: String) -> Problem {
    Problem::new(rule, article.root, article.path, line, message)
}

fn questions<'v, 'a>(article: &'v ArticleView<'a>) -> impl Iterator<Item = &'v EntryView<'a>> {
    article
        .entries
        .iter()
        .filter(|entry| entry.kind == Kind::Question)
}

fn language(article: &ArticleView<'_>, problems: &mut Vec<Problem>) {
    let (rule, message) = match article.language_source {
        LanguageSource::FrontMatter | LanguageSource::Path => return,
        LanguageSource::Detected => (
            rule::LANGUAGE_DETECTED,
            format!("the language, {}, was told from the text", article.language),
        ),
        LanguageSource::Default => (
            rule::LANGUAGE_UNKNOWN,
            format!("no language is stated; {} is assumed", article.language),
        ),
    };
    problems.push(problem(article, rule, 0, message));
}

fn empty_answers(article: &ArticleView<'_>, problems: &mut Vec<Problem>) {
    for entry in questions(article).filter(|entry| !entry.has_answer) {
        let message = format!("\"{}\" has no answer", entry.question);
        problems.push(problem(article, rule::EMPTY_ANSWER, entry.line, message));
    }
}

fn duplicate_questions(articles: &[ArticleView<'_>], problems: &mut Vec<Problem>) {
    let mut places: Vec<(&ArticleView, &EntryView)> = articles
        .iter()
        .flat_map(|article| questions(article).map(move |entry| (article, entry)))
        .collect();
    places.sort_by_key(|(article, entry)| (article.root, article.path, entry.line));
    let mut first: HashMap<(&str, String), (&ArticleView, &EntryView)> = HashMap::new();
    for (article, entry) in places {
        let question = normalized(entry.question);
        if question.is_empty() {
            continue;
        }
        match first.entry((article.language, question)) {
            std::collections::hash_map::Entry::Vacant(vacant) => {
                vacant.insert((article, entry));
            }
            std::collections::hash_map::Entry::Occupied(occupied) => {
                let (other, other_entry) = *occupied.get();
                let message = format!(
                    "\"{}\" is also asked in {}:{}",
                    entry.question, other.path, other_entry.line
                );
                problems.push(problem(
                    article,
                    rule::DUPLICATE_QUESTION,
                    entry.line,
                    message,
                ));
            }
        }
    }
}

/// Returns a text in lower case, with single spaces, no punctuation at the ends.
fn normalized(question: &str) -> String {
    let words = question
        .to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    words
        .trim_matches(|character: char| !character.is_alphanumeric())
        .to_owned()
}

fn translations(articles: &[ArticleView<'_>], problems: &mut Vec<Problem>) {
    for family in translation::families(articles) {
        let family: Vec<&ArticleView> = family
            .iter()
            .filter_map(|&index| articles.get(index))
            .filter(|article| !article.is_left_out)
            .collect();
        missing_translations(&family, problems);
        if let Some((reference, others)) = family.split_first() {
            for other in others {
                older_translation(reference, other, problems);
            }
        }
    }
}

/// Questions without a counterpart in a language in which their siblings have one.
fn missing_translations(family: &[&ArticleView<'_>], problems: &mut Vec<Problem>) {
    let mut languages: HashMap<(&str, u32), BTreeSet<&str>> = HashMap::new();
    for article in family {
        for entry in &article.entries {
            languages
                .entry((entry.base_anchor, entry.ordinal))
                .or_default()
                .insert(article.language);
        }
    }
    for article in family {
        let questions: Vec<(&EntryView, &BTreeSet<&str>)> = questions(article)
            .filter_map(|entry| Some((entry, languages.get(&(entry.base_anchor, entry.ordinal))?)))
            .collect();
        let translated: BTreeSet<&str> = questions
            .iter()
            .flat_map(|(_, own)| own.iter().copied())
            .collect();
        for (entry, own) in questions {
            let missing: Vec<&str> = translated.difference(own).copied().collect();
            if !missing.is_empty() {
                let message = format!(
                    "\"{}\" is missing in {}",
                    entry.question,
                    missing.join(", ")
                );
                problems.push(problem(
                    article,
                    rule::TRANSLATION_MISSING,
                    entry.line,
                    message,
                ));
            }
        }
    }
}

fn older_translation(
    reference: &ArticleView<'_>,
    other: &ArticleView<'_>,
    problems: &mut Vec<Problem>,
) {
    if let (Some(newer), Some(older)) = (date(reference), date(other))
        && newer > older
        && reference.language != other.language
    {
        let day = |(year, month, day): (u32, u32, u32)| format!("{year:04}-{month:02}-{day:02}");
        let message = format!("is of {}, {} of {}", day(older), reference.path, day(newer));
        problems.push(problem(other, rule::TRANSLATION_OLDER, 0, message));
    }
}

/// Reads the date of an article as (year, month, day): `MM/DD/YYYY` as docfx has it, or ISO 8601.
fn date(article: &ArticleView<'_>) -> Option<(u32, u32, u32)> {
    let text = article.date?.trim();
    let mut parts = text.split(['/', '-', 'T', ' ']).map(str::parse::<u32>);
    let mut next = || parts.next()?.ok();
    let numbers = (next()?, next()?, next()?);
    let (year, month, day) = match numbers {
        (month, day, year) if text.contains('/') => (year, month, day),
        (year, month, day) => (year, month, day),
    };
    let real = (1..=12).contains(&month) && (1..=31).contains(&day) && year >= 1000;
    real.then_some((year, month, day))
}

#[cfg(test)]
mod tests;
