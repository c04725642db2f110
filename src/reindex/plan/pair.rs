//! Pairs the articles of a plan with their translations.
//!
//! Pairing may give an article that did not change another key. Then it is read after all, so
//! that the new generation is what a full build would make.

use super::planned::{PairedKeys, Plan, PlannedFile};
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
        let stale = pair_once(plan);
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

/// Pairs the articles as their readers gave them. Returns the numbers of the files whose articles
/// are reused and would come out differently. If there is none, all articles take their keys.
fn pair_once(plan: &mut Plan) -> Vec<usize> {
    let files = plan.files.iter();
    let views: Vec<_> = files.filter_map(PlannedFile::view_as_read).collect();
    let pairing = translation::pair(&views);
    let keys = pairing.keys.into_iter();
    let mut paired: Vec<PairedKeys> = keys
        .map(|key| PairedKeys {
            key,
            entries: Vec::new(),
        })
        .collect();
    for alignment in pairing.aligned {
        if let Some(keys) = paired.get_mut(alignment.article) {
            keys.entries.push((alignment.entry, alignment.key));
        }
    }
    plan.problems.pairing = pairing.problems;
    let articles = plan.files.iter_mut().enumerate();
    let articles = articles.filter(|(_, file)| file.state.is_article());
    let articles: Vec<_> = articles.zip(paired).collect();
    let stale = articles.iter();
    let stale: Vec<usize> = stale
        .filter(|((_, file), keys)| file.state.is_stale(keys))
        .map(|((number, _), _)| *number)
        .collect();
    if stale.is_empty() {
        for ((_, file), keys) in articles {
            file.state.take_keys(keys);
        }
    }
    stale
}
