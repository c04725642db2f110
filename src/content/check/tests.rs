//! Tests of the rules that articles are checked by.

use super::*;
use crate::content::sample::{article, links};
use crate::model::article::Article;
use crate::model::severity::Severity;

fn check(articles: &[Article]) -> Vec<Problem> {
    super::check(&articles.iter().map(ArticleView::from).collect::<Vec<_>>())
}

fn rules(articles: &[Article]) -> Vec<(&'static str, String, u32)> {
    check(articles)
        .into_iter()
        .map(|problem| (problem.rule.id, problem.path, problem.line))
        .collect()
}

fn paired(mut articles: Vec<Article>) -> Vec<Article> {
    translation::pair_articles(&mut articles);
    articles
}

#[test]
fn the_same_question_twice_is_reported_with_the_other_place() {
    let mut articles = vec![
        article("fr/a.md", "fr", &["x"]),
        article("en/b.md", "en", &["y"]),
        article("en/a.md", "en", &["z"]),
    ];
    for article in &mut articles {
        article.entries[0].question = "How  long?".to_owned();
    }
    articles[1].entries[0].question = "how long ?".to_owned();
    let problems = check(&articles);
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!(
        (problem.rule.id, problem.path.as_str(), problem.line),
        ("duplicate-question", "en/b.md", 10)
    );
    assert!(
        problem.message.contains("en/a.md:10"),
        "{}",
        problem.message
    );
}

#[test]
fn sections_may_be_empty_and_repeated_but_questions_not() {
    let mut one = article("en/a.md", "en", &["x", "y"]);
    for entry in &mut one.entries {
        entry.answer = " \n".to_owned();
        entry.question = "Same".to_owned();
    }
    one.entries[0].kind = Kind::Section;
    assert_eq!(rules(&[one]), [("empty-answer", "en/a.md".to_owned(), 20)]);
}

#[test]
fn languages_that_nobody_stated_are_reported() {
    let mut articles = vec![article("a.md", "en", &[]), article("b.md", "de", &[])];
    articles[0].language_source = LanguageSource::Default;
    articles[1].language_source = LanguageSource::Detected;
    let problems: Vec<_> = check(&articles)
        .into_iter()
        .map(|problem| (problem.rule.id, problem.severity))
        .collect();
    assert_eq!(
        problems,
        [
            ("language-unknown", Severity::Warning),
            ("language-detected", Severity::Info)
        ]
    );
}

#[test]
fn links_are_checked_against_the_content() {
    let mut from = article("fr/guide/a.md", "fr", &["ici"]);
    from.links = links(&[
        "#ici",
        "#la",
        "b.md#l%C3%A0",
        "b.md#nulle-part",
        "b.md?view=new#top",
        "gone.md",
        "B.md",
        "only-en.md",
        "../../../out.md",
        "/fr/guide/gone.md",
        "https://example.com/gone.md#x",
        "image.png",
        "#tab/linux",
        "#",
        "",
        "~/fr/guide/b.md#old",
        "project:#old",
        "project:#olds",
    ]);
    let mut to = article("fr/guide/b.md", "fr", &["là"]);
    to.entries[0].aliases = vec!["old".to_owned()];
    let problems = check(&[from, to, article("en/guide/only-en.md", "en", &[])]);
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.rule.id, problem.line, problem.severity))
        .collect();
    assert_eq!(
        found,
        [
            ("broken-fragment", 2, Severity::Warning),
            ("broken-fragment", 4, Severity::Warning),
            ("broken-link", 6, Severity::Warning),
            ("broken-link", 7, Severity::Warning),
            ("broken-link", 8, Severity::Info),
            ("broken-fragment", 18, Severity::Warning),
        ]
    );
    assert!(
        problems[3].message.contains("fr/guide/b.md"),
        "{}",
        problems[3].message
    );
}

#[test]
fn a_question_without_the_translation_that_its_neighbours_have_is_reported() {
    let articles = paired(vec![
        article("en/a.md", "en", &["one", "two", "three"]),
        article("fr/a.md", "fr", &["one", "two"]),
        // Nothing of this one is paired: another article as far as anyone can tell.
        article("de/a.md", "de", &["eins"]),
    ]);
    let problems = check(&articles);
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!(
        (problem.rule.id, problem.path.as_str(), problem.line),
        ("translation-missing", "en/a.md", 30)
    );
    assert!(
        problem.message.ends_with("missing in fr"),
        "{}",
        problem.message
    );
}

#[test]
fn a_translation_older_than_its_source_is_reported() {
    for (english, french, expected) in [
        ("03/22/2019", "12/31/2018", true),
        ("2019-03-22", "03/22/2019", false),
        ("2019-03-22T10:00:00Z", "3/2/2019", true),
        ("12/31/2018", "2019-01-01", false),
        ("13/13/2019", "2019-01-01", false),
        ("soon", "2019-01-01", false),
    ] {
        let mut articles = vec![
            article("fr/a.md", "fr", &["x"]),
            article("en/a.md", "en", &["x"]),
        ];
        for (article, date) in articles.iter_mut().zip([french, english]) {
            article
                .fields
                .insert("ms.date".to_owned(), vec![date.to_owned()]);
        }
        let found = rules(&paired(articles));
        let older = vec![("translation-older", "fr/a.md".to_owned(), 0)];
        assert_eq!(
            found,
            if expected { older } else { Vec::new() },
            "{english} {french}"
        );
    }
}

#[test]
fn problems_of_the_readers_are_gathered_and_all_are_sorted() {
    let mut articles = vec![article("b.md", "en", &["x"]), article("a.md", "en", &["y"])];
    let reader = problem(
        &ArticleView::from(&articles[0]),
        rule::INVALID_UTF8,
        3,
        String::new(),
    );
    articles[0].problems.push(reader);
    articles[0].links = links(&["#gone"]);
    articles[1].links = links(&["#gone"]);
    assert_eq!(
        rules(&articles),
        [
            ("broken-fragment", "a.md".to_owned(), 1),
            ("broken-fragment", "b.md".to_owned(), 1),
            ("invalid-utf8", "b.md".to_owned(), 3)
        ]
    );
}
