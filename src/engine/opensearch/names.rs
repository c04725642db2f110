//! Names in the cluster, and what its indexes are made with.
//!
//! ```text
//! faq                    alias: the generation that is live
//! faq-published          alias: all generations that ever were and are kept
//! faq-building           alias: a generation in the making
//! faq-gen-000007         a generation: manifest, inputs, catalog
//! faq-lang-en-000007     a language; later generations share it while nothing changes in it
//! faq-vectors            vectors of all generations, if a model has made some
//! faq-lock               who may change the index
//! ```

use serde_json::{Value, json};

use crate::engine::cluster::Cluster;
use crate::index::store::generation;
use crate::index::{TEXT_FIELDS, TextField};
use crate::search::RankingParameters;
use crate::search::retrieve::bm25::of_field;

/// Between the terms of one place in an analysed text. No text has it.
pub(super) const ALTERNATIVE: char = '\u{7f}';

/// How deep results may be read.
const RESULT_WINDOW: u32 = 100_000;

/// Key of the manifest in the index of a generation, and of other blobs.
pub(super) const MANIFEST: &str = "manifest";
pub(super) const INPUTS: &str = "inputs";
pub(super) const CATALOG: &str = "catalog";
/// Key of the vocabulary in the index of a language.
pub(super) const VOCABULARY: &str = "vocabulary";

/// The names of one index.
#[derive(Clone, Debug)]
pub(super) struct Names {
    prefix: String,
}

impl Names {
    pub(super) fn new(cluster: &Cluster) -> Self {
        Self {
            prefix: cluster.prefix.clone(),
        }
    }

    /// Returns the alias of the live generation.
    pub(super) fn live(&self) -> &str {
        &self.prefix
    }

    /// Returns the alias of all published generations.
    pub(super) fn published(&self) -> String {
        format!("{}-published", self.prefix)
    }

    /// Returns the alias of a generation in the making.
    pub(super) fn building(&self) -> String {
        format!("{}-building", self.prefix)
    }

    pub(super) fn lock(&self) -> String {
        format!("{}-lock", self.prefix)
    }

    /// Returns the index of the vectors of all generations.
    pub(super) fn vectors(&self) -> String {
        format!("{}-vectors", self.prefix)
    }

    /// Returns a pattern of all generations and languages, and perhaps of what is none.
    pub(super) fn pattern(&self) -> String {
        format!("{0}-gen-*,{0}-lang-*", self.prefix)
    }

    /// Returns the index of a generation by the name of the generation.
    pub(super) fn generation(&self, name: &str) -> String {
        format!("{}-{name}", self.prefix)
    }

    /// Returns the name of a generation by that of its index.
    pub(super) fn of_generation<'n>(&self, index: &'n str) -> Option<&'n str> {
        let name = index.strip_prefix(&self.prefix)?.strip_prefix('-')?;
        generation::number(name).map(|_| name)
    }

    /// Returns the number of the generation with which the index of a language begins; none if it is
    /// no such index.
    pub(super) fn number_of_language(&self, index: &str) -> Option<u64> {
        let name = index.strip_prefix(&self.prefix)?.strip_prefix("-lang-")?;
        let (tag, number) = name.rsplit_once('-')?;
        let is_tag = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if tag.is_empty() || !tag.chars().all(is_tag) {
            return None;
        }
        generation::number(&format!("gen-{number}"))
    }

    /// Returns the index of a language that begins with a generation.
    pub(super) fn language(&self, tag: &str, generation: &str) -> String {
        let number = generation.strip_prefix("gen-").unwrap_or(generation);
        format!("{}-lang-{}-{number}", self.prefix, tag.to_lowercase())
    }
}

/// Returns what the index of a generation is created with.
pub(super) fn generation_index(cluster: &Cluster, building: &str) -> Value {
    json!({
        "aliases": {building: {}},
        "settings": {
            "number_of_shards": 1,
            "number_of_replicas": cluster.replicas,
            "refresh_interval": -1,
        },
        "mappings": {
            "dynamic": false,
            "_source": {"enabled": true},
            "properties": {},
        },
    })
}

