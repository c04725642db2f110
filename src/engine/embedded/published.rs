//! What is published in an index folder, for those who only read about it.

use std::path::{Path, PathBuf};

use crate::engine::index_backend::{KeptGeneration, PublishedIndex, Snapshot};
use crate::index::store::catalog::{Catalog, read_catalog};
use crate::index::{self, Index, IndexError, read_inputs, read_manifest};

/// An index folder, without the right to change it.
pub(crate) struct PublishedFolder(PathBuf);

impl PublishedFolder {
    /// Takes a folder.
    pub(crate) fn new(folder: &Path) -> Self {
        Self(folder.to_path_buf())
    }
}

impl PublishedIndex for PublishedFolder {
    fn live_name(&self) -> Result<String, IndexError> {
        Ok(index::live_or_itself(&self.0)?.name)
    }

    fn live(&self) -> Result<Snapshot, IndexError> {
        let index = Index::open(&self.0)?;
        Ok(Snapshot {
            inputs: read_inputs(&index.live.folder)?,
            name: index.live.name,
            manifest: index.manifest,
        })
    }

    fn catalog(&self) -> Result<Catalog, IndexError> {
        let live = index::live_or_itself(&self.0)?;
        // Of another format it may not be a catalog.
        read_manifest(&live.folder)?;
        read_catalog(&live.folder)
    }

    fn generations(&self) -> Result<Vec<KeptGeneration>, IndexError> {
        let published = match index::published(&self.0) {
            // The folder of a generation knows of no other.
            Err(IndexError::Missing(_)) => vec![index::live_or_itself(&self.0)?],
            found => found?,
        };
        Ok(published
            .into_iter()
            .map(|generation| (generation.name, read_manifest(&generation.folder)))
            .collect())
    }
}
