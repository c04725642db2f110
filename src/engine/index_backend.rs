//! What an engine must do so that indexes can be built and published, and the plain values that
//! it speaks in.
//!
//! Owns the contract. How an engine keeps its promises is its own affair: the one that is built in
//! writes folders and renames them, one on a cluster would fill indexes and move an alias. Which
//! files a build reads, and whether its result may be published, is decided by
//! [`crate::reindex`].

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use super::search_backend::{SearchBackend, SynonymGroups};
use crate::index::store::catalog::Catalog;
use crate::index::{IndexError, InputFile, LanguageSummary, Manifest, Removed};
use crate::model::article::{Article, Entry};
use crate::model::embedding::TextEncoder;
use crate::model::file_id::FileRef;
use crate::model::language::LanguageTag;

/// A published state of an index, as far as a build needs to know it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Snapshot {
    /// Name of the generation, such as `gen-000007`.
    pub(crate) name: String,
    /// What it holds, and the settings that shaped it.
    pub(crate) manifest: Manifest,
    /// The source files that it was made from.
    pub(crate) inputs: Vec<InputFile>,
}

/// An index that may be changed.
///
/// A value stands for the exclusive right to change the index, on all machines that could. The
/// right is given up when the value is dropped, and when the process ends in whatever way. Taking
/// it clears what earlier builds left over. Readers need neither the right nor a lock.
pub(crate) trait IndexBackend: Sync {
    /// Returns the name of the engine, for logs.
    fn name(&self) -> &'static str;

    /// Reads the generation that is live; none if nothing was ever published.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] or [`IndexError::Version`] if it cannot be built upon; other errors
    /// if it cannot be read at all.
    fn previous(&self) -> Result<Option<Snapshot>, IndexError>;

    /// Reads what a generation knows of its files. This is apart from the snapshot, since a run
    /// that finds nothing changed does not need it.
    ///
    /// # Errors
    /// It is missing or damaged.
    fn catalog(&self, snapshot: &Snapshot) -> Result<Catalog, IndexError>;

    /// Opens a generation for searching.
    ///
    /// # Errors
    /// It is damaged.
    fn search(
        &self,
        snapshot: &Snapshot,
        synonyms: &SynonymGroups,
    ) -> Result<Box<dyn SearchBackend>, IndexError>;

    /// Replaces the inputs of a generation: files were touched, and their content is the same.
    ///
    /// # Errors
    /// They cannot be written; the old ones stay.
    fn refresh_inputs(&self, snapshot: &Snapshot, inputs: &[InputFile]) -> Result<(), IndexError>;

    /// Starts the next generation. It begins with everything that `base` holds, or empty.
    ///
    /// # Errors
    /// There is no room, or no permission.
    fn begin(&self, base: Option<&Snapshot>) -> Result<Box<dyn Build + '_>, IndexError>;

    /// Makes an earlier generation live: the one of that name, else the one before the live one.
    /// Returns its name.
    ///
    /// # Errors
    /// There is no such generation, or it cannot be searched. What was live stays live.
    fn rollback(&self, to: Option<&str>) -> Result<String, IndexError>;

    /// Removes generations beyond the last `keep`. What cannot be removed stays for the next time.
    fn retire(&self, keep: usize);
}

/// The name of a generation with its manifest, or what is wrong with it.
pub(crate) type KeptGeneration = (String, Result<Manifest, IndexError>);

/// What is published of an index, for those who only read about it.
pub(crate) trait PublishedIndex {
    /// Returns the name of the live generation.
    ///
    /// # Errors
    /// There is none, or it cannot be found out.
    fn live_name(&self) -> Result<String, IndexError>;

    /// Reads the live generation.
    ///
    /// # Errors
    /// There is none, or it cannot be used.
    fn live(&self) -> Result<Snapshot, IndexError>;

    /// Reads what the live generation knows of its files.
    ///
    /// # Errors
    /// There is none, or it is damaged.
    fn catalog(&self) -> Result<Catalog, IndexError>;

    /// Returns all generations that are kept, oldest first.
    ///
    /// # Errors
    /// They cannot be listed.
    fn generations(&self) -> Result<Vec<KeptGeneration>, IndexError>;

    /// Returns what an operator should know of where the index is kept, if all is not well.
    ///
    /// # Errors
    /// It cannot be found out.
    fn health(&self) -> Result<Option<String>, IndexError> {
        Ok(None)
    }
}

