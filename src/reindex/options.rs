//! What a run is about, and its defaults.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::gate::quality::QualityGate;
use crate::content::source::discover::Root;
use crate::index::{Configuration, IndexError};

/// How many generations are kept unless the configuration says otherwise: the live one, one to
/// fall back to, and one for readers that are slow to finish.
pub const DEFAULT_KEEP: usize = 3;

/// The share of its questions that a language may lose unless options say otherwise.
pub const DEFAULT_MAX_DROP: f64 = 0.2;

/// What a run is about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Content roots.
    pub roots: Vec<Root>,
    /// The index folder.
    pub index: PathBuf,
    /// Language of articles that declare none and cannot be detected.
    pub default_language: String,
    /// Read everything, changed or not.
    pub full: bool,
    /// Do everything but publish.
    pub dry_run: bool,
    /// Refuse content with errors or warnings.
    pub strict: bool,
    /// The share of its questions that a language may lose, 0 to 1.
    pub max_drop: f64,
    /// Publish even if questions or content roots are gone.
    pub allow_drop: bool,
    /// Judgements by which the new index is measured before it is published.
    pub quality_gate: Option<QualityGate>,
    /// How many generations are kept, the live one included; at least 2.
    pub keep: usize,
    /// How long to wait for another run to end.
    pub wait: Duration,
    /// Set from elsewhere to end the run.
    pub stop: Arc<AtomicBool>,
}

impl Options {
    /// The defaults for content and an index folder.
    #[must_use]
    pub fn new(roots: Vec<Root>, index: PathBuf) -> Self {
        Self {
            roots,
            index,
            default_language: "en".to_string(),
            full: false,
            dry_run: false,
            strict: false,
            max_drop: DEFAULT_MAX_DROP,
            allow_drop: false,
            quality_gate: None,
            keep: DEFAULT_KEEP,
            wait: Duration::ZERO,
            stop: Arc::default(),
        }
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

    /// What of this shapes the index.
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
        }
    }
}

/// The absolute path of a root. One that is missing keeps the name that it had: it is not another one.
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
