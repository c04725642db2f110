//! Counts the files that look like articles and that no format reads.
//!
//! Said once a kind, not once a file: whoever keeps a hundred pages in AsciiDoc wants to know it, not
//! to be told a hundred times.

use std::collections::BTreeMap;
use std::path::Path;

use crate::content::entries::question::names_faq;
use crate::model::problem::Problem;
use crate::model::rule;

/// Extensions of files that hold text to read, with the name of their format.
const ARTICLES: [(&str, &str); 15] = [
    ("adoc", "AsciiDoc"),
    ("asciidoc", "AsciiDoc"),
    ("docx", "Word"),
    ("htm", "HTML"),
    ("html", "HTML"),
    ("ipynb", "Jupyter"),
    ("mdoc", "Markdoc"),
    ("mdx", "MDX"),
    ("mediawiki", "MediaWiki"),
    ("odt", "OpenDocument"),
    ("org", "Org"),
    ("qmd", "Quarto"),
    ("rmd", "R Markdown"),
    ("rst", "reStructuredText"),
    ("textile", "Textile"),
];

/// Extensions of files that hold data as a rule; only one that is named like a FAQ, or looks like
/// one, counts.
const DATA: [&str; 8] = ["csv", "json", "toml", "tsv", "txt", "xml", "yaml", "yml"];

/// The files of one content root, by kind.
#[derive(Debug, Default)]
pub(super) struct Unread(BTreeMap<&'static str, Kind>);

#[derive(Debug)]
struct Kind {
    first: String,
    extension: &'static str,
    count: usize,
}

impl Unread {
    /// Notes a file that has no format's name.
    pub(super) fn note(&mut self, path: &str) {
        self.note_unclaimed(path, || false);
    }

    /// Notes a file that no format claims. `is_suspect` looks into it.
    pub(super) fn note_unclaimed(&mut self, path: &str, is_suspect: impl FnOnce() -> bool) {
        let Some((name, extension)) = kind(path, is_suspect) else {
            return;
        };
        let kind = self.0.entry(name).or_insert_with(|| Kind {
            first: path.to_owned(),
            extension,
            count: 0,
        });
        kind.count += 1;
    }

    /// Returns a note for each kind of file, at the first of its files.
    pub(super) fn into_problems(self, root: usize) -> impl Iterator<Item = Problem> {
        self.0.into_iter().map(move |(name, kind)| {
            let Kind {
                first,
                extension,
                count,
            } = kind;
            let message = match count {
                1 => format!("a file in {name} (.{extension}) is not read"),
                _ => format!("{count} files in {name} (.{extension}) are not read"),
            };
            Problem::new(rule::NOT_READ, root, &first, 0, message)
        })
    }
}

/// Returns the kind of a file that looks like an article, and its extension.
fn kind(path: &str, is_suspect: impl FnOnce() -> bool) -> Option<(&'static str, &'static str)> {
    let path = Path::new(path);
    let own = path.extension()?.to_str()?;
    let article = ARTICLES
        .iter()
        .find(|(extension, _)| extension.eq_ignore_ascii_case(own));
    if let Some((extension, name)) = article {
        return Some((name, extension));
    }
    let extension = DATA.iter().find(|known| known.eq_ignore_ascii_case(own))?;
    let is_faq = names_faq(path.file_stem()?.to_str()?) || is_suspect();
    is_faq.then_some(("a data format", *extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_once() {
        let mut unread = Unread::default();
        for path in [
            "a/one.rst",
            "b/two.RST",
            "_data/faq.yml",
            "_data/menu.yml",
            "x.png",
            "Makefile",
            "guide.adoc",
        ] {
            unread.note(path);
        }
        unread.note_unclaimed("_data/asked.csv", || true);
        let told: Vec<_> = unread
            .into_problems(0)
            .map(|problem| (problem.path, problem.message))
            .collect();
        let expected = [
            ("guide.adoc", "a file in AsciiDoc (.adoc) is not read"),
            (
                "_data/faq.yml",
                "2 files in a data format (.yml) are not read",
            ),
            (
                "a/one.rst",
                "2 files in reStructuredText (.rst) are not read",
            ),
        ];
        assert_eq!(
            told,
            expected.map(|(path, text)| (path.to_owned(), text.to_owned()))
        );
    }
}
