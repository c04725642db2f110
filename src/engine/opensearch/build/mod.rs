//! A generation in the making, in the cluster.
//!
//! A language in which nothing changed is shared with the base. One with changes starts from the
//! cluster's clone of the base, which costs links and no copies: the entries of changed files are
//! removed from it, and only what is new is sent. The vocabulary, which searches read here, follows
//! the same removals and additions.

mod batch;
mod copies;
mod language;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use self::batch::ClusterBatch;
use self::copies::{PATIENCE, Shards};
use self::language::{LanguageBuild, lock};
use crate::engine::index_backend::{Batch, Build, Summary, VectorRequest};
use crate::engine::opensearch::blob::{self, Kept};
use crate::engine::opensearch::bulk::{Bulk, Limit};
use crate::engine::opensearch::client::Verb;
use crate::engine::opensearch::document::{check, removals, written_key};
use crate::engine::opensearch::generations::{Generations, StoredGeneration};
use crate::engine::opensearch::names::{self, CATALOG, MANIFEST, VOCABULARY};
use crate::engine::opensearch::results::{all_entries, fields_of, scan, search};
use crate::engine::opensearch::right::Right;
use crate::engine::opensearch::search::ClusterSearch;
use crate::engine::opensearch::vectors::{Rows, VectorMaker};
use crate::engine::search_backend::{SearchBackend, SynonymGroups};
use crate::engine::vectors::calibrate;
use crate::index::detached::record::TermTails;
use crate::index::detached::vocabulary::VocabularyCounts;
use crate::index::store::catalog::{self, Catalog};
use crate::index::store::generation;
use crate::index::vectors::VectorSummary;
use crate::index::{IndexError, InputFile, LanguageSummary, Manifest, Removed};
use crate::model::file_id::{FileId, FileRef};
use crate::model::language::LanguageTag;
use crate::search::RankingParameters;

/// A generation in the making.
pub(super) struct ClusterBuild<'i> {
    generations: &'i Generations,
    right: &'i dyn Right,
    name: String,
    /// What the base holds: summaries with the indexes, by language.
    base: BTreeMap<LanguageTag, (LanguageSummary, String)>,
    removed: Mutex<BTreeMap<LanguageTag, Vec<(FileId, Removed)>>>,
    started: Mutex<BTreeMap<LanguageTag, Arc<LanguageBuild>>>,
    /// The languages of the finished generation.
    languages: Mutex<Vec<(LanguageTag, String)>>,
    has_index: Mutex<bool>,
    limit: Limit,
    is_published: bool,
}

impl<'i> ClusterBuild<'i> {
    /// Starts to build on a base.
    ///
    /// # Errors
    /// The right to change the index was lost, or the cluster does not answer.
    pub(super) fn start(
        generations: &'i Generations,
        right: &'i dyn Right,
        base: Option<StoredGeneration>,
    ) -> Result<Self, IndexError> {
        let base = base.map(|base| (base.manifest.languages, base.languages));
        let (summaries, indexes) = base.unwrap_or_default();
        Ok(Self {
            name: generation::name_of(right.number(generations.next()?)?),
            generations,
            right,
            base: summaries
                .into_iter()
                .zip(indexes)
                .map(|(summary, (tag, index))| (tag, (summary, index)))
                .collect(),
            removed: Mutex::default(),
            started: Mutex::default(),
            languages: Mutex::default(),
            has_index: Mutex::default(),
            limit: Limit::default(),
            is_published: false,
        })
    }

    /// Creates an index.
    fn create(&self, index: &str, body: &Value) -> Result<(), IndexError> {
        self.make(Verb::Put, &format!("/{index}"), body)
    }

    /// Asks for an index to be made. While the right to change the index is held, one of this name can
    /// only be what the same request made before.
    fn make(&self, method: Verb, path: &str, body: &Value) -> Result<(), IndexError> {
        let client = &self.generations.client;
        let answer = client.ask(method, path, body)?;
        match answer.error_type() == "resource_already_exists_exception" {
            true => Ok(()),
            false => client.read::<Value>(path, &answer).map(drop),
        }
    }

    /// Returns the index of the generation, for writing. It is created when it is first asked for.
    fn generation_index(&self) -> Result<String, IndexError> {
        self.right.check()?;
        let index = self.generations.names.generation(&self.name);
        let mut has_index = lock(&self.has_index);
        if !*has_index {
            let building = self.generations.names.building();
            let body = names::generation_index(&self.generations.cluster, &building);
            self.create(&index, &body)?;
            *has_index = true;
        }
        Ok(index)
    }

