//! No word is lost, and no markup is shown: the words of real FAQ pages beside those that the parser
//! of their generator shows.
//!
//! The pages are not part of the repository, and neither are the parsers: `FAQ_PARSERS` names a
//! folder with `venv/bin/python` (Markdown, pymdown-extensions), `node/node_modules` (unified,
//! remark-parse, remark-mdx, remark-gfm, remark-directive, markdown-it, markdown-it-attrs, entities)
//! and `goldmark/words`, which `parsers/goldmark.go` is built into; `ruby` has kramdown. Without them
//! the test says so and passes.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;

use faq::{ContentRoot, DialectName, Kind, plain_text};

use crate::support::shared::shared;

/// The share of a page's words that entries have to hold.
const LEAST: f64 = 0.999;

/// Returns the command that shows the words of pages in a dialect.
fn parser(dialect: &str, folder: &Path) -> Option<Command> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library/parsers");
    let (program, script) = match dialect {
        "mkdocs" => (folder.join("venv/bin/python"), Some("python_markdown.py")),
        "docusaurus" | "github" => ("node".into(), Some("remark.mjs")),
        "vitepress" | "wikijs" => ("node".into(), Some("markdown_it.mjs")),
        "jekyll" => ("ruby".into(), Some("kramdown.rb")),
        "hugo" => (folder.join("goldmark/words"), None),
        _ => return None,
    };
    let mut command = Command::new(program);
    command.args(script.map(|script| scripts.join(script)));
    command.env("FAQ_PARSERS", folder);
    Some(command)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// The words of a page, each with how often it stands there, and the texts of its entries.
type Page = (HashMap<String, usize>, Vec<String>);

/// Returns the pages of a site as entries have them.
fn read(content: &Path, dialect: &str) -> BTreeMap<String, Page> {
    let mut root = ContentRoot::new(content);
    root.dialect = DialectName::parse(dialect);
    let corpus = faq::read_content(&[root], &faq::LanguageTag::ENGLISH).expect("readable");
    let mut pages = BTreeMap::new();
    for article in corpus.articles {
        let (all, texts): &mut Page = pages.entry(article.path.clone()).or_default();
        let mut add = |text: &str| {
            for word in words(text) {
                *all.entry(word).or_default() += 1;
            }
        };
        add(&article.title);
        for entry in &article.entries {
            let text = plain_text(&entry.answer);
            for part in entry.section.iter().chain([&entry.question, &text]) {
                add(part);
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
    let folder = Path::new(&folder);
    let mut failures = Vec::new();
    for site in std::fs::read_dir(sites).expect("readable") {
        let site = site.expect("readable").path();
        let Ok(dialect) = std::fs::read_to_string(site.join("dialect")) else {
            continue;
        };
        let content = site.join("content");
        let mut pages = read(&content, dialect.trim());
        let Some(mut parser) = parser(dialect.trim(), folder) else {
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
        for (line, (path, (known, texts))) in shown.lines().zip(&mut pages) {
            let page: String = serde_json::from_str(line).expect("a line of JSON");
            // The label of an answer is no part of it.
            let shown = page
                .lines()
                .map(|line| line.trim_start().trim_start_matches("A: "));
            for word in shown.flat_map(words) {
                all += 1;
                match known.get_mut(&word) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        kept += 1;
                    }
                    _ => lost.push(format!("{path}: {word}")),
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
