//! `faq report` on a log that is written down here: what readers ask, and what they do not find.

use crate::support::site::Site;

/// A line of a log: a search by its name, query, number of hits and first hit.
fn search(name: &str, query: &str, total: u32, best: &str) -> String {
    format!(
        "{{\"v\":1,\"t\":\"2026-11-20T09:15Z\",\"e\":\"search\",\"qid\":\"{name}\",\"q\":\"{query}\",\
         \"in\":\"en\",\"gen\":\"gen-000001\",\"total\":{total},\"top\":[\"{best}\",\"other\"],\
         \"score\":1.0,\"took_us\":900,\"src\":\"page\"}}\n"
    )
}

fn step(kind: &str, name: &str, entry: &str, rank: u32) -> String {
    format!(
        "{{\"v\":1,\"t\":\"2026-11-20T09:16Z\",\"e\":\"{kind}\",\"qid\":\"{name}\",\"id\":\"{entry}\",\"rank\":{rank}}}\n"
    )
}

fn site() -> Site {
    let mut log = String::from("no JSON\n");
    for name in ["a", "b", "c"] {
        log += &search(name, "when does it open", 2, "first");
        log += &step("click", name, "other", 2);
    }
    for name in ["d", "e", "f"] {
        log += &search(name, "=HYPERLINK(1) <script>", 0, "");
    }
    // Nobody searched for this one, so it says nothing.
    log += &step("helpful", "unknown", "other", 1);
    Site::bakery()
        .file("log/queries-2026-11-20.jsonl", log)
        .file(
            "log/queries-2026-11-22.jsonl",
            search("g", "when does it open", 1, "first").replace("11-20", "11-22"),
        )
}

#[test]
fn text_tells_what_was_asked_and_what_was_not_found() {
    let output = site().faq("report log").run().code(0);
    let text = &output.stdout;
    for line in [
        "7 searches, 2026-11-20 to 2026-11-22",
        "3 found nothing (43 %), 0 with words missing (0 %)",
        "     4  when does it open [en]",
        "     3  =HYPERLINK(1) <script> [en]",
        "        3 without hits",
        "        finds nothing now",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    output.stderr_has("1 line of the log cannot be read");
}

#[test]
fn what_was_pasted_is_known_by_its_beginning() {
    let pasted = format!("{}in the end", "we wait before the door ".repeat(20));
    let log = ["a", "b", "c"]
        .map(|name| search(name, &pasted, 0, ""))
        .concat();
    let site = Site::bakery().file("log/queries-2026-11-20.jsonl", log);
    let text = site.faq("report log").run().code(0).stdout;
    assert!(text.contains("     3  we wait before the door"), "{text}");
    assert!(
        text.contains("before the door… [en]") && !text.contains("in the end"),
        "{text}"
    );
    let json = site.faq("report log --json").run().code(0).stdout;
    assert!(json.contains("in the end"), "{json}");
}

#[test]
fn tables_and_pages_hold_what_readers_typed_and_nothing_of_it_runs() {
    let site = site();
    let table = site.faq("report log --csv").run().code(0).stdout;
    assert!(table.starts_with("list,query,"), "{table}");
    assert!(
        table.contains("unanswered,'=HYPERLINK(1) <script>,en,,3,"),
        "{table}"
    );
    let page = site.faq("report log --html").run().code(0).stdout;
    assert!(
        page.contains("=HYPERLINK(1) &lt;script&gt;") && !page.contains("<script"),
        "{page}"
    );
    assert!(
        page.contains("<svg viewBox=") && !page.contains("http"),
        "{page}"
    );
    assert_eq!(
        page.matches("<g><title>").count(),
        3,
        "a day without searches has its place"
    );
}

#[test]
fn judgements_are_proposed_in_the_form_that_eval_reads() {
    let site = site();
    site.faq("report log --judge proposed")
        .run()
        .code(0)
        .stderr_has("proposed for 1 query");
    assert_eq!(
        site.read("proposed/queries.tsv"),
        "log1\twhen does it open\n"
    );
    assert_eq!(
        site.read("proposed/qrels.txt"),
        "log1 0 first 0\nlog1 0 other 1\n"
    );
    site.faq("eval --queries proposed/queries.tsv --qrels proposed/qrels.txt --json")
        .run()
        .code(0);
}

#[test]
fn a_day_and_a_source_can_be_chosen() {
    let site = site();
    let later = site
        .faq("report log --since 2026-11-21 --min 1 --json")
        .run()
        .code(0)
        .json();
    assert_eq!(later["searches"], 1);
    let assistants = site
        .faq("report log --source mcp --json")
        .run()
        .code(0)
        .json();
    assert_eq!(
        (&assistants["searches"], &assistants["sources"]["page"]),
        (&0.into(), &7.into())
    );
    site.faq("report log --since yesterday")
        .run()
        .code(2)
        .stderr_has("2026-11-01");
    site.faq("report missing")
        .run()
        .code(2)
        .stderr_has("cannot read the query log missing");
    site.faq("report").run().code(2);
}
