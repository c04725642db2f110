//! One writer at a time, on all machines: a document that says who it is and until when.
//!
//! The holder renews it in the background and loses it if it cannot; every renewal says which
//! version it replaces, so two cannot both have it. A lock that was not renewed for a minute is
//! taken over, and one of a process of this machine that has ended is so at once. Clocks may
//! differ by less than the lease.
//!
//! Whoever loses it may not know that yet, and write on. So the lock also gives out the numbers of
//! generations: what a holder writes to has a number that no other holder has had.

mod document;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use self::document::{Numbers, Version, body, holder, is_of, is_over};
use super::client::{Client, Verb};
use super::names::Names;
use crate::index::{IndexError, nanoseconds};

/// How often it is renewed.
const RENEW: Duration = Duration::from_secs(10);

/// For how long after that it is surely held.
const SURE: Duration = Duration::from_secs(20);

/// How often it is written before a renewal fails: requests that were given up may arrive before it.
const RENEWALS: u32 = 4;

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
    /// What messages call it.
    name: String,
    token: String,
    /// What this process wrote last.
    written: Mutex<Written>,
    lost: AtomicBool,
    ended: Mutex<bool>,
    end: Condvar,
}

/// What this process wrote last.
#[derive(Clone, Copy, Debug)]
struct Written {
    version: Version,
    numbers: Numbers,
    /// When that began, by a clock that only goes on, and by the one that others see.
    at: (Instant, SystemTime),
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
        let written = loop {
            let holder = match attempt(client, &path, &token)? {
                Ok(written) => break written,
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
            name: names.lock(),
            written: Mutex::new(written),
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

    /// Takes a number for a generation that no other holder has had: `least` or a greater one.
    ///
    /// # Errors
    /// The lock was lost, or the cluster does not answer.
    pub(super) fn number(&self, least: u64) -> Result<u64, IndexError> {
        let mut written = self.held.written();
        let Numbers { spent, own } = written.numbers;
        let number = own.max(spent + 1).max(least);
        if number > own {
            self.held
                .renew(&mut written, Numbers { spent, own: number })?;
        }
        Ok(number)
    }

    /// Makes sure that the lock is still held.
    ///
    /// # Errors
    /// It was lost, or the cluster does not answer.
    pub(super) fn check(&self) -> Result<(), IndexError> {
        self.held.check()
    }

    /// Makes sure of the same, without a request if it was renewed just now.
    ///
    /// # Errors
    /// It was lost, or the cluster does not answer.
    pub(super) fn check_soon(&self) -> Result<(), IndexError> {
        let (instant, time) = self.held.written().at;
        // A machine that slept does not count that in the one, and the other may be set.
        let is_sure = instant.elapsed() < SURE
            && time.elapsed().is_ok_and(|elapsed| elapsed < SURE)
            && !self.held.lost.load(Ordering::Relaxed);
        match is_sure {
            true => Ok(()),
            false => self.check(),
        }
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
) -> Result<Result<Written, String>, IndexError> {
    let mut held = client.find(Verb::Get, path)?.unwrap_or_default();
    let numbers = Numbers::after(&held["_source"]);
    let condition = match held["found"] == Value::Bool(true) {
        true if is_over(&held["_source"]) => Some(Version::of(&held).condition()),
        true => None,
        false => Some("op_type=create".to_string()),
    };
    let at = (Instant::now(), SystemTime::now());
    if let Some(condition) = condition {
        let written = write(client, path, &condition, &body(token, numbers))?;
        if let Some(version) = written {
            return Ok(Ok(Written {
                version,
                numbers,
                at,
            }));
        }
        held = client.find(Verb::Get, path)?.unwrap_or_default();
    }
    Ok(match is_of(&held, token) {
        // Which of this process's requests came to pass is told by what stands there.
        true => Ok(Written {
            version: Version::of(&held),
            numbers: Numbers::of(&held["_source"]),
            at,
        }),
        false => Err(holder(&held["_source"])),
    })
}

/// Writes the lock on a condition. Returns none where that does not hold: another was quicker, or
/// the request arrived twice, and whose the lock is now decides.
fn write(
    client: &Client,
    path: &str,
    condition: &str,
    body: &Value,
) -> Result<Option<Version>, IndexError> {
    let answer = client.ask(Verb::Put, &format!("{path}?{condition}"), body)?;
    if answer.status == 409 {
        return Ok(None);
    }
    let written: Value = client.read(path, &answer)?;
    Ok(Some(Version::of(&written)))
}

impl Held {
    /// Renews the lock as it is.
    fn check(&self) -> Result<(), IndexError> {
        let mut written = self.written();
        let numbers = written.numbers;
        self.renew(&mut written, numbers)
    }

    /// Renews the lock until it is given up.
    fn keep(&self) {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        while !*ended {
            let waited = self.end.wait_timeout(ended, RENEW);
            ended = waited.unwrap_or_else(PoisonError::into_inner).0;
            if !*ended {
                drop(ended);
                if let Err(error) = self.check() {
                    tracing::warn!(%error, "the lock was not renewed");
                }
                ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the lock again, in place of what this process wrote.
    fn renew(&self, written: &mut Written, numbers: Numbers) -> Result<(), IndexError> {
        let lost = |holder| IndexError::Locked {
            path: self.name.clone().into(),
            holder: format!("{holder}; this one has lost it, and stops before it publishes"),
        };
        if self.lost.load(Ordering::Relaxed) {
            return Err(lost(String::new()));
        }
        for _ in 0..RENEWALS {
            let at = (Instant::now(), SystemTime::now());
            let condition = written.version.condition();
            let body = body(&self.token, numbers);
            if let Some(version) = write(&self.client, &self.path, &condition, &body)? {
                *written = Written {
                    version,
                    numbers,
                    at,
                };
                return Ok(());
            }
            let held = self.client.find(Verb::Get, &self.path)?.unwrap_or_default();
            if !is_of(&held, &self.token) {
                self.lost.store(true, Ordering::Relaxed);
                return Err(lost(holder(&held["_source"])));
            }
            written.version = Version::of(&held);
            if held["_source"] == body {
                // The request arrived twice.
                written.numbers = numbers;
                written.at = at;
                return Ok(());
            }
            // An earlier one arrived that was given up: it does not tell the numbers of this one.
        }
        let reason = "the lock is written by requests that were given up";
        Err(self.client.error(&self.path, reason))
    }

    /// Says that nothing more is written, so that the next holder may take the same number.
    fn give_back(&self) {
        let Written {
            version, numbers, ..
        } = *self.written();
        let body = json!({"spent": numbers.spent});
        let condition = version.condition();
        if let Err(error) = write(&self.client, &self.path, &condition, &body) {
            tracing::warn!(%error, "the lock was not given back; it ends by itself");
        }
    }
}
