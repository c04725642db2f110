//! The options of a run, and their defaults.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::gate::quality::QualityGate;
use crate::content::source::discover::Root;
use crate::engine::{Cluster, Place};
use crate::index::{Configuration, IndexError, LanguageSummary, Manifest};
use crate::model::embedding::EmbeddingModel;
use crate::model::language::LanguageTag;

/// How many generations are kept unless the configuration says otherwise: the live one, one to
/// fall back to, and one for readers that are slow to finish.
pub(crate) const DEFAULT_KEEP: usize = 3;

/// How much memory a run may hold while it writes unless options say otherwise, in bytes.
pub(crate) const DEFAULT_MEMORY: u64 = 1 << 30;

/// The share of its questions that a language may lose unless options say otherwise.
pub(crate) const DEFAULT_MAX_DROP: f64 = 0.2;

/// Says what a run reads, where it writes, and when it must not publish. Begin with
/// [`Options::new`] and change fields.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The places that articles are read from.
    pub roots: Vec<Root>,
    /// The index folder. It is created if it is missing.
    pub index: PathBuf,
    /// The cluster that holds the index instead of the folder. Needs the feature `opensearch`.
    pub cluster: Option<Cluster>,
    /// Language of articles that declare none and cannot be detected.
    pub default_language: LanguageTag,
    /// Whether to read everything, changed or not.
    pub full: bool,
    /// Whether to do everything but publish.
    pub dry_run: bool,
    /// Whether to refuse content with errors or warnings.
    pub strict: bool,
    /// The share of its questions that a language may lose, 0 to 1. If it would lose more, the new
    /// generation is not published.
    pub max_drop: f64,
    /// Whether to publish even if questions or content roots are gone.
    pub allow_drop: bool,
    /// Judgements by which the new index is measured before it is published.
    pub quality_gate: Option<QualityGate>,
    /// The model by which entries get vectors, if any.
    pub model: Option<EmbeddingModel>,
    /// How long vectors may take; what is not done then is left to the next run.
    pub model_budget: Option<Duration>,
    /// How many generations are kept, the live one included; at least 2.
    pub keep: usize,
    /// About how much memory the run may hold while it writes, in bytes, besides some 200 bytes for
    /// each record.
    pub memory: u64,
    /// How long to wait for another run that holds the index.
    pub wait: Duration,
    /// Ends the run soon after it is set, from another thread or a signal handler.
    pub stop: Arc<AtomicBool>,
}

impl Options {
    /// Makes the defaults for content and an index folder.
    #[must_use]
    pub fn new(roots: Vec<Root>, index: PathBuf) -> Self {
        Self {
            roots,
            index,
            cluster: None,
            default_language: LanguageTag::ENGLISH,
            full: false,
            dry_run: false,
            strict: false,
            max_drop: DEFAULT_MAX_DROP,
            allow_drop: false,
            quality_gate: None,
            model: None,
            model_budget: None,
            keep: DEFAULT_KEEP,
            memory: DEFAULT_MEMORY,
            wait: Duration::ZERO,
            stop: Arc::default(),
        }
    }

    /// Returns where the index is.
    pub(crate) fn place(&self) -> Place {
        Place::new(&self.index, self.cluster.as_ref())
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(crate) fn check_stop(&self) -> Result<(), IndexError> {
        if self.is_stopped() {
            Err(IndexError::Interrupted)
        } else {
            Ok(())
        }
    }

    /// Returns whether entries of a generation lack vectors that this run would make.
    pub(crate) fn lacks_vectors(&self, manifest: &Manifest) -> bool {
        let Some(model) = &self.model else {
            return false;
        };
        let lacks = |language: &LanguageSummary| match &language.vectors {
            Some(vectors) => vectors.model != model.encoder().identity() || vectors.missing > 0,
            None => true,
        };
        self.model_budget != Some(Duration::ZERO) && manifest.languages.iter().any(lacks)
    }

    /// Returns the settings that shape the index.
    pub(crate) fn configuration(&self) -> Configuration {
        Configuration {
            default_language: self.default_language.clone(),
            roots: self
                .roots
                .iter()
                .map(|root| {
                    let path = resolved(&root.path).to_string_lossy().into_owned();
                    (path, root.url.clone())
                })
                .collect(),
            sites: Vec::new(),
        }
    }
}

/// Returns the absolute path of a root. A root that is missing keeps the path that it had.
fn resolved(path: &Path) -> PathBuf {
    let through_parent = || {
        let absolute = std::path::absolute(path).ok()?;
        let parent = absolute.parent()?.canonicalize().ok()?;
        Some(parent.join(absolute.file_name()?))
    };
    path.canonicalize()
        .ok()
        .or_else(through_parent)
        .unwrap_or_else(|| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_root_has_the_path_that_it_had() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("content");
        std::fs::create_dir(&root).unwrap();
        let before = resolved(&root);
        std::fs::remove_dir(&root).unwrap();
        assert_eq!(resolved(&root), before);
        assert_eq!(
            resolved(Path::new("content")),
            resolved(Path::new("./content"))
        );
    }
}
