//! Every word can be found: a sample of the words of the articles, each
//! searched in its language, must bring up an entry that contains it.
//!
//! The sample is the same on every run. It is drawn from the articles that ship
//! and, where it is present, from a large collection of real ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use faq::{Entry, Languages, Request, Service, ServiceOptions};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use rayon::prelude::*;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::support::build::{build, root};
use crate::support::random::Random;
use crate::support::shared::shared;
use crate::support::site::shipped;

/// Seed of the sample.
const SEED: u64 = 20_261_125;

/// What a reader sees of an entry, lower case.
fn readable(title: &str, entry: &Entry) -> String {
    let parts = [title, &entry.question, &faq::plain_text(&entry.answer)];
    let mut text = parts.join("\n");
    for part in entry.section.iter().chain(&entry.keywords) {
        text.push('\n');
        text.push_str(part);
    }
    text.to_lowercase()
}

/// Runs of letters and digits, cut further where the script has no spaces. Words with an
/// apostrophe are left out: their parts are no words, and the whole is searched by its parts.
fn words(text: &str) -> Vec<&str> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends = segmenter.segment_str(text);
    let ends: Vec<usize> = ends.filter(|&at| !is_inside_number(text, at)).collect();
    ends.windows(2)
        .filter_map(|ends| text.get(ends[0]..ends[1]))
        .filter(|word| !word.contains(['\'', '’']))
        .flat_map(|word| {
            // A number with marks between its thousands is one word.
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            word.split(move |c: char| {
                !(c.is_alphanumeric() || is_inner(c) || is_number && is_thousands_mark(c))
            })
        })
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

/// Returns whether a character stands between the thousands of a number: a comma, or a space that
/// breaks no line.
fn is_thousands_mark(c: char) -> bool {
    matches!(c, ',' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

/// Returns whether a byte lies directly before or after a mark between thousands: `2 048` is one
/// word.
fn is_inside_number(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let number = before.strip_suffix(is_thousands_mark).unwrap_or(before);
    let rest = after.strip_prefix(is_thousands_mark).unwrap_or(after);
    let has_mark = before.len() + after.len() > number.len() + rest.len();
    let is_digit = |c: char| c.is_ascii_digit();
    let group = rest.bytes().take_while(u8::is_ascii_digit).count();
    has_mark && group == 3 && number.ends_with(is_digit)
}

/// Whether the character belongs to the word it stands in: accents, joiners, direction marks.
fn is_inner(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Mark
        || c.general_category() == GeneralCategory::Format
}

/// Returns up to `count` of the words, chosen at random.
fn sample(words: BTreeSet<String>, count: usize) -> Vec<String> {
    let mut words: Vec<String> = words.into_iter().collect();
    let mut random = Random::new(SEED);
    for taken in 0..count.min(words.len()) {
        let left = words.len() - taken;
        words.swap(taken, taken + random.below(left));
    }
    words.truncate(count);
    words
}

/// The share of the words, in percent, that may come up only after the first five hits, where
/// other forms of the same word stand. No word may be missing altogether.
const LATE_SHIPPED: usize = 0;
const LATE_LARGE: usize = 1;

/// What came of the words of one language.
#[derive(Debug, Default)]
struct Found {
    /// Number of words searched.
    searched: usize,
    /// Words that only a later hit than the first five contains.
    late: Vec<String>,
    /// Words that no hit contains.
    never: Vec<String>,
}

/// Searches words of the content, by language.
fn search(content: &Path, per_language: usize) -> BTreeMap<faq::LanguageTag, Found> {
    let read = faq::read_content(&[root(content)], &faq::LanguageTag::ENGLISH).expect("readable");
    let mut vocabulary: BTreeMap<faq::LanguageTag, BTreeSet<String>> = BTreeMap::new();
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
    let index = build(content, folder.path());
    let service = Service::open(ServiceOptions::new(index)).expect("just built");
    let contains = |id: &str, word: &str| texts.get(id).is_some_and(|text| text.contains(word));

    let mut results = BTreeMap::new();
    for (language, known) in vocabulary {
        let chosen = sample(known, per_language);
        let only = Languages::Only(vec![language.clone()]);
        let unseen: Vec<(String, bool)> = chosen
            .par_iter()
            .filter_map(|word| {
                let mut request = Request::new(word);
                request.languages = only.clone();
                request.display_languages = vec![language.clone()];
                let hits = service.search(&request).expect("no error").hits;
                if hits.iter().any(|hit| contains(&hit.id, word)) {
                    return None;
                }
                let all = service.rank(word, &only, usize::MAX / 2).expect("no error");
                Some((
                    word.clone(),
                    all.iter().any(|entry| contains(&entry.id, word)),
                ))
            })
            .collect();
        let (late, never): (Vec<_>, Vec<_>) = unseen.into_iter().partition(|(_, found)| *found);
        let names = |words: Vec<(String, bool)>| words.into_iter().map(|(word, _)| word).collect();
        let found = Found {
            searched: chosen.len(),
            late: names(late),
            never: names(never),
        };
        eprintln!("{language}: {found:?}");
        results.insert(language, found);
    }
    results
}

#[track_caller]
fn check(language: &str, found: &Found, late_percent: usize) {
    assert!(found.never.is_empty(), "{language}: {:?}", found.never);
    assert!(
        found.late.len() * 100 <= found.searched * late_percent,
        "{language}: {} of {} words come late: {:?}",
        found.late.len(),
        found.searched,
        found.late
    );
}

#[test]
fn every_word_of_the_shipped_articles_is_found() {
    for (language, found) in search(&shipped(), usize::MAX) {
        assert!(found.searched > 500, "{language}: {}", found.searched);
        check(&language, &found, LATE_SHIPPED);
    }
}

#[test]
fn words_of_a_large_collection_are_found() {
    let Some(content) = shared("corpora/sccm") else {
        return;
    };
    for (language, found) in search(&content, 2000) {
        check(&language, &found, LATE_LARGE);
    }
}
