//! Reads files of records while they are written. No file is ever held as a whole.

use std::io;
use std::ops::ControlFlow;

use crate::content::format::{RawRecord, Sink};
use crate::content::source::discover::SourceFile;
use crate::content::source::load;
use crate::index::IndexError;
use crate::index::store::catalog::{Finding, RecordEntry};
use crate::index::store::record::{raw_hash, text_hash, whole_hash};
use crate::model::article::Article;
use crate::model::problem::Problem;
use crate::reindex::build::known_records::{Before, KnownFile, KnownRecords};
use crate::reindex::build::record_writers::{RecordQueue, RecordWriters};
use crate::reindex::options::Options;
use crate::reindex::plan::disk::input_of;
use crate::reindex::plan::planned::{FileState, Plan, PlannedFile};
use crate::reindex::progress::Progress;

/// Writes the records of a plan into batches from this number on, but for those that are `known` to
/// stay, and notes in the plan what was read.
///
/// # Errors
/// The engine cannot write, a file changes meanwhile, or the run was interrupted.
pub(crate) fn write_records(
    writers: RecordWriters<'_>,
    plan: &mut Plan,
    known: &KnownRecords,
    progress: &dyn Progress,
) -> Result<(), IndexError> {
    let is_new = |file: &PlannedFile| matches!(file.state, FileState::Records);
    if !plan.files.iter().any(is_new) {
        return Ok(());
    }
    let options = writers.options;
    writers.write(|queue| {
        for file in plan.files.iter_mut().filter(|file| is_new(file)) {
            let known = known.of(file.source.file_id());
            let before = known.and_then(|known| plan.superseded.get(known.before));
            let sink = RecordSink {
                options,
                queue,
                progress,
                before: before.map(Before::of).unwrap_or_default(),
                kept: known.map_or(&[], |known| &known.kept),
                stays: known.map_or(&[], |known| &known.stays),
                number: 0,
                raw: None,
                read: ReadRecords::default(),
                is_stopped: false,
            };
            let (read, hash) = read_file(&file.source, options, known, sink)?;
            file.findings = read.findings;
            file.state = match hash {
                Some(hash) => {
                    file.input = input_of(&file.source, hash, plan.started);
                    FileState::ReadRecords(read.records)
                }
                None => FileState::Unreadable,
            };
        }
        Ok(())
    })
}

/// Reads one file into the queue. Returns the hash of its bytes as well; none if it could not be
/// opened.
fn read_file(
    file: &SourceFile,
    options: &Options,
    known: Option<&KnownFile>,
    mut sink: RecordSink<'_>,
) -> Result<(ReadRecords, Option<String>), IndexError> {
    let hash = load::records(file, &options.roots, &options.default_language, &mut sink);
    if sink.is_stopped {
        return Err(IndexError::Interrupted);
    }
    let mut read = sink.read;
    if known.is_some_and(|known| hash.as_ref().ok() != Some(&known.hash)) {
        let changed = io::Error::other("it changed while it was read; run the job again");
        return Err(IndexError::io("read", &file.absolute)(changed));
    }
    match hash {
        Ok(hash) => Ok((read, Some(hash))),
        Err(error) => {
            read.findings = vec![load::unreadable(file, &error).into()];
            Ok((read, None))
        }
    }
}

/// What was read of one file.
#[derive(Debug, Default)]
struct ReadRecords {
    records: Vec<RecordEntry>,
    /// What the reader reported.
    findings: Vec<Finding>,
}

/// Takes the records of a file as they are read.
struct RecordSink<'a> {
    options: &'a Options,
    queue: &'a mut RecordQueue,
    progress: &'a dyn Progress,
    /// The records that the live generation has, and what is left of the findings about them.
    before: Before<'a>,
    /// Which of them need not be read, by line; what is left of them.
    kept: &'a [(u32, usize)],
    /// Of each other record in the order of the file, whether it stays; those beyond do not.
    stays: &'a [bool],
    /// How many records were read.
    number: usize,
    /// The hash of the bytes that give the next record, if they do.
    raw: Option<u64>,
    read: ReadRecords,
    /// Whether writing ended early.
    is_stopped: bool,
}

impl Sink for RecordSink<'_> {
    fn article(&mut self, article: Article) -> ControlFlow<()> {
        // A record may have several entries, or none.
        let stays = self.stays.get(self.number).copied();
        self.number += 1;
        let raw = self.raw.take();
        let whole = raw.unwrap_or_else(|| whole_hash(&article));
        let entries = article.entries.iter();
        self.read.records.extend(entries.map(|entry| RecordEntry {
            id: entry.id.clone(),
            language: article.language.clone(),
            anchor: entry.anchor.clone(),
            text: text_hash(entry),
            whole,
        }));
        if stays == Some(true) {
            return ControlFlow::Continue(());
        }
        self.progress.advance(1);
        let pushed = self.queue.push(article);
        self.is_stopped |= pushed.is_break();
        pushed
    }

    fn problem(&mut self, problem: Problem) {
        self.read.findings.push(problem.into());
    }

    fn take_known(
        &mut self,
        record: RawRecord<'_>,
        claim: &mut dyn FnMut(&str, &str) -> bool,
    ) -> ControlFlow<(), bool> {
        // Writers ask for what they write; of a large file of which all stays they write nothing.
        if self.options.check_stop().is_err() {
            self.is_stopped = true;
            return ControlFlow::Break(());
        }
        let Some((&(line, number), rest)) = self.kept.split_first() else {
            return ControlFlow::Continue(false);
        };
        let known = self.before.records.get(number);
        // Where the claim fails, the file has changed meanwhile, which its hash will tell.
        let known = known.filter(|known| line == record.line && claim(&known.id, &known.language));
        let Some(known) = known else {
            return ControlFlow::Continue(false);
        };
        self.kept = rest;
        let findings = self.before.take_findings(line);
        self.read.findings.extend_from_slice(findings);
        self.read.records.push(known.clone());
        ControlFlow::Continue(true)
    }

    fn given_by(&mut self, record: RawRecord<'_>) {
        self.raw = Some(raw_hash(record));
    }
}
