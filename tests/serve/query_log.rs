//! The query log: what is recorded when an operator asks for it, what never is, and what
//! `faq report` makes of it.

use std::fs;

use serde_json::Value;

use crate::server::{Answer, Server, encoded};
use crate::support::site::Site;

const BOATS: &str = "# Boats FAQ\n\n## Can I rent a boat?\n\nYes, at the harbour.\n\n\
    ## Where is the harbour?\n\nBeside the mill. There is a long way round it, which takes an hour \
    on foot, and a short one.\n\nFollow the signs.\n";

fn site() -> Site {
    Site::empty().file("content/en/boats.md", BOATS).indexed()
}

/// Returns the lines of the log once the server has ended and written them.
#[track_caller]
fn lines(site: &Site, mut server: Server) -> Vec<Value> {
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
    let mut files: Vec<_> = fs::read_dir(site.path("log"))
        .unwrap()
        .map(|item| item.unwrap().path())
        .collect();
    files.sort();
    let text: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Sends an event as a form does.
fn send(server: &Server, body: &str, headers: &[&str]) -> Answer {
    let mut request = format!(
        "POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
        body.len()
    );
    for header in headers {
        request.push_str(&format!("{header}\r\n"));
    }
    server.raw(format!("{request}\r\n{body}").as_bytes())
}

/// Returns the name of the search that a page shows.
#[track_caller]
fn search_of(page: &str) -> String {
    let name = page.split("data-search=\"").nth(1).expect(page);
    name.split('"').next().unwrap().to_owned()
}

#[test]
fn nothing_is_recorded_unless_asked_for() {
    let site = site();
    let server = Server::start(&site, "");
    let page = server.get("/?q=boat").code(200);
    assert!(!page.text().contains("data-search") && !page.text().contains("feedback"));
    assert!(!page.header("etag").is_empty());
    let event = "event=helpful&query=00000000000000ff&entry=a";
    send(&server, event, &[]).problem(404, "not_found");
    assert!(!site.path("log").exists());
}

#[test]
fn searches_and_what_became_of_them_are_recorded_without_a_trace_of_the_reader() {
    let site = site();
    let server = Server::start(&site, "--query-log log --mcp");
    let asked = "anna@mail.example wants to rent a boat, call 555-123-4567";
    let page = server.get_with(
        &format!("/?q={}&in=fr", encoded(asked)),
        &[
            "User-Agent: Secret/1.0",
            "Cookie: secret=1",
            "X-Forwarded-For: 192.0.2.77",
        ],
    );
    assert_eq!(page.header("cache-control"), "private, no-cache");
    assert_eq!(page.header("etag"), "");
    let text = page.code(200).text();
    let search = search_of(&text);
    let entry = text
        .split("data-entry=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    // Another page of the same result, a suggestion and an empty query are no searches.
    server.get("/?q=boat&offset=10").code(200);
    server.get("/api/v1/suggest?q=bo").code(200);
    server.get("/?q=").code(200);
    let api = server.get("/api/v1/search?q=zeppelin&lang=en").code(200);
    assert_eq!(api.header("faq-search").len(), 16);
    let rpc = r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"faq_search","arguments":{"query":"harbour"}}}"#;
    server.raw(format!("POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{rpc}", rpc.len()).as_bytes()).code(200);
    let step = format!("event=helpful&query={search}&entry={entry}&rank=1");
    assert_eq!(send(&server, &step, &[]).status, 204);
    let thanks = send(
        &server,
        &step.replace("helpful", "unhelpful"),
        &["Accept: text/html"],
    );
    assert!(
        thanks
            .code(200)
            .text()
            .contains("<a href=\"../../\">Back to the search</a>")
    );

    let lines = lines(&site, server);
    let kinds: Vec<_> = lines
        .iter()
        .map(|line| line["e"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        ["search", "search", "search", "helpful", "unhelpful"]
    );
    let first = &lines[0];
    assert_eq!(first["q"], "…@… wants to rent a boat, call ###");
    assert_eq!(
        (&first["qid"], &first["in"], &first["src"]),
        (&search.into(), &"fr".into(), &"page".into())
    );
    assert_eq!(first["top"][0], entry);
    assert_eq!(
        (&lines[1]["src"], &lines[1]["total"], &lines[1]["lang"][0]),
        (&"api".into(), &0.into(), &"en".into())
    );
    assert_eq!(
        (&lines[2]["src"], &lines[2]["q"]),
        (&"mcp".into(), &"harbour".into())
    );
    let time = first["t"].as_str().unwrap();
    assert!(
        time.len() == 17 && time.ends_with('Z'),
        "to the minute: {time}"
    );
    let all = format!("{lines:?}").to_lowercase();
    for trace in ["secret", "192.0.2", "127.0.0.1", "cookie", "anna", "4567"] {
        assert!(!all.contains(trace), "{trace} in {all}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(site.path("log")).unwrap().permissions().mode();
        assert_eq!(mode & 0o007, 0, "others may not read it");
    }
}

#[test]
fn requests_that_repeat_a_parameter_without_end_do_not_swell_the_log() {
    let site = site();
    let server = Server::start(&site, "--query-log log");
    for parameter in ["lang=en&", "filter=author%3Danna&"] {
        let target = |times: usize| format!("/api/v1/search?{}q=boat", parameter.repeat(times));
        server.get(&target(65)).problem(400, "invalid_parameter");
        server.get(&target(64)).code(200);
    }
    let recorded = lines(&site, server);
    assert_eq!(recorded.len(), 2);
    for line in recorded {
        assert!(line.to_string().len() < 1024, "{line}");
    }
}

#[test]
fn who_does_not_want_to_be_followed_is_not() {
    let site = site();
    let server = Server::start(&site, "--query-log log");
    for header in ["DNT: 1", "Sec-GPC: 1", "Sec-Purpose: prefetch;prerender"] {
        let page = server.get_with("/?q=boat", &[header]).code(200);
        assert!(!page.text().contains("data-search"), "{header}");
        let api = server
            .get_with("/api/v1/search?q=boat", &[header])
            .code(200);
        assert_eq!(api.header("faq-search"), "", "{header}");
        let event = "event=click&query=00000000000000ff&entry=a";
        assert_eq!(send(&server, event, &[header]).status, 204);
    }
    // Nobody reads the answer to a request for its head.
    for address in ["/?q=boat", "/api/v1/search?q=boat"] {
        let head =
            format!("HEAD {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let head = server.raw(head.as_bytes()).code(200);
        assert_eq!(
            (head.header("faq-search").as_str(), head.body.len()),
            ("", 0)
        );
    }
    assert_eq!(lines(&site, server), Vec::<Value>::new());
}

#[test]
fn events_that_make_no_sense_or_come_from_elsewhere_are_refused() {
    let site = site();
    let server = Server::start(&site, "--query-log log --cors https://www.example.org");
    let event = "event=click&query=00000000000000ff&entry=a";
    send(&server, event, &["Origin: https://evil.example"]).problem(403, "origin_unknown");
    assert_eq!(
        send(&server, event, &["Origin: https://www.example.org"]).status,
        204
    );
    send(&server, "event=click&query=x&entry=a", &[]).problem(400, "invalid_parameter");
    send(&server, "event=click&sid=1", &[]).problem(400, "unknown_parameter");
    send(&server, "event=click&query=%ff", &[]).problem(400, "invalid_encoding");
    send(&server, &"x".repeat(9000), &[]).problem(413, "message_too_large");
    let json = server.raw(b"POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    json.problem(415, "media_type");
    server
        .get("/api/v1/events")
        .problem(405, "method_not_allowed");
    assert_eq!(lines(&site, server).len(), 1);
}

#[test]
fn the_report_names_what_is_not_answered_until_it_is() {
    let site = site();
    let server = Server::start(&site, "--query-log log");
    for query in [
        "zeppelin rides",
        "a ride by zeppelin",
        "Zeppelin  RIDES",
        "rent a boat",
    ] {
        server
            .get(&format!("/?q={}&in=en", encoded(query)))
            .code(200);
    }
    lines(&site, server);
    let report = site.faq("report log --json --min 3").run().code(0).json();
    assert_eq!(report["searches"], 4);
    assert_eq!(report["unanswered"][0]["query"], "Zeppelin RIDES");
    assert_eq!(report["unanswered"][0]["also"][0], "a ride by zeppelin");
    assert_eq!(report["unanswered"][0]["searches"], 3);
    assert_eq!(report["low_click"], Value::Null);
    assert_eq!(
        report["most_asked"].as_array().unwrap().len(),
        1,
        "rare ones are not named"
    );

    site.write(
        "content/en/zeppelin.md",
        "# Air FAQ\n\n## Are there zeppelin rides?\n\nOn Sundays.\n",
    );
    site.faq("reindex").run().code(0);
    let report = site.faq("report log --json --min 3").run().code(0).json();
    assert_eq!(report["unanswered"], Value::Array(Vec::new()));
}
