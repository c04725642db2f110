//! The nightly job: brings the index up to date with the content, or leaves it alone.
//!
//! Owns what a run decides: what has changed, what must be read, whether the result
//! is fit to be published, and what is reported. How indexes are written and
//! switched is [`crate::index`]'s business, how articles are read [`crate::content`]'s.
//!
//! Whatever happens before the last rename leaves the live generation as it is.

pub(crate) mod describe;
pub(crate) mod gate;
pub(crate) mod options;
pub(crate) mod plan;
pub(crate) mod progress;
pub(crate) mod report;
pub(crate) mod run;
#[cfg(feature = "command")]
pub(crate) mod watch;
pub(crate) mod write;

pub use gate::guard::{Judged, Quality};
pub use options::{DEFAULT_KEEP, DEFAULT_MAX_DROP, Options};
pub use plan::compare::{Changes, changes};
pub use progress::{Progress, Silent, Stage, StageTime};
pub use report::diff::{Gone, Moved, Named, Questions, Sections};
pub use report::{Files, LanguageReport, Outcome, Report};

use self::run::{Before, Run};
use crate::index::store::pack;
use crate::index::{self, Configuration, IndexError, Lease};

/// Brings the index up to date.
///
/// # Errors
/// The index folder cannot be used, another run has it, the engine fails, or the run was
/// interrupted. The generation that was live stays live.
pub fn run(options: &Options, progress: &dyn Progress) -> Result<Report, IndexError> {
    let lease = Lease::acquire(&options.index, options.wait, &|| options.is_stopped())?;
    let configuration = options.configuration();
    let (before, full) = before(options, &configuration)?;
    let run = |before, full| Run::new(options, &lease, &configuration, before, full, progress).go();
    if full.is_some() {
        return run(before, full);
    }
    match run(before.clone(), None) {
        // What is damaged cannot be built upon.
        Err(error) if error.is_rebuildable() => {
            tracing::warn!(%error, "building anew");
            run(before, Some(error.to_string()))
        }
        result => result,
    }
}

/// The live generation, and why it cannot be built upon.
fn before(
    options: &Options,
    configuration: &Configuration,
) -> Result<(Option<Before>, Option<String>), IndexError> {
    let read = || -> Result<Before, IndexError> {
        let live = index::live(&options.index)?;
        let manifest = index::read_manifest(&live.folder)?;
        for language in &manifest.languages {
            pack::check_size(&live.folder, language)?;
        }
        Ok(Before {
            manifest,
            inputs: index::read_inputs(&live.folder)?,
            live,
        })
    };
    let before = match read() {
        Ok(before) => before,
        Err(IndexError::Missing(_)) => return Ok((None, Some("there was no index".to_string()))),
        Err(error @ (IndexError::Damaged { .. } | IndexError::Version { .. })) => {
            return Ok((None, Some(error.to_string())));
        }
        Err(error) => return Err(error),
    };
    let reason = if options.full {
        Some("--full")
    } else if !before.manifest.has_our_analysis() {
        Some("the text analysis of this version of faq differs")
    } else if before.manifest.configuration.roots != configuration.roots {
        Some("the content roots or their addresses were configured differently")
    } else if before.manifest.configuration != *configuration {
        Some("the default language was configured differently")
    } else {
        None
    };
    Ok((Some(before), reason.map(str::to_string)))
}
