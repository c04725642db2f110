//! When a build writes to a cluster and when it does not.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use super::ClusterBuild;
use crate::content::sample;
use crate::engine::index_backend::Build;
use crate::engine::opensearch::generations::Generations;
use crate::engine::opensearch::test_node::{Held, Node};
use crate::model::language::LanguageTag;

#[test]
fn a_build_that_ends_removes_only_what_is_surely_its_own() {
    for (is_held, published, removed) in [
        (true, "faq-gen-000001", 1),
        (true, "faq-gen-000003", 0),
        (false, "faq-gen-000001", 0),
    ] {
        let node = Node::new(move |request| match request {
            "get /_alias/faq-published" => (200, json!({published: {}})),
            _ if request.starts_with("get /_cat/indices/faq-gen") => {
                (200, json!([{"index": "faq-gen-000002"}]))
            }
            _ if request.starts_with("get ") => (404, json!({})),
            _ => (200, json!({"errors": false})),
        });
        let generations = Generations::new(&node.cluster).unwrap();
        let right = Held::default();
        let build = ClusterBuild::start(&generations, &right, None).unwrap();
        build.write_inputs(&[]).unwrap();
        assert_eq!(node.count("put /faq-gen-000003"), 1);
        right.lost.store(!is_held, Ordering::Relaxed);
        drop(build);
        let found = node.count("delete /faq-gen-000003");
        assert_eq!(found, removed, "held: {is_held}, published: {published}");
    }
}

#[test]
fn without_the_right_nothing_is_written() {
    let node = Node::new(|_| (404, json!({})));
    let generations = Generations::new(&node.cluster).unwrap();
    let right = Held::default();
    let build = ClusterBuild::start(&generations, &right, None).unwrap();
    right.lost.store(true, Ordering::Relaxed);
    assert!(build.write_inputs(&[]).is_err());
    assert!(build.batch(&LanguageTag::ENGLISH, 0).is_err());
    drop(build);
    assert_eq!(
        node.count("put ") + node.count("post ") + node.count("delete "),
        0
    );
}

#[test]
fn who_loses_the_right_stops_before_the_next_write() {
    let node = Node::new(|request| match request.starts_with("get ") {
        true => (404, json!({})),
        false => (200, json!({"errors": false, "_shards": {"failed": 0}})),
    });
    let generations = Generations::new(&node.cluster).unwrap();
    let right = Held::default();
    let build = Box::new(ClusterBuild::start(&generations, &right, None).unwrap());
    let english = &LanguageTag::ENGLISH;
    let mut batch = build.batch(english, 0).unwrap();
    let article = sample::article("en/a.md", "en", &["a"]);
    batch.add(&article, &|_| String::new()).unwrap();
    batch.finish().unwrap();
    let mut late = build.batch(english, 1).unwrap();
    late.add(&article, &|_| String::new()).unwrap();
    build.write_inputs(&[]).unwrap();
    let writes = |node: &Node| {
        let methods = ["put ", "post ", "delete "];
        methods.map(|method| node.count(method))
    };
    let before = writes(&node);
    right.lost.store(true, Ordering::Relaxed);
    assert!(late.finish().is_err());
    assert!(build.finish(&|| Ok(())).is_err());
    assert!(build.write_inputs(&[]).is_err());
    assert!(build.publish(3).is_err());
    assert_eq!(writes(&node), before);
}

#[test]
fn nothing_goes_live_before_its_copies_are_there() {
    let asked = AtomicUsize::new(0);
    let node = Node::new(move |request| {
        if request.starts_with("get /_cluster/health/") {
            let active = asked.fetch_add(1, Ordering::Relaxed) + 1;
            let index = json!({
                "number_of_shards": 1, "number_of_replicas": 1, "active_shards": active,
            });
            let indices = json!({"faq-gen-000001": index});
            return (200, json!({"number_of_data_nodes": 2, "indices": indices}));
        }
        match request.starts_with("get ") {
            true => (404, json!({})),
            false => (200, json!({"errors": false})),
        }
    });
    let generations = Generations::new(&node.cluster).unwrap();
    let right = Held::default();
    let build = Box::new(ClusterBuild::start(&generations, &right, None).unwrap());
    build.write_inputs(&[]).unwrap();
    build.publish(3).unwrap();
    assert_eq!(node.count("get /_cluster/health/"), 2);
    let all = node.asked("");
    let place = |start: &str| all.iter().rposition(|one| one.starts_with(start)).unwrap();
    assert!(place("get /_cluster/health/") < place("post /_aliases"));
}

#[test]
fn a_clone_has_the_copies_that_the_settings_say() {
    let node = Node::new(|request| match request {
        _ if request.starts_with("get /_cluster/health/") => {
            let index = json!({"number_of_shards": 1, "active_primary_shards": 1});
            (200, json!({"indices": {"faq-lang-en-000001": index}}))
        }
        _ if request.starts_with("get ") => (404, json!({})),
        _ => (200, json!({})),
    });
    let mut cluster = node.cluster.clone();
    cluster.replicas = 3;
    let generations = Generations::new(&cluster).unwrap();
    let right = Held::default();
    let build = ClusterBuild::start(&generations, &right, None).unwrap();
    build
        .clone_index("faq-lang-en-000000", "faq-lang-en-000001")
        .unwrap();
    let cloned = node.asked("post /faq-lang-en-000000/_clone/faq-lang-en-000001");
    assert!(
        cloned[0].contains("\"index.number_of_replicas\":3"),
        "{cloned:?}"
    );
}

#[test]
fn a_shard_that_fails_once_while_entries_are_counted_is_asked_again() {
    let counted = AtomicUsize::new(0);
    let node = Node::new(move |request| {
        if request == "post /faq-lang-en-000001/_search" {
            let failed = u64::from(counted.fetch_add(1, Ordering::Relaxed) == 0);
            let shards = json!({"total": 1, "successful": 1 - failed, "failed": failed});
            let hits = json!({"total": {"value": 0}, "hits": []});
            return (200, json!({"_shards": shards, "hits": hits}));
        }
        match request.starts_with("get ") {
            true => (404, json!({})),
            false => (200, json!({"errors": false})),
        }
    });
    let generations = Generations::new(&node.cluster).unwrap();
    let right = Held::default();
    let build = ClusterBuild::start(&generations, &right, None).unwrap();
    build.batch(&LanguageTag::ENGLISH, 0).unwrap();
    build.verify("en").unwrap();
    assert_eq!(node.count("post /faq-lang-en-000001/_search"), 2);
}
