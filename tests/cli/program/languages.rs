//! Which language a query is searched in and which it is answered in.

use crate::support::json::{column, items};
use crate::support::run::Run;
use crate::support::site::Site;

/// Language and question of the first hit.
fn first(run: Run) -> (String, String) {
    let json = run.arg("--json").run().code(0).json();
    let hit = &json["hits"][0];
    (
        hit["language"].as_str().unwrap_or_default().to_owned(),
        hit["question"].as_str().unwrap_or_default().to_owned(),
    )
}

#[test]
fn the_reader_is_answered_by_option_then_variable_then_locale() {
    let site = Site::bakery().indexed();
    let language = |line: &str, variables: &[(&str, &str)]| {
        let run = variables
            .iter()
            .fold(site.faq(line), |run, (name, value)| run.env(name, value));
        first(run).0
    };
    let french = ("LANG", "fr_FR.UTF-8");
    assert_eq!(language("search cake", &[]), "en");
    assert_eq!(language("search gateau", &[]), "en");
    assert_eq!(language("search cake", &[french]), "fr");
    assert_eq!(language("search cake", &[("LANG", "C")]), "en");
    assert_eq!(
        language("search cake", &[("LC_ALL", "POSIX"), french]),
        "en"
    );
    assert_eq!(
        language(
            "search cake",
            &[("LC_MESSAGES", "fr_CA"), ("LANG", "en_US")]
        ),
        "fr"
    );
    assert_eq!(
        language("search cake", &[("LC_ALL", "en_GB.UTF-8"), french]),
        "en"
    );
    assert_eq!(language("search cake", &[("FAQ_LANG", "en"), french]), "en");
    assert_eq!(
        language("search gateau --lang fr", &[("FAQ_LANG", "en")]),
        "fr"
    );
    assert_eq!(
        language("search gateau --lang fr --in en", &[("FAQ_LANG", "fr")]),
        "en"
    );
    // No German translation: what matched is shown, in English if that matched, too.
    let german = [("LANG", "de_DE")];
    assert_eq!(language("search gateau", &german), "fr");
    assert_eq!(language("search cake gateau telephone", &german), "en");
}

#[test]
fn a_reader_whose_language_the_content_lacks_is_answered_in_english() {
    // The French text has the word in a shorter question, so it matches best.
    let site = Site::empty()
        .file(
            "content/en/a.md",
            "# A\n\n## <a name=\"q\"></a>Where in the whole building is the robot kept at night?\n\nHere.\n",
        )
        .file("content/fr/a.md", "# A\n\n## <a name=\"q\"></a>Robot ?\n\nIci.\n")
        .indexed();
    for run in [
        site.faq("search robot").env("LANG", "zh_TW.UTF-8"),
        site.faq("search robot")
            .env("LANG", "zh_TW.UTF-8")
            .arg("--in")
            .arg("ko"),
    ] {
        assert_eq!(first(run).0, "en");
    }
}

#[test]
fn without_english_the_first_language_of_the_content_answers() {
    let site = Site::empty()
        .file(
            "content/sv/a.md",
            "# A\n\n## Var finns kaffe och robot?\n\nHär.\n",
        )
        .file(
            "content/de/a.md",
            "# A\n\n## Wo gibt es Kaffee vom robot?\n\nHier.\n",
        );
    assert_eq!(first(site.faq("search robot -q")).0, "de");
}

#[test]
fn lang_limits_the_search_and_in_does_not() {
    let site = Site::bakery().indexed();
    site.faq("search cake --lang fr").run().code(1);
    assert_eq!(
        first(site.faq("search cake --in fr")),
        (
            "fr".into(),
            "Puis-je commander un gâteau par téléphone ?".into()
        )
    );
    for (line, languages) in [
        ("search gateau --lang fr", vec!["fr"]),
        ("search gateau --lang fr -l en", vec!["en", "fr"]),
        ("search gateau --lang fr-CA", vec!["fr"]),
        ("search gateau --lang any", vec!["de", "en", "fr"]),
        ("search gateau", vec!["de", "en", "fr"]),
    ] {
        let json = site.faq(line).arg("--json").run().code(0).json();
        assert_eq!(json["languages"], serde_json::json!(languages), "{line}");
    }
}

#[test]
fn a_language_that_is_not_there_or_is_none() {
    let site = Site::bakery().indexed();
    site.faq("search cake -l ko")
        .run()
        .code(1)
        .stdout("")
        .stderr(
            "warning: the index has no such language; it has de, en, fr\nnothing found for cake\n",
        );
    site.faq("search cake -l klingon!")
        .run()
        .code(2)
        .stdout("")
        .stderr("error: `klingon!` is no language tag: use one such as en, fr or pt-BR\n");
    site.faq("search cake --in 1").run().code(2);
}

#[test]
fn translations_of_one_question_are_one_hit() {
    let site = Site::bakery().indexed();
    // A word of each language, so that both texts match.
    let json = site.faq("search cake gâteau --json").run().code(0).json();
    assert_eq!(json["total"], 1);
    let hit = &json["hits"][0];
    assert_eq!(hit["language"], "en");
    let translations = items(&hit["translations"]);
    assert_eq!(column(translations, "language"), ["fr"]);
    assert_eq!(column(translations, "path"), ["fr/bakery.md"]);
    assert_eq!(
        column(translations, "anchor"),
        ["can-i-order-a-cake-by-telephone"]
    );
    // The id of the translation shows it.
    let id = column(translations, "id").remove(0);
    site.faq("show")
        .arg(id)
        .run()
        .code(0)
        .stdout_has("Puis-je commander un gâteau par téléphone ?\n")
        .stdout_has("also: en\n");
}

