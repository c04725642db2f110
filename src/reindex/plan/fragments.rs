//! Leaves the fragments of a plan out: files that only give text to the articles that include them.
//!
//! Which files those are is decided by [`inclusion`]. A file becomes a fragment, or a page again,
//! by a change of another one. Then it is read after all, so that the new generation is what a full
//! build would make.

use super::planned::{Plan, PlannedFile};
use super::read::{ReadOutcome, Reader, contribution};
use crate::content::inclusion;
use crate::index::IndexError;
use crate::model::article::PageKind;

/// Leaves fragments out, and takes in what is none any more.
///
/// # Errors
/// The run was interrupted.
pub(crate) fn leave_out(plan: &mut Plan, reader: Reader<'_>) -> Result<(), IndexError> {
    for (number, is_fragment) in undecided(plan) {
        reader.options.check_stop()?;
        let Some(file) = plan.files.get(number) else {
            continue;
        };
        if file.is_left_out() == is_fragment {
            continue;
        }
        if !file.state.is_read() {
            let outcome = match reader.read(&file.source, None) {
                // Only articles are pages, and of these nothing is known.
                ReadOutcome::Records | ReadOutcome::Unchanged => continue,
                outcome => outcome,
            };
            plan.changed = true;
            plan.counts.read_again += 1;
            let contribution = contribution(&file.source, outcome, plan.started);
            plan.replace(number, contribution);
        }
        if is_fragment && let Some(file) = plan.files.get_mut(number) {
            file.leave_out(inclusion::FRAGMENT);
        }
    }
    Ok(())
}

/// Returns the numbers of the files that are pages unless included, each with whether it is a
/// fragment.
fn undecided(plan: &Plan) -> Vec<(usize, bool)> {
    let files = plan.files.iter().enumerate();
    let (numbers, files): (Vec<usize>, Vec<_>) = files
        .filter_map(|(number, file)| Some((number, file.including()?)))
        .unzip();
    let is_fragment = inclusion::fragments(&files);
    numbers
        .into_iter()
        .zip(files.iter().zip(is_fragment))
        .filter(|(_, (file, _))| file.kind == PageKind::PageUnlessIncluded)
        .map(|(number, (_, is_fragment))| (number, is_fragment))
        .collect()
}

impl PlannedFile {
    fn including(&self) -> Option<inclusion::Including<'_>> {
        Some(inclusion::Including {
            file: self.source.file_id(),
            kind: self.page_kind()?,
            includes: self.includes(),
        })
    }
}
