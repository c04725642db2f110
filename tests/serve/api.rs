//! The API: the answers of the command, its errors, and what may be kept of them.

use serde_json::Value;

use crate::server::{Server, encoded};
use crate::support::json::items;
use crate::support::site::{Site, shipped};

/// A site with the articles that the repository ships.
fn shipped_site() -> Site {
    let site = Site::empty();
    for language in ["en", "fr"] {
        for file in std::fs::read_dir(shipped().join(language)).unwrap() {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            let text = std::fs::read(file.path()).unwrap();
            site.write(&format!("content/{language}/{name}"), text);
        }
    }
    site.indexed()
}

/// Takes out what may differ between two answers to one question.
fn without_time(mut answer: Value) -> Value {
    answer.as_object_mut().unwrap().remove("took_us").unwrap();
    answer
}

/// Makes queries of the questions in the content: whole ones, parts of them, and misspelt ones.
fn queries(site: &Site) -> Vec<String> {
    let entries = site.faq("list --json").run().code(0).json_lines();
    let mut queries = Vec::new();
    for entry in &entries {
        let question = entry["question"].as_str().unwrap();
        queries.push(question.to_owned());
        let words: Vec<&str> = question.split_whitespace().collect();
        queries.push(words[words.len() / 2..].join(" "));
        queries.push(question.replacen('e', "", 1));
    }
    queries.retain(|query| !query.trim_start().starts_with('-') && !query.trim().is_empty());
    queries.truncate(100);
    queries
}

#[test]
fn a_hundred_queries_have_the_hits_of_the_command() {
    let site = shipped_site();
    let server = Server::start(&site, "");
    let queries = queries(&site);
    assert_eq!(queries.len(), 100);
    let mut found = 0;
    for (number, query) in queries.iter().enumerate() {
        let language = ["en", "fr"][number % 2];
        let command = site.faq(&format!("search --json --limit 10 --in {language} --"));
        let command = without_time(command.arg(query).run().json());
        let target = format!("/api/v1/search?limit=10&in={language}&q={}", encoded(query));
        assert_eq!(without_time(server.json(&target)), command, "{query}");
        found += items(&command["hits"]).len();
    }
    assert!(found > 300, "only {found} hits were compared");
}

#[test]
fn every_parameter_means_what_the_option_means() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    for (options, parameters) in [
        ("--full", "&full=true"),
        ("--limit 1 --offset 1", "&limit=1&offset=1"),
        ("--kind section", "&kind=section"),
        ("--lang en", "&lang=en"),
        ("--lang en --lang fr", "&lang=en&lang=fr"),
        ("--filter author=nobody", "&filter=author%3Dnobody"),
        ("--filter author=nobody", "&filter=+author+%3D+nobody+"),
        ("--literal", "&literal=true"),
    ] {
        let command = site.faq(&format!("search --json {options} harbour")).run();
        let api = server.json(&format!("/api/v1/search?q=harbour{parameters}"));
        assert_eq!(without_time(api), without_time(command.json()), "{options}");
    }
    let without = |literal: &str| {
        let target = format!("/api/v1/search?q=harbour+-boat&literal={literal}");
        without_time(server.json(&target))
    };
    let command = site.faq("search --json --literal --").arg("harbour -boat");
    assert_eq!(without("true"), without_time(command.run().json()));
    assert_ne!(without("true"), without("false"));
    let command = site.faq("suggest --json --limit 3 ha").run().json();
    let api = server.json("/api/v1/suggest?q=ha&limit=3");
    assert_eq!(without_time(api), without_time(command));
}

#[test]
fn an_entry_is_shown_by_id_and_by_path_and_anchor() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    let hits = server.json("/api/v1/search?q=harbour");
    let hit = &items(&hits["hits"])[0];
    let id = hit["id"].as_str().unwrap();
    let shown = site.faq(&format!("show --json {id}")).run().json();
    assert_eq!(server.json(&format!("/api/v1/entries/{id}")), shown);
    let reference = format!(
        "{}#{}",
        hit["path"].as_str().unwrap(),
        hit["anchor"].as_str().unwrap()
    );
    let by_place = server.json(&format!("/api/v1/entries/{}", encoded(&reference)));
    assert_eq!(by_place["id"], shown["id"]);
    // Some proxies decode slashes.
    let decoded = format!("/api/v1/entries/{}", reference.replace('#', "%23"));
    assert_eq!(server.json(&decoded), by_place);
    let related = server.json(&format!("{decoded}/related"));
    assert_eq!(related["id"], shown["id"]);
    server
        .get("/api/v1/entries/nothing")
        .problem(404, "not_found");
}

