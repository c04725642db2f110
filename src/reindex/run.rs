//! One run, stage by stage: compare, plan, build, verify, publish.
//!
//! Each stage consumes the result of the one before and has only what it needs. Whatever fails
//! before the last rename leaves the live generation as it is.

use super::context::RunContext;
use super::error::ReindexError;
use super::options::Options;
use super::progress::Progress;
use super::rebuild::{self, Reason, Rebuild};
use super::report::Report;
use super::stages::{build, compare, plan, publish, verify};
use crate::engine::index_backend::{IndexBackend, Snapshot};

/// Brings an index up to date. Builds it anew if it turns out to be damaged.
///
/// # Errors
/// As for [`super::run`].
pub(crate) fn run(
    options: &Options,
    backend: &dyn IndexBackend,
    progress: &dyn Progress,
) -> Result<Report, ReindexError> {
    tracing::debug!(engine = backend.name(), "reindex");
    let (previous, rebuild) = rebuild::previous(options, backend)?;
    let execute = |previous, rebuild| {
        let context = RunContext::new(options, backend, progress);
        execute(context, previous, rebuild)
    };
    if rebuild.is_full() {
        return execute(previous, rebuild);
    }
    match execute(previous.clone(), rebuild) {
        // What is damaged cannot be built upon.
        Err(error) if error.is_rebuildable() => {
            tracing::warn!(%error, "building anew");
            let reason = Reason::Unusable(error.to_string());
            execute(previous, Rebuild::Full(reason))
        }
        result => result,
    }
}

/// Runs all stages.
fn execute(
    mut context: RunContext<'_>,
    previous: Option<Snapshot>,
    rebuild: Rebuild,
) -> Result<Report, ReindexError> {
    let compared = compare::compare(&mut context, previous, rebuild)?;
    let before = compared.previous.as_ref();
    let lacks_vectors =
        before.is_some_and(|before| context.options.lacks_vectors(&before.manifest));
    if compared.is_unchanged() && !lacks_vectors {
        return Ok(compared.into_report(context));
    }
    let planned = plan::plan(&mut context, compared)?;
    if planned.is_unchanged() && !lacks_vectors {
        planned.refresh_inputs(&context);
        return Ok(planned.into_report(context));
    }
    let built = build::build(&mut context, planned)?;
    let verified = verify::verify(&mut context, built)?;
    let published = publish::publish(&mut context, verified)?;
    Ok(published.into_report(context.stages))
}
