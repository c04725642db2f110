//! Measures reading against real articles and published anchors.
//!
//! The data is not part of the repository; without it the tests say so and pass.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use faq::{Article, Kind, ReadContext, plain_text as plain};

use crate::support::shared::shared;

fn read(root: &Path, path: &str) -> Article {
    let bytes = std::fs::read(root.join(path)).expect("the listing named it");
    read_bytes(Some(root), path, &bytes)
}

fn read_bytes(root_dir: Option<&Path>, path: &str, bytes: &[u8]) -> Article {
    let context = ReadContext::new(root_dir, &faq::LanguageTag::ENGLISH);
    let mut read = faq::read_bytes(path, bytes, &context);
    assert_eq!(read.articles.len(), 1, "{path}");
    read.articles.remove(0)
}

fn markdown_files(root: &Path) -> Vec<String> {
    let mut files: Vec<String> = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|extension| extension == "md")
        })
        .filter_map(|entry| Some(entry.path().strip_prefix(root).ok()?.to_str()?.to_owned()))
        .collect();
    files.sort();
    files
}

/// In lower case, because alert labels are respelled.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[test]
fn published_anchors() {
    let Some(path) = shared("gold/slugs.tsv") else {
        return;
    };
    let pairs = std::fs::read_to_string(path).expect("readable");
    let (mut all, mut published, mut known, mut wrong) = (0, 0, 0, Vec::new());
    for pair in pairs.lines() {
        let Some((heading, slug)) = pair.split_once('\t') else {
            continue;
        };
        let text = format!("## {heading}\n\ntext\n");
        let article = read_bytes(None, "a.md", text.as_bytes());
        let Some(entry) = article.entries.first() else {
            continue;
        };
        all += 1;
        published += usize::from(entry.anchor == slug);
        let found = entry.anchor == slug || entry.aliases.iter().any(|alias| alias == slug);
        known += usize::from(found);
        if entry.anchor != slug {
            let note = if found { "alias" } else { "unknown" };
            wrong.push(format!(
                "{heading}\n    listed {slug} ({note})\n    given  {}",
                entry.anchor
            ));
        }
    }
    eprintln!(
        "{published} of {all} anchors, {known} with aliases\n{}",
        wrong.join("\n")
    );
    assert!(published * 100 >= all * 99, "{published} of {all}");
    assert!(known * 1000 >= all * 999, "{known} of {all}");
}

