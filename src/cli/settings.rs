//! What options, environment and `faq.toml` mean together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::args::{Global, NamedPlace};
use super::cluster;
use super::environment;
use super::error::CommandError;
use crate::config::{Config, JudgedSet, MeaningSettings, ServeSettings};
use crate::content::source::discover::Root;
use crate::engine::{Cluster, Place};
use crate::model::embedding::EmbeddingModel;
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
    index: PathBuf,
    /// The cluster that holds the index instead.
    cluster: Option<Cluster>,
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
    memory: u64,
    /// Judgements by which a new index is measured.
    judged: Option<JudgedSet>,
    /// What `faq serve` does unless options say otherwise.
    pub serve: ServeSettings,
    /// The model that finds by meaning.
    meaning: MeaningSettings,
    /// It, open; see [`Self::open_model`].
    model: Option<EmbeddingModel>,
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
        let mut roots = if named.is_empty() {
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
        for root in &mut roots {
            root.exclude.extend(&config.exclude);
        }
        let default = PathBuf::from("index");
        let (index, cluster) = match global.place() {
            Some(NamedPlace::Folder(folder)) => (folder, None),
            Some(NamedPlace::Cluster(urls)) => {
                let settings = config.engine.unwrap_or_default();
                (default, Some(cluster::settings(urls, &settings)?))
            }
            None => {
                let settings = config.engine;
                let cluster = settings.map(|own| cluster::settings(own.urls.clone(), &own));
                (default, cluster.transpose()?)
            }
        };
        Ok(Self {
            roots,
            index,
            cluster,
            default_language: config.language.unwrap_or(LanguageTag::ENGLISH),
            synonyms: config.synonyms,
            parameters: RankingParameters::default(),
            languages: config.languages,
            keep: config.keep.unwrap_or(reindex::DEFAULT_KEEP),
            memory: config.memory.unwrap_or(reindex::DEFAULT_MEMORY),
            judged: config.eval,
            serve: config.serve,
            meaning: meaning(global, config.meaning),
            model: None,
        })
    }

    /// Opens the model that finds by meaning, if one is named: for commands that index or search. A
    /// command that searches does without where `for_indexing` is not set and meaning is not wanted.
    ///
    /// # Errors
    /// It cannot be used.
    pub(crate) fn open_model(&mut self, for_indexing: bool) -> Result<(), CommandError> {
        // Without new vectors, a run takes over those that there are.
        let is_wanted = for_indexing || self.meaning.budget != Some(Duration::ZERO);
        if let Some(path) = self.meaning.model.as_deref().filter(|_| is_wanted) {
            self.model = Some(open_model(path, for_indexing)?);
        }
        Ok(())
    }

    /// Returns where the index is.
    #[must_use]
    pub(crate) fn place(&self) -> Place {
        Place::new(&self.index, self.cluster.as_ref())
    }

    /// Returns how to bring the index up to date.
    #[must_use]
    pub(crate) fn reindex_options(&self) -> reindex::Options {
        let mut options = reindex::Options::new(self.roots.clone(), self.index.clone());
        options.cluster.clone_from(&self.cluster);
        options.default_language.clone_from(&self.default_language);
        options.keep = self.keep;
        options.memory = self.memory;
        options.model.clone_from(&self.model);
        options.model_budget = self.meaning.budget;
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
        options.cluster.clone_from(&self.cluster);
        options.synonyms.clone_from(&self.synonyms);
        options.languages.clone_from(&self.languages);
        options.parameters.clone_from(&self.parameters);
        options.model.clone_from(&self.model);
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

/// Decides about the model: options win over `faq.toml`. Without meaning there is no time for vectors.
#[cfg(feature = "meaning")]
fn meaning(global: &Global, file: MeaningSettings) -> MeaningSettings {
    let mut settings = file;
    settings.model = global.model.clone().or(settings.model);
    if global.without_meaning {
        settings.budget = Some(Duration::ZERO);
    }
    settings
}

#[cfg(not(feature = "meaning"))]
fn meaning(_: &Global, file: MeaningSettings) -> MeaningSettings {
    file
}

#[cfg(feature = "meaning")]
fn open_model(path: &Path, for_indexing: bool) -> Result<EmbeddingModel, CommandError> {
    let model = super::commands::model::open::open(path)?;
    if for_indexing {
        // What a damaged model makes would stand beside the vectors of the whole one for good.
        model.verify()?;
    }
    Ok(EmbeddingModel(std::sync::Arc::new(model)))
}

#[cfg(not(feature = "meaning"))]
fn open_model(path: &Path, _: bool) -> Result<EmbeddingModel, CommandError> {
    Err(CommandError::Usage(format!(
        "the model {} cannot be used: this faq was built without the feature `meaning`",
        path.display()
    )))
}

fn same_path(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => left == right,
    }
}
