//! Locks that are taken and renewed where requests come too late.

use super::*;
use crate::engine::opensearch::test_node::Node;

#[test]
fn a_number_is_taken_when_the_lock_tells_it() {
    // A renewal that was given up arrives before the number is written: once, or twice.
    for late in [1, 2] {
        let document = Mutex::new(json!({}));
        let conflicts = Mutex::new(0);
        let node = Node::with_bodies(move |request, sent| {
            let mut document = document.lock().unwrap();
            if request.starts_with("get ") {
                return (
                    200,
                    json!({"found": true, "_seq_no": 1, "_source": *document}),
                );
            }
            let sent: Value = serde_json::from_str(sent).unwrap();
            let mut conflicts = conflicts.lock().unwrap();
            if sent["own"] == 8 && *conflicts < late {
                *conflicts += 1;
                return (409, json!({}));
            }
            *document = sent;
            (200, json!({"_seq_no": 1, "_primary_term": 1}))
        });
        let client = Arc::new(Client::new(&node.cluster).unwrap());
        let names = Names::new(&node.cluster);
        let lock = Lock::take(&client, &names, Duration::ZERO, &|| false).unwrap();
        assert_eq!(lock.number(8).unwrap(), 8);
        let written = node.asked("put ").pop().unwrap();
        assert!(written.contains("\"own\":8"), "{written}");
        assert_eq!(node.count("put "), 2 + late);
    }
}

/// Takes a lock that a document says something of, and a number of at least 8. Returns the
/// number, and what was written last.
fn number_after(source: Value) -> (u64, String) {
    let node = Node::new(move |request| match request.starts_with("get ") {
        true => (200, json!({"found": true, "_source": source})),
        false => (200, json!({"_seq_no": 1, "_primary_term": 1})),
    });
    let client = Arc::new(Client::new(&node.cluster).unwrap());
    let names = Names::new(&node.cluster);
    let lock = Lock::take(&client, &names, Duration::ZERO, &|| false).unwrap();
    let number = lock.number(8).unwrap();
    assert_eq!(lock.number(8).unwrap(), number);
    drop(lock);
    (number, node.asked("put ").pop().unwrap())
}

#[test]
fn what_one_who_lost_the_lock_may_write_to_is_not_taken_again() {
    for (source, number, spent) in [
        (json!({}), 8, 0),
        (json!({"spent": 3}), 8, 3),
        (json!({"spent": 9}), 10, 9),
        (
            json!({"token": "a", "renewed": 1, "own": 8, "spent": 2}),
            9,
            8,
        ),
        (json!({"token": "a", "renewed": 1, "own": 12}), 13, 12),
    ] {
        let (taken, written) = number_after(source.clone());
        assert_eq!(taken, number, "after {source}");
        let given_back = format!("{}", json!({"spent": spent}));
        assert!(written.ends_with(&given_back), "{written}");
    }
}
