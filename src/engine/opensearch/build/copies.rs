//! Whether the shards of what was built are there, before more is done with it.

use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use crate::engine::opensearch::client::{Client, Verb};
use crate::engine::opensearch::pause::Pauses;
use crate::index::IndexError;

/// How long shards may take to come about. Copies of a large language are sent over the network.
pub(super) const PATIENCE: Duration = Duration::from_secs(600);

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Which shards are waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shards {
    /// The first of each, without which nothing can be written.
    Primaries,
    /// Their copies, too, as many as there are nodes for.
    WithCopies,
}

/// Waits until the shards of some indexes are there; `check` is asked each time.
///
/// # Errors
/// Some are missing after all of `patience`, the cluster does not answer, or what `check` says.
pub(super) fn wait(
    client: &Client,
    indexes: &[String],
    shards: Shards,
    patience: Duration,
    check: &dyn Fn() -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    let started = Instant::now();
    let mut pauses = Pauses::new(FIRST_PAUSE, LONGEST_PAUSE);
    let path = format!("/_cluster/health/{}?level=indices", indexes.join(","));
    loop {
        check()?;
        let answer = client.find(Verb::Get, &path)?;
        let health = answer.unwrap_or_default();
        let missing = missing(&health, indexes, shards);
        if missing.is_empty() {
            return Ok(());
        }
        if started.elapsed() >= patience {
            let reason = format!(
                "{} after {} s: see `faq status`, and _cluster/allocation/explain of the cluster",
                missing.join("; "),
                started.elapsed().as_secs()
            );
            return Err(client.error(&path, &reason));
        }
        tracing::debug!(missing = missing.join("; "), "waiting for shards");
        pauses.wait();
    }
}

/// Says of each index what is missing.
fn missing(health: &Value, indexes: &[String], shards: Shards) -> Vec<String> {
    let none = Map::new();
    let known = health["indices"].as_object().unwrap_or(&none);
    let nodes = health["number_of_data_nodes"].as_u64().unwrap_or(0);
    let mut missing = Vec::new();
    for index in indexes {
        let Some(of_index) = known.get(index) else {
            missing.push(format!("{index} is not there"));
            continue;
        };
        let number = |key: &str| of_index[key].as_u64().unwrap_or(0);
        let primaries = number("number_of_shards");
        let (what, there, wanted) = match shards {
            Shards::Primaries => ("shards", number("active_primary_shards"), primaries),
            Shards::WithCopies => {
                // A node takes no second copy of the same.
                let copies = number("number_of_replicas").min(nodes.saturating_sub(1));
                let wanted = primaries * (1 + copies);
                ("shards and copies", number("active_shards"), wanted)
            }
        };
        if there < wanted.max(1) {
            missing.push(format!("{index} has {there} of {wanted} {what}"));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn health(nodes: u64, active: u64) -> Value {
        json!({"number_of_data_nodes": nodes, "indices": {"a": {
            "number_of_shards": 2, "number_of_replicas": 1,
            "active_primary_shards": active.min(2), "active_shards": active,
        }}})
    }

    #[test]
    fn copies_are_waited_for_where_there_are_nodes_for_them() {
        let indexes = ["a".to_string()];
        for (nodes, active, shards, is_there) in [
            (3, 4, Shards::WithCopies, true),
            (3, 3, Shards::WithCopies, false),
            (3, 2, Shards::Primaries, true),
            (3, 1, Shards::Primaries, false),
            (1, 2, Shards::WithCopies, true),
            (1, 1, Shards::WithCopies, false),
        ] {
            let missing = missing(&health(nodes, active), &indexes, shards);
            assert_eq!(missing.is_empty(), is_there, "{missing:?}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let indexes = ["a".to_string(), "b".to_string()];
        assert_eq!(
            missing(&health(2, 3), &indexes, Shards::WithCopies),
            ["a has 3 of 4 shards and copies", "b is not there"]
        );
    }
}
