//! Where the pages lead: in the language that the reader chose, to published addresses, from links in
//! articles, and through the pages of a result.

use crate::pages::many_boats;
use crate::server::Server;
use crate::support::site::Site;

const BOATS: &str = "# Boats FAQ\n\n## Can I rent a boat?\n\nYes, at the [harbour](harbour), \
    [here](harbour.html#where-is-it) or [there](/en/harbour/). See https://other.example/a_b.\n\n\
    ## Is it far?\n\nNo, as the [harbour](harbour.md) is near.\n\n\
    | Boat | Price |\n| :--- | ---: |\n| Small | 5 |\n\n> [!WARNING]\n> Deep water.\n";
const HARBOUR: &str = "# Harbour FAQ\n\n## Where is it?\n\nBeside the mill.\n";
const FRENCH: &str = "# FAQ des bateaux\n\n## <a name=\"can-i-rent-a-boat\"></a>Puis-je louer un bateau ?\n\n\
     Oui.\n\n> [!WARNING]\n> Eau profonde.\n";

fn site() -> Site {
    Site::empty()
        .file("content/en/boats.md", BOATS)
        .file("content/en/harbour.md", HARBOUR)
        .file("content/fr/boats.md", FRENCH)
}

/// Returns where the links of a page to articles lead, decoded.
fn article_links(page: &str) -> Vec<String> {
    let links = page.split("<a href=\"").skip(1);
    let links = links.map(|part| part.split('"').next().unwrap().replace("&amp;", "&"));
    links.filter(|link| link.contains("/a/")).collect()
}

#[test]
fn the_language_that_was_chosen_stays_chosen() {
    let site = site().indexed();
    let server = Server::start(&site, "");
    for start in [
        "/?in=fr",
        "/?q=boat&in=fr",
        "/?q=bateau&in=fr",
        "/a/en/boats.md?in=fr",
    ] {
        let page = server.get(start).code(200).text();
        let links = article_links(&page);
        assert!(!links.is_empty(), "{start}: {page}");
        for link in links.iter().filter(|link| !link.contains("in=en")) {
            assert!(link.contains("?in=fr"), "{start}: {link}");
        }
        assert!(page.contains("<html lang=\"fr\""), "{start}");
    }
    // Who chose none keeps that too, and another language may be chosen at an article.
    let page = server.get("/a/en/boats.md").text();
    let links = article_links(&page);
    assert!(
        links
            .iter()
            .any(|link| link.ends_with("a/fr/boats.md?in=fr")),
        "{links:?}"
    );
    assert!(
        links.iter().any(|link| link.ends_with("a/en/harbour.md")),
        "{links:?}"
    );
    // What machines are told is the same for all.
    let page = server.get("/a/en/boats.md?in=fr").text();
    let data = page.split("application/ld+json\">").nth(1).unwrap();
    assert!(
        !data.split("</script>").next().unwrap().contains("in=fr"),
        "{data}"
    );
    assert!(
        page.contains("hreflang=\"fr\" href=\"../../a/fr/boats.md\">"),
        "{page}"
    );
}

