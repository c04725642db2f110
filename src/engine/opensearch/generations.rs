//! Generations in a cluster: names, aliases, and what each says about itself.
//!
//! Which generation is live is said by an alias, which the cluster moves at once for all who search.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::blob::{self, Kept};
use super::client::{Client, Verb};
use super::names::{CATALOG, INPUTS, MANIFEST, Names};
use super::right::Right;
use crate::engine::cluster::Cluster;
use crate::engine::index_backend::Snapshot;
use crate::index::store::catalog::{self, Catalog};
use crate::index::store::generation;
use crate::index::store::manifest::FORMAT;
use crate::index::{IndexError, InputFile, Manifest};
use crate::model::language::LanguageTag;

/// Version of what documents hold, beside the format of the manifest.
const DOCUMENTS: u32 = 4;

/// A generation as the cluster keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredGeneration {
    documents: u32,
    pub(super) manifest: Manifest,
    /// The index of each language, in the order of the manifest.
    pub(super) languages: Vec<(LanguageTag, String)>,
}

impl StoredGeneration {
    pub(super) fn new(manifest: Manifest, languages: Vec<(LanguageTag, String)>) -> Self {
        Self {
            documents: DOCUMENTS,
            manifest,
            languages,
        }
    }
}

/// The generations in a cluster.
#[derive(Clone)]
pub(super) struct Generations {
    pub(super) client: Arc<Client>,
    pub(super) names: Names,
    pub(super) cluster: Cluster,
}

impl Generations {
    pub(super) fn new(cluster: &Cluster) -> Result<Self, IndexError> {
        Ok(Self {
            client: Arc::new(Client::new(cluster)?),
            names: Names::new(cluster),
            cluster: cluster.clone(),
        })
    }

    /// Returns the names of the generations behind an alias, oldest first.
    fn behind(&self, alias: &str) -> Result<Vec<String>, IndexError> {
        let found = self.client.find(Verb::Get, &format!("/_alias/{alias}"))?;
        let found = found.unwrap_or_default();
        let mut names: Vec<String> = found
            .as_object()
            .into_iter()
            .flat_map(|indexes| indexes.keys())
            .filter_map(|index| self.names.of_generation(index))
            .map(str::to_string)
            .collect();
        names.sort_by_key(|name| generation::number(name));
        Ok(names)
    }

    /// Returns the name of the live generation, if there is one.
    ///
    /// # Errors
    /// The cluster does not answer, or the alias names several.
    pub(super) fn live(&self) -> Result<Option<String>, IndexError> {
        let mut behind = self.behind(self.names.live())?;
        if behind.len() > 1 {
            let path = format!("/_alias/{}", self.names.live());
            return Err(self
                .client
                .error(&path, "the alias names several generations"));
        }
        Ok(behind.pop())
    }

