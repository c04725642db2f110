//! Pages as a browser without scripts gets them: what they hold, where their links lead, and that
//! nothing in an article or a query becomes markup.

use serde_json::Value;

use crate::server::{Server, encoded};
use crate::support::site::{Site, shipped};

const BOATS: &str = "---\ntitle: Boats FAQ\n---\n# Boats: questions\n\n\
    ## Can I rent a boat?\n\nYes, at the [harbour](../en/harbour.md#where-is-it). See [below](#is-it-far).\n\n\
    ### Prices\n\n| Boat | Price |\n| --- | --- |\n| Small | 5 |\n\n\
    ## <a name=\"old-name\"></a>Is it far?\n\nNo. ![map](map.png) <img src=x onerror=alert(1)>\n\n\
    ## Is it far?\n\nStill no. [evil](javascript:alert(1)) [out](https://other.example/)\n";
const HARBOUR: &str = "# Harbour FAQ\n\n## Where is it?\n\nBeside the mill.\n";
const FRENCH: &str =
    "# FAQ des bateaux\n\n## <a name=\"can-i-rent-a-boat\"></a>Puis-je louer un bateau ?\n\nOui.\n";
const HOSTILE: &str = "# <script>alert(1)</script> FAQ\n\n\
    ## Is <img src=x onerror=alert(2)> \"quoted\" `</title><script>alert(3)</script>` safe?\n\n\
    <script>alert(4)</script>\n\nText &lt;script&gt;alert(5)&lt;/script&gt; </script></article><b>bold\n";

fn site() -> Site {
    Site::empty()
        .file("content/en/boats.md", BOATS)
        .file("content/en/harbour.md", HARBOUR)
        .file("content/fr/boats.md", FRENCH)
        .file("content/en/a b/<hostile>.md", HOSTILE)
        .file(
            "content/en/records.jsonl",
            "{\"id\":\"r1\",\"language\":\"en\",\"question\":\"What is a record?\",\"answer\":\"A *line*.\"}\n",
        )
        .indexed()
}

/// Returns the values of an attribute in a page, decoded.
fn attributes(page: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let parts = page.split(&start).skip(1);
    parts
        .map(|part| part.split('"').next().unwrap().replace("&amp;", "&"))
        .collect()
}

#[test]
fn an_answer_in_another_language_than_the_page_says_so() {
    let question = "# Chats\n\n## Où dort le chat ?\n\nSur le bateau.\n";
    let site = Site::empty()
        .file("content/en/boats.md", BOATS)
        .file("content/fr/chats.md", question)
        .indexed();
    let server = Server::start(&site, "");
    for (asked, says) in [
        ("q=chat&in=en", "<b>français</b></p><h2>"),
        ("q=chat&in=fr", "<bdi>Chats</bdi></span></p><h2>"),
        ("q=boat&in=en", "<bdi>Boats: questions</bdi></span></p><h2>"),
    ] {
        let page = server.get(&format!("/?{asked}")).code(200).text();
        assert!(page.contains(says), "{asked}: {page}");
    }
}

