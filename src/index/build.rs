//! Builds a whole generation from content roots and publishes it.
//!
//! Stages: find the files, read the articles (all cores), pair translations,
//! write one index per language (all cores), publish. Record files are
//! streamed through and never held as a whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use super::error::IndexError;
use super::generation::{Builder, Live};
use super::manifest::{FORMAT, INPUTS, InputFile, LanguageSummary, MANIFEST, Manifest};
use super::writer::LanguageWriter;
use crate::config::expand_url;
use crate::content::discover::{self, FileKind, Root, SourceFile};
use crate::content::model::{Article, Entry, Problem, Severity};
use crate::content::{json_lines, load, translation};

/// What to build from, and where.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// Content roots.
    pub roots: Vec<Root>,
    /// The index folder.
    pub index: PathBuf,
    /// Language of articles that declare none and cannot be detected.
    pub default_language: String,
    /// Whether the result goes live.
    pub publish: Publish,
}

/// When a built generation goes live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publish {
    /// Whatever the content is like.
    Always,
    /// Only when the content has no errors and no warnings.
    WithoutProblems,
    /// Never: a rehearsal.
    Never,
}

/// A stage of the build, for progress displays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading articles; the unit is files.
    Reading,
    /// Writing the indexes; the unit is entries.
    Indexing,
    /// Making the new generation live.
    Publishing,
}

/// Told about the progress of a build, from several threads.
pub trait Progress: Sync {
    /// A stage begins, with its number of units if known.
    fn stage(&self, stage: Stage, total: u64);
    /// Units of the current stage were done.
    fn advance(&self, units: u64);
}

/// What a build did.
#[derive(Clone, Debug)]
pub struct Report {
    /// The published generation, if it was published.
    pub live: Option<Live>,
    /// Its manifest.
    pub manifest: Manifest,
    /// Problems found in the content, in file order.
    pub problems: Vec<Problem>,
    /// Wall time of the whole build in milliseconds.
    pub elapsed_ms: u64,
}

/// Builds and publishes a generation.
///
/// # Errors
/// A content root is missing, the index folder cannot be used, or the engine fails.
/// The generation that was live stays live.
pub fn build(options: &BuildOptions, progress: &dyn Progress) -> Result<Report, IndexError> {
    let started = Instant::now();
    let builder = Builder::start(&options.index)?;
    let discovered = discover::discover(&options.roots);
    if let Some(error) = discovered.root_errors.into_iter().next() {
        return Err(error.into());
    }
    let mut problems = discovered.problems;

    progress.stage(Stage::Reading, discovered.files.len() as u64);
    let (records, article_files): (Vec<&SourceFile>, Vec<&SourceFile>) = discovered
        .files
        .iter()
        .partition(|file| file.kind == FileKind::JsonLines);
    let loaded: Vec<load::Loaded> = article_files
        .par_iter()
        .map(|file| {
            let loaded = load::article(file, &options.roots, &options.default_language);
            progress.advance(1);
            loaded
        })
        .collect();

    let mut inputs = Vec::with_capacity(discovered.files.len());
    let mut articles = Vec::with_capacity(loaded.len());
    for (file, loaded) in article_files.iter().zip(loaded) {
        match loaded {
            load::Loaded::Article { article, hash } => {
                inputs.push(input(file, hash));
                articles.push(*article);
            }
            load::Loaded::Unreadable(problem) => problems.push(problem),
        }
    }
    problems.extend(translation::assign_keys(&mut articles));
    translation::align(&mut articles);

    progress.stage(
        Stage::Indexing,
        articles
            .iter()
            .map(|article| article.entries.len() as u64)
            .sum(),
    );
    let writers = Writers::new(builder.folder(), options);
    writers.add_articles(&articles, progress)?;
    for article in &mut articles {
        problems.append(&mut article.problems);
    }
    for file in &records {
        match writers.add_records(file, &mut problems, progress)? {
            Some(hash) => inputs.push(input(file, hash)),
            None => continue,
        }
    }
    let languages = writers.finish()?;

    progress.stage(Stage::Publishing, 0);
    inputs.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
    problems.sort_by(|a, b| {
        (a.root, &a.path, a.line, a.column, a.rule)
            .cmp(&(b.root, &b.path, b.line, b.column, b.rule))
    });
    let manifest = Manifest {
        format: FORMAT,
        analysis: crate::analysis::fingerprint(),
        tool: concat!("faq ", env!("CARGO_PKG_VERSION")).to_string(),
        created: SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |elapsed| elapsed.as_secs()),
        content: digest(&inputs),
        articles: inputs.len() as u64,
        problems: problems.len() as u64,
        languages,
    };
    write_json(&builder.folder().join(MANIFEST), &manifest)?;
    write_json(&builder.folder().join(INPUTS), &inputs)?;
    let clean = problems
        .iter()
        .all(|problem| problem.severity == Severity::Info);
    let live = match options.publish {
        Publish::Always => Some(builder.publish()?),
        Publish::WithoutProblems if clean => Some(builder.publish()?),
        Publish::WithoutProblems | Publish::Never => None,
    };
    Ok(Report {
        live,
        manifest,
        problems,
        elapsed_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    })
}

/// The writers of all languages, created as languages appear.
struct Writers<'a> {
    folder: &'a Path,
    options: &'a BuildOptions,
    by_language: Mutex<BTreeMap<String, LanguageWriter>>,
}

