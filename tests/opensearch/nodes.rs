//! Nodes that are lost while the index is searched and written.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::cluster::on_cluster;
use crate::support::site::Site;

#[test]
fn a_lost_node_costs_no_search_and_no_entry() {
    let Some(site) = on_cluster(Site::harbour()) else {
        return;
    };
    let nodes = env::var("FAQ_TEST_CLUSTER").unwrap_or_default();
    let folder = env::var("FAQ_TEST_NODES").unwrap_or_default();
    let count = nodes.split_whitespace().count();
    if count < 3 {
        eprintln!("fewer than three nodes: skipped");
        return;
    }
    site.reindex();
    let health = format!(
        "/_cluster/health/{}*?wait_for_status=green&timeout=60s",
        site.prefix
    );
    assert_eq!(site.get(&health)["status"], "green");
    // Not the first one, which the tests themselves ask.
    let pid = PathBuf::from(&folder).join("node1/pid");
    let pid = fs::read_to_string(pid).unwrap();
    assert!(
        Command::new("kill")
            .arg("-9")
            .arg(pid.trim())
            .status()
            .unwrap()
            .success()
    );
    for number in 0..5 {
        let output = site.faq("search harbour").run();
        assert_eq!(
            output.exit_code,
            Some(0),
            "search {number}: {}",
            output.stderr
        );
    }
    site.site.write(
        "content/en/new.md",
        "# FAQ\n\n## Is the node lost?\n\nThe lighthouse stays.\n",
    );
    site.reindex();
    assert_eq!(site.faq("search lighthouse").run().exit_code, Some(0));
    let start = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/opensearch/start");
    let port = nodes
        .split_whitespace()
        .next()
        .and_then(|url| url.rsplit(':').next());
    let port = port.unwrap_or("19200");
    let started = Command::new(start)
        .arg(&folder)
        .arg(count.to_string())
        .arg(port)
        .status();
    assert!(started.unwrap().success());
    for _ in 0..3 {
        assert_eq!(site.faq("search harbour").run().exit_code, Some(0));
    }
}
