//! The third stage: writes the planned generation.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use crate::index::store::catalog::Catalog;
use crate::index::store::generation::Builder;
use crate::index::store::{catalog, inputs};
use crate::index::{self, FORMAT, IndexError, Manifest};
use crate::reindex::build::describe::{self, ContentReport};
use crate::reindex::build::write::{self, Base, Written, WrittenRecords};
use crate::reindex::context::RunContext;
use crate::reindex::plan::disk::input_of;
use crate::reindex::plan::inputs::all_inputs;
use crate::reindex::plan::planned::{FileState, Plan};
use crate::reindex::previous::Previous;
use crate::reindex::progress::Stage;
use crate::reindex::rebuild::Rebuild;
use crate::reindex::report::counts::count_by_language;
use crate::reindex::stages::plan::Planned;

/// The new generation, written and not yet verified.
pub(crate) struct Built<'a> {
    /// The live generation.
    pub(crate) previous: Option<Previous>,
    /// Whether the run built upon it.
    pub(crate) rebuild: Rebuild,
    /// The generation in the making.
    pub(crate) builder: Builder<'a>,
    /// What it says about itself.
    pub(crate) manifest: Manifest,
    /// Languages that are not shared with the live generation.
    pub(crate) renewed: BTreeSet<String>,
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
    let builder = context.lock.start()?;
    let folder = builder.folder();
    let options = context.options;
    let progress = context.stages.progress();
    let base = match (&previous, &rebuild) {
        (Some(previous), Rebuild::Incremental) => Some(Base {
            folder: &previous.live.folder,
            manifest: &previous.manifest,
        }),
        _ => None,
    };
    let write_parts = || write::parts(folder, options, &plan, progress);
    // Where everything is written, the cores hardly end together: the check fills the gap. Where
    // little is, it fills the longer one while a language is merged.
    let (parts, checked) = match base {
        None => rayon::join(write_parts, || Some(describe::check_articles(&plan))),
        Some(_) => (write_parts(), None),
    };
    let (parts, records) = parts?;
    take_records(&mut plan, records);
    let before = previous.as_ref();
    let before = before.map_or(&[][..], |previous| &previous.inputs);
    // Merging one large language takes one core; the other describes the content meanwhile.
    let (written, described) = rayon::join(
        || write::merge(folder, options, &parts, base.as_ref()),
        || -> Result<_, IndexError> {
            let inputs = all_inputs(&plan, &options.roots);
            inputs::write_inputs(folder, &inputs)?;
            let description = describe::build_catalog(plan, checked, before);
            let (written, difference) = rayon::join(
                || catalog::write_catalog(folder, &description.catalog),
                || description.difference(),
            );
            written?;
            Ok((inputs::digest(&inputs), description.into_report(difference)))
        },
    );
    let (mut written, (digest, (catalog, content))) = (written?, described?);
    fill_counts(&mut written, &catalog);
    let manifest = Manifest {
        format: FORMAT,
        analysis: crate::analysis::fingerprint(),
        tool: concat!("faq ", env!("CARGO_PKG_VERSION")).to_string(),
        created: index::seconds(SystemTime::now()),
        previous: previous.as_ref().map(|previous| previous.live.name.clone()),
        content: digest,
        configuration: context.configuration.clone(),
        articles: catalog.files.len() as u64,
        problems: content.findings.len() as u64,
        languages: written.languages,
    };
    index::write_manifest(folder, &manifest)?;
    Ok(Built {
        previous,
        rebuild,
        builder,
        manifest,
        renewed: written.renewed,
        catalog,
        content,
        refusals,
    })
}

/// Puts records that were read while they were written into the plan.
fn take_records(plan: &mut Plan, records: BTreeMap<usize, WrittenRecords>) {
    for (number, records) in records {
        let Some(file) = plan.files.get_mut(number) else {
            continue;
        };
        file.findings = records.findings;
        file.state = match records.hash {
            Some(hash) => {
                file.input = input_of(&file.source, hash, plan.started);
                FileState::ReadRecords(records.records)
            }
            None => FileState::Unreadable,
        };
    }
}

/// Adds to the languages what only the catalog knows.
fn fill_counts(written: &mut Written, catalog: &Catalog) {
    let counts = count_by_language(&catalog.files);
    for language in &mut written.languages {
        let count = counts.get(language.tag.as_str()).copied();
        let count = count.unwrap_or_default();
        language.articles = count.articles;
        language.questions = count.questions;
    }
}
