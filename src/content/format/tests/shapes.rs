//! Questions that are no Markdown headings: labels, lists, definitions, tables, HTML.

use super::*;

/// Lists question and answer of each question.
fn pairs(path: &str, text: &str) -> Vec<(String, String)> {
    let article = article(path, text);
    let entries = article.entries.into_iter();
    entries
        .filter(|entry| entry.kind == Kind::Question)
        .map(|entry| (entry.question, entry.answer))
        .collect()
}

fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = pairs.iter();
    pairs
        .map(|(question, answer)| ((*question).to_owned(), (*answer).to_owned()))
        .collect()
}

#[test]
fn an_answer_that_is_folded_away_belongs_to_its_heading() {
    let fold = |summary: &str, text: &str| {
        format!("<details>\n<summary>{summary}</summary>\n\n{text}\n\n</details>\n\n")
    };
    let questions = |text: String| {
        let found = pairs("faq.md", &format!("# Boats FAQ\n\n{text}"));
        let questions = found.into_iter().map(|(question, _)| question);
        questions.collect::<Vec<_>>()
    };
    for summary in ["Answer", "Click here to see"] {
        let (one, two) = (fold(summary, "Pump."), fold(summary, "Sand it."));
        assert_eq!(
            questions(format!(
                "## Water in the bilge\n\n{one}## Paint that peels off\n\n{two}"
            )),
            ["Water in the bilge", "Paint that peels off"]
        );
        assert_eq!(
            questions(format!(
                "## Is it far?\n\nNo.\n\n## Paint that peels off\n\n{two}"
            )),
            ["Is it far?", "Paint that peels off"]
        );
    }
    let (one, two) = (fold("Is it deep?", "Yes."), fold("Is it far?", "No."));
    assert_eq!(
        questions(format!(
            "## Rivers and lakes here\n\n{one}## The sea and its isles\n\n{two}"
        )),
        ["Is it deep?", "Is it far?"]
    );
    let (one, two) = (
        fold("Paint that peels off", "Sand it."),
        fold("Loose screws", "x"),
    );
    assert_eq!(
        questions(format!("## Hull\n\n{one}## Deck\n\n{two}{one}")),
        [
            "Paint that peels off",
            "Loose screws",
            "Paint that peels off"
        ]
    );
}

#[test]
fn labelled_lines_are_questions_and_answers() {
    let both = expected(&[
        ("Is it far?", "No.\n\nNot at all."),
        ("Is it deep?", "Yes."),
    ]);
    for text in [
        "Q: Is it far?\nA: No.\n\nNot at all.\n\nQ: Is it deep?\nA: Yes.\n",
        "**Q:** Is it far?\\\n**A:** No.\n\nNot at all.\n\n**Q**. Is it deep?\n\n**A**. Yes.\n",
        "**Q: Is it far?**\n\nA: No.\n\nNot at all.\n\n**Q: Is it deep?**\n\nA: Yes.\n",
        "Q1. Is it far?\n\nA1. No.\n\nNot at all.\n\nQ2. Is it deep? A2: Yes.\n",
        "- Q: Is it far?\n\n  A: No.\n\n  Not at all.\n- Q: Is it deep?\n\n  A: Yes.\n",
        "> Q: Is it far?\n>\n> A: No.\n>\n> Not at all.\n\n> Q: Is it deep?\n> A: Yes.\n",
        "Frage 1: Is it far?\n\nAntwort: No.\n\nNot at all.\n\nFrage 2: Is it deep?\n\nAntwort: Yes.\n",
        "В: Is it far?\n\nО: No.\n\nNot at all.\n\nВ: Is it deep?\n\nО: Yes.\n",
    ] {
        assert_eq!(
            pairs("boats.md", &format!("# Boats\n\n{text}")),
            both,
            "{text}"
        );
    }
    let chinese = "# 船\n\n> 问: 远吗\n> 答: 不远。\n\n问：深吗\n\n答：深。\n";
    assert_eq!(
        pairs("faq.md", chinese),
        expected(&[("远吗", "不远。"), ("深吗", "深。")])
    );
}

