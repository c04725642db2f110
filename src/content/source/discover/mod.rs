//! Which files are content, in a fixed order.
//!
//! Owns the walk over the content roots and the guarded opening of a file found
//! there. What is in a file is none of its business, but for one line that tells
//! a YAML article from any other YAML file.
//!
//! Every file and folder is visited once. A link is followed only inside its
//! root, and only where it leads to something that the walk does not meet anyway;
//! so links can neither leave the root, nor loop, nor multiply entries.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use crate::content::format::yaml_faq;
use crate::model::problem::{Problem, Severity};

/// The most that is read of one article. Real articles are a hundred times smaller.
pub const MAX_ARTICLE_BYTES: u64 = 16 * 1024 * 1024;

/// How much of a YAML file is read to see whether it is an article.
const HEAD_BYTES: u64 = 4096;

/// Folders of version control. No link leads into one either.
const VERSION_CONTROL: [&str; 7] = [".git", ".hg", ".svn", ".jj", ".bzr", "CVS", "_darcs"];

/// A place where content lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// A folder, or one file.
    pub path: PathBuf,
    /// Template of public addresses, see [`crate::content::url::expand_url`].
    pub url: Option<String>,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Markdown, or YAML of the type FAQ.
    Article,
    /// One record a line.
    JsonLines,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Index into the list of roots.
    pub root: usize,
    /// Path below the root, with `/`; characters that are not Unicode are replaced.
    pub path: String,
    /// Where to open it.
    pub absolute: PathBuf,
    /// How to read it.
    pub kind: FileKind,
    /// Size in bytes when it was found.
    pub size: u64,
    /// Time of the last change, where the system knows it.
    pub modified: Option<SystemTime>,
}

/// A root that cannot be used at all. A job should stop rather than publish an
/// index without that content.
#[derive(Debug, thiserror::Error)]
#[error("content {}: {source}", path.display())]
pub struct RootError {
    /// Index into the list of roots.
    pub root: usize,
    /// The root as given.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files, sorted by root, then bytewise by path.
    pub files: Vec<SourceFile>,
    /// What could not be read or was left out for safety, sorted likewise.
    pub problems: Vec<Problem>,
    /// YAML files that are no articles, sorted like `files`; their `kind` means nothing.
    pub other_yaml: Vec<SourceFile>,
    /// Roots that are missing, unreadable or neither a folder nor content.
    pub root_errors: Vec<RootError>,
}

/// Finds the content files below `roots`: Markdown, FAQ in YAML, JSON Lines.
///
/// Files and folders that start with a dot are left out, as are those of version control.
#[must_use]
pub fn discover(roots: &[Root]) -> Discovery {
    discover_with(roots, &|_| None)
}

/// [`discover`] by somebody who may know whether a YAML file is an article, so that it need not
/// be opened to find out. The file is passed with its size and time.
#[must_use]
pub fn discover_with(
    roots: &[Root],
    is_yaml_article: &dyn Fn(&SourceFile) -> Option<bool>,
) -> Discovery {
    let mut found = Discovery::default();
    for (index, root) in roots.iter().enumerate() {
        if let Err(source) = discover_root(index, &root.path, is_yaml_article, &mut found) {
            found.root_errors.push(RootError {
                root: index,
                path: root.path.clone(),
                source,
            });
        }
    }
    for files in [&mut found.files, &mut found.other_yaml] {
        files.sort_by(|a, b| (a.root, &a.path, &a.absolute).cmp(&(b.root, &b.path, &b.absolute)));
    }
    found
        .problems
        .sort_by(|a, b| (a.root, &a.path, &a.message).cmp(&(b.root, &b.path, &b.message)));
    found
}