    /// Returns the index of a language that changes, which begins with what stays of the base.
    fn language(&self, tag: &LanguageTag) -> Result<Arc<LanguageBuild>, IndexError> {
        let mut started = lock(&self.started);
        if let Some(known) = started.get(tag) {
            return Ok(Arc::clone(known));
        }
        self.right.check()?;
        let index = self.generations.names.language(tag, &self.name);
        let begun = LanguageBuild {
            counts: Mutex::default(),
            check: AtomicU64::new(0),
            entries: AtomicU64::new(0),
            limit: self.limit.clone(),
            index,
            is_new: !self.base.contains_key(tag),
        };
        match self.base.get(tag) {
            None => {
                let cluster = &self.generations.cluster;
                let body = names::language_index(cluster, &RankingParameters::default());
                self.create(&begun.index, &body)?;
            }
            Some((_, base)) => {
                self.clone_index(base, &begun.index)?;
                self.remove_from(&begun, base, tag)?;
            }
        }
        let begun = Arc::new(begun);
        started.insert(tag.clone(), Arc::clone(&begun));
        Ok(begun)
    }

    /// Makes the index of a language out of that of the base.
    fn clone_index(&self, from: &str, to: &str) -> Result<(), IndexError> {
        let path = format!("/{from}/_clone/{to}");
        let body = json!({"settings": {
            "index.blocks.write": null,
            // Else it is that of the base, whatever the settings say by now.
            "index.number_of_replicas": self.generations.cluster.replicas,
        }});
        self.make(Verb::Post, &path, &body)?;
        self.wait(&[to.to_string()], Shards::Primaries)
    }

    /// Waits for shards, for as long as the right to change the index is held.
    fn wait(&self, indexes: &[String], shards: Shards) -> Result<(), IndexError> {
        let client = &self.generations.client;
        let check = || self.right.check_soon();
        copies::wait(client, indexes, shards, PATIENCE, &check)
    }

    /// Removes the entries of changed files from the clone of a base, and from its vocabulary.
    fn remove_from(
        &self,
        language: &LanguageBuild,
        base: &str,
        tag: &LanguageTag,
    ) -> Result<(), IndexError> {
        let client = &self.generations.client;
        let bytes = blob::read(client, base, Kept::Field, VOCABULARY)?;
        let counts = VocabularyCounts::from_bytes(&bytes);
        let mut counts = counts.map_err(|reason| IndexError::Damaged {
            path: base.into(),
            reason,
        })?;
        let removed = lock(&self.removed).get(tag).cloned().unwrap_or_default();
        let bulk = Bulk::new(client, self.right, &language.index).with_limit(&self.limit);
        let mut sum = counts.check;
        // A document may be found by two of its references.
        let mut seen = HashSet::new();
        for (query, of_file) in removals(&removed) {
            let body = fields_of(&query, &["rank", "tails"]);
            let mut records = Vec::new();
            scan(client, &language.index, &body, &mut |hit| {
                let (key, record) = hit.record()?;
                if !of_file.covers(record.name.id()) || !seen.insert(key) {
                    return Ok(());
                }
                let tails = TermTails::from_bytes(&hit.tails()?);
                let tails = tails.map_err(|reason| hit.damaged(&reason))?;
                records.push((record, tails));
                let key = written_key(&key);
                sum = sum.saturating_sub(check(&key));
                bulk.delete(&key)
            })?;
            counts.remove(&records);
        }
        bulk.finish()?;
        language.check.store(sum, Ordering::Relaxed);
        *lock(&language.counts) = counts;
        Ok(())
    }