#[test]
fn related_questions_are_those_of_the_command() {
    let site = shipped_site();
    let server = Server::start(&site, "");
    let reference = "en/cloud-management-gateway.md#which-certificates-do-i-need";
    let shown = site
        .faq("show --json --related")
        .arg(reference)
        .run()
        .json();
    let related = items(&shown["related"]);
    assert!(!related.is_empty() && related.len() <= 5, "{shown}");
    for entry in related {
        assert_eq!(entry["language"], "en", "{entry}");
        assert_ne!(entry["id"], shown["id"]);
    }
    let api = server.json(&format!("/api/v1/entries/{}/related", encoded(reference)));
    assert_eq!(api["related"], shown["related"]);
    assert_eq!(api["id"], shown["id"]);
    let one = server.json(&format!(
        "/api/v1/entries/{}/related?limit=1",
        shown["id"].as_str().unwrap()
    ));
    assert_eq!(items(&one["related"]), &related[..1]);
    server
        .get("/api/v1/entries/nothing/related")
        .problem(404, "not_found");
}

#[test]
fn the_index_is_described() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    let status = server.json("/api/v1/status");
    let command = site.faq("status --json").run().json();
    for field in [
        "schema",
        "generation",
        "created",
        "tool",
        "articles",
        "bytes",
        "languages",
    ] {
        assert_eq!(status[field], command[field], "{field}");
    }
    assert_eq!(
        server.json("/api/v1/languages")["languages"],
        command["languages"]
    );
}

#[test]
fn the_reader_is_answered_in_the_language_of_the_browser() {
    let site = shipped_site();
    let server = Server::start(&site, "");
    let target = "/api/v1/search?q=ExpressRoute";
    let language = |headers: &[&str], target: &str| {
        let answer = server.get_with(target, headers).code(200);
        let hits = answer.json();
        let language = hits["hits"][0]["language"].as_str().unwrap().to_owned();
        (language, answer.header("vary").contains("accept-language"))
    };
    let french = ["Accept-Language: fr-FR,fr;q=0.9,en;q=0.5"];
    assert_eq!(language(&french, target), ("fr".to_owned(), true));
    assert_eq!(
        language(&["Accept-Language: en"], target),
        ("en".to_owned(), true)
    );
    let chosen = format!("{target}&in=en");
    assert_eq!(language(&french, &chosen), ("en".to_owned(), false));
}

#[test]
fn mistakes_are_named() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    for (target, status, code) in [
        ("/api/v1/search", 400, "missing_parameter"),
        ("/api/v1/search?q=a&hitsPerPage=3", 400, "unknown_parameter"),
        ("/api/v1/search?q=a&limit=0", 400, "invalid_parameter"),
        ("/api/v1/search?q=a&limit=101", 400, "invalid_parameter"),
        ("/api/v1/search?q=a&offset=-1", 400, "invalid_parameter"),
        ("/api/v1/search?q=a&in=elvish", 400, "invalid_parameter"),
        ("/api/v1/search?q=a&kind=answer", 400, "invalid_parameter"),
        ("/api/v1/search?q=a&filter=author", 400, "invalid_parameter"),
        ("/api/v1/search?q=a&filter=+%3Dx", 400, "invalid_parameter"),
        (
            "/api/v1/search?q=a&literal=perhaps",
            400,
            "invalid_parameter",
        ),
        ("/api/v1/search?q=a&q=b", 400, "invalid_parameter"),
        ("/api/v1/suggest?q=a&format=xml", 400, "invalid_parameter"),
        ("/api/v1/status?verbose=1", 400, "unknown_parameter"),
        ("/api/v2/search?q=a", 404, "not_found"),
        ("/nothing", 404, "not_found"),
    ] {
        server.get(target).problem(status, code);
    }
    let named = server.get("/api/v1/search?q=a&hitsPerPage=3").json();
    let detail = named["detail"].as_str().unwrap();
    assert!(
        detail.contains("hitsPerPage") && detail.contains("`limit`"),
        "{detail}"
    );
    let post = b"POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    server.raw(post).problem(405, "method_not_allowed");
}

#[test]
fn an_answer_is_kept_until_another_index_is_live() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    let target = "/api/v1/search?q=harbour&in=en";
    let tag = server.get(target).code(200).header("etag");
    let again = |target: &str| server.get_with(target, &[&format!("If-None-Match: {tag}")]);
    assert!(again(target).code(304).body.is_empty());
    again("/api/v1/search?q=harbour&in=fr").code(200);
    again("/api/v1/search?q=harbour&in=en&limit=4").code(200);

    site.write(
        "content/en/new.md",
        "# News FAQ\n\n## Is the harbour new?\n\nYes.\n",
    );
    site.reindex("");
    server.signal("HUP");
    let changed = (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        again(target).status == 200
    });
    assert!(changed, "the new index is not taken up");
}

