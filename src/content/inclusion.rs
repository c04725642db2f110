//! Which files are fragments of articles because articles include them.
//!
//! Owns the decision, for which all files must have been read. What a single file tells about
//! itself is [`crate::content::metadata::fragment`]'s.

use std::collections::HashSet;

use crate::model::article::PageKind;
use crate::model::file_id::{FileId, FileRef};

/// Why a fragment gives no entries.
pub(crate) const FRAGMENT: &str = "a fragment, shown in the articles that include it";

/// A file, and what it includes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Including<'a> {
    /// The file.
    pub(crate) file: FileRef<'a>,
    /// Whether it is a page of its own.
    pub(crate) kind: PageKind,
    /// The files that it includes, those that these include among them.
    pub(crate) includes: &'a [String],
}

/// Returns for each file whether it is a fragment because a page includes it.
///
/// Files that only include each other are none: their text would be shown nowhere.
pub(crate) fn fragments(files: &[Including<'_>]) -> Vec<bool> {
    let included = names_included(files.iter().copied());
    let pages = files.iter().copied().filter(|one| match one.kind {
        PageKind::Page => true,
        PageKind::PageUnlessIncluded => !included.contains(&one.file),
        PageKind::Fragment => false,
    });
    let included_by_pages = names_included(pages);
    files
        .iter()
        .map(|one| {
            one.kind == PageKind::PageUnlessIncluded && included_by_pages.contains(&one.file)
        })
        .collect()
}

/// Names the files that others include.
fn names_included<'a>(files: impl Iterator<Item = Including<'a>>) -> HashSet<FileRef<'a>> {
    let names = files.flat_map(|one| {
        let paths = one.includes.iter();
        paths.map(move |path| FileId::new(one.file.root, path.as_str()))
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_includes_is_a_fragment_unless_it_is_a_page_itself() {
        let to = |paths: &[&str]| -> Vec<String> {
            paths.iter().map(|path| (*path).to_owned()).collect()
        };
        let all = [
            (
                "page.md",
                PageKind::Page,
                to(&["a.md", "titled.md", "b.md"]),
            ),
            ("titled.md", PageKind::Page, to(&[])),
            ("a.md", PageKind::PageUnlessIncluded, to(&["b.md"])),
            ("b.md", PageKind::PageUnlessIncluded, to(&[])),
            ("alone.md", PageKind::PageUnlessIncluded, to(&[])),
            ("ring1.md", PageKind::PageUnlessIncluded, to(&["ring2.md"])),
            ("ring2.md", PageKind::PageUnlessIncluded, to(&["ring1.md"])),
        ];
        let files: Vec<Including> = all
            .iter()
            .map(|(path, kind, includes)| Including {
                file: FileId::new(0, path),
                kind: *kind,
                includes,
            })
            .collect();
        let fragments = fragments(&files);
        let found: Vec<&str> = files
            .iter()
            .zip(fragments)
            .filter_map(|(file, is_fragment)| is_fragment.then_some(file.file.path))
            .collect();
        assert_eq!(found, ["a.md", "b.md"]);
    }
}
