//! Whole Markdown articles, from bytes to entries.

use super::*;
use crate::content::format::Format;
use crate::content::format::markdown::Markdown;

#[test]
fn a_faq_becomes_one_entry_for_each_question() {
    let text = "\u{feff}---\r\ntitle: Gateway FAQ\r\nms.assetid: 12-ab\r\nms.technology:\r\n- a\r\n- b\r\n---\r\n\
        # Questions about the gateway\r\n\r\n*Applies to: Product (current)*\r\n\r\nIntro.\r\n\r\n## Common\r\n\r\n\
        ### Do I need it?\r\n<!-- 4711 -->\r\nNo.\r\n\r\n#### Detail\r\n\r\nMore.\r\n\r\n### A noun\r\n\r\nYes.\r\n\r\n\
        ### See also\r\n\r\n- [x](y.md)\r\n\r\n## Next steps\r\n\r\n[z](z.md)\r\n";
    let article = article("en/gateway-faq.md", text);
    assert_eq!(article.title, "Gateway FAQ");
    assert_eq!(article.asset_id.as_deref(), Some("12-ab"));
    assert_eq!(article.applies_to.as_deref(), Some("Product (current)"));
    assert_eq!(
        shape(&article),
        [
            "-8 questions-about-the-gateway:1 Questions about the gateway",
            "?16 do-i-need-it:1 Do I need it?",
            "?24 a-noun:1 A noun",
            "-28 see-also:1 See also",
            "-32 next-steps:1 Next steps",
        ]
    );
    let question = entry(&article, "Do I need it?");
    assert_eq!(question.answer, "No.\n\n#### Detail\n\nMore.");
    assert_eq!(question.aliases, ["detail"]);
    assert_eq!(question.section, ["Common"]);
    assert_eq!(
        entry(&article, "Questions about the gateway").answer,
        "Intro."
    );
    assert!(
        entry(&article, "Next steps").is_navigation && entry(&article, "See also").is_navigation
    );
    assert_eq!(article.problems, []);
}

#[test]
fn a_last_see_also_is_not_part_of_the_answer_above_it() {
    let article = article(
        "faq.md",
        "# FAQ\n\n## Why?\n\na\n\n### How so\n\nb\n\n### See also\n\nc\n",
    );
    assert_eq!(
        shape(&article),
        ["?3 why:1 Why?", "-11 see-also:1 See also"]
    );
    assert_eq!(entry(&article, "Why?").answer, "a\n\n### How so\n\nb");
}

#[test]
fn first_words_ask_in_the_language_of_the_text_where_nothing_states_it() {
    let text = "# FAQ\n\n## 如何点亮灯笼\n\n按一下底部的圆环就可以了。\n\n## 什么是灯芯\n\n灯芯是一根线。\n\n\
        ### 灯芯的种类\n\n有三种。\n\n### 灯芯会烧完吗？\n\n会。\n";
    assert_eq!(
        shape(&article("faq.md", text)),
        [
            "?3 如何点亮灯笼:1 如何点亮灯笼",
            "?7 什么是灯芯:1 什么是灯芯",
            "?15 灯芯会烧完吗:1 灯芯会烧完吗？",
        ]
    );
}

#[test]
fn translations_are_decided_by_their_english_names() {
    let text = "---\ntitle: よく寄せられる質問\nms.contentlocale: ja-JP\n---\n# <a name=\"x-faq\"></a>質問\n\n\
        ## <a name=\"general\"></a>全般\n\n### <a name=\"what-is-it\"></a>製品の概要\n\na\n\n\
        ### <a name=\"bkmk_y\"></a>設定する方法\n\nb\n\n## <a name=\"how-groups-work\"></a>分類\n\n\
        ### <a name=\"x\"></a>本当ですか。\n\nc\n\n## <a name=\"next-steps\"></a>次へ\n\nd\n";
    let article = article("ja-jp/a.md", text);
    assert_eq!(article.language, "ja");
    assert_eq!(
        shape(&article),
        [
            "?9 what-is-it:1 製品の概要",
            "?13 bkmk_y:1 設定する方法",
            "?19 x:1 本当ですか。",
            "-23 next-steps:1 次へ",
        ]
    );
    assert_eq!(entry(&article, "本当ですか。").section, ["質問", "分類"]);
}

