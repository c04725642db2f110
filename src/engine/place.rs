//! Where an index is, a folder or a cluster, and which engine therefore has it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::cluster::Cluster;
use super::embedded::{EmbeddedIndex, EmbeddedSearch, PublishedFolder};
use super::index_backend::{IndexBackend, PublishedIndex};
#[cfg(feature = "opensearch")]
use super::opensearch::{ClusterIndex, ClusterSearch, PublishedCluster};
use super::search_backend::{SearchBackend, SynonymGroups};
use crate::index::IndexError;
use crate::model::embedding::EmbeddingModel;
use crate::search::RankingParameters;

/// Where an index is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// In a cluster.
    Cluster(Cluster),
}

impl Place {
    /// Takes the cluster if there is one, else the folder.
    pub(crate) fn new(folder: &Path, cluster: Option<&Cluster>) -> Self {
        match cluster {
            Some(cluster) => Self::Cluster(cluster.clone()),
            None => Self::Folder(folder.to_path_buf()),
        }
    }

    /// Returns what messages call the place.
    pub(crate) fn name(&self) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.clone(),
            Self::Cluster(cluster) => cluster.location().into(),
        }
    }

    /// Opens what is live, with the model that finds by meaning, if any.
    ///
    /// # Errors
    /// There is nothing, or it cannot be used.
    pub(crate) fn open(
        &self,
        synonyms: &SynonymGroups,
        parameters: RankingParameters,
        model: Option<EmbeddingModel>,
    ) -> Result<Arc<dyn SearchBackend>, IndexError> {
        match self {
            Self::Folder(folder) => {
                let search = EmbeddedSearch::open(folder, synonyms.clone())?;
                let search = search.with_parameters(parameters).with_model(model);
                Ok(Arc::new(search))
            }
            #[cfg(feature = "opensearch")]
            Self::Cluster(cluster) => {
                let search = ClusterSearch::open_live(cluster, synonyms)?;
                let search = search.with_parameters(parameters).with_model(model);
                Ok(Arc::new(search))
            }
            #[cfg(not(feature = "opensearch"))]
            Self::Cluster(cluster) => Err(without_engine(cluster)),
        }
    }

    /// Takes the right to change the index, or prepares to. Waits up to `wait` for a process that
    /// has it; `stop` ends the wait early.
    ///
    /// # Errors
    /// The place cannot be used, or another process has the right.
    pub(crate) fn lock(
        &self,
        wait: Duration,
        stop: &Arc<AtomicBool>,
    ) -> Result<Box<dyn IndexBackend>, IndexError> {
        let stop = Arc::clone(stop);
        let stopped = move || stop.load(Ordering::Relaxed);
        match self {
            Self::Folder(folder) => Ok(Box::new(EmbeddedIndex::lock(folder, wait, &stopped)?)),
            #[cfg(feature = "opensearch")]
            Self::Cluster(cluster) => Ok(Box::new(ClusterIndex::new(
                cluster,
                wait,
                Box::new(stopped),
            )?)),
            #[cfg(not(feature = "opensearch"))]
            Self::Cluster(cluster) => Err(without_engine(cluster)),
        }
    }

    /// Returns what is published, for reading.
    ///
    /// # Errors
    /// The place cannot be used.
    pub(crate) fn published(&self) -> Result<Box<dyn PublishedIndex>, IndexError> {
        match self {
            Self::Folder(folder) => Ok(Box::new(PublishedFolder::new(folder))),
            #[cfg(feature = "opensearch")]
            Self::Cluster(cluster) => Ok(Box::new(PublishedCluster::new(cluster)?)),
            #[cfg(not(feature = "opensearch"))]
            Self::Cluster(cluster) => Err(without_engine(cluster)),
        }
    }
}

#[cfg(not(feature = "opensearch"))]
fn without_engine(cluster: &Cluster) -> IndexError {
    IndexError::Cluster {
        address: cluster.location(),
        reason: "this faq was built without the feature `opensearch`".to_string(),
    }
}
