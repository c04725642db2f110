//! Whatever happened to the content: hits, order and scores are those of an index built from
//! nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use faq::{
    ContentRoot, Languages, NoProgress, ReindexOptions, ReindexOutcome, Request, Service,
    ServiceOptions,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

/// Where articles may be: languages by folder, by another folder name, by nothing.
const PATHS: [&str; 8] = [
    "en/a.md",
    "en/b.md",
    "fr/a.md",
    "fr/b.md",
    "de-de/a.md",
    "de-de/sub/b.md",
    "plain.md",
    "en/sub/b.md",
];

/// What is asked in articles. Some are said twice, some in other words.
const QUESTIONS: [(&str, &str); 11] = [
    ("Can I rent a boat?", "Yes, at the harbour by the mill."),
    (
        "Is there a shower?",
        "Beside the kitchen, see [boats](a.md).",
    ),
    ("Puis-je louer un bateau ?", "Oui, au port près du moulin."),
    ("Gibt es eine Dusche?", "Neben der Küche am Hafen."),
    ("Can I rent a boat?", "No boat is left at the harbour."),
    (
        "<a name=\"shower\"></a>Y a-t-il une douche ?",
        "Près de la cuisine.",
    ),
    ("Shower", "A section about the shower and the kitchen."),
    ("What does it cost?", "[!INCLUDE [price](~/price.txt)]"),
    ("Who is the mill boat officer (MBO)?", "Ask at the harbour."),
    (
        "May boats moor?",
        "The MBO (mooring bureau office) decides, or the mill boat officers.",
    ),
    ("Puis-je voir le maître du bac (MBO) ?", "Oui, à midi."),
];

const QUERIES: [&str; 12] = [
    "boat",
    "can I rent a boat",
    "shower kitchen",
    "bateau port moulin",
    "Dusche Hafen",
    "harbour",
    "price coins",
    "note",
    "record harbour",
    "MBO",
    "mill boat officer",
    "maître du bac",
];

#[derive(Clone, Debug)]
struct Text {
    questions: Vec<usize>,
    asset_id: Option<u8>,
    declared: Option<&'static str>,
    broken: bool,
}

/// A record by its identifier, whether it is French, what it answers, and whose identifier is its
/// address, if any.
type Record = (u8, bool, u8, Option<u8>);

#[derive(Clone, Debug)]
enum Edit {
    Write(usize, Text),
    Rename(usize, usize),
    Delete(usize),
    Include(Option<u8>),
    Records(usize, Vec<Record>),
}

