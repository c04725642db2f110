//! Which files of a content root are left out by a pattern of the configuration.
//!
//! Owns what a pattern means. The patterns are those of `.gitignore`, without `!`.

use std::fmt;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Globs that are made of one pattern: the file or folder, and what lies in the folder.
const GLOBS_OF_A_PATTERN: usize = 2;

/// Patterns of files that are left out of the search.
///
/// A pattern is compared with the path below the content root. `*` stands for any characters but
/// `/`, `**` for any folders, `?` for one character, `[…]` for one of several, `{a,b}` for
/// alternatives. A pattern without `/` names files and folders at any depth. A pattern that names a
/// folder leaves out all that is in it.
#[derive(Clone, Default)]
pub struct Exclusions {
    patterns: Vec<String>,
    globs: GlobSet,
}

/// A pattern that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("`{pattern}` is no pattern: {reason}")]
pub struct InvalidPattern {
    /// The pattern as written.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Exclusions {
    /// Makes exclusions of patterns.
    ///
    /// # Errors
    /// One of them cannot be understood.
    pub fn new(patterns: Vec<String>) -> Result<Self, InvalidPattern> {
        let mut globs = GlobSetBuilder::new();
        for pattern in &patterns {
            let invalid = |reason: String| InvalidPattern {
                pattern: pattern.clone(),
                reason,
            };
            let glob = from_root(pattern);
            if glob.is_empty() {
                return Err(invalid("it names nothing".to_owned()));
            }
            for glob in [glob.clone(), format!("{glob}/**")] {
                let glob = GlobBuilder::new(&glob).literal_separator(true).build();
                globs.add(glob.map_err(|error| invalid(error.kind().to_string()))?);
            }
        }
        let globs = globs.build().map_err(|error| InvalidPattern {
            pattern: patterns.join("`, `"),
            reason: error.to_string(),
        })?;
        Ok(Self { patterns, globs })
    }

    /// Returns the first pattern that leaves a file out, by its path below the root, with `/`.
    #[must_use]
    pub(crate) fn pattern_of(&self, path: &str) -> Option<&str> {
        let glob = self.globs.matches(path).into_iter().min()?;
        let pattern = self.patterns.get(glob / GLOBS_OF_A_PATTERN)?;
        Some(pattern)
    }
}

/// Returns a pattern as a glob that is compared with whole paths from the root.
fn from_root(pattern: &str) -> String {
    let trimmed = pattern.trim().trim_end_matches('/');
    let trimmed = trimmed.strip_prefix("./").unwrap_or(trimmed);
    match trimmed.strip_prefix('/') {
        Some(anchored) => anchored.to_owned(),
        None if trimmed.contains('/') || trimmed.is_empty() => trimmed.to_owned(),
        None => format!("**/{trimmed}"),
    }
}

impl PartialEq for Exclusions {
    fn eq(&self, other: &Self) -> bool {
        self.patterns == other.patterns
    }
}

impl Eq for Exclusions {}

impl fmt::Debug for Exclusions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Exclusions").field(&self.patterns).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_they_mean_in_gitignore() {
        for (pattern, excluded, kept) in [
            ("drafts", "en/drafts/a.md", "en/drafts2/a.md"),
            ("drafts/", "drafts/sub/a.md", "en/my-drafts.md"),
            ("/drafts", "drafts/a.md", "en/drafts/a.md"),
            ("en/drafts", "en/drafts/x/a.md", "fr/en/drafts/a.md"),
            ("**/drafts/**", "fr/drafts/a.md", "fr/a.md"),
            ("*.old.md", "en/a/b.old.md", "en/a/b.md"),
            ("en/*.md", "en/a.md", "en/sub/a.md"),
            ("{changes,news}.md", "de/news.md", "de/new.md"),
            ("a?.md", "x/ab.md", "x/a.md"),
            ("été/**", "été/a.md", "ete/a.md"),
        ] {
            let exclusions = Exclusions::new(vec!["none".to_owned(), pattern.to_owned()]).unwrap();
            assert_eq!(exclusions.pattern_of(excluded), Some(pattern), "{pattern}");
            assert_eq!(exclusions.pattern_of(kept), None, "{pattern}");
        }
        for pattern in ["", " / ", "a[", "{a"] {
            assert!(
                Exclusions::new(vec![pattern.to_owned()]).is_err(),
                "{pattern}"
            );
        }
    }
}
