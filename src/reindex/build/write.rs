//! From articles to the indexes of a generation, language by language.
//!
//! A language in which nothing changed is shared with the live generation. Else its
//! index is merged from what stays and from parts with what is new, all of them
//! written in parallel. Record files are streamed through and never held as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use crate::content::format::Sink;
use crate::content::source::discover::SourceFile;
use crate::content::source::load;
use crate::content::url::expand_url;
use crate::index::build::merge::{self, Part};
use crate::index::build::writer::LanguageWriter;
use crate::index::store::catalog::{CatalogFile, Content, Finding, RecordOutline, text_hash};
use crate::index::store::pack;
use crate::index::{IndexError, LanguageSummary, Manifest};
use crate::model::article::{Article, Entry};
use crate::model::problem::Problem;
use crate::reindex::options::Options;
use crate::reindex::plan::compare::Name;
use crate::reindex::plan::planned::{FileState, Plan};
use crate::reindex::progress::Progress;

/// Folder of the parts, inside the generation in the making.
const PARTS: &str = ".parts";

/// The live generation, as far as it can be built upon.
pub struct Base<'a> {
    /// Its folder.
    pub folder: &'a Path,
    /// What it says about itself.
    pub manifest: &'a Manifest,
}

/// The records of one file, read and written.
#[derive(Debug, Default)]
pub struct WrittenRecords {
    /// The records.
    pub records: Vec<RecordOutline>,
    /// What the reader reported.
    pub findings: Vec<Finding>,
    /// BLAKE3 of the file, hexadecimal; none if it could not be opened.
    pub hash: Option<String>,
}

/// What is new, written in parts that are still to be merged.
#[derive(Debug)]
pub struct Parts {
    /// Where they lie.
    folder: PathBuf,
    /// By language.
    parts: BTreeMap<String, Vec<Part>>,
    /// By language, the files of the live generation whose entries do not stay.
    dropped: BTreeMap<String, Vec<Name>>,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// All languages by tag, without their numbers of articles and questions.
    pub languages: Vec<LanguageSummary>,
    /// Those that are not shared with the live generation.
    pub renewed: BTreeSet<String>,
}

/// Writes what is new into parts inside `folder`; returns the records by file as well.
///
/// # Errors
/// The engine cannot write, for instance because the disk is full, or the run was interrupted.
pub fn parts(
    folder: &Path,
    options: &Options,
    plan: &Plan,
    progress: &dyn Progress,
) -> Result<(Parts, BTreeMap<usize, WrittenRecords>), IndexError> {
    let parts_folder = folder.join(PARTS);
    fs::create_dir(&parts_folder).map_err(IndexError::io("create", &parts_folder))?;
    let mut writing = Writing {
        options,
        parts_folder: &parts_folder,
        parts: BTreeMap::new(),
    };
    writing.articles(plan, progress)?;
    let mut records = BTreeMap::new();
    let mut writers = BTreeMap::new();
    for (index, file) in plan.files.iter().enumerate() {
        if matches!(file.state, FileState::Records) {
            let written = writing.records(&file.source, &mut writers, progress)?;
            records.insert(index, written);
        }
    }
    for (language, writer) in writers {
        writer.finish()?;
        writing.add(&language, records_part(&parts_folder, &language));
    }
    let parts = Parts {
        parts: writing.parts,
        dropped: dropped(&plan.superseded),
        folder: parts_folder,
    };
    Ok((parts, records))
}

/// Makes the indexes of all languages in `folder` from parts and from what stays of the live
/// generation.
///
/// # Errors
/// As for [`parts`]; or the live generation is damaged.
pub fn merge(
    folder: &Path,
    options: &Options,
    parts: &Parts,
    base: Option<&Base<'_>>,
) -> Result<Written, IndexError> {
    let old: BTreeMap<&str, &LanguageSummary> = base
        .into_iter()
        .flat_map(|base| &base.manifest.languages)
        .map(|language| (language.tag.as_str(), language))
        .collect();
    let mut tags: Vec<&str> = old
        .keys()
        .copied()
        .chain(parts.parts.keys().map(String::as_str))
        .collect::<BTreeSet<&str>>()
        .into_iter()
        .collect();
    // The longest work first, so that the cores end together.
    tags.sort_by_key(|tag| std::cmp::Reverse(old.get(tag).map_or(0, |language| language.entries)));
    let mut results: Vec<(LanguageSummary, bool)> = tags
        .into_iter()
        .par_bridge()
        .map(|tag| {
            options.check_stop()?;
            let old = base.zip(old.get(tag).copied());
            let new = parts.parts.get(tag).map_or(&[][..], Vec::as_slice);
            let gone = parts.dropped.get(tag).map_or(&[][..], Vec::as_slice);
            match old {
                Some((live, summary)) if new.is_empty() && gone.is_empty() => {
                    pack::link_or_copy(live.folder, folder, tag)?;
                    Ok(Some((summary.clone(), false)))
                }
                old => {
                    let old = old.map(|(live, _)| (live.folder, gone));
                    renew(tag, old, new, folder)
                }
            }
        })
        .filter_map(Result::transpose)
        .collect::<Result<_, IndexError>>()?;
    results.sort_by(|(a, _), (b, _)| a.tag.cmp(&b.tag));
    fs::remove_dir_all(&parts.folder).map_err(IndexError::io("remove", &parts.folder))?;

    let mut written = Written::default();
    for (summary, renewed) in results {
        if renewed {
            written.renewed.insert(summary.tag.clone());
        }
        written.languages.push(summary);
    }
    Ok(written)
}

