//! What searches of the cluster bring back, one page or all of it.
//!
//! Answers are read in place: the records of a thousand candidates come in one of them.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Client, Verb};
use super::document::decoded;
use super::pause::Pauses;
use crate::index::IndexError;
use crate::index::detached::record::RankRecord;
use crate::index::vectors::{Row, RowKey};
use crate::search::retrieve::remote::EntryKey;

/// How long the cluster keeps the place between two requests.
const KEEP: &str = "2m";

/// The answer to one search.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Found<'a> {
    status: Option<u16>,
    error: Option<Reason>,
    timed_out: bool,
    #[serde(rename = "_shards")]
    shards: Shards,
    #[serde(rename = "_scroll_id", borrow)]
    scroll: Option<&'a str>,
    #[serde(borrow)]
    hits: Hits<'a>,
    aggregations: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reason {
    reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shards {
    total: Option<u64>,
    successful: u64,
    failed: u64,
    failures: Vec<Failure>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Failure {
    reason: Reason,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Hits<'a> {
    total: Option<Total>,
    #[serde(borrow)]
    hits: Vec<Hit<'a>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct Total {
    value: u64,
}

/// A document that was found.
#[derive(Debug, Deserialize)]
pub(super) struct Hit<'a> {
    #[serde(borrow, default)]
    fields: Fields<'a>,
}

/// The binary fields of a document.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields<'a> {
    #[serde(borrow)]
    rank: Option<[&'a str; 1]>,
    #[serde(borrow)]
    shown: Option<[&'a str; 1]>,
    #[serde(borrow)]
    tails: Option<[&'a str; 1]>,
    #[serde(borrow)]
    id: Option<[&'a str; 1]>,
    #[serde(borrow)]
    row: Option<[&'a str; 1]>,
}

impl<'a> Found<'a> {
    /// Makes sure that all shards answered, and in time.
    ///
    /// # Errors
    /// The cluster reports an error, or a shard failed.
    pub(super) fn check(&self, client: &Client, path: &str) -> Result<(), IndexError> {
        if let Some(Reason { reason }) = &self.error {
            let reason = reason.as_deref().unwrap_or("an error without a reason");
            return Err(client.error(path, reason));
        }
        if self.timed_out || self.shards.failed > 0 {
            let first = self.shards.failures.first();
            let reason = first.and_then(|failure| failure.reason.reason.as_deref());
            let reason = reason.unwrap_or("too late");
            let reason = format!("{} shards failed: {reason}", self.shards.failed);
            return Err(client.error(path, &reason));
        }
        // A shard without a place is neither successful nor failed.
        let missing = self.shards.total.unwrap_or(0);
        let missing = missing.saturating_sub(self.shards.successful);
        if missing > 0 {
            let reason = format!("{missing} shards are not there: see `faq status`");
            return Err(client.error(path, &reason));
        }
        Ok(())
    }

    /// Returns whether a search was refused for what it is: sent again, it would be so again.
    pub(super) fn is_refused(&self) -> bool {
        let status = self.status.unwrap_or_default();
        (400..500).contains(&status) && status != 429
    }

    /// Returns how many documents match, where they were counted.
    pub(super) fn total(&self) -> Option<u64> {
        self.hits.total.map(|total| total.value)
    }

    /// Returns the documents that came.
    pub(super) fn hits(&self) -> &[Hit<'a>] {
        &self.hits.hits
    }

    /// Returns the value of an aggregation that is one number.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.aggregations.as_ref()?.get(name)?["value"].as_f64()
    }
}

impl Hit<'_> {
    /// Reads the record of the document, with the key that stands before it.
    ///
    /// # Errors
    /// It was not asked for, or there is none.
    pub(super) fn record(&self) -> Result<(EntryKey, Arc<RankRecord>), IndexError> {
        let bytes = self.binary(self.fields.rank)?;
        let (key, record) = bytes
            .split_first_chunk()
            .ok_or_else(|| self.damaged("the record is cut short"))?;
        let record = RankRecord::from_bytes(record);
        let record = record.map_err(|reason| self.damaged(&reason))?;
        Ok((*key, Arc::new(record)))
    }

    /// Reads the key of the document: it stands before its record, or alone.
    ///
    /// # Errors
    /// Neither was asked for, or there is none.
    pub(super) fn key(&self) -> Result<EntryKey, IndexError> {
        let bytes = self.binary(self.fields.rank.or(self.fields.id))?;
        let key = bytes.first_chunk().copied();
        key.ok_or_else(|| self.damaged("the record is cut short"))
    }

    /// Returns what is shown of the document, packed.
    ///
    /// # Errors
    /// It was not asked for, or there is none.
    pub(super) fn shown(&self) -> Result<Vec<u8>, IndexError> {
        self.binary(self.fields.shown)
    }

    /// Returns what is left of the hashes of its terms, packed.
    ///
    /// # Errors
    /// It was not asked for, or there is none.
    pub(super) fn tails(&self) -> Result<Vec<u8>, IndexError> {
        self.binary(self.fields.tails)
    }

    /// Reads a row of vectors, with its name.
    ///
    /// # Errors
    /// It was not asked for, or there is none.
    pub(super) fn row(&self) -> Result<(RowKey, Row), IndexError> {
        let bytes = self.binary(self.fields.row)?;
        let parts = bytes.split_first_chunk();
        let row = parts.and_then(|(id, row)| Some((*id, Row::of_bytes(row)?)));
        row.ok_or_else(|| self.damaged("a row of vectors is cut short"))
    }

    fn binary(&self, field: Option<[&str; 1]>) -> Result<Vec<u8>, IndexError> {
        let [text] = field.ok_or_else(|| self.damaged("a field is missing"))?;
        decoded(text).map_err(|reason| self.damaged(&reason))
    }

    /// Makes the error of a document that cannot be read.
    pub(super) fn damaged(&self, reason: &str) -> IndexError {
        IndexError::Damaged {
            path: "document".into(),
            reason: reason.to_string(),
        }
    }
}

/// How often a search is sent when shards fail, and the pauses between: a node was lost a moment ago.
pub(super) const ATTEMPTS: u32 = 8;
pub(super) const FIRST_PAUSE: Duration = Duration::from_millis(100);
pub(super) const LONGEST_PAUSE: Duration = Duration::from_millis(6400);

/// Searches, again where shards fail, and returns what `take` reads of the answer: fewer results
/// would be wrong ones.
///
/// # Errors
/// The cluster reports an error, or shards fail again and again.
pub(super) fn search<T>(
    client: &Client,
    path: &str,
    body: &Value,
    take: impl FnOnce(&Found<'_>) -> T,
) -> Result<T, IndexError> {
    let mut pauses = Pauses::new(FIRST_PAUSE, LONGEST_PAUSE);
    let mut attempt = 0;
    loop {
        attempt += 1;
        let answer = client.ask(Verb::Post, path, body)?;
        let found: Found = client.read(path, &answer)?;
        match found.check(client, path) {
            Ok(()) => return Ok(take(&found)),
            Err(error) if attempt >= ATTEMPTS => return Err(error),
            Err(error) => {
                tracing::debug!(%error, attempt, "asked again");
                pauses.wait();
            }
        }
    }
}

/// Documents that come at once in a walk.
const PAGE: usize = 500;

/// Makes the body of a [`scan`]: these fields of each document that a query finds.
pub(super) fn fields_of(query: &Value, fields: &[&str]) -> Value {
    json!({
        "size": PAGE,
        "sort": ["_doc"],
        "query": query,
        "stored_fields": "_none_",
        "docvalue_fields": fields,
    })
}

/// Makes the query that finds the entries of a language, and not its vocabulary.
pub(super) fn all_entries() -> Value {
    json!({"exists": {"field": "group"}})
}

/// How often a walk through all documents begins anew, where its place was lost.
const WALKS: u32 = 3;

/// Calls `each` with every document that a search finds, once. `body` is that of [`fields_of`], with
/// the key of each document among its fields.
///
/// # Errors
/// The cluster does not answer, not all of it answers, or what `each` says.
pub(super) fn scan(
    client: &Client,
    index: &str,
    body: &Value,
    each: &mut dyn FnMut(&Hit<'_>) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    // A request that is sent again may bring the page after the one that was lost, and a walk that
    // begins anew brings all of them again.
    let mut seen = HashSet::new();
    let mut refused = None;
    let mut walk = 0;
    loop {
        walk += 1;
        let mut place = None;
        let mut once = |hit: &Hit<'_>| match hit.key().map(|key| seen.insert(key)) {
            Ok(true) => each(hit),
            Ok(false) => Ok(()),
            Err(error) => Err(error),
        };
        let walked = pages(
            client,
            index,
            body,
            &mut place,
            &mut |hit| match once(hit) {
                Ok(()) => true,
                Err(error) => {
                    refused = Some(error);
                    false
                }
            },
        );
        if let Some(id) = place {
            // It ends by itself otherwise.
            let _ = client.json(Verb::Delete, "/_search/scroll", &json!({"scroll_id": id}));
        }
        if let Some(error) = refused {
            return Err(error);
        }
        let error = match walked {
            Ok(Some(total)) if (seen.len() as u64) < total => {
                let reason = format!("only {} of {total} documents of {index} came", seen.len());
                client.error("/_search/scroll", &reason)
            }
            Ok(_) => return Ok(()),
            Err(error) => error,
        };
        if walk >= WALKS {
            return Err(error);
        }
        tracing::debug!(%error, walk, "begun anew");
    }
}

/// Goes through all pages, until `each` says that it is enough, and returns how many documents there
/// are. Notes by which name the cluster keeps the place.
fn pages(
    client: &Client,
    index: &str,
    body: &Value,
    place: &mut Option<String>,
    each: &mut dyn FnMut(&Hit<'_>) -> bool,
) -> Result<Option<u64>, IndexError> {
    let mut path = format!("/{index}/_search?scroll={KEEP}");
    let mut body = body.clone();
    let mut total = None;
    loop {
        let answer = client.ask(Verb::Post, &path, &body)?;
        let page: Found = client.read(&path, &answer)?;
        if let Some(id) = page.scroll {
            *place = Some(id.to_string());
        }
        page.check(client, &path)?;
        total = total.or(page.total());
        if page.hits().is_empty() || !page.hits().iter().all(&mut *each) {
            return Ok(total);
        }
        path = "/_search/scroll".to_string();
        body = json!({"scroll": KEEP, "scroll_id": place});
    }
}
