//! Searches go on while the index is renewed, and see one generation or another.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::site::{Site, article};

const RUNS: u32 = 100;

#[test]
fn a_search_in_a_loop_never_fails_and_never_mixes_generations() {
    let site = Site::new();
    let version = |number: u32| {
        // Question and answer, in two languages, must come from one generation.
        for language in ["en", "fr"] {
            let question = format!("Which version, number {number}?");
            let answer = format!("This is version {number}.");
            let text = article("Version", "ms.assetid: v\n", &[(&question, &answer)]);
            site.write(&format!("{language}/version.md"), &text);
        }
    };
    version(0);
    site.reindex(&[]);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let searcher = scope.spawn(|| {
            let mut searches = 0;
            while !done.load(Ordering::Relaxed) {
                let ran = site.faq(&["search", "--json", "--full", "which version number"]);
                assert_eq!(ran.code, Some(0), "{}", ran.stderr);
                assert_eq!(ran.stderr, "");
                let found = ran.json();
                let hit = &found["hits"][0];
                let digits = |text: &serde_json::Value| -> String {
                    let text = text.as_str().unwrap();
                    text.chars().filter(char::is_ascii_digit).collect()
                };
                let number = digits(&hit["question"]);
                assert_eq!(digits(&hit["answer"]), number);
                assert_eq!(digits(&hit["translations"][0]["question"]), number);
                searches += 1;
            }
            searches
        });
        for number in 1..=RUNS {
            version(number);
            let ran = site.faq(&["reindex", "--allow-drop"]);
            assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        }
        done.store(true, Ordering::Relaxed);
        assert!(searcher.join().unwrap() > 0);
    });
    assert_eq!(site.live(), format!("gen-{:06}", RUNS + 1));
}
