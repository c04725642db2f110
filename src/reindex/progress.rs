//! Tells how far a run is, and measures how long each stage takes.

use std::time::Instant;

use serde::Serialize;

/// A stage of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Comparing the files with those of the live generation.
    Comparing,
    /// Reading articles; the unit is files.
    Reading,
    /// Writing the indexes; the unit is entries.
    Indexing,
    /// Making vectors of the entries, where there is a model; the unit is entries.
    Encoding,
    /// Checking what was written, and what is to be reported.
    Verifying,
    /// Making the new generation live.
    Publishing,
}

impl Stage {
    /// Returns the name shown to people and used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comparing => "comparing",
            Self::Reading => "reading",
            Self::Indexing => "indexing",
            Self::Encoding => "encoding",
            Self::Verifying => "verifying",
            Self::Publishing => "publishing",
        }
    }
}

/// Is told how far a run is, from several threads at once. Methods should return quickly.
pub trait Progress: Sync {
    /// Notes that a stage begins. `total` is its number of units, 0 if unknown; see [`Stage`].
    fn stage(&self, stage: Stage, total: u64);
    /// Notes that so many units more of the current stage are done.
    fn advance(&self, units: u64);
}

/// Ignores all progress.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn stage(&self, _: Stage, _: u64) {}
    fn advance(&self, _: u64) {}
}

/// How long a stage took.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StageTime {
    /// The stage.
    pub stage: Stage,
    /// Wall time in milliseconds.
    pub ms: u64,
    /// Processor time of all threads in milliseconds, in steps of 10; none where the system does
    /// not tell. Twice the wall time is two busy cores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu_ms: Option<u64>,
}

/// Announces stages and measures them.
pub(crate) struct Stages<'a> {
    progress: &'a dyn Progress,
    started: Instant,
    current: Option<(Stage, Instant, Option<u64>)>,
    times: Vec<StageTime>,
}

impl<'a> Stages<'a> {
    pub(crate) fn new(progress: &'a dyn Progress) -> Self {
        Self {
            progress,
            started: Instant::now(),
            current: None,
            times: Vec::new(),
        }
    }

    /// Ends the current stage and begins another.
    pub(crate) fn begin(&mut self, stage: Stage, total: u64) {
        self.end();
        tracing::debug!(stage = stage.as_str(), total, "stage");
        self.current = Some((stage, Instant::now(), processor_ms()));
        self.progress.stage(stage, total);
    }

    pub(crate) fn progress(&self) -> &'a dyn Progress {
        self.progress
    }

    fn end(&mut self) {
        if let Some((stage, started, cpu)) = self.current.take() {
            let spent = processor_ms().zip(cpu);
            let time = StageTime {
                stage,
                ms: milliseconds(started),
                cpu_ms: spent.map(|(now, before)| now.saturating_sub(before)),
            };
            tracing::info!(
                stage = stage.as_str(),
                ms = time.ms,
                cpu_ms = time.cpu_ms,
                "stage ended"
            );
            self.times.push(time);
        }
    }

    /// Ends the run. Returns the stages, and the duration of the whole in milliseconds.
    pub(crate) fn finish(mut self) -> (Vec<StageTime>, u64) {
        self.end();
        (self.times, milliseconds(self.started))
    }
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Returns the processor time of this process so far, user and system, in milliseconds.
#[cfg(target_os = "linux")]
fn processor_ms() -> Option<u64> {
    // proc(5), field 2 is the name of the program and may hold anything; 14 and 15 are the times
    // in ticks, of which Linux shows programs 100 a second.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut times = after_name.split_whitespace().skip(11);
    let mut ticks = || times.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) * 10)
}

#[cfg(not(target_os = "linux"))]
fn processor_ms() -> Option<u64> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn processor_time_grows_with_work() {
        let before = processor_ms().unwrap();
        let started = Instant::now();
        let mut hash = blake3::hash(b"");
        while processor_ms().unwrap() == before && started.elapsed().as_secs() < 60 {
            hash = blake3::hash(hash.as_bytes());
        }
        assert!(processor_ms().unwrap() > before);
    }
}
