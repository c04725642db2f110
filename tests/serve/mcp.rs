//! The Model Context Protocol, over standard input and output and over HTTP.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::server::{Answer, Server};
use crate::support::json::{column, items};
use crate::support::site::Site;

/// Sends messages to `faq mcp`, one a line, and returns what it answers.
#[track_caller]
fn talk(site: &Site, lines: &[String]) -> Vec<Value> {
    let mut child = site
        .faq("mcp")
        .command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input
        .write_all((lines.join("\n") + "\n").as_bytes())
        .unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn legacy(id: u32, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

fn modern(method: &str, mut params: Value) -> Value {
    params["_meta"] = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    legacy(1, method, params)
}

#[test]
fn an_assistant_searches_and_reads_over_standard_input() {
    let site = Site::harbour().indexed();
    let answers = talk(&site, &[
        legacy(1, "initialize", json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}})).to_string(),
        json!({"jsonrpc": "2.0", "method": "notifications/initialized"}).to_string(),
        legacy(2, "tools/list", json!({})).to_string(),
        legacy(3, "tools/call", json!({"name": "faq_search", "arguments": {"query": "harbour", "limit": 2}})).to_string(),
        legacy(4, "ping", json!({})).to_string(),
    ]);
    assert_eq!(
        answers
            .iter()
            .map(|answer| answer["id"].as_u64().unwrap())
            .collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-06-18");
    assert!(
        answers[0]["result"]["instructions"]
            .as_str()
            .unwrap()
            .contains("en (")
    );
    assert_eq!(
        column(items(&answers[1]["result"]["tools"]), "name"),
        ["faq_search", "faq_get"]
    );
    let result = &answers[2]["result"];
    let hits = items(&result["structuredContent"]["hits"]);
    let command = site.faq("search --json --limit 2 harbour").run();
    assert_eq!(column(hits, "id"), command.hits("id"));
    let repeated: Value =
        serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
    assert_eq!(repeated, result["structuredContent"]);
    // What belongs to the present generation alone is not told to the one before.
    assert!(result.get("resultType").is_none());

    let id = hits[0]["id"].as_str().unwrap();
    let answers = talk(
        &site,
        &[
            modern(
                "tools/call",
                json!({"name": "faq_get", "arguments": {"id": id}}),
            )
            .to_string(),
            modern("resources/read", json!({"uri": format!("faq:///{id}")})).to_string(),
        ],
    );
    assert_eq!(answers[0]["result"]["structuredContent"]["id"], id);
    assert_eq!(answers[0]["result"]["resultType"], "complete");
    let text = answers[1]["result"]["contents"][0]["text"]
        .as_str()
        .unwrap();
    assert!(text.starts_with(&format!("# {}", hits[0]["question"].as_str().unwrap())));
}

#[test]
fn mistakes_are_answered_so_that_an_assistant_can_mend_them() {
    let site = Site::harbour().indexed();
    let call = |name: &str, arguments: Value| {
        legacy(
            1,
            "tools/call",
            json!({"name": name, "arguments": arguments}),
        )
        .to_string()
    };
    let answers = talk(
        &site,
        &[
            call("faq_search", json!({"query": "a", "limits": 3})),
            call("faq_search", json!({})),
            call("faq_search", json!({"query": "a", "limit": 21})),
            call("faq_search", json!({"query": "a", "lang": "elvish"})),
            call("faq_get", json!({"id": "nothing"})),
        ],
    );
    for (answer, part) in answers
        .iter()
        .zip(["limits", "missing", "1 to 20", "elvish", "no entry"])
    {
        assert_eq!(answer["result"]["isError"], true, "{answer}");
        assert!(
            answer["result"]["content"][0]["text"]
                .as_str()
                .unwrap()
                .contains(part),
            "{answer}"
        );
    }
    let answers = talk(
        &site,
        &[
            "no json".to_owned(),
            "[]".to_owned(),
            json!({"jsonrpc": "2.0", "id": 1}).to_string(),
            legacy(1, "prompts/list", json!({})).to_string(),
            call("rm", json!({})),
            legacy(1, "resources/read", json!({"uri": "file:///etc/passwd"})).to_string(),
            modern("resources/read", json!({"uri": "faq:///nothing"})).to_string(),
            modern("ping", json!({})).to_string(),
            modern("tools/list", json!({}))
                .to_string()
                .replace("2026-07-28", "1999-01-01"),
            "x".repeat(2_000_000),
            legacy(9, "ping", json!({})).to_string(),
        ],
    );
    let codes: Vec<i64> = answers
        .iter()
        .map(|answer| answer["error"]["code"].as_i64().unwrap_or(0))
        .collect();
    assert_eq!(
        codes,
        [
            -32700, -32600, -32600, -32601, -32602, -32002, -32602, -32601, -32022, -32600, 0
        ]
    );
    assert_eq!(answers[8]["error"]["data"]["supported"][0], "2026-07-28");
}

