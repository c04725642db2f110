//! The operators of a query: phrases, exclusions, beginnings of words.

use crate::support::site::Site;

/// A site about two things, in several scripts.
fn sails() -> Site {
    Site::empty()
        .file(
            "content/en/a.md",
            "# Rigging\n\n## How do I mend the main sail?\n\nMend the main sail with thread.\n\n\
             ## How do I mend the sail of the main mast?\n\nMend the mast's sail with tar at -5 °C.\n\n\
             ## How do I reef?\n\nReefing takes two.\n",
        )
        .file(
            "content/ja/a.md",
            "# 帆\n\n## 主帆を直す方法は?\n\n糸で主帆を直します。\n\n## 帆の主を直す方法は?\n\n糸で直します。\n",
        )
        .file(
            "content/ru/a.md",
            "# Парус\n\n## Как чинить парус?\n\nЧинить парус ниткой.\n\n## Как чинить мачту?\n\nЧинить мачту смолой.\n",
        )
        .indexed()
}

fn found(site: &Site, query: &str) -> Vec<String> {
    let json = site.faq("search --json -q --").arg(query).run().json();
    let hits = json["hits"].as_array().cloned().unwrap_or_default();
    let question = |hit: serde_json::Value| hit["question"].as_str().unwrap_or("").to_owned();
    hits.into_iter().map(question).collect()
}

#[test]
fn a_phrase_is_asked_for_in_its_order() {
    let site = sails();
    for query in [
        "\"main sail\"",
        "mend “Main Sail”",
        "„main sail“",
        "« main sail »",
    ] {
        assert_eq!(
            found(&site, query),
            ["How do I mend the main sail?"],
            "{query}"
        );
    }
    assert_eq!(found(&site, "「主帆を」"), ["主帆を直す方法は?"]);
    assert_eq!(found(&site, "\"чинить парус\""), ["Как чинить парус?"]);
}

/// More entries than are read one by one.
#[test]
fn a_phrase_of_many_entries_is_found_in_each_of_them() {
    let article = |title: &str, count: usize, answer: &str| {
        let entries = (0..count).map(|n| format!("## What of knot {n}?\n\n{answer} Knot {n}.\n\n"));
        format!("# {title}\n\n{}", entries.collect::<String>())
    };
    let site = Site::empty()
        .file(
            "content/en/said.md",
            article("Knots", 40, "It holds the Main\n*Sail*."),
        )
        .file(
            "content/en/other.md",
            article("Bends", 45, "The sails of the main mast."),
        )
        .file(
            "content/en/titled.md",
            article("Main sail", 20, "It holds."),
        )
        .indexed();
    for (query, total) in [
        ("\"main sail\"", 60),
        ("knot \"main sail\"", 60),
        ("knot -\"main sail\"", 45),
        ("\"sail main\"", 0),
    ] {
        let json = site.faq("search --json -q --").arg(query).run().json();
        assert_eq!(json["total"], total, "{query}");
    }
}

#[test]
fn words_and_phrases_are_left_out() {
    let site = sails();
    let main = ["How do I mend the main sail?"];
    assert_eq!(found(&site, "mend sail -mast"), main);
    assert_eq!(found(&site, "mend sail -\"main mast\""), main);
    assert_eq!(found(&site, "чинить -мачту"), ["Как чинить парус?"]);
    assert_eq!(found(&site, "直す -主帆"), ["帆の主を直す方法は?"]);
}

#[test]
fn a_star_stands_for_any_ending() {
    let site = sails();
    assert_eq!(found(&site, "thre*"), ["How do I mend the main sail?"]);
    let json = site.faq("search --json -q thre*").run().json();
    assert_eq!(json["operators"]["prefixes"][0], "thre");
    assert_eq!(json["suggestion"], serde_json::Value::Null);
    assert_eq!(found(&site, "мач*"), ["Как чинить мачту?"]);
}

#[test]
fn what_grammar_joins_to_a_word_is_no_part_of_a_phrase() {
    let site = Site::empty()
        .file(
            "content/ko/k.md",
            "# 배\n\n## 돛을 어떻게 고치나요?\n\n빨간 실을 씁니다.\n\n## 배를 어떻게 고치나요?\n\n빨간 나무를 씁니다.\n",
        )
        .file(
            "content/fr/f.md",
            "# Bateau\n\n## Comment réparer la voile ?\n\nTirez-la de l'autre bord.\n\n\
             ## Comment réparer le mât ?\n\nUn autre jour, tirez à bord.\n",
        )
        .file(
            "content/ja/j.md",
            "# 船\n\n## メールアドレスは?\n\n港で聞きます。\n\n## 電話番号は?\n\n港で聞きます。\n",
        )
        .file(
            "content/th/t.md",
            "# เรือ\n\n## ซ่อมใบเรืออย่างไร?\n\nใช้เชือก\n\n## ซ่อมเรือด้วยกาวได้ไหม?\n\nใช้สกรูว์\n",
        )
        .indexed();
    let sail = ["돛을 어떻게 고치나요?"];
    assert_eq!(found(&site, "\"빨간 실\""), sail);
    assert_eq!(found(&site, "고치나요 -나무"), sail);
    assert_eq!(found(&site, "고치나요 -\"빨간 나무\""), sail);
    assert_eq!(
        found(&site, "\"autre bord\""),
        ["Comment réparer la voile ?"]
    );
    assert_eq!(
        found(&site, "réparer -\"autre bord\""),
        ["Comment réparer le mât ?"]
    );
    assert_eq!(found(&site, "メール*"), ["メールアドレスは?"]);
    assert_eq!(found(&site, "สกรู*"), ["ซ่อมเรือด้วยกาวได้ไหม?"]);
    assert_eq!(found(&site, "ซ่อม -สกรูว์"), ["ซ่อมใบเรืออย่างไร?"]);
}

#[test]
fn what_operators_forbid_is_offered_without_them() {
    let site = sails();
    site.faq("search")
        .arg("\"sail main\" thread")
        .run()
        .code(1)
        .stdout("")
        .stderr_has("faq search --literal 'sail main thread'\n");
    let json = site
        .faq("search --json")
        .arg("\"sail main\"")
        .run()
        .code(1)
        .json();
    assert_eq!(json["operators"]["phrases"][0], "sail main");
    assert_eq!(json["without_operators"]["query"], "sail main");
    let literal = site
        .faq("search --json --literal")
        .arg("\"sail main\"")
        .run();
    assert!(literal.code(0).json().get("operators").is_none());
}

#[test]
fn dashes_of_texts_are_no_operators() {
    let site = sails();
    let first = &found(&site, "tar at -5 °C")[0];
    assert_eq!(first, "How do I mend the sail of the main mast?");
    let json = site
        .faq("search --json -q")
        .arg("sail --force -l e-mail")
        .run()
        .json();
    assert!(json.get("operators").is_none());
}
