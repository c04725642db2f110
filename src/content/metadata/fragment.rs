//! Whether a file is meant to be included by articles instead of being one.
//!
//! Owns what name and front matter of a file tell about that. Which files others include is known
//! only when all are read, see [`crate::content::inclusion`].

use super::front_matter::{Fields, first};
use crate::model::article::PageKind;

/// Folders of files that articles include. docfx's own configuration of Microsoft's repositories
/// excludes `**/includes/**` from what is published.
const FOLDERS: [&str; 2] = ["includes", "_includes"];

/// The kind of article that says of itself that it is included (`ms.topic`).
const TOPIC: &str = "include";

/// Returns whether a file is a page of its own. `topic` is the key of the kind of article, and
/// `has_title` tells whether the file states a title.
pub(crate) fn page_kind(path: &str, fields: &Fields, topic: &str, has_title: bool) -> PageKind {
    let mut folders = path.split('/');
    folders.next_back();
    let is_in_folder =
        folders.any(|folder| FOLDERS.iter().any(|name| folder.eq_ignore_ascii_case(name)));
    let is_declared = first(fields, topic).is_some_and(|topic| topic.eq_ignore_ascii_case(TOPIC));
    match (is_declared, is_in_folder, has_title) {
        (true, _, _) | (_, true, false) => PageKind::Fragment,
        (_, true, true) | (_, false, false) => PageKind::PageUnlessIncluded,
        (_, false, true) => PageKind::Page,
    }
}