#[test]
fn in_other_articles_only_question_marks_ask() {
    let text = "# Set up\n\n## What to prepare\n\na\n\n## Why now?\n\nb\n\n### Part\n\nc\n\n## Group\n\n### Empty\n\n### Full\n\nd\n";
    assert_eq!(
        shape(&article("setup.md", text)),
        [
            "-1 set-up:1 Set up",
            "-3 what-to-prepare:1 What to prepare",
            "?7 why-now:1 Why now?",
            "-17 empty:1 Empty",
            "-19 full:1 Full",
        ]
        .iter()
        .filter(|line| !line.contains("Set up"))
        .copied()
        .collect::<Vec<_>>()
    );
}

#[test]
fn a_faq_without_question_marks_asks_with_its_innermost_headings() {
    let text = "# FAQ\n\n## Summary\n\ns\n\n## Group\n\n### Changing the address\n\na\n\n### Closing\n\nb\n";
    assert_eq!(
        shape(&article("faq.md", text)),
        [
            "-3 summary:1 Summary",
            "?9 changing-the-address:1 Changing the address",
            "?13 closing:1 Closing"
        ]
    );
}

#[test]
fn bold_lines_of_a_list_are_questions_under_the_heading_above() {
    let text = "# T\n\n## List\n\n1.  **Who is it?**   \nIt is me.\n\n    - point\n\n2.  **No mark**  \n       far in\n\n  - after\n\n\
        3. **Last one?**\n\n   Text\n\n       code\n\ntail\n\n## Clicks\n\n1. **[A]** then\n2. **[B]** last\n\n## Terms\n\n- **One**\n\n  text\n- **Two**\n\n  text\n";
    let article = article("list-faq.md", text);
    assert_eq!(
        shape(&article),
        [
            "?5 list:1 Who is it?",
            "?10 list:2 No mark",
            "?15 list:3 Last one?",
            "-23 clicks:1 Clicks",
            "-28 terms:1 Terms"
        ]
    );
    assert_eq!(entry(&article, "Who is it?").answer, "It is me.\n\n- point");
    assert_eq!(entry(&article, "No mark").answer, "far in\n\n  - after");
    assert_eq!(
        entry(&article, "Last one?").answer,
        "Text\n\n    code\n\ntail"
    );
    assert_eq!(entry(&article, "Last one?").section, ["List"]);
}

#[test]
fn a_heading_without_words_divides_nothing() {
    let alone = article("a.md", "## Alone\n###\n");
    assert_eq!(shape(&alone), ["-1 alone:1 Alone"]);
    let divided = article("a.md", "# T\n\n## A\n\none\n\n##\n\ntwo\n\n## B\n\nthree\n");
    assert_eq!(shape(&divided), ["-3 a:1 A", "-11 b:1 B"]);
    assert_eq!(plain(&entry(&divided, "A").answer), "one\ntwo");
}

#[test]
fn text_after_a_link_definition_stays_what_it_is() {
    let article = article(
        "a.md",
        "# T\n\nSee [r].\n\n[r]: /u\n2.\n\n[s]: /v\n\n[t]: /w\n[u]: /x\n",
    );
    let answer = &entry(&article, "T").answer;
    assert_eq!(answer, "See [r](/u).\n\n[r]: /u\n2.");
    assert_eq!(plain(answer), "See r.\n2.");
}

#[test]
fn paragraphs_on_both_sides_of_a_footnote_stay_apart() {
    let article = article("a.md", "# T\n\na[^1] *b\n[^1]:\nc* d\n");
    let answer = &entry(&article, "T").answer;
    assert_eq!(answer, "a[^1] *b\n\nc* d\n\n[^1]:");
}

#[test]
fn what_goes_on_after_a_bold_line_defines_no_link() {
    let text = "# FAQ\n\n**Why?**\n[note]: because\nit is.\n\n**How?**\n    ~~~so\n";
    let article = article("faq.md", text);
    let shown = |question| plain(&entry(&article, question).answer);
    assert_eq!(shown("Why?").trim(), "[note]: because it is.");
    assert_eq!(shown("How?").trim(), "~~~so");
}

#[test]
fn details_with_words_before_their_summary_are_kept_whole() {
    let text = "# FAQ\n\n<details>one <summary>two?</summary>three</details>\n";
    let article = article("faq.md", text);
    let shown = plain(&entry(&article, "FAQ").answer);
    assert_eq!(words(&shown), ["one", "two", "three"]);
}

