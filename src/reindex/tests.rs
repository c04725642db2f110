//! The same runs on both engines: what a run decides and reports does not depend on the engine.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::error::ReindexError;
use super::options::Options;
use super::progress::{NoProgress, Progress, Stage};
use super::report::{Outcome, Report};
use super::run;
use crate::content::sample;
use crate::content::source::discover::Root;
use crate::content::source::exclude::Exclusions;
use crate::engine::in_memory::InMemoryIndex;
use crate::engine::index_backend::IndexBackend;
use crate::engine::search_backend::{IndexedEntry, SynonymGroups};
use crate::engine::{EmbeddedIndex, RankedEntry};
use crate::index::{IndexError, Removed};
use crate::model::file_id::FileId;
use crate::model::language::LanguageTag;
use crate::model::request::Languages;
use crate::reindex::report::diff::Named;

/// Content, and an index of it in each engine.
struct Site {
    folder: tempfile::TempDir,
    embedded: EmbeddedIndex,
    in_memory: InMemoryIndex,
    writes: AtomicU64,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let index = folder.path().join("index");
        Self {
            embedded: EmbeddedIndex::lock(&index, Duration::ZERO, &|| false).unwrap(),
            in_memory: InMemoryIndex::default(),
            writes: AtomicU64::new(0),
            folder,
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("content").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        // Each write has a time of its own, long enough ago to be relied on by both runs.
        let writes = self.writes.fetch_add(1, Ordering::Relaxed);
        let time = SystemTime::now() - Duration::from_secs(3600 - writes);
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(time).unwrap();
    }

    /// Writes an article that answers these questions.
    fn article(&self, path: &str, questions: &[&str]) {
        let entries = questions
            .iter()
            .map(|one| format!("## {one}\n\nSo it is: {one}\n\n"));
        self.write(path, &format!("# FAQ\n\n{}", entries.collect::<String>()));
    }

    fn options(&self) -> Options {
        let root = Root {
            path: self.folder.path().join("content"),
            url: Some("https://example.org/{path}#{anchor}".to_string()),
            exclude: Exclusions::default(),
            dialect: None,
            encoding: None,
        };
        Options::new(vec![root], self.folder.path().join("index"))
    }

    fn engines(&self) -> [&dyn IndexBackend; 2] {
        [&self.embedded, &self.in_memory]
    }

    /// Runs on both engines, and compares what they report and hold.
    fn reindex(&self, options: &Options) -> Report {
        let [embedded, in_memory] = self
            .engines()
            .map(|engine| run::run(options, engine, &NoProgress).unwrap());
        assert_eq!(told(&embedded), told(&in_memory));
        let [a, b] = self.engines().map(entries);
        assert_eq!(a, b);
        embedded
    }
}

/// Returns what a report says, apart from times and sizes.
fn told(report: &Report) -> String {
    format!(
        "{:?}",
        (
            (report.outcome, &report.refusals, &report.full),
            (&report.generation, &report.previous),
            (report.files, &report.languages, &report.anchors_gone),
            (&report.findings, &report.by_rule),
        )
    )
}

/// Returns every entry that is live in an engine, sorted by identifier.
fn entries(engine: &dyn IndexBackend) -> Vec<IndexedEntry> {
    let live = engine.previous().unwrap().unwrap();
    let search = engine.search(&live, &SynonymGroups::default()).unwrap();
    let mut entries = Vec::new();
    search
        .entries(&Languages::Any, &mut |entry| entries.push(entry))
        .unwrap();
    entries.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    entries
}

fn content() -> Site {
    let site = Site::new();
    site.article("en/a.md", &["Which port is open?", "Which port is closed?"]);
    site.article(
        "fr/a.md",
        &["Quel port est ouvert ?", "Quel port est fermé ?"],
    );
    site.article("en/b.md", &["How long does it take?", "How much is it?"]);
    site.write(
        "en/records.jsonl",
        "{\"id\":\"r1\",\"question\":\"Who pays?\",\"answer\":\"The owner.\"}\n",
    );
    site
}

