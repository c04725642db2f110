//! Models that are exchanged or damaged between runs; those here are tiny and know nothing.

use std::fs;
use std::path::Path;

use crate::support::site::Site;

/// Makes the bakery with two models of different shapes.
fn site() -> Site {
    let site = Site::bakery();
    for name in ["bert", "static"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meaning/tiny");
        for file in fs::read_dir(source.join(name)).unwrap() {
            let file = file.unwrap();
            let name = format!("{name}/{}", file.file_name().to_str().unwrap());
            site.write(&name, fs::read(file.path()).unwrap());
        }
        site.faq(&format!("model import {name}")).run().code(0);
    }
    site
}

#[test]
fn a_search_says_that_the_index_was_made_by_another_model() {
    let site = site();
    let search = |model: &str| {
        let run = site.faq(&format!("search --model {model} order a cake"));
        run.run().code(0)
    };
    let said = "warning: no entry of de, en, fr has vectors of this model: until `faq reindex` has \
                made them, words alone count there\n";
    site.faq("reindex --quiet").run().code(0);
    assert!(search("bert").stderr.contains(said));
    site.faq("reindex --quiet --model bert").run().code(0);
    assert!(!search("bert").stderr.contains("warning"));
    assert!(search("static").stderr.contains(said));
    site.faq("reindex --quiet --model static").run().code(0);
    assert!(!search("static").stderr.contains("warning"));
    assert!(search("bert").stderr.contains(said));
    site.faq("search order a cake").run().code(0).stderr("");
}

#[test]
fn a_damaged_model_makes_no_vectors() {
    let site = site();
    let path = site.path("bert/model.faqm");
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let run = site.faq("reindex --model bert").run();
    assert_ne!(run.exit_code, Some(0));
    assert!(
        run.stderr.contains("its checksum is wrong"),
        "{}",
        run.stderr
    );
    assert!(!site.path("index/CURRENT").exists());
}