fn discover_root(
    index: usize,
    path: &Path,
    is_yaml_article: &dyn Fn(&SourceFile) -> Option<bool>,
    found: &mut Discovery,
) -> io::Result<()> {
    let absolute = fs::canonicalize(path)?;
    let metadata = fs::metadata(&absolute)?;
    let mut walk = Walk {
        index,
        root: &absolute,
        seen: HashSet::new(),
        links: Vec::new(),
        is_yaml_article,
        found,
    };
    if metadata.is_dir() {
        // An unreadable root is an error, an unreadable folder below it a problem.
        fs::read_dir(&absolute)?;
        walk.folder(&absolute, "");
        walk.follow_links();
        return Ok(());
    }
    let name = absolute
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if !metadata.is_file() || by_name(Path::new(&name)).is_none() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "neither a folder nor a file of Markdown, YAML or JSON Lines",
        ));
    }
    File::open(&absolute)?;
    walk.file(&absolute, name);
    Ok(())
}

/// The walk over one root.
struct Walk<'a> {
    index: usize,
    /// The root without links in it.
    root: &'a Path,
    /// Folders walked and files found, without links in their paths.
    seen: HashSet<PathBuf>,
    /// Links still to follow: where they are, and their path below the root.
    links: Vec<(PathBuf, String)>,
    /// What is known of a YAML file without opening it.
    is_yaml_article: &'a dyn Fn(&SourceFile) -> Option<bool>,
    found: &'a mut Discovery,
}

impl Walk<'_> {
    /// Walks a folder given without links in its path; `prefix` is what it is called below the root.
    fn folder(&mut self, folder: &Path, prefix: &str) {
        // What is known from other links is not walked again: that is what bounds the work.
        let before = std::mem::take(&mut self.seen);
        self.seen.insert(folder.to_owned());
        let walk = WalkDir::new(folder)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter();
        for entry in walk
            .filter_entry(|entry| !is_hidden(entry.file_name()) && !before.contains(entry.path()))
        {
            match entry {
                Ok(entry) => self.entry(&entry, folder, prefix),
                Err(error) => {
                    let path = error
                        .path()
                        .map_or_else(|| prefix.to_owned(), |path| below(path, folder, prefix));
                    let reason = error
                        .io_error()
                        .map_or_else(|| error.to_string(), ToString::to_string);
                    self.problem("unreadable-file", path, format!("cannot be read: {reason}"));
                }
            }
        }
        let added = std::mem::replace(&mut self.seen, before);
        self.seen.extend(added);
    }

    fn entry(&mut self, entry: &DirEntry, folder: &Path, prefix: &str) {
        let path = below(entry.path(), folder, prefix);
        let kind = entry.file_type();
        if kind.is_dir() {
            self.seen.insert(entry.path().to_owned());
        } else if kind.is_symlink() {
            self.links.push((entry.path().to_owned(), path));
        } else if kind.is_file() {
            self.file(entry.path(), path);
        } else if by_name(entry.path()).is_some() {
            self.not_a_file(path);
        }
    }

    /// Takes in a file given without links in its path, if its name says that it is content.
    fn file(&mut self, absolute: &Path, path: String) {
        let Some(name) = by_name(Path::new(&path)) else {
            return;
        };
        let metadata = match fs::metadata(absolute) {
            Ok(metadata) => metadata,
            Err(error) => return self.unreadable(path, &error),
        };
        let file = SourceFile {
            root: self.index,
            path,
            absolute: absolute.to_owned(),
            kind: match name {
                Name::Kind(kind) => kind,
                Name::Yaml => FileKind::Article,
            },
            size: metadata.len(),
            modified: metadata.modified().ok(),
        };
        if matches!(name, Name::Yaml) {
            let known = (self.is_yaml_article)(&file).map(Ok);
            match known.unwrap_or_else(|| head(absolute).map(|head| yaml_faq::claims(&head))) {
                Ok(true) => {}
                Ok(false) => return self.found.other_yaml.push(file),
                Err(error) => return self.unreadable(file.path, &error),
            }
        }
        self.seen.insert(absolute.to_owned());
        self.found.files.push(file);
    }

    /// Follows the links met so far, then those met behind them, in the order of their names.
    fn follow_links(&mut self) {
        while !self.links.is_empty() {
            let mut links = std::mem::take(&mut self.links);
            links.sort();
            for (link, path) in links {
                self.follow(&link, path);
            }
        }
    }

    fn follow(&mut self, link: &Path, path: String) {
        // Fails for links that lead nowhere and for links that lead to each other.
        let (target, metadata) =
            match fs::canonicalize(link).and_then(|target| Ok((fs::metadata(&target)?, target))) {
                Ok((metadata, target)) => (target, metadata),
                Err(error) => return self.unreadable(path, &error),
            };
        let Ok(inside) = target.strip_prefix(self.root) else {
            let message = "is a link out of the content folder and is not followed".to_owned();
            return self.problem("link-outside-root", path, message);
        };
        let private = inside
            .components()
            .any(|part| is_version_control(part.as_os_str()));
        if private || self.seen.contains(&target) {
            return;
        }
        if metadata.is_dir() {
            self.folder(&target, &path);
        } else if metadata.is_file() {
            self.file(&target, path);
        } else if by_name(link).is_some() {
            self.not_a_file(path);
        }
    }

    fn not_a_file(&mut self, path: String) {
        self.problem(
            "not-a-file",
            path,
            "is a device, pipe or socket and is not opened".to_owned(),
        );
    }

    fn unreadable(&mut self, path: String, error: &io::Error) {
        self.problem("unreadable-file", path, format!("cannot be read: {error}"));
    }

    fn problem(&mut self, rule: &'static str, path: String, message: String) {
        let (severity, hint) = match rule {
            "unreadable-file" => (
                Severity::Error,
                "give the account that runs this the right to read it, or remove it",
            ),
            "link-outside-root" => (
                Severity::Warning,
                "copy the target into the content folder, or name it as a content root",
            ),
            _ => (Severity::Warning, "replace it by a file"),
        };
        self.found.problems.push(Problem {
            rule,
            severity,
            root: self.index,
            path,
            line: 0,
            column: 0,
            message,
            hint,
        });
    }
}

