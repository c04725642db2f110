//! Nodes that are lost while the index is searched and written.
//!
//! `FAQ_TEST_LOSSES` says how often the index is renewed while nodes come and go; a few times without
//! it.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::cluster::{ClusterSite, on_cluster};
use crate::job::{assert_nothing_is_left, states, write};
use crate::support::random::Random;
use crate::support::site::Site;
use crate::times;

/// The nodes of the cluster.
struct Nodes {
    folder: PathBuf,
    urls: Vec<String>,
}

impl Nodes {
    /// Returns the nodes; none, with a word, if there are fewer than three.
    fn of_cluster() -> Option<Self> {
        let urls = env::var("FAQ_TEST_CLUSTER").unwrap_or_default();
        let urls: Vec<String> = urls.split_whitespace().map(str::to_string).collect();
        if urls.len() < 3 {
            eprintln!("fewer than three nodes: skipped");
            return None;
        }
        let folder = env::var("FAQ_TEST_NODES").unwrap_or_default().into();
        Some(Self { folder, urls })
    }

    /// Ends a node at once.
    fn kill(&self, number: usize) {
        let pid = self.folder.join(format!("node{number}/pid"));
        let pid = fs::read_to_string(pid).unwrap();
        let killed = Command::new("kill").arg("-9").arg(pid.trim()).status();
        assert!(killed.unwrap().success());
    }

    /// Starts the nodes that do not run, and waits until all answer.
    fn start(&self) {
        let start = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/opensearch/start");
        let port = self.urls[0].rsplit(':').next().unwrap_or("19200");
        let started = Command::new(start)
            .arg(&self.folder)
            .arg(self.urls.len().to_string())
            .arg(port)
            .stdout(Stdio::null())
            .status();
        assert!(started.unwrap().success());
    }
}

/// Waits until every copy of an index is there.
fn wait_for_copies(site: &ClusterSite) {
    let health = format!(
        "/_cluster/health/{}*?wait_for_status=green&timeout=60s",
        site.prefix
    );
    assert_eq!(site.get(&health)["status"], "green");
}

#[test]
fn a_lost_node_costs_no_search_and_no_entry() {
    let Some(site) = on_cluster(Site::harbour()) else {
        return;
    };
    let Some(nodes) = Nodes::of_cluster() else {
        return;
    };
    site.reindex();
    wait_for_copies(&site);
    // Not the first one, which the tests themselves ask.
    nodes.kill(1);
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
    nodes.start();
    for _ in 0..3 {
        assert_eq!(site.faq("search harbour").run().exit_code, Some(0));
    }
}

/// Kills one node after the other and starts it again, until it is told to stop. Returns how often.
fn lose_nodes(site: &ClusterSite, nodes: &Nodes, is_done: &AtomicBool) -> usize {
    let mut random = Random::new(5);
    let mut losses = 0;
    while !is_done.load(Ordering::Relaxed) {
        thread::sleep(random.up_to(Duration::from_secs(3)));
        nodes.kill(random.below(nodes.urls.len()));
        losses += 1;
        thread::sleep(random.up_to(Duration::from_secs(3)));
        nodes.start();
        // Two lost at once may hold both copies of a shard.
        wait_for_copies(site);
    }
    losses
}

/// Searches until it is told to stop; every answer is of one generation. Returns how often.
fn search(site: &ClusterSite, is_done: &AtomicBool, latest: &AtomicUsize) -> usize {
    let mut searches = 0;
    while !is_done.load(Ordering::Relaxed) {
        let published = latest.load(Ordering::Relaxed);
        let states = states(site);
        let state = states.first().copied();
        assert!(state >= Some(published), "{states:?} after {published}");
        let is_whole = states.len() == 3 && states.iter().all(|one| Some(*one) == state);
        assert!(is_whole, "{states:?}");
        searches += 1;
    }
    searches
}

#[test]
fn nodes_come_and_go_while_the_index_is_renewed_and_searched() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    let Some(nodes) = Nodes::of_cluster() else {
        return;
    };
    let urls = nodes.urls.join("\", \"");
    let engine = format!("kind = \"opensearch\"\nurls = [\"{urls}\"]\nshards = 3\n");
    site.site.write("faq.toml", format!("[engine]\n{engine}"));
    write(&site.site, 0);
    site.reindex();
    wait_for_copies(&site);
    let (is_done, latest) = (AtomicBool::new(false), AtomicUsize::new(0));
    let refused = Mutex::new(Vec::new());
    let (losses, searches) = thread::scope(|scope| {
        let losses = scope.spawn(|| lose_nodes(&site, &nodes, &is_done));
        let searches = scope.spawn(|| search(&site, &is_done, &latest));
        // Also where it fails, so that the others end.
        let renewed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for state in 1..=times("FAQ_TEST_LOSSES", 2) {
                write(&site.site, state);
                // Of two jobs at once, one goes on.
                let jobs = [0; 2].map(|_| {
                    let mut job = site.faq("reindex").command();
                    job.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()
                });
                let jobs = jobs.map(|job| job.unwrap().wait_with_output().unwrap());
                let ended = |code| jobs.iter().any(|job| job.status.code() == Some(code));
                if !ended(0) {
                    let says = jobs.map(|job| String::from_utf8_lossy(&job.stderr).into_owned());
                    refused.lock().unwrap().push(says.join("\n"));
                    site.reindex();
                }
                latest.store(state, Ordering::Relaxed);
            }
        }));
        is_done.store(true, Ordering::Relaxed);
        let counts = (losses.join().unwrap(), searches.join().unwrap());
        renewed.unwrap();
        counts
    });
    let refused = refused.into_inner().unwrap();
    eprintln!("{losses} losses, {searches} searches, again after: {refused:#?}");
    assert!(losses > 0 && searches > 0);
    assert_nothing_is_left(&site);
}
