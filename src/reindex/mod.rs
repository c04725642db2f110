//! Brings the index up to date with the content, or leaves it alone.
//!
//! Owns what a run decides: what has changed, what must be read, whether the result
//! is fit to be published, and what is reported. How indexes are written and
//! switched is [`crate::index`]'s business, how articles are read [`crate::content`]'s.
//!
//! Whatever happens before the last rename leaves the live generation as it is.

pub(crate) mod build;
pub(crate) mod context;
pub(crate) mod error;
pub(crate) mod gate;
pub(crate) mod options;
pub(crate) mod plan;
pub(crate) mod progress;
pub(crate) mod rebuild;
pub(crate) mod report;
pub(crate) mod rollback;
pub(crate) mod run;
pub(crate) mod stages;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vector_tests;
#[cfg(feature = "command")]
pub(crate) mod watch;

pub use error::ReindexError;
pub use gate::quality::{Quality, QualityGate};
pub use options::Options;
pub(crate) use options::{DEFAULT_KEEP, DEFAULT_MEMORY};
pub(crate) use plan::changes::{ChangeCounts, content_state};
pub use progress::{NoProgress, Progress, Stage, StageTime};
pub use rebuild::Reason;
pub(crate) use report::anchors::lost_anchors;
pub use report::diff::{Gone, Moved, Named, Questions, Sections};
pub use report::{Files, LanguageReport, Outcome, Report};
pub(crate) use rollback::rollback_in;
pub use rollback::{RolledBack, rollback};

/// Brings the index up to date.
///
/// # Errors
/// A content root or the index folder cannot be used, another run has it, the engine fails, or the
/// run was interrupted. The generation that was live stays live.
pub fn run(options: &Options, progress: &dyn Progress) -> Result<Report, ReindexError> {
    let place = options.place();
    let index = place.lock(options.wait, &options.stop)?;
    run::run(options, index.as_ref(), progress)
}
