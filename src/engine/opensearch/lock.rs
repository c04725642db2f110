//! One writer at a time, on all machines: a document that says who it is and until when.
//!
//! The holder renews it in the background and loses it if it cannot; every renewal says which
//! version it replaces, so two cannot both have it. A lock that was not renewed for [`LEASE`] is
//! taken over, and one of a process of this machine that has ended is so at once. Clocks may
//! differ by less than the lease.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use super::client::{Call, Client, Verb};
use super::names::Names;
use crate::index::{IndexError, nanoseconds, utc_of_seconds};

/// How long a lock holds that is not renewed.
const LEASE: Duration = Duration::from_secs(60);

/// How often it is renewed.
const RENEW: Duration = Duration::from_secs(10);

/// How often a waiting process tries again.
const RETRY: Duration = Duration::from_millis(250);

/// The right to change an index in a cluster.
pub(super) struct Lock {
    held: Arc<Held>,
    renewal: Option<JoinHandle<()>>,
}

struct Held {
    client: Arc<Client>,
    path: String,
    token: String,
    /// The version that this process wrote last.
    version: Mutex<Version>,
    lost: AtomicBool,
    ended: Mutex<bool>,
    end: Condvar,
}

/// A version of the document, by which it is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Version {
    number: u64,
    term: u64,
}

impl Version {
    fn of(answer: &Value) -> Self {
        Self {
            number: answer["_seq_no"].as_u64().unwrap_or(0),
            term: answer["_primary_term"].as_u64().unwrap_or(0),
        }
    }

    /// Returns the parameters of a request that concerns this version and no other.
    fn condition(self) -> String {
        format!("if_seq_no={}&if_primary_term={}", self.number, self.term)
    }
}

impl Lock {
    /// Takes the lock, waiting up to `wait` for whoever has it; `interrupted` ends the wait early.
    ///
    /// # Errors
    /// Another process has it, or the cluster does not answer.
    pub(super) fn take(
        client: &Arc<Client>,
        names: &Names,
        wait: Duration,
        interrupted: &dyn Fn() -> bool,
    ) -> Result<Self, IndexError> {
        let path = format!("/{}/_doc/lock", names.lock());
        let started = Instant::now();
        let token = format!(
            "{}-{}",
            std::process::id(),
            nanoseconds(Some(SystemTime::now()))
        );
        let version = loop {
            let holder = match attempt(client, &path, &token)? {
                Ok(version) => break version,
                Err(holder) => holder,
            };
            if interrupted() {
                return Err(IndexError::Interrupted);
            }
            if started.elapsed() >= wait {
                return Err(IndexError::Locked {
                    path: names.lock().into(),
                    holder,
                });
            }
            thread::sleep(RETRY);
        };
        let held = Arc::new(Held {
            client: Arc::clone(client),
            version: Mutex::new(version),
            lost: AtomicBool::new(false),
            ended: Mutex::new(false),
            end: Condvar::new(),
            path,
            token,
        });
        let renewed = Arc::clone(&held);
        let renewal = thread::spawn(move || renewed.keep());
        Ok(Self {
            held,
            renewal: Some(renewal),
        })
    }

    /// Makes sure that the lock is still held.
    ///
    /// # Errors
    /// It was lost, or the cluster does not answer.
    pub(super) fn check(&self) -> Result<(), IndexError> {
        self.held.renew()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        *self
            .held
            .ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = true;
        self.held.end.notify_all();
        if let Some(renewal) = self.renewal.take() {
            // It has nothing to tell.
            let _ = renewal.join();
        }
        if !self.held.lost.load(Ordering::Relaxed) {
            self.held.give_back();
        }
    }
}

/// Tries once to write the lock. Returns who has it if that is another.
fn attempt(
    client: &Client,
    path: &str,
    token: &str,
) -> Result<Result<Version, String>, IndexError> {
    let mut held = client.find(Verb::Get, path)?.unwrap_or_default();
    let condition = match held["found"] == Value::Bool(true) {
        true if is_over(&held["_source"]) => Some(Version::of(&held).condition()),
        true => None,
        false => Some("op_type=create".to_string()),
    };
    if let Some(condition) = condition {
        if let Some(version) = write(client, path, token, &condition)? {
            return Ok(Ok(version));
        }
        held = client.find(Verb::Get, path)?.unwrap_or_default();
    }
    Ok(match is_of(&held, token) {
        true => Ok(Version::of(&held)),
        false => Err(holder(&held["_source"])),
    })
}

/// Writes the lock on a condition. Returns none where that does not hold: another was quicker, or
/// the request arrived twice, and whose the lock is now decides.
fn write(
    client: &Client,
    path: &str,
    token: &str,
    condition: &str,
) -> Result<Option<Version>, IndexError> {
    let answer = client.send(Call {
        method: Verb::Put,
        path: &format!("{path}?{condition}"),
        body: body(token).to_string().as_bytes(),
        lines: false,
    })?;
    if answer.status == 409 {
        return Ok(None);
    }
    let written: Value = client.read(path, &answer)?;
    Ok(Some(Version::of(&written)))
}

/// Returns whether a lock was written by whoever has a token.
fn is_of(held: &Value, token: &str) -> bool {
    held["_source"]["token"].as_str() == Some(token)
}

fn body(token: &str) -> Value {
    json!({
        "token": token,
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
fn is_over(source: &Value) -> bool {
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

fn holder(source: &Value) -> String {
    let renewed = source["renewed"].as_u64().unwrap_or(0) / 1000;
    format!(
        " (process {} on {}, {})",
        source["process"],
        source["host"].as_str().unwrap_or("another machine"),
        utc_of_seconds(renewed)
    )
}

impl Held {
    /// Renews the lock until it is given up.
    fn keep(&self) {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        while !*ended {
            let waited = self.end.wait_timeout(ended, RENEW);
            ended = waited.unwrap_or_else(PoisonError::into_inner).0;
            if !*ended {
                drop(ended);
                if let Err(error) = self.renew() {
                    tracing::warn!(%error, "the lock was not renewed");
                }
                ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    /// Writes the lock again, in place of what this process wrote.
    fn renew(&self) -> Result<(), IndexError> {
        let mut version = self.version.lock().unwrap_or_else(PoisonError::into_inner);
        let lost = |holder| IndexError::Locked {
            path: self.path.clone().into(),
            holder,
        };
        if self.lost.load(Ordering::Relaxed) {
            return Err(lost(String::new()));
        }
        let condition = version.condition();
        if let Some(now) = write(&self.client, &self.path, &self.token, &condition)? {
            *version = now;
            return Ok(());
        }
        let held = self.client.find(Verb::Get, &self.path)?.unwrap_or_default();
        if is_of(&held, &self.token) {
            *version = Version::of(&held);
            return Ok(());
        }
        self.lost.store(true, Ordering::Relaxed);
        Err(lost(holder(&held["_source"])))
    }

    fn give_back(&self) {
        let version = *self.version.lock().unwrap_or_else(PoisonError::into_inner);
        let path = format!("{}?{}", self.path, version.condition());
        if let Err(error) = self.client.find(Verb::Delete, &path) {
            tracing::warn!(%error, "the lock was not given back; it ends by itself");
        }
    }
}
