//! Verifies a generation that was written: its checksums, its counts, and that it answers.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::engine::index_backend::Build;
use crate::engine::search_backend::SynonymGroups;
use crate::index::store::catalog::Catalog;
use crate::index::{IndexError, LanguageSummary};
use crate::model::language::LanguageTag;
use crate::model::request::Languages;
use crate::reindex::report::counts::count_by_language;

/// How many of its own questions each language is asked.
const QUESTIONS: usize = 5;

/// How far down a question may find itself: the same may be asked in several articles.
const DEPTH: usize = 20;

/// Longer questions are not asked.
const MAX_CHARS: usize = 200;

/// Checks the languages that were written in this run.
///
/// # Errors
/// A file is damaged, a count differs, or a language does not find any of its own questions.
pub(crate) fn verify(
    build: &dyn Build,
    renewed: &BTreeSet<LanguageTag>,
    languages: &[LanguageSummary],
    catalog: &Catalog,
) -> Result<(), IndexError> {
    renewed.par_iter().try_for_each(|tag| build.verify(tag))?;
    let expected = count_by_language(&catalog.files);
    for language in languages {
        let expected = expected.get(&language.tag).map_or(0, |count| count.entries);
        if expected != language.entries {
            return Err(IndexError::Damaged {
                path: build.location(&language.tag),
                reason: format!("{} entries instead of {expected}", language.entries),
            });
        }
    }
    let searcher = build.search(&SynonymGroups::default())?;
    renewed.par_iter().try_for_each(|tag| {
        let asked = questions(catalog, tag);
        let only = Languages::Only(vec![tag.clone()]);
        let mut found = asked.is_empty();
        for (id, question) in asked {
            let ranked = searcher.rank(question, &only, DEPTH)?;
            found |= ranked.iter().any(|ranked| ranked.id == id);
        }
        if found {
            return Ok(());
        }
        Err(IndexError::Damaged {
            path: build.location(tag),
            reason: "it does not find its own questions".to_string(),
        })
    })
}

/// Picks a few questions of a language that no other entry asks, spread over the articles.
/// Returns them with the ids of their entries.
fn questions<'a>(catalog: &'a Catalog, tag: &str) -> Vec<(&'a str, &'a str)> {
    let mut asked: HashMap<&str, u32> = HashMap::new();
    let mut candidates = Vec::new();
    for file in &catalog.files {
        let Some(article) = file.article() else {
            continue;
        };
        for entry in &article.entries {
            if article.language == tag && is_askable(&entry.question) {
                *asked.entry(&entry.question).or_default() += 1;
                candidates.push((entry.id.as_str(), entry.question.as_str()));
            }
        }
    }
    candidates.retain(|(_, question)| asked.get(question) == Some(&1));
    let step = (candidates.len() / QUESTIONS).max(1);
    candidates
        .into_iter()
        .step_by(step)
        .take(QUESTIONS)
        .collect()
}

fn is_askable(question: &str) -> bool {
    question.chars().count() <= MAX_CHARS && question.chars().any(char::is_alphabetic)
}
