//! Runs with a model: what is encoded, what is taken over, what a search makes of it.
//!
//! The model of these tests knows three words for each matter. Questions have the first, answers
//! the second, and searches the third, so that words alone find nothing.

mod across;
mod shown;

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::options::Options;
use super::progress::NoProgress;
use super::report::Outcome;
use super::run;
use crate::content::source::discover::Root;
use crate::engine::MeaningStatus;
use crate::engine::embedded::EmbeddedSearch;
use crate::engine::search_backend::SearchBackend;
use crate::index::IndexError;
use crate::model::embedding::{EmbeddingModel, Role, TextEncoder};
use crate::model::request::Request;

const MATTERS: usize = 24;

/// Makes the same vector of words for the same matter.
struct Thesaurus {
    identity: &'static str,
    dimensions: usize,
    encoded: AtomicUsize,
    /// What is set as soon as something was encoded.
    stops: Mutex<Option<Arc<AtomicBool>>>,
}

impl Thesaurus {
    fn new(identity: &'static str) -> Arc<Self> {
        Self::of_shape(identity, MATTERS + 1)
    }

    /// Makes one whose vectors have so many dimensions, some of them without use.
    fn of_shape(identity: &'static str, dimensions: usize) -> Arc<Self> {
        Arc::new(Self {
            identity,
            dimensions,
            encoded: AtomicUsize::new(0),
            stops: Mutex::default(),
        })
    }

    /// Returns how many texts were encoded since it was last asked.
    fn encoded(&self) -> usize {
        self.encoded.swap(0, Ordering::Relaxed)
    }
}

fn letter(matter: usize) -> char {
    char::from(b'a' + u8::try_from(matter).unwrap())
}

impl TextEncoder for Thesaurus {
    fn identity(&self) -> &str {
        self.identity
    }

    fn name(&self) -> &str {
        "thesaurus"
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn encode(&self, texts: &[&str], _: Role) -> Vec<Vec<f32>> {
        self.encoded.fetch_add(texts.len(), Ordering::Relaxed);
        if let Some(stop) = &*self.stops.lock().unwrap() {
            stop.store(true, Ordering::Relaxed);
        }
        let encode = |text: &&str| {
            let mut vector = vec![0.0_f32; self.dimensions()];
            vector[MATTERS] = 1.0;
            for word in text.split(|one: char| !one.is_alphabetic()) {
                for start in ["quor", "anso", "syno"] {
                    let rest = word
                        .strip_prefix(start)
                        .and_then(|rest| rest.chars().next());
                    if let Some(matter) = rest {
                        vector[matter as usize - 'a' as usize] = 1.0;
                    }
                }
            }
            let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
            vector.iter().map(|value| value / length).collect()
        };
        texts.iter().map(encode).collect()
    }

    fn match_pieces(&self, query: &str, texts: &[&str]) -> Vec<f32> {
        let query = self.encode(&[query], Role::Query);
        let texts = self.encode(texts, Role::Passage);
        let likeness = |text: &Vec<f32>| text.iter().zip(&query[0]).map(|(a, b)| a * b).sum();
        texts.iter().map(likeness).collect()
    }
}

struct Site(tempfile::TempDir);

impl Site {
    /// Writes one file a matter.
    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        for matter in 0..MATTERS {
            site.write(matter, "wheel");
        }
        site
    }

