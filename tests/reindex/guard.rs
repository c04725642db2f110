//! A bad index does not replace a good one.

use std::fs;

use crate::support::article::article;
use crate::support::json::items;
use crate::support::site::Site;

#[test]
fn content_renamed_away_is_refused_and_the_old_index_answers() {
    let site = Site::harbour();
    site.reindex("");
    fs::rename(site.content(), site.path("away")).unwrap();
    let output = site
        .faq("reindex --json")
        .run()
        .code(3)
        .stderr_has("is it mounted?");
    // The root is the same as before; only it is not there.
    let output = output
        .stderr_lacks("configured")
        .stderr_has("content/en/boat.md#");
    let report = output.json();
    assert_eq!(report["outcome"], "refused");
    assert_eq!(items(&report["languages"][0]["removed"]).len(), 5);
    assert_eq!(items(&report["languages"][1]["removed"]).len(), 3);
    assert_eq!(site.questions("boat")[0], "Can I rent a boat?");
    // An empty folder is what an unmounted share leaves.
    fs::create_dir(site.content()).unwrap();
    site.faq("reindex").run().code(3).stderr_has("is empty");
    assert_eq!(site.live(), "gen-000001");
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
    site.reindex("--allow-drop");
    assert!(site.questions("boat").is_empty());
}

#[test]
fn a_fall_in_one_language_is_refused() {
    let site = Site::harbour();
    site.reindex("");
    site.write(
        "content/fr/boat.md",
        article("Bateaux", "", &[("Puis-je louer un bateau ?", "Oui.")]),
    );
    site.faq("reindex")
        .run()
        .code(3)
        .stderr_has("fr: 2 of 3 questions would be gone")
        .stderr_has("gone: content/fr/boat.md#");
    assert_eq!(site.live(), "gen-000001");
    site.faq("reindex --max-drop 60%").run().code(3);
    site.faq("reindex --max-drop 67%").run().code(0);
    site.faq("reindex --max-drop 120%").run().code(2);
}

#[test]
fn strict_refuses_problems() {
    let site = Site::harbour();
    site.reindex("--strict");
    site.write(
        "content/en/new.md",
        article("New", "", &[("Is it empty?", "")]),
    );
    site.faq("reindex --strict")
        .run()
        .code(3)
        .stderr_has("problems");
    assert_eq!(site.live(), "gen-000001");
    site.reindex("");
    assert_eq!(site.live(), "gen-000002");
}

#[test]
fn a_fall_of_quality_is_refused() {
    let site = Site::harbour();
    site.write("content/queries.tsv", "1\trent a boat\n");
    site.reindex("");
    let list = site.faq("search --json").arg("rent a boat").run().json();
    let id = list["hits"][0]["id"].as_str().unwrap();
    site.write("content/qrels.txt", format!("1 0 {id} 1\n"));
    site.write("faq.toml", "[eval]\nqueries = \"content/queries.tsv\"\nqrels = \"content/qrels.txt\"\ntolerance = 0.1\n");
    let text = site.read("content/en/boat.md");
    site.write(
        "content/en/boat.md",
        text.replace("Can I rent a boat?", "What about canoes?"),
    );
    site.faq("reindex")
        .run()
        .code(3)
        .stderr_has("nDCG@10 would fall from 1.0000");
    site.write("content/en/boat.md", format!("{text}\nMore text.\n"));
    let output = site.reindex("");
    assert_eq!(output["quality"]["after"], 1.0);
    site.remove("content/qrels.txt");
    site.write("content/en/boat.md", &text);
    site.faq("reindex")
        .run()
        .code(3)
        .stderr_has("judgements are unusable");
}

#[test]
fn a_second_run_is_told_who_is_at_work() {
    let site = Site::harbour();
    site.reindex("");
    let lock = fs::File::options()
        .write(true)
        .open(site.index().join(".lock"))
        .unwrap();
    lock.lock().unwrap();
    site.faq("reindex")
        .run()
        .code(3)
        .stderr_has("(process ")
        .stderr_has(" since 20");
    site.faq("rollback").run().code(3);
    // Searching needs no lock.
    assert_eq!(site.questions("boat")[0], "Can I rent a boat?");
    let waiting = site.faq("reindex --wait 60").command().spawn().unwrap();
    drop(lock);
    assert!(waiting.wait_with_output().unwrap().status.success());
}
