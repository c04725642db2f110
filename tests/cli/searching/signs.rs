//! Signs, capitals and typos: the form typed wins, and nothing is corrected to what says nothing.

use crate::support::site::Site;

/// The questions that a search lists, best first.
fn found(site: &Site, query: &str) -> Vec<String> {
    let run = site.faq("search --json -q --").arg(query);
    let json = run.env("LANG", "en_US.UTF-8").run().json();
    let hits = json["hits"].as_array().cloned().unwrap_or_default();
    let question = |hit: serde_json::Value| hit["question"].as_str().unwrap_or("").to_owned();
    hits.into_iter().map(question).collect()
}

#[test]
fn a_question_that_signs_tell_apart_is_first_when_it_is_typed() {
    let questions = [
        "How do I compile F++?",
        "How do I compile F?",
        "How do I compile F#?",
        "Where is Textpad sold?",
        "Where is Textpad++ sold?",
        "What does $HOME mean?",
        "What does home mean?",
        "When did the WHO meet?",
        "When did who meet?",
        "Is .ORG cheap?",
        "Is org cheap?",
        "Wozu dient A*?",
        "Wozu dient A?",
    ];
    let long = "Open the shop and look for it there, at length and with care. ";
    let entries = questions.iter().enumerate().map(|(number, question)| {
        let answer = long.repeat(1 + number * 7 % 4);
        format!("## {question}\n\n{answer} Number {number}.\n\n")
    });
    let article = format!("# Names\n\n{}", entries.collect::<String>());
    let site = Site::empty().file("content/en/a.md", article).indexed();
    for question in questions {
        assert_eq!(found(&site, question)[0], question);
        let without = question.trim_end_matches('?');
        assert_eq!(found(&site, without)[0], question);
    }
    assert_eq!(found(&site, "f#")[0], "How do I compile F#?");
    assert_eq!(found(&site, "Textpad++")[0], "Where is Textpad++ sold?");
    assert_eq!(found(&site, "meet WHO")[0], "When did the WHO meet?");
    let capitals = Site::empty().file(
        "content/en/a.md",
        "# FAQ\n\n## Does IT rest?\n\nIt does.\n\n## Does it rest?\n\nNo, never, not at all.\n",
    );
    let capitals = capitals.indexed();
    assert_eq!(found(&capitals, "does it rest")[0], "Does it rest?");
    assert_eq!(found(&capitals, "does IT rest")[0], "Does IT rest?");
    let explained = |query: &str| {
        let run = site.faq("search --json --explain -q -l en --").arg(query);
        let hit = run.run().json()["hits"][0].clone();
        let lines = hit["explanation"]
            .as_array()
            .expect("an explanation")
            .clone();
        let sum: f64 = lines.iter().filter_map(|line| line["added"].as_f64()).sum();
        let score = hit["score"].as_f64().expect("a score");
        assert!((sum - score).abs() < 2e-3, "{sum} for {score}");
        let names = lines.iter().filter_map(|line| line["form"].as_str());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let signal = "signs and capitals as typed".to_owned();
    assert!(explained("meet WHO").contains(&signal));
    assert!(!explained("meet").contains(&signal));
}

#[test]
fn particles_do_not_hide_the_signs_of_a_name() {
    for (language, questions, query) in [
        ("ko", ["Q는 무엇인가요?", "Q++는 무엇인가요?"], "Q++를"),
        ("ko", ["J의 장점은?", "J#의 장점은?"], "J#은"),
        ("ja", ["Qの使い方は？", "Q++の使い方は？"], "Q++を使う"),
        ("th", ["ติดตั้งQอย่างไร", "ติดตั้งQ++อย่างไร"], "Q++"),
        ("tr", ["J'nin farkı ne?", "J#'nin farkı ne?"], "J#'ta fark"),
        (
            "fi",
            ["Miten J:llä tehdään?", "Miten J#:lla tehdään?"],
            "J#:n tekeminen",
        ),
    ] {
        let entries = questions.map(|question| format!("## {question}\n\n{question} 1 2.\n\n"));
        let article = format!("# FAQ\n\n{}", entries.concat());
        let site = Site::empty().file(&format!("content/{language}/a.md"), article);
        assert_eq!(found(&site.indexed(), query)[0], questions[1], "{language}");
    }
}

#[test]
fn answers_that_differ_in_signs_are_different_answers() {
    let answer =
        |sign: &str| format!("Set the valve of the boiler in the cellar to {sign} first.\n");
    let site = Site::empty()
        .file(
            "content/en/a.md",
            format!("# A\n\n## How is it warmed?\n\n{}", answer("+9")),
        )
        .file(
            "content/en/b.md",
            format!("# B\n\n## How is it cooled?\n\n{}", answer("-9")),
        );
    assert_eq!(found(&site, "boiler").len(), 2);
}

#[test]
fn a_typo_that_is_a_word_of_another_language_is_corrected_for_the_reader() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "# Help\n\n## How do I change the calendar?\n\nOpen the calendar.\n\n\
             ## Who pays the guarantee?\n\nThe guarantee is paid by us.\n",
        )
        .file(
            "content/de/a.md",
            "# Hilfe\n\n## Wo steht der Kalender-Calender?\n\nDer Calender steht hier.\n",
        );
    let questions = found(&site, "calender");
    assert!(
        questions.contains(&"How do I change the calendar?".to_owned()),
        "{questions:?}"
    );
    assert_eq!(questions[0], "How do I change the calendar?");
    let run = site.faq("search --json -q calender");
    let json = run.env("LANG", "en_US.UTF-8").run().json();
    assert_eq!(json["suggestion"], "calendar");
    assert_eq!(
        found(&site, "wo steht calender")[0],
        "Wo steht der Kalender-Calender?"
    );
}

#[test]
fn nothing_is_corrected_to_a_function_word() {
    let site = Site::empty().file(
        "content/en/a.md",
        "# Help\n\n## What is it with bread?\n\nIt is with butter and there.\n",
    );
    for query in ["wihth", "theer", "wiht bread"] {
        let run = site.faq("search --json -q").arg(query);
        let json = run.env("LANG", "en_US.UTF-8").run().json();
        assert_eq!(json["suggestion"], serde_json::Value::Null, "{query}");
    }
    assert_eq!(found(&site, "wiht bread"), ["What is it with bread?"]);
}

#[test]
fn where_all_words_are_misspelt_the_language_that_corrects_most_is_the_querys() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "# Help\n\n## What's a garden bench?\n\nA seat.\n\n## What's a table?\n\nWood.\n\n\
             ## What's a chair?\n\nA seat.\n",
        )
        .file(
            "content/de/a.md",
            "# Hilfe\n\n## Was bewirkt der Schalter -what?\n\nEr zeigt es nur.\n\n\
             ## Wo steht die Bank?\n\nIm Garten.\n\n## Wie alt ist das Haus?\n\nAlt.\n",
        )
        .indexed();
    assert_eq!(
        found(&site, "Whqat's gaarden bencch")[0],
        "What's a garden bench?"
    );
}

#[test]
fn a_typo_that_is_nearest_to_a_function_word_may_still_be_another_word() {
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "# Help\n\n## What is a tern?\n\nA bird that they saw then, and then again.\n\n\
             ## What is a gull?\n\nA bird, then as now.\n\n## What is a duck?\n\nThen, a bird.\n",
        )
        .indexed();
    assert_eq!(found(&site, "waht is a thern")[0], "What is a tern?");
}
