//! The rules: everything that a reader, a check or a run may report about the content.
//!
//! Each rule is declared once, here. Its severity, its hint, the table of SARIF, `docs/rules.md`
//! and `faq check --explain` are made from the declaration. Who reports a rule is not decided here.

use serde::Serialize;

use super::severity::Severity::{self, Error, Info, Warning};

/// One thing that can be wrong with the content.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// The stable identifier, such as `front-matter-syntax`.
    pub id: &'static str,
    /// How bad a breach is.
    pub severity: Severity,
    /// What is wrong when the rule is broken, in one line.
    pub summary: &'static str,
    /// What to do about it, unless the problem knows better.
    pub hint: &'static str,
    /// Why it matters and what happens meanwhile, in whole sentences of Markdown.
    pub description: &'static str,
}

/// Declares rules as constants, and the list of them all.
macro_rules! rules {
    ($($name:ident = $severity:ident $id:literal {
        $summary:literal,
        hint: $hint:literal,
        $description:literal $(,)?
    })*) => {
        $(
            #[doc = $summary]
            pub(crate) const $name: &Rule = &Rule {
                id: $id,
                severity: $severity,
                summary: $summary,
                hint: $hint,
                description: $description,
            };
        )*

        /// Every rule, sorted by id.
        pub(crate) const RULES: &[&Rule] = &[$($name),*];
    };
}

