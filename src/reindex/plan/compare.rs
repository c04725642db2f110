//! What has changed since the live generation, told from sizes and times alone.
//!
//! Reads no content. What looks different is only suspected here; whether it is
//! different is found out by reading it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;

use crate::content::source::discover::{self, Discovery, FileKind, Root, RootError, SourceFile};
use crate::content::source::load;
use crate::index::{InputFile, InputKind, nanoseconds};

/// Name of a source file: number of its root, path relative to it.
pub type Name = (usize, String);

/// What is known of a file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It looks as it did.
    Unchanged(InputFile),
    /// It was there, and looks different or could not be read.
    Suspect(InputFile),
    /// It was not there.
    New,
}

/// The files on disk compared with those of a generation.
#[derive(Debug, Default)]
pub struct Comparison {
    /// For each file found, in the order of the walk, what is known of it.
    pub files: Vec<Known>,
    /// Articles and files of records that are gone.
    pub removed: Vec<Name>,
    /// Included files that are no articles: as they were, and whether they look different.
    pub includes: Vec<(InputFile, bool)>,
    /// Whether YAML files that are no articles came, went or look different.
    pub others_differ: bool,
}

impl Comparison {
    /// Whether every file looks as it did.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.removed.is_empty()
            && !self.others_differ
            && !self.includes.iter().any(|(_, differs)| *differs)
            && self
                .files
                .iter()
                .all(|known| matches!(known, Known::Unchanged(_)))
    }
}

/// Walks the roots. YAML files that look as they did are not opened.
#[must_use]
pub fn walk(roots: &[Root], inputs: &[InputFile]) -> Discovery {
    let yaml: HashMap<(usize, &str), &InputFile> = inputs
        .iter()
        .filter(|input| !input.path.ends_with(".md") && input.kind != InputKind::Include)
        .map(|input| ((input.root, input.path.as_str()), input))
        .collect();
    discover::discover_with(roots, &|file| {
        let input = yaml.get(&(file.root, file.path.as_str()))?;
        looks_the_same(input, file.size, file.modified).then_some(input.kind == InputKind::Article)
    })
}

fn looks_the_same(input: &InputFile, size: u64, modified: Option<SystemTime>) -> bool {
    input.size == size && input.modified == nanoseconds(modified) && input.modified != 0
}

/// Compares what a walk found with the inputs of a generation.
#[must_use]
pub fn compare(discovery: &Discovery, roots: &[Root], inputs: &[InputFile]) -> Comparison {
    let mut comparison = Comparison::default();
    let mut content: HashMap<(usize, &str), &InputFile> = HashMap::with_capacity(inputs.len());
    let mut others: HashMap<(usize, &str), &InputFile> = HashMap::new();
    for input in inputs {
        let name = (input.root, input.path.as_str());
        match input.kind {
            InputKind::Article | InputKind::Records => {
                content.insert(name, input);
            }
            InputKind::Other => {
                others.insert(name, input);
            }
            InputKind::Include => {
                let file = include_on_disk(roots, input.root, &input.path);
                let (size, modified) = file.map_or((0, None), |file| stat(&file));
                let same = looks_the_same(input, size, modified)
                    || (size, modified) == (0, None) && is_missing(input);
                comparison.includes.push((input.clone(), !same));
            }
        }
    }
    for file in &discovery.files {
        // Two files may bear one name, where names are not Unicode; the second is new each time.
        let known = content.remove(&(file.root, file.path.as_str()));
        comparison.files.push(match known {
            Some(input) if input.kind != kind_of(file) => Known::New,
            Some(input)
                if looks_the_same(input, file.size, file.modified) && !input.hash.is_empty() =>
            {
                Known::Unchanged(input.clone())
            }
            Some(input) => Known::Suspect(input.clone()),
            None => Known::New,
        });
    }
    comparison.removed = content
        .into_keys()
        .map(|(root, path)| (root, path.to_string()))
        .collect();
    comparison.removed.sort();
    comparison.others_differ = discovery.other_yaml.len() != others.len()
        || discovery.other_yaml.iter().any(|file| {
            others
                .get(&(file.root, file.path.as_str()))
                .is_none_or(|input| !looks_the_same(input, file.size, file.modified))
        });
    comparison
}

