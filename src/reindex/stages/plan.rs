//! The second stage: reads what may have changed, and plans the new generation.

use std::time::SystemTime;

use crate::engine::index_backend::{IndexBackend, Snapshot};
use crate::index::IndexError;
use crate::index::store::catalog::Catalog;
use crate::reindex::context::RunContext;
use crate::reindex::plan::inputs::all_inputs;
use crate::reindex::plan::planned::Plan;
use crate::reindex::plan::{fragments, pair, read};
use crate::reindex::progress::Stage;
use crate::reindex::rebuild::Rebuild;
use crate::reindex::report::{Report, unchanged};
use crate::reindex::stages::compare::Compared;

/// The new generation, planned.
pub(crate) struct Planned {
    /// The live generation.
    pub(crate) previous: Option<Snapshot>,
    /// Whether the run builds upon it.
    pub(crate) rebuild: Rebuild,
    /// What each file contributes.
    pub(crate) plan: Plan,
    /// Why the result must not be published.
    pub(crate) refusals: Vec<String>,
}

/// Reads what may have changed, takes the rest from the catalog, and pairs translations.
///
/// # Errors
/// The catalog is damaged, or the run was interrupted.
pub(crate) fn plan(
    context: &mut RunContext<'_>,
    compared: Compared,
) -> Result<Planned, IndexError> {
    let Compared {
        previous,
        rebuild,
        comparison,
        refusals,
    } = compared;
    let files = comparison.files_to_read();
    context.stages.begin(Stage::Reading, files as u64);
    let started = SystemTime::now();
    let (cached, superseded) = catalogs(context.backend, previous.as_ref(), &rebuild)?;
    let reader = read::Reader {
        options: context.options,
    };
    let progress = context.stages.progress();
    let mut plan = read::read(reader, comparison, cached, started, progress)?;
    fragments::leave_out(&mut plan, reader)?;
    pair::pair(&mut plan, reader)?;
    plan.superseded.extend(superseded.files);
    Ok(Planned {
        previous,
        rebuild,
        plan,
        refusals,
    })
}

/// Reads the catalog of the live generation. Returns the files that may be reused, and those that
/// a full build replaces: these serve the report only, and may be missing.
fn catalogs(
    backend: &dyn IndexBackend,
    previous: Option<&Snapshot>,
    rebuild: &Rebuild,
) -> Result<(Catalog, Catalog), IndexError> {
    let none = Catalog::default;
    match (previous, rebuild) {
        (None, _) => Ok((none(), none())),
        (Some(previous), Rebuild::Incremental) => Ok((backend.catalog(previous)?, none())),
        (Some(previous), Rebuild::Full(_)) => {
            Ok((none(), backend.catalog(previous).unwrap_or_else(|_| none())))
        }
    }
}

impl Planned {
    /// Returns whether reading has shown that nothing changed.
    pub(crate) fn is_unchanged(&self) -> bool {
        !self.rebuild.is_full() && self.refusals.is_empty() && !self.plan.changed
    }

    /// Stores the times of files that were touched. If that fails, the next run reads them again.
    pub(crate) fn refresh_inputs(&self, context: &RunContext<'_>) {
        let Some(previous) = &self.previous else {
            return;
        };
        if context.options.dry_run {
            return;
        }
        let inputs = all_inputs(&self.plan, &context.options.roots);
        if let Err(error) = context.backend.refresh_inputs(previous, &inputs) {
            tracing::warn!(%error, "the times of touched files were not kept");
        }
    }

    /// Ends a run that found nothing to do.
    pub(crate) fn into_report(self, context: RunContext<'_>) -> Report {
        let found = self.plan.files.len() as u64;
        unchanged::report(context, self.previous, found, self.plan.counts.touched)
    }
}
