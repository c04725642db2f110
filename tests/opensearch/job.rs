//! The nightly job on a cluster: what it writes, refuses, survives and leaves.
//!
//! `FAQ_TEST_KILLS` says how often it is killed; a few times without it.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::cluster::{ClusterSite, on_cluster};
use crate::support::random::Random;
use crate::support::site::Site;
use crate::times;

/// Writes articles whose entries all name the same state.
pub fn write(site: &Site, state: usize) {
    for (name, language) in [("en/a", "en"), ("fr/b", "fr"), ("de/c", "de")] {
        let text = format!(
            "---\nlanguage: {language}\n---\n# FAQ\n\n## Which state is it?\n\nThe state{state} of {language}.\n"
        );
        site.write(&format!("content/{name}.md"), text);
    }
}

/// Returns the states that the hits of a search name.
#[track_caller]
pub fn states(site: &ClusterSite) -> Vec<usize> {
    let run = site
        .faq("search --json --full -n 9")
        .arg("which state is it");
    let found = run.run().code(0).json();
    let hits = found["hits"].as_array().cloned().unwrap_or_default();
    let state = |hit: &Value| {
        let words = hit["answer"].as_str()?.split_whitespace();
        let mut states = words.filter_map(|word| word.strip_prefix("state")?.parse().ok());
        states.next()
    };
    hits.iter().filter_map(state).collect()
}

/// Fails if there is more than three generations and the lock.
#[track_caller]
pub fn assert_nothing_is_left(site: &ClusterSite) {
    let indexes = site.indexes();
    let of = |part: &str| indexes.iter().filter(|index| index.contains(part)).count();
    assert!(of("-gen-") <= 3 && of("-lang-") <= 9, "{indexes:?}");
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let Some(site) = on_cluster(Site::bakery()) else {
        return;
    };
    for path in ["content/en/bread.md", "content/fr/pain.md"] {
        if site.site.path(path).exists() {
            site.site.age(path);
        }
    }
    site.reindex();
    site.reindex();
    let path = format!("/{}*/_stats/indexing", site.prefix);
    let before = (
        site.indexes(),
        site.get(&path)["_all"]["total"]["indexing"]["index_total"].clone(),
    );
    assert_eq!(site.reindex()["outcome"], "unchanged");
    let after = (
        site.indexes(),
        site.get(&path)["_all"]["total"]["indexing"]["index_total"].clone(),
    );
    assert_eq!(before, after);
}

#[test]
fn a_dry_run_leaves_nothing_and_a_rollback_brings_back_what_was() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    write(&site.site, 1);
    site.reindex();
    let before = site.indexes();
    write(&site.site, 2);
    site.faq("reindex --dry-run").run().code(0);
    assert_eq!(site.indexes(), before);
    assert_eq!(site.faq("search state2").run().exit_code, Some(1));
    site.reindex();
    assert_eq!(site.faq("search state2").run().exit_code, Some(0));
    site.faq("rollback").run().code(0);
    assert_eq!(site.faq("search state1").run().exit_code, Some(0));
    assert_eq!(site.faq("search state2").run().exit_code, Some(1));
    let status = site.faq("status --json --all").run().code(0).json();
    assert_eq!(status["generation"], "gen-000001");
    assert_eq!(status["generations"].as_array().map(Vec::len), Some(2));
}

#[test]
fn unchanged_languages_are_shared_and_old_generations_go() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    for state in 1..=5 {
        write(&site.site, 1);
        site.site.write(
            "content/en/a.md",
            format!("# FAQ\n\n## Which?\n\nThe state{state}.\n"),
        );
        site.reindex();
    }
    let indexes = site.indexes();
    let of = |part: &str| indexes.iter().filter(|index| index.contains(part)).count();
    assert_eq!(
        (
            of("-gen-"),
            of("-lang-en-"),
            of("-lang-fr-"),
            of("-lang-de-")
        ),
        (3, 3, 1, 1)
    );
}