#[test]
fn labels_without_answers_are_text() {
    let text = "# Drives\n\nF: is the second drive.\n\nR: is the third.\n\nQ: why is that?\n";
    assert_eq!(pairs("drives.md", text), []);
}

#[test]
fn items_of_a_list_are_questions_in_a_faq() {
    let both = expected(&[("Is it far?", "No."), ("Is it deep?", "Yes.")]);
    for text in [
        "1. Is it far?\n\n   No.\n\n2. Is it deep?\n\n   Yes.\n",
        "- *Is it far?*\n  No.\n- *Is it deep?*\n  Yes.\n",
        "- *Is it far?* No.\n- _Is it deep?_ Yes.\n",
        "1. Is it far?\n\nNo.\n\n2. Is it deep?\n\nYes.\n",
        "1. **Is it far? **\nNo.\n\n2. **Is it deep? **\nYes.\n",
    ] {
        let text = format!("# Boats FAQ\n\n{text}");
        assert_eq!(pairs("faq.md", &text), both, "{text}");
        assert_eq!(pairs("boats.md", &text.replace(" FAQ", "")), [], "{text}");
    }
    let contents = "# FAQ\n\n- [Is it far?](#far)\n- Is it deep?\n\nText.\n";
    assert_eq!(pairs("faq.md", contents), []);
}

#[test]
fn terms_of_definition_lists_are_questions() {
    let text = "# FAQ\n\n## Depth\n\nIst es\nweit?\n\n:   Nein.\n\n    Gar nicht.\n\n        code\n\n\
        Ist es tief?\n: Ja.\n: Sehr.\n\n\
        <dl><dt id=\"cold\">Ist es kalt?</dt><dd>Ja, <b>sehr</b>.</dd>\n<dt>Ist es nass?\n<dd>Ja.</dl>\n";
    let found = pairs("de/faq.md", text);
    let questions: Vec<&str> = found
        .iter()
        .map(|(question, _)| question.as_str())
        .collect();
    assert_eq!(
        questions,
        [
            "Ist es weit?",
            "Ist es tief?",
            "Ist es kalt?",
            "Ist es nass?"
        ]
    );
    assert_eq!(found[0].1, "Nein.\n\nGar nicht.\n\n    code");
    assert_eq!(plain(&found[1].1), "Ja.\nSehr.");
    assert_eq!(plain(&found[2].1).trim(), "Ja, sehr.");
    let article = article("de/faq.md", text);
    assert_eq!(entry(&article, "Ist es kalt?").anchor, "cold");
    assert_eq!(entry(&article, "Ist es nass?").anchor, "depth");
}

#[test]
fn rows_of_a_table_with_a_column_of_questions_are_questions() {
    let both = expected(&[("Is it far?", "No."), ("Is it deep?", "Yes, *very*.")]);
    for (path, head) in [
        ("boats.md", "| Question | Answer |"),
        ("boats.md", "| Fragen | Antworten |"),
        ("boats.md", "|問題|回答|"),
        ("boats-faq.md", "| What | So |"),
    ] {
        let head = head.replace("問題", "問");
        let text = format!(
            "# Boats\n\n{head}\n|---|---|\n| Is it far? | No. |\n| Is it deep? | Yes, *very*. |\n"
        );
        assert_eq!(pairs(path, &text), both, "{head}");
    }
    let other = "# Boats\n\n| What | So |\n|---|---|\n| Is it far? | No. |\n| Is it deep? | x |\n";
    assert_eq!(pairs("boats.md", other), []);
}

