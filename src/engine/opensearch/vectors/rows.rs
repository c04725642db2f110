//! The index of rows: how it is written, read, and rid of what nothing needs.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Value, json};

use crate::engine::opensearch::bulk::Bulk;
use crate::engine::opensearch::client::{Client, Verb};
use crate::engine::opensearch::document::{encoded, written_key};
use crate::engine::opensearch::generations::Generations;
use crate::engine::opensearch::results::{Found, all_entries, fields_of, scan, search};
use crate::engine::opensearch::right::Right;
use crate::index::IndexError;
use crate::index::detached::packed_name::ContentKey;
use crate::index::vectors::{Row, RowKey};

/// Names a row: that of an entry by [`row_id`], and one that the weight is measured by by its key.
pub(crate) type RowId = RowKey;

/// Rows that are asked for at once.
const AT_ONCE: usize = 500;

/// So many times the rows that are needed may be kept before the others are looked for.
const MOST_KEPT: u64 = 2;

/// Rows that may be kept beside these.
const FEW: u64 = 5_000;

/// Names the row of an entry.
pub(crate) fn row_id(model: &str, content: &ContentKey) -> RowId {
    let mut hasher = blake3::Hasher::new();
    hasher.update(model.as_bytes());
    hasher.update(content);
    let mut id = RowId::default();
    hasher.finalize_xof().fill(&mut id);
    id
}

/// Makes the search for rows.
pub(crate) fn wanted(ids: &[RowId]) -> Value {
    by_id(ids, "row")
}

/// Makes the search for one field of rows.
fn by_id(ids: &[RowId], field: &str) -> Value {
    let values: Vec<String> = ids.iter().map(written_key).collect();
    json!({
        "size": ids.len(),
        "query": {"ids": {"values": values}},
        "stored_fields": "_none_",
        "docvalue_fields": [field],
    })
}

/// The rows of an index in a cluster.
pub(crate) struct Rows<'g> {
    generations: &'g Generations,
    index: String,
}

impl<'g> Rows<'g> {
    pub(crate) fn of(generations: &'g Generations) -> Self {
        Self {
            generations,
            index: generations.names.vectors(),
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.generations.client
    }

    /// Creates the index unless it is there. Returns whether it was.
    ///
    /// # Errors
    /// The right to change the index was lost, or the cluster does not answer.
    pub(crate) fn create(&self, right: &dyn Right) -> Result<bool, IndexError> {
        right.check()?;
        let path = format!("/{}", self.index);
        let client = &self.generations.client;
        let body = json!({
            "settings": {
                "number_of_shards": self.generations.cluster.shards,
                "number_of_replicas": self.generations.cluster.replicas,
                "refresh_interval": -1,
            },
            "mappings": {
                "dynamic": "strict",
                "_source": {"enabled": false},
                "properties": {
                    "model": {"type": "keyword", "doc_values": false, "norms": false},
                    "id": {"type": "binary", "doc_values": true},
                    "row": {"type": "binary", "doc_values": true},
                },
            },
        });
        let answer = client.ask(Verb::Put, &path, &body)?;
        if answer.error_type() == "resource_already_exists_exception" {
            self.refresh()?;
            return Ok(true);
        }
        client.read::<Value>(&path, &answer).map(|_| false)
    }

    /// Lets searches find what was written.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub(crate) fn refresh(&self) -> Result<(), IndexError> {
        let path = format!("/{}/_refresh", self.index);
        self.generations.client.on_all_shards(&path)
    }

    /// Writes rows of a model.
    ///
    /// # Errors
    /// The right to change the index was lost, or the cluster does not take them.
    pub(crate) fn write(
        &self,
        right: &dyn Right,
        model: &str,
        rows: &[(RowId, &Row)],
    ) -> Result<(), IndexError> {
        let bulk = Bulk::new(&self.generations.client, right, &self.index);
        for (id, row) in rows {
            let mut bytes = id.to_vec();
            row.write(&mut bytes);
            let source = json!({"model": model, "id": encoded(id), "row": encoded(&bytes)});
            bulk.index(&written_key(id), &source.to_string())?;
        }
        bulk.finish()
    }

    /// Returns which of some rows are there.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub(crate) fn existing(&self, ids: &[RowId]) -> Result<HashSet<RowId>, IndexError> {
        let mut existing = HashSet::new();
        self.each(ids, "id", &mut |found| {
            for hit in found.hits() {
                existing.insert(hit.key()?);
            }
            Ok(())
        })?;
        Ok(existing)
    }

    /// Reads rows, those that are there.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub(crate) fn read(&self, ids: &[RowId]) -> Result<HashMap<RowId, Row>, IndexError> {
        let mut rows = HashMap::new();
        self.each(ids, "row", &mut |found| {
            for hit in found.hits() {
                rows.extend([hit.row()?]);
            }
            Ok(())
        })?;
        Ok(rows)
    }

    fn each(
        &self,
        ids: &[RowId],
        field: &str,
        take: &mut dyn FnMut(&Found<'_>) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let client = &self.generations.client;
        let path = format!("/{}/_search", self.index);
        for some in ids.chunks(AT_ONCE) {
            search(client, &path, &by_id(some, field), &mut *take)??;
        }
        Ok(())
    }

    /// Removes the rows of models of which no kept generation has vectors, and those of texts that are
    /// gone once they are many.
    ///
    /// # Errors
    /// The right to change the index was lost, or the cluster does not answer.
    pub(crate) fn retire(&self, right: &dyn Right) -> Result<(), IndexError> {
        let generations = self.generations;
        let client = &generations.client;
        let count = format!("/{}/_count", self.index);
        if client.find(Verb::Get, &count)?.is_none() {
            return Ok(());
        }
        right.check()?;
        let kept = generations.published()?.into_iter();
        let kept = kept.map(|name| generations.stored(&name));
        let kept = kept.collect::<Result<Vec<_>, _>>()?;
        let mut needed = BTreeSet::new();
        for generation in &kept {
            let languages = generation
                .manifest
                .languages
                .iter()
                .zip(&generation.languages);
            for (summary, (_, index)) in languages {
                if let Some(vectors) = &summary.vectors {
                    needed.insert((vectors.model.as_str(), index.as_str(), summary.entries));
                }
            }
        }
        if needed.is_empty() {
            return generations.remove_index(&self.index);
        }
        let models: BTreeSet<&str> = needed.iter().map(|(model, ..)| *model).collect();
        let others = json!({"query": {"bool": {"must_not": [{"terms": {"model": models}}]}}});
        let path = format!("/{}/_delete_by_query?refresh=true", self.index);
        client.json(Verb::Post, &path, &others)?;
        let there = client.find(Verb::Get, &count)?.unwrap_or_default();
        let entries: u64 = needed.iter().map(|(.., entries)| entries).sum();
        if there["count"].as_u64().unwrap_or(0) <= entries * MOST_KEPT + FEW {
            return Ok(());
        }
        let mut ids = HashSet::new();
        let records = fields_of(&all_entries(), &["rank"]);
        for (model, index, _) in &needed {
            scan(client, index, &records, &mut |hit| {
                ids.insert(row_id(model, &hit.record()?.1.content));
                Ok(())
            })?;
        }
        let bulk = Bulk::new(client, right, &self.index);
        let body = fields_of(&json!({"match_all": {}}), &["id"]);
        scan(client, &self.index, &body, &mut |hit| {
            let id = hit.key()?;
            match ids.contains(&id) {
                true => Ok(()),
                false => bulk.delete(&written_key(&id)),
            }
        })?;
        bulk.finish()
    }
}