/// A generation in the making.
///
/// Nobody sees it before it is published. It is discarded when it is dropped before that. Except
/// for [`publish`](Self::publish), methods may be called from several threads at once.
///
/// The order of calls is: [`remove`](Self::remove) and [`batch`](Self::batch), then
/// [`finish`](Self::finish), then the rest.
pub(crate) trait Build: Sync {
    /// Leaves out what the base holds of a file in one language, or some of it. Comes before the
    /// first batch of the language.
    fn remove(&self, language: &LanguageTag, file: FileRef<'_>, removed: Removed);

    /// Starts a batch of new entries in one language. Several may be open at once. Entries are
    /// stored in the order of the numbers of their batches, so that the same content makes the
    /// same index whatever the threads do. A number is used once in a language.
    ///
    /// # Errors
    /// The engine cannot write.
    fn batch<'a>(
        &'a self,
        language: &LanguageTag,
        number: usize,
    ) -> Result<Box<dyn Batch + 'a>, IndexError>;

    /// Makes the indexes of all languages from the base and the finished batches. `check_stop`
    /// fails when the run is to end early.
    ///
    /// # Errors
    /// The engine cannot write, the base is damaged, or what `check_stop` says.
    fn finish(
        &self,
        check_stop: &(dyn Fn() -> Result<(), IndexError> + Sync),
    ) -> Result<Summary, IndexError>;

    /// Stores the inputs of the generation. May be called while it is being finished.
    ///
    /// # Errors
    /// They cannot be written.
    fn write_inputs(&self, inputs: &[InputFile]) -> Result<(), IndexError>;

    /// Stores the catalog of the generation. May be called while it is being finished.
    ///
    /// # Errors
    /// It cannot be written.
    fn write_catalog(&self, catalog: &Catalog) -> Result<(), IndexError>;

    /// Stores the manifest of the generation, which completes it.
    ///
    /// # Errors
    /// It cannot be written.
    fn write_manifest(&self, manifest: &Manifest) -> Result<(), IndexError>;

    /// Makes vectors of the entries of a complete generation, and notes them in its `languages`;
    /// `renewed` are those that differ from the base. Does nothing where an engine has none.
    ///
    /// # Errors
    /// The engine cannot read or write, or what the request's `check_stop` says.
    fn add_vectors(
        &self,
        languages: &mut [LanguageSummary],
        renewed: &BTreeSet<LanguageTag>,
        request: &VectorRequest<'_>,
    ) -> Result<(), IndexError> {
        let _ = (languages, renewed, request);
        Ok(())
    }

    /// Compares what was written of a language with its checksums.
    ///
    /// # Errors
    /// It is damaged or cannot be read.
    fn verify(&self, language: &str) -> Result<(), IndexError>;

    /// Makes durable what was written, so that publishing is quick. May be called while the
    /// generation is verified.
    ///
    /// # Errors
    /// The engine cannot write.
    fn sync(&self) -> Result<(), IndexError>;

    /// Opens the complete generation for searching.
    ///
    /// # Errors
    /// It is damaged.
    fn search(&self, synonyms: &SynonymGroups) -> Result<Box<dyn SearchBackend>, IndexError>;

    /// Returns where the index of a language is, for messages.
    fn location(&self, language: &str) -> PathBuf;

    /// Makes the generation live, at once for all who search, and removes generations beyond the
    /// last `keep`. Returns its name.
    ///
    /// # Errors
    /// The engine cannot write; what was live stays live.
    fn publish(self: Box<Self>, keep: usize) -> Result<String, IndexError>;
}

/// New entries of one language, written by one thread.
pub(crate) trait Batch {
    /// Adds the entries of an article; `url` makes the public address of each.
    ///
    /// # Errors
    /// The engine cannot write, for instance because the disk is full.
    fn add(&mut self, article: &Article, url: &dyn Fn(&Entry) -> String) -> Result<(), IndexError>;

    /// Returns about how much memory the batch holds, in bytes; 0 if it hardly grows.
    fn memory(&self) -> u64 {
        0
    }

    /// Hands the entries over to the build. A batch that is dropped before that has added nothing.
    ///
    /// # Errors
    /// The engine cannot write.
    fn finish(self: Box<Self>) -> Result<(), IndexError>;
}

/// By what vectors are made, and for how long.
pub(crate) struct VectorRequest<'a> {
    /// The model.
    pub(crate) model: &'a dyn TextEncoder,
    /// When to leave out what is not done.
    pub(crate) deadline: Option<Instant>,
    /// Fails when the run is to end early.
    pub(crate) check_stop: &'a (dyn Fn() -> Result<(), IndexError> + Sync),
    /// Is told that so many more entries have vectors.
    pub(crate) advance: &'a (dyn Fn(u64) + Sync),
}

/// What a finished build holds.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    /// All languages by tag. Articles and questions are not counted yet.
    pub(crate) languages: Vec<LanguageSummary>,
    /// Those in which anything differs from the base.
    pub(crate) renewed: BTreeSet<LanguageTag>,
}
