//! Writes the log: from any thread, without waiting, into the file of the day.
//!
//! A thread of its own writes, so that no reader waits for a disk. What comes faster than it can be
//! written is left out and counted. The file is opened for each batch of lines: it may be moved or
//! removed at any time.

use std::collections::hash_map::RandomState;
use std::fs::{self, DirBuilder, OpenOptions};
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::SystemTime;

use super::event::{Event, Line, Search, VERSION};
use super::files;
use crate::index::time;

/// Lines that may wait to be written.
const WAITING: usize = 4096;

/// Most bytes of the file of a day, so that nobody fills the disk by asking.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Seconds of a day.
const DAY: u64 = 86_400;

/// An open log.
#[derive(Debug)]
pub(crate) struct QueryLog {
    sender: SyncSender<Message>,
    thread: Mutex<Option<JoinHandle<()>>>,
    left_out: Arc<AtomicU64>,
    names: RandomState,
    named: AtomicU64,
}

enum Message {
    Line(Box<Line>),
    End,
}

impl QueryLog {
    /// Opens the log in a folder, which is made if it is missing. Files older than so many days are
    /// removed, now and whenever a day begins.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub(crate) fn open(folder: &Path, days: u64) -> io::Result<Self> {
        let (sender, receiver) = sync_channel(WAITING);
        let left_out = Arc::new(AtomicU64::new(0));
        // Others than the operator and the operator's group need not read what people ask.
        DirBuilder::new()
            .recursive(true)
            .mode(0o750)
            .create(folder)?;
        let mut writer = Writer {
            folder: folder.to_owned(),
            days,
            today: String::new(),
            left_out: Arc::clone(&left_out),
        };
        // An operator should hear now, not at the first search, that nothing can be written.
        writer.write(&[])?;
        let thread = thread::Builder::new()
            .name("query-log".to_owned())
            .spawn(move || writer.run(&receiver))?;
        Ok(Self {
            sender,
            thread: Mutex::new(Some(thread)),
            left_out,
            names: RandomState::new(),
            named: AtomicU64::new(0),
        })
    }

    /// Records a search and returns the name that it gets.
    pub(crate) fn search(&self, mut search: Search) -> String {
        // Keyed by what only this process knows, so that nobody guesses the name of a search.
        let number = self.named.fetch_add(1, Ordering::Relaxed);
        let name = format!("{:016x}", self.names.hash_one(number));
        search.qid.clone_from(&name);
        self.record(Event::Search(search));
        name
    }

    /// Records what happened.
    pub(crate) fn record(&self, event: Event) {
        let now = time::utc(SystemTime::now());
        let line = Line {
            v: VERSION,
            // To the minute, which tells when people ask, and not who asked when.
            t: format!("{}Z", now.get(..16).unwrap_or_default()),
            event,
        };
        if self.sender.try_send(Message::Line(Box::new(line))).is_err() {
            self.left_out.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns how many lines were left out because they could not be written in time.
    pub(crate) fn left_out(&self) -> u64 {
        self.left_out.load(Ordering::Relaxed)
    }

    /// Writes what waits, and ends.
    pub(crate) fn finish(&self) {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = thread.take() {
            // Neither fails while the thread lives; when it does not, nothing is left to do.
            let _ = self.sender.send(Message::End);
            let _ = thread.join();
        }
    }
}

/// The thread that writes.
struct Writer {
    folder: PathBuf,
    days: u64,
    today: String,
    left_out: Arc<AtomicU64>,
}

impl Writer {
    fn run(mut self, receiver: &Receiver<Message>) {
        while let Ok(first) = receiver.recv() {
            let mut batch = Vec::new();
            let mut is_end = false;
            let mut message = Some(first);
            while let Some(next) = message {
                match next {
                    Message::Line(line) => batch.push(*line),
                    Message::End => is_end = true,
                }
                message = receiver.try_recv().ok();
            }
            if let Err(error) = self.write(&batch) {
                tracing::warn!(%error, "the query log cannot be written");
                let lost = batch.len() as u64;
                self.left_out.fetch_add(lost, Ordering::Relaxed);
            }
            if is_end {
                return;
            }
        }
    }

    /// Appends lines to the file of today.
    fn write(&mut self, batch: &[Line]) -> io::Result<()> {
        let now = time::seconds(SystemTime::now());
        let today = day_of(now);
        if self.today != today {
            let first = day_of(now.saturating_sub(self.days.saturating_mul(DAY)));
            files::forget_before(&self.folder, &first)?;
            self.today = today;
        }
        let path = self.folder.join(files::name(&self.today));
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o640)
            .open(&path)?;
        if fs::metadata(&path)?.len() > MOST_BYTES {
            return Err(io::Error::other(format!(
                "{} is larger than {MOST_BYTES} bytes",
                path.display()
            )));
        }
        let mut text = Vec::new();
        for line in batch {
            serde_json::to_writer(&mut text, line)?;
            text.push(b'\n');
        }
        // In one call, so that lines of two servers on one folder do not mix.
        file.write_all(&text)
    }
}

/// Returns the day of a time, as `2026-11-26`.
fn day_of(seconds: u64) -> String {
    let mut text = time::utc_of_seconds(seconds);
    text.truncate(10);
    text
}

#[cfg(test)]
mod tests {
    use super::super::event::Source;
    use super::*;

    #[test]
    fn lines_are_written_by_day_and_old_days_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/log");
        fs::create_dir_all(&path).unwrap();
        let today = day_of(time::seconds(SystemTime::now()));
        for day in ["2020-01-01", today.as_str()] {
            fs::write(path.join(files::name(day)), "{}\n").unwrap();
        }
        fs::write(path.join("queries.txt"), "mine").unwrap();
        let log = QueryLog::open(&path, 90).unwrap();
        let first = log.search(Search {
            q: "ferry".to_owned(),
            src: Some(Source::Page),
            ..Search::default()
        });
        let second = log.search(Search::default());
        log.finish();
        assert_ne!(first, second);
        assert_eq!(log.left_out(), 0);
        let days: Vec<_> = files::list(&path)
            .unwrap()
            .into_iter()
            .map(|(day, _)| day)
            .collect();
        assert_eq!(days, std::slice::from_ref(&today));
        assert!(path.join("queries.txt").exists());
        let text = fs::read_to_string(path.join(files::name(&today))).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines.len(), lines[0]), (3, "{}"));
        let line: Line = serde_json::from_str(lines[1]).unwrap();
        assert!(matches!(line.event, Event::Search(search) if search.qid == first));
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error_at_once() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(QueryLog::open(&file.path().join("log"), 90).is_err());
    }
}
