//! How long questions to a large index take, beside a bare program on the engine alone:
//!
//! ```text
//! scale INDEX RECORDS.jsonl QUESTIONS.txt
//! ```
//!
//! Prints a line of each: median, greatest and sum, in milliseconds, warm, in process; and how many
//! searches a second several threads get from one searcher. The bare one
//! has two stemmed fields, of which the question counts three times; what it does is what
//! any program on the engine has to. Run by `benches/scale.sh`, which makes the collection.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use faq::{Request, Service, ServiceOptions};
use frostem::{Algorithm, Stemmer};
use serde_json::Value;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

/// How often each question is asked; the fastest time counts, so that other load matters less.
const TIMES: usize = 5;

/// Memory of the bare program while it builds.
const BARE_MEMORY: usize = 512 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [index, records, questions, ..] = *arguments.as_slice() else {
        // `cargo bench` runs everything; without a collection there is nothing to measure.
        println!("usage: scale INDEX RECORDS.jsonl QUESTIONS.txt; see benches/scale.sh");
        return Ok(());
    };
    let questions = fs::read_to_string(questions)?;
    let questions: Vec<&str> = questions.lines().collect();

    let service = Service::open(ServiceOptions::new(index.into()))?;
    let faq = measure(&questions, |question| {
        let mut request = Request::new(question);
        request.limit = 10;
        Ok(service.search(&request).map(|found| found.hits.len())?)
    })?;
    faq.print("faq");
    if std::env::var_os("EACH").is_some() {
        for (question, time) in questions.iter().zip(&faq.0) {
            println!("{time:8.3}  {question}");
        }
    }

    for threads in 1..=std::thread::available_parallelism()?.get() {
        let rate = searches_a_second(&service, &questions, threads);
        println!("{threads} threads on one searcher: {rate:.0} searches a second");
    }

    let bare = Bare::build(Path::new(records))?;
    let top = measure(&questions, |question| bare.top(question))?;
    let counted = measure(&questions, |question| bare.top_and_count(question))?;
    top.print("tantivy, top ten");
    counted.print("tantivy, with a count");
    println!(
        "faq takes {:.2} times as long as tantivy's top ten",
        faq.sum() / top.sum()
    );
    Ok(())
}

/// The milliseconds of each question.
struct Times(Vec<f64>);

impl Times {
    fn sum(&self) -> f64 {
        self.0.iter().sum()
    }

    fn print(&self, name: &str) {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
        let greatest = sorted.last().copied().unwrap_or(0.0);
        println!(
            "{name:24} median {median:7.3} ms   greatest {greatest:7.3} ms   sum {:8.2} ms",
            self.sum()
        );
    }
}

/// Asks each question several times and keeps the fastest.
fn measure(
    questions: &[&str],
    mut ask: impl FnMut(&str) -> Result<usize, Box<dyn Error>>,
) -> Result<Times, Box<dyn Error>> {
    let mut times = vec![f64::INFINITY; questions.len()];
    for _ in 0..TIMES {
        for (question, best) in questions.iter().zip(&mut times) {
            let started = Instant::now();
            std::hint::black_box(ask(question)?);
            *best = best.min(started.elapsed().as_secs_f64() * 1000.0);
        }
    }
    Ok(Times(times))
}

/// Asks all questions on several threads, and returns how many were answered in a second.
#[allow(clippy::cast_precision_loss)] // numbers of questions are small
fn searches_a_second(service: &Service, questions: &[&str], threads: usize) -> f64 {
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for question in questions.repeat(TIMES) {
                    let mut request = Request::new(question);
                    request.limit = 10;
                    let found = service.search(&request);
                    std::hint::black_box(found.map_or(0, |found| found.hits.len()));
                }
            });
        }
    });
    (threads * TIMES * questions.len()) as f64 / started.elapsed().as_secs_f64()
}

/// A bare index of the engine.
struct Bare {
    searcher: Searcher,
    question: Field,
    answer: Field,
    _folder: tempfile::TempDir,
}

impl Bare {
    fn build(records: &Path) -> Result<Self, Box<dyn Error>> {
        let started = Instant::now();
        // What it is given are stems, with spaces between them.
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(indexing);
        let mut schema = Schema::builder();
        let question = schema.add_text_field("question", text.clone());
        let answer = schema.add_text_field("answer", text);
        let stored = schema.add_text_field("stored", STORED);
        let folder = tempfile::tempdir()?;
        let index = Index::create_in_dir(folder.path(), schema.build())?;
        let mut writer: IndexWriter = index.writer(BARE_MEMORY)?;
        for line in BufReader::new(fs::File::open(records)?).lines() {
            writer.add_document(document(&line?, [question, answer, stored])?)?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        println!("tantivy builds in {:.1} s", started.elapsed().as_secs_f64());
        let searcher = index.reader()?.searcher();
        Ok(Self {
            searcher,
            question,
            answer,
            _folder: folder,
        })
    }

    /// Returns a flat union of terms: only of such a one does the engine skip blocks.
    fn query(&self, question: &str) -> BooleanQuery {
        let mut terms: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for stem in stems(question).split(' ') {
            let term = |field| {
                let term = Term::from_field_text(field, stem);
                TermQuery::new(term, IndexRecordOption::WithFreqs)
            };
            let in_question = BoostQuery::new(Box::new(term(self.question)), 3.0);
            terms.push((Occur::Should, Box::new(in_question)));
            terms.push((Occur::Should, Box::new(term(self.answer))));
        }
        BooleanQuery::new(terms)
    }

    fn top(&self, question: &str) -> Result<usize, Box<dyn Error>> {
        let collector = TopDocs::with_limit(10).order_by_score();
        let found = self.searcher.search(&self.query(question), &collector)?;
        for (_, address) in &found {
            std::hint::black_box(self.searcher.doc::<TantivyDocument>(*address)?);
        }
        Ok(found.len())
    }

    fn top_and_count(&self, question: &str) -> Result<usize, Box<dyn Error>> {
        let collector = (TopDocs::with_limit(10).order_by_score(), Count);
        let (found, count) = self.searcher.search(&self.query(question), &collector)?;
        for (_, address) in &found {
            std::hint::black_box(self.searcher.doc::<TantivyDocument>(*address)?);
        }
        Ok(count)
    }
}

fn document(
    line: &str,
    [question, answer, stored]: [Field; 3],
) -> Result<TantivyDocument, Box<dyn Error>> {
    let record: Value = serde_json::from_str(line)?;
    let text = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut document = TantivyDocument::default();
    document.add_text(question, stems(text("question")));
    document.add_text(answer, stems(text("answer")));
    document.add_text(stored, line);
    Ok(document)
}

/// Returns the stems of a text.
fn stems(text: &str) -> String {
    let stemmer = Stemmer::new(Algorithm::English);
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let stems: Vec<String> = words
        .map(|word| stemmer.stem(&word.to_lowercase()).into_owned())
        .collect();
    stems.join(" ")
}
