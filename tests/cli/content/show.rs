//! `faq show`: one whole answer by id or address.

use crate::support::site::Site;

#[test]
fn an_answer_by_its_address() {
    let site = Site::bakery();
    let answer = "\
Do you deliver to the islands?
Bakery FAQ › Questions to the bakery › Orders [en]

Only when the ferry sails, and for orders above thirty crowns.

en/bakery.md#do-you-deliver-to-the-islands  also: fr
";
    site.faq("show -q en/bakery.md#do-you-deliver-to-the-islands")
        .run()
        .code(0)
        .stdout(answer)
        .stderr("");
}

#[test]
fn every_listed_entry_can_be_shown_by_id_and_by_address() {
    let site = Site::bakery().indexed();
    for entry in site.faq("list --json").run().json_lines() {
        let text = |field: &str| entry[field].as_str().unwrap();
        for reference in [
            text("id").to_owned(),
            format!("{}#{}", text("path"), text("anchor")),
        ] {
            let shown = site
                .faq("show --json")
                .arg(&reference)
                .run()
                .code(0)
                .stderr("")
                .json();
            assert_eq!(shown["id"], entry["id"], "{reference}");
            assert_eq!(shown["question"], entry["question"], "{reference}");
        }
    }
}

#[test]
fn what_is_not_there() {
    let site = Site::bakery().indexed();
    site.faq("show en/bakery.md#nothing").run().code(1).stdout("").stderr(
        "no entry is called en/bakery.md#nothing: give an id or path#anchor, as `faq search` prints them\n",
    );
}

#[test]
fn an_anchor_that_two_entries_share_names_both() {
    let site = Site::empty()
        .file(
            "content/fr/a.md",
            "# A\n\n## <a name=\"why\"></a>Pourquoi ?\n\nUn.\n\n## <a name=\"why\"></a>Pourquoi donc ?\n\nDeux.\n",
        )
        .indexed();
    let run = site.faq("show fr/a.md#why").run().code(0);
    assert!(run.stdout.starts_with("Pourquoi ?\n"), "{}", run.stdout);
    run.stderr_has("fr/a.md#why also names")
        .stderr_has("Pourquoi donc ?");
}

#[test]
fn records_have_the_id_and_the_address_they_were_given() {
    let site = Site::empty()
        .file(
            "content/desk.jsonl",
            concat!(
                r#"{"id":"vpn-1","language":"en","question":"Is there a VPN?","answer":"Yes, **ask**.","url":"https://example.org/vpn","section":["Network"],"article":"Help desk","keywords":["tunnel"]}"#,
                "\n",
                r#"{"id":"note-2","language":"en","question":"","answer":"The printer stands on the second floor."}"#,
                "\n"
            ),
        )
        .indexed();
    let shown = site.faq("show vpn-1 --json").run().code(0).json();
    assert_eq!(shown["url"], "https://example.org/vpn");
    assert_eq!(shown["section"], serde_json::json!(["Network"]));
    assert_eq!(shown["article"]["title"], "Help desk");
    let found = |query: &str| {
        site.faq("search --json")
            .arg(query)
            .run()
            .code(0)
            .hits("id")
    };
    assert_eq!(found("tunnel"), ["vpn-1"]);
    assert_eq!(found("printer"), ["note-2"]);
}

#[test]
fn an_answer_by_its_address_and_by_one_that_it_had_before() {
    let text = "---\ntitle: FAQ\naliases:\n- /old/questions/\nredirect_from: /faq.html\n---\n\
                ## Is it far?\n\nNo.\n\n## Is it deep?\n\nYes.\n";
    let site = Site::empty()
        .file("content/en/faq.md", text)
        .file(
            "faq.toml",
            "[[content]]\npath = \"content\"\nurl = \"https://example.org/{path}#{anchor}\"\n",
        )
        .indexed();
    let shown = |address: &str| {
        let run = site.faq("show --json").arg(address).run().code(0);
        run.json()["question"].as_str().unwrap().to_owned()
    };
    for address in [
        "https://example.org/faq#is-it-deep",
        "https://www.example.org/docs/old/questions/#is-it-deep",
        "/faq.html#is-it-deep",
    ] {
        assert_eq!(shown(address), "Is it deep?", "{address}");
    }
    for address in ["https://example.org/old/questions", "/faq.html#gone"] {
        assert_eq!(shown(address), "Is it far?", "{address}");
    }
    site.faq("show https://example.org/nothing").run().code(1);
}
