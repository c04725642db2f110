//! The document that is the lock: what stands in it, and what follows from that.

use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::index::{nanoseconds, utc_of_seconds};

/// How long a lock holds that is not renewed.
const LEASE: Duration = Duration::from_secs(60);

/// Numbers of generations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// The greatest that one who lost the lock may still write to.
    pub(super) spent: u64,
    /// That of the holder; 0 before it has one.
    pub(super) own: u64,
}

impl Numbers {
    /// Returns the numbers that a lock tells.
    pub(super) fn of(source: &Value) -> Self {
        let of = |key: &str| source[key].as_u64().unwrap_or(0);
        Self {
            spent: of("spent"),
            own: of("own"),
        }
    }

    /// Returns the numbers of who takes the lock after another.
    pub(super) fn after(source: &Value) -> Self {
        let Self { spent, own } = Self::of(source);
        let spent = match is_given_back(source) {
            true => spent,
            false => spent.max(own),
        };
        Self { spent, own: 0 }
    }
}

/// A version of the document, by which it is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    number: u64,
    term: u64,
}

impl Version {
    pub(super) fn of(answer: &Value) -> Self {
        Self {
            number: answer["_seq_no"].as_u64().unwrap_or(0),
            term: answer["_primary_term"].as_u64().unwrap_or(0),
        }
    }

    /// Returns the parameters of a request that concerns this version and no other.
    pub(super) fn condition(self) -> String {
        format!("if_seq_no={}&if_primary_term={}", self.number, self.term)
    }
}

/// Returns whether a lock was written by whoever has a token.
pub(super) fn is_of(held: &Value, token: &str) -> bool {
    held["_source"]["token"].as_str() == Some(token)
}

/// Returns whether a lock was given back by whoever wrote it.
fn is_given_back(source: &Value) -> bool {
    source["token"].is_null()
}

/// Returns what stands in the lock of this process.
pub(super) fn body(token: &str, numbers: Numbers) -> Value {
    json!({
        "token": token,
        "spent": numbers.spent,
        "own": numbers.own,
        "host": host(),
        "space": process_space(),
        "process": std::process::id(),
        "renewed": milliseconds(),
    })
}

fn milliseconds() -> u64 {
    nanoseconds(Some(SystemTime::now())) / 1_000_000
}

/// Returns the name of this machine; empty where the system does not tell.
fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname");
    name.unwrap_or_default().trim().to_string()
}

/// Returns what tells in which space of process numbers this one runs: containers may share the name
/// of a machine, and not its processes. Empty where the system does not tell.
fn process_space() -> String {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let space = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    match (boot.trim(), space.to_string_lossy()) {
        ("", _) => String::new(),
        (_, space) if space.is_empty() => String::new(),
        (boot, space) => format!("{boot} {space}"),
    }
}

/// Returns whether whoever wrote the lock has ended.
pub(super) fn is_over(source: &Value) -> bool {
    if is_given_back(source) {
        return true;
    }
    let renewed = source["renewed"].as_u64().unwrap_or(0);
    let lease = u64::try_from(LEASE.as_millis()).unwrap_or(u64::MAX);
    if milliseconds() > renewed.saturating_add(lease) {
        return true;
    }
    let space = process_space();
    let is_here = !space.is_empty() && source["space"].as_str() == Some(&space);
    let process = source["process"].as_u64().unwrap_or(0);
    let processes = Path::new("/proc");
    is_here && processes.join("self").exists() && !processes.join(process.to_string()).exists()
}

/// Says who has a lock.
pub(super) fn holder(source: &Value) -> String {
    let renewed = source["renewed"].as_u64().unwrap_or(0) / 1000;
    format!(
        " (process {} on {}, {})",
        source["process"],
        source["host"].as_str().unwrap_or("another machine"),
        utc_of_seconds(renewed)
    )
}
