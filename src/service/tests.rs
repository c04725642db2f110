//! What every search backend does behind the service, and what the service adds.

use std::fs;
use std::sync::Mutex;

use tempfile::TempDir;

use super::*;
use crate::content::corpus;
use crate::content::source::discover::Root;
use crate::engine::in_memory::InMemorySearch;
use crate::model::article::Kind;
use crate::model::language::{LanguageTag, tag};
use crate::reindex::{self, NoProgress, Options};

const ENGLISH: &str = "---\nauthor: anna\n---\n\n# Boats FAQ\n\n\
    ## Can I rent a boat?\n\nYes, at the harbour.\n\n\
    ## Where is the harbour?\n\nBeside the mill, where every boat lies.\n\n\
    ## When does the harbour open?\n\nAt noon.\n";
const FRENCH: &str = "# FAQ des bateaux\n\n\
    ## <a name=\"can-i-rent-a-boat\"></a>Puis-je louer un bateau ?\n\nOui, au port.\n\n\
    ## <a name=\"where-is-the-harbour\"></a>Où est le port ?\n\nPrès du moulin.\n";
const NOTES: &str = "---\nauthor: ben\n---\n\n# Notes\n\nThe harbour has a long history.\n";

/// Content and its index, in a folder of their own.
struct World {
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        world.write("en/boats.md", ENGLISH);
        world.write("fr/boats.md", FRENCH);
        world.write("en/notes.md", NOTES);
        world.reindex();
        world
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn roots(&self) -> Vec<Root> {
        vec![Root::new(self.folder.path().join("content"))]
    }

    fn index(&self) -> std::path::PathBuf {
        self.folder.path().join("index")
    }

    fn reindex(&self) {
        let mut options = Options::new(self.roots(), self.index());
        options.allow_drop = true;
        reindex::run(&options, &NoProgress).unwrap();
    }

    fn options(&self) -> ServiceOptions {
        ServiceOptions::new(self.index())
    }

    fn embedded(&self, options: ServiceOptions) -> Service {
        Service::open(options).unwrap()
    }

    fn in_memory(&self, options: ServiceOptions) -> Service {
        let roots = self.roots();
        let open = move || -> Result<Arc<dyn SearchBackend>, IndexError> {
            let corpus = corpus::read(&roots, &LanguageTag::ENGLISH).unwrap();
            Ok(Arc::new(InMemorySearch::new(corpus)))
        };
        Service::with_engine(options, Box::new(open)).unwrap()
    }
}

/// Runs a test with each backend.
fn with_each_backend(test: impl Fn(&Service)) {
    let world = World::new();
    test(&world.embedded(world.options()));
    test(&world.in_memory(world.options()));
}

fn questions(response: &Response) -> Vec<&str> {
    let hits = response.hits.iter();
    hits.map(|hit| hit.question.as_str()).collect()
}

fn request(query: &str) -> Request {
    let mut request = Request::new(query);
    request.limit = 20;
    request
}

#[test]
fn pages_are_cut_from_one_list() {
    with_each_backend(|service| {
        let all = service.search(&request("harbour")).unwrap();
        assert_eq!((all.total, all.hits.len()), (4, 4));
        for offset in 0..4 {
            let mut page = request("harbour");
            (page.offset, page.limit) = (offset, 1);
            let page = service.search(&page).unwrap();
            assert_eq!((page.total, page.hits.len()), (4, 1));
            assert_eq!(page.hits[0].id, all.hits[offset].id);
            assert_eq!(page.hits[0].rank, offset + 1);
        }
        let nothing = service.search(&request("zeppelin")).unwrap();
        assert_eq!((nothing.total, nothing.hits.len()), (0, 0));
    });
}

