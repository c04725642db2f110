//! Whole files of other systems: exports of help desks, tables, JSON-LD.

use super::*;

/// Lists language, anchor, question and answer of each entry, with `-` before what is no question.
pub(super) fn all(path: &str, text: &str) -> Vec<String> {
    let read = read_bytes(path, text.as_bytes(), &CONTEXT);
    let articles = read.articles.iter();
    let entries =
        articles.flat_map(|article| article.entries.iter().map(move |entry| (article, entry)));
    entries
        .map(|(article, entry)| {
            let mark = if entry.kind == Kind::Question {
                ""
            } else {
                "-"
            };
            let (language, anchor) = (&article.language, &entry.anchor);
            format!(
                "{mark}{language} #{anchor} {} = {}",
                entry.question, entry.answer
            )
        })
        .collect()
}

pub(super) fn problems(path: &str, text: &str) -> Vec<(&'static str, u32)> {
    let read = read_bytes(path, text.as_bytes(), &CONTEXT);
    let own = read.articles.iter().flat_map(|article| &article.problems);
    own.chain(&read.problems)
        .map(|problem| (problem.rule.id, problem.line))
        .collect()
}

#[test]
fn articles_of_zendesk_are_read_in_every_language() {
    let json = "{\"count\": 3, \"articles\": [\n\
        {\"id\": 11, \"html_url\": \"https://h.example/hc/en-us/articles/11\", \"draft\": false, \"section_id\": 5, \"source_locale\": \"en-us\",\
         \"locale\": \"en-us\", \"title\": \"Change the battery\", \"label_names\": [\"power\"], \"body\": \"<p>Open the <em>lid</em>.</p>\"},\n\
        {\"id\": 11, \"html_url\": \"https://h.example/hc/it/articles/11\", \"section_id\": 5, \"locale\": \"it\", \"title\": \"Cambiare la batteria\", \"body\": \"<p>Apri.</p>\"},\n\
        {\"id\": 12, \"html_url\": \"x\", \"locale\": \"it\", \"draft\": true, \"title\": \"Bozza\", \"body\": \"<p>Segreto</p>\"},\n\
        {\"id\": 13, \"html_url\": \"https://h.example/13\", \"locale\": \"en-us\", \"title\": \"Shipping FAQ\", \"body\": \"<h2 id=fast>How fast?</h2><p>Very.</p><h2>How dear?</h2><p>Not.</p>\"}]}";
    assert_eq!(
        all("export.json", json),
        [
            "en # Change the battery = Open the *lid*.",
            "it # Cambiare la batteria = Apri.",
            "en #fast How fast? = Very.",
            "en # How dear? = Not.",
        ]
    );
    assert_eq!(problems("export.json", json), [("left-out", 4)]);
    let read = read_bytes("export.json", json.as_bytes(), &CONTEXT);
    let first = &read.articles[0].entries[0];
    assert_eq!(
        (first.url.as_deref(), first.line),
        (Some("https://h.example/hc/en-us/articles/11"), 2)
    );
    assert_eq!(first.keywords, ["power"]);
    // Both languages are one question.
    let second = &read.articles[1].entries[0];
    assert_eq!(
        (&first.base_anchor, first.ordinal),
        (&second.base_anchor, second.ordinal)
    );
    assert_eq!(
        read.articles[2].entries[0].url.as_deref(),
        Some("https://h.example/13#fast")
    );
}