#[test]
fn questions_are_exactly_those_listed() {
    let Some(gold) = shared("gold") else { return };
    let Some(root) = shared("corpora/sccm") else {
        return;
    };
    let mut failures = Vec::new();
    for (list, folder) in [("en", "en-us"), ("fr", "fr-fr"), ("de", "de-de")] {
        let lines =
            std::fs::read_to_string(gold.join(format!("questions-{list}.tsv"))).expect("readable");
        let mut expected: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in lines.lines() {
            let mut columns = line.split('\t');
            if let (Some(path), Some(anchor)) = (columns.next(), columns.next()) {
                expected.entry(path).or_default().push(anchor);
            }
        }
        for (path, anchors) in expected {
            let article = read(&root, &format!("{folder}/{path}"));
            let found: Vec<_> = questions(&article)
                .into_iter()
                .map(|(anchor, _)| anchor)
                .collect();
            if found != anchors {
                failures.push(format!(
                    "{folder}/{path}\nexpected {anchors:#?}\nfound {found:#?}"
                ));
            }
        }
    }
    for folder in ["fr-fr", "de-de"] {
        let article = read(
            &root,
            &format!("{folder}/sccm/core/understand/product-and-licensing-faq.md"),
        );
        let found = questions(&article);
        let expected: Vec<_> = (1..=11)
            .map(|ordinal| ("product-and-licensing-faq".to_owned(), ordinal))
            .collect();
        if found != expected {
            failures.push(format!("{folder} licensing: {found:#?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn questions(article: &Article) -> Vec<(String, u32)> {
    article
        .entries
        .iter()
        .filter(|entry| entry.kind == Kind::Question)
        .map(|entry| (entry.anchor.clone(), entry.ordinal))
        .collect()
}

#[test]
fn translations_have_the_questions_of_their_originals() {
    let Some(root) = shared("corpora/sccm") else {
        return;
    };
    let endpoint = "sccm/protect/deploy-use/endpoint-protection-client-faq.md";
    let anchors = |path: String| -> Vec<String> {
        questions(&read(&root, &path))
            .into_iter()
            .map(|(anchor, _)| anchor)
            .collect()
    };
    assert_eq!(
        anchors(format!("ja-jp/{endpoint}")),
        anchors(format!("en-us/{endpoint}"))
    );
    let gateway = "ja-jp/sccm/core/clients/manage/cmg/cloud-management-gateway-faq.md";
    assert_eq!(anchors(gateway.to_owned()).len(), 5);
    let licensing = anchors("ja-jp/sccm/core/understand/product-and-licensing-faq.md".to_owned());
    assert!(
        licensing.contains(&"bkmk_update-rights".to_owned()),
        "{licensing:?}"
    );
    assert!(
        licensing.iter().all(|anchor| anchor.starts_with("bkmk_")),
        "{licensing:?}"
    );
}

#[test]
fn no_word_is_lost() {
    let Some(root) = shared("corpora/sccm") else {
        return;
    };
    let (mut files, mut left_out, mut entries, mut lost) = (0, 0, 0, Vec::new());
    let mut problems: BTreeMap<&str, usize> = BTreeMap::new();
    for path in markdown_files(&root) {
        let article = read(&root, &path);
        if article.is_left_out {
            // Its author wants none of it to be found, and whoever asks is told so.
            let mut told = article.problems.iter();
            assert!(told.any(|problem| problem.rule.id == "left-out"), "{path}");
            left_out += 1;
            continue;
        }
        files += 1;
        entries += article.entries.len();
        for problem in &article.problems {
            *problems.entry(problem.rule.id).or_default() += 1;
        }
        let mut kept: HashSet<String> = HashSet::new();
        let mut keep = |text: &str| kept.extend(words(text));
        keep(&article.title);
        keep(article.applies_to.as_deref().unwrap_or_default());
        for entry in &article.entries {
            keep(&entry.question);
            keep(&plain(&entry.answer));
            entry.section.iter().for_each(|heading| keep(heading));
        }
        let bytes = std::fs::read(root.join(&path)).expect("just read");
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let missing: BTreeSet<String> = words(&plain(&body_without_syntax(&text)))
            .filter(|word| !kept.contains(word))
            .collect();
        if !missing.is_empty() {
            lost.push(format!("{path}: {missing:?}"));
        }
        let keys: HashSet<_> = article
            .entries
            .iter()
            .map(|entry| (&entry.base_anchor, entry.ordinal))
            .collect();
        assert_eq!(keys.len(), article.entries.len(), "{path}");
        assert!(
            article.entries.is_sorted_by_key(|entry| entry.line),
            "{path}"
        );
    }
    eprintln!("{files} files, {entries} entries, {left_out} left out, problems {problems:?}");
    assert!(left_out * 7 < files, "{left_out} of {files} are left out");
    assert!(
        lost.is_empty(),
        "{} files lose words\n{}",
        lost.len(),
        lost.join("\n")
    );
}

/// An article's body as plain Markdown, by other means than the product's: front matter, comments,
/// include and layout syntax are taken out line by line, and so is the label of the applies-to
/// line.
fn body_without_syntax(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let body = match rest.split_once("\n---") {
        Some((_, body)) if first.trim_end() == "---" => body,
        _ => text,
    };
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let mut after_title = false;
    let mut lines = Vec::new();
    for line in out.lines() {
        let content = line.trim_start_matches([' ', '>']);
        let applies = after_title && content.starts_with('*') && content.contains([':', '：']);
        let lower = content.to_lowercase();
        let directive = ["[!include", "[!div", "[!video", ":::"]
            .iter()
            .any(|start| lower.starts_with(start));
        if applies || directive {
            after_title = after_title && !applies;
            lines.push(line.strip_suffix(content).unwrap_or_default());
            continue;
        }
        if !content.trim().is_empty() {
            after_title = line.starts_with("# ");
        }
        lines.push(line);
    }
    lines.join("\n")
}
