//! Opens the index for a command, building it first where that helps.

use std::panic::{self, AssertUnwindSafe};

use crate::cli::commands::reindex;
use crate::cli::error::CommandError;
use crate::cli::settings::Settings;
use crate::cli::terminal::output::Output;
use crate::index::IndexError;
use crate::search::Searcher;

/// Runs `work` on the open index. An index that is missing, damaged or of
/// another version is built anew, once, with a note on stderr.
pub fn with_index<T>(
    settings: &Settings,
    output: &mut Output,
    work: impl Fn(&Searcher) -> Result<T, IndexError>,
) -> Result<(Searcher, T), CommandError> {
    let first = match attempt(settings, &work) {
        Ok(done) => return Ok(done),
        Err(error) if error.is_rebuildable() => error,
        Err(error) => return Err(error.into()),
    };
    output.note(&match &first {
        IndexError::Missing(path) => {
            format!("no index in {}: building it", path.display())
        }
        other => format!("{other}\nbuilding it anew"),
    });
    match reindex::build(settings, output) {
        Ok(_) => attempt(settings, &work).map_err(CommandError::from),
        Err(second) => Err(CommandError::Rebuild {
            first: Box::new(first),
            second: Box::new(second),
        }),
    }
}

fn attempt<T>(
    settings: &Settings,
    work: &impl Fn(&Searcher) -> Result<T, IndexError>,
) -> Result<(Searcher, T), IndexError> {
    guarded(settings, || {
        let searcher = Searcher::open(&settings.index)?.with_synonyms(settings.synonyms.clone());
        let done = work(&searcher)?;
        Ok((searcher, done))
    })
}

/// The engine checks the shape of its files, not every byte: bits that changed
/// on disk can make it panic. To the user that is a damaged index like any other.
fn guarded<T>(
    settings: &Settings,
    work: impl FnOnce() -> Result<T, IndexError>,
) -> Result<T, IndexError> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(hook);
    result.unwrap_or_else(|_| {
        Err(IndexError::Damaged {
            path: settings.index.clone(),
            reason: "reading it failed unexpectedly".to_string(),
        })
    })
}