#[test]
fn articles_of_freshdesk_and_intercom_are_read() {
    let json = "[{\"id\": 1, \"title\": \"Reset the clock\", \"status\": 2, \"folder_id\": 9, \"description\": \"<ol><li>Hold.</li></ol>\", \"description_text\": \"Hold.\",\
                \"hierarchy\": [{\"level\": 0, \"data\": {\"name\": \"Clocks\"}}], \"tags\": [\"time\"]},\n\
                {\"id\": 2, \"title\": \"Later\", \"status\": 1, \"description\": \"x\"}]";
    assert_eq!(all("en/f.json", json), ["en # Reset the clock = 1. Hold."]);
    assert_eq!(problems("en/f.json", json), [("left-out", 2)]);
    let json = "{\"type\": \"list\", \"data\": [{\"type\": \"article\", \"id\": \"7\", \"workspace_id\": \"w\", \"author_id\": 1, \"title\": \"Pay later\", \"body\": \"<p>Yes.</p>\",\
                \"state\": \"published\", \"default_locale\": \"en\", \"translated_content\": {\"type\": \"x\", \"es\": {\"title\": \"Pagar después\", \"body\": \"<p>Sí.</p>\", \"state\": \"published\"},\
                \"fr\": {\"title\": \"Plus tard\", \"body\": \"x\", \"state\": \"draft\"}}}]}";
    assert_eq!(
        all("i.json", json),
        ["en # Pay later = Yes.", "es # Pagar después = Sí."]
    );
    assert_eq!(problems("i.json", json), [("left-out", 1)]);
    assert_eq!(
        problems("i.json", &json.replace("]}", ","))[1].0,
        "data-syntax"
    );
}

#[test]
fn exports_are_read_whose_articles_are_shortened() {
    // As people shorten them: a list of its own, one object behind the other, keys in any order.
    for json in [
        "{\"articles\": [{\"id\": 4, \"title\": \"Wind the clock\", \"body\": \"<p>Turn <b>it</b>.</p>\", \"locale\": \"en-us\"}]}",
        "[{\"title\": \"Wind the clock\", \"body\": \"<p>Turn <b>it</b>.</p>\"}]",
        "{\"title\": \"Wind the clock\", \"body\": \"\\u003cp\\u003eTurn <b>it</b>.\"}\n",
        "{\"data\": [{\"body\": \"<p>Turn <b>it</b>.</p>\", \"type\": \"article\", \"title\": \"Wind the clock\"}]}",
        "[{\"title\": \"Wind the clock\", \"description\": \"<div>Turn <b>it</b>.</div>\"}]",
        "{\"article\": {\"name\": \"Wind the clock\", \"body\": \"<p>Turn <b>it</b>.</p>\"}}",
    ] {
        assert_eq!(
            all("en/e.json", json),
            ["en # Wind the clock = Turn **it**."],
            "{json}"
        );
        assert_eq!(problems("en/e.json", json), [], "{json}");
    }
    let json = "{\"id\": 1, \"title\": \"Wind\", \"body\": \"One *two*\\nthree.\\n\\nFour.\", \"url\": \"https://h.example/1\"}\n\
                {\"id\": 2, \"title\": \"Why?\", \"body\": \"\"}\n";
    let read = all("en/e.json", json);
    assert_eq!(
        read,
        [
            "en # Wind = One \\*two\\*\\\nthree.\n\nFour.",
            "en # Why? = "
        ]
    );
    assert_eq!(problems("en/e.json", json), [("empty-answer", 2)]);
    // Titles that ask, with Markdown, are a data file as before; with HTML an export.
    let json = "[{\"title\": \"How?\", \"body\": \"*So*\"}, {\"title\": \"Why?\", \"body\": \"x\"}, {\"title\": \"Care\", \"body\": \"y\"}]";
    assert_eq!(
        all("en/e.json", json),
        ["en # How? = *So*", "en # Why? = x", "en # Care = y"]
    );
    // What only looks like one is told.
    let json = "{\"id\": 1, \"html_url\": \"x\", \"locale\": \"en\", \"section_id\": 2}";
    assert_eq!(problems("en/e.json", json), [("no-question-listed", 0)]);
    for other in [
        "{\"title\": \"Schema\", \"description\": \"<b>of</b> a thing\", \"type\": \"object\"}",
        "{\"page\": {\"title\": \"Hello\", \"body\": \"<b>You</b>\"}}",
        "{\"title\": \"Hello\", \"body\": \"Send\"}",
    ] {
        assert!(all("en/e.json", other).is_empty(), "{other}");
    }
}

