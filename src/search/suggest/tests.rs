//! What is suggested does not depend on how many entries are looked at.

use std::fmt::Write;
use std::fs;

use proptest::prelude::*;
use serde_json::json;

use super::collect::Effort;
use super::{SuggestRequest, complete_with};
use crate::content::source::discover::Root;
use crate::reindex::{self, NoProgress, Options};
use crate::search::Searcher;

const WORDS: [&str; 12] = [
    "can",
    "certain",
    "certificate",
    "the",
    "cloud",
    "boat",
    "Certificats",
    "証明",
    "証明書",
    "café",
    "CMG",
    "console",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_same_whether_all_entries_are_looked_at_or_the_shortest(
        questions in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 1..6), 30..120),
        enough in 1..4_usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        let mut records = String::new();
        for (number, words) in questions.iter().enumerate() {
            let words: Vec<&str> = words.iter().map(|&word| WORDS[word]).collect();
            let language = ["en", "fr", "ja"][number % 3];
            let record = json!({
                "id": format!("r{number}"),
                "language": language,
                "question": words.join(" "),
                "answer": "An answer.",
            });
            writeln!(records, "{record}").unwrap();
        }
        fs::write(content.join("a.jsonl"), records).unwrap();
        let index = folder.path().join("index");
        let options = Options::new(vec![Root::new(content)], index.clone());
        reindex::run(&options, &NoProgress).unwrap();
        let searcher = Searcher::open(&index).unwrap();
        for typed in ["c", "ce", "can c", "the b", "certain cl", "証", "証明 c", "certfi", "zzz"] {
            for limit in [1, 5, 40] {
                let mut request = SuggestRequest::new(typed);
                request.limit = limit;
                let suggest = |effort| {
                    let found = complete_with(searcher.open_languages(), &request, effort);
                    serde_json::to_value(found.unwrap().suggestions).unwrap()
                };
                let few = suggest(Effort { enough, together: 1 });
                prop_assert_eq!(few, suggest(Effort::ALL), "{} {}", typed, limit);
            }
        }
    }
}
