//! From files to articles: reads what changed, recalls the rest from the catalog, pairs translations.
//!
//! The result is the same as if everything had been read. An article that did not
//! change is read all the same when a translation or an include of it did and its
//! entries come out differently.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use rayon::prelude::*;

use super::assembly::{Assembly, Source, findings_of};
use super::compare::{self, Comparison, Known, Name};
use crate::content::source::discover::{Discovery, FileKind, SourceFile};
use crate::content::source::load::{self, Loaded};
use crate::content::translation;
use crate::index::store::catalog::{self, Catalog, CatalogFile, Content};
use crate::index::{IndexError, InputFile, InputKind, nanoseconds};
use crate::model::article::Article;
use crate::model::problem::Problem;
use crate::reindex::options::Options;
use crate::reindex::progress::Progress;

/// What reading a file has shown.
#[derive(Debug)]
enum Looked {
    /// An article that is new or different.
    Article(Box<Article>, String),
    /// Records that are new or different; they are read when they are written.
    Records,
    /// It is what it was.
    Same,
    /// It cannot be read.
    Unreadable(Problem),
}

/// The order of work: look into suspects, find what depends on what changed, read, pair.
pub struct Assembler<'a> {
    /// What the run is about.
    pub options: &'a Options,
    /// The files found.
    pub discovery: &'a Discovery,
    /// What is known of them.
    pub comparison: &'a Comparison,
    /// What the live generation knows; empty for a full build.
    pub catalog: Catalog,
}

