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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
        loop {
            let Err(holder) = attempt(client, &path, &token)? else {
                break;
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
        }
        let held = Arc::new(Held {
            client: Arc::clone(client),
            version: Mutex::new(Version::default()),
            lost: AtomicBool::new(false),
            ended: Mutex::new(false),
            end: Condvar::new(),
            path,
            token,
        });
        held.renew()?;
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
fn attempt(client: &Client, path: &str, token: &str) -> Result<Result<(), String>, IndexError> {
    let held = client.find(Verb::Get, path)?;
    let held = held.filter(|held| held["found"] == Value::Bool(true));
    let condition = match &held {
        None => "op_type=create".to_string(),
        Some(held) => {
            let source = &held["_source"];
            if source["token"].as_str() != Some(token) && !is_over(source) {
                return Ok(Err(holder(source)));
            }
            let version = Version::of(held);
            format!(
                "if_seq_no={}&if_primary_term={}",
                version.number, version.term
            )
        }
    };
    let body = body(token).to_string();
    let answer = client.send(Call {
        method: Verb::Put,
        path: &format!("{path}?{condition}"),
        body: body.as_bytes(),
        lines: false,
    })?;
    if answer.status == 409 {
        // Another was quicker, or this request arrived twice: the next attempt tells.
        let now = client.find(Verb::Get, path)?.unwrap_or_default();
        let is_own = now["_source"]["token"].as_str() == Some(token);
        return Ok(if is_own {
            Ok(())
        } else {
            Err(holder(&now["_source"]))
        });
    }
    client.value(path, &answer)?;
    Ok(Ok(()))
}

fn body(token: &str) -> Value {
    json!({
        "token": token,
        "host": host(),
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

/// Returns whether whoever wrote the lock has ended.
fn is_over(source: &Value) -> bool {
    let renewed = source["renewed"].as_u64().unwrap_or(0);
    let lease = u64::try_from(LEASE.as_millis()).unwrap_or(u64::MAX);
    if milliseconds() > renewed.saturating_add(lease) {
        return true;
    }
    let is_here = !host().is_empty() && source["host"].as_str() == Some(&host());
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
        for _ in 0..2 {
            let held = self.client.find(Verb::Get, &self.path)?.unwrap_or_default();
            if held["_source"]["token"].as_str() != Some(&self.token) {
                self.lost.store(true, Ordering::Relaxed);
                return Err(lost(holder(&held["_source"])));
            }
            let now = Version::of(&held);
            let condition = format!("if_seq_no={}&if_primary_term={}", now.number, now.term);
            let answer = self.client.send(Call {
                method: Verb::Put,
                path: &format!("{}?{condition}", self.path),
                body: body(&self.token).to_string().as_bytes(),
                lines: false,
            })?;
            if answer.status != 409 {
                *version = Version::of(&self.client.value(&self.path, &answer)?);
                return Ok(());
            }
            // A request that arrived twice conflicts with itself: whose it is now decides.
        }
        self.lost.store(true, Ordering::Relaxed);
        Err(lost(String::new()))
    }

    fn give_back(&self) {
        let version = *self.version.lock().unwrap_or_else(PoisonError::into_inner);
        let condition = format!(
            "if_seq_no={}&if_primary_term={}",
            version.number, version.term
        );
        let path = format!("{}?{condition}", self.path);
        if let Err(error) = self.client.find(Verb::Delete, &path) {
            tracing::warn!(%error, "the lock was not given back; it ends by itself");
        }
    }
}
