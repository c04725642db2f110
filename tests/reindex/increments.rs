//! Only what changed is read and written, and the report says what that was.

use std::fs;
use std::time::{Duration, SystemTime};

use serde_json::json;

use crate::site::{Site, article};

/// Makes a file look as if it had been written long ago, as most content was.
fn age(site: &Site, path: &str) {
    let file = fs::File::options()
        .write(true)
        .open(site.content().join(path))
        .unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(100_000);
    file.set_modified(long_ago).unwrap();
}

#[test]
fn nothing_changed_means_no_new_generation() {
    let site = Site::new();
    let first = site.reindex(&[]);
    assert_eq!(first["outcome"], "published");
    assert_eq!(first["full"], "there was no index");
    let again = site.reindex(&[]);
    assert_eq!(again["outcome"], "unchanged");
    assert_eq!(again["published"], false);
    assert_eq!(again["generation"], "gen-000001");
    assert_eq!(again["files"]["unchanged"], 3);
    assert!(
        site.faq(&["reindex"])
            .stderr
            .contains("nothing has changed in 3 files")
    );
}

#[test]
fn a_touched_file_is_read_once() {
    let site = Site::new();
    for path in ["en/boat.md", "en/tent.md", "fr/boat.md"] {
        age(&site, path);
    }
    site.reindex(&[]);
    let text = fs::read_to_string(site.content().join("en/tent.md")).unwrap();
    site.write("en/tent.md", &text);
    age(&site, "en/tent.md");
    let touched = site.reindex(&[]);
    assert_eq!(touched["outcome"], "unchanged");
    assert_eq!(touched["files"]["touched"], 1);
    let again = site.reindex(&[]);
    assert_eq!(again["files"]["touched"], 0);
    assert!(site.faq(&["status"]).stdout.contains("has not changed"));
}

#[test]
fn the_report_tells_what_became_of_each_question() {
    let site = Site::new();
    age(&site, "en/boat.md");
    age(&site, "fr/boat.md");
    site.reindex(&[]);
    site.write(
        "en/tent.md",
        &article(
            "Tents",
            "",
            &[
                ("Where may I pitch a tent?", "Behind the new mill."),
                ("Is there a kitchen?", "Beside the shower."),
            ],
        ),
    );
    let report = site.path().join("report.json");
    let ran = site.reindex(&["--allow-drop", "--report", report.to_str().unwrap()]);
    assert_eq!(ran["outcome"], "published");
    assert_eq!(ran["previous"], "gen-000001");
    assert_eq!(ran["generation"], "gen-000002");
    assert_eq!(
        ran["files"],
        json!({"found": 3, "added": 0, "changed": 1, "removed": 0, "unchanged": 2, "touched": 0, "read_again": 0})
    );
    let english = &ran["languages"][0];
    assert_eq!(english["language"], "en");
    assert_eq!(english["unchanged"], 3);
    assert_eq!(english["changed"][0]["anchor"], "where-may-i-pitch-a-tent");
    assert_eq!(english["added"][0]["question"], "Is there a kitchen?");
    assert_eq!(english["removed"][0]["path"], "en/tent.md");
    assert_eq!(ran["languages"][1]["unchanged"], 3);
    assert_eq!(ran["anchors_gone"][0]["anchor"], "is-there-a-shower");
    let written: serde_json::Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    assert_eq!(written["languages"], ran["languages"]);
    assert_eq!(site.questions("kitchen")[0], "Is there a kitchen?");
}

#[cfg(unix)]
#[test]
fn a_language_without_changes_is_shared_between_generations() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new();
    site.reindex(&[]);
    site.write(
        "en/new.md",
        &article("New", "", &[("Is this new?", "It is.")]),
    );
    site.reindex(&[]);
    let links = |language: &str| {
        let generation = site.index().join(site.live());
        let pack = generation.join(format!("{language}.pack"));
        fs::metadata(pack).unwrap().nlink()
    };
    assert_eq!((links("en"), links("fr")), (1, 2));
}

