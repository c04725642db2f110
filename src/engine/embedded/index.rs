//! An index folder as an index backend.
//!
//! Maps the calls of the trait onto generations, `CURRENT` and the lock, which
//! [`crate::index::store`] owns.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::build::EmbeddedBuild;
use super::search::EmbeddedSearch;
use crate::engine::index_backend::{Build, IndexBackend, Snapshot};
use crate::engine::search_backend::{SearchBackend, SynonymGroups};
use crate::index::store::catalog::{self, Catalog};
use crate::index::store::{inputs, pack};
use crate::index::{self, Index, IndexError, InputFile, WriterLock};

/// An index folder, locked against other writers.
pub(crate) struct EmbeddedIndex {
    folder: PathBuf,
    lock: WriterLock,
}

impl EmbeddedIndex {
    /// Takes the right to change an index folder, which is created if it is missing. Waits up to
    /// `wait` for a process that has the right; `interrupted` ends the wait early.
    ///
    /// # Errors
    /// The folder is not an index, cannot be written, or another process has the right.
    pub(crate) fn lock(
        folder: &Path,
        wait: Duration,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<Self, IndexError> {
        Ok(Self {
            lock: WriterLock::acquire(folder, wait, interrupted)?,
            folder: folder.to_path_buf(),
        })
    }

    fn folder_of(&self, snapshot: &Snapshot) -> PathBuf {
        self.folder.join(&snapshot.name)
    }
}

impl IndexBackend for EmbeddedIndex {
    fn name(&self) -> &'static str {
        "embedded"
    }

    fn previous(&self) -> Result<Option<Snapshot>, IndexError> {
        let live = match index::live(&self.folder) {
            Ok(live) => live,
            Err(IndexError::Missing(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let manifest = index::read_manifest(&live.folder)?;
        for language in &manifest.languages {
            pack::check_size(&live.folder, language)?;
        }
        Ok(Some(Snapshot {
            manifest,
            inputs: index::read_inputs(&live.folder)?,
            name: live.name,
        }))
    }

    fn catalog(&self, snapshot: &Snapshot) -> Result<Catalog, IndexError> {
        catalog::read_catalog(&self.folder_of(snapshot))
    }

    fn search(
        &self,
        snapshot: &Snapshot,
        synonyms: &SynonymGroups,
    ) -> Result<Box<dyn SearchBackend>, IndexError> {
        let search = EmbeddedSearch::open(&self.folder_of(snapshot), synonyms.clone())?;
        Ok(Box::new(search))
    }

    fn refresh_inputs(&self, snapshot: &Snapshot, inputs: &[InputFile]) -> Result<(), IndexError> {
        inputs::refresh_inputs(&self.folder_of(snapshot), inputs)
    }

    fn begin(&self, base: Option<&Snapshot>) -> Result<Box<dyn Build + '_>, IndexError> {
        let base = base.map(|base| (self.folder_of(base), base.manifest.languages.clone()));
        Ok(Box::new(EmbeddedBuild::start(self.lock.start()?, base)?))
    }

    fn rollback(&self, to: Option<&str>) -> Result<String, IndexError> {
        let target = self.lock.earlier(to)?;
        // A generation that searches could not use is refused.
        let index = Index::open(&target.folder)?;
        for language in &index.manifest.languages {
            index.language(language)?;
        }
        self.lock.switch_to(&target)?;
        Ok(target.name)
    }

    fn retire(&self, keep: usize) {
        self.lock.retire(keep);
    }
}
