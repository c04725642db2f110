//! The rules: their names, how bad a breach is, and what they are about.

use crate::model::problem::Severity;

/// One thing that can be wrong with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The stable name, as in [`Problem::rule`](crate::model::article::Problem::rule).
    pub name: &'static str,
    /// How bad a breach usually is.
    pub severity: Severity,
    /// What is wrong when it is broken, in one line.
    pub summary: &'static str,
}

/// Every rule of every reader, of [`check`](super::check()) and of the comparison with the
/// published index, sorted by name.
pub(crate) const RULES: [Rule; 26] = [
    warning(
        "anchor-changed",
        "a fragment of the published page is no more",
    ),
    warning(
        "asset-id-ambiguous",
        "several files of one language have the same ms.assetid",
    ),
    warning(
        "broken-fragment",
        "a link names a fragment that its target does not have",
    ),
    warning(
        "broken-link",
        "a relative link leads to an article that does not exist",
    ),
    warning(
        "comment-unterminated",
        "an HTML comment is opened and never closed",
    ),
    warning("duplicate-id", "several records of a file have the same id"),
    warning("duplicate-key", "a key stands twice in the front matter"),
    warning(
        "duplicate-question",
        "the same question is asked in two places of one language",
    ),
    warning("empty-answer", "a question has no answer"),
    error(
        "file-too-large",
        "a file is longer than is read of one file",
    ),
    error("front-matter-syntax", "the front matter is not valid YAML"),
    error(
        "front-matter-too-large",
        "the front matter is longer than is read of it",
    ),
    warning("include-cycle", "included files include each other"),
    warning("include-not-found", "an included file does not exist"),
    error("invalid-utf8", "a file holds bytes that are not UTF-8"),
    error(
        "json-syntax",
        "a line of a JSON Lines file is not a JSON object",
    ),
    info("language-detected", "the language was told from the text"),
    warning(
        "language-unknown",
        "no language is stated and none could be told",
    ),
    warning(
        "link-outside-root",
        "a symbolic link leads out of the content folder",
    ),
    warning(
        "not-a-file",
        "something with the name of an article is a device, pipe or socket",
    ),
    error("record-too-long", "a record is longer than is read of one"),
    warning(
        "title-missing",
        "an article has neither a title nor a heading of level 1",
    ),
    warning("title-too-long", "a title is longer than is kept of one"),
    warning(
        "translation-missing",
        "a question lacks a translation that its neighbours have",
    ),
    info(
        "translation-older",
        "a translation is older than its source",
    ),
    error("unreadable-file", "a file or folder cannot be read"),
];

const fn rule(name: &'static str, severity: Severity, summary: &'static str) -> Rule {
    Rule {
        name,
        severity,
        summary,
    }
}

const fn info(name: &'static str, summary: &'static str) -> Rule {
    rule(name, Severity::Info, summary)
}

const fn warning(name: &'static str, summary: &'static str) -> Rule {
    rule(name, Severity::Warning, summary)
}

const fn error(name: &'static str, summary: &'static str) -> Rule {
    rule(name, Severity::Error, summary)
}