impl<'a> Writers<'a> {
    fn new(folder: &'a Path, options: &'a BuildOptions) -> Self {
        Self {
            folder,
            options,
            by_language: Mutex::new(BTreeMap::new()),
        }
    }

    fn create(&self, language: &str) -> Result<LanguageWriter, IndexError> {
        LanguageWriter::create(&self.folder.join(language), language)
    }

    /// Adds the entries of all articles, languages in parallel, largest first.
    fn add_articles(
        &self,
        articles: &[Article],
        progress: &dyn Progress,
    ) -> Result<(), IndexError> {
        let mut by_language: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
        for article in articles {
            by_language
                .entry(&article.language)
                .or_default()
                .push(article);
        }
        let mut languages: Vec<(&str, Vec<&Article>)> = by_language.into_iter().collect();
        languages.sort_by_key(|(_, articles)| {
            let size: usize = articles
                .iter()
                .flat_map(|article| &article.entries)
                .map(|entry| entry.answer.len())
                .sum();
            std::cmp::Reverse(size)
        });
        let finished: Vec<LanguageWriter> = languages
            .par_iter()
            .with_max_len(1)
            .map(|(language, articles)| {
                let mut writer = self.create(language)?;
                for article in articles {
                    writer.count_article();
                    for entry in &article.entries {
                        writer.add(article, entry, self.url(article, entry))?;
                    }
                    progress.advance(article.entries.len() as u64);
                }
                Ok(writer)
            })
            .collect::<Result<_, IndexError>>()?;
        let mut by_language = self.lock();
        for writer in finished {
            by_language.insert(writer.language().to_string(), writer);
        }
        Ok(())
    }

    /// Streams one file of records. Returns its hash, or none when it could not be read.
    fn add_records(
        &self,
        file: &SourceFile,
        problems: &mut Vec<Problem>,
        progress: &dyn Progress,
    ) -> Result<Option<String>, IndexError> {
        let opened = match fs::File::open(&file.absolute) {
            Ok(opened) => opened,
            Err(error) => {
                problems.push(load::unreadable(file, &error));
                return Ok(None);
            }
        };
        let mut reader = load::Hashing::new(opened);
        let mut failure = None;
        json_lines::read(
            BufReader::with_capacity(1 << 20, &mut reader),
            file.root,
            &file.path,
            &self.options.default_language,
            &mut |record| {
                if failure.is_none() {
                    progress.advance(1);
                    failure = self.add_record(file, record).err();
                }
            },
            &mut |problem| problems.push(problem),
        );
        match failure {
            Some(error) => Err(error),
            None => Ok(Some(reader.hash())),
        }
    }

    fn add_record(&self, file: &SourceFile, record: json_lines::Record) -> Result<(), IndexError> {
        let article = record.into_article(file.root, &file.path);
        let mut writers = self.lock();
        let writer = match writers.entry(article.language.clone()) {
            std::collections::btree_map::Entry::Occupied(occupied) => occupied.into_mut(),
            std::collections::btree_map::Entry::Vacant(vacant) => {
                let writer = self.create(&article.language)?;
                vacant.insert(writer)
            }
        };
        for entry in &article.entries {
            writer.add(&article, entry, self.url(&article, entry))?;
        }
        Ok(())
    }

    fn url(&self, article: &Article, entry: &Entry) -> String {
        if let Some(url) = &entry.url {
            return url.clone();
        }
        self.options
            .roots
            .get(article.root)
            .and_then(|root| root.url.as_deref())
            .map(|template| expand_url(template, &article.path, &article.language, &entry.anchor))
            .unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, LanguageWriter>> {
        // A poisoned lock means another thread panicked while adding; its
        // panic ends the build anyway.
        self.by_language
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn finish(self) -> Result<Vec<LanguageSummary>, IndexError> {
        let writers = self
            .by_language
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let writers: Vec<LanguageWriter> = writers.into_values().collect();
        writers
            .into_par_iter()
            .with_max_len(1)
            .map(LanguageWriter::finish)
            .collect()
    }
}

fn input(file: &SourceFile, hash: String) -> InputFile {
    InputFile {
        root: file.root,
        path: file.path.clone(),
        size: file.size,
        modified: nanoseconds(file.modified),
        hash,
    }
}

/// A modification time in nanoseconds since 1970; 0 when unknown or earlier.
#[must_use]
pub fn nanoseconds(modified: Option<SystemTime>) -> u64 {
    modified
        .and_then(|modified| modified.duration_since(UNIX_EPOCH).ok())
        .and_then(|elapsed| u64::try_from(elapsed.as_nanos()).ok())
        .unwrap_or(0)
}

/// Hash over names and hashes of the inputs: equal content, equal digest.
fn digest(inputs: &[InputFile]) -> String {
    let mut hasher = blake3::Hasher::new();
    for input in inputs {
        hasher.update(input.root.to_string().as_bytes());
        hasher.update(&[0]);
        hasher.update(input.path.as_bytes());
        hasher.update(&[0]);
        hasher.update(input.hash.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex().to_string()
}

fn write_json(path: &Path, value: &impl serde::Serialize) -> Result<(), IndexError> {
    let bytes =
        serde_json::to_vec(value).map_err(|error| IndexError::io("write", path)(error.into()))?;
    fs::write(path, bytes).map_err(IndexError::io("write", path))
}