#[test]
fn both_engines_report_and_hold_the_same_after_every_edit() {
    let site = content();
    let options = site.options();
    let first = site.reindex(&options);
    assert_eq!(first.outcome, Outcome::Published);
    assert_eq!(first.generation.as_deref(), Some("gen-000001"));
    assert_eq!(site.reindex(&options).outcome, Outcome::Unchanged);

    site.article(
        "en/a.md",
        &["Which port is open?", "Which port is shut now?"],
    );
    assert_eq!(site.reindex(&options).files.changed, 1);

    site.article("en/c.md", &["Where is the log?"]);
    assert_eq!(site.reindex(&options).files.added, 1);

    fs::remove_file(site.path("en/c.md")).unwrap();
    site.write(
        "en/records.jsonl",
        "{\"id\":\"r2\",\"question\":\"Who signs?\",\"answer\":\"The tenant.\"}\n",
    );
    let both = site.reindex(&options);
    assert_eq!((both.files.changed, both.files.removed), (1, 1));

    // Of several records one stays, one says something else, one is gone and one comes.
    let record = |id: &str, question: &str| {
        format!("{{\"id\":\"{id}\",\"question\":\"{question}\",\"answer\":\"The tenant.\"}}\n")
    };
    let before = ["r2", "r3", "r4", "r5"].map(|id| record(id, "Who signs?"));
    site.write("en/records.jsonl", &before.concat());
    site.reindex(&options);
    let [first, _, third, _] = &before;
    let changed = [record("r3", "Who cleans?"), record("r6", "Who paints?")];
    let after = [first.as_str(), &changed[0], third, &changed[1]].concat();
    site.write("en/records.jsonl", &after);
    let report = site.reindex(&options);
    let english = report.languages.iter().find(|one| one.language == "en");
    let differences = &english.unwrap().differences;
    let named = |of: &[Named]| of.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    assert_eq!(named(&differences.added), ["r6"]);
    assert_eq!(named(&differences.changed), ["r3"]);
    assert_eq!(named(&differences.removed), ["r5"]);

    // A language that is gone, and one that comes.
    let mut options = options;
    options.allow_drop = true;
    fs::remove_file(site.path("fr/a.md")).unwrap();
    site.article("de/a.md", &["Welcher Port ist offen?"]);
    let report = site.reindex(&options);
    let tags: Vec<&str> = report
        .languages
        .iter()
        .map(|one| one.language.as_str())
        .collect();
    assert_eq!(tags, ["de", "en", "fr"]);

    options.full = true;
    let report = site.reindex(&options);
    assert_eq!(report.files.unchanged, report.files.found);
    options.dry_run = true;
    site.article("en/b.md", &["How long does it take?"]);
    assert_eq!(site.reindex(&options).outcome, Outcome::DryRun);
}

#[test]
fn of_a_changed_file_only_the_records_that_changed_are_indexed() {
    #[derive(Default)]
    struct Count {
        is_indexing: AtomicBool,
        indexed: AtomicU64,
    }
    impl Progress for Count {
        fn stage(&self, stage: Stage, _: u64) {
            let is_indexing = stage == Stage::Indexing;
            self.is_indexing.store(is_indexing, Ordering::Relaxed);
        }
        fn advance(&self, entries: u64) {
            if self.is_indexing.load(Ordering::Relaxed) {
                self.indexed.fetch_add(entries, Ordering::Relaxed);
            }
        }
    }
    let site = content();
    let mut options = site.options();
    options.allow_drop = true;
    let write = |answers: &[&str]| {
        let records = (0..).zip(answers).map(|(id, answer)| {
            format!("{{\"id\":\"{id}\",\"question\":\"Who pays?\",\"answer\":\"{answer}\"}}\n")
        });
        site.write("en/records.jsonl", &records.collect::<String>());
    };
    let indexed = || {
        let count = Count::default();
        for engine in site.engines() {
            run::run(&options, engine, &count).unwrap();
        }
        // Both engines do the same.
        count.indexed.into_inner() / 2
    };
    write(&["I", "you", "they", "nobody"]);
    site.reindex(&options);
    write(&["I", "we", "they", "nobody", "all"]);
    assert_eq!(indexed(), 2);
    write(&["I", "we", "they"]);
    assert_eq!(indexed(), 0);
    // Where little stays, all is written.
    write(&["one", "two", "they"]);
    assert_eq!(indexed(), 3);
    assert_eq!(site.reindex(&options).outcome, Outcome::Unchanged);
}