#[test]
fn what_follows_a_list_keeps_its_indentation() {
    let text = "# FAQ\n\n1. **Hot?**\n   Yes.\n2. **Cold?**\n   No.\n3. Else.\n\nAfter:\n\n    code <br>\n";
    let article = article("faq.md", text);
    assert_eq!(
        entry(&article, "Cold?").answer,
        "No.\n\n3. Else.\n\nAfter:\n\n    code <br>"
    );
}

#[test]
fn a_long_heading_is_whole_in_one_entry_and_short_in_the_others() {
    let long = "word ".repeat(1000) + "last";
    let sections = "## Sub\n\ntext\n\n".repeat(3);
    for text in [
        format!("# {long}\n\n{sections}"),
        format!("# T\n\n# {long}\n\n{sections}"),
        format!(
            "### YamlMime:FAQ\nsections:\n- name: {long}\n  questions:\n{}",
            "  - question: Sub\n    answer: text\n".repeat(3)
        ),
    ] {
        let article = article(path_for(&text), &text);
        let whole = |text: &str| text.contains("last");
        assert!(!whole(&article.title));
        let entries = &article.entries;
        assert_eq!(entries.iter().filter(|e| whole(&e.question)).count(), 1);
        let above: Vec<_> = entries.iter().flat_map(|e| &e.section).collect();
        assert!(above.iter().all(|heading| !whole(heading)), "{above:?}");
    }
}

#[test]
fn bold_paragraphs_and_details_are_questions_too() {
    let text = "# Help\n\nIntro.\n\n**Is it?**\nYes.\n\n**Note**\nmore\n\n**Was it?**\n\nNo.\n\n\
        <details><summary>May I?</summary>\n\n## Inside\n\nYou *may*.\n\n</details>\n\nEnd.\n";
    let article = article("help.md", text);
    assert_eq!(
        shape(&article),
        [
            "-1 help:1 Help",
            "?5 help:2 Is it?",
            "?11 help:3 Was it?",
            "?15 help:4 May I?"
        ]
    );
    assert_eq!(entry(&article, "Is it?").answer, "Yes.\n\n**Note**\nmore");
    assert_eq!(entry(&article, "May I?").answer, "## Inside\n\nYou *may*.");
    assert_eq!(entry(&article, "May I?").aliases, ["inside"]);
    assert_eq!(entry(&article, "Help").answer, "Intro.\n\nEnd.");
}

#[test]
fn repeated_headings_are_numbered_and_counted() {
    let text = "# T\n\n## Limits\na\n## <a name=\"own\"></a>Limits\nb\n## Limits\nc\n## <a name=\"own\"></a>X\nd\n- # Limits\n\n## Limits\ne\n";
    let article = article("a.md", text);
    assert_eq!(
        shape(&article),
        [
            "-3 limits:1 Limits",
            "-5 own:1 Limits",
            "-7 limits-2:2 Limits",
            "-9 own:2 X",
            "-13 limits-4:4 Limits"
        ]
    );
    assert!(
        article
            .entries
            .iter()
            .all(|entry| !entry.base_anchor.contains("limits-"))
    );
    assert_eq!(
        article.anchors,
        ["t", "limits", "own", "limits-2", "limits-3", "limits-4"]
    );
    assert_eq!(article.outline.len(), 7);
}

#[test]
fn parts_are_cut_out_whole() {
    let text = "# T\n\n## A\n\n[here][ref] and [^n]<!-- no -->\n\n## B\n\nb <a name=\"spot\"></a>[ref]\n\n## C\n\n[ref]: /target \"Title\"\n\n[^n]: the *note*\n[^m]: never used\n";
    let article = article("a.md", text);
    assert_eq!(
        entry(&article, "A").answer,
        "[here](/target \"Title\") and [^n]\n\n[^n]: the *note*"
    );
    assert_eq!(entry(&article, "B").answer, "b [ref](/target \"Title\")");
    assert_eq!(entry(&article, "B").aliases, ["spot"]);
    assert_eq!(entry(&article, "C").answer, "[^m]: never used");
    let links: Vec<_> = article
        .links
        .iter()
        .map(|link| (link.target.as_str(), link.line, link.column))
        .collect();
    assert_eq!(links, [("/target", 5, 1), ("/target", 9, 22)]);
}

