//! Whether a run builds upon the live generation, and why it does not.
//!
//! Owns the decision and its wording.

use std::fmt;

use super::options::Options;
use crate::content::dialect::site::Site;
use crate::engine::index_backend::{IndexBackend, Snapshot};
use crate::index::{Configuration, IndexError, Manifest};

/// How the next generation comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rebuild {
    /// What has not changed is taken over from the live generation.
    Incremental,
    /// Everything is read and written anew.
    Full(Reason),
}

impl Rebuild {
    /// Decides for a live generation that can be read.
    fn decide(requested: bool, manifest: &Manifest, wanted: &Configuration) -> Self {
        let built = &manifest.configuration;
        if requested {
            Self::Full(Reason::Requested)
        } else if !manifest.has_our_analysis() {
            Self::Full(Reason::OtherAnalysis)
        } else if built.roots != wanted.roots {
            Self::Full(Reason::OtherRoots)
        } else if built.default_language != wanted.default_language {
            Self::Full(Reason::OtherDefaultLanguage)
        } else {
            Self::Incremental
        }
    }

    /// Reads everything where dialects are others than those of a generation.
    pub(crate) fn unless_alike(self, built: &[Site], found: &[Site]) -> Self {
        let alike = built.len() == found.len()
            && built
                .iter()
                .zip(found)
                .all(|(built, found)| built.reads_like(found));
        match self {
            Self::Incremental if !alike => Self::Full(Reason::OtherDialect),
            _ => self,
        }
    }

    /// Returns whether everything is read and written anew.
    pub(crate) fn is_full(&self) -> bool {
        self.reason().is_some()
    }

    /// Returns why everything is read, if it is.
    pub(crate) fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Incremental => None,
            Self::Full(reason) => Some(reason),
        }
    }
}

/// Reads the live generation, and decides whether the run builds upon it.
///
/// # Errors
/// The index cannot be read. A generation that is damaged or of another version is no error: it is
/// not built upon.
pub(crate) fn previous(
    options: &Options,
    backend: &dyn IndexBackend,
) -> Result<(Option<Snapshot>, Rebuild), IndexError> {
    match backend.previous() {
        Ok(Some(previous)) => {
            let wanted = options.configuration();
            let rebuild = Rebuild::decide(options.full, &previous.manifest, &wanted);
            Ok((Some(previous), rebuild))
        }
        Ok(None) => Ok((None, Rebuild::Full(Reason::NoIndex))),
        Err(error @ (IndexError::Damaged { .. } | IndexError::Version { .. })) => {
            let reason = Reason::Unusable(error.to_string());
            Ok((None, Rebuild::Full(reason)))
        }
        Err(error) => Err(error),
    }
}

/// Why a run read everything instead of what had changed. Its text is what reports say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// [`Options::full`](super::Options::full) asked for it.
    Requested,
    /// There was no index.
    NoIndex,
    /// The terms of the live generation come from another version of the text analysis.
    OtherAnalysis,
    /// The content roots or their address templates were others.
    OtherRoots,
    /// The language of articles that declare none was another.
    OtherDefaultLanguage,
    /// Another dialect of Markdown was configured or detected.
    OtherDialect,
    /// The live generation cannot be used; the text says why.
    Unusable(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Requested => "--full",
            Self::NoIndex => "there was no index",
            Self::OtherAnalysis => "the text analysis of this version of faq differs",
            Self::OtherRoots => "the content roots or their addresses were configured differently",
            Self::OtherDefaultLanguage => "the default language was configured differently",
            Self::OtherDialect => "the content is in another dialect of Markdown",
            Self::Unusable(reason) => reason,
        })
    }
}
