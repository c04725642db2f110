//! The fourth stage: verifies what was written, and looks for reasons not to publish it.

use crate::engine::index_backend::{Build, Snapshot};
use crate::index::{IndexError, Manifest};
use crate::reindex::build::describe::ContentReport;
use crate::reindex::context::RunContext;
use crate::reindex::gate::publish_gate;
use crate::reindex::gate::quality::{self, Quality};
use crate::reindex::gate::verify;
use crate::reindex::progress::Stage;
use crate::reindex::rebuild::Rebuild;
use crate::reindex::stages::build::Built;

/// The new generation, verified and judged.
pub(crate) struct Verified<'a> {
    /// The live generation.
    pub(crate) previous: Option<Snapshot>,
    /// Whether the run built upon it.
    pub(crate) rebuild: Rebuild,
    /// The generation in the making.
    pub(crate) build: Box<dyn Build + 'a>,
    /// What it says about itself.
    pub(crate) manifest: Manifest,
    /// What reports say about its content.
    pub(crate) content: ContentReport,
    /// How well it answers, if there are judgements.
    pub(crate) quality: Option<Quality>,
    /// Why it must not be published.
    pub(crate) refusals: Vec<String>,
}

/// Verifies what was written, makes it durable, and looks for reasons not to publish it.
///
/// # Errors
/// What was written is damaged, cannot be made durable or cannot be searched; or the run was
/// interrupted.
pub(crate) fn verify<'a>(
    context: &mut RunContext<'a>,
    built: Built<'a>,
) -> Result<Verified<'a>, IndexError> {
    context.stages.begin(Stage::Verifying, 0);
    let Built {
        previous,
        rebuild,
        build,
        manifest,
        renewed,
        catalog,
        content,
        mut refusals,
    } = built;
    let languages = &manifest.languages;
    let written = build.as_ref();
    let (synced, verified) = rayon::join(
        || written.sync(),
        // The catalog goes with its last use: to drop it takes as long as to verify.
        move || verify::verify(written, &renewed, languages, &catalog),
    );
    synced?;
    verified?;
    let options = context.options;
    if let Some(previous) = previous.as_ref().filter(|_| !options.allow_drop) {
        let before = &previous.manifest.languages;
        refusals.extend(publish_gate::drops(before, languages, options.max_drop));
    }
    if options.strict {
        refusals.extend(publish_gate::problems(&content.findings));
    }
    let mut measured = None;
    if let Some(gate) = &options.quality_gate {
        // A live generation of another version or a damaged one has nothing to compare with.
        let live = previous.as_ref();
        let live = live.and_then(|live| context.backend.search(live, &gate.synonyms).ok());
        let (quality, reasons) = quality::measure(gate, live, build.search(&gate.synonyms)?)?;
        refusals.extend(reasons);
        measured = quality;
    }
    options.check_stop()?;
    Ok(Verified {
        previous,
        rebuild,
        build,
        manifest,
        content,
        quality: measured,
        refusals,
    })
}
