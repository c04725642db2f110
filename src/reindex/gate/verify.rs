//! Is a generation fit to be published? Checksums, counts, and whether it answers.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use rayon::prelude::*;

use crate::index::build::merge;
use crate::index::store::catalog::{Catalog, CatalogFile, Content};
use crate::index::store::pack;
use crate::index::{IndexError, LanguageSummary};
use crate::model::article::Kind;
use crate::search::{Languages, Searcher};

/// How many of its questions each language is asked.
const QUESTIONS: usize = 5;

/// How far down a question may find itself: the same may be asked in several articles.
const DEPTH: usize = 20;

/// Longer questions are not asked.
const MAX_CHARS: usize = 200;

/// Checks the languages that were written in this run.
///
/// # Errors
/// A file is damaged, a count differs, or a language does not find any of its own questions.
pub fn verify(
    generation: &Path,
    renewed: &BTreeSet<String>,
    languages: &[LanguageSummary],
    catalog: &Catalog,
) -> Result<(), IndexError> {
    renewed
        .par_iter()
        .try_for_each(|tag| merge::verify(tag, generation))?;
    let expected = counts(&catalog.files);
    for language in languages {
        let expected = expected
            .get(language.tag.as_str())
            .map_or(0, |count| count.entries);
        if expected != language.entries {
            return Err(IndexError::Damaged {
                path: pack::path(generation, &language.tag),
                reason: format!("{} entries instead of {expected}", language.entries),
            });
        }
    }
    let searcher = Searcher::open(generation)?;
    renewed.par_iter().try_for_each(|tag| {
        let asked = questions(catalog, tag);
        let only = Languages::Only(vec![tag.clone()]);
        let mut found = asked.is_empty();
        for (id, question) in asked {
            let ranked = searcher.rank(question, &only, DEPTH)?;
            found |= ranked.iter().any(|(ranked, _)| ranked == id);
        }
        if found {
            return Ok(());
        }
        Err(IndexError::Damaged {
            path: pack::path(generation, tag),
            reason: "it does not find its own questions".to_string(),
        })
    })
}

/// What a language holds, by its catalog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: u64,
    /// Entries.
    pub entries: u64,
    /// Entries of kind question.
    pub questions: u64,
}

/// Counts by language.
#[must_use]
pub fn counts<'a>(files: impl IntoIterator<Item = &'a CatalogFile>) -> HashMap<&'a str, Counts> {
    let mut counts: HashMap<&str, Counts> = HashMap::new();
    for file in files {
        match &file.content {
            Content::Article(outline) => {
                let article = &outline.article;
                let count = counts.entry(&article.language).or_default();
                count.articles += 1;
                count.entries += article.entries.len() as u64;
                let questions = article.entries.iter();
                count.questions += questions
                    .filter(|entry| entry.kind == Kind::Question)
                    .count() as u64;
            }
            Content::Records(records) => {
                for record in records {
                    let count = counts.entry(&record.language).or_default();
                    count.entries += 1;
                    count.questions += 1;
                }
            }
            Content::Unreadable => {}
        }
    }
    counts
}

/// A few ids and questions of a language that nobody else asks, spread over the articles.
fn questions<'a>(catalog: &'a Catalog, tag: &str) -> Vec<(&'a str, &'a str)> {
    let mut asked: HashMap<&str, u32> = HashMap::new();
    let mut candidates = Vec::new();
    for file in &catalog.files {
        let Content::Article(outline) = &file.content else {
            continue;
        };
        for entry in outline.article.entries.iter() {
            if outline.article.language == tag && is_askable(&entry.question) {
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