fn text() -> impl Strategy<Value = Text> {
    (
        vec(0..QUESTIONS.len(), 0..5),
        prop::option::of(0..3_u8),
        prop::option::weighted(0.2, prop::sample::select(vec!["en", "fr", "ja"])),
        prop::bool::weighted(0.15),
    )
        .prop_map(|(questions, asset_id, declared, broken)| Text {
            questions,
            asset_id,
            declared,
            broken,
        })
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = 0..PATHS.len();
    prop_oneof![
        6 => (path.clone(), text()).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => (path.clone(), path.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => path.prop_map(Edit::Delete),
        1 => prop::option::of(0..3_u8).prop_map(Edit::Include),
        4 => (0..2_usize, vec(record(), 0..8))
            .prop_map(|(file, records)| Edit::Records(file, records)),
    ]
}

fn record() -> impl Strategy<Value = Record> {
    let address = prop::option::weighted(0.1, 0..4_u8);
    (
        0..4_u8,
        prop::bool::weighted(0.3),
        prop_oneof![4 => Just(0), 1 => 1..3_u8],
        address,
    )
}

fn render(text: &Text) -> String {
    let mut lines = vec!["---".to_string(), "title: Camp".to_string()];
    if let Some(id) = text.asset_id {
        lines.push(format!("ms.assetid: id-{id}"));
    }
    if let Some(language) = text.declared {
        lines.push(format!("lang: {language}"));
    }
    if text.broken {
        lines.push("note: [".to_string());
    }
    lines.push("---\n\n# Camp\n".to_string());
    for &number in &text.questions {
        let (question, answer) = QUESTIONS[number];
        lines.push(format!("## {question}\n\n{answer}\n"));
    }
    lines.join("\n")
}

fn apply(content: &Path, edit: &Edit) {
    let write = |path: PathBuf, text: String| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    match edit {
        Edit::Write(path, text) => write(content.join(PATHS[*path]), render(text)),
        Edit::Rename(from, to) => {
            let to = content.join(PATHS[*to]);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            // Nothing to rename is an edit too.
            let _ = fs::rename(content.join(PATHS[*from]), to);
        }
        Edit::Delete(path) => {
            let _ = fs::remove_file(content.join(PATHS[*path]));
        }
        Edit::Include(Some(price)) => {
            write(
                content.join("price.txt"),
                format!("{price} coins, a fair price.\n"),
            );
        }
        Edit::Include(None) => {
            let _ = fs::remove_file(content.join("price.txt"));
        }
        Edit::Records(file, records) => {
            let lines: Vec<String> = records
                .iter()
                .map(|(id, french, answer, address)| {
                    let language = if *french { "fr" } else { "en" };
                    let answer = ["A note on the harbour.", "The mill is far.", ""]
                        [usize::from(*answer)];
                    let address = address.map_or(String::new(), |id| format!("r{id}"));
                    format!(
                        "{{\"id\":\"r{id}\",\"language\":\"{language}\",\"question\":\"Record {id}?\",\"answer\":\"{answer}\",\"url\":\"{address}\"}}\n"
                    )
                })
                .collect();
            write(
                content.join(format!("records-{file}.jsonl")),
                lines.concat(),
            );
        }
    }
}

fn options(content: &Path, index: &Path) -> ReindexOptions {
    let mut root = ContentRoot::new(content);
    root.url = Some("https://example.com/{path}#{anchor}".to_string());
    let mut options = ReindexOptions::new(vec![root], index.to_path_buf());
    options.allow_drop = true;
    // Other tests start processes, which hold what is open here until they have begun.
    options.wait = Duration::from_secs(60);
    options
}

/// Everything that the queries find, in each language and in all.
fn answers(index: &Path) -> Vec<Value> {
    let service = Service::open(ServiceOptions::new(index.to_path_buf())).unwrap();
    let mut scopes = vec![Languages::Any];
    for tag in service.languages() {
        scopes.push(Languages::Only(vec![tag]));
    }
    let mut answers = Vec::new();
    for query in QUERIES {
        for scope in &scopes {
            let mut request = Request::new(query);
            request.languages = scope.clone();
            request.limit = 100;
            request.full = true;
            let response = service.search(&request).unwrap();
            let mut answer = serde_json::to_value(&response).unwrap();
            answer["took_us"] = Value::Null;
            answers.push(answer);
        }
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    })]

    #[test]
    fn after_any_edits(nights in vec(vec(edit(), 1..6), 1..6)) {
        let folder = TempDir::new().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        apply(&content, &Edit::Write(0, Text {
            questions: vec![0, 1],
            asset_id: None,
            declared: None,
            broken: false,
        }));
        let index = folder.path().join("index");
        faq::update_index(&options(&content, &index), &NoProgress).unwrap();
        for (number, edits) in nights.iter().enumerate() {
            for edit in edits {
                apply(&content, edit);
            }
            let report = faq::update_index(&options(&content, &index), &NoProgress).unwrap();
            prop_assert!(report.full.is_none());
            let fresh = folder.path().join(format!("fresh-{number}"));
            let built = faq::update_index(&options(&content, &fresh), &NoProgress).unwrap();
            prop_assert_eq!(built.outcome, ReindexOutcome::Published);
            prop_assert_eq!(answers(&index), answers(&fresh));
            if report.outcome == ReindexOutcome::Published {
                prop_assert_eq!(report.findings, built.findings);
            }
            let again = faq::update_index(&options(&content, &index), &NoProgress).unwrap();
            prop_assert_eq!(again.outcome, ReindexOutcome::Unchanged);
        }
    }
}
