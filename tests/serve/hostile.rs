//! Input that was made to hurt: refused with the right status, and the next reader is served.

use std::io::Write;

use crate::server::Server;
use crate::support::site::Site;

#[test]
fn broken_addresses_and_heads_are_refused() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    for target in [
        "/api/v1/search?q=%ff",
        "/api/v1/search?q=%",
        "/api/v1/search?%C3%28=1",
    ] {
        server.get(target).problem(400, "invalid_encoding");
    }
    for target in [
        "/api/v1/entries/%ff",
        "/api/v1/entries/%ff/related",
        "/a/%ff",
        "/assets/%ff",
    ] {
        server.get(target).problem(400, "invalid_encoding");
    }
    let long = "a".repeat(60 * 1024);
    server
        .get(&format!("/api/v1/search?q={long}"))
        .problem(414, "address_too_long");
    let longer = server.get(&format!("/api/v1/search?q={}", "a".repeat(100_000)));
    assert!([414, 431].contains(&longer.status), "{}", longer.status);
    let many: Vec<String> = (0..200).map(|number| format!("X-{number}: x")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    server.get_with("/health", &many).code(431);
    let field = format!("X-Long: {}", "x".repeat(70_000));
    assert_eq!(server.get_with("/health", &[&field]).status, 431);
    server.raw(b"\x16\x03\x01 no HTTP\r\n\r\n").code(400);
    server.get("/health").code(200);
}

#[test]
fn paths_lead_nowhere_else() {
    let site = Site::harbour().indexed().file("secret.txt", "secret");
    let server = Server::start(&site, "");
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/api/v1/entries/..%2F..%2Fsecret.txt",
        "/api/v1/entries/%00",
        "//secret.txt",
        "/content/../secret.txt",
    ] {
        let answer = server.get(target);
        assert!(
            [400, 404].contains(&answer.status),
            "{target}: {}",
            answer.status
        );
        assert!(!answer.text().contains("secret.txt"), "{target}");
    }
}

#[test]
fn queries_of_every_kind_are_answered() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    for query in [
        "",
        "%00",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%E2%80%AE%E2%80%8B",
        "%F0%9F%92%A9",
        &"a+".repeat(10_000),
        &"%E4%BD%A0".repeat(5_000),
        "%22%22%22",
        "---",
    ] {
        server
            .get(&format!("/api/v1/search?q={query}"))
            .code(200)
            .json();
        server
            .get(&format!("/api/v1/suggest?q={query}"))
            .code(200)
            .json();
    }
}

#[test]
fn names_of_other_hosts_are_refused_on_every_route() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "--host help.example.org");
    for route in [
        "/health",
        "/api/v1/search?q=a",
        "/openapi.json",
        "/metrics",
        "/nothing",
    ] {
        server
            .get_with(route, &["Host: evil.example"])
            .problem(421, "host_unknown");
    }
    for host in ["help.example.org", "localhost:80", "127.0.0.1:9"] {
        server
            .get_with("/health", &[&format!("Host: {host}")])
            .code(200);
    }
    server
        .raw(b"GET /health HTTP/1.0\r\n\r\n")
        .problem(400, "host_missing");
    let two = ["Host: localhost", "Host: evil.example"];
    server.get_with("/health", &two).problem(400, "host_twice");
    // A whole address says itself whose it is.
    server
        .raw(b"GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .problem(421, "host_unknown");
}

#[test]
fn a_thousand_half_sent_requests_stop_nobody() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    let held: Vec<_> = (0..1_000)
        .map(|_| {
            let mut stream = server.connect();
            stream
                .write_all(b"GET /api/v1/search?q=a HTTP/1.1\r\nHost: loc")
                .unwrap();
            stream
        })
        .collect();
    let found = server.json("/api/v1/search?q=harbour");
    assert!(found["total"].as_u64().unwrap() > 0);
    drop(held);
}
