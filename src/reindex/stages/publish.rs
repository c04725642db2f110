//! The last stage: makes the new generation live, unless something speaks against it.

use crate::index::{IndexError, Manifest};
use crate::reindex::build::describe::ContentReport;
use crate::reindex::context::RunContext;
use crate::reindex::gate::quality::Quality;
use crate::reindex::progress::{Stage, Stages};
use crate::reindex::rebuild::{Reason, Rebuild};
use crate::reindex::report::{Outcome, Report, languages};
use crate::reindex::stages::verify::Verified;

/// The end of a run that built a generation.
pub(crate) struct Published {
    outcome: Outcome,
    /// Name of the generation that is live now.
    live: Option<String>,
    /// Name of the generation that was live before.
    previous: Option<String>,
    full: Option<Reason>,
    manifest: Manifest,
    content: ContentReport,
    quality: Option<Quality>,
    refusals: Vec<String>,
}

/// Publishes a verified generation. Discards it if there are refusals, or in a dry run.
///
/// # Errors
/// A file operation failed; the generation that was live stays live.
pub(crate) fn publish(
    context: &mut RunContext<'_>,
    verified: Verified<'_>,
) -> Result<Published, IndexError> {
    let previous = verified.previous.map(|previous| previous.name);
    let mut live = previous.clone();
    let outcome = if !verified.refusals.is_empty() {
        Outcome::Refused
    } else if context.options.dry_run {
        Outcome::DryRun
    } else {
        context.stages.begin(Stage::Publishing, 0);
        let published = verified.build.publish(context.options.keep)?;
        tracing::info!(generation = published, "published");
        live = Some(published);
        Outcome::Published
    };
    Ok(Published {
        outcome,
        live,
        previous,
        full: match verified.rebuild {
            Rebuild::Incremental => None,
            Rebuild::Full(reason) => Some(reason),
        },
        manifest: verified.manifest,
        content: verified.content,
        quality: verified.quality,
        refusals: verified.refusals,
    })
}

impl Published {
    /// Ends the run.
    pub(crate) fn into_report(self, stages: Stages<'_>) -> Report {
        let ContentReport {
            findings,
            files,
            difference,
        } = self.content;
        let anchors_gone = difference.anchors_gone;
        let by_rule = languages::count_by_rule(&findings);
        let (stages, elapsed_ms) = stages.finish();
        Report {
            outcome: self.outcome,
            refusals: self.refusals,
            generation: self.live,
            previous: self.previous,
            full: self.full,
            files,
            languages: languages::report(
                &self.manifest.languages,
                difference.questions,
                difference.sections,
            ),
            anchors_gone,
            findings,
            by_rule,
            quality: self.quality,
            stages,
            bytes: self.manifest.bytes(),
            elapsed_ms,
        }
    }
}
