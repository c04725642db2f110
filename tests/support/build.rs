//! Indexes that the library builds in the test's own process.

use std::path::{Path, PathBuf};

use faq::content::source::discover::Root;
use faq::reindex::{self, NoProgress, Options};

/// Returns the root of a folder of content, without public addresses.
pub fn root(content: &Path) -> Root {
    Root {
        path: content.to_path_buf(),
        url: None,
    }
}

/// Builds an index of a folder of content in the subfolder `index` of another folder, and returns
/// its path.
#[track_caller]
pub fn build(content: &Path, folder: &Path) -> PathBuf {
    let options = Options::new(vec![root(content)], folder.join("index"));
    reindex::run(&options, &NoProgress).unwrap();
    options.index
}
