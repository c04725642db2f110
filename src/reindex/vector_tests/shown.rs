//! What readers are shown by meaning: snippets, related questions, answers of other languages.

use std::fs;

use super::{MATTERS, Site, Thesaurus, letter};
use crate::engine::search_backend::SearchBackend;
use crate::model::request::Request;

#[test]
fn a_snippet_shows_the_sentence_that_is_meant_where_no_word_matches() {
    let site = Site::new();
    let filler = "It is red and stands on a table in the hall. ".repeat(8);
    let text = format!(
        "# FAQ\n\n## How does quorc work?\n\n{filler}Turn the wheel of ansoc gently. Then wait a while \
         until the lamp goes out. {filler}\n"
    );
    fs::write(site.0.path().join("content/en/c.md"), text).unwrap();
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

#[test]
fn an_answer_that_only_another_language_has_is_found_and_names_its_language() {
    let site = Site::new();
    for matter in 0..MATTERS {
        let letter = letter(matter);
        let text = format!(
            "# FAQ\n\n## Wie geht quor{letter}?\n\nMan dreht das Rad von anso{letter} ganz langsam, \
             bis es stillsteht.\n"
        );
        let path = site.0.path().join(format!("content/de/{letter}.md"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
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
