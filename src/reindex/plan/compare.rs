//! Compares the files on disk with those of the live generation, by size, times and inode alone.
//!
//! Reads no content. A file that looks different may have changed; reading it tells whether it
//! has, see [`super::read`].

use std::collections::HashMap;
use std::path::Path;

use super::disk::{self, Stat, include_on_disk, looks_the_same};
use crate::content::format;
use crate::content::source::discover::{self, Discovery, Root, SourceFile};
use crate::index::{InputFile, InputKind};
use crate::model::file_id::{FileId, FileRef};
use crate::model::problem::Problem;

/// What the live generation knows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Its size, times and inode are those of this input.
    Unchanged(InputFile),
    /// It was there, and looks different or could not be read.
    MaybeChanged(InputFile),
    /// It was not there.
    New,
}

impl Known {
    /// Returns the input that the file was, if it was one.
    pub(crate) fn input(&self) -> Option<&InputFile> {
        match self {
            Self::Unchanged(input) | Self::MaybeChanged(input) => Some(input),
            Self::New => None,
        }
    }

    /// Returns the hash that the file had when it was last read.
    pub(crate) fn hash(&self) -> Option<&str> {
        let hash = self.input()?.hash.as_str();
        (!hash.is_empty()).then_some(hash)
    }
}

/// A content file on disk, and what the live generation knows of it.
#[derive(Debug)]
pub(crate) struct ComparedFile {
    /// The file as the walk found it.
    pub(crate) source: SourceFile,
    /// What is known of it.
    pub(crate) known: Known,
}

/// An included file that is no article.
#[derive(Debug)]
pub(crate) struct ComparedInclude {
    /// The file as it was.
    pub(crate) input: InputFile,
    /// Whether its size, times or inode differ.
    pub(crate) differs: bool,
}

/// Files that shape the index without being content of their own.
#[derive(Debug, Default)]
pub(crate) struct Companions {
    /// Files that articles of the live generation include.
    pub(crate) includes: Vec<ComparedInclude>,
    /// Files that no format claims.
    pub(crate) others: Vec<SourceFile>,
    /// Whether any of `others` came, went or looks different.
    pub(crate) others_differ: bool,
}

/// The files on disk compared with those of a generation.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// The content files, in the order of the walk.
    pub(crate) files: Vec<ComparedFile>,
    /// Content files of the generation that are gone, sorted.
    pub(crate) removed: Vec<FileId>,
    /// Files besides the content.
    pub(crate) companions: Companions,
    /// What the walk reported.
    pub(crate) problems: Vec<Problem>,
}

impl Comparison {
    /// Takes every file for a new one, for a full build.
    pub(crate) fn all_new(discovery: Discovery) -> Self {
        let files = discovery.files.into_iter();
        Self {
            files: files
                .map(|source| ComparedFile {
                    source,
                    known: Known::New,
                })
                .collect(),
            companions: Companions {
                others: discovery.unclaimed,
                ..Companions::default()
            },
            problems: discovery.problems,
            ..Self::default()
        }
    }

    /// Returns whether every file looks as it did.
    pub(crate) fn is_unchanged(&self) -> bool {
        let includes = &self.companions.includes;
        self.removed.is_empty()
            && !self.companions.others_differ
            && !includes.iter().any(|include| include.differs)
            && self.files_to_read() == 0
    }

    /// Counts the files that have to be read to know whether they changed.
    pub(crate) fn files_to_read(&self) -> usize {
        let files = self.files.iter();
        files
            .filter(|file| !matches!(file.known, Known::Unchanged(_)))
            .count()
    }
}

/// Walks the content roots. Files that look as they did are not opened to see which format
/// claims them.
pub(crate) fn walk(roots: &[Root], inputs: &[InputFile]) -> Discovery {
    let known: HashMap<FileRef<'_>, &InputFile> = inputs
        .iter()
        .filter(|input| input.kind != InputKind::Include)
        .filter(|input| format::needs_head(Path::new(&input.path)))
        .map(|input| (input.file_id(), input))
        .collect();
    discover::discover_with(roots, &|file| {
        let input = known.get(&file.file_id())?;
        looks_the_same(input, Stat::from(file)).then_some(input.kind != InputKind::Other)
    })
}

/// Compares what a walk found with the inputs of a generation.
pub(crate) fn compare(discovery: Discovery, roots: &[Root], inputs: &[InputFile]) -> Comparison {
    let mut content: HashMap<FileRef<'_>, &InputFile> = HashMap::with_capacity(inputs.len());
    let mut others: HashMap<FileRef<'_>, &InputFile> = HashMap::new();
    let mut includes = Vec::new();
    for input in inputs {
        let name = input.file_id();
        match input.kind {
            InputKind::Article | InputKind::Records => {
                content.insert(name, input);
            }
            InputKind::Other => {
                others.insert(name, input);
            }
            InputKind::Include => includes.push(compare_include(roots, input)),
        }
    }
    // Two files may bear one name, where names are not Unicode; the second is new each time.
    let mut known = Vec::with_capacity(discovery.files.len());
    for source in &discovery.files {
        let input = content.remove(&source.file_id());
        known.push(compare_file(source, input));
    }
    let mut removed: Vec<FileId> = content.into_keys().map(FileRef::into_owned).collect();
    removed.sort();
    let others_differ = discovery.unclaimed.len() != others.len()
        || discovery.unclaimed.iter().any(|file| {
            others
                .get(&file.file_id())
                .is_none_or(|input| !looks_the_same(input, Stat::from(file)))
        });
    let files = discovery.files.into_iter().zip(known);
    Comparison {
        files: files
            .map(|(source, known)| ComparedFile { source, known })
            .collect(),
        removed,
        companions: Companions {
            includes,
            others: discovery.unclaimed,
            others_differ,
        },
        problems: discovery.problems,
    }
}

fn compare_file(source: &SourceFile, input: Option<&InputFile>) -> Known {
    let Some(input) = input.filter(|input| input.kind == disk::kind_of(source)) else {
        return Known::New;
    };
    let same = looks_the_same(input, Stat::from(source));
    if same && !input.hash.is_empty() {
        Known::Unchanged(input.clone())
    } else {
        Known::MaybeChanged(input.clone())
    }
}

fn compare_include(roots: &[Root], input: &InputFile) -> ComparedInclude {
    let file = include_on_disk(roots, input.file_id());
    let now = file.map_or_else(Stat::default, |file| disk::stat(&file));
    let was_missing = input.size == 0 && input.modified == 0 && input.hash.is_empty();
    let same = looks_the_same(input, now) || now == Stat::default() && was_missing;
    ComparedInclude {
        input: input.clone(),
        differs: !same,
    }
}
