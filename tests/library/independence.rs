//! The hits of a query do not depend on the queries before it: one service answers many.
//!
//! Each query is asked by a service of its own, and after all others by one that is shared, one
//! by one and in parallel. The answers must be equal.

use std::fs;
use std::path::{Path, PathBuf};

use faq::{Request, Service, ServiceOptions};
use rayon::prelude::*;
use serde_json::Value;

use crate::support::article::article;
use crate::support::build::build;
use crate::support::json::items;
use crate::support::shared::shared;
use crate::support::site::Site;

/// Of the queries of a judged set, one in so many is asked.
const SAMPLE: usize = 150;

fn open(index: &Path) -> Service {
    Service::open(ServiceOptions::new(index.to_path_buf())).unwrap()
}

/// Returns the JSON of an answer without the time that it took.
fn answer(service: &Service, query: &str) -> Value {
    let mut request = Request::new(query);
    request.explain = true;
    let response = service.search(&request).unwrap();
    let mut json = serde_json::to_value(response).unwrap();
    json.as_object_mut().unwrap().remove("took_us");
    json
}

/// Asserts that each query finds the same alone, after all others, and beside them.
#[track_caller]
fn assert_independent(index: &Path, queries: &[String]) {
    let alone: Vec<Value> = queries
        .par_iter()
        .map(|query| answer(&open(index), query))
        .collect();
    let shared = open(index);
    for query in queries {
        answer(&shared, query);
    }
    let after: Vec<Value> = queries.iter().map(|query| answer(&shared, query)).collect();
    let shared = open(index);
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
    let boats = article(
        "Which boat",
        "",
        &[
            ("May dogs come along?", "Yes, with a vest."),
            ("Which licence do I need?", "None for small boats."),
        ],
    );
    let site = Site::empty().file("content/boats.md", boats);
    let index = build(&site.content(), site.folder());

    let service = open(&index);
    let alone = answer(&service, "whcih");
    assert_eq!(items(&alone["hits"]).len(), 2, "{alone:#}");
    answer(&service, "which licence do I need for dogs");
    assert_eq!(answer(&service, "whcih"), alone);
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
        let questions = fs::read(set.join("questions.jsonl")).unwrap();
        let site = Site::empty().file("content/questions.jsonl", questions);
        let index = build(&site.content(), site.folder());
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
