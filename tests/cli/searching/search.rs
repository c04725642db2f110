//! `faq search`: which answers, in which order, how they are printed.

use crate::support::json::{column, items};
use crate::support::site::{Site, shipped};

#[test]
fn the_first_search_builds_the_index_and_says_so() {
    let site = Site::bakery();
    let answer = "\
1. Can I order a cake by telephone?
   Bakery FAQ › Questions to the bakery › Orders [en]
   Yes. Call before noon and name the size, the filling and the day. The number
   is on every paper bag.
   en/bakery.md#can-i-order-a-cake-by-telephone  also: fr
";
    let first = site.faq("search cake").run().code(0).stdout(answer);
    assert_eq!(
        first.stderr.lines().next(),
        Some("no index in index: building it")
    );
    site.faq("search cake")
        .run()
        .code(0)
        .stdout(answer)
        .stderr("");
}

#[test]
fn the_articles_that_ship_answer_in_the_readers_language() {
    let site = Site::empty();
    let search = || {
        site.faq("search ExpressRoute --quiet --content")
            .arg(shipped())
    };
    search()
        .run()
        .code(0)
        .stdout_has("1. Do I need Azure ExpressRoute?\n")
        .stdout_has("en/cloud-management-gateway.md#do-i-need-azure-expressroute  also: fr\n")
        .stderr("");
    search()
        .env("LANG", "fr_FR.UTF-8")
        .run()
        .code(0)
        .stdout_has("1. Faut-il disposer d’Azure ExpressRoute ?\n")
        .stdout_has("fr/cloud-management-gateway.md#do-i-need-azure-expressroute  also: en\n");
}

#[test]
fn every_shipped_question_finds_itself_first() {
    let site = Site::empty();
    let listed = site
        .faq("list --kind question --json --content")
        .arg(shipped())
        .run()
        .code(0)
        .json_lines();
    assert!(listed.len() > 40, "{}", listed.len());
    for entry in listed {
        let (question, language) = (
            entry["question"].as_str().unwrap(),
            entry["language"].as_str().unwrap(),
        );
        let found = site
            .faq("search --json -n 1 --quiet --in")
            .arg(language)
            .arg("--content")
            .arg(shipped())
            .arg("--")
            .arg(question)
            .run()
            .code(0)
            .json();
        assert_eq!(found["hits"][0]["id"], entry["id"], "{question}");
    }
}

#[test]
fn nothing_found() {
    let site = Site::bakery().indexed();
    site.faq("search zeppelin")
        .run()
        .code(1)
        .stdout("")
        .stderr("nothing found for zeppelin\n");
    site.faq("search zeppelin -q").run().code(1).silent();
}

#[test]
fn what_had_to_be_given_up_is_said() {
    let site = Site::bakery().indexed();
    site.faq("search ferry zeppelin")
        .run()
        .code(0)
        .stdout_has("1. Do you deliver to the islands?")
        .stderr("no answer has all the words; the first lacks: zeppelin\n");
    let json = site
        .faq("search ferry zeppelin --json")
        .run()
        .code(0)
        .json();
    assert_eq!(json["relaxed"]["missing"], serde_json::json!(["zeppelin"]));
}

#[test]
fn kinds() {
    let site = Site::bakery().indexed();
    let kinds = |line: &str| site.faq(line).arg("--json").run().code(0).hits("kind");
    assert_eq!(kinds("search oven"), ["section"]);
    assert_eq!(
        kinds("search -l en the --kind question -n 9"),
        ["question"; 2]
    );
    assert_eq!(kinds("search -l en the --kind section -n 9"), ["section"]);
    site.faq("search oven --kind question").run().code(1);
}

