//! Many writes in few requests, with what became of each.
//!
//! A node that cannot take more says so (429): what it refused is sent again after a pause, and the
//! requests that follow are smaller. Every other error of an item ends the build.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Call, Client, Verb};
use super::pause::Pauses;
use super::right::Right;
use crate::index::IndexError;

/// Bytes of a request, about; fewer once a node was too busy.
const MOST_BYTES: usize = 4 * 1024 * 1024;
const LEAST_BYTES: usize = 256 * 1024;

/// Items of a request.
const MOST_ITEMS: usize = 1000;

/// How often what was refused is sent again, and the pauses between.
const ATTEMPTS: u32 = 12;
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Bytes of a request, as those who write to the same nodes have learnt; cheap to clone.
#[derive(Clone)]
pub(super) struct Limit(Arc<AtomicUsize>);

impl Default for Limit {
    fn default() -> Self {
        Self(Arc::new(AtomicUsize::new(MOST_BYTES)))
    }
}

impl Limit {
    fn bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes that a node was too busy for so many.
    fn was_too_much(&self, bytes: usize) {
        let fewer = LEAST_BYTES.max(bytes / 2);
        self.0.fetch_min(fewer, Ordering::Relaxed);
    }
}

/// Writes to one index, gathered.
pub(super) struct Bulk<'c> {
    client: &'c Client,
    right: &'c dyn Right,
    index: &'c str,
    limit: Limit,
    pending: Mutex<Pending>,
}

#[derive(Default)]
struct Pending {
    items: Vec<Item>,
    bytes: usize,
}

/// One write: its lines, each with its end.
struct Item {
    lines: String,
}

impl<'c> Bulk<'c> {
    /// Prepares to write to an index, for as long as the right to change it is held.
    pub(super) fn new(client: &'c Client, right: &'c dyn Right, index: &'c str) -> Self {
        Self {
            client,
            right,
            index,
            limit: Limit::default(),
            pending: Mutex::default(),
        }
    }

    /// Keeps to a limit that others learn of, too.
    pub(super) fn with_limit(mut self, limit: &Limit) -> Self {
        self.limit = limit.clone();
        self
    }

    /// Writes a document, given as JSON, in place of one with the same key.
    ///
    /// # Errors
    /// The cluster does not take what was gathered.
    pub(super) fn index(&self, key: &str, source: &str) -> Result<(), IndexError> {
        self.add(format!("{}\n{source}\n", json!({"index": {"_id": key}})))
    }

    /// Removes a document. One that is not there is no error.
    ///
    /// # Errors
    /// The cluster does not take what was gathered.
    pub(super) fn delete(&self, key: &str) -> Result<(), IndexError> {
        self.add(format!("{}\n", json!({"delete": {"_id": key}})))
    }

    fn add(&self, lines: String) -> Result<(), IndexError> {
        let full = {
            let mut pending = self.pending();
            pending.bytes += lines.len();
            pending.items.push(Item { lines });
            if pending.bytes < self.limit.bytes() && pending.items.len() < MOST_ITEMS {
                return Ok(());
            }
            pending.bytes = 0;
            std::mem::take(&mut pending.items)
        };
        self.send(full)
    }

    /// Sends what is left.
    ///
    /// # Errors
    /// The cluster does not take it.
    pub(super) fn finish(&self) -> Result<(), IndexError> {
        let rest = std::mem::take(&mut self.pending().items);
        self.send(rest)
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, mut items: Vec<Item>) -> Result<(), IndexError> {
        let path = format!("/{}/_bulk", self.index);
        let mut pauses = Pauses::new(FIRST_PAUSE, LONGEST_PAUSE);
        let mut refused = String::new();
        for _ in 0..ATTEMPTS {
            if items.is_empty() {
                return Ok(());
            }
            self.right.check_soon()?;
            let body: String = items.iter().map(|item| item.lines.as_str()).collect();
            let answer = self.client.send(Call {
                method: Verb::Post,
                path: &path,
                body: body.as_bytes(),
                lines: true,
            })?;
            let value: Value = self.client.read(&path, &answer)?;
            if value["errors"] == Value::Bool(false) {
                return Ok(());
            }
            let results = value["items"].as_array().map_or(&[][..], Vec::as_slice);
            if results.len() != items.len() {
                let reason = format!("{} answers to {} items", results.len(), items.len());
                return Err(self.client.error(&path, &reason));
            }
            let mut again = Vec::new();
            for (item, result) in items.into_iter().zip(results) {
                match outcome(result) {
                    Outcome::Done => {}
                    Outcome::Again(reason) => {
                        refused = reason;
                        again.push(item);
                    }
                    Outcome::Failed(reason) => return Err(self.client.error(&path, &reason)),
                }
            }
            items = again;
            if !items.is_empty() {
                self.limit.was_too_much(body.len());
                pauses.wait();
            }
        }
        if items.is_empty() {
            return Ok(());
        }
        let reason = format!(
            "{} writes were refused again and again: {refused}",
            items.len()
        );
        Err(self.client.error(&path, &reason))
    }
}

