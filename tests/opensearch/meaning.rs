//! Vectors in the cluster: the same answers as with those of an index folder, made once for each text.
//!
//! The models are tiny and know nothing: what they find alike is spelt alike.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::answers::compare;
use crate::cluster::{ClusterSite, on_cluster};
use crate::support::random::Random;
use crate::support::run::Run;
use crate::support::site::Site;

/// Questions of the site: enough for the weight of meaning to be measured.
const QUESTIONS: usize = 40;

/// Makes words that no other entry has, and an answer that says them again. Every answer has `wheel`.
fn entry(number: usize) -> String {
    let mut random = Random::new(number as u64 + 1);
    let mut word = || -> String {
        let letter = |_| char::from(b'a' + u8::try_from(random.below(26)).unwrap());
        (0..4).map(letter).collect()
    };
    let (a, b, c) = (word(), word(), word());
    format!(
        "\n## How do I {a} my {b} {c}?\n\nThe wheel for {b} is {a} and then {c}, {a} and {b}.\n"
    )
}

fn write(site: &Site, numbers: impl Iterator<Item = usize>) {
    let text: String = numbers.map(entry).collect();
    site.write("content/en/faq.md", format!("# FAQ\n{text}"));
}

/// Returns a site in the cluster with two models of different shapes; none without a cluster.
fn site() -> Option<ClusterSite> {
    let site = on_cluster(Site::empty())?;
    write(&site.site, 0..QUESTIONS);
    for name in ["bert", "static"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meaning/tiny");
        for file in fs::read_dir(source.join(name)).unwrap() {
            let file = file.unwrap();
            let name = format!("{name}/{}", file.file_name().to_str().unwrap());
            site.site.write(&name, fs::read(file.path()).unwrap());
        }
        let import = format!("model import {name}");
        site.site.faq(&import).run().code(0);
    }
    Some(site)
}

/// Returns how many rows of vectors are in the cluster.
fn rows(site: &ClusterSite) -> u64 {
    let path = format!("/{}-vectors", site.prefix);
    site.get(&format!("{path}/_refresh"));
    site.get(&format!("{path}/_count"))["count"]
        .as_u64()
        .unwrap_or(0)
}

/// Returns what the status says of the vectors of the only language.
fn status(run: Run) -> Value {
    let status = run.run().code(0).json();
    status["languages"][0]["meaning"].clone()
}

#[test]
fn vectors_rank_as_in_a_folder() {
    let Some(site) = site() else {
        return;
    };
    for line in [
        "reindex --quiet --model static",
        "reindex --quiet --model static --full",
    ] {
        site.site.faq(line).run().code(0);
        site.faq(line).run().code(0);
        let folder = status(site.site.faq("status --json"));
        assert_eq!(folder, status(site.faq("status --json")));
        assert!(folder["weight"].as_f64() > Some(0.0), "{folder}");
    }
    let mut random = Random::new(5);
    for _ in 0..12 {
        let entry = entry(random.below(QUESTIONS));
        let word = entry.split_whitespace().nth(4 + random.below(2) * 2);
        let query = format!("wheel of {}", word.unwrap_or_default());
        for line in [
            "search --json --explain -n 30 --model static",
            "search --json --explain -n 30 --model static --without-meaning",
        ] {
            let found = compare(&site, line, &query, "a build");
            let by_meaning = found.to_string().contains("near in meaning");
            assert_eq!(by_meaning, !line.ends_with("meaning"), "{query}");
        }
    }
}

#[test]
fn a_text_is_encoded_once_for_each_model() {
    let Some(site) = site() else {
        return;
    };
    let reindex = |more: &str| site.faq(&format!("reindex --quiet {more}")).run().code(0);
    reindex("--model static");
    // Each entry has a row, and each question and answer that the weight is measured by.
    let all = 2 * QUESTIONS as u64;
    assert_eq!(rows(&site), all);
    write(&site.site, 0..=QUESTIONS);
    reindex("--model static");
    assert_eq!(rows(&site), all + 2);
    reindex("--model static --full");
    assert_eq!(rows(&site), all + 2);
    // Without time, those that are there are taken over.
    write(&site.site, 1..QUESTIONS + 2);
    reindex("--model static --without-meaning");
    assert_eq!(rows(&site), all + 2);
    let missing = || status(site.faq("status --json"))["missing"].clone();
    assert_eq!(missing(), 1);
    reindex("--model static");
    assert_eq!(missing(), 0);
    // Another model makes its own, and a search says which it has.
    let said = "warning: no entry of en has vectors of this model";
    let search = site.faq("search --model bert wheel of it").run().code(0);
    assert!(search.stderr.contains(said), "{}", search.stderr);
    site.site.write("faq.toml", "keep = 2\n");
    reindex("--model bert");
    let search = site.faq("search --model bert wheel of it").run().code(0);
    assert!(!search.stderr.contains("warning"), "{}", search.stderr);
    // Rows go with the last generation that needs them.
    write(&site.site, 2..QUESTIONS + 2);
    reindex("--model bert");
    assert_eq!(rows(&site), 2 * (QUESTIONS as u64 + 1));
    for first in [3, 4] {
        write(&site.site, first..QUESTIONS + 2);
        reindex("");
    }
    let vectors = format!("{}-vectors", site.prefix);
    assert!(!site.indexes().contains(&vectors));
}
