//! Outcomes and errors of commands, and the exit codes they stand for.

use std::io;
use std::process::ExitCode;

use super::terminal::output::is_broken_pipe;
use crate::config::ConfigError;
use crate::content::source::discover::RootError;
use crate::eval::EvalError;
use crate::index::IndexError;
#[cfg(feature = "meaning")]
use crate::meaning::ModelError;
use crate::model::language::InvalidLanguageTag;
use crate::query_log::aggregate::LogError;
use crate::reindex::ReindexError;
#[cfg(all(unix, feature = "serve"))]
use crate::serve::ServeError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something was found, or what was to be done is done.
    Success,
    /// Nothing was found, or problems were.
    NothingFound,
    /// Wrong usage, or an error.
    Error,
    /// The index cannot be used and could not be rebuilt.
    IndexUnusable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Success => 0,
            Outcome::NothingFound => 1,
            Outcome::Error => 2,
            Outcome::IndexUnusable => 3,
        })
    }
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    /// The settings cannot be read.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The content cannot be read at all, by a command that needs no index.
    #[error(transparent)]
    Content(#[from] RootError),
    /// The index cannot be read.
    #[error("{}", with_advice(.0))]
    Index(#[from] IndexError),
    /// The index cannot be built.
    #[error("{}", advise(.0))]
    Reindex(#[from] ReindexError),
    /// The index cannot be used, and building it anew failed too.
    #[error("{}\nbuilding it failed: {}", with_advice(first), advise(second))]
    Rebuild {
        /// What was wrong at first.
        first: Box<IndexError>,
        /// Why it could not be mended.
        second: Box<ReindexError>,
    },
    /// A file of an evaluation cannot be used.
    #[error(transparent)]
    Eval(#[from] EvalError),
    /// The query log cannot be read.
    #[error(transparent)]
    QueryLog(#[from] LogError),
    /// A language was named by something that is no tag.
    #[error(transparent)]
    Language(#[from] InvalidLanguageTag),
    /// The model cannot be used.
    #[cfg(feature = "meaning")]
    #[error("the model cannot be used: {0}")]
    Model(#[from] ModelError),
    /// The server cannot start.
    #[cfg(all(unix, feature = "serve"))]
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// What was asked makes no sense here.
    #[error("{0}")]
    Usage(String),
    /// A file or folder that was named cannot be used.
    #[error("{what}: {source}")]
    Io {
        /// What cannot be done, with the path.
        what: String,
        /// What the system says.
        source: io::Error,
    },
    /// Output could not be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl CommandError {
    /// Returns whether the reader of stdout went away, which is no error.
    #[must_use]
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if is_broken_pipe(error))
    }

    /// Returns how the command ended.
    #[must_use]
    pub(crate) fn outcome(&self) -> Outcome {
        match self {
            Self::Rebuild { .. } => Outcome::IndexUnusable,
            Self::Index(error) if error.is_unusable() => Outcome::IndexUnusable,
            Self::Reindex(error) if error.is_unusable() => Outcome::IndexUnusable,
            Self::Config(_)
            | Self::Content(_)
            | Self::Index(_)
            | Self::Reindex(_)
            | Self::Eval(_)
            | Self::QueryLog(_)
            | Self::Language(_)
            | Self::Usage(_)
            | Self::Io { .. }
            | Self::Output(_) => Outcome::Error,
            #[cfg(feature = "meaning")]
            Self::Model(_) => Outcome::Error,
            #[cfg(all(unix, feature = "serve"))]
            Self::Serve(_) => Outcome::Error,
        }
    }
}

/// Does the same as [`with_advice`] for an error that ended a run.
fn advise(error: &ReindexError) -> String {
    match error {
        ReindexError::Index(error) => with_advice(error),
        ReindexError::Content(error) => error.to_string(),
    }
}

/// Returns the text of an index error, and what someone at a terminal can do about it.
#[must_use]
pub(crate) fn with_advice(error: &IndexError) -> String {
    let advice = match error {
        IndexError::Missing(_) | IndexError::Version { .. } => ": run `faq reindex`",
        IndexError::Damaged { .. } => ": run `faq reindex --full`",
        IndexError::Foreign { .. } => "; name an empty folder or an index",
        IndexError::NoRoom { .. } => "; free some space and run `faq reindex` again",
        _ => "",
    };
    format!("{error}{advice}")
}