/// Returns the settings of the index of a language once it is filled: until then each entry would be
/// indexed by each copy, and synced by each request.
pub(super) fn filled(cluster: &Cluster) -> Value {
    json!({"index": {
        "number_of_replicas": cluster.replicas,
        "translog.durability": "request",
    }})
}

/// Returns what the index of a language is created with, until it is [`filled`]. Texts are analysed
/// already: terms stand between spaces, those of one place between [`ALTERNATIVE`]s, and one of these
/// alone is a place without a term.
pub(super) fn language_index(cluster: &Cluster, parameters: &RankingParameters) -> Value {
    let mut properties = serde_json::Map::new();
    let mut similarity = serde_json::Map::new();
    for field in TEXT_FIELDS {
        let bm25 = of_field(&parameters.fields, field);
        similarity.insert(
            field.name().to_string(),
            json!({"type": "BM25", "k1": bm25.k1, "b": bm25.b, "discount_overlaps": false}),
        );
        properties.insert(field.name().to_string(), text_field(field));
    }
    for keyword in ["ref", "file", "facet", "same"] {
        properties.insert(
            keyword.to_string(),
            json!({"type": "keyword", "doc_values": false, "norms": false}),
        );
    }
    properties.insert("group".to_string(), json!({"type": "keyword"}));
    let kind = json!({"type": "boolean", "doc_values": false});
    properties.insert("question_kind".to_string(), kind);
    properties.insert("length".to_string(), json!({"type": "integer"}));
    let check = json!({"type": "integer", "index": false});
    properties.insert("check".to_string(), check);
    // Stored fields lie in blocks that are packed and unpacked as a whole, all fields of an entry
    // together; these are packed already, and read one by one.
    for read in ["rank", "tails", "shown"] {
        let field = json!({"type": "binary", "doc_values": true});
        properties.insert(read.to_string(), field);
    }
    // Read by key whether the index was refreshed or not.
    properties.insert("part".to_string(), json!({"type": "binary", "store": true}));
    json!({
        "settings": {
            "number_of_shards": cluster.shards,
            "number_of_replicas": 0,
            "translog.durability": "async",
            "refresh_interval": -1,
            "max_result_window": RESULT_WINDOW,
            "analysis": {
                "tokenizer": {"space": {"type": "whitespace", "max_token_length": 100_000}},
                "filter": {
                    "alternatives": {
                        "type": "pattern_capture",
                        "preserve_original": false,
                        "patterns": [format!("([^{ALTERNATIVE}]+)")],
                    },
                    "gap": {"type": "stop", "stopwords": [ALTERNATIVE.to_string()]},
                },
                "analyzer": {"terms": {
                    "type": "custom", "tokenizer": "space", "filter": ["alternatives", "gap"],
                }},
            },
            "similarity": similarity,
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": false},
            "properties": properties,
        },
    })
}

fn text_field(field: TextField) -> Value {
    let options = if field.has_positions() {
        "positions"
    } else {
        "freqs"
    };
    json!({
        "type": "text",
        "analyzer": "terms",
        "similarity": field.name(),
        "index_options": options,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_the_shape_of_an_own_name_is_one() {
        let cluster = Cluster::new(vec!["http://node".to_string()], None);
        let names = Names::new(&cluster);
        for (index, number) in [
            ("faq-lang-en-000007", Some(7)),
            ("faq-lang-zh-hant-1000000", Some(1_000_000)),
            ("faq-lang-notes", None),
            ("faq-lang-en-7", None),
            ("faq-lang-000007", None),
            ("faq-2-lang-en-000007", None),
            ("faqs-lang-en-000007", None),
        ] {
            assert_eq!(names.number_of_language(index), number, "{index}");
        }
        for (index, name) in [
            ("faq-gen-000007", Some("gen-000007")),
            ("faq-gen-notes", None),
            ("faq-gen-gen-000007", None),
            ("faq-2-gen-000007", None),
        ] {
            assert_eq!(names.of_generation(index), name, "{index}");
        }
    }
}
