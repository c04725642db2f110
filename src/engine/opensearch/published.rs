//! What is published in a cluster, for those who only read about it.

use serde_json::Value;

use super::client::Verb;
use super::generations::Generations;
use crate::engine::cluster::Cluster;
use crate::engine::index_backend::{KeptGeneration, PublishedIndex, Snapshot};
use crate::index::IndexError;
use crate::index::store::catalog::Catalog;

/// An index in a cluster, without the right to change it.
pub(crate) struct PublishedCluster(Generations);

impl PublishedCluster {
    /// Prepares to read.
    ///
    /// # Errors
    /// The settings cannot be used.
    pub(crate) fn new(cluster: &Cluster) -> Result<Self, IndexError> {
        Generations::new(cluster).map(Self)
    }
}

impl PublishedIndex for PublishedCluster {
    fn live_name(&self) -> Result<String, IndexError> {
        self.0.expect_live()
    }

    fn live(&self) -> Result<Snapshot, IndexError> {
        self.0.snapshot(self.0.expect_live()?)
    }

    fn catalog(&self) -> Result<Catalog, IndexError> {
        self.0.catalog(&self.0.expect_live()?)
    }

    fn generations(&self) -> Result<Vec<KeptGeneration>, IndexError> {
        let published = self.0.published()?.into_iter();
        let manifest = |name: &str| self.0.stored(name).map(|stored| stored.manifest);
        Ok(published
            .map(|name| (name.clone(), manifest(&name)))
            .collect())
    }

    fn health(&self) -> Result<Option<String>, IndexError> {
        let path = format!("/_cluster/health/{}", self.0.names.pattern());
        let health = self.0.client.json(Verb::Get, &path, &Value::Null)?;
        let status = health["status"].as_str().unwrap_or("unknown");
        Ok((status != "green").then(|| {
            format!(
                "the cluster is {status}: {} nodes, {} shards without a place",
                health["number_of_nodes"], health["unassigned_shards"]
            )
        }))
    }
}
