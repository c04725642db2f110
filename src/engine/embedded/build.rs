//! A generation in the making, written by the engine that is built in.
//!
//! A language in which nothing changed is shared with the base. The index of any other is merged
//! from what stays of the base and from parts with what is new, one part a batch.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::search::EmbeddedSearch;
use super::vectors::{self, VectorMaker};
use crate::engine::index_backend::{Batch, Build, Summary, VectorRequest};
use crate::engine::search_backend::{SearchBackend, SynonymGroups};
use crate::index::build::merge::{self, Part};
use crate::index::build::writer::LanguageWriter;
use crate::index::store::catalog::{self, Catalog};
use crate::index::store::generation::Builder;
use crate::index::store::manifest::vectors_of_any_format;
use crate::index::store::{inputs, pack};
use crate::index::{
    self, IndexError, InputFile, LanguageSummary, Manifest, Removed, vector_journal,
};
use crate::model::article::{Article, Entry};
use crate::model::file_id::{FileId, FileRef};
use crate::model::language::LanguageTag;

/// Folder of the parts, inside the generation in the making.
const PARTS: &str = ".parts";

/// A generation in the making.
pub(super) struct EmbeddedBuild<'a> {
    builder: Builder<'a>,
    /// Folder of the base.
    base: Option<PathBuf>,
    /// What the base holds, by language tag.
    base_languages: BTreeMap<LanguageTag, LanguageSummary>,
    parts_folder: PathBuf,
    changes: Mutex<BTreeMap<LanguageTag, LanguageChanges>>,
    /// Whether vectors were made: what killed runs have left of them is in this generation then.
    has_vectors: AtomicBool,
}

/// How a language differs from the base.
#[derive(Debug, Default)]
struct LanguageChanges {
    /// Folders of the parts with new entries, by number of their batch.
    parts: BTreeMap<usize, PathBuf>,
    /// Files of which entries of the base do not stay.
    removed: Vec<(FileId, Removed)>,
}

impl<'a> EmbeddedBuild<'a> {
    /// Starts to build on a base: the folder of a generation, and its languages.
    ///
    /// # Errors
    /// The folder of the parts cannot be created.
    pub(super) fn start(
        builder: Builder<'a>,
        base: Option<(PathBuf, Vec<LanguageSummary>)>,
    ) -> Result<Self, IndexError> {
        let parts_folder = builder.folder().join(PARTS);
        fs::create_dir(&parts_folder).map_err(IndexError::io("create", &parts_folder))?;
        let (base, languages) = base.unzip();
        let languages = languages.into_iter().flatten();
        Ok(Self {
            builder,
            base,
            base_languages: languages
                .map(|language| (language.tag.clone(), language))
                .collect(),
            parts_folder,
            changes: Mutex::default(),
            has_vectors: AtomicBool::default(),
        })
    }

    fn folder(&self) -> &Path {
        self.builder.folder()
    }

    /// Locks the changes. A thread that panicked with the lock left a whole value behind.
    fn changes(&self) -> MutexGuard<'_, BTreeMap<LanguageTag, LanguageChanges>> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the index of one language; tells as well whether it differs from the base. Returns
    /// none if nothing is left of the language.
    fn language(
        &self,
        tag: &LanguageTag,
        changes: Option<&LanguageChanges>,
    ) -> Result<Option<(LanguageSummary, bool)>, IndexError> {
        let mut parts = Vec::new();
        if let (Some(base), Some(summary)) = (&self.base, self.base_languages.get(tag)) {
            let Some(changes) = changes else {
                pack::link_or_copy(base, self.folder(), tag)?;
                let summary = LanguageSummary {
                    // They are taken over apart, if they are wanted.
                    vectors: None,
                    ..summary.clone()
                };
                return Ok(Some((summary, false)));
            };
            // Damage must not spread into the new generation.
            merge::verify(tag, base)?;
            parts.push(Part::Existing {
                generation: base.clone(),
                removed: changes.removed.clone(),
            });
        }
        let new = changes
            .into_iter()
            .flat_map(|changes| changes.parts.values());
        parts.extend(new.cloned().map(Part::New));
        let Some(bytes) = merge::merge(tag, &parts, self.folder())? else {
            return Ok(None);
        };
        Ok(Some((merge::measure(tag, self.folder(), bytes)?, true)))
    }
}