    /// Returns the names of all generations that were published and are kept, oldest first.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub(super) fn published(&self) -> Result<Vec<String>, IndexError> {
        self.behind(&self.names.published())
    }

    /// Returns the live generation, or says that there is none.
    ///
    /// # Errors
    /// There is none, or the cluster does not answer.
    pub(super) fn expect_live(&self) -> Result<String, IndexError> {
        let live = self.live()?;
        live.ok_or_else(|| IndexError::Missing(self.cluster.location().into()))
    }

    fn blob(&self, generation: &str, key: &str) -> Result<Vec<u8>, IndexError> {
        let index = self.names.generation(generation);
        blob::read(&self.client, &index, Kept::Source, key)
    }

    /// Reads what a generation says about itself.
    ///
    /// # Errors
    /// It is missing, damaged or of another version.
    pub(super) fn stored(&self, generation: &str) -> Result<StoredGeneration, IndexError> {
        /// What every version has.
        #[derive(Deserialize)]
        struct Versioned {
            #[serde(default)]
            documents: u32,
            manifest: Format,
        }
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let bytes = self.blob(generation, MANIFEST)?;
        if let Ok(versioned) = serde_json::from_slice::<Versioned>(&bytes) {
            let format = (versioned.manifest.format, versioned.documents);
            if format != (FORMAT, DOCUMENTS) {
                return Err(IndexError::Version {
                    path: self.cluster.location().into(),
                    reason: format!(
                        "has format {}.{}, not {FORMAT}.{DOCUMENTS}",
                        format.0, format.1
                    ),
                });
            }
        }
        let stored: StoredGeneration =
            serde_json::from_slice(&bytes).map_err(|error| self.damaged(generation, &error))?;
        let of_manifest = stored
            .manifest
            .languages
            .iter()
            .map(|language| &language.tag);
        if !of_manifest.eq(stored.languages.iter().map(|(tag, _)| tag)) {
            return Err(self.damaged(generation, &"its languages and their indexes differ"));
        }
        Ok(stored)
    }

    fn damaged(&self, generation: &str, error: &dyn std::fmt::Display) -> IndexError {
        IndexError::Damaged {
            path: self.names.generation(generation).into(),
            reason: error.to_string(),
        }
    }

    pub(super) fn inputs(&self, generation: &str) -> Result<Vec<InputFile>, IndexError> {
        let bytes = self.blob(generation, INPUTS)?;
        serde_json::from_slice(&bytes).map_err(|error| self.damaged(generation, &error))
    }

    pub(super) fn catalog(&self, generation: &str) -> Result<Catalog, IndexError> {
        let bytes = self.blob(generation, CATALOG)?;
        catalog::decode(&bytes).map_err(|error| self.damaged(generation, &error))
    }

    pub(super) fn snapshot(&self, name: String) -> Result<Snapshot, IndexError> {
        let stored = self.stored(&name)?;
        Ok(Snapshot {
            manifest: stored.manifest,
            inputs: self.inputs(&name)?,
            name,
        })
    }

    /// Returns the indexes of all generations and languages, each with the number of the generation
    /// that it began with.
    fn indexes(&self) -> Result<Vec<(String, u64)>, IndexError> {
        let pattern = self.names.pattern();
        let path = format!("/_cat/indices/{pattern}?format=json&h=index&expand_wildcards=all");
        let found = self.client.find(Verb::Get, &path)?.unwrap_or_default();
        let rows = found.as_array().map_or(&[][..], Vec::as_slice);
        let names = rows.iter().filter_map(|row| row["index"].as_str());
        // A pattern finds more than what is ours.
        let own = names.filter_map(|index| {
            let generation = self.names.of_generation(index);
            let number = generation.and_then(generation::number);
            let number = number.or_else(|| self.names.number_of_language(index))?;
            Some((index.to_string(), number))
        });
        Ok(own.collect())
    }

    /// Returns the least number that the next generation may have.
    ///
    /// # Errors
    /// The cluster does not answer.
    pub(super) fn next(&self) -> Result<u64, IndexError> {
        let numbers = self.indexes()?.into_iter().map(|(_, number)| number);
        Ok(numbers.max().unwrap_or(0) + 1)
    }

    /// Removes an index; one that is gone is no error.
    pub(super) fn remove_index(&self, index: &str) -> Result<(), IndexError> {
        self.client.find(Verb::Delete, &format!("/{index}"))?;
        Ok(())
    }

    /// Removes what no published generation needs.
    pub(super) fn clear(&self) -> Result<(), IndexError> {
        let published = self.published()?;
        let mut needed = BTreeSet::new();
        for generation in &published {
            needed.insert(self.names.generation(generation));
            match self.stored(generation) {
                Ok(stored) => needed.extend(stored.languages.into_iter().map(|(_, index)| index)),
                // Of one that cannot be read nobody knows what it needs: nothing is removed.
                Err(error) if matches!(error, IndexError::Cluster { .. }) => return Err(error),
                Err(_) => return Ok(()),
            }
        }
        for (index, _) in self.indexes()? {
            if !needed.contains(&index) {
                tracing::debug!(index, "removed");
                self.remove_index(&index)?;
            }
        }
        Ok(())
    }

    /// Writes the inputs of a generation.
    ///
    /// # Errors
    /// The right to change the index was lost, or the cluster does not take it.
    pub(super) fn write_inputs(
        &self,
        right: &dyn Right,
        index: &str,
        inputs: &[InputFile],
    ) -> Result<(), IndexError> {
        let bytes = serde_json::to_vec(inputs).unwrap_or_default();
        blob::write(&self.client, right, index, Kept::Source, (INPUTS, &bytes))
    }

    /// Moves the alias from what was live to a generation that was built, at once.
    ///
    /// # Errors
    /// Another generation is live by now, this one was removed meanwhile, or the cluster does not
    /// answer.
    pub(super) fn publish(&self, from: Option<&str>, to: &str) -> Result<(), IndexError> {
        // Whoever took the right over has removed the index. One that was made anew since, by a
        // write that came too late, does not have the alias.
        let built = json!({"remove": {
            "index": self.names.generation(to), "alias": self.names.building(), "must_exist": true,
        }});
        self.move_alias(from, to, vec![built])
    }

    /// Moves the alias from what is live to another generation that was published, at once.
    ///
    /// # Errors
    /// Another generation is live by now, or the cluster does not answer.
    pub(super) fn switch(&self, from: &str, to: &str) -> Result<(), IndexError> {
        self.move_alias(Some(from), to, Vec::new())
    }

    fn move_alias(
        &self,
        from: Option<&str>,
        to: &str,
        mut actions: Vec<Value>,
    ) -> Result<(), IndexError> {
        let index = self.names.generation(to);
        if let Some(from) = from.filter(|from| *from != to) {
            let from = self.names.generation(from);
            // Fails as a whole if the alias is elsewhere by now.
            actions.push(json!({"remove": {
                "index": from, "alias": self.names.live(), "must_exist": true,
            }}));
        }
        actions.push(json!({"add": {"index": index, "alias": self.names.live()}}));
        actions.push(json!({"add": {"index": index, "alias": self.names.published()}}));
        let body = json!({"actions": actions});
        match self.client.json(Verb::Post, "/_aliases", &body) {
            Ok(_) => Ok(()),
            // The request may have arrived twice.
            Err(error) => match self.live()? {
                Some(live) if live == to => Ok(()),
                _ => Err(error),
            },
        }
    }

    /// Removes generations beyond the last `keep`, but never the live one.
    pub(super) fn retire(&self, keep: usize) -> Result<(), IndexError> {
        let published = self.published()?;
        let live = self.live()?;
        let surplus = published.len().saturating_sub(keep);
        let old = published.iter().take(surplus);
        for generation in old.filter(|name| Some(*name) != live.as_ref()) {
            self.remove_index(&self.names.generation(generation))?;
        }
        self.clear()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::opensearch::document::encoded;
    use crate::engine::opensearch::test_node::Node;
    use crate::index::Configuration;

    #[test]
    fn a_generation_without_the_index_of_a_language_is_damaged() {
        for (languages, is_whole) in [
            (Vec::new(), true),
            (
                vec![(LanguageTag::ENGLISH, "faq-lang-en-000001".to_string())],
                false,
            ),
        ] {
            let manifest = Manifest::new(Configuration::default());
            let stored = StoredGeneration::new(manifest, languages);
            let bytes = serde_json::to_vec(&stored).unwrap();
            let node = Node::new(move |request| {
                let hash = blake3::hash(&bytes).to_hex().to_string();
                let header = json!({"mark": "m", "pieces": 1, "hash": hash}).to_string();
                let part = match request.ends_with("manifest") {
                    true => encoded(header.as_bytes()),
                    false => encoded(&bytes),
                };
                (200, json!({"_source": {"part": part}}))
            });
            let generations = Generations::new(&node.cluster).unwrap();
            let read = generations.stored("gen-000001");
            assert_eq!(read.is_ok(), is_whole, "{read:?}");
        }
    }
}
