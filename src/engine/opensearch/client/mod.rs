//! Requests to a cluster: addresses in turn, retries, errors that say where and why.
//!
//! Owns connections and nothing of what is asked. A request that fails on its way, or that a node
//! cannot answer for the moment, is sent again, to the next address. So every request must be one
//! that may arrive twice.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::Value;
use ureq::Agent;
use ureq::http::{Method, Request, StatusCode};

use super::pause::Pauses;
use crate::engine::cluster::{Cluster, Credentials};
use crate::index::IndexError;
use crate::model::node_address::check_address;

mod tls;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(2);

/// How long it is tried again while no node answers.
const UNREACHABLE: Duration = Duration::from_secs(2);

/// How long it is tried again while nodes answer that they cannot just now: a node was lost, a
/// manager is being elected, a queue is full.
const UNAVAILABLE: Duration = Duration::from_secs(60);

/// The pauses between two rounds.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// The most that is read of an answer, in bytes.
const MAX_ANSWER: u64 = 1 << 31;

/// How much of an error that is no JSON is shown, in characters.
const MAX_SHOWN: usize = 200;

/// A connection to a cluster.
pub(super) struct Client {
    agent: Agent,
    urls: Vec<String>,
    /// Which address is asked first: the one that answered last.
    first: AtomicUsize,
    authorization: Option<String>,
}

/// A request.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) method: Verb,
    /// Path and parameters, beginning with a slash.
    pub(super) path: &'a str,
    /// The body; lines of JSON where it is a bulk.
    pub(super) body: &'a [u8],
    pub(super) lines: bool,
}

/// The methods that are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Get,
    Put,
    Post,
    Delete,
}

/// What a node answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// Why one attempt brought no answer.
enum Failed {
    /// No node was reached.
    Unreachable(String),
    /// A node cannot answer for the moment.
    Unavailable(String),
}

