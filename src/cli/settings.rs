//! What options, environment and `faq.toml` mean together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::Global;
use super::environment;
use super::error::CommandError;
use crate::config::{Config, JudgedSet, ServeSettings};
use crate::content::source::discover::Root;
use crate::model::file_id::FileRef;
use crate::model::language::LanguageTag;
use crate::reindex::{self, QualityGate};
use crate::search::RankingParameters;
use crate::service::{LanguageChoice, QueryLanguages, ServiceOptions};

/// Everything commands need to know, resolved.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Content roots.
    pub roots: Vec<Root>,
    /// The index folder.
    pub index: PathBuf,
    /// Language of articles that declare none.
    pub default_language: LanguageTag,
    /// Synonyms by language.
    pub synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    /// The numbers that shape ranking.
    pub parameters: RankingParameters,
    /// Languages of the configuration in order of preference.
    languages: Vec<LanguageTag>,
    /// How many generations are kept.
    keep: usize,
    /// Judgements by which a new index is measured.
    judged: Option<JudgedSet>,
    /// What `faq serve` does unless options say otherwise.
    pub serve: ServeSettings,
}

impl Settings {
    /// Resolves the settings: options win over the environment, the environment over `faq.toml`,
    /// and that over defaults.
    ///
    /// # Errors
    /// The configuration cannot be read.
    pub(crate) fn new(global: &Global) -> Result<Self, CommandError> {
        let config = Config::load(global.config.as_deref(), Path::new("."))?.unwrap_or_default();
        let named = global.content();
        let roots = if named.is_empty() {
            if config.content.is_empty() {
                vec![Root::new("content")]
            } else {
                config.content
            }
        } else {
            // A root named on the command line keeps what the file says of it.
            named
                .into_iter()
                .map(|path| {
                    let mut content = config.content.iter();
                    let said = content.find(|root| same_path(&root.path, &path));
                    Root {
                        path: path.clone(),
                        ..said.cloned().unwrap_or_else(|| Root::new(path))
                    }
                })
                .collect()
        };
        Ok(Self {
            roots,
            index: global.index().unwrap_or_else(|| PathBuf::from("index")),
            default_language: config.language.unwrap_or(LanguageTag::ENGLISH),
            synonyms: config.synonyms,
            parameters: RankingParameters::default(),
            languages: config.languages,
            keep: config.keep.unwrap_or(reindex::DEFAULT_KEEP),
            judged: config.eval,
            serve: config.serve,
        })
    }

    /// Returns how to bring the index up to date.
    #[must_use]
    pub(crate) fn reindex_options(&self) -> reindex::Options {
        let mut options = reindex::Options::new(self.roots.clone(), self.index.clone());
        options.default_language.clone_from(&self.default_language);
        options.keep = self.keep;
        options.quality_gate = self.judged.clone().map(|judged| QualityGate {
            queries: judged.queries,
            qrels: judged.qrels,
            tolerance: judged.tolerance,
            synonyms: self.synonyms.clone(),
        });
        options
    }

    /// Returns what a service is opened with.
    #[must_use]
    pub(crate) fn service_options(&self) -> ServiceOptions {
        let mut options = ServiceOptions::new(self.index.clone());
        options.synonyms.clone_from(&self.synonyms);
        options.languages.clone_from(&self.languages);
        options.parameters.clone_from(&self.parameters);
        options
    }

    /// Decides the languages of a query, of tags as they were typed and of the environment.
    ///
    /// # Errors
    /// Something typed is no language tag.
    pub(crate) fn languages(
        &self,
        searched: &[String],
        display: Option<&str>,
    ) -> Result<QueryLanguages, CommandError> {
        let reader: Vec<String> = environment::locale().into_iter().collect();
        let choice = LanguageChoice {
            searched,
            display,
            reader: &reader,
        };
        Ok(QueryLanguages::resolve(&choice)?)
    }

    /// Returns the path of a content file as a user would type it.
    #[must_use]
    pub(crate) fn source_path(&self, file: FileRef<'_>) -> PathBuf {
        match self.roots.get(file.root) {
            Some(root) if root.path.is_file() => root.path.clone(),
            Some(root) => root.path.join(file.path),
            None => PathBuf::from(file.path),
        }
    }
}

fn same_path(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}