rules! {
    ANCHOR_CHANGED = Warning "anchor-changed" {
        "a fragment of the published page is no more",
        hint: "keep the old name with <a name=\"…\"></a>, or correct the links that lead there",
        "The live index knows an anchor that the article no longer offers. Links to it from other \
         pages, mails and bookmarks lead to the top of the page now. Changing the words of a heading \
         changes its anchor."
    }
    ASSET_ID_AMBIGUOUS = Warning "asset-id-ambiguous" {
        "several files of one language have the same ms.assetid",
        hint: "give each article an id of its own; until then paths pair the translations",
        "An `ms.assetid` says which articles are translations of each other. One that two articles of \
         a language claim says nothing, so it is not used. It usually comes from copying a file."
    }
    BROKEN_FRAGMENT = Warning "broken-fragment" {
        "a link names a fragment that its target does not have",
        hint: "take the fragment from the published page: `faq list` shows it as anchor",
        "The article that the link leads to exists, but no heading or anchor of it has the name after \
         `#`. A browser shows the top of the page instead."
    }
    BROKEN_LINK = Warning "broken-link" {
        "a relative link leads to an article that does not exist",
        hint: "correct the link, or remove it",
        "Relative links to Markdown files are looked up below the content root. Where only another \
         language has the article this is a note, since most sites show that language then."
    }
    COMMENT_UNTERMINATED = Warning "comment-unterminated" {
        "an HTML comment is opened and never closed",
        hint: "close it with -->; until then only its first line is treated as a comment",
        "A browser would hide the rest of the page. The index hides one line only, so that no answer \
         is lost by a typing mistake."
    }
    DATA_SYNTAX = Error "data-syntax" {
        "a data file or an export is not valid JSON or YAML",
        hint: "export it again, or mend it where the message says",
        "What stands before the mistake is read where the file is a list of records; else nothing is."
    }
    DUPLICATE_ID = Warning "duplicate-id" {
        "several records of a file have the same id",
        hint: "give every record an id of its own",
        "Records of JSON Lines are known by their `id`. All of them are indexed; the later ones get an \
         id that is made of theirs."
    }
    DUPLICATE_QUESTION = Warning "duplicate-question" {
        "the same question is asked in two places of one language",
        hint: "keep one answer and link to it, or word the questions so that readers can tell them \
               apart",
        "A reader who finds both cannot tell which answer is meant for them, and two answers are \
         seldom kept up to date. Case and punctuation do not count."
    }
    EMPTY_ANSWER = Warning "empty-answer" {
        "a question has no answer",
        hint: "write the answer, or remove the question",
        "The question is found, and shows nothing. A heading of a higher level right below it ends \
         its answer."
    }
    ENCODING_GUESSED = Info "encoding-guessed" {
        "a file is not UTF-8, and its encoding was told from the text",
        hint: "save the file as UTF-8, or name its encoding: `encoding` under `[[content]]` in `faq.toml`",
        "A guess is right for whole sentences, and may be wrong where only a few letters differ."
    }
    FAQ_WITHOUT_QUESTIONS = Warning "faq-without-questions" {
        "no question was found in an article that calls itself a FAQ",
        hint: "make each question a heading, or write it in bold, or with Q: and A:",
        "Its file name, its title or its front matter says that it is a FAQ. Its text is found, but no \
         search leads to one of its answers. Perhaps it is written in a way that is not read yet."
    }
    FILE_TOO_LARGE = Error "file-too-large" {
        "a file is longer than is read of one file",
        hint: "split the file into smaller articles",
        "The first 16 MiB are indexed. What comes after cannot be found."
    }
    FRONT_MATTER_DUPLICATE_KEY = Warning "front-matter-duplicate-key" {
        "a key stands twice in the front matter",
        hint: "remove one; the first is used",
        "YAML allows a key once. Site generators differ in which of the two they take."
    }
    FRONT_MATTER_SYNTAX = Warning "front-matter-syntax" {
        "the front matter is not valid YAML",
        hint: "write valid YAML; values with a colon or a leading quote need quotes around them",
        "Lines of the form `key: value` are read all the same. Lists and nested values are not."
    }
    FRONT_MATTER_TOO_LARGE = Warning "front-matter-too-large" {
        "the front matter is longer than is read of it",
        hint: "keep the front matter below 64 kB",
        "Only its simple lines are read, or its first fields are kept. The text of the article is not \
         affected."
    }
    FRONT_MATTER_UNTERMINATED = Warning "front-matter-unterminated" {
        "the front matter is opened and never closed",
        hint: "end it with a line of three hyphens",
        "A file that begins with a line of three hyphens has front matter up to the next such line. \
         Without one, the lines that look like keys are taken for it."
    }
    HTML_LIMIT = Warning "html-limit" {
        "a page has more markup than is read of one",
        hint: "mend the markup, which often lacks end tags, or split the page",
        "Elements that are nested more than 256 deep, repeated endlessly or given thousands of \
         attributes would make reading take for ever. What follows is kept as plain text."
    }
    INCLUDE_CYCLE = Error "include-cycle" {
        "included files include each other",
        hint: "break the cycle: a file cannot include itself",
        "The include is left out, and its title stands in its place."
    }
    INCLUDE_LIMIT = Error "include-limit" {
        "an article includes too many, too large or too deeply nested files",
        hint: "include fewer, smaller or less deeply nested files",
        "Limits keep a small article from becoming gigabytes. What is over the limit is left out, and \
         its title stands in its place."
    }
    INCLUDE_NOT_FOUND = Error "include-not-found" {
        "an included file does not exist, or cannot be read",
        hint: "correct the path: it is relative to the file, or to the content root after ~/",
        "The text of the include is missing in the answer; its title stands in its place."
    }
    INCLUDE_OUTSIDE_ROOT = Error "include-outside-root" {
        "an include leads out of the content folder",
        hint: "include only files below the content root",
        "Files outside the content folder are never read, whoever asks for them: an article must not \
         publish what only the server may see."
    }
    INVALID_UTF8 = Warning "invalid-utf8" {
        "a file holds bytes that are not UTF-8",
        hint: "save the file as UTF-8",
        "What cannot be read is shown as \u{FFFD}, and words with it are not found. UTF-16 with a byte \
         order mark is read as it is."
    }
    JSON_LD_SYNTAX = Warning "json-ld-syntax" {
        "JSON-LD cannot be read",
        hint: "mend it where the message says; search engines cannot read it either",
        "The questions that it states are not known. What the page shows is read all the same. Line ends \
         within texts and commas too many are put up with."
    }
    JSON_SYNTAX = Error "json-syntax" {
        "a line of a JSON Lines file is not a JSON object",
        hint: "write one JSON object a line; the other lines are read",
        "The record is left out. The message says what was expected, and where."
    }
    LANGUAGE_DETECTED = Info "language-detected" {
        "the language was told from the text",
        hint: "add `lang: fr` or the like to the front matter, or put the file into a folder of its \
               language",
        "Detection is right for long texts and guesses at short ones. A wrong language means wrong \
         word forms."
    }
    LANGUAGE_UNKNOWN = Warning "language-unknown" {
        "no language is stated and none could be told",
        hint: "add `lang: fr` or the like to the front matter, or put the file into a folder of its \
               language",
        "The article is indexed as one of the default language (`language` in `faq.toml`)."
    }
    LEFT_OUT = Info "left-out" {
        "a file is left out of the search",
        hint: "nothing is wrong if that is meant; else change what the message names",
        "An article is left out if its front matter says so (`draft: true`, `search: false`, \
         `search: {exclude: true}`, `robots: noindex` and the like), if a pattern under `exclude` in \
         `faq.toml` names it, or if it is a fragment: a file in a folder `includes`, or without a \
         title, that other articles include. The text of a fragment is found in the articles that \
         include it. A file in `includes` that has no title, and one with `ms.topic: include`, is a \
         fragment whether or not it is included."
    }
    LINK_OUTSIDE_ROOT = Warning "link-outside-root" {
        "a symbolic link leads out of the content folder",
        hint: "copy the target into the content folder, or name it as a content root",
        "Such a link is not followed: it could publish what only the server may see."
    }
    NO_QUESTION_LISTED = Warning "no-question-listed" {
        "a file that looks like a list of questions has none",
        hint: "give each question an answer: the keys are `question` and `answer`",
        "The file has the keys of questions and answers, or those of a help desk's articles, or \
         speaks of FAQs in the vocabulary of schema.org, yet no question or article with a text was \
         found in it."
    }
    NOT_A_FILE = Warning "not-a-file" {
        "something with the name of an article is a device, pipe or socket",
        hint: "replace it by a file",
        "Opening it could wait for ever, so it is not opened."
    }
    NOT_READ = Info "not-read" {
        "files look like articles and are of a kind that is not read",
        hint: "convert them to Markdown, or index the HTML that their generator makes of them",
        "Nothing of them is found. The note stands at the first of the files and counts them all. Data \
         files count only if their name says that they are a FAQ, or if their beginning looks like \
         questions. Patterns under `exclude` in \
         `faq.toml` silence it."
    }
    RECORD_TOO_LONG = Error "record-too-long" {
        "a record is longer than is read of one",
        hint: "split the record, or check that every record ends with a line break",
        "A record of more than 16 MiB is left out. Often a line break is missing and several records \
         stand on one line."
    }
    TITLE_MISSING = Warning "title-missing" {
        "an article has neither a title nor a heading of level 1",
        hint: "add a title to the front matter, or a level-1 heading",
        "Hits show the title above the question. The name of the file stands in."
    }
    TITLE_TOO_LONG = Warning "title-too-long" {
        "a title is longer than is kept of one",
        hint: "write a title of one line",
        "Only its beginning is kept. Often a whole text has become the title by mistake."
    }
    TRANSLATION_MISSING = Warning "translation-missing" {
        "a question lacks a translation that its neighbours have",
        hint: "translate it, or give the translation's heading the same anchor",
        "Other questions of the article exist in that language, this one does not. Or it does, under \
         an anchor of its own: then readers see the question twice."
    }
    TRANSLATION_OLDER = Info "translation-older" {
        "a translation is older than its source",
        hint: "check what has changed since",
        "The two articles state a date (`ms.date`, `lastmod` or the like), and that of the original is later."
    }
    UNREADABLE_FILE = Error "unreadable-file" {
        "a file or folder cannot be read",
        hint: "check that it still exists and that its permissions let this user read it",
        "Nothing of it is in the index. In a nightly run the entries of the run before are kept."
    }
    YAML_FAQ_SYNTAX = Error "yaml-faq-syntax" {
        "a YAML FAQ is not valid YAML",
        hint: "write valid YAML; until then the file is one entry",
        "Questions and answers cannot be told apart. The whole text is one section, so that its words \
         are found."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_by_ids_that_differ() {
        assert!(RULES.is_sorted_by(|a, b| a.id < b.id));
    }

    #[test]
    fn summaries_and_hints_are_one_line_without_a_stop() {
        for rule in RULES {
            for line in [rule.summary, rule.hint] {
                assert!(
                    !line.contains(['\n']) && !line.contains("  "),
                    "{}",
                    rule.id
                );
                assert!(!line.ends_with('.'), "{}", rule.id);
            }
        }
    }

    /// Returns the page that documents every rule.
    fn page() -> String {
        let mut page = String::from(
            "# Rules\n\nWhat `faq check` and the report of `faq reindex` may say about the \
             content. `faq check\n--explain RULE` prints the same. This page is generated; \
             `UPDATE_DOCS=1 cargo test --lib rule`\nwrites it anew.\n",
        );
        for rule in RULES {
            let severity = rule.severity.as_str();
            let Rule {
                id,
                summary,
                hint,
                description,
                ..
            } = rule;
            page += &format!("\n## {id}\n\n**{severity}**: {summary}.\n\n");
            for text in [*description, &format!("To do: {hint}.")] {
                let mut column = 0;
                for word in text.split(' ') {
                    let length = word.chars().count();
                    if column > 0 && column + 1 + length > 100 {
                        page.push('\n');
                        column = 0;
                    } else if column > 0 {
                        page.push(' ');
                        column += 1;
                    }
                    page += word;
                    column += length;
                }
                page.push_str("\n\n");
            }
            page.pop();
        }
        page
    }

    #[test]
    fn the_page_of_rules_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, page()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), page());
    }
}