    fn write(&self, matter: usize, thing: &str) {
        let letter = letter(matter);
        let text = format!(
            "# FAQ\n\n## How does quor{letter} work?\n\nOne turns the {thing} of anso{letter} \
             gently until it stops, then waits a while.\n"
        );
        let path = self.0.path().join(format!("content/en/{letter}.md"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn index(&self) -> PathBuf {
        self.0.path().join("index")
    }

    fn options(&self, model: Option<&Arc<Thesaurus>>) -> Options {
        let root = Root::new(self.0.path().join("content"));
        let mut options = Options::new(vec![root], self.index());
        options.model = model.map(|model| EmbeddingModel(Arc::clone(model) as _));
        options
    }

    fn run(&self, options: &Options) -> Outcome {
        run(options, &NoProgress).unwrap().outcome
    }

    fn open(&self, model: Option<&Arc<Thesaurus>>) -> EmbeddedSearch {
        let model = model.map(|model| EmbeddingModel(Arc::clone(model) as _));
        let search = EmbeddedSearch::open(&self.index(), Default::default()).unwrap();
        search.with_model(model)
    }

    /// Returns the questions that a query finds, with their scores.
    fn search(&self, query: &str, model: Option<&Arc<Thesaurus>>) -> Vec<(String, f32)> {
        let response = self.open(model).search(&Request::new(query)).unwrap();
        let hits = response.hits.into_iter();
        hits.map(|hit| (hit.question, hit.score)).collect()
    }

    fn status(&self) -> Option<MeaningStatus> {
        self.open(None).status().languages.remove(0).meaning
    }

    /// Returns the file of vectors of the live generation.
    fn vectors(&self) -> PathBuf {
        let live = fs::read_to_string(self.index().join("CURRENT")).unwrap();
        self.index().join(live.trim()).join("en.vectors")
    }
}

#[test]
fn what_shares_no_word_is_found_by_meaning() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    assert_eq!(site.run(&site.options(Some(&model))), Outcome::Published);
    let query = "please explain synoc";
    assert_eq!(site.search(query, None), []);
    assert_eq!(
        site.search(query, Some(&model))[0].0,
        "How does quorc work?"
    );
    let meaning = site.status().unwrap();
    assert!(meaning.weight > 0.0, "{meaning:?}");
    assert_eq!((&*meaning.model, meaning.missing), ("thesaurus", 0));
    // A word, a code and a quoted text do not pay for the model.
    model.encoded();
    for query in ["synoc", "quorc-7", "\"gently until\""] {
        site.search(query, Some(&model));
    }
    assert_eq!(model.encoded(), 0);
}

#[test]
fn an_explanation_names_what_meaning_added() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    let mut request = Request::new("please explain synoc");
    request.explain = true;
    let response = site.open(Some(&model)).search(&request).unwrap();
    let hit = &response.hits[0];
    let lines = hit.explanation.as_ref().unwrap();
    let added: f32 = lines.iter().map(|line| line.added).sum();
    assert!((added - hit.score).abs() < 1e-3, "{lines:?}");
    assert!(
        lines.iter().any(|line| line.form == "near in meaning"),
        "{lines:?}"
    );
}

#[test]
fn without_a_model_there_are_no_vectors() {
    let site = Site::new();
    site.run(&site.options(None));
    assert!(site.status().is_none());
    assert!(!site.vectors().exists());
    let manifest = site.vectors().with_file_name("manifest.json");
    assert!(!fs::read_to_string(manifest).unwrap().contains("vectors"));
    // A model of the searcher's changes nothing either.
    let model = Thesaurus::new("one");
    assert_eq!(site.search("please explain synoc", Some(&model)), []);
}

#[test]
fn only_what_changed_is_encoded_and_the_result_is_that_of_a_full_build() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    // Two vectors an entry, and two more for those by which the weight is measured.
    assert_eq!(model.encoded(), MATTERS * 4);
    assert_eq!(site.run(&site.options(Some(&model))), Outcome::Unchanged);
    site.write(3, "screw");
    assert_eq!(site.run(&site.options(Some(&model))), Outcome::Published);
    assert_eq!(model.encoded(), 4);
    let mut full = site.options(Some(&model));
    full.full = true;
    let incremental = (
        site.search("please explain synod", Some(&model)),
        site.status(),
    );
    model.encoded();
    site.run(&full);
    assert_eq!(model.encoded(), 0, "texts that have vectors");
    let built = (
        site.search("please explain synod", Some(&model)),
        site.status(),
    );
    assert_eq!(built, incremental);
    let fresh = Site::new();
    fresh.write(3, "screw");
    fresh.run(&fresh.options(Some(&model)));
    let anew = (
        fresh.search("please explain synod", Some(&model)),
        fresh.status(),
    );
    assert_eq!(anew, incremental);
}

