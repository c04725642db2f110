//! Opens the index for a command, building it first where that helps.

use std::mem;

use crate::cli::commands::reindex;
use crate::cli::error::{CommandError, with_advice};
use crate::cli::settings::Settings;
use crate::cli::terminal::output::Output;
use crate::index::IndexError;
use crate::service::Service;
#[cfg(all(unix, feature = "serve"))]
use crate::service::ServiceOptions;

/// Runs `work` on the open index.
///
/// An index that is missing, damaged or of another version is built anew, once, with a note on
/// stderr.
///
/// # Errors
/// The index cannot be used, or built.
pub(super) fn with_index<T>(
    settings: &Settings,
    output: &mut Output,
    work: impl Fn(&Service) -> Result<T, IndexError>,
) -> Result<T, CommandError> {
    with_built_index(settings, output, |output| {
        let service = Service::open(settings.service_options())?;
        warn_of_missing_vectors(&service, output);
        let done = work(&service)?;
        // The process is about to end: unmapping the index file by file would only take time.
        mem::forget(service);
        Ok(done)
    })
}

/// Opens the index for a process that keeps it open, building it first as [`with_index`] does.
///
/// # Errors
/// The index cannot be used, or built.
#[cfg(all(unix, feature = "serve"))]
pub(super) fn open_service(
    settings: &Settings,
    output: &mut Output,
    options: &ServiceOptions,
) -> Result<Service, CommandError> {
    with_built_index(settings, output, |output| {
        let service = Service::open(options.clone())?;
        warn_of_missing_vectors(&service, output);
        Ok(service)
    })
}

/// Says which languages the model is of no use for.
fn warn_of_missing_vectors(service: &Service, output: &mut Output) {
    let languages = service.languages_without_vectors();
    if !languages.is_empty() {
        output.warning(&format!(
            "no entry of {} has vectors of this model: until `faq reindex` has made them, words \
             alone count there",
            languages.join(", ")
        ));
    }
}

/// Tries something, and where the index is the obstacle, builds it and tries once more.
fn with_built_index<T>(
    settings: &Settings,
    output: &mut Output,
    attempt: impl Fn(&mut Output) -> Result<T, IndexError>,
) -> Result<T, CommandError> {
    let first = match attempt(output) {
        Ok(done) => return Ok(done),
        Err(error) if error.is_rebuildable() => error,
        Err(error) => return Err(error.into()),
    };
    output.note(&match &first {
        IndexError::Missing(path) => {
            format!("no index in {}: building it", path.display())
        }
        other => format!("{}\nbuilding it anew", with_advice(other)),
    });
    match reindex::build(settings, output) {
        Ok(_) => attempt(output).map_err(CommandError::from),
        Err(second) => Err(CommandError::Rebuild {
            first: Box::new(first),
            second: Box::new(second),
        }),
    }
}