#[test]
fn schemas_are_flat_and_small() {
    let site = Site::harbour().indexed();
    let answers = talk(&site, &[modern("tools/list", json!({})).to_string()]);
    let text = answers[0]["result"]["tools"].to_string();
    for word in ["$ref", "$defs", "anyOf", "oneOf", "\"null\"", "\"format\""] {
        assert!(!text.contains(word), "{word}");
    }
    assert!(text.len() < 4_000, "{} bytes", text.len());
    assert_eq!(answers[0]["result"]["cacheScope"], "public");
}

/// Sends a message to `/mcp`.
#[track_caller]
fn post(server: &Server, message: &Value, headers: &[&str]) -> Answer {
    let body = message.to_string();
    let mut request = format!(
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    if !headers
        .iter()
        .any(|header| header.starts_with("Content-Type"))
    {
        request.push_str("Content-Type: application/json\r\n");
    }
    for header in headers {
        request.push_str(&format!("{header}\r\n"));
    }
    server.raw(format!("{request}\r\n{body}").as_bytes())
}

#[test]
fn over_http_headers_repeat_the_message() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "--mcp");
    let call = modern(
        "tools/call",
        json!({"name": "faq_search", "arguments": {"query": "harbour"}}),
    );
    let version = "MCP-Protocol-Version: 2026-07-28";
    let right = [version, "Mcp-Method: tools/call", "Mcp-Name: faq_search"];
    let answer = post(&server, &call, &right).code(200).json();
    assert!(!items(&answer["result"]["structuredContent"]["hits"]).is_empty());
    for wrong in [
        &[version, "Mcp-Method: tools/call"][..],
        &[version, "Mcp-Method: tools/list", "Mcp-Name: faq_search"],
        &[
            "MCP-Protocol-Version: 2025-11-25",
            "Mcp-Method: tools/call",
            "Mcp-Name: faq_search",
        ],
        &[],
    ] {
        let answer = post(&server, &call, wrong).code(400).json();
        assert_eq!(answer["error"]["code"], -32020, "{wrong:?}");
    }
    let silent = legacy(1, "tools/list", json!({}));
    let answer = post(&server, &silent, &[version, "Mcp-Method: tools/list"])
        .code(400)
        .json();
    assert_eq!(answer["error"]["code"], -32602);
    let unknown = modern("prompts/list", json!({}));
    post(&server, &unknown, &[version, "Mcp-Method: prompts/list"]).code(404);
    // The generation before has no such headers, and answers errors with 200.
    let old = legacy(1, "tools/list", json!({}));
    assert_eq!(
        items(&post(&server, &old, &[]).code(200).json()["result"]["tools"]).len(),
        2
    );
    let note = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
    assert!(post(&server, &note, &[]).code(202).body.is_empty());
}

/// Returns a batch of two requests and a notification.
fn batch() -> Value {
    json!([
        legacy(1, "ping", json!({})),
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        legacy(
            2,
            "tools/call",
            json!({"name": "faq_search", "arguments": {"query": "harbour"}}),
        ),
    ])
}