/// Merges what stays of a language with what is new. None when nothing is left of it.
fn renew(
    tag: &str,
    old: Option<(&Path, &[Name])>,
    new: &[Part],
    folder: &Path,
) -> Result<Option<(LanguageSummary, bool)>, IndexError> {
    let mut parts = Vec::new();
    if let Some((generation, dropped)) = old {
        // Damage must not spread into the new generation.
        merge::verify(tag, generation)?;
        parts.push(Part::Existing {
            generation: generation.to_path_buf(),
            deleted_files: dropped.to_vec(),
        });
    }
    parts.extend_from_slice(new);
    let Some(bytes) = merge::merge(tag, &parts, folder)? else {
        return Ok(None);
    };
    Ok(Some((merge::measure(tag, folder, bytes)?, true)))
}

/// By language, the names of files whose entries do not stay.
fn dropped(superseded: &[CatalogFile]) -> BTreeMap<String, Vec<Name>> {
    let mut dropped: BTreeMap<String, Vec<Name>> = BTreeMap::new();
    for file in superseded {
        let languages: BTreeSet<&str> = match &file.content {
            Content::Article(outline) if outline.article.entries.is_empty() => BTreeSet::new(),
            Content::Article(outline) => BTreeSet::from([outline.article.language.as_str()]),
            Content::Records(records) => records
                .iter()
                .map(|record| record.language.as_str())
                .collect(),
            Content::Unreadable => BTreeSet::new(),
        };
        for language in languages {
            dropped
                .entry(language.to_string())
                .or_default()
                .push((file.root, file.path.clone()));
        }
    }
    dropped
}

fn records_part(parts_folder: &Path, language: &str) -> PathBuf {
    parts_folder.join(format!("{language}-records"))
}

/// The parts written so far.
struct Writing<'a> {
    options: &'a Options,
    parts_folder: &'a Path,
    parts: BTreeMap<String, Vec<Part>>,
}

impl Writing<'_> {
    fn add(&mut self, language: &str, folder: PathBuf) {
        self.parts
            .entry(language.to_string())
            .or_default()
            .push(Part::New(folder));
    }

    /// Writes the articles that are not kept, parts in parallel, largest first.
    fn articles(&mut self, plan: &Plan, progress: &dyn Progress) -> Result<(), IndexError> {
        let read = plan.read_articles();
        let read: Vec<&Article> = read.filter(|article| !article.entries.is_empty()).collect();
        let shares = shares(&read, rayon::current_num_threads());
        // One after the other to whoever is free: halving the list would give the two largest to
        // one thread.
        let mut folders: Vec<(usize, String, PathBuf)> = shares
            .iter()
            .enumerate()
            .par_bridge()
            .map(|(number, share)| {
                let started = Instant::now();
                let folder = self
                    .parts_folder
                    .join(format!("{}-{number}", share.language));
                let mut writer = LanguageWriter::create(&folder, share.language)?;
                for article in &share.articles {
                    self.options.check_stop()?;
                    writer.add(article, |entry| self.url(article, entry))?;
                    progress.advance(article.entries.len() as u64);
                }
                writer.finish()?;
                tracing::debug!(
                    language = share.language,
                    articles = share.articles.len(),
                    bytes = share.size,
                    ms = started.elapsed().as_millis(),
                    "part written"
                );
                Ok((number, share.language.to_string(), folder))
            })
            .collect::<Result<_, IndexError>>()?;
        folders.sort();
        for (_, language, folder) in folders {
            self.add(&language, folder);
        }
        Ok(())
    }

    /// Streams one file of records; returns what is worth keeping.
    fn records(
        &self,
        file: &SourceFile,
        writers: &mut BTreeMap<String, LanguageWriter>,
        progress: &dyn Progress,
    ) -> Result<WrittenRecords, IndexError> {
        let mut sink = RecordSink {
            writing: self,
            writers,
            progress,
            written: WrittenRecords::default(),
            failure: None,
        };
        let options = self.options;
        let hash = load::records(file, &options.roots, &options.default_language, &mut sink);
        if let Some(error) = sink.failure {
            return Err(error);
        }
        let mut written = sink.written;
        match hash {
            Ok(hash) => written.hash = Some(hash),
            Err(error) => written.findings = vec![load::unreadable(file, &error).into()],
        }
        Ok(written)
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
}

