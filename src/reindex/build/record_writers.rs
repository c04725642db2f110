//! Writes records on all cores while they are read.
//!
//! Owns the threads, which of them writes a record, and when what they hold in memory goes to disk. The
//! same records go to the same batches in every run, whatever the threads do.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::ControlFlow;
use std::panic;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use crate::content::address::address;
use crate::engine::index_backend::{Batch, Build};
use crate::index::IndexError;
use crate::model::article::Article;
use crate::model::language::LanguageTag;
use crate::reindex::options::Options;

/// So many bytes of records go to one thread before the next one has its turn. Files that are smaller
/// make one batch, which needs no merge.
const TURN_BYTES: usize = 4 << 20;

/// What a record takes besides its texts, about.
const RECORD_BYTES: usize = 1 << 10;

/// How many turns may wait for a thread, so that none waits for the reader.
const WAITING_TURNS: usize = 1;

/// What a batch takes before it holds anything, about. It is not counted: handing an empty batch over
/// would free nothing.
const EMPTY_BATCH: u64 = 6 << 20;

/// A thread has at least this much for its batches: with less, some threads are left out.
const LEAST_SHARE: u64 = 16 << 20;

/// A thread has at most this much: the engine counts the bytes of a batch in 32 bits.
const MOST_SHARE: u64 = 1 << 30;

/// The share of the budget that batches may hold. The rest is for what handing one over needs, for
/// what is read, and for the catalog.
const BATCH_SHARE: (u64, u64) = (3, 8);

/// Where records are written.
#[derive(Clone, Copy)]
pub(crate) struct RecordWriters<'a> {
    /// The generation in the making.
    pub(crate) build: &'a dyn Build,
    /// Roots, and the memory that may be used.
    pub(crate) options: &'a Options,
    /// The number of the first batch.
    pub(crate) first: usize,
}

impl RecordWriters<'_> {
    /// Writes the records that `read` puts into the queue, and returns what it returns.
    ///
    /// # Errors
    /// The engine cannot write, the run was interrupted, or reading failed.
    pub(crate) fn write<R>(
        self,
        read: impl FnOnce(&mut RecordQueue) -> Result<R, IndexError>,
    ) -> Result<R, IndexError> {
        let (part, of) = BATCH_SHARE;
        let budget = self.options.memory / of * part;
        let affordable = usize::try_from(budget / LEAST_SHARE).unwrap_or(usize::MAX);
        let threads = rayon::current_num_threads().min(affordable).max(1);
        let share = (budget / threads as u64).clamp(LEAST_SHARE, MOST_SHARE);
        thread::scope(|scope| {
            let mut queue = RecordQueue::default();
            let mut writers = Vec::with_capacity(threads);
            for number in 0..threads {
                let (sender, turns) = mpsc::sync_channel(WAITING_TURNS);
                queue.senders.push(sender);
                let write = move || {
                    let writer = Writer {
                        writers: self,
                        next: self.first + number,
                        threads,
                        share,
                        batches: BTreeMap::new(),
                    };
                    writer.run(&turns)
                };
                writers.push(scope.spawn(write));
            }
            let read = read(&mut queue);
            queue.end();
            let mut written = Ok(());
            for writer in writers {
                let result = writer
                    .join()
                    .unwrap_or_else(|panic| panic::resume_unwind(panic));
                written = written.and(result);
            }
            // Where a writer failed, reading only ended early.
            written.and(read)
        })
    }
}

/// Shares records out to the threads.
#[derive(Default)]
pub(crate) struct RecordQueue {
    senders: Vec<SyncSender<Vec<Article>>>,
    /// How many turns there were.
    turns: usize,
    /// The turn that is filled.
    turn: Vec<Article>,
    bytes: usize,
}

impl RecordQueue {
    /// Adds a record. Breaks when it cannot be written any more.
    pub(crate) fn push(&mut self, article: Article) -> ControlFlow<()> {
        self.bytes += size(&article);
        self.turn.push(article);
        if self.bytes < TURN_BYTES {
            return ControlFlow::Continue(());
        }
        self.send()
    }

    fn send(&mut self) -> ControlFlow<()> {
        let turn = std::mem::take(&mut self.turn);
        let number = self.turns % self.senders.len().max(1);
        self.turns += 1;
        self.bytes = 0;
        match self.senders.get(number).map(|sender| sender.send(turn)) {
            Some(Ok(())) => ControlFlow::Continue(()),
            // The writer failed, and says why when it is joined.
            _ => ControlFlow::Break(()),
        }
    }

    fn end(mut self) {
        if !self.turn.is_empty() {
            let _ = self.send();
        }
    }
}

/// Returns about how many bytes a record takes.
fn size(article: &Article) -> usize {
    let of_fields = |values: &Vec<String>| values.iter().map(String::len).sum::<usize>();
    let fields: usize = article.fields.values().map(of_fields).sum();
    let entries = article.entries.iter().map(|entry| {
        let texts = entry.question.len() + entry.answer.len();
        RECORD_BYTES + texts + of_fields(&entry.keywords) + of_fields(&entry.section)
    });
    article.title.len() + fields + entries.sum::<usize>().max(RECORD_BYTES)
}

/// One of the threads that write.
struct Writer<'a> {
    writers: RecordWriters<'a>,
    /// The number of its next batches.
    next: usize,
    threads: usize,
    /// What its batches may hold in memory, in bytes.
    share: u64,
    /// By language.
    batches: BTreeMap<LanguageTag, Box<dyn Batch + 'a>>,
}

impl Writer<'_> {
    fn run(mut self, turns: &Receiver<Vec<Article>>) -> Result<(), IndexError> {
        for turn in turns {
            for article in &turn {
                self.add(article)?;
            }
            let held = self.batches.values();
            let held = held.map(|batch| batch.memory().saturating_sub(EMPTY_BATCH));
            let held: u64 = held.sum();
            if held > self.share {
                self.hand_over()?;
            }
        }
        self.hand_over()
    }

    fn add(&mut self, article: &Article) -> Result<(), IndexError> {
        let RecordWriters { build, options, .. } = self.writers;
        options.check_stop()?;
        let batch = match self.batches.entry(article.language.clone()) {
            Entry::Occupied(occupied) => occupied.into_mut(),
            Entry::Vacant(vacant) => vacant.insert(build.batch(&article.language, self.next)?),
        };
        batch.add(article, &|entry| address(&options.roots, article, entry))
    }

    fn hand_over(&mut self) -> Result<(), IndexError> {
        self.next += self.threads;
        let batches = std::mem::take(&mut self.batches);
        batches.into_values().try_for_each(Batch::finish)
    }
}
