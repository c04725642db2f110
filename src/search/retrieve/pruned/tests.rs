//! What is found without scoring everything is what scoring everything finds: hits, order, scores and
//! explanations.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::content::source::discover::Root;
use crate::model::article::Kind;
use crate::reindex::{self, NoProgress, Options};
use crate::search::retrieve::pruned::wanted::Pruning;
use crate::search::{RankingParameters, Request, Searcher};

/// Words of three languages, from frequent to rare; some are parts of others, some differ by a
/// letter, some are function words.
const WORDS: [&str; 40] = [
    "the",
    "boat",
    "how",
    "harbour",
    "rent",
    "mill",
    "is",
    "key",
    "shower",
    "kitchen",
    "where",
    "renting",
    "boats",
    "price",
    "boathouse",
    "house",
    "harbours",
    "night",
    "rented",
    "cloud",
    "bateau",
    "le",
    "port",
    "moulin",
    "louer",
    "où",
    "der",
    "Hafen",
    "Boot",
    "Bootshafen",
    "Mühle",
    "Schlüssel",
    "mieten",
    "4GB",
    "C++",
    "net",
    ".NET",
    "MBO",
    "set up",
    "setup",
];

/// Prunes whatever it costs, a few documents at a time.
const ALWAYS: Pruning = Pruning {
    from_postings: 0,
    shared_from: usize::MAX,
    most_threads: 1,
    least_matches: 1,
    window: 32,
};

/// The same on all cores.
const SHARED: Pruning = Pruning {
    shared_from: 0,
    most_threads: 4,
    ..ALWAYS
};

/// A sequence of numbers that look random.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// Chooses a word; those in front are more frequent.
    fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let most = self.below(words.len()) + 1;
        words[self.below(most)]
    }

    fn words(&mut self, words: &[&str], count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.word(words)).collect();
        words.join(" ")
    }
}

/// Two searchers of one index: one scores everything, one only what it must.
struct Both {
    exhaustive: Searcher,
    pruned: Searcher,
    /// How many answers were found without scoring everything.
    answers: usize,
}

impl Both {
    fn open(index: &Path, parameters: &RankingParameters, pruning: Pruning) -> Self {
        let open = |pruning| {
            let searcher = Searcher::open(index).unwrap().with_pruning(pruning);
            searcher.with_parameters(parameters.clone())
        };
        Self {
            exhaustive: open(Pruning::NEVER),
            pruned: open(pruning),
            answers: 0,
        }
    }

    /// Asks both, and compares all but the time. A total may be a lower bound.
    fn compare(&mut self, request: &Request) {
        let mut request = request.clone();
        request.explain = true;
        let answer = |searcher: &Searcher| {
            let response = searcher.search(&request).unwrap();
            let mut answer = serde_json::to_value(&response).unwrap();
            answer["took_us"] = Value::Null;
            answer
        };
        let [expected, mut found] = [&self.exhaustive, &self.pruned].map(answer);
        settle_total(&mut found, &expected);
        if let Some(without) = found.get_mut("without_operators") {
            settle_total(without, &expected["without_operators"]);
        }
        assert_eq!(found, expected, "{request:?}");
        self.answers += usize::from(self.pruned.prunes(&request).unwrap());
    }
}

/// Puts the number that is expected in place of a lower bound of it.
fn settle_total(found: &mut Value, expected: &Value) {
    if found["total_is_exact"] == json!(false) {
        assert!(found["total"].as_u64() <= expected["total"].as_u64());
        found["total"] = expected["total"].clone();
        found.as_object_mut().unwrap().remove("total_is_exact");
    }
}

/// Makes a question of random words, and of what else a request may ask for.
fn request(chance: &mut Chance, words: &[&str]) -> Request {
    let count = 1 + chance.below(9);
    let mut query = chance.words(words, count);
    match chance.below(8) {
        // A typo.
        0 if query.len() > 3 && query.is_ascii() => {
            query.remove(1 + chance.below(query.len() - 2));
        }
        // Two words written together.
        1 => query = query.replacen(' ', "", 1),
        2 => drop(write!(query, " -{}", chance.word(words))),
        3 => query = format!("\"{}\" {query}", chance.words(words, 2)),
        4 => query.push('*'),
        _ => {}
    }
    let mut request = Request::new(&query);
    request.limit = 1 + chance.below(20);
    request.offset = [0, 0, 0, 7, 40][chance.below(5)];
    request.kind = [None, None, None, Some(Kind::Question), Some(Kind::Section)][chance.below(5)];
    if chance.below(5) == 0 {
        request.filters = vec![("author".to_owned(), "anna".to_owned())];
    }
    request
}