#[test]
fn articles_without_headings_have_one_entry() {
    assert_eq!(
        shape(&article("a/note.en.md", "Just text.\n")),
        ["-1 :1 note"]
    );
    assert_eq!(
        rules(&article("a/note.en.md", "Just text.\n")),
        [("title-missing", 0)]
    );
    assert_eq!(
        shape(&article("a.md", "---\ntitle: Can I?\n---\n\nYes.\n")),
        ["?5 :1 Can I?"]
    );
    assert_eq!(shape(&article("empty.md", "")), ["-1 :1 empty"]);
    assert_eq!(
        shape(&article("a.md", "Before.\n\n# T\n")),
        ["-1 :1 T", "-3 t:1 T"]
    );
}

#[test]
fn a_title_with_other_words_than_the_articles_is_kept() {
    let article = article(
        "a.md",
        "---\ntitle: Short\n---\n# Long heading\n\n## Part\n\ntext\n",
    );
    assert_eq!(shape(&article), ["-6 part:1 Part"]);
    assert_eq!(entry(&article, "Part").section, ["Long heading"]);
}

#[test]
fn damaged_bytes_and_long_files_are_reported() {
    let mut content: &[u8] = b"# T\n\nx \xff y\n";
    let source = Source {
        root: 1,
        path: "a.md",
        content: &mut content,
        truncated: true,
    };
    let mut collected = Collected::default();
    Markdown.read(source, &CONTEXT, &mut collected);
    let article = collected.articles.remove(0);
    assert_eq!(
        rules(&article),
        [("invalid-utf8", 3), ("file-too-large", 0)]
    );
    assert_eq!(entry(&article, "T").answer, "x \u{fffd} y");
}

#[test]
fn ids_depend_on_place_only() {
    let first = article("a.md", "# T\n\n## A\n\nx\n\n## A\n\ny\n");
    let second = article("a.md", "# T\n\nmore\n\n## A\n\nother\n\n## A\n\ny\n");
    let ids = |article: &Article| {
        article
            .entries
            .iter()
            .map(|entry| entry.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&first).get(..2), ids(&second).get(1..3));
    assert!(ids(&first).iter().all(|id| id.len() == 12));
    assert_ne!(
        ids(&first),
        ids(&article("b.md", "# T\n\n## A\n\nx\n\n## A\n\ny\n"))
    );
}

#[test]
fn numbered_bold_questions_may_lack_their_mark() {
    let text = "# FAQ\n\n**1. ¿Qué es?**\n\nUno.\n\n**2. Cómo cambiarlo**\n\nDos.\n\n**Nota**\n\nTres.\n\n\
        **3. ¿Cuesta algo?** No.\n";
    let article = article("es/pan-faq.md", text);
    let questions: Vec<&str> = article
        .entries
        .iter()
        .map(|entry| entry.question.as_str())
        .collect();
    assert_eq!(
        questions,
        ["1. ¿Qué es?", "2. Cómo cambiarlo", "3. ¿Cuesta algo?"]
    );
    assert_eq!(entry(&article, "3. ¿Cuesta algo?").answer, "No.");
}

#[test]
fn questions_without_headings_have_the_anchors_in_front_of_them() {
    let text = "# Boats FAQ\n\n## Hire\n\n<a name=\"q1\"></a>\n**(1) Is it far?**\n\nNo.\n\n\
                <a name=\"q2\"></a>\n**(2) Is it deep?**\n\nYes, see [this](#q1).\n\n\
                <details id=\"q3\"><summary>Is it wet?</summary>\n\nYes.\n\n</details>\n";
    let article = article("boats.md", text);
    let questions = article
        .entries
        .iter()
        .filter(|entry| entry.kind == Kind::Question);
    let anchors: Vec<_> = questions.map(|entry| entry.anchor.as_str()).collect();
    assert_eq!(anchors, ["q1", "q2", "q3"]);
}

#[test]
fn an_anchor_on_a_line_above_a_heading_leads_to_it() {
    let text = "# Boats\n\n## Is it far?\n\nNo.\n\n<a id=\"deep\"></a>\n\n## Is it deep?\n\nYes.\n";
    let article = article("boats.md", text);
    assert_eq!(entry(&article, "Is it deep?").aliases, ["deep"]);
    assert_eq!(entry(&article, "Is it far?").aliases, [""; 0]);
    assert_eq!(entry(&article, "Is it far?").answer, "No.");
}

#[test]
fn a_zero_width_space_hides_no_question_mark() {
    let article = article("boats.md", "# Boats\n\n## Is it far?\u{200b}\n\nNo.\n");
    assert_eq!(entry(&article, "Is it far?").kind, Kind::Question);
}
