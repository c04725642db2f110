//! A cluster as an index backend.
//!
//! Maps the calls of the trait onto generations and the lock.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::build::ClusterBuild;
use super::generations::Generations;
use super::lock::Lock;
use super::right::Right;
use super::search::ClusterSearch;
use super::vectors::Rows;
use crate::engine::cluster::Cluster;
use crate::engine::index_backend::{Build, IndexBackend, Snapshot};
use crate::engine::search_backend::{SearchBackend, SynonymGroups};
use crate::index::store::catalog::Catalog;
use crate::index::store::generation;
use crate::index::{IndexError, InputFile};

/// An index in a cluster. The lock is taken when something is to be changed: a run that finds
/// nothing to do writes nothing.
pub(crate) struct ClusterIndex {
    generations: Generations,
    wait: Duration,
    stopped: Box<dyn Fn() -> bool + Send + Sync>,
    lock: Mutex<Option<Lock>>,
    /// The generation that was live when it was read.
    seen: Mutex<Option<String>>,
}

impl ClusterIndex {
    /// Prepares to change an index in a cluster. Waits up to `wait` for a process that has the
    /// right, when it is needed.
    ///
    /// # Errors
    /// The settings cannot be used.
    pub(crate) fn new(
        cluster: &Cluster,
        wait: Duration,
        stopped: Box<dyn Fn() -> bool + Send + Sync>,
    ) -> Result<Self, IndexError> {
        Ok(Self {
            generations: Generations::new(cluster)?,
            wait,
            stopped,
            lock: Mutex::default(),
            seen: Mutex::default(),
        })
    }

    /// Asks the lock. It is taken first unless it is held: what earlier builds left over is cleared
    /// then, and the live generation must be the one that was read before.
    fn held<T>(&self, ask: impl FnOnce(&Lock) -> Result<T, IndexError>) -> Result<T, IndexError> {
        let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = &*lock {
            return ask(held);
        }
        let Generations { client, names, .. } = &self.generations;
        let taken = Lock::take(client, names, self.wait, &*self.stopped)?;
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if self.generations.live()? != *seen {
            return Err(IndexError::Locked {
                path: names.lock().into(),
                holder: "; it has just published another generation".to_string(),
            });
        }
        drop(seen);
        // Before what is left over goes: whoever began it may still write to it.
        taken.number(self.generations.next()?)?;
        self.generations.clear()?;
        ask(lock.insert(taken))
    }

    fn see(&self, live: Option<String>) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = live;
    }
}

impl Right for ClusterIndex {
    fn check(&self) -> Result<(), IndexError> {
        self.held(Lock::check)
    }

    fn check_soon(&self) -> Result<(), IndexError> {
        self.held(Lock::check_soon)
    }

    fn number(&self, least: u64) -> Result<u64, IndexError> {
        self.held(|lock| lock.number(least))
    }
}

impl IndexBackend for ClusterIndex {
    fn name(&self) -> &'static str {
        "opensearch"
    }

    fn previous(&self) -> Result<Option<Snapshot>, IndexError> {
        let live = self.generations.live()?;
        self.see(live.clone());
        live.map(|live| self.generations.snapshot(live)).transpose()
    }

    fn catalog(&self, snapshot: &Snapshot) -> Result<Catalog, IndexError> {
        self.generations.catalog(&snapshot.name)
    }

    fn search(
        &self,
        snapshot: &Snapshot,
        synonyms: &SynonymGroups,
    ) -> Result<Box<dyn SearchBackend>, IndexError> {
        let search = ClusterSearch::open(&self.generations, snapshot.name.clone(), synonyms)?;
        Ok(Box::new(search))
    }

    fn refresh_inputs(&self, snapshot: &Snapshot, inputs: &[InputFile]) -> Result<(), IndexError> {
        self.check()?;
        let index = self.generations.names.generation(&snapshot.name);
        self.generations.write_inputs(self, &index, inputs)
    }

    fn begin(&self, base: Option<&Snapshot>) -> Result<Box<dyn Build + '_>, IndexError> {
        self.check()?;
        let base = base.map(|base| self.generations.stored(&base.name));
        Ok(Box::new(ClusterBuild::start(
            &self.generations,
            self,
            base.transpose()?,
        )?))
    }

    fn rollback(&self, to: Option<&str>) -> Result<String, IndexError> {
        let live = self.generations.expect_live()?;
        self.see(Some(live.clone()));
        self.check()?;
        let published = self.generations.published()?;
        let target = generation::earlier(&published, &live, to)?;
        // A generation that searches could not use is refused.
        let none = SynonymGroups::new();
        ClusterSearch::open(&self.generations, target.to_string(), &none)?.warm()?;
        self.generations.switch(&live, target)?;
        Ok(target.to_string())
    }

    fn retire(&self, keep: usize) {
        if self
            .generations
            .published()
            .is_ok_and(|all| all.len() <= keep)
        {
            return;
        }
        let generations = &self.generations;
        let retired = self
            .check()
            .and_then(|()| generations.retire(keep))
            .and_then(|()| Rows::of(generations).retire(self));
        if let Err(error) = retired {
            tracing::warn!(%error, "old generations were not removed");
        }
    }
}