#[test]
fn the_version_with_batches_has_them_over_standard_input() {
    let site = Site::harbour().indexed();
    let begin =
        |version: &str| legacy(9, "initialize", json!({"protocolVersion": version})).to_string();
    let note = json!([{"jsonrpc": "2.0", "method": "notifications/initialized"}]);
    let mixed = json!([
        {"jsonrpc": "2.0", "id": 3},
        legacy(4, "initialize", json!({"protocolVersion": "2025-03-26"})),
        legacy(5, "ping", json!({})),
    ]);
    let many: Vec<Value> = (0..40).map(|id| legacy(id, "ping", json!({}))).collect();
    let answers = talk(
        &site,
        &[
            batch().to_string(),
            begin("2025-03-26"),
            batch().to_string(),
            note.to_string(),
            mixed.to_string(),
            "[]".to_owned(),
            Value::Array(many).to_string(),
            begin("2025-06-18"),
            batch().to_string(),
        ],
    );
    assert_eq!(answers.len(), 8);
    assert_eq!(answers[0]["error"]["code"], -32600, "{}", answers[0]);
    let both = items(&answers[2]);
    assert_eq!((&both[0]["id"], &both[1]["id"]), (&1.into(), &2.into()));
    assert!(!items(&both[1]["result"]["structuredContent"]["hits"]).is_empty());
    let codes: Vec<&Value> = items(&answers[3])
        .iter()
        .map(|answer| &answer["error"]["code"])
        .collect();
    assert_eq!(codes, [&json!(-32600), &json!(-32600), &Value::Null]);
    for refused in [&answers[4], &answers[5], &answers[7]] {
        assert_eq!(refused["error"]["code"], -32600, "{refused}");
    }
}

#[test]
fn the_version_with_batches_has_them_over_http() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "--mcp --query-log log");
    for headers in [&[][..], &["MCP-Protocol-Version: 2025-03-26"]] {
        let answer = post(&server, &batch(), headers).code(200).json();
        assert_eq!(column(items(&answer), "id"), ["1", "2"], "{answer}");
    }
    let note = json!([{"jsonrpc": "2.0", "method": "notifications/initialized"}]);
    assert!(post(&server, &note, &[]).code(202).body.is_empty());
    for version in ["2025-06-18", "2025-11-25", "2026-07-28", "2024-11-05"] {
        let header = format!("MCP-Protocol-Version: {version}");
        let answer = post(&server, &batch(), &[&header]).code(400).json();
        assert_eq!(answer["error"]["code"], -32600, "{version}");
    }
    let modern = json!([modern("tools/list", json!({}))]);
    let answer = post(&server, &modern, &[]).code(200).json();
    assert_eq!(answer[0]["error"]["code"], -32600, "{answer}");
}

#[test]
fn answers_are_cited_by_the_address_of_their_page() {
    let site = Site::harbour()
        .file(
            "faq.toml",
            "[[content]]\npath = \"content\"\n\n[serve]\nurl = \"https://help.example.org/faq\"\n",
        )
        .indexed();
    let call = legacy(
        1,
        "tools/call",
        json!({"name": "faq_search", "arguments": {"query": "harbour", "limit": 1}}),
    );
    let over_stdio = &talk(&site, &[call.to_string()])[0];
    let server = Server::start(&site, "--mcp");
    let over_http = post(&server, &call, &[]).code(200).json();
    for answer in [over_stdio, &over_http] {
        let hit = &answer["result"]["structuredContent"]["hits"][0];
        let url = hit["url"].as_str().unwrap();
        let path = url.strip_prefix("https://help.example.org/faq/").unwrap();
        let fragment = path.split_once('#').unwrap().1;
        let page = server.get(&format!("/{path}")).code(200).text();
        assert!(page.contains(&format!("id=\"{fragment}\"")), "{url}");
    }
}

#[test]
fn over_http_strangers_are_refused() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "--mcp --cors https://chat.example.org");
    let ping = legacy(1, "ping", json!({}));
    post(&server, &ping, &["Origin: https://chat.example.org"]).code(200);
    post(&server, &ping, &["Origin: http://localhost"]).code(200);
    for origin in [
        "https://evil.example",
        "null",
        "http://localhost.evil.example",
    ] {
        post(&server, &ping, &[&format!("Origin: {origin}")]).problem(403, "origin_unknown");
    }
    post(&server, &ping, &["Content-Type: text/plain"]).problem(415, "media_type");
    let long = legacy(1, "ping", json!({"x": "x".repeat(70_000)}));
    post(&server, &long, &[]).problem(413, "message_too_large");
    server.get("/mcp").problem(405, "method_not_allowed");
    let without = Server::start(&site, "");
    post(&without, &ping, &[]).code(404);
}
