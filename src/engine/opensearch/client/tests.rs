//! What is asked of a cluster that answers as a test says.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

use super::Client;
use crate::engine::cluster::Cluster;
use crate::engine::index_backend::Build;
use crate::engine::opensearch::build::ClusterBuild;
use crate::engine::opensearch::fetch::Fetch;
use crate::engine::opensearch::generations::Generations;
use crate::engine::opensearch::results::scan;
use crate::index::IndexError;
use crate::model::language::LanguageTag;
use crate::search::retrieve::remote::{Known, Wants};

/// A node that answers each request, such as `GET /_alias/faq`, with a status and a body.
struct Node {
    cluster: Cluster,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Node {
    fn new(answer: impl Fn(&str) -> (u16, Value) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let request = read(&stream);
                let (status, body) = answer(&request);
                record.lock().unwrap().push(request);
                let body = body.to_string();
                let head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length:");
                write!(stream, "{head} {}\r\n\r\n{body}", body.len()).unwrap();
            }
        });
        Self {
            cluster: Cluster::new(vec![format!("http://{address}")], None),
            asked,
        }
    }

    /// Returns how many requests began with a text.
    fn count(&self, start: &str) -> usize {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|one| one.starts_with(start)).count()
    }
}

/// Reads a request and returns its method and path.
fn read(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim_end().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        lines.push(line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let first = lines.first().cloned().unwrap_or_default();
    first.trim_end_matches(" http/1.1").to_string()
}

#[test]
fn a_build_that_ends_removes_only_what_is_surely_its_own() {
    for (is_held, published, removed) in [
        (true, "faq-gen-000001", 1),
        (true, "faq-gen-000003", 0),
        (false, "faq-gen-000001", 0),
    ] {
        let node = Node::new(move |request| match request {
            "get /_alias/faq-published" => (200, json!({published: {}})),
            _ if request.starts_with("get /_cat/indices/faq-gen") => {
                (200, json!([{"index": "faq-gen-000002"}]))
            }
            _ if request.starts_with("get ") => (404, json!({})),
            _ => (200, json!({"errors": false})),
        });
        let generations = Generations::new(&node.cluster).unwrap();
        let right = Mutex::new(true);
        let check = || match *right.lock().unwrap() {
            true => Ok(()),
            false => Err(IndexError::Interrupted),
        };
        let build = ClusterBuild::start(&generations, Box::new(check), None).unwrap();
        build.write_inputs(&[]).unwrap();
        assert_eq!(node.count("put /faq-gen-000003"), 1);
        *right.lock().unwrap() = is_held;
        drop(build);
        let found = node.count("delete /faq-gen-000003");
        assert_eq!(found, removed, "held: {is_held}, published: {published}");
    }
}

#[test]
fn without_the_right_nothing_is_written() {
    let node = Node::new(|_| (404, json!({})));
    let generations = Generations::new(&node.cluster).unwrap();
    let check = || Err(IndexError::Interrupted);
    let build = ClusterBuild::start(&generations, Box::new(check), None).unwrap();
    assert!(build.write_inputs(&[]).is_err());
    assert!(build.batch(&LanguageTag::ENGLISH, 0).is_err());
    drop(build);
    assert_eq!(
        node.count("put ") + node.count("post ") + node.count("delete "),
        0
    );
}

#[test]
fn a_search_that_is_refused_is_not_sent_again() {
    for (status, sent) in [(400, 1), (429, 2)] {
        let attempts = Mutex::new(0);
        let node = Node::new(move |_| {
            let mut attempts = attempts.lock().unwrap();
            *attempts += 1;
            let answer = match *attempts {
                1 => json!({"status": status, "error": {"reason": "no"}}),
                _ => json!({"status": 200, "hits": {"total": {"value": 0}, "hits": []}}),
            };
            (200, json!({"responses": [answer]}))
        });
        let client = Client::new(&node.cluster).unwrap();
        let mut fetch = Fetch::default();
        let mut wants = Wants::default();
        wants.references.insert(7);
        fetch.add("faq-lang-en-000001", &wants);
        let answer = fetch.send(&client, &mut [Known::default()]);
        assert_eq!(answer.is_ok(), sent > 1, "{answer:?}");
        assert_eq!(node.count("post /_msearch"), sent);
    }
}

#[test]
fn documents_that_do_not_come_are_an_error() {
    for (total, is_all) in [(1, true), (2, false)] {
        let node = Node::new(move |request| {
            let hits = match request.contains("/_search?") {
                true => json!([{"_id": "a", "fields": {}}]),
                false => json!([]),
            };
            let found = json!({"total": {"value": total}, "hits": hits});
            (200, json!({"_scroll_id": "s", "hits": found}))
        });
        let client = Client::new(&node.cluster).unwrap();
        let mut seen = 0;
        let scanned = scan(&client, "faq-lang-en-000001", &json!({}), &mut |_| {
            seen += 1;
            Ok(())
        });
        assert_eq!((scanned.is_ok(), seen), (is_all, 1), "{scanned:?}");
        assert_eq!(node.count("delete /_search/scroll"), 1);
    }
}
