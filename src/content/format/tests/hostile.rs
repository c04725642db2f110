//! What holds whatever is read: no word lost, no identity twice, linear time.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::content::dialect::DIALECTS;

#[test]
fn hostile_articles_are_read() {
    // In quadratic time each of them would take minutes.
    let deep = 10_000;
    for text in [
        format!("{}x", "> ".repeat(deep)),
        format!("{}x", "- ".repeat(deep)),
        "[".repeat(100_000),
        "![a](".repeat(20_000),
        "# FAQ\n\n".to_owned() + &"## A?\n### See also\n".repeat(deep),
        "# FAQ\n\n## A?\n".to_owned() + &"### See also\n".repeat(deep),
        "# FAQ\n\n".to_owned() + &"- **Why?**\n  x\n".repeat(deep),
        "<details><summary>a?</summary>\n\n".repeat(deep),
        "<a name=\"x\"></a>".repeat(deep),
        "## H[^1]\n\n[^1]: a long note\n\n".repeat(2_000),
        "[!INCLUDE[a](b.md)] ".repeat(5_000),
        "[!INCLUDE[".repeat(deep),
        ":::image alt-text=\"".repeat(deep),
        "**a** ".repeat(deep),
        "[a](b) ".repeat(20 * deep),
        "<http://a.b> ".repeat(20 * deep),
        format!("# {}\n{}", "w ".repeat(20 * deep), "## q\n".repeat(deep)),
        format!("---\n{}---\n", "a: &a [*a]\n".repeat(2_000)),
        format!(
            "### YamlMime:FAQ\nsections:\n{}",
            "- question: a\n  answer: '[x][y]'\n".repeat(3_000)
        ),
    ] {
        let article = article(path_for(&text), &text);
        assert!(!article.entries.is_empty());
    }
}

#[test]
fn hostile_markup_is_read_in_every_dialect() {
    let many = 2_000;
    for dialect in DIALECTS {
        let context = Context {
            dialect: Choice::Named(*dialect),
            ..CONTEXT
        };
        for piece in [
            "{",
            "{{<",
            "{{< a >}}",
            "{{< a >}}\n",
            "{%",
            "{% a \"b\" %}\n",
            "<A>",
            "<A\n",
            "</A>\n",
            "<A>\n  ",
            ":::a\n",
            ":::a b\n> ",
            "!!! a\n    ",
            "??? a \"b\"\n",
            "=== \"a\"\n\t",
            "```{a}\n",
            "{a}`b` ",
            "(a)=\n",
            "## a {#b}\n",
            "{: #a}\n",
            "`",
            "`` ` ",
            "{/*",
            "@tab a\n",
            "import a from 'b'\n",
            "--8<-- \"a\"\n",
            "{{#include a}}\n",
            "<a id=\"x\"></a>\n\n",
        ] {
            let text = format!("{}\n\nlast words\n", piece.repeat(many));
            let mut read = read_bytes("a.md", text.as_bytes(), &context);
            assert!(
                !read.articles.remove(0).entries.is_empty(),
                "{}",
                dialect.name()
            );
        }
    }
}

fn block() -> impl Strategy<Value = String> {
    let word = "[a-z]{2,6}";
    prop_oneof![
        (1..7_usize, word, "\\??")
            .prop_map(|(level, text, mark)| format!("{} {text}{mark}", "#".repeat(level))),
        (1..7_usize, word).prop_map(|(level, text)| format!(
            "{} <a name=\"n{text}\"></a>{text}",
            "#".repeat(level)
        )),
        word.prop_map(|text| format!("{text} *more*")),
        (word, word).prop_map(|(a, b)| format!("1. **{a}?**\n   {b}\n2. **{b}**\n{a}")),
        (word, word).prop_map(|(a, b)| format!("**{a}?**\n{b}")),
        (word, word)
            .prop_map(|(a, b)| format!("<details><summary>{a}?</summary>\n\n{b}\n\n</details>")),
        (word, word).prop_map(|(a, b)| format!("| {a} |\n|---|\n| {b} |")),
        word.prop_map(|text| format!("> [!NOTE]\n> ## {text}")),
        word.prop_map(|text| format!("```\n# {text}\n```")),
        word.prop_map(|text| format!("{text}\n---")),
        word.prop_map(|text| format!("x[^{text}]\n\n[^{text}]: y{text}")),
        word.prop_map(|text| format!("[{text}][ref] <br> z{text}")),
        Just("## Next steps".to_owned()),
        Just("<!-- gone -->".to_owned()),
        Just("[ref]: /u".to_owned()),
    ]
}

proptest! {
    #[test]
    fn splitting_loses_no_word_and_keeps_order(blocks in proptest::collection::vec(block(), 0..12), faq in any::<bool>()) {
        let text = blocks.join("\n\n");
        let article = article(if faq { "faq.md" } else { "a.md" }, &text);
        let mut kept: HashSet<String> = words(&article.title).into_iter().collect();
        for entry in &article.entries {
            kept.extend(words(&entry.question));
            kept.extend(words(&plain(&entry.answer)));
            entry.section.iter().for_each(|heading| kept.extend(words(heading)));
        }
        for word in words(&plain(&text)) {
            prop_assert!(kept.contains(&word), "{word} is lost in {:?}", shape(&article));
        }
        prop_assert!(article.entries.is_sorted_by_key(|entry| entry.line));
        let keys: HashSet<_> = article.entries.iter().map(|entry| (&entry.base_anchor, entry.ordinal)).collect();
        prop_assert_eq!(keys.len(), article.entries.len());
        let ids: HashSet<_> = article.entries.iter().map(|entry| &entry.id).collect();
        prop_assert_eq!(ids.len(), article.entries.len());
    }

    #[test]
    fn any_bytes_become_an_article(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let article = article_of("x/a.md", &bytes);
        prop_assert!(!article.entries.is_empty());
    }

    #[test]
    fn any_markup_becomes_an_article(text in "([\\-#>*`\\[\\]()!:<a\\n |?]|<!--|-->|:::|\\[\\^1\\]|\\*\\*|<details>|</summary>|---\\n|: ){0,60}") {
        let article = article("faq.md", &text);
        prop_assert!(!article.entries.is_empty());
        let yaml = format!("### YamlMime:FAQ\nsections:\n- questions:\n  - question: q\n    answer: |\n      {text}");
        let article = super::article("a.yml", &yaml);
        prop_assert!(!article.entries.is_empty());
    }
}
