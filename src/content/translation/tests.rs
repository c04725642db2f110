//! Tests of pairing translations.

use super::*;
use crate::content::sample::article;

fn with_id(path: &str, language: &str, id: Option<&str>) -> Article {
    let mut article = article(path, language, &["a"]);
    article.asset_id = id.map(ToOwned::to_owned);
    article
}

fn keys(articles: &[Article]) -> Vec<&str> {
    articles
        .iter()
        .map(|article| article.key.as_str())
        .collect()
}

fn identities(article: &Article) -> Vec<(&str, u32)> {
    article
        .entries
        .iter()
        .map(|entry| (entry.base_anchor.as_str(), entry.ordinal))
        .collect()
}

#[test]
fn an_asset_id_pairs_whatever_the_path() {
    let mut articles = vec![
        with_id("en/old.md", "en", Some(" ABC ")),
        with_id("fr/new.md", "fr", Some("abc")),
        with_id("de/x.md", "de", None),
    ];
    assert_eq!(pair_articles(&mut articles), []);
    assert_eq!(keys(&articles), ["abc", "abc", "x.md"]);
}

#[test]
fn an_article_without_id_shares_the_key_of_its_translation() {
    let mut articles = vec![
        with_id("en/a.md", "en", None),
        with_id("fr/a.md", "fr", Some("abc")),
        with_id("de/a.md", "de", Some("")),
    ];
    pair_articles(&mut articles);
    assert_eq!(keys(&articles), ["abc", "abc", "abc"]);

    // Unless that key has an article of this language elsewhere.
    let mut articles = vec![
        with_id("en/a.md", "en", None),
        with_id("fr/a.md", "fr", Some("abc")),
        with_id("en/b.md", "en", Some("abc")),
    ];
    pair_articles(&mut articles);
    assert_eq!(keys(&articles), ["a.md", "abc", "abc"]);
}

#[test]
fn an_id_that_two_files_claim_is_nobodys() {
    let mut articles = vec![
        with_id("en/b.md", "en", Some("abc")),
        with_id("en/a.md", "en", Some("ABC")),
        with_id("fr/a.md", "fr", Some("abc")),
        with_id("fr/b.md", "fr", None),
    ];
    let problems = pair_articles(&mut articles);
    assert_eq!(keys(&articles), ["b.md", "a.md", "a.md", "b.md"]);
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}")
    };
    assert_eq!(
        (problem.rule.id, problem.path.as_str()),
        ("asset-id-ambiguous", "en/a.md")
    );
    assert!(problem.message.contains("en/b.md"), "{}", problem.message);
}

#[test]
fn equal_paths_of_one_language_are_kept_apart() {
    let mut articles = vec![
        article("faq.md", "en", &[]),
        article("faq.md", "en", &[]),
        article("fr/faq.md", "fr", &[]),
    ];
    articles[1].root = 1;
    articles[2].root = 1;
    pair_articles(&mut articles);
    assert_eq!(keys(&articles), ["faq.md", "1:faq.md", "1:faq.md"]);

    let mut articles = vec![
        article("fr/a.md", "fr", &[]),
        article("a.fr.md", "fr", &[]),
        article("en/a.md", "en", &[]),
    ];
    pair_articles(&mut articles);
    assert_eq!(keys(&articles), ["fr/a.md", "a.fr.md", "a.md"]);
}

#[test]
fn languages_in_separate_roots_pair() {
    let mut articles = vec![article("faq.md", "en", &[]), article("faq.md", "fr", &[])];
    articles[1].root = 1;
    pair_articles(&mut articles);
    assert_eq!(keys(&articles), ["faq.md", "faq.md"]);
}

#[test]
fn headings_without_anchors_are_paired_by_order() {
    let mut articles = vec![
        article("fr/a.md", "fr", &["pourquoi", "comment", "pourquoi"]),
        article("en/a.md", "en", &["why", "how", "why"]),
        article("de/a.md", "de", &["warum", "wie"]),
    ];
    pair_articles(&mut articles);
    assert_eq!(
        identities(&articles[0]),
        [("why", 1), ("how", 1), ("why", 2)]
    );
    assert_eq!(articles[0].entries[0].anchor, "pourquoi");
    // Another sequence of levels: another version, nothing is guessed.
    assert_eq!(identities(&articles[2]), [("warum", 1), ("wie", 1)]);
    let pairs: Vec<_> = links(&articles).into_values().collect();
    assert_eq!(pairs.len(), 3);
    assert!(pairs.contains(&vec![(0, 2), (1, 2)]));
}

#[test]
fn explicit_anchors_are_not_overruled() {
    let mut articles = vec![
        article("en/a.md", "en", &["why", "how", "when"]),
        article("fr/a.md", "fr", &["how", "why", "quand"]),
    ];
    for heading in &mut articles[1].outline[..2] {
        heading.explicit = true;
    }
    pair_articles(&mut articles);
    assert_eq!(
        identities(&articles[1]),
        [("how", 1), ("why", 1), ("when", 1)]
    );
}

#[test]
fn anchors_that_only_the_translation_has_do_not_part_it_from_the_original() {
    let mut articles = vec![
        article("en/faq.md", "en", &["why", "pushing", "when"]),
        article("uk/faq.md", "uk", &["why", "publishing", "old"]),
    ];
    for heading in &mut articles[1].outline {
        heading.explicit = true;
    }
    pair_articles(&mut articles);
    assert_eq!(
        identities(&articles[1]),
        [("why", 1), ("pushing", 1), ("when", 1)]
    );
    assert_eq!(articles[1].entries[1].anchor, "publishing");
}

#[test]
fn an_identity_is_never_given_twice() {
    let mut articles = vec![
        article("en/a.md", "en", &["why", "how"]),
        article("fr/a.md", "fr", &["comment", "why"]),
    ];
    articles[1].outline[1].explicit = true;
    pair_articles(&mut articles);
    assert_eq!(identities(&articles[1]), [("comment", 1), ("why", 1)]);
}

#[test]
fn several_questions_under_one_heading_are_paired_in_order() {
    let mut articles = vec![
        article("en/a.md", "en", &["top", "top"]),
        article("fr/a.md", "fr", &["haut", "haut"]),
    ];
    for article in &mut articles {
        article.outline.truncate(1);
    }
    pair_articles(&mut articles);
    assert_eq!(identities(&articles[1]), [("top", 1), ("top", 2)]);
}

/// The index stores this number: it must not change from one release to the next unnoticed.
#[test]
fn the_group_identity_is_stable() {
    assert_eq!(group("guide/a.md", "why", 1), GOLDEN);
    assert_ne!(group("guide/a.md", "why", 2), GOLDEN);
    assert_ne!(group("guide/a.mdw", "hy", 1), GOLDEN);
}

const GOLDEN: u64 = 11_459_068_671_817_105_881;