#[test]
fn links_without_an_extension_and_bare_addresses_lead_somewhere() {
    let site = site().indexed();
    let server = Server::start(&site, "");
    let page = server.get("/a/en/boats.md").code(200).text();
    for part in [
        "<a href=\"../../a/en/harbour.md\">harbour</a>",
        "<a href=\"../../a/en/harbour.md#where-is-it\">here</a>",
        "<a href=\"../../a/en/harbour.md\">there</a>",
        "<a href=\"https://other.example/a_b\">https://other.example/a_b</a>.",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
}

#[test]
fn published_articles_are_listed_and_named_at_their_address() {
    let site = site().file(
        "faq.toml",
        "[[content]]\npath = \"content\"\nurl = \"https://help.example.org/{locale}/{path}#{anchor}\"\n",
    );
    let site = site.indexed();
    let server = Server::start(&site, "--url https://faq.example.org/");
    let start = server.get("/").code(200).text();
    assert!(
        start.contains("<a href=\"https://help.example.org/en/boats\"><b"),
        "{start}"
    );
    let page = server.get("/a/en/boats.md?in=fr").text();
    let canonical = "<link rel=\"canonical\" href=\"https://help.example.org/en/boats\">";
    assert!(page.contains(canonical), "{page}");

    let site = self::site().indexed();
    let server = Server::start(&site, "--url https://faq.example.org/");
    let page = server.get("/a/en/boats.md?in=fr").text();
    let canonical = "<link rel=\"canonical\" href=\"https://faq.example.org/a/en/boats.md\">";
    assert!(page.contains(canonical), "{page}");
    let server = Server::start(&site, "");
    assert!(!server.get("/a/en/boats.md").text().contains("canonical"));
}

/// A site whose French articles, and whose repeated ones, lie in a second folder of content.
fn two_roots() -> Site {
    let boats =
        "# Boats FAQ\n\n## Can I rent a boat?\n\nYes, at the red pier beside the old mill.\n";
    let repeated = "# Pier FAQ\n\n## Are there boats at the pier?\n\nYes, at the red pier beside the old mill.\n\n\
         ## Can I rent a boat at the pier?\n\nAsk the ferryman at the red pier.\n";
    Site::empty()
        .file(
            "faq.toml",
            "[[content]]\npath = \"first\"\n[[content]]\npath = \"second\"\n",
        )
        .file("first/en/boats.md", boats)
        .file("second/en/pier.md", repeated)
        .file("second/fr/boats.md", FRENCH)
        .indexed()
}

#[test]
fn entries_that_are_only_named_are_found_in_every_folder_of_content() {
    let site = two_roots();
    let server = Server::start(&site, "");
    let page = server.get("/?q=can+i+rent+a+boat&in=en").code(200).text();
    for named in [
        "a/fr/boats.md?root=1&in=en#can-i-rent-a-boat",
        "a/en/pier.md?root=1&in=en#are-there-boats-at-the-pier",
    ] {
        let links = article_links(&page);
        assert!(
            links.iter().any(|link| link.ends_with(named)),
            "{named} in {links:?}"
        );
        let target = named.split('#').next().unwrap();
        server.get(&format!("/{target}")).code(200);
    }
    let page = server.get("/a/en/boats.md").code(200).text();
    let related = page.split("class=\"related\"").nth(1).unwrap();
    assert!(related.contains("a/en/pier.md?root=1#"), "{related}");

    let server = Server::start(&site, "--url https://help.example.org");
    let found = server.json("/api/v1/search?q=can+i+rent+a+boat&in=en&limit=1");
    let hit = &found["hits"][0];
    let related = server.json(&format!(
        "/api/v1/entries/{}/related",
        hit["id"].as_str().unwrap()
    ));
    for (named, path) in [
        (
            &hit["translations"][0],
            "fr/boats.md?root=1#can-i-rent-a-boat",
        ),
        (
            &hit["same_answer"][0],
            "en/pier.md?root=1#are-there-boats-at-the-pier",
        ),
        (
            &related["related"][0],
            "en/pier.md?root=1#can-i-rent-a-boat-at-the-pier",
        ),
    ] {
        assert_eq!(
            named["url"],
            format!("https://help.example.org/a/{path}"),
            "{hit} {related}"
        );
        assert_eq!(named["root"], 1);
    }
}

#[test]
fn the_list_says_how_many_articles_it_leaves_out() {
    let mut site = Site::empty();
    for number in 0..203 {
        let text = format!("# Pier {number} FAQ\n\n## Is pier {number} open?\n\nYes.\n");
        site = site.file(&format!("content/en/pier-{number}.md"), text);
    }
    let site = site.indexed();
    let server = Server::start(&site, "");
    let start = server.get("/").code(200).text();
    assert!(
        start.contains("More articles: 3. A search finds them."),
        "{start}"
    );
    let few = Server::start(&self::site().indexed(), "").get("/").text();
    assert!(!few.contains("More articles"), "{few}");
}

#[test]
fn a_page_beyond_the_end_leads_to_the_last_one() {
    let site = many_boats();
    let server = Server::start(&site, "");
    let beyond = server
        .get("/?q=boat+blue&in=en&offset=500")
        .code(200)
        .text();
    assert!(
        beyond.contains("No more results") && !beyond.contains("Nothing found"),
        "{beyond}"
    );
    assert!(
        beyond.contains("<a rel=\"prev\" href=\"./?q=boat%20blue&amp;in=en&amp;offset=20\">"),
        "{beyond}"
    );
    let nothing = server.get("/?q=zeppelin&in=en&offset=500").code(200).text();
    assert!(
        nothing.contains("Nothing found") && !nothing.contains("rel=\"prev\""),
        "{nothing}"
    );
}

#[test]
fn nothing_is_styled_in_place_and_alerts_say_their_kind() {
    let site = site().indexed();
    let server = Server::start(&site, "");
    for (path, word) in [
        (
            "/a/en/boats.md",
            "<p class=\"alert\" lang=\"en\">Warning</p>",
        ),
        (
            "/a/fr/boats.md?in=en",
            "<p class=\"alert\" lang=\"fr\">Avertissement</p>",
        ),
        ("/?q=is+it+far", "<td class=\"right\">5</td>"),
    ] {
        let page = server.get(path).code(200).text();
        assert!(page.contains(word), "{path}: {word} in\n{page}");
        assert!(!page.contains("style="), "{path}: {page}");
    }
    let exported = site.faq("export --jsonld").run().code(0).stdout;
    assert!(exported.contains("<strong>Warning</strong>"), "{exported}");
    assert!(
        exported.contains("<strong>Avertissement</strong>"),
        "{exported}"
    );
    assert!(
        !exported.contains("style=") && exported.contains("<td>5</td>"),
        "{exported}"
    );
}