#[test]
fn filters_on_front_matter_must_all_hold() {
    let site = Site::bakery().indexed();
    let found = |filters: &str| {
        let json = site
            .faq("search gateau cake --json -l fr -l en --in fr")
            .env("LANG", "C");
        filters
            .split_whitespace()
            .fold(json, |run, filter| run.arg("--filter").arg(filter))
            .run()
    };
    found("author=marie").code(0);
    found("author=marie title=FAQ").code(1);
    found("author=nobody").code(1);
    found("author").code(2).stderr_has("expected FIELD=VALUE");
}

#[test]
fn pages_of_hits_follow_each_other() {
    let site = Site::bakery().indexed();
    let ids = |line: &str| {
        let json = site.faq(line).run().json();
        (
            column(items(&json["hits"]), "id"),
            column(items(&json["hits"]), "rank"),
            json["total"].as_u64().unwrap(),
        )
    };
    let (all, ranks, total) = ids("search the on --json -l en");
    assert_eq!(ranks, ["1", "2", "3"]);
    assert_eq!(total, 3);
    for (skip, id) in all.iter().enumerate() {
        let (page, ranks, total) = ids(&format!("search the on --json -l en -n 1 --offset {skip}"));
        assert_eq!((&page[..], total), (std::slice::from_ref(id), 3));
        assert_eq!(ranks, [(skip + 1).to_string()]);
    }
    assert_eq!(ids("search the on --json -l en --offset 3").0, [""; 0]);
    site.faq("search the on -l en -n 1 --offset 1")
        .run()
        .code(0)
        .stdout_has("2. ")
        .stderr("\n2 to 2 of 3 answers; more with --offset 2\n");
}

#[test]
fn whole_answers() {
    let site = Site::empty()
        .file(
            "content/en/tea.md",
            "# Tea\n\n## How do I brew tea?\n\nIn three steps:\n\n1. boil water;\n2. *wait* a minute;\n3. pour.\n\n\
             > [!NOTE]\n> Green tea wants less heat.\n\n| Tea | Minutes |\n| --- | --- |\n| black | 4 |\n| green | 2 |\n\n\
             ```sh\nkettle --on\n```\n",
        )
        .indexed();
    site.faq("search brew --full").run().code(0).stdout(
        "\
1. How do I brew tea?
   Tea [en]
   In three steps:

   1. boil water;
   2. wait a minute;
   3. pour.

   │ Note: Green tea wants less heat.

   Tea    Minutes
   ─────  ───────
   black  4
   green  2

       kettle --on
   en/tea.md#how-do-i-brew-tea
",
    );
}

#[test]
fn the_same_search_prints_the_same_bytes() {
    let site = Site::bakery().indexed();
    let search = |line: &str| site.faq(line).run().code(0).stdout;
    assert_eq!(
        search("search the oven ferry brot gateau --explain"),
        search("search the oven ferry brot gateau --explain")
    );
    let again = Site::bakery().indexed();
    assert_eq!(
        search("search the oven ferry brot gateau --explain"),
        again
            .faq("search the oven ferry brot gateau --explain")
            .run()
            .stdout
    );
}

#[test]
fn accents_and_capitals_do_not_matter_but_the_exact_form_wins() {
    let site = Site::empty()
        .file(
            "content/fr/a.md",
            "# A\n\n## Faut-il un cote ?\n\nUn cote.\n",
        )
        .file(
            "content/fr/b.md",
            "# B\n\n## Faut-il un coté ?\n\nUn coté.\n",
        )
        .file(
            "content/fr/c.md",
            "# C\n\n## Faut-il un côté ?\n\nUn côté.\n",
        )
        .indexed();
    for word in ["cote", "coté", "côté", "COTÉ"] {
        let json = site
            .faq("search --json -l fr")
            .arg(word)
            .run()
            .code(0)
            .json();
        assert_eq!(json["total"], 3, "{word}");
        let first = json["hits"][0]["question"].as_str().unwrap();
        assert_eq!(first, format!("Faut-il un {} ?", word.to_lowercase()));
    }
}