#[test]
fn vectors_are_taken_over_from_an_index_of_another_format() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    let found = site.search("please explain synod", Some(&model));
    let manifest = site.vectors().with_file_name("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let mut older: serde_json::Value = serde_json::from_str(&text).unwrap();
    older["format"] = 1.into();
    older.as_object_mut().unwrap().remove("configuration");
    fs::write(&manifest, older.to_string()).unwrap();
    model.encoded();
    assert_eq!(site.run(&site.options(Some(&model))), Outcome::Published);
    assert_eq!(model.encoded(), 0);
    assert_eq!(site.search("please explain synod", Some(&model)), found);
}

#[test]
fn another_model_makes_all_vectors_anew_and_never_meets_those_of_the_first() {
    let site = Site::new();
    let (one, other) = (Thesaurus::new("one"), Thesaurus::new("other"));
    site.run(&site.options(Some(&one)));
    assert_eq!(site.search("please explain synoc", Some(&other)), []);
    other.encoded();
    assert_eq!(site.run(&site.options(Some(&other))), Outcome::Published);
    assert_eq!(other.encoded(), MATTERS * 4);
    assert_eq!(site.search("please explain synoc", Some(&one)), []);
    assert_eq!(
        site.search("please explain synoc", Some(&other))[0].0,
        "How does quorc work?"
    );
}

#[test]
fn a_model_of_another_shape_never_meets_vectors_of_the_first() {
    let site = Site::new();
    let german = site.0.path().join("content/de/a.md");
    fs::create_dir_all(german.parent().unwrap()).unwrap();
    fs::write(
        &german,
        "# FAQ\n\n## Wie geht quora?\n\nMan dreht an ansoa.\n",
    )
    .unwrap();
    let (one, wide) = (
        Thesaurus::new("one"),
        Thesaurus::of_shape("wide", MATTERS + 40),
    );
    let all = MATTERS * 4 + 2;
    let question = "How does quorc work?";
    site.run(&site.options(Some(&one)));
    // A search with the other model: words alone, and which languages that concerns.
    let without = |model| {
        let tags = site.open(model).languages_without_vectors();
        tags.iter().map(|tag| tag.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(site.search("please explain synoc", Some(&wide)), []);
    assert_eq!(without(Some(&wide)), ["de", "en"]);
    assert!(without(Some(&one)).is_empty() && without(None).is_empty());
    // A run that is killed leaves rows of its shape, which one of another shape does not read.
    let mut stopped = site.options(Some(&wide));
    *wide.stops.lock().unwrap() = Some(Arc::clone(&stopped.stop));
    assert!(run(&stopped, &NoProgress).is_err());
    *wide.stops.lock().unwrap() = None;
    assert!(site.index().join(".vectors").exists());
    site.write(3, "screw");
    one.encoded();
    assert_eq!(site.run(&site.options(Some(&one))), Outcome::Published);
    assert_eq!(one.encoded(), 4, "only what changed");
    // The other makes all anew, in the languages whose content is as it was, too.
    wide.encoded();
    stopped.stop = Arc::default();
    assert_eq!(site.run(&stopped), Outcome::Published);
    assert_eq!(wide.encoded(), all);
    assert!(without(Some(&wide)).is_empty());
    assert_eq!(site.search("please explain synoc", Some(&one)), []);
    assert_eq!(
        site.search("please explain synoc", Some(&wide))[0].0,
        question
    );
    // Without time for vectors it has none, and those of the other shape are not kept beside them.
    site.write(3, "wheel");
    let mut hurried = site.options(Some(&one));
    hurried.model_budget = Some(Duration::ZERO);
    assert_eq!(site.run(&hurried), Outcome::Published);
    let status = site.open(None).status();
    let missing = status.languages.iter().map(|language| {
        let meaning = language.meaning.as_ref().unwrap();
        (meaning.weight, meaning.missing)
    });
    let missing: Vec<(f32, u64)> = missing.collect();
    assert_eq!(missing, [(0.0, 1), (0.0, MATTERS as u64)]);
    for model in [None, Some(&one), Some(&wide)] {
        assert_eq!(site.search("please explain synoc", model), []);
    }
}

#[test]
fn what_time_does_not_suffice_for_is_left_to_the_next_run() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    let mut hurried = site.options(Some(&model));
    hurried.model_budget = Some(Duration::ZERO);
    assert_eq!(site.run(&hurried), Outcome::Published);
    assert_eq!(site.status().unwrap().missing, MATTERS as u64);
    assert_eq!(site.search("please explain synoc", Some(&model)), []);
    assert_eq!(site.run(&hurried), Outcome::Unchanged);
    assert_eq!(site.run(&site.options(Some(&model))), Outcome::Published);
    assert_eq!(site.status().unwrap().missing, 0);
    // A run that may make none keeps those that there are.
    site.write(3, "screw");
    model.encoded();
    site.run(&hurried);
    assert_eq!((model.encoded(), site.status().unwrap().missing), (0, 1));
    assert_eq!(
        site.search("please explain synoc", Some(&model))[0].0,
        "How does quorc work?"
    );
}

#[test]
fn a_weight_that_was_measured_by_a_part_is_measured_again() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    // More than the weight is measured by, so that others are asked when some are gone.
    let write = |count: usize| {
        let entries = (0..count).map(|number| {
            format!(
                "## How does quora turn the wheel {number}?\n\nOne turns wheel {number} of ansoa \
                 gently until it stops.\n\n"
            )
        });
        let text = format!("# FAQ\n\n{}", entries.collect::<String>());
        fs::write(site.0.path().join("content/en/many.md"), text).unwrap();
    };
    write(300);
    site.run(&site.options(Some(&model)));
    write(200);
    let mut hurried = site.options(Some(&model));
    (hurried.model_budget, hurried.allow_drop) = (Some(Duration::ZERO), true);
    assert_eq!(site.run(&hurried), Outcome::Published);
    assert!(site.status().unwrap().missing > 0);
    assert_eq!(site.run(&site.options(Some(&model))), Outcome::Published);
    assert_eq!(site.status().unwrap().missing, 0);
}

