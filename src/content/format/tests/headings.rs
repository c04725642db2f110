//! Which headings are questions: in FAQs of every shape, and elsewhere.

use super::*;
use crate::content::dialect::DIALECTS;

/// Lists the questions of an article.
fn questions(path: &str, text: &str) -> Vec<String> {
    let article = article(path, text);
    let entries = article.entries.into_iter();
    entries
        .filter(|entry| entry.kind == Kind::Question)
        .map(|entry| entry.question)
        .collect()
}

#[test]
fn a_faq_is_known_by_its_folder_and_by_its_front_matter() {
    let body = "## Der Ofen bleibt kalt\n\nHolz nachlegen.\n\n## Die Klappe klemmt\n\nÖlen.\n";
    let text = format!("---\ntitle: Pannen\n---\n{body}");
    let expected = ["Der Ofen bleibt kalt", "Die Klappe klemmt"];
    assert_eq!(questions("de/faq/pannen.md", &text), expected);
    assert_eq!(questions("de/hilfe/pannen.md", &text), [""; 0]);
    for kind in [
        "category: FAQ",
        "tags: [ofen, faq]",
        "layout: faq",
        "type: faqs",
    ] {
        let text = format!("---\ntitle: Pannen\n{kind}\n---\n{body}");
        assert_eq!(questions("de/hilfe/pannen.md", &text), expected, "{kind}");
    }
}

#[test]
fn a_question_without_a_mark_has_its_parts_for_an_answer() {
    for (path, question, part) in [
        ("en/faq.md", "How do I sweep the chimney", "Brush"),
        ("fr/faq.md", "Comment ramoner le conduit", "Brosse"),
        ("pl/faq.md", "Jak wyczyścić komin", "Szczotka"),
        ("zh/faq.md", "如何清扫烟囱", "刷子"),
    ] {
        let text = format!("# FAQ\n\n## {question}\n\n1\n\n### {part}\n\n2\n\n## X\n\n3\n");
        assert_eq!(questions(path, &text), [question, "X"]);
    }
}

#[test]
fn headings_among_questions_ask_and_headings_around_them_group() {
    let text = "# Kiln FAQ\n\n## Firing\n\nAll about heat.\n\n### Is it hot?\n\nYes.\n\n\
        ### Cracked bowls\n\nCool down slowly.\n\n#### Causes\n\nWater.\n\n## Glaze\n\n\
        ### Running colours\n\nUse less.\n\n## Contact\n\nWrite to us.\n";
    assert_eq!(
        questions("faq.md", text),
        ["Is it hot?", "Cracked bowls", "Running colours"]
    );
}

#[test]
fn an_article_of_questions_needs_no_name() {
    let text = "# Kiln\n\n## Is it hot?\n\na\n\n## Is it safe?\n\nb\n\n## Cracked bowls\n\nc\n\n\
        ## Is it loud?\n\nd\n";
    assert_eq!(questions("kiln.md", text).len(), 4);
    let few = "# Kiln\n\n## Is it hot?\n\na\n\n## Cracked bowls\n\nc\n";
    assert_eq!(questions("kiln.md", few), ["Is it hot?"]);
}

#[test]
fn where_nothing_asks_the_outermost_headings_with_text_do() {
    let text = "# Problemas frecuentes\n\n## Encendido\n\n### Humo negro\n\nAbrir.\n\n\
        #### Ejemplo\n\nx\n\n### Puerta atascada\n\nAceite.\n";
    assert_eq!(
        questions("es/faq.md", text),
        ["Humo negro", "Puerta atascada"]
    );
    let one = "---\ntitle: Changes\n---\n## Changes\n\nIntro.\n\n### New door\n\na\n\n#### Part\n\nb\n\n\
        ### New grate\n\nc\n";
    assert_eq!(questions("faq/changes.md", one), ["New door", "New grate"]);
}

#[test]
fn one_question_in_a_file_keeps_its_parts() {
    let text = "# How to lay bricks\n\nStart low.\n\n## Mortar\n\nMix.\n\n## Level\n\nLook.\n";
    let article = article("en/faq/bricks.md", text);
    assert_eq!(
        shape(&article),
        [
            "?1 how-to-lay-bricks:1 How to lay bricks",
            "-5 mortar:1 Mortar",
            "-9 level:1 Level"
        ]
    );
}

#[test]
fn a_question_below_a_question_is_one_of_its_own() {
    let text = "# FAQ\n\n## Why clay?\n\nCheap.\n\n### Grades\n\nThree.\n\n### Is it safe?\n\n\
        Yes <a id=\"safe\"></a>.\n\n### Colours\n\nRed.\n\n## Why bricks?\n\nStrong.\n";
    let article = article("faq.md", text);
    assert_eq!(
        shape(&article),
        [
            "?3 why-clay:1 Why clay?",
            "?11 is-it-safe:1 Is it safe?",
            "?19 why-bricks:1 Why bricks?"
        ]
    );
    let outer = entry(&article, "Why clay?");
    assert_eq!(
        outer.answer,
        "Cheap.\n\n### Grades\n\nThree.\n\n### Colours\n\nRed."
    );
    assert_eq!(outer.aliases, ["grades", "colours"]);
    let inner = entry(&article, "Is it safe?");
    assert_eq!(
        (inner.answer.as_str(), inner.section.as_slice()),
        ("Yes .", &["Why clay?".to_owned()][..])
    );
    assert_eq!(inner.aliases, ["safe"]);
}