#[test]
fn a_question_is_one_hit_in_the_language_of_the_reader() {
    with_each_backend(|service| {
        let mut asked = request("rent");
        asked.display_languages = vec![tag("fr")];
        let response = service.search(&asked).unwrap();
        assert_eq!(response.languages, ["en", "fr"]);
        assert_eq!(questions(&response), ["Puis-je louer un bateau ?"]);
        let hit = &response.hits[0];
        assert_eq!(hit.language, "fr");
        assert_eq!(hit.translations[0].question, "Can I rent a boat?");

        // Without a language of the reader, or with one that the content lacks: English.
        asked.display_languages = vec![tag("ko")];
        let response = service.search(&asked).unwrap();
        assert_eq!(questions(&response), ["Can I rent a boat?"]);
        asked.query = "bateau louer".to_string();
        let response = service.search(&asked).unwrap();
        assert_eq!(questions(&response)[0], "Can I rent a boat?");
    });
}

#[test]
fn only_the_languages_asked_for_are_searched() {
    with_each_backend(|service| {
        let mut asked = request("port moulin harbour");
        asked.languages = Languages::Only(vec![tag("fr")]);
        asked.display_languages = vec![tag("fr")];
        let response = service.search(&asked).unwrap();
        assert_eq!(response.languages, ["fr"]);
        assert!(response.hits.iter().all(|hit| hit.language == "fr"));
        asked.languages = Languages::Only(vec![tag("ko")]);
        let response = service.search(&asked).unwrap();
        assert!(response.languages.is_empty() && response.hits.is_empty());
        assert_eq!(service.languages(), ["en", "fr"]);
    });
}

#[test]
fn kinds_and_filters_admit_what_they_name() {
    with_each_backend(|service| {
        let mut asked = request("harbour");
        asked.kind = Some(Kind::Section);
        let sections = service.search(&asked).unwrap();
        assert_eq!(questions(&sections), ["Notes"]);
        asked.kind = Some(Kind::Question);
        assert_eq!(service.search(&asked).unwrap().total, 3);
        asked.kind = None;
        asked.filters = vec![("author".to_string(), "ben".to_string())];
        let filtered = service.search(&asked).unwrap();
        assert_eq!(questions(&filtered), ["Notes"]);
        asked
            .filters
            .push(("author".to_string(), "anna".to_string()));
        assert_eq!(service.search(&asked).unwrap().total, 0);
    });
}

#[test]
fn an_entry_is_found_by_its_identifier_and_by_its_anchor() {
    with_each_backend(|service| {
        let by_anchor = service.find("en/boats.md#where-is-the-harbour").unwrap();
        assert_eq!(by_anchor.len(), 1);
        let hit = &by_anchor[0];
        assert_eq!(hit.question, "Where is the harbour?");
        let answer = hit.answer.as_deref().unwrap();
        assert_eq!(answer.trim(), "Beside the mill, where every boat lies.");
        assert_eq!(hit.translations[0].language, "fr");
        let by_id = service.find(&hit.id).unwrap();
        assert_eq!(by_id[0].question, hit.question);
        assert!(service.find("en/boats.md#nothing").unwrap().is_empty());
    });
}

#[test]
fn completions_go_on_as_typed() {
    with_each_backend(|service| {
        let suggestions = service.suggest(&SuggestRequest::new("where is")).unwrap();
        assert_eq!(suggestions.suggestions[0].text, "Where is the harbour?");
        let mut asked = SuggestRequest::new("o");
        asked.languages = Languages::Only(vec![tag("fr")]);
        let suggestions = service.suggest(&asked).unwrap();
        assert_eq!(suggestions.languages, ["fr"]);
        assert!(suggestions.suggestions.iter().all(|s| s.language == "fr"));
    });
}

