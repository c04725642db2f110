//! Holds the source code against the table of layers in ARCHITECTURE.md.
//!
//! Reads the paths that every file of `src` names outside its tests. Fails on an arrow between
//! layers that the table does not allow, on a circle of files, on the search engine named outside
//! its rooms, on crates of the command named elsewhere, on functions with many parameters, and on
//! files and folders that outgrow their limits.

mod graph;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use graph::Graph;
use source::Sources;

/// Folders that may name the engine that the index is made with.
const ENGINE_ROOMS: [&str; 2] = ["src/index/", "src/search/retrieve/"];

/// Crates that only the command needs: they come with the feature `command`.
const COMMAND_CRATES: [&str; 5] = [
    "clap",
    "indicatif",
    "notify",
    "signal_hook",
    "terminal_size",
];

/// What may name them.
const COMMAND_ROOMS: [&str; 3] = ["src/main.rs", "src/cli/", "src/reindex/watch.rs"];

/// Crates that only the server needs: they come with the feature `serve`.
const SERVER_CRATES: [&str; 7] = [
    "axum",
    "hyper",
    "hyper_util",
    "listenfd",
    "rustix",
    "tokio",
    "tower_http",
];

/// What may name them.
const SERVER_ROOM: &str = "src/serve/";

/// The most lines that a file of `src` may have.
const MOST_LINES: usize = 500;

/// The most files side by side in one folder of `src`.
const MOST_FILES: usize = 15;

/// The most parameters that a function may have beside its receiver.
const MOST_PARAMETERS: usize = 5;

/// The most characters in a line of a comment or of prose.
const MOST_COLUMNS: usize = 120;

/// Reads a file of the repository.
fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// Reads the table of layers: which other layers each may use, by name.
///
/// The table is the one whose first column is headed "Layer" and whose last is headed "May use".
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let text = read("ARCHITECTURE.md");
    let names = |cell: &str| -> BTreeSet<String> {
        let inside = cell.split('`').skip(1).step_by(2);
        inside.map(str::to_owned).collect()
    };
    let rows = text
        .lines()
        .skip_while(|line| !(line.starts_with("| Layer ") && line.ends_with("| May use |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let layers: BTreeMap<_, _> = rows
        .filter_map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            let layer = names(cells.first()?).into_iter().next()?;
            Some((layer, names(cells.last()?)))
        })
        .collect();
    assert!(!layers.is_empty(), "ARCHITECTURE.md has no table of layers");
    layers
}

#[test]
fn every_arrow_between_layers_is_in_the_table() {
    let allowed = allowed();
    let sources = Sources::read();
    let mut wrong = Vec::new();
    for (from, to) in Graph::new(&sources).arrows() {
        let (Some(above), Some(below)) = (source::layer(from), source::layer(to)) else {
            continue;
        };
        let known = allowed.get(above);
        assert!(
            known.is_some(),
            "the table lacks the layer `{above}` ({from})"
        );
        if above != below && !known.is_some_and(|may_use| may_use.contains(below)) {
            wrong.push(format!("{from} -> {to}"));
        }
    }
    assert!(wrong.is_empty(), "not allowed:\n{}", wrong.join("\n"));
}

#[test]
fn every_arrow_of_the_table_is_used() {
    let sources = Sources::read();
    let used: BTreeSet<(&str, &str)> = Graph::new(&sources)
        .arrows()
        .filter_map(|(from, to)| Some((source::layer(from)?, source::layer(to)?)))
        .collect();
    let mut idle = Vec::new();
    for (above, may_use) in &allowed() {
        let is_idle = |below: &&String| !used.contains(&(above.as_str(), below.as_str()));
        let below = may_use.iter().filter(is_idle);
        idle.extend(below.map(|below| format!("{above} -> {below}")));
    }
    assert!(
        idle.is_empty(),
        "allowed, and not used:\n{}",
        idle.join("\n")
    );
}

