//! What options, environment and `faq.toml` mean together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::Global;
use super::error::CommandError;
use crate::config::Config;
use crate::content::source::discover::Root;
use crate::model::language;
use crate::reindex::{self, Judged};

/// Language of articles that neither declare one nor can be detected.
const DEFAULT_LANGUAGE: &str = "en";

/// Everything commands need to know, resolved.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Content roots.
    pub roots: Vec<Root>,
    /// The index folder.
    pub index: PathBuf,
    /// Language of articles that declare none.
    pub default_language: String,
    /// Synonyms by language.
    pub synonyms: BTreeMap<String, Vec<Vec<String>>>,
    /// Languages of the configuration in order of preference.
    languages: Vec<String>,
    /// How many generations are kept.
    keep: usize,
    /// Judgements by which a new index is measured.
    judged: Option<Judged>,
}

impl Settings {
    /// Options win over the environment, the environment over `faq.toml`, that over defaults.
    ///
    /// # Errors
    /// The configuration cannot be read.
    pub fn new(global: &Global) -> Result<Self, CommandError> {
        let config = Config::load(global.config.as_deref(), Path::new("."))?.unwrap_or_default();
        let named = global.content();
        let roots = if named.is_empty() {
            if config.content.is_empty() {
                vec![Root {
                    path: PathBuf::from("content"),
                    url: None,
                }]
            } else {
                config.content
            }
        } else {
            // A root named on the command line keeps the address that the file gives it.
            named
                .into_iter()
                .map(|path| Root {
                    url: config
                        .content
                        .iter()
                        .find(|root| same_path(&root.path, &path))
                        .and_then(|root| root.url.clone()),
                    path,
                })
                .collect()
        };
        Ok(Self {
            roots,
            index: global.index().unwrap_or_else(|| PathBuf::from("index")),
            default_language: config
                .language
                .unwrap_or_else(|| DEFAULT_LANGUAGE.to_string()),
            synonyms: config.synonyms,
            languages: config.languages,
            keep: config.keep.unwrap_or(reindex::DEFAULT_KEEP),
            judged: config.eval,
        })
    }

    /// How to bring the index up to date.
    #[must_use]
    pub fn job(&self) -> reindex::Options {
        let mut options = reindex::Options::new(self.roots.clone(), self.index.clone());
        options.default_language.clone_from(&self.default_language);
        options.keep = self.keep;
        options.judged = self.judged.clone().map(|judged| Judged {
            synonyms: self.synonyms.clone(),
            ..judged
        });
        options
    }

    /// Languages to answer in, best first: those asked for, else those of the
    /// environment. Without any, [`Settings::otherwise_in`] decides.
    #[must_use]
    pub fn answer_in(&self, answer_language: Option<&str>, searched: &[String]) -> Vec<String> {
        if let Some(asked) = answer_language {
            return vec![asked.to_string()];
        }
        if !searched.is_empty() {
            return searched.to_vec();
        }
        let tag = language::from_environment(|name| std::env::var(name).ok());
        tag.into_iter().collect()
    }

    /// Languages for readers who state none, or whose the content lacks, best first: those
    /// of the configuration, then English where the content has it, else the content's first.
    #[must_use]
    pub fn otherwise_in(&self, available: &[&str]) -> Vec<String> {
        let first = available
            .iter()
            .find(|tag| language::primary(tag) == DEFAULT_LANGUAGE)
            .or_else(|| available.first());
        let mut languages = self.languages.clone();
        languages.extend(first.map(|tag| (*tag).to_string()));
        languages
    }

    /// The path of a content file as a user would type it.
    #[must_use]
    pub fn source_path(&self, root: usize, path: &str) -> PathBuf {
        match self.roots.get(root) {
            Some(root) if root.path.is_file() => root.path.clone(),
            Some(root) => root.path.join(path),
            None => PathBuf::from(path),
        }
    }
}

fn same_path(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}

/// Canonical tags for what a user typed; `None` stands for every language.
///
/// # Errors
/// Something typed is no language tag.
pub fn languages(typed: &[String]) -> Result<Option<Vec<String>>, CommandError> {
    if typed.is_empty() || typed.iter().any(|tag| tag == "any") {
        return Ok(None);
    }
    typed
        .iter()
        .map(|tag| canonical(tag))
        .collect::<Result<_, _>>()
        .map(Some)
}

/// The canonical form of a language tag.
///
/// # Errors
/// It is none.
pub fn canonical(tag: &str) -> Result<String, CommandError> {
    language::canonical(tag).ok_or_else(|| {
        CommandError::Usage(format!(
            "`{tag}` is no language tag: use one such as en, fr or pt-BR"
        ))
    })
}
