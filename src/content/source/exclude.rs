//! Which files of a content root are left out by a pattern of the configuration.
//!
//! Owns what a pattern means. The patterns are those of `.gitignore`, without `!`.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Globs that are made of one pattern: the file or folder, and what lies in the folder.
const GLOBS_OF_A_PATTERN: usize = 2;

/// Patterns of files that are left out of the search.
///
/// A pattern is compared with the path below the content root. `*` stands for any characters but
/// `/`, `**` for any folders, `?` for one character, `[…]` for one of several, `{a,b}` for
/// alternatives. A pattern without `/` names files and folders at any depth. A pattern that names a
/// folder leaves out all that is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exclusions {
    patterns: Vec<String>,
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
        for pattern in &patterns {
            globs(pattern)?;
        }
        Ok(Self { patterns })
    }

    /// Adds the patterns of others.
    pub(crate) fn extend(&mut self, others: &Self) {
        self.patterns.extend(others.patterns.iter().cloned());
    }

    /// Compiles the patterns, which only a walk over the content needs: a search that reads the
    /// same configuration does not pay for it.
    ///
    /// # Errors
    /// Together they are more than can be compared with a path.
    pub(crate) fn compile(&self) -> Result<Matcher<'_>, InvalidPattern> {
        let mut set = GlobSetBuilder::new();
        for pattern in &self.patterns {
            for glob in globs(pattern)? {
                set.add(glob);
            }
        }
        let globs = set.build().map_err(|error| InvalidPattern {
            pattern: self.patterns.join("`, `"),
            reason: error.to_string(),
        })?;
        Ok(Matcher {
            patterns: &self.patterns,
            globs,
        })
    }
}

/// Exclusions that paths can be compared with.
pub(crate) struct Matcher<'e> {
    patterns: &'e [String],
    globs: GlobSet,
}

impl Matcher<'_> {
    /// Returns the first pattern that leaves a file out, by its path below the root, with `/`.
    #[must_use]
    pub(crate) fn pattern_of(&self, path: &str) -> Option<&str> {
        let glob = self.globs.matches(path).into_iter().min()?;
        let pattern = self.patterns.get(glob / GLOBS_OF_A_PATTERN)?;
        Some(pattern)
    }
}

/// Returns the globs of a pattern.
fn globs(pattern: &str) -> Result<[Glob; GLOBS_OF_A_PATTERN], InvalidPattern> {
    let invalid = |reason: String| InvalidPattern {
        pattern: pattern.to_owned(),
        reason,
    };
    if pattern.trim_start().starts_with('!') {
        return Err(invalid(
            "what another pattern leaves out cannot be taken in again with `!`".to_owned(),
        ));
    }
    let whole = from_root(pattern);
    if whole.is_empty() {
        return Err(invalid("it names nothing".to_owned()));
    }
    let glob = |glob: &str| {
        let glob = GlobBuilder::new(glob).literal_separator(true).build();
        glob.map_err(|error| invalid(error.kind().to_string()))
    };
    Ok([glob(&whole)?, glob(&format!("{whole}/**"))?])
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
            let exclusions = exclusions.compile().unwrap();
            assert_eq!(exclusions.pattern_of(excluded), Some(pattern), "{pattern}");
            assert_eq!(exclusions.pattern_of(kept), None, "{pattern}");
        }
        for pattern in ["", " / ", "a[", "{a", "!kept.md"] {
            assert!(
                Exclusions::new(vec![pattern.to_owned()]).is_err(),
                "{pattern}"
            );
        }
    }
}
