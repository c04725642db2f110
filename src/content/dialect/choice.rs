//! In which dialect a file is read.

use super::contract::Dialect;
use super::generators::DOCUSAURUS;
use super::github::GitHub;
use super::{DIALECTS, signs};

/// A dialect of Markdown by its name, as `dialect` in `faq.toml` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DialectName(&'static dyn Dialect);

impl DialectName {
    /// Returns the dialect of a name; none if there is no such dialect.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let mut known = DIALECTS.iter();
        known
            .find(|dialect| dialect.name() == name)
            .map(|dialect| Self(*dialect))
    }

    /// Returns the name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0.name()
    }

    /// Returns the names of all dialects.
    pub fn all() -> impl Iterator<Item = &'static str> {
        DIALECTS.iter().map(|dialect| dialect.name())
    }

    pub(crate) fn dialect(self) -> &'static dyn Dialect {
        self.0
    }
}

/// How the dialect of a file is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// It is stated, or a file of its generator lies beside the content.
    Named(&'static dyn Dialect),
    /// Its text tells; if not, it is that of most others.
    Detected(Option<&'static dyn Dialect>),
}

impl Choice {
    /// Returns the dialect of a text; GitHub's where nothing tells.
    pub(crate) fn of_text(self, text: &str, path: &str) -> &'static dyn Dialect {
        self.dialect(text, path).unwrap_or(&GitHub)
    }

    /// Returns the dialect of a text, if something tells.
    pub(super) fn dialect(self, text: &str, path: &str) -> Option<&'static dyn Dialect> {
        match self {
            Self::Named(dialect) => Some(dialect),
            Self::Detected(others) => signs::dialect_of(text).or(others).or_else(|| {
                let is_mdx = path.to_ascii_lowercase().ends_with(".mdx");
                is_mdx.then_some(&DOCUSAURUS as &dyn Dialect)
            }),
        }
    }
}