#[test]
fn headings_in_html_are_headings() {
    let text = "# Boats FAQ\n\n<h3 id=\"far\">Is it far?</h3>\n<p>No.</p>\n\n\
        <h3><a name='deep'>\nDeep water\n</a></h3>\n\nYes.\n\n<h3>Is it cold?</h3>\n\nYes.\n";
    let article = article("faq.md", text);
    assert_eq!(
        shape(&article),
        [
            "?3 far:1 Is it far?",
            "?6 deep:1 Deep water",
            "?12 deep:2 Is it cold?"
        ]
    );
    assert_eq!(plain(&entry(&article, "Is it far?").answer), "No.");
    // On a portal a heading is a card.
    let portal = "# Boats\n\n<div><h3>Rent</h3>\n<a href=\"rent.md\">go</a></div>\n";
    assert_eq!(
        shape(&super::article("index.md", portal)),
        ["-1 boats:1 Boats"]
    );
}

#[test]
fn details_in_details_are_questions_of_a_group() {
    let text = "# FAQ\n\n<details>\n<summary>Reglages</summary>\n\n<details>\n\
        <summary>Comment changer la couleur ?</summary>\n\nTourner.\n\n</details>\n\n</details>\n\n\
        <details><summary>Pourquoi bleu ?</summary>\n\nPour voir.\n\n\
        <details><summary>Journal</summary>\n\nx\n\n</details>\n\n</details>\n";
    let found = pairs("fr/faq.md", text);
    let questions: Vec<&str> = found
        .iter()
        .map(|(question, _)| question.as_str())
        .collect();
    assert_eq!(
        questions,
        ["Comment changer la couleur ?", "Pourquoi bleu ?"]
    );
}

#[test]
fn bold_questions_stand_beside_headings() {
    let text = "# FAQ\n\n## Is it far?\n\nNo.\n\n## More\n\n**Is it deep?**\n\nYes.\n\n\
        ## Broken oars\n\nMend them. **Is it hard?** No.\n";
    let found = pairs("faq.md", text);
    let questions: Vec<&str> = found
        .iter()
        .map(|(question, _)| question.as_str())
        .collect();
    assert_eq!(questions, ["Is it far?", "Is it deep?", "Broken oars"]);
    assert_eq!(
        pairs("faq.md", "# FAQ\n\nIntro.\n\n**Is it far?**\n\nNo.\n"),
        expected(&[("Is it far?", "No.")])
    );
}

#[test]
fn questions_that_the_front_matter_lists_are_the_pages() {
    let text = "---\ntitle: Boats FAQ\nfaqs:\n  - q: Is it far?\n    a: |\n      No.\n\n      Not at all.\n  \
        - q: Is it deep?\n    a: Yes.\n---\n";
    let article = article("faq.md", text);
    assert_eq!(shape(&article), ["?4 :2 Is it far?", "?9 :3 Is it deep?"]);
    assert_eq!(entry(&article, "Is it far?").answer, "No.\n\nNot at all.");
    assert_eq!(rules(&article), []);
}

#[test]
fn a_faq_without_a_question_is_told() {
    let text = "# Boats FAQ\n\nThere are none yet.\n";
    assert_eq!(
        rules(&article("a.md", text)),
        [("faq-without-questions", 0)]
    );
    assert_eq!(rules(&article("faq/a.md", "# Boats\n\nText.\n")), []);
}

#[test]
fn labels_with_other_marks_and_in_other_scripts_count_in_pairs() {
    let both = expected(&[("Is it far?", "No."), ("Is it deep", "Yes.")]);
    for text in [
        "Q. Is it far?\nA. No.\n\nQ. Is it deep\nA. Yes.\n",
        "Ｑ：Is it far?\nＡ：No.\n\nＱ２：Is it deep\n\nＡ２：Yes.\n",
        "【Q】Is it far?\n【A】No.\n\n【Q】Is it deep\n\n【A】Yes.\n",
        "[Q] Is it far?\n\n[A] No.\n\n[Q] Is it deep\n\n[A] Yes.\n",
        "प्रश्न: Is it far?\n\nउत्तर: No.\n\nप्रश्न 2: Is it deep\nउत्तर: Yes.\n",
        "Tanya: Is it far?\nJawab: No.\n\nTanya: Is it deep\nJawab: Yes.\n",
    ] {
        let text = format!("# FAQ\n\n{text}");
        assert_eq!(pairs("faq.md", &text), both, "{text}");
    }
    let list = "# FAQ\n\nA. first choice\n\nB. second choice\n\nQ. E. D.\n";
    assert_eq!(pairs("faq.md", list), []);
}

