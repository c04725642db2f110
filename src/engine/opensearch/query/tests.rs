//! What queries hold, however much a search asks for.

use super::clauses::{MOST_CLAUSES, clauses};
use super::*;
use crate::index::TEXT_FIELDS;
use crate::search::retrieve::remote::{WantedField, WantedForms, WantedText, WantedWord};

/// Makes the forms of a word: so many terms, and so many phrases.
fn forms(word: usize, terms: usize, phrases: usize) -> Forms {
    let single = (0..terms).map(|form| vec![format!("w{word}f{form}")]);
    let side_by_side = (0..phrases).map(|form| vec![format!("w{word}p{form}"), "end".to_string()]);
    single.chain(side_by_side).collect()
}

fn wanted(words: usize, terms: usize, phrases: usize) -> WantedCandidates {
    let field = |field, word| WantedField {
        field,
        selects: true,
        forms: forms(word, terms, phrases)
            .into_iter()
            .filter(|form| form.len() == 1 || field.has_positions())
            .map(|form| WantedForms {
                forms: vec![form],
                boost: 1.0,
            })
            .collect(),
        exact: Some(0.5),
    };
    let word = |number| WantedWord {
        exact: Some(format!("=w{number}f0")),
        fields: TEXT_FIELDS.map(|of| field(of, number)).into(),
        weight: 1.0,
    };
    WantedCandidates {
        words: (0..words).map(word).collect(),
        questions: Some(true),
        facets: vec!["author=anna".to_string()],
        texts: vec![WantedText {
            words: (0..words).map(|word| forms(word, terms, phrases)).collect(),
            excluded: false,
        }],
        same_questions: vec![7],
        covering: 20,
        size: 256,
    }
}

#[test]
fn no_query_has_more_clauses_than_a_node_takes() {
    for (words, terms, phrases) in [(1, 1024, 0), (4, 1024, 5), (64, 12, 3), (64, 300, 60)] {
        let wanted = wanted(words, terms, phrases);
        // A node drops what is asked of other indexes before it counts.
        let languages = [("faq-lang-en-000001".to_string(), &wanted)];
        for search in [
            candidates(&wanted),
            covering(&wanted),
            distinct(&languages),
            count(&any_form(TextField::Answer, &forms(0, terms, phrases))),
        ] {
            let found = clauses(&search);
            assert!(found <= 1024, "{found} of {words} words, {terms} forms");
            // Each node also counts the direct parts of one query.
            assert!(widest(&search) <= 1024);
            // Terms that have no room of their own are found with others.
            let text = search.to_string();
            let last = format!("\"w0f{}\"", terms - 1);
            assert!(text.contains(&last), "{last} of {words} words");
        }
    }
}

#[test]
fn the_beginnings_of_questions_have_no_more_clauses_than_a_node_takes() {
    let words: Vec<String> = (0..64).map(|word| format!("w{word}")).collect();
    let search = questions(&WantedQuestions {
        field: TextField::Question,
        pieces: (0..16).map(|place| (place, words.clone())).collect(),
    });
    let found = clauses(&search);
    assert!(found <= 1024, "{found}");
}

#[test]
fn a_query_that_has_room_tells_its_forms_apart() {
    let wanted = wanted(3, 10, 2);
    let query = &candidates(&wanted)["query"];
    assert!(clauses(query) <= MOST_CLAUSES);
    assert_eq!(covering(&wanted)["size"], 20);
    let scored = query.pointer("/bool/must/0/bool/should/0/dis_max/queries");
    assert_eq!(scored.and_then(Value::as_array).map(Vec::len), Some(12));
}

/// Returns the most parts of one list.
fn widest(query: &Value) -> usize {
    match query {
        Value::Object(parts) => parts
            .iter()
            .filter(|(name, _)| *name != "terms")
            .map(|(_, part)| widest(part))
            .max()
            .unwrap_or(0),
        Value::Array(all) => all.len().max(all.iter().map(widest).max().unwrap_or(0)),
        _ => 0,
    }
}

#[test]
fn terms_that_count_alike_are_counted_together() {
    let mut wanted = wanted(1, 10, 0);
    for field in &mut wanted.words[0].fields {
        let together = field.forms.drain(..6).flat_map(|alike| alike.forms);
        let forms = together.collect();
        field.forms.push(WantedForms { forms, boost: 2.0 });
    }
    let query = &candidates(&wanted)["query"];
    let scored = query.pointer("/bool/must/0/bool/should/0/dis_max/queries");
    let scored = scored.and_then(Value::as_array).unwrap();
    assert_eq!(scored.len(), 5);
    let first = &scored[0]["match"]["question"];
    assert_eq!(first["boost"], 2.0);
    assert_eq!(
        first["query"],
        "w0f0\u{7f}w0f1\u{7f}w0f2\u{7f}w0f3\u{7f}w0f4\u{7f}w0f5"
    );
}
