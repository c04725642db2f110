//! An index backend that keeps its generations in memory.
//!
//! It stores whole articles and counts them; that is all a build has to do for a run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::search::InMemorySearch;
use crate::content::corpus::Corpus;
use crate::engine::index_backend::{Batch, Build, IndexBackend, Snapshot, Summary};
use crate::engine::search_backend::{SearchBackend, SynonymGroups};
use crate::index::store::catalog::{Catalog, CatalogFile};
use crate::index::{Configuration, IndexError, InputFile, LanguageSummary, Manifest, Removed};
use crate::model::article::{Article, Entry, Kind};
use crate::model::file_id::{FileId, FileRef};
use crate::model::language::LanguageTag;

/// An index in memory, which one run at a time may change.
#[derive(Default)]
pub(crate) struct InMemoryIndex {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Oldest first.
    generations: Vec<Generation>,
    /// Name of the live one.
    live: Option<String>,
}

#[derive(Clone)]
struct Generation {
    snapshot: Snapshot,
    catalog: Vec<CatalogFile>,
    /// By language tag.
    articles: BTreeMap<LanguageTag, Vec<Article>>,
}

impl Generation {
    fn empty() -> Self {
        Self {
            snapshot: Snapshot {
                name: String::new(),
                manifest: Manifest::new(Configuration::default()),
                inputs: Vec::new(),
            },
            catalog: Vec::new(),
            articles: BTreeMap::new(),
        }
    }

    fn search(&self) -> Box<dyn SearchBackend> {
        let articles: Vec<Article> = self.articles.values().flatten().cloned().collect();
        Box::new(InMemorySearch::new(Corpus::new(articles, Vec::new())))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn none_such(wanted: &str) -> IndexError {
    IndexError::NoGeneration {
        wanted: wanted.to_string(),
        found: String::new(),
    }
}

impl InMemoryIndex {
    /// Returns a copy of a generation.
    fn generation(&self, name: &str) -> Result<Generation, IndexError> {
        let state = lock(&self.state);
        let mut generations = state.generations.iter();
        let found = generations.find(|generation| generation.snapshot.name == name);
        found.cloned().ok_or_else(|| none_such(name))
    }
}

impl IndexBackend for InMemoryIndex {
    fn name(&self) -> &'static str {
        "in memory"
    }

    fn previous(&self) -> Result<Option<Snapshot>, IndexError> {
        let live = lock(&self.state).live.clone();
        live.map(|live| Ok(self.generation(&live)?.snapshot))
            .transpose()
    }

    fn catalog(&self, snapshot: &Snapshot) -> Result<Catalog, IndexError> {
        let files = self.generation(&snapshot.name)?.catalog;
        Ok(Catalog { files })
    }

    fn search(
        &self,
        snapshot: &Snapshot,
        _synonyms: &SynonymGroups,
    ) -> Result<Box<dyn SearchBackend>, IndexError> {
        Ok(self.generation(&snapshot.name)?.search())
    }

    fn refresh_inputs(&self, snapshot: &Snapshot, inputs: &[InputFile]) -> Result<(), IndexError> {
        let mut state = lock(&self.state);
        let mut generations = state.generations.iter_mut();
        let found = generations.find(|generation| generation.snapshot.name == snapshot.name);
        let generation = found.ok_or_else(|| none_such(&snapshot.name))?;
        generation.snapshot.inputs = inputs.to_vec();
        Ok(())
    }

    fn begin(&self, base: Option<&Snapshot>) -> Result<Box<dyn Build + '_>, IndexError> {
        let base = base.map(|base| self.generation(&base.name)).transpose()?;
        Ok(Box::new(InMemoryBuild {
            index: self,
            base: base.unwrap_or_else(Generation::empty).articles,
            removed: Mutex::default(),
            batches: Mutex::default(),
            next: Mutex::new(Generation::empty()),
        }))
    }

    fn rollback(&self, to: Option<&str>) -> Result<String, IndexError> {
        let mut state = lock(&self.state);
        let names = state.generations.iter();
        let names: Vec<&String> = names.map(|generation| &generation.snapshot.name).collect();
        let target = match to {
            Some(name) => names.into_iter().find(|own| *own == name),
            None => names
                .into_iter()
                .take_while(|name| Some(*name) != state.live.as_ref())
                .last(),
        };
        let target = target.cloned().ok_or_else(|| none_such("generation"))?;
        state.live = Some(target.clone());
        Ok(target)
    }

    fn retire(&self, keep: usize) {
        let mut state = lock(&self.state);
        let surplus = state.generations.len().saturating_sub(keep);
        let live = state.live.clone();
        let mut number = 0;
        state.generations.retain(|generation| {
            number += 1;
            number > surplus || Some(&generation.snapshot.name) == live.as_ref()
        });
    }
}

