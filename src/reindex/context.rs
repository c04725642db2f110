//! What all stages of a run share.

use super::options::Options;
use super::progress::{Progress, Stages};
use crate::engine::index_backend::IndexBackend;
use crate::index::Configuration;

/// A run on its way: what it is about, and what it may use.
pub(crate) struct RunContext<'a> {
    /// What the run is about.
    pub(crate) options: &'a Options,
    /// The index, which this run alone may change.
    pub(crate) backend: &'a dyn IndexBackend,
    /// The settings that shape the index.
    pub(crate) configuration: Configuration,
    /// Announces stages and measures them.
    pub(crate) stages: Stages<'a>,
}

impl<'a> RunContext<'a> {
    /// Prepares a run.
    pub(crate) fn new(
        options: &'a Options,
        backend: &'a dyn IndexBackend,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            options,
            backend,
            configuration: options.configuration(),
            stages: Stages::new(progress),
        }
    }
}