#[test]
fn question_sets_keep_their_passages() {
    let json = "{\"version\": \"2.0\", \"data\": [{\"title\": \"Moss\", \"paragraphs\": [{\"context\": \"Moss grows on stones and drinks rain.\",\
                \"qas\": [{\"id\": \"m1\", \"question\": \"What does moss drink?\", \"answers\": [{\"text\": \"rain\", \"answer_start\": 1}, {\"text\": \"drinks rain\", \"answer_start\": 1}]}]}]}]}";
    assert_eq!(
        all("en/set.json", json),
        [
            "en # What does moss drink? = drinks rain",
            "-en # Moss = Moss grows on stones and drinks rain."
        ]
    );
}

#[test]
fn tables_are_known_by_their_columns() {
    let csv = "\u{feff}Id;Frage;Antwort;Sprache;Thema\r\n7;\"Was; \"\"jetzt\"\"?\";\"Zeile eins\nZeile zwei\";de;Not\r\n;;;;\r\n8;Und?;;de;\r\n";
    assert_eq!(
        all("t.csv", csv),
        [
            "de # Was; \"jetzt\"? = Zeile eins\nZeile zwei",
            "de # Und? = "
        ]
    );
    assert_eq!(problems("t.csv", csv), [("empty-answer", 5)]);
    let read = read_bytes("t.csv", csv.as_bytes(), &CONTEXT);
    assert_eq!(
        (
            read.articles[0].entries[0].id.as_str(),
            read.articles[0].entries[0].line
        ),
        ("7", 2)
    );
    assert_eq!(
        read.articles[0].fields.get("Thema"),
        Some(&vec!["Not".to_owned()])
    );
    assert_eq!(
        all("en/t.tsv", "Question\tAnswer\nWhy, then?\tSo.\n"),
        ["en # Why, then? = So."]
    );
    let csv = "Article ID,Article title,Article body,Category\n5,Wind it,<p>Turn.</p>,Clocks\n";
    assert_eq!(all("en/t.csv", csv), ["en # Wind it = Turn."]);
    assert!(all("t.csv", "name,price\na,1\n").is_empty());
}

#[test]
fn json_ld_in_a_file_of_its_own_is_read() {
    let json = "{\"@context\": \"https://schema.org\", \"@type\": \"FAQPage\", \"name\": \"Harbour\", \"inLanguage\": \"da\", \"mainEntity\": {\n\
                \"@type\": \"Question\", \"@id\": \"https://h.example/f#ro\", \"name\": \"Må man ro?\", \"acceptedAnswer\": {\"text\": \"<p>Ja.</p><ul><li>Altid</li></ul>\"}}}";
    for path in ["f.jsonld", "f.json"] {
        assert_eq!(all(path, json), ["da #ro Må man ro? = Ja.\n\n- Altid"]);
    }
    let article = article("f.jsonld", json);
    assert_eq!(
        (article.title.as_str(), article.entries[0].url.as_deref()),
        ("Harbour", Some("https://h.example/f#ro"))
    );
    assert_eq!(
        problems("en/f.jsonld", "{\"@type\": \"FAQPage\",\n oops}")[0],
        ("json-ld-syntax", 2)
    );
}