/// What a file name says.
enum Name {
    Kind(FileKind),
    /// An article only if its first line says so.
    Yaml,
}

fn by_name(path: &Path) -> Option<Name> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" => Some(Name::Kind(FileKind::Article)),
        "jsonl" | "ndjson" => Some(Name::Kind(FileKind::JsonLines)),
        "yml" | "yaml" => Some(Name::Yaml),
        _ => None,
    }
}

/// Reads the first bytes of a file.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

fn is_version_control(name: &OsStr) -> bool {
    VERSION_CONTROL.iter().any(|known| name == *known)
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || is_version_control(name)
}

/// What a path in `folder` is called below the root, where the folder is called `prefix`.
fn below(path: &Path, folder: &Path, prefix: &str) -> String {
    let mut name = prefix.to_owned();
    for component in path.strip_prefix(folder).unwrap_or(path).components() {
        if let Component::Normal(part) = component {
            if !name.is_empty() {
                name.push('/');
            }
            name.push_str(&part.to_string_lossy());
        }
    }
    name
}

/// Reads at most `cap` bytes of a file. The flag tells that there was more; the bytes
/// then end with the last whole line, or the last whole character where no line ends.
///
/// The file may have changed since it was found: what is there now is read, within the cap.
///
/// # Errors
/// The file is gone, may not be read, or is no longer a file.
pub fn read_capped(file: &SourceFile, cap: u64) -> io::Result<(Vec<u8>, bool)> {
    // Opening a pipe would wait for a writer.
    if !fs::metadata(&file.absolute)?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "no longer a file",
        ));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(file.size.min(cap)).unwrap_or_default());
    let mut source = File::open(&file.absolute)?.take(cap);
    source.read_to_end(&mut bytes)?;
    let truncated = bytes.len() as u64 >= cap && source.into_inner().read(&mut [0])? > 0;
    if truncated {
        let whole = match (
            bytes.iter().rposition(|&byte| byte == b'\n'),
            std::str::from_utf8(&bytes),
        ) {
            (Some(newline), _) => newline + 1,
            // No length: the text ends in the middle of a character.
            (None, Err(error)) if error.error_len().is_none() => error.valid_up_to(),
            (None, _) => bytes.len(),
        };
        bytes.truncate(whole);
    }
    Ok((bytes, truncated))
}

#[cfg(test)]
mod tests;
