//! What all stages of a run share.

use super::options::Options;
use super::progress::{Progress, Stages};
use crate::index::{Configuration, WriterLock};

/// A run on its way: what it is about, and what it may use.
pub(crate) struct RunContext<'a> {
    /// What the run is about.
    pub(crate) options: &'a Options,
    /// The right to change the index.
    pub(crate) lock: &'a WriterLock,
    /// The settings that shape the index.
    pub(crate) configuration: Configuration,
    /// Announces stages and measures them.
    pub(crate) stages: Stages<'a>,
}

impl<'a> RunContext<'a> {
    /// Prepares a run.
    pub(crate) fn new(
        options: &'a Options,
        lock: &'a WriterLock,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            options,
            lock,
            configuration: options.configuration(),
            stages: Stages::new(progress),
        }
    }
}
