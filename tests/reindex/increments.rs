//! Only what changed is read and written, and the report says what that was.

use std::fs;

use serde_json::json;

use crate::support::article::article;
use crate::support::json::items;
use crate::support::site::Site;

#[test]
fn nothing_changed_means_no_new_generation() {
    let site = Site::harbour();
    let first = site.reindex("");
    assert_eq!(first["outcome"], "published");
    assert_eq!(first["full"], "there was no index");
    let again = site.reindex("");
    assert_eq!(again["outcome"], "unchanged");
    assert_eq!(again["published"], false);
    assert_eq!(again["generation"], "gen-000001");
    assert_eq!(again["files"]["unchanged"], 3);
    site.faq("reindex")
        .run()
        .code(0)
        .stderr_has("nothing has changed in 3 files");
}

#[test]
fn a_touched_file_is_read_once() {
    let site = Site::harbour();
    for path in [
        "content/en/boat.md",
        "content/en/tent.md",
        "content/fr/boat.md",
    ] {
        site.age(path);
    }
    site.reindex("");
    let text = site.read("content/en/tent.md");
    site.write("content/en/tent.md", &text);
    site.age("content/en/tent.md");
    let touched = site.reindex("");
    assert_eq!(touched["outcome"], "unchanged");
    assert_eq!(touched["files"]["touched"], 1);
    let again = site.reindex("");
    assert_eq!(again["files"]["touched"], 0);
    site.faq("status").run().stdout_has("has not changed");
}

#[test]
fn the_report_tells_what_became_of_each_question() {
    let site = Site::harbour();
    site.age("content/en/boat.md");
    site.age("content/fr/boat.md");
    site.reindex("");
    site.write(
        "content/en/tent.md",
        article(
            "Tents",
            "",
            &[
                ("Where may I pitch a tent?", "Behind the new mill."),
                ("Is there a kitchen?", "Beside the shower."),
            ],
        ),
    );
    let output = site.reindex("--allow-drop --report report.json");
    assert_eq!(output["outcome"], "published");
    assert_eq!(output["previous"], "gen-000001");
    assert_eq!(output["generation"], "gen-000002");
    assert_eq!(
        output["files"],
        json!({"found": 3, "added": 0, "changed": 1, "removed": 0, "unchanged": 2, "touched": 0, "read_again": 0})
    );
    let english = &output["languages"][0];
    assert_eq!(english["language"], "en");
    assert_eq!(english["unchanged"], 3);
    assert_eq!(english["changed"][0]["anchor"], "where-may-i-pitch-a-tent");
    assert_eq!(english["added"][0]["question"], "Is there a kitchen?");
    assert_eq!(english["removed"][0]["path"], "en/tent.md");
    assert_eq!(output["languages"][1]["unchanged"], 3);
    assert_eq!(output["anchors_gone"][0]["anchor"], "is-there-a-shower");
    let written: serde_json::Value = serde_json::from_str(&site.read("report.json")).unwrap();
    assert_eq!(written["languages"], output["languages"]);
    assert_eq!(site.questions("kitchen")[0], "Is there a kitchen?");
}

#[cfg(unix)]
#[test]
fn a_language_without_changes_is_shared_between_generations() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::harbour();
    site.reindex("");
    site.write(
        "content/en/new.md",
        article("New", "", &[("Is this new?", "It is.")]),
    );
    site.reindex("");
    let links = |language: &str| {
        let pack = site.generation().join(format!("{language}.pack"));
        fs::metadata(pack).unwrap().nlink()
    };
    assert_eq!((links("en"), links("fr")), (1, 2));
}

#[test]
fn a_translation_is_paired_again_when_its_source_changes() {
    let site = Site::harbour();
    site.reindex("");
    let translations = || {
        let found = site.faq("search --json -l fr bateau").run();
        items(&found.json()["hits"][0]["translations"]).len()
    };
    assert_eq!(translations(), 1);
    let text = site.read("content/en/boat.md");
    site.write("content/en/boat.md", text.replace("boat-1", "boat-2"));
    let output = site.reindex("");
    assert_eq!(output["outcome"], "published");
    // Same path below the language folder, but another id.
    assert_eq!(output["languages"][1]["unchanged"], 3);
    let full = site.reindex("--full");
    assert_eq!(full["full"], "--full");
}