#[test]
fn long_answers_are_compressed_for_who_wants_that() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "");
    let target = "/api/v1/search?q=harbour";
    let plain = server.get(target).code(200);
    assert_eq!(plain.header("content-encoding"), "");
    let small = server
        .get_with(target, &["Accept-Encoding: gzip"])
        .code(200);
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.body.len() < plain.body.len());
}

#[test]
fn only_origins_that_are_allowed_may_read() {
    let site = Site::harbour().indexed();
    let server = Server::start(&site, "--cors https://www.example.org");
    let target = "/api/v1/languages";
    let allowed = server.get_with(target, &["Origin: https://www.example.org"]);
    let header = "access-control-allow-origin";
    assert_eq!(allowed.header(header), "https://www.example.org");
    assert!(allowed.header("vary").contains("origin"));
    for origin in [
        "https://evil.example",
        "https://www.example.org.evil.example",
        "null",
    ] {
        let answer = server.get_with(target, &[&format!("Origin: {origin}")]);
        assert_eq!(answer.header(header), "", "{origin}");
    }
    // A browser asks before it lets a script send more than a form could.
    let preflight = |origin: &str| {
        let request = format!(
            "OPTIONS /mcp HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\n\
             Access-Control-Request-Method: POST\r\n\
             Access-Control-Request-Headers: content-type\r\nConnection: close\r\n\r\n"
        );
        server.raw(request.as_bytes())
    };
    let may = preflight("https://www.example.org").code(204);
    assert_eq!(may.header(header), "https://www.example.org");
    assert!(may.header("access-control-allow-methods").contains("POST"));
    assert!(
        may.header("access-control-allow-headers")
            .contains("content-type")
    );
    let may_not = preflight("https://evil.example");
    assert_ne!(may_not.status, 204);
    assert_eq!(may_not.header("access-control-allow-methods"), "");
}

#[test]
fn programs_and_browsers_find_descriptions() {
    let site = Site::harbour().indexed();
    // All addresses exist where searches are recorded.
    let server = Server::start(&site, "--query-log log");
    let description = server.json("/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    for (path, _) in description["paths"].as_object().unwrap() {
        let path = path.replace("{id}", "x");
        // No entry has this name, but each address is one.
        let answer = server.get(&path).text();
        assert!(!answer.contains("nothing is published"), "{path}");
    }
    let answer = server
        .get_with("/opensearch.xml", &["Host: localhost:7700"])
        .code(200);
    assert_eq!(
        answer.header("content-type"),
        "application/opensearchdescription+xml"
    );
    assert!(
        answer
            .text()
            .contains("http://localhost:7700/?q={searchTerms}"),
        "{}",
        answer.text()
    );
    let suggested = server
        .get("/api/v1/suggest?q=har&format=opensearch")
        .code(200);
    assert_eq!(
        suggested.header("content-type"),
        "application/x-suggestions+json"
    );
    let list = suggested.json();
    assert_eq!(list[0], "har");
    assert!(!items(&list[1]).is_empty());
}

#[test]
fn addresses_lead_to_pages_where_the_public_one_is_known() {
    let site = Site::harbour().indexed();
    let here = Server::start(&site, "");
    let found = here.json("/api/v1/search?q=harbour&limit=1");
    let hit = &found["hits"][0];
    let (path, anchor) = (
        hit["path"].as_str().unwrap(),
        hit["anchor"].as_str().unwrap(),
    );
    assert_eq!(hit["url"], format!("{path}#{anchor}"));

    let server = Server::start(&site, "--url https://help.example.org/faq");
    let expected = format!("https://help.example.org/faq/a/{path}#{anchor}");
    let found = server.json("/api/v1/search?q=harbour&limit=1");
    assert_eq!(found["hits"][0]["url"], expected);
    let id = hit["id"].as_str().unwrap();
    let entry = server.json(&format!("/api/v1/entries/{id}"));
    assert_eq!(entry["url"], expected);
    let named = items(&entry["translations"]).iter();
    let related = server.json(&format!("/api/v1/entries/{id}/related"));
    for named in named.chain(items(&related["related"])) {
        let url = named["url"].as_str().unwrap();
        assert!(
            url.starts_with("https://help.example.org/faq/a/"),
            "{named}"
        );
    }
}
