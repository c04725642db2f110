//! No word is lost, and no markup is shown: the words of real FAQ pages beside those that the parser
//! of their generator shows.
//!
//! The pages are not part of the repository, and neither are the parsers: `FAQ_PARSERS` names a
//! folder with `venv/bin/python` (Markdown, pymdown-extensions) and `node/node_modules` (unified,
//! remark-parse, remark-mdx, remark-gfm, remark-directive). Without them the test says so and
//! passes.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use faq::{ContentRoot, DialectName, Kind, plain_text};

use crate::support::shared::shared;

/// The share of a page's words that entries have to hold.
const LEAST: f64 = 0.999;

/// Returns the command that shows the words of pages in a dialect.
fn parser(dialect: &str, folder: &Path) -> Option<Command> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library/parsers");
    let (program, script) = match dialect {
        "mkdocs" => (folder.join("venv/bin/python"), "python_markdown.py"),
        "docusaurus" | "github" | "hugo" | "wikijs" => (PathBuf::from("node"), "remark.mjs"),
        _ => return None,
    };
    let mut command = Command::new(program);
    command.arg(scripts.join(script)).env("FAQ_PARSERS", folder);
    Some(command)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Returns the words of each page of a site as entries have them, and the entries' texts.
fn read(content: &Path, dialect: &str) -> BTreeMap<String, (HashSet<String>, Vec<String>)> {
    let mut root = ContentRoot::new(content);
    root.dialect = DialectName::parse(dialect);
    let corpus = faq::read_content(&[root], &faq::LanguageTag::ENGLISH).expect("readable");
    let mut pages = BTreeMap::new();
    for article in corpus.articles {
        let (all, texts): &mut (HashSet<String>, Vec<String>) =
            pages.entry(article.path.clone()).or_default();
        all.extend(words(&article.title));
        for entry in &article.entries {
            let text = plain_text(&entry.answer);
            for part in entry.section.iter().chain([&entry.question, &text]) {
                all.extend(words(part));
            }
            if entry.kind == Kind::Question {
                texts.push(entry.question.clone());
            }
            texts.push(text);
        }
    }
    pages
}

#[test]
fn pages_keep_their_words_and_lose_their_markup() {
    let (Some(sites), Some(folder)) = (shared("gold/web"), std::env::var_os("FAQ_PARSERS")) else {
        eprintln!("skipped: no pages or no FAQ_PARSERS");
        return;
    };
    let folder = PathBuf::from(folder);
    let mut failures = Vec::new();
    for site in std::fs::read_dir(sites).expect("readable") {
        let site = site.expect("readable").path();
        let Ok(dialect) = std::fs::read_to_string(site.join("dialect")) else {
            continue;
        };
        let content = site.join("content");
        let pages = read(&content, dialect.trim());
        let Some(mut parser) = parser(dialect.trim(), &folder) else {
            continue;
        };
        let output = parser
            .args(pages.keys().map(|path| content.join(path)))
            .output();
        let Some(output) = output.ok().filter(|output| output.status.success()) else {
            eprintln!("skipped: no parser of {}", dialect.trim());
            continue;
        };
        let shown = String::from_utf8(output.stdout).expect("UTF-8");
        let (mut all, mut kept, mut lost) = (0_usize, 0_usize, Vec::new());
        for (line, (path, (known, texts))) in shown.lines().zip(&pages) {
            let page: String = serde_json::from_str(line).expect("a line of JSON");
            for word in words(&page) {
                all += 1;
                if known.contains(&word) {
                    kept += 1;
                } else {
                    lost.push(word);
                }
            }
            for mark in [":::", "{#", "{: ", "{{<", "{{%", "{.is-", "!!! ", "??? "] {
                // Code may show such a mark.
                let has = |text: &String| text.lines().any(|line| line.starts_with(mark));
                if texts.iter().any(has) {
                    failures.push(format!("{}/{path} shows {mark}", site.display()));
                }
            }
        }
        eprintln!("{}: {kept} of {all} words; lost {lost:?}", site.display());
        if (kept as f64) < all as f64 * LEAST {
            failures.push(format!("{}: {kept} of {all} words", site.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