#[test]
fn the_page_works_without_a_script() {
    let site = site();
    let server = Server::start(&site, "");
    let start = server.get("/").code(200).text();
    assert!(start.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(start.contains("href=\"./a/en/boats.md\"") && start.contains("Boats FAQ"));
    assert!(start.contains("name=\"q\""));

    let found = server.get("/?q=rent+a+boat").code(200).text();
    for part in [
        "value=\"rent a boat\"",
        "<a href=\"./a/en/boats.md#can-i-rent-a-boat\">Can I <mark>rent</mark>",
        "hreflang=\"fr\" lang=\"fr\"><bdi>français</bdi></a>",
        "./a/fr/boats.md#can-i-rent-a-boat",
        "<details class=\"answer\">",
        "href=\"./a/en/harbour.md#where-is-it\"",
    ] {
        assert!(found.contains(part), "{part} in\n{found}");
    }
    let nothing = server.get("/?q=zeppelin").code(200).text();
    assert!(
        nothing.contains("Nothing found for “<bdi>zeppelin</bdi>”"),
        "{nothing}"
    );
    assert!(!nothing.contains("<ol"));
}

#[test]
fn entries_of_records_have_a_place_on_the_page_of_their_file() {
    let records = [
        r#"{"id":"r1","language":"en","question":"How do I moor a barge?","answer":"With a rope."}"#,
        r#"{"id":"r \"2\" <b>","language":"en","question":"Where do barges moor?","answer":"Here."}"#,
        r#"{"language":"en","question":"May barges moor at night?","answer":"No."}"#,
    ];
    let site = Site::empty()
        .file("content/barges.jsonl", records.join("\n"))
        .file(
            "content/ferries.csv",
            "question,answer\nDo ferries moor?,Never.\n",
        )
        .indexed();
    let server = Server::start(&site, "");
    let found = server.get("/?q=moor").code(200).text();
    let addresses = hits_of(&found);
    assert_eq!(addresses.len(), 4, "{found}");
    for address in addresses {
        let (path, fragment) = address.split_once('#').expect(&address);
        let page = server.get(&format!("/a/{path}")).code(200).text();
        let decoded = percent_encoding::percent_decode_str(fragment)
            .decode_utf8()
            .unwrap();
        let ids = attributes(&page, "id").into_iter();
        let ids = ids.map(|id| {
            id.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
        });
        assert_eq!(
            ids.filter(|id| *id == decoded).count(),
            1,
            "{address} in\n{page}"
        );
        assert!(!page.contains("href=\"#\""), "{page}");
    }
}

/// Returns the addresses of the hits of a page, decoded.
fn hits_of(page: &str) -> Vec<String> {
    let links = page.split("<h2><a href=\"./a/").skip(1);
    let links = links.map(|part| part.split('"').next().unwrap());
    links.map(|link| link.replace("%2F", "/")).collect()
}

#[test]
fn a_hundred_queries_find_on_the_page_and_in_the_api_what_the_command_finds() {
    let site = Site::empty();
    let content = format!("--content {}", shipped().display());
    site.faq(&format!("reindex {content}")).run().code(0);
    let listed = site
        .faq(&format!("list --json {content}"))
        .run()
        .json_lines();
    let questions: Vec<&str> = listed
        .iter()
        .filter_map(|entry| entry["question"].as_str())
        .collect();
    let whole = questions.iter().map(|question| (*question).to_owned());
    let part = questions.iter().map(|question| {
        let words: Vec<&str> = question.split_whitespace().take(3).collect();
        words.join(" ")
    });
    let word = questions.iter().filter_map(|question| {
        let longest = question.split_whitespace().max_by_key(|word| word.len());
        longest.map(str::to_owned)
    });
    let mut queries: Vec<String> = whole.chain(part).chain(word).collect();
    queries.sort();
    queries.dedup();
    let step = queries.len() / 100;
    assert!(step > 0, "{} queries", queries.len());
    let server = Server::start(&site, &content);
    for (number, query) in queries.iter().step_by(step).take(100).enumerate() {
        let language = ["en", "fr", "de"][number % 3];
        let command = site
            .faq(&format!(
                "search --json --limit 10 --in {language} {content} --"
            ))
            .arg(query)
            .run();
        let expected: Vec<String> = command
            .hits("url")
            .iter()
            .map(|url| {
                let (path, anchor) = url.split_once('#').unwrap_or((url, ""));
                let anchor = if anchor.is_empty() {
                    String::new()
                } else {
                    format!("#{}", encoded(anchor))
                };
                format!("{}{anchor}", encoded(path).replace("%2F", "/"))
            })
            .collect();
        let asked = format!("q={}&in={language}", encoded(query));
        let page = server.get(&format!("/?{asked}")).code(200).text();
        let hits = hits_of(&page).into_iter();
        // Pages go on in the language that was chosen.
        let hits: Vec<String> = hits
            .map(|hit| hit.replacen(&format!("?in={language}"), "", 1))
            .collect();
        assert_eq!(hits, expected, "{query} [{language}]");
        let api = server.json(&format!("/api/v1/search?{asked}&limit=10"));
        assert_eq!(api["total"], command.json()["total"], "{query}");
        let ids = api["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["id"].as_str().unwrap());
        assert_eq!(
            ids.collect::<Vec<_>>(),
            command.hits("id"),
            "{query} [{language}]"
        );
    }
}

#[test]
fn hits_lead_to_the_published_address_where_there_is_one() {
    let site = site().file(
        "faq.toml",
        "[[content]]\npath = \"content\"\nurl = \"https://help.example.org/{locale}/{path}#{anchor}\"\n",
    );
    let site = site.indexed();
    let server = Server::start(&site, "");
    let page = server.get("/?q=rent+a+boat").text();
    assert!(
        page.contains("<a href=\"https://help.example.org/en/boats#can-i-rent-a-boat\">"),
        "{page}"
    );
}

#[test]
fn an_article_has_exactly_its_published_fragments() {
    let site = site();
    let server = Server::start(&site, "");
    let page = server.get("/a/en/boats.md").code(200).text();
    let main = page.split("<article class=\"text\"").nth(1).unwrap();
    // Related questions stand behind it, under a name of the page's own.
    let main = main.split("</article>").next().unwrap();
    let mut ids = attributes(main, "id");
    ids.sort();
    assert_eq!(
        ids,
        [
            "boats-questions",
            "can-i-rent-a-boat",
            "is-it-far",
            "is-it-far-1",
            "old-name",
            "prices"
        ]
    );
    let listed = site.faq("list --json --lang en").run().json_lines();
    for entry in listed.iter().filter(|entry| entry["path"] == "en/boats.md") {
        let anchor = entry["anchor"].as_str().unwrap();
        assert!(ids.contains(&anchor.to_owned()), "{anchor}");
        assert!(
            page.contains(&format!("href=\"#{anchor}\"")),
            "{anchor} in the contents"
        );
    }
    for part in [
        "<h1 id=\"boats-questions\">",
        "<a href=\"../../a/en/harbour.md#where-is-it\">harbour</a>",
        "<div class=\"table\" tabindex=\"0\"><table>",
        "<a href=\"https://other.example/\">out</a>",
        "<link rel=\"alternate\" hreflang=\"fr\" href=\"../../a/fr/boats.md\">",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    assert!(
        !page.contains("javascript:") && !page.contains("onerror") && !page.contains("map.png")
    );
}

#[test]
fn an_article_describes_its_questions_for_machines() {
    let site = site();
    let server = Server::start(&site, "");
    let page = server.get("/a/en/boats.md").text();
    let script = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap();
    let data: Value = serde_json::from_str(script.split("</script>").next().unwrap()).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    assert_eq!(data["@type"], "FAQPage");
    assert_eq!(data["inLanguage"], "en");
    let question = &data["mainEntity"][0];
    assert_eq!(question["@type"], "Question");
    assert_eq!(question["name"], "Can I rent a boat?");
    assert_eq!(question["acceptedAnswer"]["@type"], "Answer");
    assert!(
        question["acceptedAnswer"]["text"]
            .as_str()
            .unwrap()
            .contains("<p>Yes")
    );
}

#[test]
fn an_article_names_related_questions_of_other_articles() {
    let bridge = "# Bridge FAQ\n\n## Can I rent a boat at the bridge?\n\nNo, only at the harbour. Boats are \
                  rented out there and nowhere else.\n";
    let site = site().file("content/en/bridge.md", bridge).indexed();
    let server = Server::start(&site, "");
    let page = server.get("/a/en/bridge.md").code(200).text();
    let related = page
        .split("<section class=\"related\"")
        .nth(1)
        .expect(&page);
    assert!(
        related.contains("href=\"../../a/en/boats.md#can-i-rent-a-boat\""),
        "{related}"
    );
    assert!(!related.contains("bridge.md"), "{related}");
}

#[test]
fn records_are_a_page_too() {
    let site = site();
    let server = Server::start(&site, "");
    let page = server.get("/a/en/records.jsonl").code(200).text();
    assert!(
        page.contains("What is a record?") && page.contains("<em>line</em>"),
        "{page}"
    );
}

#[test]
fn nothing_in_articles_queries_and_names_becomes_markup() {
    let site = site();
    let server = Server::start(&site, "");
    let query = "<script>alert(9)</script>\"><img src=x onerror=alert(9)>";
    let pages = [
        server.get(&format!("/?q={}", encoded(query))),
        server.get("/?q=safe"),
        server.get("/?q=%3C%2Ftitle%3E&in=%22%3E%3Cscript%3E"),
        server.get("/"),
        server.get(&format!("/a/{}", encoded("en/a b/<hostile>.md"))),
    ];
    for answer in pages {
        let page = answer.code(200).text();
        // Scripts of the page itself, and data.
        let scripts: Vec<&str> = page.split("<script").skip(1).collect();
        for script in scripts {
            assert!(
                script.starts_with(" type=\"module\" src=\"")
                    || script.starts_with(" type=\"application/ld+json\">"),
                "{script}"
            );
        }
        assert!(!page.contains("<img"), "{page}");
        assert!(!page.contains("</article><b>"), "{page}");
        assert_eq!(page.matches("</title>").count(), 1);
    }
}

#[test]
fn paths_lead_to_articles_of_the_index_only() {
    let site = site()
        .file("secret.md", "# Secret\n")
        .file("content/en/new.md", "# New FAQ\n");
    let server = Server::start(&site, "");
    for path in [
        "../secret.md",
        "en/../../secret.md",
        "%2e%2e/secret.md",
        "en/..%2f..%2fsecret.md",
        "/etc/passwd",
        "en/new.md",
        "en",
        "",
        "en/boats.md%00",
        "%ff",
    ] {
        let answer = server.get(&format!("/a/{path}"));
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.text().contains("Secret"), "{path}");
    }
    // A link that was laid after indexing is not followed.
    let before = server.get("/a/en/harbour.md").code(200).text();
    site.remove("content/en/harbour.md");
    std::os::unix::fs::symlink(site.path("secret.md"), site.path("content/en/harbour.md")).unwrap();
    let after = server.get("/a/en/harbour.md").code(200).text();
    assert!(!after.contains("Secret"));
    let questions = |page: &str| page.matches("<h2").count();
    assert_eq!(questions(&after), questions(&before));
}

#[test]
fn readers_see_what_is_published_until_another_index_is() {
    let text =
        "# Pier FAQ\n\nOn foot.\n\n## Is it long?\n\nYes, *very*.\n\n## Is it wide?\n\nNo.\n";
    let site = Site::empty()
        .file(
            "faq.toml",
            "[[content]]\npath = \"content\"\nexclude = [\"hidden.md\"]\n",
        )
        .file("content/en/pier.md", text)
        .file(
            "content/en/kept.md",
            "# Kept FAQ\n\n## Is it kept?\n\nIt is.\n",
        )
        .file(
            "content/en/draft.md",
            "---\ndraft: true\n---\n# D\n\n## Why?\n\nSo.\n",
        )
        .file("content/hidden.md", "# H\n\n## Why?\n\nSo.\n")
        .indexed();
    let server = Server::start(&site, "");
    let pier = || server.get("/a/en/pier.md").code(200).text();
    assert!(pier().contains("<em>very</em>"));
    for path in ["en/draft.md", "hidden.md"] {
        server.get(&format!("/a/{path}")).code(404);
    }
    site.write("content/en/new.md", "# New\n\n## Why?\n\nSo.\n");
    server.get("/a/en/new.md").code(404);
    for changed in [
        text.replace("*very*", "never"),
        text.replace("is it long", "was it long")
            .replace("Is it long", "Was it long"),
        text.replace("# Pier FAQ", "# Mole FAQ"),
        text.replace("## Is it wide?", "## Is it wide? <a name=\"wide\"></a>"),
        format!("---\ndraft: true\n---\n{text}"),
        format!("{text}\n## Is it new?\n\nYes.\n"),
    ] {
        site.write("content/en/pier.md", &changed);
        let page = pier();
        for part in [
            "<title>Pier FAQ",
            "id=\"is-it-long\"",
            "<em>very</em>",
            "id=\"is-it-wide\"",
            "On foot.",
        ] {
            assert!(page.contains(part), "{part} after {changed}\n{page}");
        }
        assert!(
            !page.contains("never") && !page.contains("Is it new"),
            "{page}"
        );
    }
    site.remove("content/en/pier.md");
    assert!(pier().contains("<em>very</em>"));
    site.faq("reindex --allow-drop").run().code(0);
    let server = Server::start(&site, "");
    server.get("/a/en/pier.md").code(404);
    server.get("/a/en/new.md").code(200);
}

#[test]
fn the_page_speaks_the_language_of_the_reader() {
    let site = site();
    let server = Server::start(&site, "");
    let french = server
        .get_with("/", &["Accept-Language: fr-CA,en;q=0.5"])
        .text();
    assert!(
        french.contains("<html lang=\"fr\" dir=\"ltr\">") && french.contains("Foire aux questions")
    );
    assert!(french.contains("FAQ des bateaux") && !french.contains("Boats FAQ"));
    let hebrew = server.get_with("/", &["Accept-Language: he"]).text();
    assert!(hebrew.contains("<html lang=\"he\" dir=\"rtl\">"));
    let chosen = server.get_with("/?q=boat&in=fr", &["Accept-Language: de"]);
    assert!(!chosen.header("vary").contains("accept-language"));
    assert!(
        chosen
            .text()
            .contains("<input type=\"hidden\" name=\"in\" value=\"fr\">")
    );
}

#[test]
fn policy_and_assets_are_strict_and_small() {
    let site = site();
    let server = Server::start(&site, "--title Harbour");
    let start = server.get("/").code(200);
    let policy = start.header("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "require-trusted-types-for 'script'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe"));
    let page = start.text();
    assert!(page.contains("<title>Harbour</title>"));
    assert!(!page.contains(" style=\"") && !page.contains(" onclick"));
    let assets: Vec<String> = attributes(&page, "href")
        .into_iter()
        .chain(attributes(&page, "src"))
        .filter(|address| address.starts_with("./assets/"))
        .collect();
    assert_eq!(assets.len(), 2, "{assets:?}");
    let mut bytes = 0;
    for address in assets {
        let target = address.trim_start_matches('.');
        let answer = server
            .get_with(target, &["Accept-Encoding: gzip"])
            .code(200);
        assert_eq!(answer.header("content-encoding"), "gzip");
        assert!(answer.header("cache-control").contains("immutable"));
        bytes += answer.body.len();
    }
    assert!(bytes <= 15_000, "{bytes} bytes");
    server.get("/assets/other.js").problem(404, "not_found");
}

/// Makes a site with more questions about boats than a page shows.
pub(crate) fn many_boats() -> Site {
    let mut text = "# Many FAQ\n\n".to_owned();
    for number in 0..25 {
        text.push_str(&format!(
            "## Is boat {number} blue?\n\nYes, number {number}.\n\n"
        ));
    }
    Site::empty().file("content/en/many.md", text).indexed()
}

#[test]
fn pages_of_hits_are_linked_and_addresses_that_lead_nowhere_say_so() {
    let site = many_boats();
    let server = Server::start(&site, "");
    let first = server.get("/?q=boat+blue&in=en").text();
    assert!(
        first.contains("<a rel=\"next\" href=\"./?q=boat%20blue&amp;in=en&amp;offset=10\">"),
        "{first}"
    );
    assert!(!first.contains("rel=\"prev\""));
    let last = server
        .get("/?q=boat+blue&in=en&offset=20&utm_source=letter")
        .code(200)
        .text();
    assert!(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""));
    let browser = ["Accept: text/html,application/xhtml+xml"];
    let missing = server.get_with("/no/where", &browser).code(404).text();
    assert!(
        missing.contains("Page not found") && missing.contains("href=\"../assets/"),
        "{missing}"
    );
    server
        .get_with("/api/v1/nothing", &browser)
        .problem(404, "not_found");
}