#[test]
fn indexes_whose_names_begin_alike_leave_each_other_alone() {
    let Some(short) = on_cluster(Site::empty()) else {
        return;
    };
    let long = short.beside("-test", Site::empty());
    let own = || {
        let of_long = long.indexes();
        let mut of_short = short.indexes();
        of_short.retain(|name| !of_long.contains(name));
        (of_short, of_long)
    };
    write(&long.site, 20);
    long.reindex();
    let (_, of_long) = own();
    // Old generations go, and what a run leaves over is removed.
    for state in 1..=5 {
        write(&short.site, state);
        short.reindex();
    }
    short.faq("rollback").run().code(0);
    let (of_short, unchanged) = own();
    assert_eq!(unchanged, of_long);
    for state in 21..=25 {
        write(&long.site, state);
        long.reindex();
    }
    long.faq("rollback").run().code(0);
    assert_eq!(own().0, of_short);
    for (site, state, other, live) in [
        (&short, "state4", "state24", "gen-000004"),
        (&long, "state24", "state4", "gen-000005"),
    ] {
        assert_eq!(site.faq("search").arg(state).run().exit_code, Some(0));
        assert_eq!(site.faq("search").arg(other).run().exit_code, Some(1));
        let status = site.faq("status --json").run().code(0).json();
        assert_eq!(status["generation"], live);
    }
}

#[test]
fn of_two_jobs_at_once_one_goes_on() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    write(&site.site, 1);
    site.reindex();
    write(&site.site, 2);
    let run = || {
        site.faq("reindex")
            .command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
    };
    let jobs = [run().unwrap(), run().unwrap()];
    let codes = jobs.map(|mut job| job.wait().unwrap().code());
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert!(
        codes.iter().all(|code| matches!(code, Some(0 | 3))),
        "{codes:?}"
    );
    assert_eq!(site.faq("search state2").run().exit_code, Some(0));
    assert_eq!(site.reindex()["outcome"], "unchanged");
}

#[test]
fn a_job_that_lost_the_lock_says_so_and_publishes_nothing() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    write(&site.site, 1);
    site.reindex();
    write(&site.site, 2);
    let mut job = site.faq("reindex").command();
    let job = job.stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut job = job.unwrap();
    let path = format!("/{}-lock/_doc/lock", site.prefix);
    let mut held = Value::Null;
    while held["_source"]["token"].is_null() {
        let ended = job.try_wait().unwrap();
        assert!(
            ended.is_none(),
            "it ended before it was seen to hold the lock"
        );
        held = site.get(&path);
    }
    // As another machine takes it over, which saw no renewal for too long.
    let mut taken = held["_source"].clone();
    taken["token"] = json!("another");
    taken["spent"] = json!(40);
    taken["process"] = json!(std::process::id());
    site.put(&path, &taken);
    let job = job.wait_with_output().unwrap();
    let says = String::from_utf8_lossy(&job.stderr);
    assert_eq!(job.status.code(), Some(3), "{says}");
    assert!(says.contains("lost it"), "{says}");
    assert_eq!(site.faq("search state1").run().exit_code, Some(0));
    assert_eq!(site.faq("search state2").run().exit_code, Some(1));
    site.put(&path, &json!({"spent": 40}));
    site.reindex();
    assert_eq!(site.faq("search state2").run().exit_code, Some(0));
    let status = site.faq("status --json").run().code(0).json();
    assert_eq!(status["generation"], "gen-000041");
}

#[test]
fn killed_anywhere_the_alias_names_a_whole_generation() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    write(&site.site, 0);
    site.reindex();
    let mut random = Random::new(3);
    for state in 1..=times("FAQ_TEST_KILLS", 8) {
        write(&site.site, state);
        let mut job = site.faq("reindex").command();
        let mut job = job
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(random.up_to(Duration::from_millis(2500)));
        // It may have ended by itself.
        let _ = job.kill();
        job.wait().unwrap();
        let states = states(&site);
        assert!(
            !states.is_empty() && states.iter().all(|one| *one == states[0]),
            "{states:?}"
        );
    }
    write(&site.site, 1_000_000);
    site.reindex();
    assert_eq!(states(&site).first(), Some(&1_000_000));
    assert_nothing_is_left(&site);
}

#[test]
fn a_cluster_that_is_away_is_named() {
    let site = Site::empty();
    write(&site, 1);
    for command in ["search x", "reindex", "status", "suggest x", "show x#y"] {
        let output = site
            .faq(command)
            .env("FAQ_ENGINE", "http://127.0.0.1:9/away")
            .run();
        assert_eq!(output.exit_code, Some(3), "{command}: {}", output.stderr);
        assert!(
            output.stderr.contains("http://127.0.0.1:9"),
            "{}",
            output.stderr
        );
    }
}

#[test]
fn an_index_that_is_not_there_is_built() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    write(&site.site, 1);
    let output = site.faq("search state1").run();
    assert!(
        output.stderr.contains("no index in http://"),
        "{}",
        output.stderr
    );
    assert_eq!(output.exit_code, Some(0));
}
