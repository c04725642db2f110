//! Data files of site generators: lists of questions, and other data that is none.

use super::sources::{all, problems};
use super::*;

#[test]
fn data_files_of_generators_are_lists_of_questions() {
    let yaml = "# shown on /help\n- category: Loans\n  questions:\n    - question: How long?\n      answer: |\n        Three **weeks**.\n\
                \x20   - q: May I renew?\n      a: [Yes., Twice.]\n      id: renew\n";
    assert_eq!(
        all("_data/en/faq.yml", yaml),
        [
            "en # How long? = Three **weeks**.",
            "en #renew May I renew? = Yes.\n\nTwice."
        ]
    );
    let article = article("_data/en/faq.yml", yaml);
    assert_eq!(article.entries[0].section, ["Loans"]);
    assert_eq!((article.entries[0].line, article.entries[1].line), (4, 7));
    let json = "{\"title\": \"Loans\", \"language\": \"sv\", \"fees\": [\n{\"Question\": \"Hur mycket?\", \"Answer\": \"<p>En <b>krona</b></p>\"}]}";
    assert_eq!(all("faq.json", json), ["sv # Hur mycket? = En **krona**"]);
    assert_eq!(
        super::article("faq.json", json).entries[0].section,
        ["fees"]
    );
    // Under other names: an answer is a response, and a title that asks is a question.
    let yaml = "- question: How long?\n  response: A day.\n";
    assert_eq!(all("en/faq.yml", yaml), ["en # How long? = A day."]);
    let yaml = "- title: How long?\n  content: A day.\n- title: \"How far?\"\n  content: A mile.\n";
    let both = ["en # How long? = A day.", "en # How far? = A mile."];
    assert_eq!(all("en/faq.yml", yaml), both);
    let json = "{\"faqs\": [{\"title\":\"How long?\",\"content\":\"A day.\"},\
                {\"title\":\"How far?\",\"content\":\"A mile.\"}]}";
    assert_eq!(all("en/faq.json", json), both);
    for (path, other) in [
        (
            "en/cards.yml",
            "- title: Lost?\n  content: Ask.\n- title: Fees\n  content: None.\n",
        ),
        ("docker-compose.yml", "services:\n  answer: x\n"),
        ("package.json", "{\"name\": \"a\", \"question\": 1}"),
        ("a.yml", "### YamlMime:Hub\nquestion: a\nanswer: b\n"),
    ] {
        assert!(all(path, other).is_empty(), "{path}");
    }
    assert_eq!(
        problems("en/a.json", "{\"question\": 1,\n\"answer\": oops}")[0],
        ("data-syntax", 2)
    );
}

#[test]
fn data_files_in_toml_and_of_pairs_are_read() {
    let toml = "title = \"Loans\"\n[[zone]]\nname = \"Books\"\n[[zone.questions]]\nquestion = \"How long?\"\nanswer = \"\"\"\nThree **weeks**.\n\"\"\"\nid = \"long\"\n\
                [[apart]]\nq = \"Why?\"\na = \"So.\"\n";
    assert_eq!(
        all("data/en/faq.toml", toml),
        ["en #long How long? = Three **weeks**.", "en # Why? = So."]
    );
    let article = article("data/en/faq.toml", toml);
    assert_eq!(
        (article.title.as_str(), article.entries[0].line),
        ("Loans", 5)
    );
    assert_eq!(article.entries[0].section, ["zone", "Books"]);
    let toml = "items = [\n{ question = \"How long?\", answer = \"A day.\" },\n{ title = \"x\", question = \"How far?\", answer = \"A mile.\" }]\n";
    let both = ["en # How long? = A day.", "en # How far? = A mile."];
    assert_eq!(all("en/faq.toml", toml), both);
    let titled = "[[faq]]\ntitle = \"How long?\"\ncontent = \"A day.\"\n[[faq]]\ntitle = 'How far?'\ncontent = \"A mile.\"\n";
    assert_eq!(all("en/faq.toml", titled), both);
    // In the order of the file.
    for (path, pairs) in [
        (
            "en/faq.toml",
            "\"How long?\" = \"A day.\"\n\"How far?\" = \"A mile.\"\n",
        ),
        ("en/faq.yml", "How long?: A day.\nHow far?: |\n  A mile.\n"),
        (
            "en/faq.json",
            "{\n\"How long?\": \"A day.\",\n\"How far?\": \"A mile.\"\n}\n",
        ),
        (
            "en/faq.json",
            "{\"How long?\":\"A day.\",\"How far?\":\"A mile.\"}",
        ),
    ] {
        assert_eq!(all(path, pairs), both, "{path}");
    }
    assert_eq!(
        problems("en/a.toml", "question = 1\nanswer = oops\n")[0],
        ("data-syntax", 2)
    );
    for (path, other) in [
        (
            "Cargo.toml",
            "[package]\nname = \"a\"\n[features]\na = []\nq = []\n",
        ),
        (
            "en/ui.json",
            "{\n\"Save?\": \"Speichern?\",\n\"Quit?\": \"Ende?\",\n\"Yes\": \"Ja\"\n}",
        ),
        (
            "en/ui.json",
            "{\n\"Save?\": \"Save it.\",\n\"Quit?\": \"Quit.\",\n\"a\": \"1\",\n\"b\": \"2\",\n\"c\": \"3\"\n}",
        ),
    ] {
        assert!(all(path, other).is_empty(), "{path}");
    }
}

