//! What operators see: start, readiness, figures, new indexes, signals, sockets.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::server::Server;
use crate::support::site::Site;

/// Waits until something is so.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "waited for {what}"
        );
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_missing_index_is_built_first() {
    let site = Site::harbour();
    let server = Server::start(&site, "");
    assert_eq!(server.get("/health").code(200).text(), "ok\n");
    let ready = server.get("/ready").code(200).text();
    assert_eq!(ready, format!("ok {}\n", site.live()));
}

#[test]
fn figures_are_counted_by_route_and_never_by_query() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    server.json("/api/v1/search?q=harbour");
    server.json("/api/v1/search?q=secret");
    server.get("/some/where");
    let text = server.get("/metrics").code(200).text();
    for line in [
        "faq_http_requests_total{path=\"/api/v1/search\",status=\"200\"} 2",
        "faq_http_requests_total{path=\"none\",status=\"404\"} 1",
        "faq_http_response_seconds_count 3",
        "faq_searches_running 0",
        "# TYPE faq_http_response_seconds histogram",
    ] {
        assert!(text.lines().any(|known| known == line), "{line} in\n{text}");
    }
    assert!(text.contains("faq_index_entries{language=\"en\"}"));
    assert!(!text.contains("secret") && !text.contains("some"));
}

#[test]
#[cfg(target_os = "linux")]
fn threads_are_few_however_many_ask() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..50 {
                    server.json("/api/v1/suggest?q=har");
                }
            });
        }
    });
    // One waits for the end; then those that read requests, one search for each core, and one that
    // looks for another index. Each has memory of its own, so that more of them take more.
    let cores = thread::available_parallelism().unwrap().get();
    let threads = server.threads();
    assert!(
        threads <= 2 * cores + 2,
        "{threads} threads on {cores} cores"
    );
}

#[test]
fn a_new_index_is_taken_up_without_being_told() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    site.write(
        "content/en/new.md",
        "# News FAQ\n\n## Is the zeppelin new?\n\nYes.\n",
    );
    assert_eq!(server.json("/api/v1/search?q=zeppelin")["total"], 0);
    site.reindex("");
    wait_until("the new index", || {
        server.json("/api/v1/search?q=zeppelin")["total"] == 1
    });
}

#[test]
fn authors_see_what_they_write() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "--watch");
    site.write(
        "content/en/new.md",
        "# News FAQ\n\n## Is the zeppelin new?\n\nYes.\n",
    );
    wait_until("the article", || {
        server.json("/api/v1/search?q=zeppelin")["total"] == 1
    });
}

#[test]
fn the_end_loses_no_request_and_leaves_no_connection() {
    let site = Site::harbour().indexed();
    let mut server = Server::start(&site, "");
    let mut idle = server.connect();
    let mut half_sent = server.connect();
    half_sent
        .write_all(b"GET /api/v1/search?q=harbour HTTP/1.1\r\nHost: loc")
        .unwrap();
    thread::sleep(Duration::from_millis(200));
    let start = Instant::now();
    server.signal("TERM");
    thread::sleep(Duration::from_millis(200));
    half_sent.write_all(b"alhost\r\n\r\n").unwrap();
    let mut answer = String::new();
    half_sent.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let mut nothing = Vec::new();
    let _ = idle.read_to_end(&mut nothing);
    assert!(nothing.is_empty());
    assert_eq!(server.ended(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(15));
}

#[test]
fn requests_that_are_sent_when_the_end_begins_are_answered() {
    let site = Site::harbour().indexed();
    let mut server = Server::start(&site, "");
    let mut sent: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut sent {
        stream
            .write_all(b"GET /api/v1/search?q=harbour HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .unwrap();
    }
    server.signal("TERM");
    for mut stream in sent {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    assert_eq!(server.ended(), Some(0));
}

#[test]
fn the_end_comes_though_others_keep_coming() {
    let site = Site::harbour().indexed();
    let mut server = Server::start(&site, "");
    let address = server.address.clone();
    let begun = Instant::now();
    let start = thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                while begun.elapsed() < Duration::from_secs(30)
                    && let Ok(mut stream) = TcpStream::connect(&address)
                {
                    // The last ones are refused.
                    let _ = stream.write_all(
                        b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    );
                    let _ = stream.read_to_end(&mut Vec::new());
                }
            });
        }
        thread::sleep(Duration::from_millis(300));
        server.signal("TERM");
        Instant::now()
    });
    assert_eq!(server.ended(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(15));
}

