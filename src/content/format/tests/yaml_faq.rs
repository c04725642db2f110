//! Whole YAML FAQs, from bytes to entries.

use super::*;

#[test]
fn a_yaml_faq_has_its_own_anchors_and_the_old_ones() {
    let text = "\n### YamlMime:FAQ\nmetadata:\n  title: M\n  ms.assetid: 1\n  ms.technology: null\ntitle: About it\n\
        summary: |\n  Short [x][r].\nsections:\n  - name: General\n    questions:\n      - question: |\n          What is it?\n        answer: |\n          A *thing* <!-- 9 -->\n          ## Inside\n          question: no\n\
        \x20     - answer: see [x][r]\n        question: Why C#?\n  - name:\n    questions: []\nadditionalContent: |\n  ## Next steps\n  [r]: /u\n\n  go\n";
    let article = article("de/it.yml", text);
    assert_eq!(article.title, "About it");
    assert_eq!(
        shape(&article),
        [
            "-8 :1 About it",
            "?13 what-is-it-:1 What is it?",
            "?20 why-c--:1 Why C#?",
            "-24 next-steps:1 Next steps"
        ]
    );
    assert_eq!(
        entry(&article, "What is it?").answer,
        "A *thing* \n## Inside\nquestion: no"
    );
    assert_eq!(
        entry(&article, "What is it?").aliases,
        ["what-is-it", "inside"]
    );
    assert_eq!(entry(&article, "Why C#?").answer, "see [x](/u)");
    assert_eq!(entry(&article, "Why C#?").section, ["General"]);
    assert!(entry(&article, "Next steps").is_navigation);
}

#[test]
fn entries_of_a_yaml_faq_are_in_the_order_of_its_lines() {
    let text = "### YamlMime:FAQ\ntitle: T\nadditionalContent: |\n  After.\nsections:\n- name: &n x\n  \
                questions:\n  - {question: *n, answer: *n}\n  - answer: only\n  - question:\nsummary: First?\n";
    let article = article("a.yml", text);
    assert_eq!(article.entries.len(), 4);
    assert!(article.entries.is_sorted_by_key(|entry| entry.line));
    assert_eq!(article.entries[0].answer, "After.");
}

#[test]
fn a_broken_yaml_faq_is_kept_as_text() {
    let article = article(
        "a.yml",
        "### YamlMime:FAQ\ntitle: T\nsections: [\n  lost words\n",
    );
    assert_eq!(article.title, "T");
    assert!(
        article
            .entries
            .iter()
            .any(|entry| entry.answer.contains("lost words"))
    );
    assert_eq!(
        article.problems.first().map(|problem| problem.rule.id),
        Some("yaml-faq-syntax")
    );
}