#[test]
fn names_with_signs_and_digits_are_found() {
    let site = Site::empty().file(
        "content/en/names.md",
        "# Names\n\n## Which languages?\n\nWe write C# and F#, on .NET.\n\n## Which protocol?\n\nTLS 1.2 over Wi-Fi.\n\n\
         ## Which class?\n\nSMS_TaskSequence_Step, see DOMDocument.parseErr.\n\n## Which update?\n\nKB4467684, else the error 0x80070005.\n\n## Which line?\n\nExpressRoute.\n",
    );
    for (query, question) in [
        ("C#", "Which languages?"),
        (".NET", "Which languages?"),
        ("TLS 1.2", "Which protocol?"),
        ("wifi", "Which protocol?"),
        ("wi-fi", "Which protocol?"),
        ("SMS_TaskSequence_Step", "Which class?"),
        ("sms_tasksequence_step", "Which class?"),
        ("domdocument.parseerr", "Which class?"),
        ("KB4467684", "Which update?"),
        ("0x80070005", "Which update?"),
        ("express route", "Which line?"),
        ("expressroute", "Which line?"),
    ] {
        let json = site.faq("search --json -q").arg(query).run().code(0).json();
        assert_eq!(json["hits"][0]["question"], question, "{query}");
    }
}

#[test]
fn a_message_pasted_out_of_an_answer_finds_that_answer_before_shorter_questions() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "# Help\n\n## What stops the mixer?\n\nIt shows \"The bowl was taken out before the dough \
             was ready\" and waits. Put it back.\n\n## Is the dough ready?\n\nPress it.\n\n\
             ## Can I take the bowl out?\n\nYes.\n\n## What is a bowl?\n\nA round dish.\n",
        )
        .indexed();
    let json = site
        .faq("search --json")
        .arg("The bowl was taken out before the dough was ready")
        .run()
        .code(0)
        .json();
    assert_eq!(json["hits"][0]["question"], "What stops the mixer?");
}

#[test]
fn the_question_word_finds_an_entry_that_shares_nothing_else() {
    let entries = [
        "Where did it come from?",
        "When did the guild begin?",
        "Who leads the guild?",
        "What does the guild cost?",
        "How long does the guild meet?",
    ];
    let entries = entries.map(|entry| format!("## {entry}\n\nThe town tells that.\n\n"));
    let site = Site::empty()
        .file(
            "content/en/a.md",
            format!("# Guild\n\n{}", entries.concat()),
        )
        .indexed();
    let json = site
        .faq("search --json")
        .arg("where did the guild start")
        .run()
        .json();
    let hits = json["hits"].as_array().unwrap();
    let place = hits
        .iter()
        .position(|hit| hit["question"] == "Where did it come from?");
    assert!(place.is_some_and(|place| place < 3), "{json}");
    // Alone with a word that nothing holds, it is no answer to anything else.
    site.faq("search --json").arg("zeppelin").run().code(1);
}

#[test]
fn the_text_of_a_long_article_outweighs_a_word_of_a_short_title() {
    let filler = "It goes on for a while, about the weather and the road and the people. ";
    let article = |title: &str, text: &str| {
        let text = format!("{}{text} {}", filler.repeat(40), filler.repeat(40));
        serde_json::json!({ "question": title, "answer": text }).to_string()
    };
    let articles = [
        article(
            "Sailing boats",
            "The mast is made of wood and carries two sails.",
        ),
        article("Harbour rules", "Keep to the right."),
        article(
            "Repairs in winter",
            "Rigging of boats: how to mend the rigging, tighten the rigging and oil it.",
        ),
        article("Boats for hire", "Ask at the pier for the price."),
    ];
    let site = Site::empty()
        .file("content/en/a.jsonl", articles.join("\n"))
        .indexed();
    let json = site
        .faq("search --json")
        .arg("tighten the rigging of boats")
        .run()
        .json();
    assert_eq!(json["hits"][0]["question"], "Repairs in winter");
}