#[test]
fn a_translation_is_paired_again_when_its_source_changes() {
    let site = Site::new();
    site.reindex(&[]);
    let translations = || {
        let found = site.faq(&["search", "--json", "-l", "fr", "bateau"]);
        found.json()["hits"][0]["translations"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(translations(), 1);
    let text = fs::read_to_string(site.content().join("en/boat.md")).unwrap();
    site.write("en/boat.md", &text.replace("boat-1", "boat-2"));
    let ran = site.reindex(&[]);
    assert_eq!(ran["outcome"], "published");
    // Same path below the language folder, but another id.
    assert_eq!(ran["languages"][1]["unchanged"], 3);
    let full = site.reindex(&["--full"]);
    assert_eq!(full["full"], "--full");
}

#[test]
fn an_included_file_is_an_input_of_those_that_include_it() {
    let site = Site::new();
    site.write(
        "en/price.md",
        &article(
            "Prices",
            "",
            &[("What does it cost?", "[!INCLUDE [price](price.txt)]")],
        ),
    );
    site.reindex(&[]);
    assert!(site.questions("doubloons").is_empty());
    site.write("en/price.txt", "Twelve doubloons.\n");
    assert_eq!(site.reindex(&[])["files"]["read_again"], 1);
    assert_eq!(site.questions("doubloons"), ["What does it cost?"]);
    site.write("en/price.txt", "Twelve guilders.\n");
    site.reindex(&[]);
    assert!(site.questions("doubloons").is_empty());
    assert_eq!(site.questions("guilders"), ["What does it cost?"]);
}

#[test]
fn another_configuration_means_a_full_build_that_says_why() {
    let site = Site::new();
    site.reindex(&[]);
    let config = |text: &str| fs::write(site.path().join("faq.toml"), text).unwrap();
    config("content = [{ path = \"content\", url = \"https://example.com/{path}#{anchor}\" }]\n");
    let ran = site.reindex(&[]);
    assert_eq!(ran["outcome"], "published");
    assert!(ran["full"].as_str().unwrap().contains("addresses"), "{ran}");
    config(
        "language = \"fr\"\ncontent = [{ path = \"content\", url = \"https://example.com/{path}#{anchor}\" }]\n",
    );
    let ran = site.reindex(&[]);
    assert!(ran["full"].as_str().unwrap().contains("language"), "{ran}");
    assert_eq!(site.reindex(&[])["outcome"], "unchanged");
}

#[test]
fn an_earlier_generation_can_be_made_live_again() {
    let site = Site::new();
    site.reindex(&[]);
    for number in 0..4 {
        let text = article(
            "New",
            "",
            &[("Which number?", &format!("Number {number}."))],
        );
        site.write("en/new.md", &text);
        site.reindex(&[]);
    }
    let status = site.faq(&["status", "--all", "--json"]).json();
    let names: Vec<&str> = status["generations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|generation| generation["generation"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["gen-000003", "gen-000004", "gen-000005"]);
    let back = site.faq(&["rollback", "--json"]).json();
    assert_eq!(back["generation"], "gen-000004");
    let answer = site.faq(&["search", "--full", "which number"]).stdout;
    assert!(answer.contains("Number 2."), "{answer}");
    assert_eq!(site.faq(&["rollback", "gen-000001"]).code, Some(3));
    assert_eq!(site.faq(&["rollback", "gen-000005"]).code, Some(0));
    assert_eq!(site.live(), "gen-000005");
    fs::write(site.path().join("faq.toml"), "keep = 2\n").unwrap();
    site.write(
        "en/new.md",
        &article("New", "", &[("Which number?", "Last.")]),
    );
    site.reindex(&[]);
    let status = site.faq(&["status", "--all", "--json"]).json();
    assert_eq!(status["generations"].as_array().unwrap().len(), 2);
}

#[test]
fn a_rehearsal_changes_nothing() {
    let site = Site::new();
    site.reindex(&[]);
    site.write(
        "en/new.md",
        &article("New", "", &[("Is this new?", "It is.")]),
    );
    let ran = site.reindex(&["--dry-run"]);
    assert_eq!(ran["outcome"], "rehearsed");
    assert_eq!(ran["languages"][0]["added"][0]["question"], "Is this new?");
    assert_eq!(site.live(), "gen-000001");
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
}

#[test]
fn log_lines_are_json_on_request() {
    let site = Site::new();
    let ran = site.faq(&["reindex", "--log-format", "json"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.lines().count() >= 3);
    for line in ran.stderr.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    fs::rename(site.content(), site.path().join("away")).unwrap();
    let ran = site.faq(&["reindex", "--log-format", "json"]);
    assert_eq!(ran.code, Some(3));
    for line in ran.stderr.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}
