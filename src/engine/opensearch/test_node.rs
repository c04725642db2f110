//! A cluster that answers as a test says, and a right that is lost when it says so.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

use super::right::Right;
use crate::engine::cluster::Cluster;
use crate::index::IndexError;

/// A node that answers each request, such as `get /_alias/faq`, with a status and a body.
pub(super) struct Node {
    pub(super) cluster: Cluster,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Node {
    pub(super) fn new(answer: impl Fn(&str) -> (u16, Value) + Send + 'static) -> Self {
        Self::with_bodies(move |request, _| answer(request))
    }

    /// Makes a node whose answers depend on what is sent, too.
    pub(super) fn with_bodies(
        answer: impl Fn(&str, &str) -> (u16, Value) + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let (request, sent) = read(&stream);
                let (status, body) = answer(&request, &sent);
                record.lock().unwrap().push(format!("{request} {sent}"));
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

    /// Returns the requests that began with a text, each with its body.
    pub(super) fn asked(&self, start: &str) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        let begin = asked.iter().filter(|one| one.starts_with(start));
        begin.cloned().collect()
    }

    /// Returns how many requests began with a text.
    pub(super) fn count(&self, start: &str) -> usize {
        self.asked(start).len()
    }
}

/// Reads a request and returns its method and path, and its body.
fn read(stream: &TcpStream) -> (String, String) {
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
    let first = first.trim_end_matches(" http/1.1").to_string();
    (first, String::from_utf8_lossy(&body).into_owned())
}

/// A right that is held as a test says.
#[derive(Default)]
pub(super) struct Held {
    pub(super) lost: AtomicBool,
}

impl Right for Held {
    fn check(&self) -> Result<(), IndexError> {
        match self.lost.load(Ordering::Relaxed) {
            true => Err(IndexError::Interrupted),
            false => Ok(()),
        }
    }

    fn check_soon(&self) -> Result<(), IndexError> {
        self.check()
    }

    fn number(&self, least: u64) -> Result<u64, IndexError> {
        self.check().map(|()| least)
    }
}