#[test]
fn tables_may_have_further_columns() {
    let text = "# FAQ\n\n| No. | Frage | Bereich | Antwort |\n|---|---|---|---|\n\
                | 1 | Is it far? | Sea | No. |\n| 2 | Deep | | Yes. |\n";
    assert_eq!(
        pairs("faq.md", text),
        expected(&[
            ("Is it far?", "No.\n\n**No.:** 1\n\n**Bereich:** Sea"),
            ("Deep", "Yes.\n\n**No.:** 2"),
        ])
    );
}

#[test]
fn tables_may_be_written_in_html() {
    let both = expected(&[("Is it far?", "No."), ("Deep?", "<b>Yes</b>.")]);
    let head = "<tr><th>Question</th><th>Answer</th></tr>\n";
    for (path, head) in [("faq.md", head), ("faq.md", ""), ("sea.md", head)] {
        let text = format!(
            "# Sea\n\n<table border=1>\n{head}<tr><td>Is it far?</td>\n<td>No.</td></tr>\n\
             <tr><td>Deep?<td><b>Yes</b>.\n</table>\n\nMore.\n"
        );
        assert_eq!(pairs(path, &text), both, "{path} {head}");
    }
    let other = "# FAQ\n\n<table><tr><td>Size<td>Two</tr><tr><td>Is it wet?<td>Yes</tr></table>\n";
    assert_eq!(pairs("faq.md", other), []);
}

#[test]
fn lines_that_the_contents_name_are_questions() {
    let text = "# FAQ\n\n* [Is it far?](#q1)\n* [Depth](#q2)\n* [Cold](#q3)\n\n\
                <a id=\"q1\"></a>Is it far?\n\nNo.\n\n<a id=\"q2\"></a>\nDepth\nYes.\n\n**Cold**\n\nVery.\n";
    assert_eq!(
        pairs("faq.md", text),
        expected(&[("Is it far?", "No."), ("Depth", "Yes."), ("Cold", "Very.")])
    );
    assert_eq!(
        entry(&article("faq.md", text), "Depth").anchor,
        "q2".to_owned()
    );
}

#[test]
fn what_opens_like_a_question_asks_in_a_faq_where_it_stands_out() {
    let text = "# FAQ\n\n**Can I pay by card**\n\nYes.\n\n**Where is it**\n\nThere.\n";
    let both = expected(&[("Can I pay by card", "Yes."), ("Where is it", "There.")]);
    assert_eq!(pairs("en/faq.md", text), both);
    let list = "# FAQ\n\n- **Can I pay by card** - Yes.\n- *Where is it*: There.\n";
    assert_eq!(pairs("en/faq.md", list), both);
    assert_eq!(pairs("en/cards.md", &text.replace("FAQ", "Cards")), []);
}

#[test]
fn elements_that_fold_in_items_of_a_list_are_questions() {
    let text = "# FAQ\n\n## General\n\n- <details>\n  <summary>Is it far?</summary>\n\n  No.\n\n  ```sh\n  go\n  \
        ```\n\n  </details>\n\n2. <details><summary><b>How deep</b></summary>Two feet.</details>\n\nRest.\n";
    let article = article("faq.md", text);
    assert_eq!(
        shape(&article),
        [
            "-3 general:1 General",
            "?5 general:2 Is it far?",
            "?16 general:3 How deep",
        ]
    );
    assert_eq!(
        entry(&article, "Is it far?").answer,
        "No.\n\n```sh\ngo\n```"
    );
    assert_eq!(entry(&article, "How deep").answer, "Two feet.");
    assert_eq!(entry(&article, "General").answer, "Rest.");
}