impl Build for EmbeddedBuild<'_> {
    fn remove(&self, language: &LanguageTag, file: FileRef<'_>, removed: Removed) {
        let mut changes = self.changes();
        let language = changes.entry(language.clone()).or_default();
        language.removed.push((file.into_owned(), removed));
    }

    fn batch<'a>(
        &'a self,
        language: &LanguageTag,
        number: usize,
    ) -> Result<Box<dyn Batch + 'a>, IndexError> {
        let folder = self.parts_folder.join(format!("{language}-{number}"));
        Ok(Box::new(EmbeddedBatch {
            writer: LanguageWriter::create(&folder, language)?,
            build: self,
            language: language.clone(),
            number,
            folder,
        }))
    }

    fn finish(
        &self,
        check_stop: &(dyn Fn() -> Result<(), IndexError> + Sync),
    ) -> Result<Summary, IndexError> {
        let changes = std::mem::take(&mut *self.changes());
        let tags: BTreeSet<&LanguageTag> =
            self.base_languages.keys().chain(changes.keys()).collect();
        let mut tags: Vec<&LanguageTag> = tags.into_iter().collect();
        // The longest work first, so that the cores end together.
        tags.sort_by_key(|tag| {
            let summary = self.base_languages.get(*tag);
            std::cmp::Reverse(summary.map_or(0, |summary| summary.entries))
        });
        let mut results: Vec<(LanguageSummary, bool)> = tags
            .into_iter()
            .par_bridge()
            .map(|tag| {
                check_stop()?;
                self.language(tag, changes.get(tag))
            })
            .filter_map(Result::transpose)
            .collect::<Result<_, IndexError>>()?;
        results.sort_by(|(a, _), (b, _)| a.tag.cmp(&b.tag));
        let parts = &self.parts_folder;
        fs::remove_dir_all(parts).map_err(IndexError::io("remove", parts))?;

        let mut summary = Summary::default();
        for (language, renewed) in results {
            if renewed {
                summary.renewed.insert(language.tag.clone());
            }
            summary.languages.push(language);
        }
        Ok(summary)
    }

    fn write_inputs(&self, inputs: &[InputFile]) -> Result<(), IndexError> {
        inputs::write_inputs(self.folder(), inputs)
    }

    fn write_catalog(&self, catalog: &Catalog) -> Result<(), IndexError> {
        catalog::write_catalog(self.folder(), catalog)
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), IndexError> {
        index::write_manifest(self.folder(), manifest)
    }

    fn add_vectors(
        &self,
        languages: &mut [LanguageSummary],
        renewed: &BTreeSet<LanguageTag>,
        request: &VectorRequest<'_>,
    ) -> Result<(), IndexError> {
        // Also where the rest is built anew: texts and model are all that vectors depend on. What
        // cannot be read has none to take over.
        let live = self.folder().parent().map(index::live).transpose().ok();
        let live = live.flatten().map(|live| {
            let languages = vectors_of_any_format(&live.folder);
            (live.folder, languages)
        });
        // The folder of a generation in the making lies in that of the index.
        let index = self.folder().parent().unwrap_or(self.folder());
        let maker = VectorMaker::new(self.folder(), index, request)?;
        for language in languages {
            let base = live.as_ref().and_then(|(folder, languages)| {
                let same = languages.iter().find(|base| base.tag == language.tag)?;
                vectors::Base::of((folder.as_path(), same), request.model)
            });
            let is_renewed = self.base.is_none() || renewed.contains(&language.tag);
            maker.make(base.as_ref(), language, is_renewed)?;
        }
        self.has_vectors.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn verify(&self, language: &str) -> Result<(), IndexError> {
        merge::verify(language, self.folder())
    }

    fn sync(&self) -> Result<(), IndexError> {
        self.builder.sync()
    }

    fn search(&self, synonyms: &SynonymGroups) -> Result<Box<dyn SearchBackend>, IndexError> {
        let search = EmbeddedSearch::open(self.folder(), synonyms.clone())?;
        Ok(Box::new(search))
    }

    fn location(&self, language: &str) -> PathBuf {
        pack::path(self.folder(), language)
    }

    fn publish(self: Box<Self>, keep: usize) -> Result<String, IndexError> {
        let Self {
            builder,
            has_vectors,
            ..
        } = *self;
        let live = builder.publish(keep)?;
        if let Some(index) = live.folder.parent().filter(|_| has_vectors.into_inner()) {
            vector_journal::remove(index);
        }
        Ok(live.name)
    }
}

/// One part, being written.
struct EmbeddedBatch<'a> {
    build: &'a EmbeddedBuild<'a>,
    language: LanguageTag,
    number: usize,
    folder: PathBuf,
    writer: LanguageWriter,
}

impl Batch for EmbeddedBatch<'_> {
    fn add(&mut self, article: &Article, url: &dyn Fn(&Entry) -> String) -> Result<(), IndexError> {
        self.writer.add(article, url)
    }

    fn memory(&self) -> u64 {
        self.writer.memory()
    }

    fn finish(self: Box<Self>) -> Result<(), IndexError> {
        self.writer.finish()?;
        let mut changes = self.build.changes();
        let language = changes.entry(self.language).or_default();
        language.parts.insert(self.number, self.folder);
        Ok(())
    }
}