#[test]
fn what_a_page_states_tells_its_questions() {
    let json = |questions: &[(&str, &str)]| {
        let questions = questions.iter().map(|(name, text)| {
            format!("{{\"@type\": \"Question\", \"name\": \"{name}\", \"acceptedAnswer\": {{\"@type\": \"Answer\", \"text\": \"{text}\"}}}}")
        });
        let questions: Vec<String> = questions.collect();
        format!(
            "<script type=\"application/ld+json\">{{\"@context\": \"https://schema.org\", \"@type\": \"FAQPage\", \"mainEntity\": [{}]}}</script>",
            questions.join(",")
        )
    };
    let stated = json(&[
        ("Opening hours", "Ten."),
        ("Lost things", "Ask."),
        ("Not shown", "<b>Here</b>"),
    ]);
    let page = format!(
        "<html lang=en><h1>Pool</h1>{stated}<h2 id=hours>Opening hours</h2><p>From ten.</p>\
         <div><div class=q>Lost things</div><div>Ask at the desk.</div></div>"
    );
    assert_eq!(
        all("pool.html", &page),
        [
            "en #hours Opening hours = From ten.",
            "en #hours Lost things = Ask at the desk.",
            "en # Not shown = **Here**",
        ]
    );
    let page = "<html lang=en><main><div itemscope itemtype=\"https://schema.org/FAQPage\">\
        <div itemscope itemprop=mainEntity itemtype=\"https://schema.org/Question\" id=m1><span itemprop=name>Micro</span>\
        <div itemscope itemprop=acceptedAnswer itemtype=\"https://schema.org/Answer\"><div itemprop=text>Data.</div></div></div></div>\
        <div vocab=\"https://schema.org/\" typeof=FAQPage><div property=mainEntity typeof=Question><h3 property=name id=r1>Resource</h3>\
        <div property=acceptedAnswer typeof=Answer><p property=text>Description.</p></div></div></div></main>";
    let found = all("a.html", page);
    assert!(
        found
            .iter()
            .any(|entry| entry.ends_with("Micro = Data.") && !entry.starts_with('-')),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|entry| entry == "en #r1 Resource = Description."),
        "{found:?}"
    );
    assert_eq!(
        problems(
            "en/a.html",
            "<h1>T</h1>\n<script type=application/ld+json>\n{\"@type\": \"Question\", oops}</script>"
        )[0],
        ("json-ld-syntax", 3)
    );
}

#[test]
fn hostile_sources_are_read() {
    let many = 20_000;
    for (path, text) in [
        (
            "a.json",
            "{\"question\": \"a\", \"answer\": ".to_owned() + &"[".repeat(many),
        ),
        (
            "a.json",
            format!(
                "[{}]",
                "{\"question\":\"a\",\"answer\":\"b\",\"id\":\"c\"},"
                    .repeat(many)
                    .trim_end_matches(',')
            ),
        ),
        (
            "a.jsonld",
            "{\"@type\": \"FAQPage\", \"mainEntity\":".repeat(many),
        ),
        (
            "a.jsonld",
            format!(
                "{{\"@type\": \"FAQPage\", \"mainEntity\":[{}1]}}",
                "{\"@id\":\"a\"},".repeat(many)
            ),
        ),
        ("a.csv", format!("question,answer\n{}", "\"a".repeat(many))),
        (
            "a.csv",
            format!("question,answer\n{}", "a,b\n".repeat(many)),
        ),
        (
            "a.yml",
            format!("question: a\nanswer: b\nx: {}", "[".repeat(many)),
        ),
        (
            "a.json",
            "{\"locale\":1,\"html_url\":2,\"section_id\":3,\"articles\":".repeat(many),
        ),
        (
            "a.json",
            "{\"data\":[{\"paragraphs\":[{\"context\":".repeat(many),
        ),
        (
            "a.html",
            "<script type=application/ld+json>{\"@type\":\"Question\",\"name\":\"a\"}</script><p>a"
                .repeat(many / 10),
        ),
        (
            "a.html",
            "<div itemscope itemtype=Question><b itemprop=name>a</b>".repeat(many / 10),
        ),
    ] {
        let read = read_bytes(path, text.as_bytes(), &CONTEXT);
        assert!(
            !read.articles.is_empty() || !read.problems.is_empty(),
            "{path}"
        );
    }
}