impl Assembler<'_> {
    /// Looks into the files that may have changed.
    fn look(&self, progress: &dyn Progress) -> Result<Vec<Looked>, IndexError> {
        let files = self.discovery.files.par_iter();
        files
            .zip(&self.comparison.files)
            .map(|(file, known)| {
                self.options.check_stop()?;
                let known = match known {
                    Known::Unchanged(_) => return Ok(Looked::Same),
                    Known::Suspect(input) => {
                        Some(input.hash.as_str()).filter(|hash| !hash.is_empty())
                    }
                    Known::New => None,
                };
                let looked = match file.kind {
                    FileKind::Article => self.read(file, known),
                    FileKind::JsonLines => look_at_records(file, known),
                };
                progress.advance(1);
                Ok(looked)
            })
            .collect()
    }

    fn read(&self, file: &SourceFile, known: Option<&str>) -> Looked {
        let options = self.options;
        match load::article(file, &options.roots, &options.default_language, known) {
            Loaded::Article { article, hash } => Looked::Article(article, hash),
            Loaded::Same => Looked::Same,
            Loaded::Unreadable(problem) => Looked::Unreadable(problem),
        }
    }

    /// Reads and pairs.
    ///
    /// # Errors
    /// The run was interrupted.
    pub fn assemble(mut self, progress: &dyn Progress) -> Result<Assembly, IndexError> {
        let started = SystemTime::now();
        let mut looked = self.look(progress)?;
        let mut assembly = Assembly {
            changed: !self.comparison.removed.is_empty(),
            ..Assembly::default()
        };
        let mut recalled: BTreeMap<Name, Vec<CatalogFile>> = BTreeMap::new();
        for file in std::mem::take(&mut self.catalog.files) {
            let name = (file.root, file.path.clone());
            recalled.entry(name).or_default().push(file);
        }
        let changed = self.changed(&looked);
        let dependents: Vec<usize> = looked
            .iter()
            .enumerate()
            .filter(|(_, looked)| matches!(looked, Looked::Same))
            .filter_map(|(index, _)| {
                let file = self.discovery.files.get(index)?;
                depends(file, &recalled, &changed).then_some(index)
            })
            .collect();
        self.read_again(&dependents, &recalled, &mut looked, &mut assembly)?;

        for (index, looked) in looked.into_iter().enumerate() {
            let (Some(file), Some(known)) = (
                self.discovery.files.get(index),
                self.comparison.files.get(index),
            ) else {
                continue;
            };
            self.take(file, known, looked, &mut recalled, &mut assembly, started);
        }
        assembly.displaced = recalled.into_values().flatten().collect();
        self.pair(&mut assembly, started)?;
        Ok(assembly)
    }

    /// Names of files whose content changed, came or went.
    fn changed(&self, looked: &[Looked]) -> BTreeSet<Name> {
        let files = self.discovery.files.iter().zip(looked);
        files
            .filter(|(_, looked)| !matches!(looked, Looked::Same))
            .map(|(file, _)| (file.root, file.path.clone()))
            .chain(self.comparison.removed.iter().cloned())
            .chain(
                self.comparison
                    .includes
                    .iter()
                    .filter(|(input, differs)| *differs && self.include_changed(input))
                    .map(|(input, _)| (input.root, input.path.clone())),
            )
            .collect()
    }

    fn include_changed(&self, input: &InputFile) -> bool {
        let file = compare::include_on_disk(&self.options.roots, input.root, &input.path);
        let hash = file.and_then(|file| load::hash(&file).ok());
        input.hash.is_empty() || hash.as_deref() != Some(&input.hash)
    }

    /// Reads articles whose includes may have changed. Those that come out as they were stay.
    fn read_again(
        &self,
        indices: &[usize],
        recalled: &BTreeMap<Name, Vec<CatalogFile>>,
        looked: &mut [Looked],
        assembly: &mut Assembly,
    ) -> Result<(), IndexError> {
        let read: Vec<(usize, Looked)> = indices
            .par_iter()
            .filter_map(|&index| Some((index, self.discovery.files.get(index)?)))
            .map(|(index, file)| {
                self.options.check_stop()?;
                let read = match self.read(file, None) {
                    Looked::Article(article, hash)
                        if self.knows(index, &hash) && is_recalled(&article, recalled) =>
                    {
                        Looked::Same
                    }
                    read => read,
                };
                Ok((index, read))
            })
            .collect::<Result<_, IndexError>>()?;
        assembly.read_again += read.len() as u64;
        for (index, again) in read {
            if let Some(looked) = looked.get_mut(index) {
                *looked = again;
            }
        }
        Ok(())
    }

    /// Whether the bytes of a file are those of the live generation.
    fn knows(&self, file: usize, hash: &str) -> bool {
        match self.comparison.files.get(file) {
            Some(Known::Unchanged(input) | Known::Suspect(input)) => input.hash == hash,
            Some(Known::New) | None => false,
        }
    }

    /// Turns what was seen of a file into what it contributes.
    fn take(
        &self,
        file: &SourceFile,
        known: &Known,
        looked: Looked,
        recalled: &mut BTreeMap<Name, Vec<CatalogFile>>,
        assembly: &mut Assembly,
        started: SystemTime,
    ) {
        let looked = match (looked, known) {
            (Looked::Same, Known::Unchanged(input) | Known::Suspect(input)) => {
                let name = (file.root, file.path.clone());
                let kept = recalled.get_mut(&name).and_then(Vec::pop);
                let kept = kept.map(|kept| (kept.content, kept.findings));
                let source = match kept {
                    Some((Content::Article(outline), findings)) => {
                        Source::Article(assembly.keep(*outline, findings))
                    }
                    Some((Content::Records(records), findings)) => {
                        Source::KeptRecords(records, findings)
                    }
                    // The catalog does not know what the list of inputs knows: read it.
                    Some((Content::Unreadable, _)) | None => {
                        let looked = match file.kind {
                            FileKind::Article => self.read(file, None),
                            FileKind::JsonLines => look_at_records(file, None),
                        };
                        return self.take(file, &Known::New, looked, recalled, assembly, started);
                    }
                };
                if matches!(known, Known::Suspect(_)) {
                    assembly.touched += 1;
                }
                let input = match known {
                    Known::Suspect(_) => input_of(file, input.hash.clone(), started),
                    _ => input.clone(),
                };
                assembly.inputs.push(input);
                assembly.sources.push(source);
                return;
            }
            (looked, _) => looked,
        };
        let (source, hash) = match looked {
            Looked::Article(article, hash) => (Source::Article(assembly.add_fresh(*article)), hash),
            // The hash follows when they are read.
            Looked::Records => (Source::FreshRecords, String::new()),
            Looked::Unreadable(problem) => {
                let name = (file.root, file.path.clone());
                let before = recalled.get(&name).and_then(|files| files.last());
                if before.is_some_and(|before| before.content == Content::Unreadable) {
                    assembly.inputs.push(input_of(file, String::new(), started));
                    assembly
                        .sources
                        .push(Source::Unreadable(vec![problem.into()]));
                    return;
                }
                (Source::Unreadable(vec![problem.into()]), String::new())
            }
            // Nobody says that a file is the same without knowing it.
            Looked::Same => (Source::Unreadable(Vec::new()), String::new()),
        };
        assembly.changed = true;
        assembly.inputs.push(input_of(file, hash, started));
        assembly.sources.push(source);
    }

    /// Assigns keys and aligns translations; articles that come out differently from how they
    /// were written are read, until none does.
    fn pair(&self, assembly: &mut Assembly, started: SystemTime) -> Result<(), IndexError> {
        loop {
            self.options.check_stop()?;
            assembly.restore_identities();
            assembly.pairing = translation::assign_keys(&mut assembly.articles);
            translation::align(&mut assembly.articles);
            let stale = assembly.stale();
            if stale.is_empty() {
                return Ok(());
            }
            assembly.changed = true;
            assembly.read_again += stale.len() as u64;
            // From the last to the first, so that a removal does not move those still to come.
            for (file_index, article) in self.files_of(&stale, assembly).into_iter().rev() {
                let Some(file) = self.discovery.files.get(file_index) else {
                    continue;
                };
                match self.read(file, None) {
                    Looked::Article(read, hash) => {
                        assembly.replace(article, *read);
                        if let Some(input) = assembly.inputs.get_mut(file_index) {
                            *input = input_of(file, hash, started);
                        }
                    }
                    Looked::Unreadable(problem) => {
                        assembly.remove(file_index, article, problem);
                    }
                    Looked::Records | Looked::Same => {}
                }
            }
        }
    }

    /// For articles, the files they come from.
    fn files_of(&self, articles: &BTreeSet<usize>, assembly: &Assembly) -> Vec<(usize, usize)> {
        let sources = assembly.sources.iter().enumerate();
        sources
            .filter_map(|(file, source)| match source {
                Source::Article(article) if articles.contains(article) => Some((file, *article)),
                _ => None,
            })
            .collect()
    }
}

