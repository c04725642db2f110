//! Writes files of records while they are read. No file is ever held as a whole.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::ops::ControlFlow;

use crate::content::address::address;
use crate::content::format::Sink;
use crate::content::source::discover::SourceFile;
use crate::content::source::load;
use crate::engine::index_backend::{Batch, Build};
use crate::index::IndexError;
use crate::index::store::catalog::{Finding, RecordEntry};
use crate::index::store::record::{text_hash, whole_hash};
use crate::model::article::Article;
use crate::model::language::LanguageTag;
use crate::model::problem::Problem;
use crate::reindex::build::known_records::{KnownFile, KnownRecords};
use crate::reindex::options::Options;
use crate::reindex::plan::disk::input_of;
use crate::reindex::plan::planned::{FileState, Plan};
use crate::reindex::progress::Progress;

/// The batches that records are written into.
pub(crate) struct RecordWriting<'a> {
    build: &'a dyn Build,
    options: &'a Options,
    number: usize,
    progress: &'a dyn Progress,
    /// By language.
    batches: BTreeMap<LanguageTag, Box<dyn Batch + 'a>>,
}

/// What was read of one file.
#[derive(Debug, Default)]
struct ReadRecords {
    records: Vec<RecordEntry>,
    /// What the reader reported.
    findings: Vec<Finding>,
}

impl<'a> RecordWriting<'a> {
    /// Prepares to write into batches with this number, one a language.
    pub(crate) fn new(
        build: &'a dyn Build,
        options: &'a Options,
        number: usize,
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            build,
            options,
            number,
            progress,
            batches: BTreeMap::new(),
        }
    }

    /// Writes the records of a plan, but for those that are `known` to stay, and notes in the plan
    /// what was read.
    ///
    /// # Errors
    /// The engine cannot write, a file changes meanwhile, or the run was interrupted.
    pub(crate) fn write(mut self, plan: &mut Plan, known: &KnownRecords) -> Result<(), IndexError> {
        for file in &mut plan.files {
            if !matches!(file.state, FileState::Records) {
                continue;
            }
            let (read, hash) = self.file(&file.source, known.of(file.source.file_id()))?;
            file.findings = read.findings;
            file.state = match hash {
                Some(hash) => {
                    file.input = input_of(&file.source, hash, plan.started);
                    FileState::ReadRecords(read.records)
                }
                None => FileState::Unreadable,
            };
        }
        self.batches.into_values().try_for_each(Batch::finish)
    }

    /// Reads and writes one file. Returns the hash of its bytes as well; none if it could not be
    /// opened.
    fn file(
        &mut self,
        file: &SourceFile,
        known: Option<&KnownFile>,
    ) -> Result<(ReadRecords, Option<String>), IndexError> {
        let options = self.options;
        let mut sink = RecordSink {
            writing: self,
            stays: known.map_or(&[], |known| &known.stays),
            number: 0,
            read: ReadRecords::default(),
            failure: None,
        };
        let hash = load::records(file, &options.roots, &options.default_language, &mut sink);
        if let Some(error) = sink.failure {
            return Err(error);
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

    fn add(&mut self, article: &Article) -> Result<(), IndexError> {
        self.options.check_stop()?;
        let batch = match self.batches.entry(article.language.clone()) {
            Entry::Occupied(occupied) => occupied.into_mut(),
            Entry::Vacant(vacant) => {
                vacant.insert(self.build.batch(&article.language, self.number)?)
            }
        };
        let roots = &self.options.roots;
        batch.add(article, &|entry| address(roots, article, entry))
    }
}

/// Writes each record of a file as it is read.
struct RecordSink<'a, 'b> {
    writing: &'a mut RecordWriting<'b>,
    /// Of each record in the order of the file, whether it stays; those beyond do not.
    stays: &'a [bool],
    /// How many records were read.
    number: usize,
    read: ReadRecords,
    /// Why writing ended early.
    failure: Option<IndexError>,
}

impl Sink for RecordSink<'_, '_> {
    fn article(&mut self, article: Article) -> ControlFlow<()> {
        // A record may have several entries, or none.
        let stays = self.stays.get(self.number).copied();
        self.number += 1;
        if stays != Some(true) {
            self.writing.progress.advance(1);
            if let Err(error) = self.writing.add(&article) {
                self.failure = Some(error);
                return ControlFlow::Break(());
            }
        }
        let whole = whole_hash(&article);
        let entries = article.entries.iter();
        self.read.records.extend(entries.map(|entry| RecordEntry {
            id: entry.id.clone(),
            language: article.language.clone(),
            anchor: entry.anchor.clone(),
            text: text_hash(entry),
            whole,
        }));
        ControlFlow::Continue(())
    }

    fn problem(&mut self, problem: Problem) {
        self.read.findings.push(problem.into());
    }
}
