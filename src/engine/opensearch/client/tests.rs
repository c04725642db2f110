//! What is asked of a cluster that answers as a test says.

use std::sync::Mutex;

use serde_json::json;

use super::Client;
use crate::engine::opensearch::fetch::Fetch;
use crate::engine::opensearch::results::scan;
use crate::engine::opensearch::test_node::Node;
use crate::search::retrieve::remote::{Known, Wants};

#[test]
fn a_search_that_is_refused_is_not_sent_again() {
    for (status, sent) in [(400, 1), (429, 2)] {
        let attempts = Mutex::new(0);
        let node = Node::new(move |_| {
            let mut attempts = attempts.lock().unwrap();
            *attempts += 1;
            let answer = match *attempts {
                1 => json!({"status": status, "error": {"reason": "no"}}),
                _ => json!({"status": 200, "hits": {"total": {"value": 0}, "hits": []}}),
            };
            (200, json!({"responses": [answer]}))
        });
        let client = Client::new(&node.cluster).unwrap();
        let mut fetch = Fetch::default();
        let mut wants = Wants::default();
        wants.references.insert(7);
        fetch.add("faq-lang-en-000001", &wants);
        let answer = fetch.send(&client, &mut [Known::default()]);
        assert_eq!(answer.is_ok(), sent > 1, "{answer:?}");
        assert_eq!(node.count("post /_msearch"), sent);
    }
}

#[test]
fn documents_that_do_not_come_are_an_error() {
    for (total, is_all) in [(1, true), (2, false)] {
        let node = Node::new(move |request| {
            let hits = match request.contains("/_search?") {
                true => json!([{"_id": "a", "fields": {}}]),
                false => json!([]),
            };
            let found = json!({"total": {"value": total}, "hits": hits});
            (200, json!({"_scroll_id": "s", "hits": found}))
        });
        let client = Client::new(&node.cluster).unwrap();
        let mut seen = 0;
        let scanned = scan(&client, "faq-lang-en-000001", &json!({}), &mut |_| {
            seen += 1;
            Ok(())
        });
        assert_eq!((scanned.is_ok(), seen), (is_all, 1), "{scanned:?}");
        assert_eq!(node.count("delete /_search/scroll"), 1);
    }
}