#[test]
fn other_data_is_taken_for_no_articles_and_no_questions() {
    let messages = "{\n\"save\": \"Save the boat?\",\n\"quit\": {\"title\": \"Leave?\", \"body\": \"It sinks.\"},\n\
                    \"sink\": {\"title\": \"Sink it?\", \"body\": \"Really.\"},\n\"ok\": \"Yes\",\n\
                    \"done\": {\"title\": \"Saved\", \"body\": \"The boat is safe.\"},\n\
                    \"lost\": {\"title\": \"Lost\", \"body\": \"No boat.\"},\n\
                    \"gone\": {\"title\": \"Gone\", \"body\": \"It is away.\"}\n}";
    let posts = |titles: [&str; 5]| {
        let posts = titles.map(|title| format!("- title: {title}\n  body: Some words.\n"));
        posts.concat()
    };
    for (path, other) in [
        ("en/messages.json", messages),
        (
            "en/ui.json",
            "{\n\"labels\": {\"question\": \"QUESTION\", \"answer\": \"ANSWER\"},\n\
             \"head\": {\"Question\": \"Question\", \"Answer\": \"Answer\"}\n}",
        ),
        (
            "en/products.json",
            "[{\"id\": 1, \"name\": \"Oar\", \"description\": \"<p>Of ash.</p>\", \"price\": 9},\n\
             {\"id\": 2, \"name\": \"Sail\", \"description\": \"<p>Of flax.</p>\", \"price\": 90}]",
        ),
        (
            "en/shop.json",
            "[{\"id\": 1, \"title\": \"Oar\", \"description\": \"<p>Of ash.</p>\", \"price\": \"9.00\"}]",
        ),
        (
            "en/schema.yml",
            "boat:\n  name?: text\n  length?: number\n  \"owner?\": text\n",
        ),
        (
            "en/schema.json",
            "{\n\"name?\": \"text\",\n\"length?\": \"number\",\n\"owner?\": \"text\"\n}",
        ),
        (
            "jest.config.json",
            "{\"moduleNameMapper\": {\n\"^boats/(.*)?\": \"<rootDir>/boats/$1\",\n\
             \"\\\\.(css|less)?\": \"none\"\n}}",
        ),
        (
            "en/openapi.yml",
            "openapi: 3.1.0\npaths:\n  /ask:\n    post:\n      example:\n        question: How far?\n\
             \x20       answer: A mile.\n",
        ),
        (
            "package.json",
            "{\"name\": \"boats\", \"q\": \"x\", \"a\": \"y\", \"dependencies\": {\"q\": \"^1\"}}",
        ),
        ("en/mails.csv", "subject,body\nLost?,Ask.\n"),
        ("en/posts.csv", "title,content\nLost?,Ask.\n"),
        (
            "en/posts.yml",
            &posts(["Lost?", "Found?", "Oars", "Sails", "Ropes"]),
        ),
    ] {
        let mut found = all(path, other);
        // A file with the names of the keys may be one without questions.
        found.retain(|entry| !entry.starts_with('-'));
        assert_eq!(found, [""; 0], "{path}: {other}");
    }
    // What looks like it and is meant.
    for (path, meant) in [
        (
            "en/messages.json",
            "{\"faq\": {\"one\": {\"title\": \"Leave?\", \"body\": \"No.\"},\n\
             \"two\": {\"title\": \"Stay?\", \"body\": \"No.\"}}}",
        ),
        (
            "en/page.json",
            "{\"title\": \"Help\", \"body\": \"<p>All of it.</p>\", \"faqs\": [\n\
             {\"question\": \"Leave?\", \"answer\": \"No.\"}, {\"question\": \"Stay?\", \"answer\": \"No.\"}]}",
        ),
        (
            "en/faq.json",
            "{\"data\": {\"attributes\": {\"items\": [\n\
             {\"question\": \"Leave?\", \"answer\": \"No.\"}, {\"question\": \"Stay?\", \"answer\": \"No.\"}]}}}",
        ),
        ("en/mails.csv", "title,body\nLeave?,No.\nStay?,No.\n"),
        (
            "en/faq.yml",
            "- title: Leave?\n  body: No.\n- title: Stay?\n  body: No.\n",
        ),
    ] {
        let both = ["en # Leave? = No.", "en # Stay? = No."];
        assert_eq!(all(path, meant), both, "{path}: {meant}");
    }
    // Where half of the titles ask, all of them do.
    let half = posts(["Lost?", "Found?", "Dry?", "Sails", "Ropes"]);
    assert_eq!(all("en/posts.yml", &half).len(), 5);
}
