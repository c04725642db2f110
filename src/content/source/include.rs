//! Reads the files that `[!INCLUDE]` names, and only such files.
//!
//! Owns the boundary: nothing outside the content root is read, whether by `..`,
//! by an absolute path or through a link; no cycle, no endless depth, no flood.

use std::fmt;
use std::path::{Path, PathBuf};

use super::decode;
use crate::content::relative;
use crate::model::rule::{self, Rule};

/// Includes may include others this deep.
const DEEPEST: usize = 10;
/// One article may include this many files, counted with repetition, …
const MOST_FILES: usize = 500;
/// … and this many bytes altogether.
const MOST_BYTES: u64 = 8 << 20;

/// Why an include was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    NotFound,
    OutsideRoot,
    Cycle,
    TooMuch,
}

impl Refusal {
    /// Returns the rule that the refused include breaks.
    pub(crate) fn rule(self) -> &'static Rule {
        match self {
            Self::NotFound => rule::INCLUDE_NOT_FOUND,
            Self::OutsideRoot => rule::INCLUDE_OUTSIDE_ROOT,
            Self::Cycle => rule::INCLUDE_CYCLE,
            Self::TooMuch => rule::INCLUDE_LIMIT,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFound => "cannot read the included file",
            Self::OutsideRoot => "the included file is outside the content root",
            Self::Cycle => "the file includes itself",
            Self::TooMuch => "too many, too large or too deeply nested includes",
        })
    }
}

/// The includes of one article.
pub(crate) struct Includes<'a> {
    root: Option<&'a Path>,
    /// The files being read, outermost first, relative to the root.
    stack: Vec<String>,
    files_left: usize,
    bytes_left: u64,
    /// Every file taken in or missed, relative to the root, in order, without repetition.
    pub(crate) taken: Vec<String>,
}

impl<'a> Includes<'a> {
    /// Starts with an article, by its path relative to the root, with `/`.
    pub(crate) fn new(root: Option<&'a Path>, article: &str) -> Self {
        Self {
            root,
            stack: vec![article.to_owned()],
            files_left: MOST_FILES,
            bytes_left: MOST_BYTES,
            taken: Vec::new(),
        }
    }

    /// Returns the path of the file being read now, relative to the root.
    pub(crate) fn current(&self) -> &str {
        self.stack.last().map_or("", String::as_str)
    }

    /// Opens the file that `target` names as seen from the current file, which it
    /// becomes until [`Self::close`]. Returns its text.
    pub(crate) fn open(&mut self, target: &str) -> Result<String, Refusal> {
        let root = self.root.ok_or(Refusal::NotFound)?;
        let relative = resolve(self.current(), target)?;
        if self.stack.contains(&relative) {
            return Err(Refusal::Cycle);
        }
        if self.stack.len() > DEEPEST || self.files_left == 0 {
            return Err(Refusal::TooMuch);
        }
        let file = real_path(root, &relative);
        // Also when it is missing: should it appear, the article changes.
        if matches!(file, Ok(_) | Err(Refusal::NotFound))
            && self.taken.len() < MOST_FILES
            && !self.taken.contains(&relative)
        {
            self.taken.push(relative.clone());
        }
        let file = file?;
        let size = file.metadata().map_err(|_| Refusal::NotFound)?.len();
        if size > self.bytes_left {
            return Err(Refusal::TooMuch);
        }
        let bytes = std::fs::read(&file).map_err(|_| Refusal::NotFound)?;
        self.files_left -= 1;
        self.bytes_left -= size;
        self.stack.push(relative);
        Ok(decode::decode(&bytes).text)
    }

    /// Ends the file opened last.
    pub(crate) fn close(&mut self) {
        self.stack.pop();
    }
}

/// Returns the path relative to the root that `target` names in the file `from`.
fn resolve(from: &str, target: &str) -> Result<String, Refusal> {
    let target = target.trim().replace("%20", " ");
    // Absolute paths are those of the author's machine.
    if target.starts_with(['/', '\\']) {
        return Err(Refusal::OutsideRoot);
    }
    relative::resolve(from, &target).ok_or(Refusal::OutsideRoot)
}

/// Returns the regular file behind a relative path, links followed, if it is inside the root.
///
/// # Errors
/// There is no such file, or it lies outside.
pub(crate) fn real_path(root: &Path, relative: &str) -> Result<PathBuf, Refusal> {
    let root = root.canonicalize().map_err(|_| Refusal::NotFound)?;
    let file = root
        .join(relative)
        .canonicalize()
        .map_err(|_| Refusal::NotFound)?;
    if !file.starts_with(&root) {
        return Err(Refusal::OutsideRoot);
    }
    // A pipe or a device would block.
    if file.is_file() {
        Ok(file)
    } else {
        Err(Refusal::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_the_including_file() {
        assert_eq!(
            resolve("a/b/c.md", "..\\inc\\x.md").as_deref(),
            Ok("a/inc/x.md")
        );
        assert_eq!(
            resolve("a/b/c.md", "~/inc/x%20y.md").as_deref(),
            Ok("inc/x y.md")
        );
        assert_eq!(resolve("c.md", "./x.md").as_deref(), Ok("x.md"));
        assert_eq!(resolve("a/c.md", "../../x.md"), Err(Refusal::OutsideRoot));
        assert_eq!(resolve("a/c.md", "/etc/passwd"), Err(Refusal::OutsideRoot));
    }

    #[test]
    fn only_regular_files_inside_the_root_are_read() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let root = folder.path().join("root");
        std::fs::create_dir(&root)?;
        std::fs::write(root.join("in.md"), "inside")?;
        std::fs::write(folder.path().join("secret.md"), "outside")?;
        let mut includes = Includes::new(Some(&root), "a.md");
        assert_eq!(includes.open("in.md").as_deref(), Ok("inside"));
        assert_eq!(includes.open("in.md"), Err(Refusal::Cycle));
        includes.close();
        assert_eq!(includes.open("none.md"), Err(Refusal::NotFound));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("secret.md"), root.join("link.md"))?;
            assert_eq!(includes.open("link.md"), Err(Refusal::OutsideRoot));
        }
        assert_eq!(includes.taken, ["in.md", "none.md"]);
        Ok(())
    }
}
