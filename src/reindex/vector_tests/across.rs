//! Answers that only another language has, by a model that finds texts of one language more alike
//! than those of two, as real ones do.

use std::sync::Arc;

use super::shown::write;
use super::{MATTERS, Site, Thesaurus, letter};
use crate::engine::embedded::EmbeddedSearch;
use crate::engine::search_backend::SearchBackend;
use crate::model::embedding::{EmbeddingModel, Role, TextEncoder};
use crate::model::request::Request;
use crate::reindex::progress::NoProgress;
use crate::reindex::run;

/// How much a text being German counts, beside its matter.
const GERMAN: f32 = 0.8;

/// How much of a matter an answer has.
const OF_ANSWER: f32 = 0.3;

/// Knows the same words as the [`Thesaurus`], and German by two others.
struct TwoTongues(Arc<Thesaurus>);

impl TextEncoder for TwoTongues {
    fn identity(&self) -> &str {
        "two tongues"
    }

    fn name(&self) -> &str {
        self.identity()
    }

    fn dimensions(&self) -> usize {
        MATTERS + 2
    }

    fn encode(&self, texts: &[&str], role: Role) -> Vec<Vec<f32>> {
        let encode = |text: &&str| {
            let mut vector = self.0.encode(&[text], role).remove(0);
            let scale = 1.0 / vector[MATTERS];
            vector.iter_mut().for_each(|value| *value *= scale);
            if text.contains("anso") && !text.contains("quor") {
                vector[..MATTERS]
                    .iter_mut()
                    .for_each(|value| *value *= OF_ANSWER);
            }
            let is_german = text.contains("Wie ") || text.contains("Man ");
            vector.push(if is_german { GERMAN } else { 0.0 });
            let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
            vector.iter().map(|value| value / length).collect()
        };
        texts.iter().map(encode).collect()
    }

    fn match_pieces(&self, query: &str, texts: &[&str]) -> Vec<f32> {
        self.0.match_pieces(query, texts)
    }
}

/// Returns the questions that a search in English finds, with their languages, where German has so
/// many of the matters, and English all but the fourth.
fn found(germans: usize) -> Vec<(String, String)> {
    let site = Site::new();
    std::fs::remove_file(site.0.path().join("content/en/d.md")).unwrap();
    for matter in (0..MATTERS).cycle().skip(3).take(germans) {
        let letter = letter(matter);
        let question = format!("Wie geht quor{letter}?");
        let answer = format!("Man dreht das Rad von anso{letter} ganz langsam, bis es stillsteht.");
        write(&site, &format!("de/{letter}"), &question, &answer);
    }
    let model = EmbeddingModel(Arc::new(TwoTongues(Thesaurus::new("one"))));
    let mut options = site.options(None);
    options.model = Some(model.clone());
    run(&options, &NoProgress).unwrap();
    let search = EmbeddedSearch::open(&site.index(), Default::default()).unwrap();
    let mut request = Request::new("please explain synod");
    request.display_languages = vec!["en".parse().unwrap()];
    let hits = search
        .with_model(Some(model))
        .search(&request)
        .unwrap()
        .hits;
    let names = hits
        .into_iter()
        .map(|hit| (hit.question, hit.language.to_string()));
    names.collect()
}

#[test]
fn an_answer_in_another_language_is_as_near_as_one_in_that_of_the_query() {
    let german = [("Wie geht quord?".to_owned(), "de".to_owned())];
    assert_eq!(found(MATTERS), german);
    // Of a few entries nothing is measured: the other language has done it for them.
    assert_eq!(found(3), german);
}
