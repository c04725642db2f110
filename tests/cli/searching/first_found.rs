//! Sites of questions whose answers say nothing, and which of them a query finds first.

use crate::support::json::column;
use crate::support::site::Site;

/// A site with one question for each text.
pub fn site(language: &str, texts: &[&str]) -> Site {
    let questions: Vec<String> = texts
        .iter()
        .map(|text| format!("## {text}\n\nQqq.\n"))
        .collect();
    Site::empty()
        .file(
            &format!("content/{language}/one.md"),
            format!("# A\n\n{}", questions.join("\n")),
        )
        .indexed()
}

/// The questions found, none for an empty page.
pub fn questions(site: &Site, language: &str, query: &str) -> Vec<String> {
    let run = site.faq("search --json -l").arg(language).arg(query).run();
    column(run.json()["hits"].as_array().unwrap(), "question")
}

/// Asserts that every query finds the text beside it before all others.
#[track_caller]
pub fn assert_first(language: &str, texts: &[&str], queries: &[(&str, &str)]) {
    let site = site(language, texts);
    let mut wrong = Vec::new();
    for (query, expected) in queries {
        let found = questions(&site, language, query);
        if found.first().map(String::as_str) != Some(expected) {
            wrong.push(format!("{query}: {found:?} instead of {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
