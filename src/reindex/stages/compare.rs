//! The first stage: walks the content and compares it with the live generation.

use crate::engine::index_backend::Snapshot;
use crate::reindex::context::RunContext;
use crate::reindex::error::ReindexError;
use crate::reindex::gate::publish_gate;
use crate::reindex::plan::compare::{self, Comparison};
use crate::reindex::progress::Stage;
use crate::reindex::rebuild::{Reason, Rebuild};
use crate::reindex::report::{Report, unchanged};

/// The files on disk, compared.
pub(crate) struct Compared {
    /// The live generation.
    pub(crate) previous: Option<Snapshot>,
    /// Whether the run builds upon it.
    pub(crate) rebuild: Rebuild,
    /// What is known of the files.
    pub(crate) comparison: Comparison,
    /// Why the result must not be published.
    pub(crate) refusals: Vec<String>,
}

/// Walks the content and compares it with the live generation.
///
/// # Errors
/// There is no index yet, and a content root cannot be used.
pub(crate) fn compare(
    context: &mut RunContext<'_>,
    previous: Option<Snapshot>,
    rebuild: Rebuild,
) -> Result<Compared, ReindexError> {
    context.stages.begin(Stage::Comparing, 0);
    let options = context.options;
    let inputs = previous.as_ref();
    let inputs = inputs.map_or(&[][..], |previous| &previous.inputs);
    let mut discovery = compare::walk(&options.roots, inputs);
    let built = previous
        .as_ref()
        .map(|previous| previous.manifest.configuration.sites.as_slice());
    let rebuild = rebuild.unless_alike(built.unwrap_or_default(), &discovery.sites);
    context.configuration.sites.clone_from(&discovery.sites);
    let mut refusals = Vec::new();
    if !options.allow_drop {
        refusals = publish_gate::missing_roots(&discovery, inputs);
        if previous.is_none() && !discovery.root_errors.is_empty() {
            return Err(discovery.root_errors.remove(0).into());
        }
    }
    let comparison = match rebuild {
        Rebuild::Incremental => compare::compare(discovery, &options.roots, inputs),
        Rebuild::Full(_) => Comparison::all_new(discovery),
    };
    let full = rebuild.reason().map(Reason::to_string);
    tracing::info!(files = comparison.files.len(), full, "compared");
    Ok(Compared {
        previous,
        rebuild,
        comparison,
        refusals,
    })
}

impl Compared {
    /// Returns whether there is nothing to do.
    pub(crate) fn is_unchanged(&self) -> bool {
        !self.rebuild.is_full() && self.refusals.is_empty() && self.comparison.is_unchanged()
    }

    /// Ends a run that found nothing to do.
    pub(crate) fn into_report(self, context: RunContext<'_>) -> Report {
        let found = self.comparison.files.len() as u64;
        unchanged::report(context, self.previous, found, 0)
    }
}
