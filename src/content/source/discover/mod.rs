//! Which files are content, in a fixed order.
//!
//! Owns the walk over the content roots. Whether a file is content is for the
//! [list of formats](crate::content::format::FORMATS) to say, by the file's name and, where
//! that does not suffice, by its first bytes.
//!
//! Every file and folder is visited once. A link is followed only inside its
//! root, and only where it leads to something that the walk does not meet anyway;
//! so links can neither leave the root, nor loop, nor multiply entries.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::time::SystemTime;

use encoding_rs::Encoding;
use walkdir::{DirEntry, WalkDir};

use super::exclude::{Exclusions, Matcher};
use super::identity::identity;
use super::unread::Unread;
use crate::content::dialect::choice::{Choice, DialectName};
use crate::content::dialect::site::Site;
use crate::content::format::suspect::looks_like_questions;
use crate::content::format::{self, FORMATS, Format, HEAD_BYTES};
use crate::model::file_id::{FileId, FileRef};
use crate::model::problem::Problem;
use crate::model::rule::{self, Rule};

/// Folders of version control. No link leads into one either.
const VERSION_CONTROL: [&str; 7] = [".git", ".hg", ".svn", ".jj", ".bzr", "CVS", "_darcs"];

/// A place where content lives.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Root {
    /// A folder, or one file.
    pub path: PathBuf,
    /// Template of public addresses, such as `https://example.com/{locale}/{path}#{anchor}`.
    pub url: Option<String>,
    /// Files that are left out of the search.
    pub exclude: Exclusions,
    /// The dialect of its Markdown; where there is none, files and texts tell.
    pub dialect: Option<DialectName>,
    /// The encoding of files that are not UTF-8 and state none.
    pub encoding: Option<&'static Encoding>,
}

impl Root {
    /// Returns a root without public addresses.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            url: None,
            exclude: Exclusions::default(),
            dialect: None,
            encoding: None,
        }
    }
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceFile {
    /// Index into the list of roots.
    pub root: usize,
    /// Path below the root, with `/`; characters that are not Unicode are replaced.
    pub path: String,
    /// Where to open it.
    pub absolute: PathBuf,
    /// How to read it.
    pub format: &'static dyn Format,
    /// How the dialect of its Markdown is known.
    pub dialect: Choice,
    /// Size in bytes when it was found.
    pub size: u64,
    /// Time of the last change, where the system knows it.
    pub modified: Option<SystemTime>,
    /// See [`identity()`].
    pub identity: u64,
}

impl SourceFile {
    /// Returns the name of the source file.
    pub(crate) fn file_id(&self) -> FileRef<'_> {
        FileId::new(self.root, &self.path)
    }
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
pub(crate) struct Discovery {
    /// The files, sorted by root, then bytewise by path.
    pub files: Vec<SourceFile>,
    /// What could not be read or was left out for safety, sorted likewise.
    pub problems: Vec<Problem>,
    /// Files whose name may be content's and whose first bytes no format claims, sorted like
    /// `files`. Their `format` is the one that the name suggests.
    pub unclaimed: Vec<SourceFile>,
    /// Roots that are missing, unreadable or neither a folder nor content.
    pub root_errors: Vec<RootError>,
    /// The dialects of each root, and why.
    pub sites: Vec<Site>,
}

/// Finds the files below `roots` that a format claims.
///
/// Files and folders that start with a dot are left out, as are those of version control.
#[must_use]
pub(crate) fn discover(roots: &[Root]) -> Discovery {
    discover_with(roots, &|_| None)
}

/// Finds the files below `roots` as [`discover`] does, with the help of a caller who may know
/// whether a format claims a file, so that it need not be opened to find out. `is_claimed` is
/// asked only where the name does not suffice; it gets the file with its size and time.
#[must_use]
pub(crate) fn discover_with(
    roots: &[Root],
    is_claimed: &dyn Fn(&SourceFile) -> Option<bool>,
) -> Discovery {
    let mut found = Discovery::default();
    for (index, root) in roots.iter().enumerate() {
        let absolute = fs::canonicalize(&root.path).unwrap_or_else(|_| root.path.clone());
        found.sites.push(Site::new(&absolute, root.dialect));
        if let Err(source) = discover_root(index, root, is_claimed, &mut found) {
            found.root_errors.push(RootError {
                root: index,
                path: root.path.clone(),
                source,
            });
        }
    }
    for files in [&mut found.files, &mut found.unclaimed] {
        files.sort_by(|a, b| (a.root, &a.path, &a.absolute).cmp(&(b.root, &b.path, &b.absolute)));
    }
    tell_dialects(&mut found);
    found
        .problems
        .sort_by(|a, b| (a.root, &a.path, &a.message).cmp(&(b.root, &b.path, &b.message)));
    found
}

/// Finds out in which dialect each file is.
fn tell_dialects(found: &mut Discovery) {
    for (root, site) in found.sites.iter_mut().enumerate() {
        let texts = found.files.iter().filter(|file| file.root == root);
        let texts = texts.filter(|file| file.format.name() == "Markdown");
        let texts: Vec<&Path> = texts.map(|file| file.absolute.as_path()).collect();
        site.survey(&texts);
    }
    for file in &mut found.files {
        if let Some(site) = found.sites.get(file.root) {
            file.dialect = site.choice(&file.path);
        }
    }
}

