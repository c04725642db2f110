//! The list of inputs of a generation: all files that it was made from.
//!
//! Owns which files belong to it. How one of them looks is [`super::disk`]'s, the list as a file
//! [`crate::index::store::inputs`]'s.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use super::disk::{self, Stat, include_on_disk, input_of, is_too_recent};
use super::planned::Plan;
use crate::content::source::discover::Root;
use crate::content::source::load;
use crate::index::{InputFile, InputKind, nanoseconds};
use crate::model::file_id::{FileId, FileRef};

/// Makes the rows of a generation, sorted: its content files, what they include, and files
/// that no format claims.
pub(crate) fn all_inputs(plan: &Plan, roots: &[Root]) -> Vec<InputFile> {
    let mut inputs: Vec<InputFile> = plan.files.iter().map(|file| file.input.clone()).collect();
    let content: BTreeSet<FileRef<'_>> = plan
        .files
        .iter()
        .map(|file| file.source.file_id())
        .collect();
    let included: BTreeSet<FileRef<'_>> = plan
        .files
        .iter()
        .flat_map(|file| {
            let includes = file.includes().iter();
            includes.map(|path| FileId::new(file.source.root, path.as_str()))
        })
        .filter(|name| !content.contains(name))
        .collect();
    let unchanged: BTreeMap<FileRef<'_>, &InputFile> = plan
        .companions
        .includes
        .iter()
        .filter(|include| !include.differs)
        .map(|include| (include.input.file_id(), &include.input))
        .collect();
    for file in included {
        inputs.push(match unchanged.get(&file) {
            Some(input) => (*input).clone(),
            None => input_of_include(roots, file, plan.started),
        });
    }
    inputs.extend(plan.companions.others.iter().map(|file| InputFile {
        kind: InputKind::Other,
        ..input_of(file, String::new(), plan.started)
    }));
    inputs.sort();
    inputs
}

/// Makes the row of an included file.
fn input_of_include(roots: &[Root], name: FileRef<'_>, started: SystemTime) -> InputFile {
    let file = include_on_disk(roots, name);
    let Stat {
        size,
        modified,
        identity,
    } = file.as_deref().map_or_else(Stat::default, disk::stat);
    // Articles may have included the text before this change: then they are read again next time.
    let doubtful = modified.is_some() && is_too_recent(modified, started);
    InputFile {
        root: name.root,
        path: name.path.to_string(),
        kind: InputKind::Include,
        size,
        identity,
        modified: if doubtful { 0 } else { nanoseconds(modified) },
        hash: if doubtful {
            String::new()
        } else {
            file.and_then(|file| load::hash(&file).ok())
                .unwrap_or_default()
        },
    }
}
