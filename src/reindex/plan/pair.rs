//! Pairs the articles of a plan with their translations.
//!
//! Pairing may give an article that did not change another key. Then it is read after all, so
//! that the new generation is what a full build would make.

use super::planned::Plan;
use super::read::{ReadOutcome, Reader, contribution};
use crate::content::translation;
use crate::index::IndexError;

/// Assigns keys and aligns entries. Reads articles that come out differently from how the live
/// generation has them, until there is none.
///
/// # Errors
/// The run was interrupted.
pub(crate) fn pair(plan: &mut Plan, reader: Reader<'_>) -> Result<(), IndexError> {
    loop {
        reader.options.check_stop()?;
        plan.restore_original_keys();
        let mut articles = plan.articles_mut();
        let problems = translation::assign_keys(&mut articles);
        translation::align(&mut articles);
        plan.problems.pairing = problems;
        let stale = plan.stale();
        if stale.is_empty() {
            return Ok(());
        }
        plan.changed = true;
        plan.counts.read_again += stale.len() as u64;
        for number in stale {
            let Some(file) = plan.files.get(number) else {
                continue;
            };
            let outcome = match reader.read(&file.source, None) {
                // Only articles are paired, and of these nothing is known.
                ReadOutcome::Records | ReadOutcome::Unchanged => continue,
                outcome => outcome,
            };
            let contribution = contribution(&file.source, outcome, plan.started);
            plan.replace(number, contribution);
        }
    }
}