#[test]
fn a_unix_socket_is_made_and_removed() {
    let site = Site::harbour().indexed();
    let path = site.path("faq.sock");
    for _ in 0..2 {
        let mut command = site.faq("serve --listen unix:faq.sock").command();
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        wait_until("the socket", || UnixStream::connect(&path).is_ok());
        let mut stream = UnixStream::connect(&path).unwrap();
        stream
            .write_all(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.ends_with("ok\n"), "{answer}");
        // Killed, it leaves its file behind, which the next one replaces.
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(path.exists());
    }
}

#[test]
fn what_is_no_socket_is_left_where_it_is() {
    let site = Site::harbour().indexed().file("notes.txt", "precious");
    std::os::unix::fs::symlink(site.path("notes.txt"), site.path("link")).unwrap();
    for path in ["notes.txt", "link", "content"] {
        let ended = site
            .faq(&format!("serve --listen unix:{path}"))
            .run()
            .code(2);
        assert!(ended.stderr.contains("no socket"), "{}", ended.stderr);
    }
    assert_eq!(site.read("notes.txt"), "precious");
}

#[test]
fn an_index_that_cannot_be_opened_is_reported_once_and_the_old_one_serves() {
    let site = Site::harbour().indexed();
    let mut command = site.faq("serve --listen unix:faq.sock").command();
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    wait_until("the socket", || {
        UnixStream::connect(site.path("faq.sock")).is_ok()
    });
    site.write("index/CURRENT", "gen-999999\n");
    // It looks every second.
    thread::sleep(Duration::from_secs(4));
    child.kill().unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    child.wait().unwrap();
    assert_eq!(said.matches("stays in use").count(), 1, "{said}");
    assert!(said.contains("gen-999999"), "{said}");
}

#[test]
fn addresses_that_cannot_be_used_are_errors() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    let taken = site
        .faq(&format!("serve --listen {}", server.address))
        .run()
        .code(2);
    taken.stderr_has(&format!("cannot listen on {}", server.address));
    site.faq("serve --listen somewhere")
        .run()
        .code(2)
        .stderr_has("127.0.0.1:7700");
    site.faq("serve --listen systemd")
        .run()
        .code(2)
        .stderr_has("systemd passed no socket");
    site.faq("serve --url help.example.org")
        .run()
        .code(2)
        .stderr_has("no public address");
    site.faq("serve --cors https://a.example/x")
        .run()
        .code(2)
        .stderr_has("is no origin");
}

#[test]
fn the_configuration_sets_up_the_server_and_options_win() {
    let site = Site::harbour()
        .file(
            "faq.toml",
            "[serve]\nhosts = [\"help.example.org\"]\ntitle = \"Quay\"\nquery_log = \"log\"\nmcp = true\n",
        )
        .indexed();
    let server = Server::start(&site, "--title Pier");
    let page = server
        .get_with("/", &["Host: help.example.org"])
        .code(200)
        .text();
    assert!(page.contains("<title>Pier</title>"), "{page}");
    server.get("/mcp").problem(405, "method_not_allowed");
    assert!(site.path("log").is_dir());
    site.write("faq.toml", "[serve]\nlisten = \"everywhere\"\n");
    let refused = site.faq("serve").run().code(2);
    refused.stderr_has("`listen` under [serve] in the configuration: expected an address");
}