#[test]
fn a_record_that_stays_where_it_stood_keeps_what_was_reported_of_it() {
    let site = content();
    let options = site.options();
    let record = |id: &str, answer: &str| {
        format!("{{\"id\":\"{id}\",\"question\":\"Who pays?\",\"answer\":\"{answer}\"}}\n")
    };
    let write = |records: &[String]| site.write("en/records.jsonl", &records.concat());
    let mut records = vec![
        record("a", "I"),
        record("b", ""),
        record("a", "you"),
        "{broken\n".to_owned(),
        record("c", ""),
        record("d", "they"),
    ];
    write(&records);
    let findings = |report: &Report| -> Vec<(u32, String)> {
        let findings = report.findings.iter();
        findings
            .map(|one| (one.line, one.rule.clone().into_owned()))
            .collect()
    };
    let before = findings(&site.reindex(&options));
    assert_eq!(before.len(), 4);
    records[5] = record("d", "nobody");
    write(&records);
    assert_eq!(findings(&site.reindex(&options)), before);
    // The third record has the identifier to itself now.
    records[0] = record("e", "I");
    write(&records);
    let after = findings(&site.reindex(&options));
    assert_eq!(after.len(), 3);
    assert!(after.iter().all(|(line, _)| *line != 3));
}

#[test]
fn records_of_several_entries_or_none_are_neither_lost_nor_doubled() {
    let site = content();
    let mut options = site.options();
    options.allow_drop = true;
    let write = |answers: [&str; 4]| {
        let articles = (1..).zip(answers).map(|(id, answer)| {
            // The first has two questions, and the second may be a draft.
            let more = match id {
                1 => "<h2>Is it warm?</h2><p>Yes.</p><h2>Is it big?</h2>",
                _ => "",
            };
            format!(
                "{{\"id\":{id},\"title\":\"Who pays {id}?\",\"locale\":\"en-us\",\"section_id\":5,\"draft\":{},\
                 \"html_url\":\"https://example.org/{id}\",\"body\":\"{more}<p>{answer}</p>\"}}",
                answer.is_empty(),
            )
        });
        let articles: Vec<String> = articles.collect();
        site.write(
            "en/desk.json",
            &format!("{{\"articles\":[\n{}\n]}}\n", articles.join(",\n")),
        );
    };
    for answers in [
        ["One.", "Two.", "Three.", "Four."],
        ["One.", "Two, anew.", "Three.", "Four."],
        ["One.", "Two, anew.", "Three.", "Four, anew."],
        ["One.", "", "Three.", "Four, anew."],
        ["One, anew.", "", "Three.", "Four, anew."],
        ["One, anew.", "Two.", "Three.", "Four, anew."],
    ] {
        write(answers);
        options.full = false;
        site.reindex(&options);
        let upon = entries(&site.embedded);
        assert!(upon.iter().any(|one| one.path == "en/desk.json"));
        options.full = true;
        site.reindex(&options);
        assert_eq!(upon, entries(&site.embedded), "{answers:?}");
    }
}

