//! One run, stage by stage: compare, plan, build, verify, publish.
//!
//! Each stage consumes the result of the one before and has only what it needs. Whatever fails
//! before the last rename leaves the live generation as it is.

use super::context::RunContext;
use super::error::ReindexError;
use super::previous::Previous;
use super::rebuild::Rebuild;
use super::report::Report;
use super::stages::{build, compare, plan, publish, verify};

/// Runs to the end.
///
/// # Errors
/// As for [`super::run`].
pub(crate) fn execute(
    mut context: RunContext<'_>,
    previous: Option<Previous>,
    rebuild: Rebuild,
) -> Result<Report, ReindexError> {
    let compared = compare::compare(&mut context, previous, rebuild)?;
    if compared.is_unchanged() {
        return Ok(compared.into_report(context));
    }
    let planned = plan::plan(&mut context, compared)?;
    if planned.is_unchanged() {
        planned.refresh_inputs(context.options);
        return Ok(planned.into_report(context));
    }
    let built = build::build(&mut context, planned)?;
    let verified = verify::verify(&mut context, built)?;
    let published = publish::publish(&mut context, verified)?;
    Ok(published.into_report(context.stages))
}
