//! `faq eval`.

use crate::support::json::{column, items};
use crate::support::site::Site;

#[test]
fn noise_is_tried_on_the_questions_of_the_index() {
    let site = Site::bakery().indexed();
    let output = site.faq("eval --noise").run().code(0).stderr("");
    let lines: Vec<Vec<&str>> = output
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
    site.faq("eval --noise")
        .run()
        .code(0)
        .stdout(&output.stdout);
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
    let noise = items(&json["noise"]);
    assert_eq!(column(noise, "queries"), ["2", "10", "10", "10", "0"]);
    assert_eq!(noise[0]["first"], 1.0);
    assert_eq!(noise[0]["first_three"], 1.0);
    assert_eq!(noise[0]["first_ten"], 1.0);
    let missed = items(&json["missed"]);
    for one in missed {
        assert_ne!(one["rank"], 1, "{one}");
        assert_ne!(one["query"], one["question"], "{one}");
        assert_eq!(items(&one["right"]).len(), 1, "{one}");
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
fn sentences_are_pasted_out_of_the_answers_of_the_index() {
    let site = Site::empty()
        .file(
            "content/en/oven.md",
            "# Oven\n\n## Why is it cold?\n\nNobody lit the oven before six this morning.\n\n\
             ## Who cleans it?\n\nAnna.\n",
        )
        .file(
            "content/de/ofen.md",
            "# Ofen\n\n## Warum ist er kalt?\n\nNiemand hat den Ofen heute angezündet.\n",
        )
        .indexed();
    let output = site.faq("eval --pasted").run().code(0).stderr("");
    let lines: Vec<Vec<&str>> = output
        .stdout
        .lines()
        .map(|line| line.split("  ").map(str::trim).collect())
        .map(|row: Vec<&str>| row.into_iter().filter(|cell| !cell.is_empty()).collect())
        .collect();
    assert_eq!(
        lines,
        [
            vec!["queries", "first", "top 5"],
            vec!["5 to 7 words", "1", "100.0%", "100.0%"],
            vec!["8 to 12 words", "1", "100.0%", "100.0%"],
            vec!["13 to 22 words", "0", "-", "-"],
            vec!["all", "2", "100.0%", "100.0%"],
        ]
    );
    for (line, sentences) in [
        ("eval --pasted --json --path en/*", 1),
        ("eval --pasted --json -l de", 1),
    ] {
        let json = site.faq(line).run().code(0).json();
        assert_eq!(json["sentences"], sentences, "{line}");
        assert_eq!(items(&json["missed"]).len(), 0, "{line}");
    }
    site.faq("eval --pasted --path nowhere/*")
        .run()
        .code(1)
        .stdout("")
        .stderr("there is no sentence to try\n");
}

#[test]
fn every_entry_that_holds_a_pasted_sentence_is_right() {
    let answer = "The door of the shop opens at seven every day.";
    let site = Site::empty()
        .file(
            "content/en/a.md",
            format!("# A\n\n## When may I come?\n\n{answer}\n\n## Is it open?\n\n{answer} Ring.\n"),
        )
        .indexed();
    let json = site.faq("eval --pasted --json").run().code(0).json();
    assert_eq!(json["sentences"], 2);
    let all = &items(&json["pasted"])[3];
    assert_eq!((&all["name"], &all["first"]), (&"all".into(), &1.0.into()));
}

/// Two questions about keys, with judged queries; and how the entries are called.
fn judged() -> (Site, String, String) {
    let site = Site::empty()
        .file(
            "content/en/keys.md",
            "# Keys\n\n## Where is the key?\n\nUnder the pot.\n\n## Who has the ladder?\n\nAnna.\n",
        )
        .indexed();
    let listed = site.faq("list --json --kind question").run().json_lines();
    let ids = column(&listed, "id");
    let (key, ladder) = (ids[0].clone(), ids[1].clone());
    let site = site
        .file("q.tsv", "k\tkey\nl\tladder\nx\tpot\nn\tanna\n")
        .file(
            "qrels.txt",
            format!("k 0 {key} 1\nl 0 {ladder} 1\nx 0 {key} 2\nn 0 {key} 0\nunasked 0 {key} 1\n"),
        );
    (site, key, ladder)
}

#[test]
fn a_run_is_compared_with_another() {
    let (site, key, ladder) = judged();
    // The first as good, the second worse at rank 2, the third missing.
    let site = site.file(
        "other.run",
        format!("k Q0 {key} 1 2 other\nl Q0 {key} 1 2 other\nl Q0 {ladder} 2 1 other\n"),
    );
    let eval = "eval --queries q.tsv --qrels qrels.txt --compare other.run";
    site.faq(eval)
        .run()
        .code(0)
        .stdout(
            "queries   3
          here     there    difference  p
nDCG@10   1.0000   0.5436   +0.4564     0.5000
RR@10     1.0000   0.5000   +0.5000     0.5000
AP        1.0000   0.5000   +0.5000     0.5000
P@1       1.0000   0.3333   +0.6667     0.5000
P@5       0.2000   0.1333   +0.0667     1.0000
R@10      1.0000   0.6667   +0.3333     1.0000
R@100     1.0000   0.6667   +0.3333     1.0000

nDCG@10 of the queries: 2 better, 0 worse, 1 equal
here     there    difference  query
1.0000   0.0000   +1.0000     x  pot
1.0000   0.6309   +0.3691     l  ladder
",
        )
        .stderr(
            "queries that are judged but not asked, and do not count: 1
queries for which the other run has nothing: 1 of 3
",
        );
    let json = site.faq(eval).arg("--json").run().code(0).json();
    let compared = &json["compared"];
    assert_eq!(compared["better"], 2);
    assert_eq!(compared["worse"], 0);
    assert_eq!(compared["equal"], 1);
    assert_eq!(compared["p"]["P@1"], 0.5);
    let per_query = items(&json["per_query"]);
    assert_eq!(column(per_query, "id"), ["k", "l", "x"]);
    assert_eq!(per_query[1]["other"]["RR@10"], 0.5);
    assert_eq!(per_query[1]["difference"]["RR@10"], 0.5);

    // Beside itself nothing differs.
    site.faq("eval --queries q.tsv --qrels qrels.txt --run same.run -q")
        .run()
        .code(0);
    let same = "eval --queries q.tsv --qrels qrels.txt --compare same.run --json -q";
    let json = site.faq(same).run().code(0).json();
    assert_eq!(json["compared"]["equal"], 3);
    assert_eq!(json["compared"]["p"]["nDCG@10"], 1.0);
}

#[test]
fn measures_of_each_query() {
    let (site, ..) = judged();
    site.faq("eval --queries q.tsv --qrels qrels.txt --per-query -q")
        .run()
        .code(0)
        .stdout(
            "nDCG@10  RR@10    AP       P@1      P@5      R@10     R@100    query
1.0000   1.0000   1.0000   1.0000   0.2000   1.0000   1.0000   k  key
1.0000   1.0000   1.0000   1.0000   0.2000   1.0000   1.0000   l  ladder
1.0000   1.0000   1.0000   1.0000   0.2000   1.0000   1.0000   x  pot

queries   3
nDCG@10   1.0000
RR@10     1.0000
AP        1.0000
P@1       1.0000
P@5       0.2000
R@10      1.0000
R@100     1.0000
",
        )
        .stderr("");
}

#[test]
fn judgements_and_runs_that_cannot_be_used() {
    let (site, key, _) = judged();
    let site = site
        .file("none.txt", format!("k 0 {key} 0\n"))
        .file("twice.tsv", "k\ta\nk\tb\n")
        .file("broken.run", format!("k Q0 {key} 1 high other\n"));
    site.faq("eval --queries q.tsv --qrels none.txt")
        .run()
        .code(1)
        .stdout("")
        .stderr("no query has a relevant entry\n");
    site.faq("eval --queries twice.tsv --qrels qrels.txt")
        .run()
        .code(2)
        .stdout("")
        .stderr("error: twice.tsv:2: query k for the second time\n");
    site.faq("eval --queries q.tsv --qrels qrels.txt --compare broken.run")
        .run()
        .code(2)
        .stdout("")
        .stderr("error: broken.run:1: expected query-id Q0 entry-id rank score name\n");
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
        "eval --noise --compare run.txt",
        "eval --noise --per-query",
        "eval --noise --pasted",
        "eval --pasted --queries q.tsv --qrels qrels.txt",
        "eval --pasted --run run.txt",
    ] {
        site.faq(line).run().code(2).stdout("");
    }
}

#[test]
fn a_parameter_is_set_by_its_name() {
    let (site, ..) = judged();
    let ranked = |set: &str| {
        let line = format!("eval --queries q.tsv --qrels qrels.txt --run set.run {set}");
        site.faq(&line).run().code(0);
        site.read("set.run")
    };
    let default = ranked("");
    assert_eq!(ranked("--set exact_form.weight=0.37"), default);
    assert_ne!(ranked("--set exact_form.weight=0"), default);
    assert_ne!(
        ranked("--set fields.question.weight=1 --set fields.answer.k1=2"),
        default
    );
}

#[test]
fn parameters_that_do_not_exist_are_refused_with_others_that_do() {
    let (site, ..) = judged();
    for (set, message) in [
        (
            "kind.sections=1",
            "--set: no ranking parameter is named `kind.sections`: use one of kind.section",
        ),
        (
            "kind.section=x",
            "--set: `kind.section` is a number from 0 on, not `x`",
        ),
        (
            "depth.rescore=1.5",
            "--set: `depth.rescore` is a whole number up to 65535, not `1.5`",
        ),
        ("kind.section", "--set takes NAME=VALUE, not `kind.section`"),
    ] {
        site.faq(&format!(
            "eval --queries q.tsv --qrels qrels.txt --set {set}"
        ))
        .run()
        .code(2)
        .stdout("")
        .stderr(&format!("error: {message}\n"));
    }
}
