//! Both engines over the same edits: every answer is the same.

use serde_json::Value;

use crate::cluster::{ClusterSite, on_cluster};
use crate::support::json::redacted;
use crate::support::random::Random;
use crate::support::run::Run;
use crate::support::site::Site;

/// Where articles may be.
const PATHS: [&str; 6] = [
    "content/en/boats.md",
    "content/en/kitchen.md",
    "content/fr/boats.md",
    "content/de/boats.md",
    "content/ja/boats.md",
    "content/en/sub/prices.md",
];

/// What may stand in them: question and answer.
const ENTRIES: [(&str, &str); 14] = [
    ("Can I rent a boat?", "Yes, at the harbour by the mill."),
    (
        "Can I rent a boat?",
        "No boat is left at the harbour today, come back tomorrow morning.",
    ),
    (
        "Is there a shower?",
        "Beside the kitchen, see [boats](boats.md).",
    ),
    (
        "How do I set up the login?",
        "The set up of the log in takes 1,000,000 steps.",
    ),
    (
        "Who is the mill boat officer (MBO)?",
        "Ask at the harbour office.",
    ),
    (
        "May boats moor?",
        "The mill boat officers decide, or dry-run the URI.",
    ),
    (
        "Puis-je louer un bateau ?",
        "Oui, au port près du moulin, par sécurité.",
    ),
    ("Où se trouve l’autre douche ?", "À côté de la cuisine."),
    (
        "Gibt es eine Clientzertifikatsdusche?",
        "Neben der Küche am Hafen, mit Zertifikat.",
    ),
    (
        "Wo ist der Hafen?",
        "Hinter der Mühle. Transport mit dem Boot.",
    ),
    (
        "ボートを借りられますか?",
        "はい、港のサーバーで借りられます。",
    ),
    ("サーバーはどこですか?", "港にあります。"),
    (
        "Does it cost 4 GB?",
        "It costs 4GB and version 1.10.2 of ExpressRoute.",
    ),
    ("Next steps", "[More](kitchen.md)"),
];

/// What is asked.
const QUERIES: [&str; 22] = [
    "boat",
    "can I rent a boat",
    "where is the shower",
    "MBO",
    "mill boat officer",
    "bateau port moulin",
    "securite",
    "Zertifikat",
    "Hafen Dusche",
    "harbor",
    "boot",
    "log in",
    "setup login",
    "1000000",
    "4GB",
    "1.10",
    "express route",
    "ボート",
    "さーばー",
    "\"the harbour\"",
    "boat -shower",
    "moor* harbour",
];

const PREFIXES: [&str; 8] = [
    "ca",
    "can I r",
    "boa",
    "haf",
    "puis-je l",
    "サー",
    "harbou",
    "cann",
];

/// Asks both engines the same, and compares what they say.
#[track_caller]
pub fn compare(site: &ClusterSite, line: &str, last: &str, state: &str) -> Value {
    let answer = |run: Run| {
        let output = run.arg(last).run();
        let parsed = serde_json::from_str(&output.stdout).unwrap_or(Value::Null);
        assert!(
            output.exit_code.is_some_and(|code| code <= 1),
            "{}",
            output.stderr
        );
        (output.exit_code, redacted(parsed, &["took_us"]))
    };
    let folder = answer(site.site.faq(line));
    let cluster = answer(site.faq(line));
    assert_eq!(folder, cluster, "{line} {last:?} after {state}");
    folder.1
}

#[test]
fn the_answers_are_those_of_an_index_folder_after_every_edit() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    let mut random = Random::new(7);
    for edit in 0..6 {
        let mut state = format!("edit {edit}");
        for _ in 0..=random.below(3) {
            let path = PATHS[random.below(PATHS.len())];
            if edit > 2 && random.below(4) == 0 && site.site.path(path).exists() {
                site.site.remove(path);
                state += &format!(", {path} gone");
                continue;
            }
            let mut text = String::from("---\ntitle: Harbour\nauthor: anna\n---\n# Harbour FAQ\n");
            for _ in 0..=random.below(6) {
                let (question, answer) = ENTRIES[random.below(ENTRIES.len())];
                text += &format!("\n## {question}\n\n{answer}\n");
            }
            site.site.write(path, &text);
            state += &format!(", {path} written");
        }
        // What goes away at random is more than the guard lets pass.
        let reindex = "reindex --quiet --allow-drop";
        site.site.faq(reindex).run().code(0);
        site.faq(reindex).run().code(0);
        let mut ids = Vec::new();
        for query in QUERIES {
            let found = compare(&site, "search --json --explain -n 20", query, &state);
            let hits = found["hits"].as_array().cloned().unwrap_or_default();
            ids.extend(
                hits.iter()
                    .filter_map(|hit| hit["id"].as_str().map(str::to_string)),
            );
        }
        for line in [
            "search --json -l en",
            "search --json --in fr --offset 1",
            "search --json --kind section",
            "search --json --full --filter author=anna",
            "search --json --filter author=nobody",
        ] {
            compare(&site, line, "boat harbour", &state);
        }
        for prefix in PREFIXES {
            compare(&site, "suggest --json", prefix, &state);
        }
        for id in ids.iter().take(5) {
            compare(&site, "show --json --related", id, &state);
        }
    }
}

