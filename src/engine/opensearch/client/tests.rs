//! What is asked of a cluster that answers as a test says.

use std::sync::Mutex;

use serde_json::{Value, json};

use super::Client;
use crate::engine::opensearch::document::encoded;
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
        fetch.add("faq-lang-en-000001", &wants, None);
        let answer = fetch.send(&client, &mut [Known::default()]);
        assert_eq!(answer.is_ok(), sent > 1, "{answer:?}");
        assert_eq!(node.count("post /_msearch"), sent);
    }
}

/// Makes a page of documents with these keys.
fn page(total: u64, keys: &[u8]) -> (u16, Value) {
    let rank = |key: &u8| encoded(&[*key; 16]);
    let hits = keys
        .iter()
        .map(|key| json!({"fields": {"rank": [rank(key)]}}));
    let found = json!({"total": {"value": total}, "hits": hits.collect::<Vec<_>>()});
    (200, json!({"_scroll_id": "s", "hits": found}))
}

/// Walks through all documents. Returns how many came, if all did.
fn scanned(node: &Node) -> Option<usize> {
    let client = Client::new(&node.cluster).unwrap();
    let mut seen = 0;
    let scanned = scan(&client, "faq-lang-en-000001", &json!({}), &mut |_| {
        seen += 1;
        Ok(())
    });
    let begun = node.count("post /faq-lang-en-000001/_search?");
    assert_eq!(node.count("delete /_search/scroll"), begun);
    scanned.ok().map(|()| seen)
}

#[test]
fn documents_that_do_not_come_are_an_error() {
    for (total, found) in [(1, Some(1)), (2, None)] {
        let node = Node::new(move |request| match request.contains("/_search?") {
            true => page(total, &[1]),
            false => page(total, &[]),
        });
        assert_eq!(scanned(&node), found);
    }
}

#[test]
fn a_page_that_is_lost_or_comes_twice_costs_no_document_and_doubles_none() {
    // The pages that come after the first, of the first walk and of the second.
    for pages in [vec![&[3, 4][..], &[]], vec![&[2][..], &[2], &[3, 4], &[]]] {
        let pages = Mutex::new(pages.into_iter());
        let walks = Mutex::new(0);
        let node = Node::new(move |request| {
            let mut walks = walks.lock().unwrap();
            if request.contains("/_search?") {
                *walks += 1;
                return page(4, if *walks == 1 { &[1] } else { &[1, 2, 3, 4] });
            }
            match *walks {
                1 => page(4, pages.lock().unwrap().next().unwrap_or_default()),
                _ => page(4, &[]),
            }
        });
        assert_eq!(scanned(&node), Some(4));
    }
}
