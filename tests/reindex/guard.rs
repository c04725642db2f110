//! A bad index does not replace a good one.

use std::fs;

use crate::site::{Site, article};

#[test]
fn content_renamed_away_is_refused_and_the_old_index_answers() {
    let site = Site::new();
    site.reindex(&[]);
    fs::rename(site.content(), site.path().join("away")).unwrap();
    let ran = site.faq(&["reindex", "--json"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("is it mounted?"), "{}", ran.stderr);
    // The root is the same as before; only it is not there.
    assert!(!ran.stderr.contains("configured"), "{}", ran.stderr);
    assert!(ran.stderr.contains("content/en/boat.md#"), "{}", ran.stderr);
    let report = ran.json();
    assert_eq!(report["outcome"], "refused");
    assert_eq!(
        report["languages"][0]["removed"].as_array().unwrap().len(),
        5
    );
    assert_eq!(
        report["languages"][1]["removed"].as_array().unwrap().len(),
        3
    );
    assert_eq!(site.questions("boat")[0], "Can I rent a boat?");
    // An empty folder is what an unmounted share leaves.
    fs::create_dir(site.content()).unwrap();
    let ran = site.faq(&["reindex"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("is empty"), "{}", ran.stderr);
    assert_eq!(site.live(), "gen-000001");
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
    site.reindex(&["--allow-drop"]);
    assert!(site.questions("boat").is_empty());
}

#[test]
fn a_fall_in_one_language_is_refused() {
    let site = Site::new();
    site.reindex(&[]);
    site.write(
        "fr/boat.md",
        &article("Bateaux", "", &[("Puis-je louer un bateau ?", "Oui.")]),
    );
    let ran = site.faq(&["reindex"]);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stderr.contains("fr: 2 of 3 questions would be gone"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("gone: content/fr/boat.md#"),
        "{}",
        ran.stderr
    );
    assert_eq!(site.live(), "gen-000001");
    assert_eq!(site.faq(&["reindex", "--max-drop", "60%"]).code, Some(3));
    assert_eq!(site.faq(&["reindex", "--max-drop", "67%"]).code, Some(0));
    assert_eq!(site.faq(&["reindex", "--max-drop", "120%"]).code, Some(2));
}

#[test]
fn strict_refuses_problems() {
    let site = Site::new();
    site.reindex(&["--strict"]);
    site.write("en/new.md", &article("New", "", &[("Is it empty?", "")]));
    let ran = site.faq(&["reindex", "--strict"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("problems"), "{}", ran.stderr);
    assert_eq!(site.live(), "gen-000001");
    site.reindex(&[]);
    assert_eq!(site.live(), "gen-000002");
}

#[test]
fn a_fall_of_quality_is_refused() {
    let site = Site::new();
    site.write("queries.tsv", "1\trent a boat\n");
    site.reindex(&[]);
    let list = site.faq(&["search", "--json", "rent a boat"]).json();
    let id = list["hits"][0]["id"].as_str().unwrap();
    site.write("qrels.txt", &format!("1 0 {id} 1\n"));
    fs::write(
        site.path().join("faq.toml"),
        "[eval]\nqueries = \"content/queries.tsv\"\nqrels = \"content/qrels.txt\"\ntolerance = 0.1\n",
    )
    .unwrap();
    let text = fs::read_to_string(site.content().join("en/boat.md")).unwrap();
    site.write(
        "en/boat.md",
        &text.replace("Can I rent a boat?", "What about canoes?"),
    );
    let ran = site.faq(&["reindex"]);
    assert_eq!(ran.code, Some(3), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("nDCG@10 would fall from 1.0000"),
        "{}",
        ran.stderr
    );
    site.write("en/boat.md", &format!("{text}\nMore text.\n"));
    let ran = site.reindex(&[]);
    assert_eq!(ran["quality"]["after"], 1.0);
    site.remove("qrels.txt");
    site.write("en/boat.md", &text);
    let ran = site.faq(&["reindex"]);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stderr.contains("judgements are unusable"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_second_run_is_told_who_is_at_work() {
    let site = Site::new();
    site.reindex(&[]);
    let lock = fs::File::options()
        .write(true)
        .open(site.index().join(".lock"))
        .unwrap();
    lock.lock().unwrap();
    let ran = site.faq(&["reindex"]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("(process "), "{}", ran.stderr);
    assert!(ran.stderr.contains(" since 20"), "{}", ran.stderr);
    assert_eq!(site.faq(&["rollback"]).code, Some(3));
    // Searching needs no lock.
    assert_eq!(site.questions("boat")[0], "Can I rent a boat?");
    let waiting = site.command(&["reindex", "--wait", "60"]).spawn().unwrap();
    drop(lock);
    assert!(waiting.wait_with_output().unwrap().status.success());
}
