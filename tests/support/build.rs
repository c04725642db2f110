//! Indexes that the library builds in the test's own process.

use std::path::{Path, PathBuf};

use faq::{ContentRoot, NoProgress, ReindexOptions};

/// Returns the root of a folder of content, without public addresses.
pub fn root(content: &Path) -> ContentRoot {
    ContentRoot::new(content.to_path_buf())
}

/// Builds an index of a folder of content in the subfolder `index` of another folder, and returns
/// its path.
#[track_caller]
pub fn build(content: &Path, folder: &Path) -> PathBuf {
    let options = ReindexOptions::new(vec![root(content)], folder.join("index"));
    faq::update_index(&options, &NoProgress).unwrap();
    options.index
}