impl Client {
    /// Prepares to ask a cluster. Nothing is sent yet.
    ///
    /// # Errors
    /// An address cannot be used, or TLS has not what it needs.
    pub(super) fn new(cluster: &Cluster) -> Result<Self, IndexError> {
        if cluster.urls.is_empty() {
            return Err(IndexError::Cluster {
                address: cluster.location(),
                reason: "no address of the cluster is given".to_string(),
            });
        }
        cluster
            .check_prefix()
            .map_err(|reason| IndexError::Cluster {
                address: cluster.urls.join(", "),
                reason,
            })?;
        for url in &cluster.urls {
            check_address(url).map_err(|reason| IndexError::Cluster {
                address: url.clone(),
                reason: format!("an address {reason}"),
            })?;
        }
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(cluster.timeout))
            .max_idle_connections_per_host(16)
            .proxy(None);
        if cluster.urls.iter().any(|url| url.starts_with("https://")) {
            let tls = tls::config(&cluster.tls).map_err(|reason| IndexError::Cluster {
                address: cluster.location(),
                reason,
            })?;
            config = config.tls_config(tls);
        }
        Ok(Self {
            agent: config.build().new_agent(),
            urls: cluster.urls.clone(),
            first: AtomicUsize::new(0),
            authorization: authorization(&cluster.credentials),
        })
    }

    /// Sends a request until a node answers it. Errors of the request are answers, too.
    ///
    /// # Errors
    /// No node can be reached or can answer.
    pub(super) fn send(&self, call: Call<'_>) -> Result<Answer, IndexError> {
        let started = Instant::now();
        let mut pauses = Pauses::new(FIRST_PAUSE, LONGEST_PAUSE);
        loop {
            let mut patience = UNREACHABLE;
            let mut reasons = Vec::new();
            let first = self.first.load(Ordering::Relaxed);
            for number in 0..self.urls.len() {
                let number = (first + number) % self.urls.len();
                let Some(url) = self.urls.get(number) else {
                    continue;
                };
                match self.attempt(url, call) {
                    Ok(answer) => {
                        self.first.store(number, Ordering::Relaxed);
                        return Ok(answer);
                    }
                    Err(Failed::Unreachable(reason)) => reasons.push(format!("{url} {reason}")),
                    Err(Failed::Unavailable(reason)) => {
                        patience = UNAVAILABLE;
                        reasons.push(format!("{url} {reason}"));
                    }
                }
            }
            if started.elapsed() + pauses.next() > patience {
                return Err(IndexError::Cluster {
                    address: "the cluster does not answer".to_string(),
                    reason: reasons.join("; "),
                });
            }
            pauses.wait();
        }
    }

    fn attempt(&self, url: &str, call: Call<'_>) -> Result<Answer, Failed> {
        let started = Instant::now();
        let unreachable = |error: ureq::Error| Failed::Unreachable(format!("({error})"));
        let mut request = Request::builder()
            .method(call.method.name())
            .uri(format!("{url}{}", call.path));
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        let sent = if call.body.is_empty() {
            let request = request.body(()).map_err(ureq::Error::from);
            request.and_then(|request| self.agent.run(request))
        } else {
            let kind = match call.lines {
                true => "application/x-ndjson",
                false => "application/json",
            };
            let request = request.header("content-type", kind).body(call.body);
            let request = request.map_err(ureq::Error::from);
            request.and_then(|request| self.agent.run(request))
        };
        let mut response = sent.map_err(unreachable)?;
        let status = response.status();
        let body = response.body_mut().with_config().limit(MAX_ANSWER);
        let body = body.read_to_vec().map_err(unreachable)?;
        let answer = Answer {
            status: status.as_u16(),
            body,
        };
        tracing::debug!(
            url = format!("{url}{}", call.path),
            status = answer.status,
            sent = call.body.len(),
            received = answer.body.len(),
            us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX),
            "asked"
        );
        let is_passing = matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS
                | StatusCode::BAD_GATEWAY
                | StatusCode::SERVICE_UNAVAILABLE
                | StatusCode::GATEWAY_TIMEOUT
        );
        if is_passing {
            return Err(Failed::Unavailable(format!("({})", answer.reason())));
        }
        Ok(answer)
    }

    /// Sends a request with a JSON body and returns the JSON of its answer.
    ///
    /// # Errors
    /// No node answers, or the answer is an error.
    pub(super) fn json(&self, method: Verb, path: &str, body: &Value) -> Result<Value, IndexError> {
        let answer = self.ask(method, path, body)?;
        self.read(path, &answer)
    }

    /// As [`Self::json`]; none if what is asked for does not exist.
    ///
    /// # Errors
    /// No node answers, or the answer is another error.
    pub(super) fn find(&self, method: Verb, path: &str) -> Result<Option<Value>, IndexError> {
        let answer = self.ask(method, path, &Value::Null)?;
        if answer.status == 404 {
            return Ok(None);
        }
        self.read(path, &answer).map(Some)
    }

    /// Sends a request that every shard carries out, such as a refresh.
    ///
    /// # Errors
    /// No node answers, the answer is an error, or a shard failed.
    pub(super) fn on_all_shards(&self, path: &str) -> Result<(), IndexError> {
        let answer = self.json(Verb::Post, path, &Value::Null)?;
        match answer["_shards"]["failed"] == 0 {
            true => Ok(()),
            false => Err(self.error(path, "shards failed")),
        }
    }

    /// Sends a request with a JSON body, without one if it is null.
    ///
    /// # Errors
    /// No node answers. Errors of the request are answers, too.
    pub(super) fn ask(&self, method: Verb, path: &str, body: &Value) -> Result<Answer, IndexError> {
        let body = match body.is_null() {
            true => Vec::new(),
            false => body.to_string().into_bytes(),
        };
        self.send(Call {
            method,
            path,
            body: &body,
            lines: false,
        })
    }

    /// Reads what the JSON of an answer that is no error says.
    pub(super) fn read<'a, T: Deserialize<'a>>(
        &self,
        path: &str,
        answer: &'a Answer,
    ) -> Result<T, IndexError> {
        if answer.status >= 400 {
            return Err(self.error(path, &answer.reason()));
        }
        serde_json::from_slice(&answer.body)
            .map_err(|error| self.error(path, &format!("no JSON: {error}")))
    }

    /// Makes the error of a request.
    pub(super) fn error(&self, path: &str, reason: &str) -> IndexError {
        let first = self.first.load(Ordering::Relaxed);
        let url = self.urls.get(first).map_or("", String::as_str);
        let path = path.split('?').next().unwrap_or_default();
        IndexError::Cluster {
            address: format!("{url}{path}"),
            reason: reason.to_string(),
        }
    }
}

impl Verb {
    fn name(self) -> Method {
        match self {
            Self::Get => Method::GET,
            Self::Put => Method::PUT,
            Self::Post => Method::POST,
            Self::Delete => Method::DELETE,
        }
    }
}

impl Answer {
    /// Returns the type of the error that a node reports; empty if it is none.
    pub(super) fn error_type(&self) -> String {
        let value: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let kind = value.pointer("/error/type").and_then(Value::as_str);
        kind.unwrap_or_default().to_string()
    }

    /// Returns what an error says.
    pub(super) fn reason(&self) -> String {
        let value: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let root = value.pointer("/error/root_cause/0/reason");
        let reason = root.or_else(|| value.pointer("/error/reason"));
        match reason.and_then(Value::as_str) {
            Some(reason) => format!("status {}: {reason}", self.status),
            None => {
                let text = String::from_utf8_lossy(&self.body);
                let text: String = text.chars().take(MAX_SHOWN).collect();
                format!("status {} {text}", self.status).trim().to_string()
            }
        }
    }
}

fn authorization(credentials: &Credentials) -> Option<String> {
    match credentials {
        Credentials::None => None,
        Credentials::Basic { user, password } => {
            let both = BASE64_STANDARD.encode(format!("{user}:{password}"));
            Some(format!("Basic {both}"))
        }
        Credentials::ApiKey(key) => Some(format!("ApiKey {key}")),
    }
}

#[cfg(test)]
mod tests;
