//! The third stage: writes the planned generation.

use std::collections::BTreeSet;
use std::time::Instant;

use crate::engine::index_backend::{Build, Snapshot, Summary, VectorRequest};
use crate::index::store::catalog::Catalog;
use crate::index::store::inputs;
use crate::index::{IndexError, Manifest};
use crate::model::article::Article;
use crate::model::embedding::TextEncoder;
use crate::model::language::LanguageTag;
use crate::reindex::build::articles::write_articles;
use crate::reindex::build::describe::{self, ContentReport};
use crate::reindex::build::known_records::KnownRecords;
use crate::reindex::build::record_writers::RecordWriters;
use crate::reindex::build::records::write_records;
use crate::reindex::build::removed::remove_superseded;
use crate::reindex::context::RunContext;
use crate::reindex::plan::inputs::all_inputs;
use crate::reindex::plan::planned::Plan;
use crate::reindex::progress::Stage;
use crate::reindex::rebuild::Rebuild;
use crate::reindex::report::counts::count_by_language;
use crate::reindex::stages::plan::Planned;

/// The new generation, written and not yet verified.
pub(crate) struct Built<'a> {
    /// The live generation.
    pub(crate) previous: Option<Snapshot>,
    /// Whether the run built upon it.
    pub(crate) rebuild: Rebuild,
    /// The generation in the making.
    pub(crate) build: Box<dyn Build + 'a>,
    /// What it says about itself.
    pub(crate) manifest: Manifest,
    /// Languages that are not shared with the live generation.
    pub(crate) renewed: BTreeSet<LanguageTag>,
    /// What the next run needs to know of its files.
    pub(crate) catalog: Catalog,
    /// What reports say about its content.
    pub(crate) content: ContentReport,
    /// Why it must not be published.
    pub(crate) refusals: Vec<String>,
}

/// Writes indexes, catalog, inputs and manifest of the new generation.
///
/// # Errors
/// The engine cannot write, for instance because the disk is full; the live generation is damaged;
/// or the run was interrupted.
pub(crate) fn build<'a>(
    context: &mut RunContext<'a>,
    planned: Planned,
) -> Result<Built<'a>, IndexError> {
    let Planned {
        previous,
        rebuild,
        mut plan,
        refusals,
    } = planned;
    let entries = plan
        .read_articles()
        .map(|article| article.entries.len() as u64);
    context.stages.begin(Stage::Indexing, entries.sum());
    let options = context.options;
    let progress = context.stages.progress();
    let base = previous.as_ref().filter(|_| !rebuild.is_full());
    let build = context.backend.begin(base)?;
    let mut known = KnownRecords::default();
    if base.is_some() {
        known = KnownRecords::find(&plan, options)?;
        remove_superseded(build.as_ref(), &plan.superseded, &known);
    }
    let write = || write_articles(build.as_ref(), options, &articles_to_write(&plan), progress);
    // Where everything is written, the cores hardly end together: the check fills the gap. Where
    // little is, it fills the longer one while a language is merged.
    let (written, checked) = match base {
        None => rayon::join(write, || Some(describe::check_articles(&plan))),
        Some(_) => (write(), None),
    };
    let writers = RecordWriters {
        build: build.as_ref(),
        options,
        first: written?,
    };
    write_records(writers, &mut plan, &known, progress)?;
    let before = previous.as_ref();
    let before = before.map_or(&[][..], |previous| &previous.inputs);
    // Merging one large language takes one core; the other describes the content meanwhile.
    let (summary, described) = rayon::join(
        || build.finish(&|| options.check_stop()),
        || -> Result<_, IndexError> {
            let inputs = all_inputs(&plan, &options.roots);
            build.write_inputs(&inputs)?;
            let description = describe::build_catalog(plan, checked, before);
            let (written, difference) = rayon::join(
                || build.write_catalog(&description.catalog),
                || description.difference(),
            );
            written?;
            Ok((inputs::digest(&inputs), description.into_report(difference)))
        },
    );
    let (mut summary, (digest, (catalog, content))) = (summary?, described?);
    fill_counts(&mut summary, &catalog);
    let findings = content.findings.iter();
    let problems = findings.filter(|finding| !finding.is_left_out());
    let mut manifest = Manifest {
        previous: previous.as_ref().map(|previous| previous.name.clone()),
        content: digest,
        articles: catalog.files.len() as u64,
        problems: problems.count() as u64,
        languages: std::mem::take(&mut summary.languages),
        ..Manifest::new(context.configuration.clone())
    };
    build.write_manifest(&manifest)?;
    if let Some(model) = &options.model {
        let model = model.encoder();
        add_vectors(
            context,
            build.as_ref(),
            model,
            &mut manifest,
            &summary.renewed,
        )?;
    }
    Ok(Built {
        previous,
        rebuild,
        build,
        manifest,
        renewed: summary.renewed,
        catalog,
        content,
        refusals,
    })
}

/// Makes vectors of the entries, and notes them in the manifest.
fn add_vectors(
    context: &mut RunContext<'_>,
    build: &dyn Build,
    model: &dyn TextEncoder,
    manifest: &mut Manifest,
    renewed: &BTreeSet<LanguageTag>,
) -> Result<(), IndexError> {
    let entries = manifest.languages.iter().map(|language| language.entries);
    context.stages.begin(Stage::Encoding, entries.sum());
    let options = context.options;
    let progress = context.stages.progress();
    let request = VectorRequest {
        model,
        deadline: options.model_budget.map(|budget| Instant::now() + budget),
        check_stop: &|| options.check_stop(),
        advance: &|entries| progress.advance(entries),
    };
    build.add_vectors(&mut manifest.languages, renewed, &request)?;
    build.write_manifest(manifest)
}

/// Returns the articles with entries that were read in this run.
fn articles_to_write(plan: &Plan) -> Vec<&Article> {
    plan.read_articles()
        .filter(|article| !article.entries.is_empty())
        .collect()
}

/// Adds to the languages what only the catalog knows.
fn fill_counts(summary: &mut Summary, catalog: &Catalog) {
    let counts = count_by_language(&catalog.files);
    for language in &mut summary.languages {
        let count = counts.get(&language.tag).copied();
        let count = count.unwrap_or_default();
        language.articles = count.articles;
        language.questions = count.questions;
    }
}