#[test]
fn rankings_name_entries_and_every_entry_is_listed() {
    with_each_backend(|service| {
        let mut entries = Vec::new();
        service
            .entries(&Languages::Any, |entry| entries.push(entry))
            .unwrap();
        let status = service.status();
        let counted: u64 = status.languages.iter().map(|l| l.entries).sum();
        assert_eq!(entries.len() as u64, counted);
        let questions = entries.iter().filter(|e| e.kind == Kind::Question).count();
        let counted: u64 = status.languages.iter().map(|l| l.questions).sum();
        assert_eq!(questions as u64, counted);

        let ranked = service.rank("boat", &Languages::Any, 10).unwrap();
        assert!(ranked.is_sorted_by(|a, b| a.score >= b.score));
        let first = entries.iter().find(|entry| entry.id == ranked[0].id);
        assert_eq!(first.unwrap().question, "Can I rent a boat?");
        assert_eq!(service.rank("boat", &Languages::Any, 1).unwrap().len(), 1);
    });
}

#[test]
fn readers_prefer_what_the_options_say() {
    let world = World::new();
    let mut options = world.options();
    options.languages = vec![tag("fr")];
    for service in [world.embedded(options.clone()), world.in_memory(options)] {
        let response = service.search(&request("rent")).unwrap();
        assert_eq!(questions(&response), ["Puis-je louer un bateau ?"]);
    }
}

#[test]
fn an_observer_is_told_what_was_asked_and_answered() {
    #[derive(Default)]
    struct Log(Mutex<Vec<String>>);
    impl Observer for Log {
        fn searched(&self, request: &Request, response: &Response) {
            let line = format!("{}: {}", request.query, response.total);
            self.0.lock().unwrap().push(line);
        }
        fn suggested(&self, request: &SuggestRequest, _: &Suggestions) {
            self.0.lock().unwrap().push(request.prefix.clone());
        }
    }
    let world = World::new();
    let log = Arc::new(Log::default());
    let mut options = world.options();
    options.observer = Some(log.clone());
    let service = world.embedded(options);
    service.search(&request("zeppelin")).unwrap();
    service.suggest(&SuggestRequest::new("can")).unwrap();
    service.rank("boat", &Languages::Any, 1).unwrap();
    assert_eq!(*log.0.lock().unwrap(), ["zeppelin: 0", "can"]);
}

#[test]
fn a_new_generation_is_opened_without_opening_the_service_again() {
    let world = World::new();
    let mut options = world.options();
    options.follow_every = Duration::from_secs(3600);
    let slow = world.embedded(options.clone());
    options.follow_every = Duration::ZERO;
    let quick = world.embedded(options);
    world.write(
        "en/zeppelin.md",
        "# FAQ\n\n## Is there a zeppelin?\n\nNo.\n",
    );
    world.reindex();
    let total = |service: &Service| service.search(&request("zeppelin")).unwrap().total;
    assert_eq!((total(&slow), total(&quick)), (0, 1));
    slow.refresh().unwrap();
    assert_eq!(total(&slow), 1);
    assert_eq!(slow.status().generation, "gen-000002");
}

#[test]
fn what_is_open_stays_in_use_when_what_is_published_cannot_be_opened() {
    let world = World::new();
    let mut options = world.options();
    options.follow_every = Duration::ZERO;
    let service = world.embedded(options);
    assert_eq!(service.search(&request("harbour")).unwrap().total, 4);
    fs::write(world.index().join("CURRENT"), "gen-000009\n").unwrap();
    assert!(service.refresh().is_err());
    assert_eq!(service.search(&request("harbour")).unwrap().total, 4);
}

#[test]
fn a_panic_of_the_engine_is_a_damaged_index_and_leaves_the_service_in_order() {
    let world = World::new();
    let options = world.options();
    let open = || -> Result<Arc<dyn SearchBackend>, IndexError> { panic!("a bit has changed") };
    let error = Service::with_engine(options, Box::new(open)).err();
    assert!(matches!(error, Some(IndexError::Damaged { path, .. }) if path == world.index()));

    let service = world.in_memory(world.options());
    let panicking = service.entries(&Languages::Any, |_| panic!("a bit has changed"));
    assert!(matches!(panicking, Err(IndexError::Damaged { .. })));
    assert_eq!(service.search(&request("harbour")).unwrap().total, 4);
}