fn discover_root(
    index: usize,
    root: &Root,
    is_claimed: &dyn Fn(&SourceFile) -> Option<bool>,
    found: &mut Discovery,
) -> io::Result<()> {
    let absolute = fs::canonicalize(&root.path)?;
    let metadata = fs::metadata(&absolute)?;
    let exclude = root.exclude.compile();
    let mut walk = Walk {
        index,
        root: &absolute,
        exclude: exclude.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?,
        seen: HashSet::new(),
        links: Vec::new(),
        is_claimed,
        unread: Unread::default(),
        found,
    };
    if metadata.is_dir() {
        // An unreadable root is an error, an unreadable folder below it a problem.
        fs::read_dir(&absolute)?;
        walk.folder(&absolute, "");
        walk.follow_links();
        let unread = std::mem::take(&mut walk.unread);
        found.problems.extend(unread.into_problems(index));
        return Ok(());
    }
    let name = absolute
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if !metadata.is_file() || !may_be_content(Path::new(&name)) {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("neither a folder nor a file of {}", names.join(" or ")),
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
    exclude: Matcher<'a>,
    /// Folders walked and files found, without links in their paths.
    seen: HashSet<PathBuf>,
    /// Links still to follow: where they are, and their path below the root.
    links: Vec<(PathBuf, String)>,
    /// Tells whether a format claims a file, where that is known without opening it.
    is_claimed: &'a dyn Fn(&SourceFile) -> Option<bool>,
    /// Files that look like articles and that no format reads.
    unread: Unread,
    found: &'a mut Discovery,
}

impl Walk<'_> {
    /// Walks a folder given without links in its path; `prefix` is what it is called below the
    /// root.
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
                    self.unreadable(path, &reason);
                }
            }
        }
        let mut added = std::mem::replace(&mut self.seen, before);
        // The smaller set moves into the larger.
        if added.len() > self.seen.len() {
            std::mem::swap(&mut added, &mut self.seen);
        }
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
        } else if may_be_content(entry.path()) {
            self.not_a_file(path);
        }
    }

    /// Takes in a file given without links in its path, if its name says that it is content.
    fn file(&mut self, absolute: &Path, path: String) {
        if let Some(site) = self.found.sites.last_mut() {
            site.note(&path, absolute);
        }
        let Some(format) = format::by_name(Path::new(&path)).next() else {
            if self.exclude.pattern_of(&path).is_none() {
                self.unread.note(&path);
            }
            return;
        };
        if let Some(pattern) = self.exclude.pattern_of(&path) {
            let message = format!("left out: `exclude` in the configuration has `{pattern}`");
            return self.problem(rule::LEFT_OUT, path, message);
        }
        let metadata = match fs::metadata(absolute) {
            Ok(metadata) => metadata,
            Err(error) => return self.unreadable(path, &error),
        };
        let mut file = SourceFile {
            root: self.index,
            path,
            absolute: absolute.to_owned(),
            format,
            dialect: Choice::Detected(None),
            size: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(&metadata),
        };
        match self.claim(&mut file) {
            Ok(true) => {
                self.seen.insert(absolute.to_owned());
                self.found.files.push(file);
            }
            Ok(false) => {
                self.unread.note_unclaimed(&file.path, || {
                    head(absolute).is_ok_and(|head| looks_like_questions(&head))
                });
                self.found.unclaimed.push(file);
            }
            Err(error) => self.unreadable(file.path, &error),
        }
    }

    /// Returns whether a format claims the file, and notes in it which. Opens the file only
    /// where its name does not suffice and nothing is known of it.
    fn claim(&self, file: &mut SourceFile) -> io::Result<bool> {
        // The file has the first format of its name so far.
        if file.format.sniffer().is_none() {
            return Ok(true);
        }
        let name = Path::new(&file.path);
        match (self.is_claimed)(file) {
            Some(false) => Ok(false),
            Some(true) if format::by_name(name).nth(1).is_none() => Ok(true),
            // Several formats may have this name.
            _ => {
                let claiming = format::find(name, &head(&file.absolute)?);
                file.format = claiming.unwrap_or(file.format);
                Ok(claiming.is_some())
            }
        }
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
            return self.problem(rule::LINK_OUTSIDE_ROOT, path, message);
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
        } else if may_be_content(link) {
            self.not_a_file(path);
        }
    }

    fn not_a_file(&mut self, path: String) {
        self.problem(
            rule::NOT_A_FILE,
            path,
            "is a device, pipe or socket and is not opened".to_owned(),
        );
    }

    fn unreadable(&mut self, path: String, reason: &impl Display) {
        let message = format!("cannot be read: {reason}");
        let problem = Problem::new(rule::UNREADABLE_FILE, self.index, &path, 0, message);
        self.found.problems.push(
            problem.with_hint("give the account that runs this the right to read it, or remove it"),
        );
    }

    fn problem(&mut self, rule: &'static Rule, path: String, message: String) {
        let problem = Problem::new(rule, self.index, &path, 0, message);
        self.found.problems.push(problem);
    }
}

/// Returns whether a file may be content by its name.
fn may_be_content(path: &Path) -> bool {
    format::by_name(path).next().is_some()
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

/// Returns what a path in `folder` is called below the root, where the folder is called `prefix`.
fn below(path: &Path, folder: &Path, prefix: &str) -> String {
    let (path, folder) = (path.to_string_lossy(), folder.to_string_lossy());
    // What the walk meets is called as its folder, with names behind it.
    let names = path.strip_prefix(&*folder).unwrap_or(&path);
    let names = names.trim_start_matches(MAIN_SEPARATOR);
    let slash = if prefix.is_empty() || names.is_empty() {
        ""
    } else {
        "/"
    };
    let name = [prefix, slash, names].concat();
    match MAIN_SEPARATOR {
        '/' => name,
        separator => name.replace(separator, "/"),
    }
}

#[cfg(test)]
mod tests;
