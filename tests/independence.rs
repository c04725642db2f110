//! The hits of a query do not depend on the queries before it: one searcher serves many.
//!
//! Each query is asked on a searcher of its own, and after all others on one that is shared, one
//! by one and in parallel. The answers must be equal.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use faq::content::source::discover::Root;
use faq::reindex::{self, NoProgress, Options};
use faq::search::{Request, Searcher};
use rayon::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use support::shared;

/// Of the queries of a judged set, one in so many is asked.
const SAMPLE: usize = 150;

/// Builds an index of a folder of content.
fn index_of(content: &Path, folder: &TempDir) -> PathBuf {
    let roots = vec![Root {
        path: content.to_path_buf(),
        url: None,
    }];
    let options = Options::new(roots, folder.path().join("index"));
    reindex::run(&options, &NoProgress).unwrap();
    options.index
}

/// Returns the JSON of an answer without the time that it took.
fn answer(searcher: &Searcher, query: &str) -> Value {
    let mut request = Request::new(query);
    request.explain = true;
    let response = searcher.search(&request).unwrap();
    let mut json = serde_json::to_value(response).unwrap();
    json.as_object_mut().unwrap().remove("took_us");
    json
}

/// Asserts that each query finds the same alone, after all others, and beside them.
#[track_caller]
fn assert_independent(index: &Path, queries: &[String]) {
    let alone: Vec<Value> = queries
        .par_iter()
        .map(|query| answer(&Searcher::open(index).unwrap(), query))
        .collect();
    let shared = Searcher::open(index).unwrap();
    for query in queries {
        answer(&shared, query);
    }
    let after: Vec<Value> = queries.iter().map(|query| answer(&shared, query)).collect();
    let shared = Searcher::open(index).unwrap();
    let beside: Vec<Value> = queries
        .par_iter()
        .map(|query| answer(&shared, query))
        .collect();
    for (query, ((alone, after), beside)) in queries.iter().zip(alone.iter().zip(after).zip(beside))
    {
        assert_eq!(*alone, after, "{query} after others");
        assert_eq!(*alone, beside, "{query} beside others");
    }
}

/// Returns a word with its second and third letters swapped, which no index knows.
fn misspelt(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 {
        letters.swap(1, 2);
    }
    letters.into_iter().collect()
}

#[test]
fn a_misspelt_function_word_finds_the_same_whatever_was_asked_before() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    fs::create_dir(&content).unwrap();
    let boats = "---\ntitle: Which boat\n---\n\n## May dogs come along?\n\nYes, with a vest.\n\n\
                 ## Which licence do I need?\n\nNone for small boats.\n";
    fs::write(content.join("boats.md"), boats).unwrap();
    let index = index_of(&content, &folder);

    let searcher = Searcher::open(&index).unwrap();
    let alone = answer(&searcher, "whcih");
    assert_eq!(alone["hits"].as_array().unwrap().len(), 2, "{alone:#}");
    answer(&searcher, "which licence do I need for dogs");
    assert_eq!(answer(&searcher, "whcih"), alone);
}

#[test]
fn judged_queries_find_the_same_alone_after_all_others_and_beside_them() {
    let Some(sets) = shared("eval") else {
        return;
    };
    let mut sets: Vec<PathBuf> = fs::read_dir(sets)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|set| set.join("questions.jsonl").exists())
        .collect();
    sets.sort();
    assert!(!sets.is_empty());
    for set in sets {
        let folder = TempDir::new().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::copy(set.join("questions.jsonl"), content.join("questions.jsonl")).unwrap();
        let index = index_of(&content, &folder);
        let judged = fs::read_to_string(set.join("queries.tsv")).unwrap();
        let mut queries: Vec<String> = Vec::new();
        for line in judged.lines().step_by(SAMPLE) {
            let query = line.split_once('\t').unwrap().1;
            queries.push(query.to_string());
            // Single words, whose expansion once depended on the queries before.
            queries.extend(query.split_whitespace().take(2).map(misspelt));
        }
        assert_independent(&index, &queries);
    }
}
