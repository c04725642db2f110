//! `faq eval`.

use crate::harness::{Site, column};

#[test]
fn noise_is_tried_on_the_questions_of_the_index() {
    let site = Site::bakery().indexed();
    let ran = site.faq("eval --noise").run().code(0).stderr("");
    let lines: Vec<Vec<&str>> = ran
        .stdout
        .lines()
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect()
        })
        .collect();
    assert_eq!(lines[0], ["queries", "first", "top 3", "top 10"]);
    assert_eq!(lines[1], ["verbatim", "5", "100.0%", "100.0%", "100.0%"]);
    let rows: Vec<(&str, &str)> = lines[1..].iter().map(|row| (row[0], row[1])).collect();
    assert_eq!(
        rows,
        [
            ("verbatim", "5"),
            ("one typo", "25"),
            ("typo in every word", "25"),
            ("a third dropped", "25"),
            ("no accents", "2"),
        ]
    );
    site.faq("eval --noise").run().code(0).stdout(&ran.stdout);
}

#[test]
fn noise_in_json_names_what_was_missed() {
    let site = Site::bakery().indexed();
    let json = site
        .faq("eval --noise --path en/* --json")
        .run()
        .code(0)
        .json();
    assert_eq!(json["questions"], 2);
    assert_eq!(json["rounds"], 5);
    let noise = json["noise"].as_array().unwrap();
    assert_eq!(column(noise, "queries"), ["2", "10", "10", "10", "0"]);
    assert_eq!(noise[0]["first"], 1.0);
    assert_eq!(noise[0]["first_three"], 1.0);
    assert_eq!(noise[0]["first_ten"], 1.0);
    let missed = json["missed"].as_array().unwrap();
    for one in missed {
        assert_ne!(one["rank"], 1, "{one}");
        assert_ne!(one["query"], one["question"], "{one}");
        assert_eq!(one["right"].as_array().unwrap().len(), 1, "{one}");
    }
    site.faq("eval --noise --path nowhere/*")
        .run()
        .code(1)
        .stdout("")
        .stderr("there is no question to try\n");
}

#[test]
fn noise_is_tried_on_given_queries_and_a_twin_is_as_good() {
    let same = "# A\n\n## Where is the key?\n\nUnder the third flower pot.\n";
    let site = Site::empty()
        .file("content/en/a.md", same)
        .file("content/en/b.md", same)
        .indexed();
    let listed = site.faq("list --json").run().code(0).json_lines();
    let second = &column(&listed, "id")[1];
    let site = site
        .file(
            "q.tsv",
            "q1\tWhere is the key?\nq2\tunjudged\nq3\tnothing right\n",
        )
        .file("qrels.txt", format!("q1 0 {second} 1\nq3 0 {second} 0\n"));
    let json = site
        .faq("eval --noise --queries q.tsv --qrels qrels.txt --json")
        .run()
        .code(0)
        .json();
    assert_eq!(json["questions"], 1);
    assert_eq!(json["noise"][0]["queries"], 1);
    assert_eq!(json["noise"][0]["first"], 1.0);
}

#[test]
fn what_is_measured_must_be_clear() {
    let site = Site::bakery();
    for line in [
        "eval",
        "eval --queries q.tsv",
        "eval --noise --qrels qrels.txt",
        "eval --path en/*",
        "eval --noise --run run.txt",
    ] {
        site.faq(line).run().code(2).stdout("");
    }
}