/// Writes an article with so many questions about a harbour.
fn write_many(site: &ClusterSite, language: &str, count: usize) {
    let mut text = format!("---\nlanguage: {language}\n---\n# FAQ\n");
    for number in 0..count {
        text += &format!("\n## Is place{number} free?\n\nThe harbour has place{number} free.\n");
    }
    let path = format!("content/{language}/many.md");
    site.site.write(&path, text);
}

#[test]
fn a_total_that_is_not_known_says_so() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    write_many(&site, "en", 1200);
    write_many(&site, "fr", 300);
    site.site.faq("reindex --quiet").run().code(0);
    site.reindex();
    let total = |run: Run, query: &str| {
        let found = run.arg(query).run().code(0).json();
        (found["total"].as_u64(), found["total_is_exact"] != false)
    };
    let line = "search --json --count -l en";
    let known = total(site.site.faq(line), "harbour");
    assert_eq!(known, (Some(1200), true));
    // Which of those that are not at hand have equal answers is not known.
    assert_eq!(total(site.faq(line), "harbour"), (Some(1200), false));
    // More entries hold the words than are compared with the phrase.
    let (least, is_exact) = total(site.faq(line), "\"the harbour\"");
    assert!(!is_exact && least < Some(1200), "{least:?}");
    // That there are more than a thousand is known without an estimate of translations.
    let unasked = total(site.faq("search --json"), "harbour");
    assert_eq!(unasked, (Some(1000), false));
    // Translations are estimated.
    let (_, is_exact) = total(site.faq("search --json --count"), "harbour");
    assert!(!is_exact);
    assert_eq!(total(site.faq(line), "place7"), (Some(1), true));
    // More forms than a node takes clauses, and the words alone would find nothing.
    let (known, _) = total(site.site.faq("search --json --count"), "plac*");
    let (estimate, is_exact) = total(site.faq("search --json --count"), "plac*");
    let (known, estimate) = (known.unwrap(), estimate.unwrap());
    assert!(!is_exact && known > 1000);
    assert!(
        known.abs_diff(estimate) * 100 <= known,
        "{estimate} of {known}"
    );
}

#[test]
fn a_total_that_is_exact_is_that_of_a_folder() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    // Equal answers, among what is ranked and further below.
    for (language, count) in [("en", 400), ("fr", 90)] {
        let mut text = format!("---\nlanguage: {language}\n---\n# FAQ\n");
        for number in 0..count {
            let answer = number % 70;
            let half = if number % 2 == 0 { "even" } else { "odd" };
            text += &format!(
                "\n## Is the {half} place{number} free?\n\nThe harbour has berth{answer} left.\n"
            );
        }
        site.site
            .write(&format!("content/{language}/many.md"), text);
    }
    site.site.faq("reindex --quiet").run().code(0);
    site.reindex();
    let mut exact = 0;
    for line in [
        "search --json",
        "search --json --count -l en",
        "search --json -l fr",
    ] {
        for query in [
            "harbour",
            "even",
            "odd places",
            "berth7",
            "place8",
            "free berth9",
        ] {
            let of = |run: Run| {
                let found = run.arg(query).run().json();
                (found["total"].clone(), found["total_is_exact"] != false)
            };
            let (folder, cluster) = (of(site.site.faq(line)), of(site.faq(line)));
            assert!(folder.1, "{line} {query}");
            assert!(
                !cluster.1 || cluster == folder,
                "{line} {query}: {cluster:?}, {folder:?}"
            );
            exact += usize::from(cluster.1);
        }
    }
    // All but those with more matches than are ranked.
    assert!((9..18).contains(&exact), "{exact}");
}

#[test]
fn more_forms_than_a_node_takes_are_answered_alike() {
    let Some(site) = on_cluster(Site::empty()) else {
        return;
    };
    let mut random = Random::new(11);
    let mut paste = Vec::new();
    for language in ["en", "fr", "de", "es"] {
        let mut text = format!("---\nlanguage: {language}\n---\n# FAQ\n");
        for entry in 0..60 {
            let mut words = Vec::new();
            for _ in 0..20 {
                let word = format!("co{:03x}{}", random.below(4096), language);
                if random.below(12) == 0 {
                    paste.push(word.clone());
                }
                words.push(word);
            }
            let (question, answer) = words.split_at(random.below(6) + 1);
            let (question, answer) = (question.join(" "), answer.join(" "));
            text += &format!("\n## Is {question} of {entry}?\n\nThe {answer} set up.\n");
        }
        site.site.write(&format!("content/{language}/a.md"), text);
    }
    site.site.faq("reindex --quiet").run().code(0);
    site.reindex();
    for query in ["co*", "co* set*", "\"set up\" co*", &paste.join(" ")] {
        let found = compare(&site, "search --json --explain -n 50", query, "one build");
        assert!(found["total"].as_u64() > Some(0), "{query}");
    }
    compare(&site, "suggest --json", "co", "one build");
}