/// Writes each record of a file as it is read.
struct RecordSink<'a> {
    writing: &'a Writing<'a>,
    /// The writer of each language met so far.
    writers: &'a mut BTreeMap<String, LanguageWriter>,
    progress: &'a dyn Progress,
    written: WrittenRecords,
    /// Why writing ended early.
    failure: Option<IndexError>,
}

impl RecordSink<'_> {
    fn write(&mut self, article: &Article) -> Result<(), IndexError> {
        self.writing.options.check_stop()?;
        let writer = match self.writers.entry(article.language.clone()) {
            std::collections::btree_map::Entry::Occupied(occupied) => occupied.into_mut(),
            std::collections::btree_map::Entry::Vacant(vacant) => {
                let folder = records_part(self.writing.parts_folder, &article.language);
                vacant.insert(LanguageWriter::create(&folder, &article.language)?)
            }
        };
        writer.add(article, |entry| self.writing.url(article, entry))?;
        for entry in &article.entries {
            self.written.records.push(RecordOutline {
                id: entry.id.clone(),
                language: article.language.clone(),
                anchor: entry.anchor.clone(),
                text: text_hash(entry),
            });
        }
        Ok(())
    }
}

impl Sink for RecordSink<'_> {
    fn article(&mut self, article: Article) -> ControlFlow<()> {
        self.progress.advance(1);
        self.failure = self.write(&article).err();
        if self.failure.is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.written.findings.push(problem.into());
    }
}

/// Articles of one language that one thread writes.
struct Share<'a> {
    language: &'a str,
    articles: Vec<&'a Article>,
    size: usize,
}

/// Divides articles so that all threads have work: a language as large as two threads' share of
/// the whole is written in two parts. Largest first.
fn shares<'a>(articles: &[&'a Article], threads: usize) -> Vec<Share<'a>> {
    let size = |article: &Article| -> usize {
        let entries = article.entries.iter();
        entries.map(|entry| entry.answer.len() + 100).sum()
    };
    let total: usize = articles.iter().map(|article| size(article)).sum();
    let fair = (total / threads.max(1)).max(1);
    let mut by_language: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
    for article in articles {
        by_language
            .entry(&article.language)
            .or_default()
            .push(article);
    }
    let mut shares = Vec::new();
    for (language, articles) in by_language {
        let whole: usize = articles.iter().map(|article| size(article)).sum();
        // Rounded: a part for a little more than a fair share would cost a merge for nothing.
        let parts = ((whole + fair / 2) / fair).clamp(1, threads.max(1));
        let limit = whole.div_ceil(parts);
        let mut share = Share {
            language,
            articles: Vec::new(),
            size: 0,
        };
        for article in articles {
            share.size += size(article);
            share.articles.push(article);
            if share.size >= limit {
                shares.push(share);
                share = Share {
                    language,
                    articles: Vec::new(),
                    size: 0,
                };
            }
        }
        if !share.articles.is_empty() {
            shares.push(share);
        }
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.size));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample;

    #[test]
    fn large_languages_are_shared_out_and_small_ones_are_not() {
        let mut articles = Vec::new();
        for number in 0..40 {
            articles.push(sample::article(&format!("en/{number}.md"), "en", &["a"]));
        }
        for number in 0..10 {
            articles.push(sample::article(&format!("fr/{number}.md"), "fr", &["a"]));
        }
        let articles: Vec<&Article> = articles.iter().collect();
        let count = |threads| -> Vec<(&str, usize)> {
            shares(&articles, threads)
                .iter()
                .map(|share| (share.language, share.articles.len()))
                .collect()
        };
        assert_eq!(count(1), [("en", 40), ("fr", 10)]);
        assert_eq!(count(2), [("en", 20), ("en", 20), ("fr", 10)]);
        assert_eq!(count(4).len(), 4);
        assert!(shares(&[], 4).is_empty());
    }
}