#[test]
fn an_included_file_is_an_input_of_those_that_include_it() {
    let site = Site::harbour();
    site.write(
        "content/en/price.md",
        article(
            "Prices",
            "",
            &[("What does it cost?", "[!INCLUDE [price](price.txt)]")],
        ),
    );
    site.reindex("");
    assert!(site.questions("doubloons").is_empty());
    site.write("content/en/price.txt", "Twelve doubloons.\n");
    assert_eq!(site.reindex("")["files"]["read_again"], 1);
    assert_eq!(site.questions("doubloons"), ["What does it cost?"]);
    site.write("content/en/price.txt", "Twelve guilders.\n");
    site.reindex("");
    assert!(site.questions("doubloons").is_empty());
    assert_eq!(site.questions("guilders"), ["What does it cost?"]);
}

#[test]
fn another_configuration_means_a_full_build_that_says_why() {
    let site = Site::harbour();
    site.reindex("");
    let config = |text: &str| site.write("faq.toml", text);
    config("content = [{ path = \"content\", url = \"https://example.com/{path}#{anchor}\" }]\n");
    let output = site.reindex("");
    assert_eq!(output["outcome"], "published");
    assert!(
        output["full"].as_str().unwrap().contains("addresses"),
        "{output}"
    );
    config(
        "language = \"fr\"\ncontent = [{ path = \"content\", url = \"https://example.com/{path}#{anchor}\" }]\n",
    );
    let output = site.reindex("");
    assert!(
        output["full"].as_str().unwrap().contains("language"),
        "{output}"
    );
    assert_eq!(site.reindex("")["outcome"], "unchanged");
}

#[test]
fn an_earlier_generation_can_be_made_live_again() {
    let site = Site::harbour();
    site.reindex("");
    for number in 0..4 {
        let text = article(
            "New",
            "",
            &[("Which number?", &format!("Number {number}."))],
        );
        site.write("content/en/new.md", &text);
        site.reindex("");
    }
    let status = site.faq("status --all --json").run().json();
    let names: Vec<&str> = status["generations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|generation| generation["generation"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["gen-000003", "gen-000004", "gen-000005"]);
    let back = site.faq("rollback --json").run().json();
    assert_eq!(back["generation"], "gen-000004");
    let answer = site.faq("search --full").arg("which number").run().stdout;
    assert!(answer.contains("Number 2."), "{answer}");
    site.faq("rollback gen-000001").run().code(3);
    site.faq("rollback gen-000005").run().code(0);
    assert_eq!(site.live(), "gen-000005");
    site.write("faq.toml", "keep = 2\n");
    site.write(
        "content/en/new.md",
        article("New", "", &[("Which number?", "Last.")]),
    );
    site.reindex("");
    let status = site.faq("status --all --json").run().json();
    assert_eq!(items(&status["generations"]).len(), 2);
}

#[test]
fn a_rehearsal_changes_nothing() {
    let site = Site::harbour();
    site.reindex("");
    site.write(
        "content/en/new.md",
        article("New", "", &[("Is this new?", "It is.")]),
    );
    let output = site.reindex("--dry-run");
    assert_eq!(output["outcome"], "rehearsed");
    assert_eq!(
        output["languages"][0]["added"][0]["question"],
        "Is this new?"
    );
    assert_eq!(site.live(), "gen-000001");
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
}

#[test]
fn log_lines_are_json_on_request() {
    let site = Site::harbour();
    let output = site.faq("reindex --log-format json").run().code(0);
    assert!(output.stderr.lines().count() >= 3);
    for line in output.stderr.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    fs::rename(site.content(), site.path("away")).unwrap();
    let output = site.faq("reindex --log-format json").run().code(3);
    for line in output.stderr.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}
