//! Counters for operators, in the text format of Prometheus (exposition format 0.0.4).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::work::WorkQueue;
use crate::service::IndexStatus;

/// Upper bounds of the times that are counted, in seconds.
const BOUNDS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
];

/// What is counted of requests.
#[derive(Default)]
pub(super) struct Metrics {
    /// Requests by route and status. Routes, not paths, so that nobody can make the table long.
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    /// Requests that took at most the bound with the same number, and longer than the one before.
    times: [AtomicU64; BOUNDS.len()],
    count: AtomicU64,
    microseconds: AtomicU64,
}

impl Metrics {
    /// Counts a request that was answered.
    pub(super) fn count(&self, route: &str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), status)).or_default() += 1;
        drop(requests);
        let seconds = took.as_secs_f64();
        let bound = BOUNDS
            .iter()
            .zip(&self.times)
            .find(|(bound, _)| seconds <= **bound);
        if let Some((_, times)) = bound {
            times.fetch_add(1, Ordering::Relaxed);
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.fetch_add(microseconds, Ordering::Relaxed);
    }

    /// Writes the counters of requests.
    fn write(&self, text: &mut String) -> std::fmt::Result {
        head(
            text,
            "faq_http_requests_total",
            "counter",
            "Requests answered, by route.",
        )?;
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        for ((route, status), count) in &*requests {
            let labels = format!("{{path=\"{route}\",status=\"{status}\"}}");
            writeln!(text, "faq_http_requests_total{labels} {count}")?;
        }
        drop(requests);
        let name = "faq_http_response_seconds";
        head(
            text,
            name,
            "histogram",
            "Time from the head of a request to its answer.",
        )?;
        let mut sum = 0;
        for (bound, times) in BOUNDS.iter().zip(&self.times) {
            sum += times.load(Ordering::Relaxed);
            writeln!(text, "{name}_bucket{{le=\"{bound}\"}} {sum}")?;
        }
        let count = self.count.load(Ordering::Relaxed);
        let seconds = Duration::from_micros(self.microseconds.load(Ordering::Relaxed));
        writeln!(text, "{name}_bucket{{le=\"+Inf\"}} {count}")?;
        writeln!(
            text,
            "{name}_sum {}\n{name}_count {count}",
            seconds.as_secs_f64()
        )
    }
}

/// Returns all counters and gauges of the server.
/// `left_out` is how many lines the query log lacks, where there is one.
pub(super) fn text(
    metrics: &Metrics,
    work: &WorkQueue,
    index: &IndexStatus,
    left_out: Option<u64>,
) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = metrics.write(&mut text);
    let _ = write_gauges(&mut text, work, index);
    if let Some(left_out) = left_out {
        let name = "faq_query_log_left_out_total";
        let help = "Lines that the query log lacks because they could not be written.";
        let _ = head(&mut text, name, "counter", help);
        let _ = writeln!(text, "{name} {left_out}");
    }
    text
}

fn write_gauges(text: &mut String, work: &WorkQueue, index: &IndexStatus) -> std::fmt::Result {
    let mut gauge = |name: &str, help: &str, value: u64| {
        head(text, name, "gauge", help)?;
        writeln!(text, "{name} {value}")
    };
    gauge(
        "faq_searches_running",
        "Searches being worked on.",
        work.running() as u64,
    )?;
    gauge(
        "faq_searches_waiting",
        "Searches that wait for a core.",
        work.waiting() as u64,
    )?;
    gauge(
        "faq_index_created_timestamp_seconds",
        "When the live index was built.",
        index.created,
    )?;
    gauge("faq_index_bytes", "Size of the live index.", index.bytes)?;
    let name = "faq_index_entries";
    head(
        text,
        name,
        "gauge",
        "Entries of the live index, by language.",
    )?;
    for language in &index.languages {
        let (tag, entries) = (&language.language, language.entries);
        writeln!(text, "{name}{{language=\"{tag}\"}} {entries}")?;
    }
    Ok(())
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) -> std::fmt::Result {
    writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}")
}
