//! Any text as a query: analyzed in several languages, searched for in a small index.
#![no_main]

use std::sync::OnceLock;

use faq::analysis::{Analyzer, Tokens};
use faq::content::source::discover::Root;
use faq::reindex::{self, Options, NoProgress};
use faq::search::{Request, Searcher};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [&str; 11] = [
    "en", "fr", "de", "tr", "ru", "ar", "hi", "ja", "zh", "ko", "th",
];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for analyzer in analyzers() {
        analyze(analyzer, text);
    }
    let mut request = Request::new(text);
    request.limit = 3;
    request.full = true;
    request.explain = true;
    request.answer_in = vec!["fr".to_owned()];
    let response = searcher().search(&request).expect("the index is sound");
    for hit in &response.hits {
        let length = hit.snippet.text.chars().count();
        let mut from = 0;
        for &(start, end) in &hit.snippet.highlights {
            assert!(from <= start && start < end && end <= length);
            from = end;
        }
        assert!(hit.score.is_finite());
    }
    let again = searcher().search(&request).expect("the index is sound");
    assert_eq!(ids(&response), ids(&again));
    searcher().find(text).expect("the index is sound");
});

fn ids(response: &faq::search::Response) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// Panics unless every token lies in the text, and every letter and digit in a token.
fn analyze(analyzer: &Analyzer, text: &str) {
    let mut tokens = Tokens::default();
    analyzer.analyze(text, &mut tokens);
    let mut covered = vec![false; text.len()];
    for (term, token) in tokens.iter() {
        assert!(!term.is_empty() && term.len() < 65_530);
        let (from, to) = (token.from as usize, token.to as usize);
        assert!(from < to && text.get(from..to).is_some());
        covered[from..to].fill(true);
    }
    for (at, c) in text.char_indices() {
        // The letters that are typed as apostrophes are no word alone.
        if c.is_alphanumeric() && !matches!(c, '\u{2BB}' | '\u{2BC}') {
            assert!(
                covered[at],
                "{c:?} at {at} is lost in {}",
                analyzer.language()
            );
        }
    }
}

fn analyzers() -> &'static [Analyzer] {
    static ANALYZERS: OnceLock<Vec<Analyzer>> = OnceLock::new();
    ANALYZERS.get_or_init(|| LANGUAGES.map(Analyzer::for_language).into())
}

fn searcher() -> &'static Searcher {
    static SEARCHER: OnceLock<Searcher> = OnceLock::new();
    SEARCHER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = folder.path().join("content");
        for (language, text) in [
            ("en", "# Printers FAQ\n\n## Why is my printer slow?\n\nIt warms up: wait 5 minutes (C++ driver v2.0).\n\n## What does E-42 mean?\n\nNo paper. See [help](help.md).\n"),
            ("fr", "# FAQ imprimantes\n\n## Pourquoi l'imprimante est-elle lente ?\n\nElle chauffe : attendez 5 minutes.\n\n## Que signifie E-42 ?\n\nPlus de papier.\n"),
            ("de", "# Drucker\n\n## Warum ist mein Drucker langsam?\n\nDer Tintenstrahldrucker heizt auf.\n"),
            ("ja", "# プリンター FAQ\n\n## なぜ印刷が遅いのですか\n\n暖機に5分かかります。\n"),
        ] {
            let place = content.join(language);
            std::fs::create_dir_all(&place).expect("a folder");
            std::fs::write(place.join("printers.md"), text).expect("a file");
        }
        let index = folder.path().join("index");
        let root = Root {
            path: content,
            url: None,
        };
        let options = Options::new(vec![root], index.clone());
        reindex::run(&options, &NoProgress).expect("the index can be built");
        let searcher = Searcher::open(&index).expect("the index can be opened");
        // Opens every language, so that the folder can go.
        searcher.search(&Request::new("printer")).expect("the index is sound");
        searcher
    })
}