#[test]
fn the_table_allows_no_circle_of_layers() {
    let allowed = allowed();
    let mut below: BTreeMap<&str, &BTreeSet<String>> = allowed
        .iter()
        .map(|(name, uses)| (name.as_str(), uses))
        .collect();
    while !below.is_empty() {
        let bottom: Vec<&str> = below
            .iter()
            .filter(|(_, uses)| !uses.iter().any(|used| below.contains_key(used.as_str())))
            .map(|(name, _)| *name)
            .collect();
        assert!(!bottom.is_empty(), "a circle among {:?}", below.keys());
        below.retain(|name, _| !bottom.contains(name));
    }
}

#[test]
fn no_files_depend_on_each_other_in_a_circle() {
    let sources = Sources::read();
    let circles = Graph::new(&sources).circles();
    assert!(circles.is_empty(), "circles of files: {circles:#?}");
}

#[test]
fn the_engine_is_named_in_its_rooms_only() {
    let sources = Sources::read();
    let strangers: Vec<&str> = sources
        .naming(&["tantivy", "tantivy_fst"])
        .filter(|file| !ENGINE_ROOMS.iter().any(|room| file.starts_with(room)))
        .collect();
    assert!(strangers.is_empty(), "tantivy is named in {strangers:#?}");
}

#[test]
fn crates_of_the_command_are_named_by_the_command_only() {
    let sources = Sources::read();
    let naming: Vec<&str> = sources.naming(&COMMAND_CRATES).collect();
    assert!(naming.iter().any(|file| file.starts_with("src/cli/")));
    let strangers = naming
        .iter()
        .filter(|file| !COMMAND_ROOMS.iter().any(|room| file.starts_with(room)));
    let strangers: Vec<_> = strangers.collect();
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn crates_of_the_server_are_named_by_the_server_only() {
    let sources = Sources::read();
    let naming: Vec<&str> = sources.naming(&SERVER_CRATES).collect();
    assert!(naming.iter().any(|file| file.starts_with(SERVER_ROOM)));
    let strangers = naming.iter().filter(|file| !file.starts_with(SERVER_ROOM));
    let strangers: Vec<_> = strangers.collect();
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let sources = Sources::read();
    let silent: Vec<&str> = sources
        .files()
        .filter(|file| !sources.text(file).starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "no module comment: {silent:#?}");
}

#[test]
fn functions_have_few_parameters() {
    let sources = Sources::read();
    let mut functions = 0;
    let mut long = Vec::new();
    for file in sources.files() {
        for (name, parameters) in sources.functions(file) {
            functions += 1;
            if *parameters > MOST_PARAMETERS {
                long.push(format!("{file}: {name} has {parameters}"));
            }
        }
    }
    assert!(functions > 1000, "only {functions} functions were seen");
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn files_and_folders_stay_small() {
    let sources = Sources::read();
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for file in sources.files() {
        let lines = sources.text(file).lines().count();
        assert!(lines <= MOST_LINES, "{file} has {lines} lines");
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder).or_default() += 1;
    }
    for (folder, files) in folders {
        assert!(
            files <= MOST_FILES,
            "{folder} has {files} files side by side"
        );
    }
}

#[test]
fn lines_of_prose_and_comment_are_short() {
    let sources = Sources::read();
    let code = sources
        .files()
        .map(|file| (file.to_owned(), sources.text(file).to_owned()));
    let prose = source::markdown().into_iter().map(|file| {
        let text = read(&file);
        (file, text)
    });
    let mut long = Vec::new();
    for (file, text) in code.chain(prose) {
        let is_prose = file.ends_with(".md");
        let mut fenced = false;
        for (number, line) in text.lines().enumerate() {
            fenced ^= is_prose && line.trim_start().starts_with("```");
            let is_checked = if is_prose {
                // A table cannot be wrapped; output that is shown is what it is.
                !fenced && !line.starts_with('|')
            } else {
                line.trim_start().starts_with("//")
            };
            if is_checked && line.chars().count() > MOST_COLUMNS {
                long.push(format!("{file}:{}", number + 1));
            }
        }
    }
    assert!(
        long.is_empty(),
        "over {MOST_COLUMNS} columns:\n{}",
        long.join("\n")
    );
}