/// A generation in the making.
struct InMemoryBuild<'a> {
    index: &'a InMemoryIndex,
    /// What the base holds, by language tag.
    base: BTreeMap<LanguageTag, Vec<Article>>,
    /// What does not stay, by language and file.
    removed: Mutex<BTreeMap<(LanguageTag, FileId), Removed>>,
    /// By language and number.
    batches: Mutex<BTreeMap<(LanguageTag, usize), Vec<Article>>>,
    next: Mutex<Generation>,
}

impl Build for InMemoryBuild<'_> {
    fn remove(&self, language: &LanguageTag, file: FileRef<'_>, removed: Removed) {
        lock(&self.removed).insert((language.clone(), file.into_owned()), removed);
    }

    fn batch<'a>(
        &'a self,
        language: &LanguageTag,
        number: usize,
    ) -> Result<Box<dyn Batch + 'a>, IndexError> {
        Ok(Box::new(InMemoryBatch {
            build: self,
            key: (language.clone(), number),
            articles: Vec::new(),
        }))
    }

    fn finish(
        &self,
        check_stop: &(dyn Fn() -> Result<(), IndexError> + Sync),
    ) -> Result<Summary, IndexError> {
        check_stop()?;
        let removed = lock(&self.removed);
        let mut articles = self.base.clone();
        for (tag, articles) in &mut articles {
            articles.retain_mut(|article| {
                let removed = removed.get(&(tag.clone(), article.file_id().into_owned()));
                let stays = |id: &str| removed.is_none_or(|removed| !removed.covers(id));
                article.entries.retain(|entry| stays(&entry.id));
                removed.is_none() || !article.entries.is_empty()
            });
        }
        let mut renewed: BTreeSet<LanguageTag> =
            removed.keys().map(|(tag, _)| tag.clone()).collect();
        for ((tag, _), added) in std::mem::take(&mut *lock(&self.batches)) {
            renewed.insert(tag.clone());
            articles.entry(tag).or_default().extend(added);
        }
        articles.retain(|_, articles| articles.iter().any(|one| !one.entries.is_empty()));
        renewed.retain(|tag| articles.contains_key(tag));
        let languages = articles.iter().map(|(tag, articles)| LanguageSummary {
            entries: articles.iter().map(|one| one.entries.len() as u64).sum(),
            ..LanguageSummary::new(tag)
        });
        let languages = languages.collect();
        lock(&self.next).articles = articles;
        Ok(Summary { languages, renewed })
    }

    fn write_inputs(&self, inputs: &[InputFile]) -> Result<(), IndexError> {
        lock(&self.next).snapshot.inputs = inputs.to_vec();
        Ok(())
    }

    fn write_catalog(&self, catalog: &Catalog) -> Result<(), IndexError> {
        lock(&self.next).catalog.clone_from(&catalog.files);
        Ok(())
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), IndexError> {
        lock(&self.next).snapshot.manifest = manifest.clone();
        Ok(())
    }

    /// Compares the counts of questions, for want of checksums.
    fn verify(&self, language: &str) -> Result<(), IndexError> {
        let next = lock(&self.next);
        let entries = next.articles.get(language).into_iter().flatten();
        let entries = entries.flat_map(|article| &article.entries);
        let questions = entries.filter(|entry| entry.kind == Kind::Question).count() as u64;
        let mut languages = next.snapshot.manifest.languages.iter();
        let summary = languages.find(|summary| summary.tag == language);
        if summary.is_some_and(|summary| summary.questions == questions) {
            return Ok(());
        }
        Err(IndexError::Damaged {
            path: self.location(language),
            reason: "its questions are not those of the catalog".to_string(),
        })
    }

    fn sync(&self) -> Result<(), IndexError> {
        Ok(())
    }

    fn search(&self, _synonyms: &SynonymGroups) -> Result<Box<dyn SearchBackend>, IndexError> {
        Ok(lock(&self.next).search())
    }

    fn location(&self, language: &str) -> PathBuf {
        language.into()
    }

    fn publish(self: Box<Self>, keep: usize) -> Result<String, IndexError> {
        let mut next = self
            .next
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let mut state = lock(&self.index.state);
        let last = state.generations.last();
        let number = last.and_then(|last| last.snapshot.name.strip_prefix("gen-")?.parse().ok());
        next.snapshot.name = format!("gen-{:06}", number.unwrap_or(0) + 1);
        let name = next.snapshot.name.clone();
        state.generations.push(next);
        state.live = Some(name.clone());
        drop(state);
        self.index.retire(keep);
        Ok(name)
    }
}

/// Articles that are not part of the build yet.
struct InMemoryBatch<'a> {
    build: &'a InMemoryBuild<'a>,
    key: (LanguageTag, usize),
    articles: Vec<Article>,
}

impl Batch for InMemoryBatch<'_> {
    fn add(&mut self, article: &Article, url: &dyn Fn(&Entry) -> String) -> Result<(), IndexError> {
        let mut article = article.clone();
        for entry in &mut article.entries {
            entry.url = Some(url(entry));
        }
        self.articles.push(article);
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), IndexError> {
        lock(&self.build.batches).insert(self.key, self.articles);
        Ok(())
    }
}