#[test]
fn a_run_goes_on_where_a_killed_one_was() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    let mut stopped = site.options(Some(&model));
    *model.stops.lock().unwrap() = Some(Arc::clone(&stopped.stop));
    assert!(run(&stopped, &NoProgress).is_err());
    let made = model.encoded();
    assert!(made > 0 && made < MATTERS * 4, "{made}");
    let journal = site.index().join(".vectors");
    assert!(journal.exists());
    // A run without the model takes nothing of it, and leaves it.
    assert_eq!(site.run(&site.options(None)), Outcome::Published);
    assert!(journal.exists());
    *model.stops.lock().unwrap() = None;
    stopped.stop = Arc::default();
    assert_eq!(site.run(&stopped), Outcome::Published);
    assert_eq!(model.encoded(), MATTERS * 4 - made);
    assert!(!journal.exists());
    let fresh = Site::new();
    fresh.run(&fresh.options(Some(&model)));
    assert_eq!(site.status(), fresh.status());
}

#[test]
fn damaged_vectors_are_noticed_and_made_anew() {
    let site = Site::new();
    let model = Thesaurus::new("one");
    site.run(&site.options(Some(&model)));
    let whole = fs::read(site.vectors()).unwrap();
    fs::write(site.vectors(), &whole[..whole.len() - 1]).unwrap();
    let error = site
        .open(Some(&model))
        .search(&Request::new("please explain synoc"));
    assert!(matches!(error, Err(IndexError::Damaged { .. })));
    let mut flipped = whole.clone();
    flipped[whole.len() - 1] ^= 1;
    fs::write(site.vectors(), flipped).unwrap();
    site.write(3, "screw");
    model.encoded();
    assert_eq!(site.run(&site.options(Some(&model))), Outcome::Published);
    assert_eq!(model.encoded(), MATTERS * 4);
    assert_eq!(
        site.search("please explain synoc", Some(&model))[0].0,
        "How does quorc work?"
    );
}