#[test]
fn how_the_language_was_found_is_told() {
    let text = "## Why?\n\nThe kettle whistles because the water in it has come to the boil.\n";
    let site = Site::empty()
        .file("content/a.md", format!("---\nlang: fr\n---\n{text}"))
        .file("content/b.de.md", text)
        .file("content/c.md", text)
        .file("content/d.md", "## 42?\n\n42\n")
        .indexed();
    for (reference, language, source) in [
        ("a.md#why", "fr", "front-matter"),
        ("b.de.md#why", "de", "path"),
        ("c.md#why", "en", "detected"),
        ("d.md#42", "en", "default"),
    ] {
        let json = site.faq("show --json").arg(reference).run().code(0).json();
        assert_eq!(json["language"], language, "{reference}");
        assert_eq!(json["language_source"], source, "{reference}");
    }
}

#[test]
fn unspaced_scripts_are_searched_by_word() {
    let site = Site::empty()
        .file(
            "content/ja/a.md",
            "# 案内\n\n## 証明書を更新する方法\n\n管理者がサーバーの証明書を更新します。\n\n## 営業時間はいつですか\n\n朝から夕方までです。\n",
        )
        .file("content/zh/a.md", "# 指南\n\n## 如何更新证书？\n\n管理员更新服务器证书。\n")
        .file("content/th/a.md", "# คู่มือ\n\n## ร้านเปิดเมื่อไร\n\nร้านเปิดทุกวันตอนเช้า\n")
        .file("content/ko/a.md", "# 안내\n\n## 인증서는 어떻게 갱신합니까?\n\n관리자가 서버의 인증서를 갱신합니다.\n")
        .indexed();
    for (query, language) in [
        ("証明書", "ja"),
        ("营业", ""),
        ("证书", "zh"),
        ("ทุกวัน", "th"),
        ("인증서", "ko"),
        ("서버", "ko"),
    ] {
        let run = site.faq("search --json").arg(query).run();
        let json = run.json();
        assert_eq!(
            json["hits"][0]["language"].as_str().unwrap_or_default(),
            language,
            "{query}"
        );
    }
}

/// One question in each of the languages, told apart by its folder.
fn tagged(folder: &str) -> Site {
    Site::empty()
        .file(
            &format!("content/{folder}/a.md"),
            "# A\n\n## Robot kvota 電腦?\n\nRobot.\n",
        )
        .file("content/en/a.md", "# A\n\n## Robot quota?\n\nRobot.\n")
        .indexed()
}

#[test]
fn tags_mean_the_same_at_every_entrance() {
    for (folder, written, expected) in [
        ("pt-br", "pt_BR", "pt"),
        ("zh-tw", "zh-Hant", "zh-TW"),
        ("nb", "no", "no"),
        ("nb-no", "nn", "no"),
        ("he", "iw", "he"),
        ("zh-cn", "zh-Hans", "zh"),
    ] {
        let site = tagged(folder);
        let locale = format!("{}.UTF-8", written.replace('-', "_"));
        for run in [
            site.faq("search robot").arg("--lang").arg(written),
            site.faq("search robot").arg("--in").arg(written),
            site.faq("search robot").env("FAQ_LANG", written),
            site.faq("search robot").env("LANG", &locale),
        ] {
            assert_eq!(first(run).0, expected, "{folder} {written}");
        }
    }
    let site = Site::empty()
        .file(
            "content/a.md",
            "---\nlanguage: zh-hant\n---\n\n# A\n\n## Robot?\n\nRobot.\n",
        )
        .indexed();
    assert_eq!(first(site.faq("search robot")).0, "zh-TW");
}

#[test]
fn traditional_and_simplified_chinese_find_each_other() {
    let site = Site::empty()
        .file(
            "content/zh-cn/a.md",
            "# 帮助\n\n## 如何更新电脑的软体?\n\n请打开设置。\n",
        )
        .file(
            "content/zh-tw/b.md",
            "# 說明\n\n## 電腦的憑證在哪裡?\n\n請開啟設定。\n",
        )
        .indexed();
    for query in ["電腦", "电脑"] {
        let json = site.faq("search --json").arg(query).run().code(0).json();
        assert_eq!(json["total"], 2, "{query}");
    }
    assert_eq!(first(site.faq("search").arg("凭证")).0, "zh-TW");
    assert_eq!(first(site.faq("search").arg("軟體")).0, "zh");
}

#[test]
fn rare_words_are_helped_in_scripts_with_marks_and_by_their_beginning() {
    let site = Site::empty()
        .file(
            "content/hi/a.md",
            "# A\n\n## पुस्तकालय किस समय खुलता है?\n\nसुबह नौ बजे।\n\n## बच्चे के लिए क्या चाहिए?\n\nटीकाकरण कार्ड।\n",
        )
        .file(
            "content/sv/b.md",
            "# B\n\n## Vad behöver barnet?\n\nVaccinationskortet.\n\n## Var kan jag parkera?\n\nHär.\n",
        )
        .indexed();
    for (line, query, question) in [
        // Two letters swapped round the virama, a beginning.
        ("search -l hi", "पुसतकालय", "पुस्तकालय किस समय खुलता है?"),
        ("search -l hi", "टीकाकरणों", "बच्चे के लिए क्या चाहिए?"),
        ("search -l sv", "vaccination", "Vad behöver barnet?"),
    ] {
        assert_eq!(first(site.faq(line).arg(query)).1, question, "{query}");
    }
}