/// How many files differ from those that an index was built from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// New ones.
    pub added: usize,
    /// Those with another content.
    pub changed: usize,
    /// Those that are gone.
    pub removed: usize,
}

/// Whether a file that looks different is different. One that could not be read is not as long
/// as it cannot be read.
fn differs(file: &SourceFile, input: &InputFile) -> bool {
    match (file.kind, load::hash(&file.absolute)) {
        // Of a longer article only the beginning was read.
        (FileKind::Article, Ok(_)) if file.size > discover::MAX_ARTICLE_BYTES => {
            input.size != file.size
        }
        (_, Ok(hash)) => hash != input.hash,
        (_, Err(_)) => !input.hash.is_empty(),
    }
}

/// Compares content roots with the inputs of a generation. Only files that look different are
/// read. None when a root cannot be used, with the reasons.
#[must_use]
pub fn changes(roots: &[Root], inputs: &[InputFile]) -> (Option<Changes>, Vec<RootError>) {
    let discovery = walk(roots, inputs);
    if !discovery.root_errors.is_empty() {
        return (None, discovery.root_errors);
    }
    let comparison = compare(&discovery, roots, inputs);
    let mut changes = Changes {
        removed: comparison.removed.len(),
        ..Changes::default()
    };
    for (file, known) in discovery.files.iter().zip(&comparison.files) {
        match known {
            Known::Unchanged(_) => {}
            Known::New => changes.added += 1,
            Known::Suspect(input) if differs(file, input) => changes.changed += 1,
            Known::Suspect(_) => {}
        }
    }
    let includes = comparison.includes.iter().filter(|(_, differs)| *differs);
    changes.changed += includes.count();
    (Some(changes), Vec::new())
}

fn is_missing(include: &InputFile) -> bool {
    include.size == 0 && include.modified == 0 && include.hash.is_empty()
}

/// What a content file is as an input.
#[must_use]
pub fn kind_of(file: &SourceFile) -> InputKind {
    match file.kind {
        FileKind::Article => InputKind::Article,
        FileKind::JsonLines => InputKind::Records,
    }
}

/// Where an included file lies on disk; none if it is no file, or leads out of the root.
#[must_use]
pub fn include_on_disk(roots: &[Root], root: usize, path: &str) -> Option<PathBuf> {
    let root = roots.get(root)?.path.canonicalize().ok()?;
    let file = root.join(path).canonicalize().ok()?;
    (file.starts_with(&root) && file.is_file()).then_some(file)
}

/// Size and time of a file; (0, none) when it is not there.
#[must_use]
pub fn stat(path: &Path) -> (u64, Option<SystemTime>) {
    fs::metadata(path).map_or((0, None), |metadata| {
        (metadata.len(), metadata.modified().ok())
    })
}

/// Whether a change made after `read` could have left the time `modified`, so that time cannot
/// be relied on. File systems tick more slowly than clocks: some in hundredths of a second, some,
/// which show in whole seconds, in one or two seconds.
#[must_use]
pub fn is_too_recent(modified: Option<SystemTime>, read: SystemTime) -> bool {
    let Some(modified) = modified else {
        return true;
    };
    let tick = if nanoseconds(Some(modified)).is_multiple_of(1_000_000_000) {
        Duration::from_secs(2)
    } else {
        Duration::from_millis(50)
    };
    modified + tick > read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_relied_on_when_the_clock_of_the_disk_has_moved_on() {
        let at = |seconds: u64, nanos: u32| {
            Some(SystemTime::UNIX_EPOCH + Duration::new(1_000_000 + seconds, nanos))
        };
        let read = at(10, 500_000_000).unwrap();
        assert!(!is_too_recent(at(10, 400_000_000), read));
        assert!(is_too_recent(at(10, 480_000_000), read));
        assert!(is_too_recent(at(11, 1), read));
        // Whole seconds: a coarse clock.
        assert!(is_too_recent(at(9, 0), read));
        assert!(!is_too_recent(at(8, 0), read));
        assert!(is_too_recent(None, read));
    }
}
