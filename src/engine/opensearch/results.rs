//! What searches of the cluster bring back, one page or all of it.

use std::sync::Arc;

use serde_json::{Value, json};

use super::client::{Client, Verb};
use super::document::decoded;
use crate::index::IndexError;
use crate::index::detached::record::RankRecord;

/// How long the cluster keeps the place between two requests.
const KEEP: &str = "2m";

/// Makes sure that all shards answered, and in time: fewer results would be wrong ones.
///
/// # Errors
/// A shard failed.
pub(super) fn checked(client: &Client, path: &str, answer: &Value) -> Result<(), IndexError> {
    if let Some(reason) = answer.pointer("/error/reason").and_then(Value::as_str) {
        return Err(client.error(path, reason));
    }
    let failed = answer.pointer("/_shards/failed").and_then(Value::as_u64);
    if answer["timed_out"] == Value::Bool(true) || failed.unwrap_or(0) > 0 {
        let reason = answer.pointer("/_shards/failures/0/reason/reason");
        let reason = reason.and_then(Value::as_str).unwrap_or("too late");
        let reason = format!("{} shards failed: {reason}", failed.unwrap_or(0));
        return Err(client.error(path, &reason));
    }
    Ok(())
}

/// Returns the key of a document.
pub(super) fn key(hit: &Value) -> &str {
    hit["_id"].as_str().unwrap_or_default()
}

/// Reads the record of a document.
///
/// # Errors
/// It has none.
pub(super) fn record(hit: &Value) -> Result<Arc<RankRecord>, IndexError> {
    let bytes = binary(hit, "rank")?;
    let record = RankRecord::from_bytes(&bytes);
    record.map(Arc::new).map_err(|reason| damaged(hit, &reason))
}

/// Reads a binary field of a document.
///
/// # Errors
/// It has none.
pub(super) fn binary(hit: &Value, field: &str) -> Result<Vec<u8>, IndexError> {
    let text = hit["fields"][field][0].as_str();
    let text = text.ok_or_else(|| damaged(hit, &format!("{field} is missing")))?;
    decoded(text).map_err(|reason| damaged(hit, &reason))
}

fn damaged(hit: &Value, reason: &str) -> IndexError {
    let index = hit["_index"].as_str().unwrap_or_default();
    IndexError::Damaged {
        path: format!("{index}/{}", key(hit)).into(),
        reason: reason.to_string(),
    }
}

/// Calls `each` with every document that a search finds. `body` says what is wanted of each and
/// how many come at once.
///
/// # Errors
/// The cluster does not answer, not all of it answers, or what `each` says.
pub(super) fn scan(
    client: &Client,
    index: &str,
    body: &Value,
    each: &mut dyn FnMut(&Value) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    let path = format!("/{index}/_search?scroll={KEEP}");
    let mut page = client.json(Verb::Post, &path, body)?;
    let mut id = Value::Null;
    let mut done = Ok(());
    let total = page.pointer("/hits/total/value").and_then(Value::as_u64);
    let mut seen = 0;
    loop {
        if page["_scroll_id"].is_string() {
            id = page["_scroll_id"].take();
        }
        done = done.and_then(|()| checked(client, &path, &page));
        let hits = page.pointer("/hits/hits").and_then(Value::as_array);
        let hits = hits.map_or(&[][..], Vec::as_slice);
        seen += hits.len() as u64;
        for hit in hits {
            done = done.and_then(|()| each(hit));
        }
        if hits.is_empty() || done.is_err() {
            break;
        }
        let next = json!({"scroll": KEEP, "scroll_id": id});
        page = match client.json(Verb::Post, "/_search/scroll", &next) {
            Ok(page) => page,
            Err(error) => {
                done = Err(error);
                break;
            }
        };
    }
    if id.is_string() {
        // It ends by itself otherwise.
        let _ = client.json(Verb::Delete, "/_search/scroll", &json!({"scroll_id": id}));
    }
    done?;
    match total {
        Some(total) if seen < total => {
            let reason = format!("only {seen} of {total} documents came");
            Err(client.error(&path, &reason))
        }
        _ => Ok(()),
    }
}