#[test]
fn what_is_refused_or_interrupted_leaves_the_live_generation_in_both_engines() {
    struct StopWhenIndexing(Arc<AtomicBool>);
    impl Progress for StopWhenIndexing {
        fn stage(&self, stage: Stage, _: u64) {
            if stage == Stage::Indexing {
                self.0.store(true, Ordering::Relaxed);
            }
        }
        fn advance(&self, _: u64) {}
    }
    let site = content();
    let mut options = site.options();
    site.reindex(&options);
    let before = site.engines().map(entries);

    site.article("en/b.md", &[]);
    let refused = site.reindex(&options);
    assert_eq!(refused.outcome, Outcome::Refused);
    assert_eq!(refused.refusals.len(), 1);

    options.allow_drop = true;
    for engine in site.engines() {
        options.stop = Arc::default();
        let stop = StopWhenIndexing(Arc::clone(&options.stop));
        let error = run::run(&options, engine, &stop).unwrap_err();
        assert!(
            matches!(error, ReindexError::Index(IndexError::Interrupted)),
            "{error}"
        );
    }
    assert_eq!(site.engines().map(entries), before);
    options.stop = Arc::default();
    assert_eq!(
        site.reindex(&options).generation.as_deref(),
        Some("gen-000002")
    );
}

#[test]
fn a_build_that_is_dropped_is_never_seen_and_the_next_succeeds() {
    let site = content();
    let options = site.options();
    site.reindex(&options);
    for engine in site.engines() {
        let before = entries(engine);
        let live = engine.previous().unwrap().unwrap();
        let build = engine.begin(Some(&live)).unwrap();
        build.remove(
            &LanguageTag::ENGLISH,
            FileId::new(0, "en/a.md"),
            Removed::All,
        );
        let mut batch = build.batch(&LanguageTag::ENGLISH, 0).unwrap();
        let article = sample::article("en/new.md", "en", &["a"]);
        batch.add(&article, &|_| String::new()).unwrap();
        batch.finish().unwrap();
        build.finish(&|| Ok(())).unwrap();
        drop(build);
        assert_eq!(engine.previous().unwrap().unwrap(), live);
        assert_eq!(entries(engine), before);
    }
    site.article("en/a.md", &["Which port is open?", "Which port is new?"]);
    assert_eq!(site.reindex(&options).outcome, Outcome::Published);
}

#[test]
fn an_earlier_generation_goes_live_again_and_old_ones_are_retired_in_both_engines() {
    let site = content();
    let options = site.options();
    for number in 0..4 {
        site.article("en/b.md", &["How long?", &format!("How many is {number}?")]);
        site.reindex(&options);
    }
    for engine in site.engines() {
        assert_eq!(engine.rollback(None).unwrap(), "gen-000003");
        assert_eq!(engine.rollback(None).unwrap(), "gen-000002");
        // Three generations are kept.
        assert!(engine.rollback(None).is_err());
        assert_eq!(engine.previous().unwrap().unwrap().name, "gen-000002");
    }
    let [a, b] = site.engines().map(entries);
    assert_eq!(a, b);
    let report = site.reindex(&options);
    assert_eq!(report.generation.as_deref(), Some("gen-000005"));
}

#[test]
fn a_generation_in_the_making_can_be_asked_before_it_is_published() {
    let site = content();
    for engine in site.engines() {
        let build = engine.begin(None).unwrap();
        let mut batch = build.batch(&LanguageTag::ENGLISH, 0).unwrap();
        let mut article = sample::article("en/a.md", "en", &["a"]);
        article.entries[0].question = "Which port is open?".to_string();
        batch.add(&article, &|_| String::new()).unwrap();
        batch.finish().unwrap();
        let summary = build.finish(&|| Ok(())).unwrap();
        assert_eq!(summary.languages[0].entries, 1);
        assert!(summary.renewed.contains("en"));
        let mut manifest = crate::index::Manifest::new(site.options().configuration());
        manifest.languages = summary.languages;
        build.write_manifest(&manifest).unwrap();
        let search = build.search(&SynonymGroups::default()).unwrap();
        let ranked: Vec<RankedEntry> = search.rank("open port", &Languages::Any, 3).unwrap();
        assert_eq!(ranked[0].id, article.entries[0].id);
        assert!(
            Path::new(&build.location("en"))
                .to_string_lossy()
                .contains("en")
        );
        assert!(engine.previous().unwrap().is_none());
    }
}
