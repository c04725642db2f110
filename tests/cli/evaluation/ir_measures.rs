//! The measures of `faq eval` are those that `ir-measures` (PyPI; `trec_eval` inside) computes
//! from the run that it writes. Skipped where Python does not have it.

use std::fmt::Write as _;

use crate::support::json::items;
use crate::support::run::Run;
use crate::support::site::Site;

/// Prints `{query: {measure: value}}`, and the means over the queries with a relevant entry as
/// the query `""`.
const SCRIPT: &str = "
import json, sys, ir_measures as ir
qrels = list(ir.read_trec_qrels(sys.argv[1]))
run = list(ir.read_trec_run(sys.argv[2]))
count = {q.query_id for q in qrels if q.relevance > 0}
qrels = [q for q in qrels if q.query_id in count]
names = ['nDCG@10', 'RR@10', 'AP', 'P@1', 'P@5', 'R@10', 'R@100']
measures = [ir.parse_measure(name) for name in names]
values = {}
for one in ir.iter_calc(measures, qrels, run):
    values.setdefault(one.query_id, {})[str(one.measure)] = one.value
values[''] = {str(m): v for m, v in ir.calc_aggregate(measures, qrels, run).items()}
print(json.dumps(values))
";

fn python(code: &str) -> Run {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // The command is looked for in the PATH that it gets.
    Run::new("env")
        .env("PATH", path)
        .arg("python3")
        .arg("-c")
        .arg(code)
}

/// Thirty articles about tea, by threes the same word for word, so that scores tie; one about
/// coffee.
fn tea_house() -> Site {
    let mut site = Site::empty().file(
        "content/en/coffee.md",
        "# Coffee\n\n## Is there coffee?\n\nNo, only tea.\n",
    );
    for number in 0..30 {
        let kind = ["green", "black", "white", "red", "yellow"][number / 3 % 5];
        let more = " Tea.".repeat(number / 3);
        let text = format!("# Tea\n\n## How is {kind} tea made?\n\nWith hot water.{more}\n");
        site = site.file(&format!("content/en/tea{number}.md"), text);
    }
    site.indexed()
}

#[test]
fn measures_are_those_of_ir_measures() {
    if python("import ir_measures").run().exit_code != Some(0) {
        eprintln!("SKIPPED: python3 has no ir_measures here");
        return;
    }
    let site = tea_house();
    let listed = site.faq("list --json").run().code(0).json_lines();
    let queries = "tea\thow is tea made\n\
        green\tgreen tea\n\
        coffee\tcoffee\n\
        graded\twhite tea\n\
        negative\tred tea\n\
        nothing-right\tblack tea\n\
        nothing-found\tzzzzzzzz\n\
        unjudged\tyellow tea\n";
    let mut qrels = String::new();
    for (number, entry) in listed.iter().enumerate() {
        let id = entry["id"].as_str().unwrap();
        let mut judge = |query: &str, relevance: i64| {
            writeln!(qrels, "{query} 0 {id} {relevance}").unwrap();
        };
        let grade = i64::try_from(number).unwrap();
        // Every other entry of a tie, so that its order matters.
        judge("tea", grade % 2);
        if number % 3 == 0 {
            judge("green", i64::from(number % 2 == 0));
            judge("graded", grade % 4);
        }
        if number == 7 {
            judge("coffee", 1);
            judge("nothing-found", 1);
        }
        judge("negative", grade % 5 - 2);
        judge("nothing-right", 0);
    }
    let site = site.file("q.tsv", queries).file("qrels.txt", &qrels);
    for depth in ["100", "7"] {
        let ours = site
            .faq("eval --queries q.tsv --qrels qrels.txt --run run.txt --json --depth")
            .arg(depth)
            .run()
            .code(0)
            .json();
        let theirs = python(SCRIPT)
            .arg(site.path("qrels.txt"))
            .arg(site.path("run.txt"))
            .run()
            .code(0)
            .json();
        let per_query = items(&ours["per_query"]);
        assert_eq!(per_query.len(), 6);
        assert_eq!(theirs.as_object().unwrap().len(), 7);
        let mut compared = vec![("", &ours["measures"])];
        compared.extend(per_query.iter().map(|query| {
            let id = query["id"].as_str().unwrap();
            (id, &query["measures"])
        }));
        for (id, measures) in compared {
            let measures = measures.as_object().unwrap();
            assert_eq!(measures.len(), 7);
            for (name, value) in measures {
                let value = value.as_f64().unwrap();
                let expected = theirs[id][name].as_f64().unwrap();
                assert!(
                    (value - expected).abs() < 0.000_05,
                    "{name} of {id:?} to depth {depth}: {value}, ir_measures says {expected}"
                );
            }
        }
    }
}