#[test]
fn a_question_that_says_nothing_itself_groups_its_questions() {
    let text = "# Ofen\n\n## Wie heizt er?\n\n### Wie heizt er mit Holz?\n\nGut.\n\n\
        ### Wie heizt er mit Kohle?\n\nLang.\n";
    let article = article("ofen.md", text);
    assert_eq!(
        shape(&article),
        [
            "?5 wie-heizt-er-mit-holz:1 Wie heizt er mit Holz?",
            "?9 wie-heizt-er-mit-kohle:1 Wie heizt er mit Kohle?"
        ]
    );
    let inner = entry(&article, "Wie heizt er mit Kohle?");
    assert_eq!(inner.section, ["Wie heizt er?"]);
}

#[test]
fn labels_ask_and_those_of_answers_are_not_shown() {
    for (question, answer) in [
        ("Q: It says \"hot\"", "**A:** Wait."),
        ("Q3. It says \"hot\"", "A: Wait."),
        ("В: Дымит", "О: Wait."),
        ("问：冒烟", "答：Wait."),
    ] {
        let article = article("help.md", &format!("# Kiln\n\n## {question}\n\n{answer}\n"));
        let entry = entry(&article, question);
        assert_eq!(
            (entry.kind, entry.answer.as_str()),
            (Kind::Question, "Wait.")
        );
    }
    let drive = "# Drives\n\n## F: the second one\n\nAnswers: none.\n";
    assert_eq!(questions("drives.md", drive), [""; 0]);
}

#[test]
fn a_list_of_links_into_the_page_is_no_answer() {
    for heading in ["What is here?", "Obsah", "目次"] {
        let text = format!(
            "# FAQ\n\n## {heading}\n\n- [Is it hot?](#is-it-hot)\n- [Coal](#coal)\n\n\
             ## Is it hot?\n\nYes.\n\n## Coal\n\nNo.\n"
        );
        assert_eq!(questions("faq.md", &text), ["Is it hot?", "Coal"]);
    }
}

#[test]
fn what_has_no_width_is_no_part_of_a_question() {
    let text = "# Kiln\n\n## Is it hot?\u{200b}\n\nYes.\n";
    assert_eq!(questions("kiln.md", text), ["Is it hot?"]);
}

/// Lists the anchors of an article in a dialect, and its links.
fn anchors_in(dialect: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let dialect = DIALECTS
        .iter()
        .find(|known| known.name() == dialect)
        .unwrap();
    let context = Context {
        dialect: Choice::Named(*dialect),
        ..CONTEXT
    };
    let article = read_bytes("en/a.md", text.as_bytes(), &context)
        .articles
        .remove(0);
    let anchors = article.entries.into_iter().map(|entry| entry.anchor);
    let links = article.links.into_iter().map(|link| link.target);
    (anchors.collect(), links.collect())
}

#[test]
fn one_counter_numbers_all_of_a_page_of_myst() {
    // Run: Sphinx 9 with myst-parser 5.
    let text = "# FAQ\n\nText[^a] and[^b].\n\n## 为什么？\n\nA[^a]\n\n## Why?\n\nx\n\n## Why?\n\ny\n\n\
                (lab)=\n## Why?\n\nz\n\n(second)=\n## 怎么？\n\nu\n\n## 什么？\n\nv\n\n\
                (third)=\n## Fresh?\n\nw\n\n## Fresh?\n\nw\n\n[^a]: Note\n[^b]: Note\n";
    let expected = [
        "faq", "id3", "why", "id5", "lab", "second", "id8", "third", "id9",
    ];
    assert_eq!(anchors_in("myst", text).0, expected);
}

#[test]
fn terms_have_identifiers_in_mdbook() {
    // Read: `add_header_links` of mdBook 0.5. Tags that are written in HTML get none.
    let text = "# FAQ\n\nIs it *far*?\n: No.\n\nIs it cold?\n\n: Yes.\n\n## Is it far\n\nx\n\n\
                <dl><dt>Is it wet?</dt><dd>No.</dd></dl>\n\nIs it far?\n: Still no.\n";
    let ids = ["is-it-far", "is-it-cold", "is-it-far-1"];
    assert_eq!(anchors_in("mdbook", text).0, ids);
    assert_eq!(anchors_in("github", text).0, ["faq", "faq", "is-it-far"]);
}

#[test]
fn names_may_stand_elsewhere_in_a_site_of_myst() {
    let text = "# FAQ\n\n[a](#Some.thing) [b](#why-not) [c](other.md#x) [d](#why-nott) [e](project:#whynot) \
                [f](#step-2)\n\n## Why not?\n\nx\n\n## Step 1\n\n## A step-3\n\n";
    assert_eq!(
        anchors_in("myst", text).1,
        [
            "#why-not",
            "other.md#x",
            "project:#why-nott",
            "project:#whynot"
        ]
    );
    assert_eq!(anchors_in("github", text).1.len(), 6);
}