    /// Ends a language that changed. Returns none if nothing is left of it.
    fn finish_language(
        &self,
        tag: &LanguageTag,
        language: &LanguageBuild,
    ) -> Result<Option<LanguageSummary>, IndexError> {
        self.right.check()?;
        let generations = self.generations;
        let client = &generations.client;
        let mut counts = lock(&language.counts);
        if counts.entries == 0 {
            generations.remove_index(&language.index)?;
            return Ok(None);
        }
        counts.check = language.check.load(Ordering::Relaxed);
        language.entries.store(counts.entries, Ordering::Relaxed);
        let bytes = counts.to_bytes().map_err(|reason| IndexError::Damaged {
            path: language.index.clone().into(),
            reason,
        })?;
        let blob = (VOCABULARY, bytes.as_slice());
        blob::write(client, self.right, &language.index, Kept::Field, blob)?;
        let path = format!("/{}/_refresh", language.index);
        // Copies without a place count in its total.
        client.on_all_shards(&path)?;
        if language.is_new {
            // On the disk before there are copies of it, and long before it can go live.
            client.on_all_shards(&format!("/{}/_flush", language.index))?;
            let path = format!("/{}/_settings", language.index);
            client.json(Verb::Put, &path, &names::filled(&generations.cluster))?;
        }
        let mut summary = counts.summary(tag);
        *counts = VocabularyCounts::default();
        let path = format!("/{}/_stats/store", language.index);
        let stats = client.json(Verb::Get, &path, &Value::Null)?;
        let bytes = stats.pointer("/_all/primaries/store/size_in_bytes");
        summary.bytes = bytes.and_then(Value::as_u64).unwrap_or(0);
        Ok(Some(summary))
    }

    fn stored(&self, manifest: &Manifest) -> StoredGeneration {
        StoredGeneration::new(manifest.clone(), lock(&self.languages).clone())
    }
}

