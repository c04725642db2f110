//! Searches go on while the index is renewed, and see one generation or another.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::support::article::article;
use crate::support::site::Site;

const RUNS: u32 = 100;

#[test]
fn a_search_in_a_loop_never_fails_and_never_mixes_generations() {
    let site = Site::harbour();
    let version = |number: u32| {
        // Question and answer, in two languages, must come from one generation.
        for language in ["en", "fr"] {
            let question = format!("Which version, number {number}?");
            let answer = format!("This is version {number}.");
            let text = article("Version", "ms.assetid: v\n", &[(&question, &answer)]);
            site.write(&format!("content/{language}/version.md"), &text);
        }
    };
    version(0);
    site.reindex("");
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let searcher = scope.spawn(|| {
            let mut searches = 0;
            while !done.load(Ordering::Relaxed) {
                let output = site
                    .faq("search --json --full")
                    .arg("which version number")
                    .run()
                    .code(0);
                assert_eq!(output.stderr, "");
                let found = output.json();
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
            site.faq("reindex --allow-drop").run().code(0);
        }
        done.store(true, Ordering::Relaxed);
        assert!(searcher.join().unwrap() > 0);
    });
    assert_eq!(site.live(), format!("gen-{:06}", RUNS + 1));
}