/// What became of an item.
enum Outcome {
    Done,
    /// It may be taken later.
    Again(String),
    Failed(String),
}

fn outcome(result: &Value) -> Outcome {
    let Some(result) = result.as_object().and_then(|all| all.values().next()) else {
        return Outcome::Failed("an item without an answer".to_string());
    };
    let status = result["status"].as_u64().unwrap_or(0);
    // A document that is to be removed and is not there is told by status 404 without an error.
    if result["error"].is_null() {
        return Outcome::Done;
    }
    let text = |key: &str| {
        result["error"][key]
            .as_str()
            .unwrap_or_default()
            .to_string()
    };
    let reason = format!("{}: {} ({status})", result["_id"], text("reason"));
    match status {
        429 | 502..=504 => Outcome::Again(reason),
        _ => Outcome::Failed(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::opensearch::test_node::{Held, Node};

    #[test]
    fn what_was_too_much_for_a_node_is_not_forgotten() {
        let attempts = AtomicUsize::new(0);
        let node = Node::new(move |_| {
            let is_first = attempts.fetch_add(1, Ordering::Relaxed) == 0;
            let status = if is_first { 429 } else { 201 };
            let error = is_first.then(|| json!({"reason": "queue is full"}));
            let item = json!({"index": {"_id": "a", "status": status, "error": error}});
            (200, json!({"errors": is_first, "items": [item]}))
        });
        let client = Client::new(&node.cluster).unwrap();
        let right = Held::default();
        let limit = Limit::default();
        // Each is more than half of what the first request may have.
        let text = format!("\"{}\"", "x".repeat(MOST_BYTES * 5 / 8));
        for requests in [2, 3] {
            let bulk = Bulk::new(&client, &right, "faq-lang-en-000001").with_limit(&limit);
            bulk.index("a", &text).unwrap();
            bulk.finish().unwrap();
            assert_eq!(node.count("post /faq-lang-en-000001/_bulk"), requests);
        }
        assert_eq!(limit.bytes() / 1000, MOST_BYTES * 5 / 16 / 1000);
        let bulk = Bulk::new(&client, &right, "faq-lang-en-000001").with_limit(&limit);
        bulk.index("a", &text).unwrap();
        assert_eq!(
            node.count("post /faq-lang-en-000001/_bulk"),
            4,
            "it is sent at once"
        );
    }

    #[test]
    fn every_item_is_read() {
        let result = |status: u64, error: Value| json!({"index": {"_id": "a", "status": status, "error": error}});
        let is_again = |value: &Value| matches!(outcome(value), Outcome::Again(_));
        let is_failed = |value: &Value| matches!(outcome(value), Outcome::Failed(_));
        let full = json!({"type": "rejected", "reason": "queue is full"});
        assert!(matches!(outcome(&result(201, Value::Null)), Outcome::Done));
        assert!(is_again(&result(429, full.clone())) && is_again(&result(503, full)));
        let wrong = json!({"type": "mapper_parsing_exception", "reason": "no"});
        assert!(is_failed(&result(400, wrong)));
        assert!(is_failed(&json!({})));
        let gone = json!({"delete": {"_id": "a", "status": 404, "result": "not_found"}});
        assert!(matches!(outcome(&gone), Outcome::Done));
        let no_index = json!({"type": "index_not_found_exception", "reason": "no such index"});
        assert!(is_failed(&result(404, no_index)));
    }
}
