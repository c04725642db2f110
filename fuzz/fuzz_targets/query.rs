//! Any text as a query: analyzed in several languages, searched for in a small index.
#![no_main]

use std::sync::OnceLock;
use std::time::Duration;

use faq::{ContentRoot, NoProgress, ReindexOptions, Request, Response, Service, ServiceOptions};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [&str; 11] = [
    "en", "fr", "de", "tr", "ru", "ar", "hi", "ja", "zh", "ko", "th",
];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for language in LANGUAGES {
        analyze(language, text);
    }
    let mut request = Request::new(text);
    request.limit = 3;
    request.full = true;
    request.explain = true;
    request.display_languages = vec!["fr".parse().expect("a language tag")];
    let response = service().search(&request).expect("the index is sound");
    for hit in &response.hits {
        let length = hit.snippet.text.chars().count();
        let mut from = 0;
        for &(start, end) in &hit.snippet.highlights {
            assert!(from <= start && start < end && end <= length);
            from = end;
        }
        assert!(hit.score.is_finite());
    }
    let again = service().search(&request).expect("the index is sound");
    assert_eq!(ids(&response), ids(&again));
    service().find(text).expect("the index is sound");
});

fn ids(response: &Response) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// Panics unless every token lies in the text, and every letter and digit in a token.
fn analyze(language: &str, text: &str) {
    let mut covered = vec![false; text.len()];
    for term in faq::analyze(language, text) {
        assert!(!term.text.is_empty() && term.text.len() < 65_530);
        let (from, to) = (term.source.start, term.source.end);
        assert!(from < to && text.get(from..to).is_some());
        covered[from..to].fill(true);
    }
    for (at, c) in text.char_indices() {
        // The letters that are typed as apostrophes are no word alone.
        if c.is_alphanumeric() && !matches!(c, '\u{2BB}' | '\u{2BC}') {
            assert!(covered[at], "{c:?} at {at} is lost in {language}");
        }
    }
}

fn service() -> &'static Service {
    static SERVICE: OnceLock<Service> = OnceLock::new();
    SERVICE.get_or_init(|| {
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
        let options = ReindexOptions::new(vec![ContentRoot::new(content)], index.clone());
        faq::update_index(&options, &NoProgress).expect("the index can be built");
        let mut service_options = ServiceOptions::new(index);
        // The folder will be gone.
        service_options.follow_every = Duration::MAX;
        let service = Service::open(service_options).expect("the index can be opened");
        // Opens every language, so that the folder can go.
        service.search(&Request::new("printer")).expect("the index is sound");
        service
    })
}