fn depends(
    file: &SourceFile,
    recalled: &BTreeMap<Name, Vec<CatalogFile>>,
    changed: &BTreeSet<Name>,
) -> bool {
    let files = recalled.get(&(file.root, file.path.clone()));
    files.into_iter().flatten().any(|file| match &file.content {
        Content::Article(outline) => outline
            .article
            .includes
            .iter()
            .any(|include| changed.contains(&(file.root, include.clone()))),
        Content::Records(_) | Content::Unreadable => false,
    })
}

/// Whether an article, just read, is what the catalog has.
fn is_recalled(article: &Article, recalled: &BTreeMap<Name, Vec<CatalogFile>>) -> bool {
    let name = (article.root, article.path.clone());
    let Some(before) = recalled.get(&name).and_then(|files| files.last()) else {
        return false;
    };
    let Content::Article(outline) = &before.content else {
        return false;
    };
    let mut article = article.clone();
    let findings = findings_of(&mut article);
    let texts = catalog::strip(&mut article);
    article.key.clone_from(&outline.article.key);
    texts == outline.texts && article == outline.article && findings == before.findings
}

fn look_at_records(file: &SourceFile, known: Option<&str>) -> Looked {
    match load::hash(&file.absolute) {
        Err(error) => Looked::Unreadable(load::unreadable(file, &error)),
        Ok(hash) if known == Some(hash.as_str()) => Looked::Same,
        Ok(_) => Looked::Records,
    }
}

/// The row of a file that was read after `started`.
pub fn input_of(file: &SourceFile, hash: String, started: SystemTime) -> InputFile {
    let (size, modified) = compare::stat(&file.absolute);
    let steady = (size, modified) == (file.size, file.modified);
    InputFile {
        root: file.root,
        path: file.path.clone(),
        kind: compare::kind_of(file),
        size: file.size,
        modified: if compare::is_too_recent(file.modified, started) {
            0
        } else {
            nanoseconds(file.modified)
        },
        // It changed while it was read: what was read is not what this stands for.
        hash: if steady { hash } else { String::new() },
    }
}

/// The inputs of a generation: content files, what they include, and YAML files that are
/// no articles. Sorted.
#[must_use]
pub fn all_inputs(
    assembly: &Assembly,
    discovery: &Discovery,
    comparison: &Comparison,
    options: &Options,
    started: SystemTime,
) -> Vec<InputFile> {
    let mut inputs = assembly.inputs.clone();
    let known: BTreeSet<(usize, &str)> = discovery
        .files
        .iter()
        .map(|file| (file.root, file.path.as_str()))
        .collect();
    let included: BTreeSet<(usize, &str)> = assembly
        .articles
        .iter()
        .flat_map(|article| {
            article
                .includes
                .iter()
                .map(|path| (article.root, path.as_str()))
        })
        .filter(|name| !known.contains(name))
        .collect();
    let unchanged: BTreeMap<(usize, &str), &InputFile> = comparison
        .includes
        .iter()
        .filter(|(_, differs)| !differs)
        .map(|(input, _)| ((input.root, input.path.as_str()), input))
        .collect();
    for (root, path) in included {
        inputs.push(match unchanged.get(&(root, path)) {
            Some(input) => (*input).clone(),
            None => include(options, root, path, started),
        });
    }
    inputs.extend(discovery.other_yaml.iter().map(|file| InputFile {
        kind: InputKind::Other,
        ..input_of(file, String::new(), started)
    }));
    inputs.sort();
    inputs
}

fn include(options: &Options, root: usize, path: &str, started: SystemTime) -> InputFile {
    let file = compare::include_on_disk(&options.roots, root, path);
    let (size, modified) = file.as_deref().map_or((0, None), compare::stat);
    // Articles may have taken it in before this change: then they are read again next time.
    let doubtful = modified.is_some() && compare::is_too_recent(modified, started);
    InputFile {
        root,
        path: path.to_string(),
        kind: InputKind::Include,
        size,
        modified: if doubtful { 0 } else { nanoseconds(modified) },
        hash: if doubtful {
            String::new()
        } else {
            file.and_then(|file| load::hash(&file).ok())
                .unwrap_or_default()
        },
    }
}
