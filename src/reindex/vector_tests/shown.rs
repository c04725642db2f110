//! What readers are shown by meaning: snippets, related questions, answers of other languages.

use std::fs;
use std::time::Duration;

use super::{MATTERS, Site, Thesaurus, letter};
use crate::engine::search_backend::SearchBackend;
use crate::model::request::Request;

/// Writes a page with one question.
pub(super) fn write(site: &Site, name: &str, question: &str, answer: &str) {
    let path = site.0.path().join(format!("content/{name}.md"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("# FAQ\n\n## {question}\n\n{answer}\n")).unwrap();
}

#[test]
fn a_snippet_shows_the_sentence_that_is_meant_where_no_word_matches() {
    let site = Site::new();
    let filler = "It is red and stands on a table in the hall. ".repeat(8);
    let answer = format!(
        "{filler}Turn the wheel of ansoc gently. Then wait a while until the lamp goes out. {filler}"
    );
    write(&site, "en/c", "How does quorc work?", &answer);
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    let snippet = |query: &str| {
        let response = site.open(Some(&model)).search(&Request::new(query));
        response.unwrap().hits.remove(0).snippet
    };
    let meant = snippet("please explain synoc").text;
    assert!(
        meant.starts_with("… Turn the wheel of ansoc gently. Then"),
        "{meant}"
    );
    assert!(meant.ends_with(" …"), "{meant}");
    // A word of the query that stands in the answer wins, wherever it is.
    let found = snippet("synoc lamp").text;
    assert!(
        found.starts_with("… Then wait a while until the lamp"),
        "{found}"
    );
    let begins = snippet("quorc work").text;
    assert!(begins.starts_with("It is red"), "{begins}");
}

/// Returns the questions that are related to one, with no model open.
fn related(site: &Site, reference: &str) -> Vec<String> {
    let search = site.open(None);
    let entry = search.find(reference).unwrap().remove(0);
    let related = search.related(&entry, 3).unwrap();
    related.into_iter().map(|entry| entry.question).collect()
}

#[test]
fn related_questions_are_near_in_meaning_where_there_are_vectors() {
    let site = Site::new();
    // One matter in two wordings, a third with the same words about another, and the first answer
    // again.
    let first = "Lift the lid of the ansoc kettle, fill it up to the red mark, and put it on.";
    write(&site, "en/one", "Why is my quorc kettle slow?", first);
    write(
        &site,
        "en/two",
        "Is a leaking ansoc normal?",
        "Some drops of synoc are no reason for worry at all.",
    );
    write(
        &site,
        "en/three",
        "Why is my quorx kettle slow?",
        "Descale it, then fill it up to the red mark.",
    );
    write(&site, "en/four", "What helps a sluggish synoc?", first);
    site.run(&site.options(None));
    let by_words = related(&site, "en/one.md#why-is-my-quorc-kettle-slow");
    assert_eq!(by_words[0], "Why is my quorx kettle slow?");
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    let related = related(&site, "en/one.md#why-is-my-quorc-kettle-slow");
    assert_eq!(
        related,
        ["How does quorc work?", "Is a leaking ansoc normal?"]
    );
}

#[test]
fn a_related_question_without_vectors_goes_by_its_words() {
    let site = Site::new();
    write(
        &site,
        "en/one",
        "Why is my quorc kettle slow?",
        "Lift the lid of the ansoc kettle, and fill it up to the red mark.",
    );
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    write(
        &site,
        "en/two",
        "Why is my quorx kettle slow?",
        "Descale it, then fill it up to the red mark.",
    );
    let mut hurried = site.options(Some(&model));
    hurried.model_budget = Some(Duration::ZERO);
    site.run(&hurried);
    assert_eq!(site.status().unwrap().missing, 1);
    let reference = "en/one.md#why-is-my-quorc-kettle-slow";
    let new = "Why is my quorx kettle slow?".to_owned();
    let found = related(&site, reference);
    assert!(found.contains(&new), "{found:?}");
    // What has vectors by now is known to be about another matter.
    site.run(&site.options(Some(&model)));
    let found = related(&site, reference);
    assert!(!found.contains(&new), "{found:?}");
}

#[test]
fn queries_that_ask_the_same_are_told_by_a_model() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    let queries = [
        "how does quorc work",
        "explain synod please",
        "explain synoc please",
        "synoc",
        "what is ansod",
    ];
    let english = "en".parse().unwrap();
    let alike = |model| site.open(model).alike(&queries, &english).unwrap();
    // A word alone may mean anything.
    assert_eq!(alike(Some(&model)), [0, 1, 0, 3, 1]);
    assert_eq!(alike(None), [0, 1, 2, 3, 4]);
    let other = Thesaurus::new("other");
    assert_eq!(alike(Some(&other)), [0, 1, 2, 3, 4]);
}

#[test]
fn an_answer_that_only_another_language_has_is_found_and_names_its_language() {
    let site = Site::new();
    for matter in 0..MATTERS {
        let letter = letter(matter);
        let question = format!("Wie geht quor{letter}?");
        let answer = format!("Man dreht das Rad von anso{letter} ganz langsam, bis es stillsteht.");
        write(&site, &format!("de/{letter}"), &question, &answer);
    }
    fs::remove_file(site.0.path().join("content/en/d.md")).unwrap();
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    let mut request = Request::new("please explain synod");
    request.display_languages = vec!["en".parse().unwrap()];
    let hits = site.open(Some(&model)).search(&request).unwrap().hits;
    let hit = (&*hits[0].question, hits[0].language.as_str());
    assert_eq!(hit, ("Wie geht quord?", "de"));
}
