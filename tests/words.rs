//! Every word can be found: a sample of the words of the articles, each
//! searched in its language, must bring up an entry that contains it.
//!
//! The sample is the same on every run. It is drawn from the articles that ship
//! and, where it is present (`FAQ_SHARED`, else `../shared`), from a large
//! collection of real ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use faq::content::corpus;
use faq::content::discover::Root;
use faq::content::model::Entry;
use faq::content::text::plain;
use faq::job::{self, Options, Silent};
use faq::search::{Languages, Request, Searcher};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use rayon::prelude::*;

/// Seed of the sample.
const SEED: u64 = 20_261_125;

/// What a reader sees of an entry, lower case.
fn readable(title: &str, entry: &Entry) -> String {
    let parts = [title, &entry.question, &plain(&entry.answer)];
    let mut text = parts.join("\n");
    for part in entry.section.iter().chain(&entry.keywords) {
        text.push('\n');
        text.push_str(part);
    }
    text.to_lowercase()
}

/// Words as Unicode cuts them: what a reader would type.
fn words(text: &str) -> Vec<&str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(text).collect();
    ends.windows(2)
        .filter_map(|ends| text.get(ends[0]..ends[1]))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

/// Up to `count` of the words, by a linear congruential generator (Knuth, MMIX).
fn sample(words: BTreeSet<String>, count: usize) -> Vec<String> {
    let mut words: Vec<String> = words.into_iter().collect();
    let mut state = SEED;
    for taken in 0..count.min(words.len()) {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let left = words.len() - taken;
        let chosen = usize::try_from(state >> 33).expect("31 bits") % left;
        words.swap(taken, taken + chosen);
    }
    words.truncate(count);
    words
}

/// The words of the content that a search does not bring up, by language.
fn lost(content: &Path, per_language: usize) -> BTreeMap<String, Vec<String>> {
    let roots = vec![Root {
        path: content.to_path_buf(),
        url: None,
    }];
    let read = corpus::read(&roots, "en").expect("readable");
    let mut vocabulary: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for article in &read.articles {
        let known = vocabulary.entry(article.language.clone()).or_default();
        for entry in &article.entries {
            let text = readable(&article.title, entry);
            known.extend(words(&text).into_iter().map(str::to_owned));
            texts.insert(entry.id.clone(), text);
        }
    }

    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = Options::new(roots, folder.path().join("index"));
    job::run(&options, &Silent).expect("built");
    let searcher = Searcher::open(&options.index).expect("just built");

    vocabulary
        .into_iter()
        .map(|(language, known)| {
            let all = known.len();
            let chosen = sample(known, per_language);
            let lost: Vec<String> = chosen
                .par_iter()
                .filter(|word| {
                    let mut request = Request::new(word);
                    request.languages = Languages::Only(vec![language.clone()]);
                    request.answer_in = vec![language.clone()];
                    let response = searcher.search(&request).expect("no error");
                    !response
                        .hits
                        .iter()
                        .filter_map(|hit| texts.get(&hit.id))
                        .any(|text| text.contains(word.as_str()))
                })
                .cloned()
                .collect();
            eprintln!(
                "{language}: {} of {} words ({all} in all) not found",
                lost.len(),
                chosen.len()
            );
            (language, lost)
        })
        .collect()
}

#[track_caller]
fn assert_none(lost: BTreeMap<String, Vec<String>>) {
    let lost: Vec<_> = lost
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn every_word_of_the_shipped_articles_is_found() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    assert_none(lost(&content, usize::MAX));
}

#[test]
fn words_of_a_large_collection_are_found() {
    let shared = std::env::var_os("FAQ_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let content = shared.join("corpora/sccm");
    if !content.exists() {
        eprintln!("SKIPPED: {} is not there", content.display());
        return;
    }
    assert_none(lost(&content, 2000));
}
