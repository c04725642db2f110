//! How long reading, indexing, opening and searching take (`cargo bench`).
//!
//! Measured on the articles that ship and, where it is present (`FAQ_SHARED`,
//! else `../shared`), on a large collection of real ones.

use std::path::{Path, PathBuf};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use faq::content::corpus;
use faq::content::discover::Root;
use faq::index::{BuildOptions, Progress, Publish, Stage, build};
use faq::search::{Languages, Request, Searcher};

fn main() {
    divan::main();
}

struct NoProgress;

impl Progress for NoProgress {
    fn stage(&self, _: Stage, _: u64) {}
    fn advance(&self, _: u64) {}
}

/// What is measured on.
#[derive(Clone, Copy, Debug)]
enum Content {
    Shipped,
    Large,
}

impl Content {
    fn path(self) -> PathBuf {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        match self {
            Self::Shipped => here.join("content"),
            Self::Large => std::env::var_os("FAQ_SHARED")
                .map_or_else(|| here.join("../shared"), PathBuf::from)
                .join("corpora/sccm"),
        }
    }

    fn options(self, folder: &Path) -> BuildOptions {
        BuildOptions {
            roots: vec![Root {
                path: self.path(),
                url: None,
            }],
            index: folder.join("index"),
            default_language: "en".to_owned(),
            publish: Publish::Always,
        }
    }
}

/// The large collection only where it is present.
fn contents() -> Vec<Content> {
    let mut contents = vec![Content::Shipped];
    if Content::Large.path().exists() {
        contents.push(Content::Large);
    }
    contents
}

#[divan::bench(args = contents(), sample_size = 1, max_time = 10)]
fn reading(bencher: Bencher, content: Content) {
    let roots = content.options(Path::new("")).roots;
    let articles = corpus::read(&roots, "en").map_or(0, |read| read.articles.len());
    bencher
        .counter(ItemsCount::new(articles))
        .bench(|| corpus::read(black_box(&roots), "en"));
}

#[divan::bench(args = contents(), sample_size = 1, max_time = 20)]
fn reading_and_indexing(bencher: Bencher, content: Content) {
    bencher
        .with_inputs(|| tempfile::tempdir().expect("a temporary folder"))
        .bench_refs(|folder| build(&content.options(folder.path()), &NoProgress).map(|_| ()));
}

/// Opens the index and asks one question: what each run of the command does.
#[divan::bench(args = contents())]
fn opening_and_searching(bencher: Bencher, content: Content) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = content.options(folder.path());
    build(&options, &NoProgress).expect("built");
    let request = Request::new("ExpressRoute");
    bencher.bench(|| Searcher::open(&options.index)?.search(black_box(&request)));
}

const QUERIES: [(&str, &str); 4] = [
    ("one word", "certificate"),
    ("two words", "azure subscription"),
    (
        "ten words",
        "which ports does the firewall have to allow for clients",
    ),
    ("unknown word", "certifcate"),
];

#[divan::bench(args = contents(), consts = [0, 1, 2, 3])]
fn searching<const QUERY: usize>(bencher: Bencher, content: Content) {
    searching_in(bencher, content, QUERIES[QUERY].1, &Languages::Any);
}

#[divan::bench(args = contents())]
fn searching_in_one_language(bencher: Bencher, content: Content) {
    let languages = Languages::Only(vec!["en".to_owned()]);
    searching_in(bencher, content, QUERIES[2].1, &languages);
}

fn searching_in(bencher: Bencher, content: Content, query: &str, languages: &Languages) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = content.options(folder.path());
    build(&options, &NoProgress).expect("built");
    let searcher = Searcher::open(&options.index).expect("just built");
    let mut request = Request::new(query);
    request.languages = languages.clone();
    bencher.bench(|| searcher.search(black_box(&request)));
}
