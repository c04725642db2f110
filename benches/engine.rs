//! How long reading, indexing, opening and searching take (`cargo bench`).
//!
//! Measured on the articles that ship and, where it is present (`FAQ_SHARED`,
//! else `../shared`), on a large collection of real ones.

use std::fmt;
use std::path::{Path, PathBuf};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use faq::{
    ContentRoot, Languages, NoProgress, ReindexOptions, Request, Service, ServiceOptions,
    SuggestRequest,
};

fn main() {
    divan::main();
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

    fn options(self, folder: &Path) -> ReindexOptions {
        let root = ContentRoot::new(self.path());
        ReindexOptions::new(vec![root], folder.join("index"))
    }
}

fn open(options: &ReindexOptions) -> Result<Service, faq::IndexError> {
    Service::open(ServiceOptions::new(options.index.clone()))
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
    let articles =
        faq::read_content(&roots, &faq::LanguageTag::ENGLISH).map_or(0, |read| read.articles.len());
    bencher
        .counter(ItemsCount::new(articles))
        .bench(|| faq::read_content(black_box(&roots), &faq::LanguageTag::ENGLISH));
}

#[divan::bench(args = contents(), sample_size = 1, max_time = 20)]
fn reading_and_indexing(bencher: Bencher, content: Content) {
    bencher
        .with_inputs(|| tempfile::tempdir().expect("a temporary folder"))
        .bench_refs(|folder| {
            faq::update_index(&content.options(folder.path()), &NoProgress).map(|_| ())
        });
}

/// Opens the index and asks one question: what each run of the command does.
#[divan::bench(args = contents())]
fn opening_and_searching(bencher: Bencher, content: Content) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = content.options(folder.path());
    faq::update_index(&options, &NoProgress).expect("built");
    let request = Request::new("ExpressRoute");
    bencher.bench(|| open(&options)?.search(black_box(&request)));
}

/// A query by what is special about it.
#[derive(Clone, Copy)]
struct Query(&'static str, &'static str);

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

const TEN_WORDS: Query = Query(
    "ten words",
    "which ports does the firewall have to allow for clients",
);

const QUERIES: [Query; 4] = [
    Query("one word", "certificate"),
    Query("two words", "azure subscription"),
    TEN_WORDS,
    Query("misspelt word", "certifcate"),
];

#[divan::bench(args = QUERIES)]
fn searching_shipped(bencher: Bencher, query: Query) {
    searching_in(bencher, Content::Shipped, query, &Languages::Any);
}

#[divan::bench(args = if Content::Large.path().exists() { &QUERIES[..] } else { &[] })]
fn searching_large(bencher: Bencher, query: Query) {
    searching_in(bencher, Content::Large, query, &Languages::Any);
}

#[divan::bench(args = contents())]
fn searching_in_one_language(bencher: Bencher, content: Content) {
    let languages = Languages::Only(vec![faq::LanguageTag::ENGLISH]);
    searching_in(bencher, content, TEN_WORDS, &languages);
}

fn searching_in(bencher: Bencher, content: Content, query: Query, languages: &Languages) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = content.options(folder.path());
    faq::update_index(&options, &NoProgress).expect("built");
    let service = open(&options).expect("just built");
    let mut request = Request::new(query.1);
    request.languages = languages.clone();
    bencher.bench(|| service.search(black_box(&request)));
}

/// Beginnings as they are typed: a letter, a word, several words, a mistake, nothing that matches.
const PREFIXES: [&str; 8] = [
    "c",
    "ce",
    "certif",
    "cloud man",
    "how do i ena",
    "certfica",
    "証明",
    "qqzzx",
];

#[divan::bench(args = PREFIXES)]
fn suggesting_shipped(bencher: Bencher, prefix: &str) {
    suggesting_in(bencher, Content::Shipped, prefix);
}

#[divan::bench(args = if Content::Large.path().exists() { &PREFIXES[..] } else { &[] })]
fn suggesting_large(bencher: Bencher, prefix: &str) {
    suggesting_in(bencher, Content::Large, prefix);
}

fn suggesting_in(bencher: Bencher, content: Content, prefix: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = content.options(folder.path());
    faq::update_index(&options, &NoProgress).expect("built");
    let service = open(&options).expect("just built");
    let mut request = SuggestRequest::new(prefix);
    request.display_languages = vec![faq::LanguageTag::ENGLISH];
    bencher.bench(|| service.suggest(black_box(&request)));
}