impl Build for ClusterBuild<'_> {
    fn remove(&self, language: &LanguageTag, file: FileRef<'_>, of_file: Removed) {
        let mut removed = lock(&self.removed);
        let files = removed.entry(language.clone()).or_default();
        files.push((file.into_owned(), of_file));
    }

    fn batch<'a>(
        &'a self,
        language: &LanguageTag,
        _number: usize,
    ) -> Result<Box<dyn Batch + 'a>, IndexError> {
        let own = self.language(language)?;
        let client = &self.generations.client;
        Ok(Box::new(ClusterBatch::new(
            client, self.right, own, language,
        )))
    }

    fn finish(
        &self,
        check_stop: &(dyn Fn() -> Result<(), IndexError> + Sync),
    ) -> Result<Summary, IndexError> {
        let removed: Vec<LanguageTag> = lock(&self.removed).keys().cloned().collect();
        for tag in removed.iter().filter(|tag| self.base.contains_key(*tag)) {
            self.language(tag)?;
        }
        let started = lock(&self.started).clone();
        let tags: BTreeSet<&LanguageTag> = self.base.keys().chain(started.keys()).collect();
        let mut summary = Summary::default();
        let mut languages = Vec::new();
        for tag in tags {
            check_stop()?;
            match started.get(tag) {
                None => {
                    if let Some((of_base, index)) = self.base.get(tag) {
                        summary.languages.push(LanguageSummary {
                            // They are taken over apart, if they are wanted.
                            vectors: None,
                            ..of_base.clone()
                        });
                        languages.push((tag.clone(), index.clone()));
                    }
                }
                Some(language) => {
                    if let Some(own) = self.finish_language(tag, language)? {
                        summary.renewed.insert(tag.clone());
                        summary.languages.push(own);
                        languages.push((tag.clone(), language.index.clone()));
                    }
                }
            }
        }
        *lock(&self.languages) = languages;
        Ok(summary)
    }

    fn write_inputs(&self, inputs: &[InputFile]) -> Result<(), IndexError> {
        let index = self.generation_index()?;
        self.generations.write_inputs(self.right, &index, inputs)
    }

    fn write_catalog(&self, catalog: &Catalog) -> Result<(), IndexError> {
        let index = self.generation_index()?;
        let path = PathBuf::from(&index);
        let bytes = catalog::encode(catalog).map_err(IndexError::io("pack", &path))?;
        let client = &self.generations.client;
        blob::write(client, self.right, &index, Kept::Source, (CATALOG, &bytes))
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), IndexError> {
        let index = self.generation_index()?;
        let bytes = serde_json::to_vec(&self.stored(manifest)).unwrap_or_default();
        let client = &self.generations.client;
        blob::write(client, self.right, &index, Kept::Source, (MANIFEST, &bytes))
    }

    fn add_vectors(
        &self,
        languages: &mut [LanguageSummary],
        renewed: &BTreeSet<LanguageTag>,
        request: &VectorRequest<'_>,
    ) -> Result<(), IndexError> {
        let generations = self.generations;
        let rows = Rows::of(generations);
        let was_there = rows.create(self.right)?;
        let search = ClusterSearch::open(generations, self.name.clone(), &SynonymGroups::new())?;
        let maker = VectorMaker {
            search: search.with_parameters(calibrate::answers_only()),
            rows,
            right: self.right,
            request,
        };
        let indexes = lock(&self.languages).clone();
        for (language, (tag, index)) in languages.iter_mut().zip(indexes) {
            let base = self.base.get(&tag).filter(|_| !renewed.contains(&tag));
            let base = base.and_then(|(base, _)| base.vectors.clone());
            let is_complete = |vectors: &VectorSummary| {
                was_there && vectors.missing == 0 && vectors.model == request.model.identity()
            };
            match base.filter(is_complete) {
                Some(vectors) => language.vectors = Some(vectors),
                None => maker.make(language, &index)?,
            }
        }
        Ok(())
    }

    fn verify(&self, language: &str) -> Result<(), IndexError> {
        let started = lock(&self.started);
        let of_tag = started.iter().find(|(tag, _)| tag.as_str() == language);
        let Some((_, language)) = of_tag else {
            return Ok(());
        };
        let body = json!({
            "size": 0,
            "track_total_hits": true,
            "query": all_entries(),
            "aggs": {"check": {"sum": {"field": "check"}}},
        });
        let client = &self.generations.client;
        let path = format!("/{}/_search", language.index);
        let (entries, sum) = search(client, &path, &body, |found| {
            (found.total(), found.number("check").unwrap_or(0.0))
        })?;
        let wanted = language.entries.load(Ordering::Relaxed);
        #[allow(clippy::cast_precision_loss)] // sums stay below 2^53
        let is_right =
            entries == Some(wanted) && sum == language.check.load(Ordering::Relaxed) as f64;
        if is_right {
            return Ok(());
        }
        Err(IndexError::Damaged {
            path: language.index.clone().into(),
            reason: format!("the cluster has {entries:?} entries, {wanted} were sent, or others"),
        })
    }

    fn sync(&self) -> Result<(), IndexError> {
        // What the cluster has acknowledged is durable.
        Ok(())
    }

    fn search(&self, synonyms: &SynonymGroups) -> Result<Box<dyn SearchBackend>, IndexError> {
        let search = ClusterSearch::open(self.generations, self.name.clone(), synonyms)?;
        Ok(Box::new(search))
    }

    fn location(&self, language: &str) -> PathBuf {
        let names = &self.generations.names;
        names.language(language, &self.name).into()
    }

    fn publish(mut self: Box<Self>, keep: usize) -> Result<String, IndexError> {
        let generations = self.generations;
        let finished = lock(&self.languages).clone();
        let is_new = |index: &String| lock(&self.started).values().any(|one| one.index == *index);
        let indexes = finished.into_iter().map(|(_, index)| index).filter(is_new);
        let mut indexes: Vec<String> = indexes.collect();
        self.right.check()?;
        for index in &indexes {
            let path = format!("/{index}/_block/write");
            generations.client.find(Verb::Put, &path)?;
        }
        indexes.push(generations.names.generation(&self.name));
        if let Err(error) = self.wait(&indexes, Shards::WithCopies) {
            // A full node must not keep readers from news; `faq status` tells what has no copy.
            self.wait(&indexes, Shards::Primaries)?;
            tracing::warn!(%error, "published without all copies");
        }
        let live = generations.live()?;
        self.right.check()?;
        // A switch that seems to fail may still come to pass: what it names stays for the next run.
        self.is_published = true;
        generations.publish(live.as_deref(), &self.name)?;
        // Whoever took the right over has begun what nothing published needs yet.
        if let Err(error) = self
            .right
            .check()
            .and_then(|()| generations.retire(keep))
            .and_then(|()| Rows::of(generations).retire(self.right))
        {
            tracing::warn!(%error, "old generations were not removed");
        }
        Ok(self.name.clone())
    }
}

impl Drop for ClusterBuild<'_> {
    fn drop(&mut self) {
        if self.is_published {
            return;
        }
        let generations = self.generations;
        // Whoever took the right over may have published indexes of the same names.
        match self.right.check().and_then(|()| generations.published()) {
            Ok(published) if published.contains(&self.name) => return,
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "the next run removes what this one has begun");
                return;
            }
        }
        let mut indexes: Vec<String> = lock(&self.started)
            .values()
            .map(|language| language.index.clone())
            .collect();
        if *lock(&self.has_index) {
            indexes.push(generations.names.generation(&self.name));
        }
        for index in indexes {
            if let Err(error) = generations.remove_index(&index) {
                tracing::warn!(%error, "the next run removes it");
            }
        }
    }
}