/// Writes records of random words in three languages.
fn records(chance: &mut Chance, count: usize) -> String {
    let mut records = String::new();
    for number in 0..count {
        let length = 1 + chance.below(6);
        let question = chance.words(&WORDS, length);
        let length = 1 + chance.below(30);
        let answer = chance.words(&WORDS, length);
        let language = ["en", "en", "fr", "de"][chance.below(4)];
        let kind = ["question", "question", "section"][chance.below(3)];
        let author = ["anna", "ben"][chance.below(2)];
        let section = chance.word(&WORDS);
        let record = json!({
            "id": format!("r{number}"),
            "language": language,
            "kind": kind,
            "question": question,
            "answer": answer,
            "section": section,
            "author": author,
        });
        writeln!(records, "{record}").unwrap();
    }
    records
}

fn build(content: &Path, folder: &Path) -> PathBuf {
    let index = folder.join("index");
    let options = Options::new(vec![Root::new(content.to_owned())], index.clone());
    reindex::run(&options, &NoProgress).unwrap();
    index
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn random_collections_give_the_same_answers(seed in any::<u64>(), count in 150..400_usize) {
        let mut chance = Chance(seed);
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::write(content.join("a.jsonl"), records(&mut chance, count)).unwrap();
        let index = build(&content, folder.path());
        let mut parameters = RankingParameters::default();
        // So few are looked at again that a small collection has more.
        parameters.depth.first_stage = 6;
        parameters.depth.rescore = 3;
        parameters.run.candidates = 2;
        if seed % 3 == 0 {
            // A list that adds nothing still says which words an entry holds.
            parameters.fields.question.weight = 0.0;
        }
        let mut both = Both::open(&index, &parameters, [ALWAYS, SHARED][chance.below(2)]);
        for _ in 0..40 {
            both.compare(&request(&mut chance, &WORDS));
        }
        prop_assert!(both.answers > 0);
    }
}

/// Questions of a large collection of real articles in four languages; their number is that of
/// `FAQ_RANDOM_QUERIES`.
#[test]
fn a_large_collection_gives_the_same_answers() {
    let shared = std::env::var_os("FAQ_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let content = shared.join("corpora/sccm");
    if !content.exists() {
        eprintln!("SKIPPED: {} is not there", content.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let index = build(&content, folder.path());
    let queries = std::env::var("FAQ_RANDOM_QUERIES").ok();
    let queries = queries.map_or(60, |number| number.parse().unwrap());
    let parameters = RankingParameters::default();
    let by_one = Pruning {
        window: 2_048,
        ..ALWAYS
    };
    let by_several = Pruning {
        window: 512,
        ..SHARED
    };
    let mut few = parameters.clone();
    few.depth.first_stage = 40;
    few.depth.rescore = 20;
    few.run.candidates = 5;
    let mut chance = Chance(20_261_126);
    for (parameters, pruning) in [(parameters, by_one), (few, by_several)] {
        let mut both = Both::open(&index, &parameters, pruning);
        for _ in 0..queries {
            let text = text_of_an_entry(&both.exhaustive, &mut chance);
            let words: Vec<&str> = text.split_whitespace().take(12).collect();
            let mut request = request(&mut chance, &words);
            request.filters.clear();
            both.compare(&request);
        }
        assert!(both.answers > queries / 4, "{}", both.answers);
    }
}

/// Returns the question or the answer of one of the entries, of any language.
fn text_of_an_entry(searcher: &Searcher, chance: &mut Chance) -> String {
    let languages = searcher.open_languages();
    let language = chance.below(languages.numbers().count());
    let segment = &languages.get(language).unwrap().segment;
    let entries = usize::try_from(segment.entry_count()).unwrap();
    loop {
        let doc = u32::try_from(chance.below(entries)).unwrap();
        let entry = segment.entry(doc).unwrap();
        let text = match chance.below(3) {
            0 => entry.answer,
            _ => entry.name.question,
        };
        let from = chance.below(text.split_whitespace().count().max(1));
        let words: Vec<&str> = text.split_whitespace().skip(from).collect();
        if !words.is_empty() {
            return words.join(" ");
        }
    }
}
