//! `faq.toml`, and which of option, variable and file wins.

use crate::support::site::Site;

#[test]
fn an_unknown_key_is_an_error_that_names_the_nearest() {
    let site = Site::bakery().file("faq.toml", "langauge = \"en\"\n");
    for command in ["search cake", "reindex", "list", "check", "status"] {
        site.faq(command)
            .run()
            .code(2)
            .stdout("")
            .stderr("error: ./faq.toml:1:1: unknown key `langauge`; did you mean `language`?\n");
    }
    let site = Site::bakery().file(
        "faq.toml",
        "[[content]]\npath = \"content\"\nurll = \"https://example.org/{path}\"\n",
    );
    site.faq("search cake")
        .run()
        .code(2)
        .stderr("error: ./faq.toml:3:1: unknown key `urll`; did you mean `url`?\n");
}

#[test]
fn public_addresses() {
    let site = Site::bakery().file(
        "faq.toml",
        "[[content]]\npath = \"content\"\nurl = \"https://example.org/{locale}/{path}#{anchor}\"\n",
    );
    let address = "https://example.org/en/bakery#can-i-order-a-cake-by-telephone";
    site.faq("search cake -q")
        .run()
        .code(0)
        .stdout_has("   en/bakery.md#can-i-order-a-cake-by-telephone  also: fr\n")
        .stdout_has(&format!("   {address}\n"));
    let json = site.faq("search cake --json").run().code(0).json();
    assert_eq!(json["hits"][0]["url"], address);
    assert_eq!(
        json["hits"][0]["translations"][0]["url"],
        "https://example.org/fr/bakery#can-i-order-a-cake-by-telephone"
    );
}

#[test]
fn the_file_says_where_articles_are_and_which_language_comes_first() {
    let site = Site::empty()
        .file(
            "site/faq.toml",
            "language = \"sv\"\nlanguages = [\"fr\", \"en\"]\n\n[[content]]\npath = \"texts\"\n",
        )
        .file(
            "site/texts/en/a.md",
            "# A\n\n## Why this robot?\n\nBecause.\n",
        )
        .file(
            "site/texts/fr/a.md",
            "# A\n\n## <a name=\"why-this-robot\"></a>Pourquoi ce robot ?\n\nParce que.\n",
        )
        .file("site/texts/b.md", "## 42?\n\n42\n");
    let json = site
        .faq("search robot --json -q --config site/faq.toml")
        .run()
        .code(0)
        .json();
    assert_eq!(json["hits"][0]["language"], "fr");
    let json = site
        .faq("search 42 --json --config site/faq.toml")
        .run()
        .code(0)
        .json();
    assert_eq!(json["hits"][0]["language"], "sv");
    site.faq("status --config nowhere.toml")
        .run()
        .code(2)
        .stderr_has("nowhere.toml: No such file");
}

#[test]
fn synonyms_of_a_language_find_each_other() {
    let site = Site::bakery().file(
        "faq.toml",
        "[synonyms]\nen = [[\"boat\", \"ferry\"], [\"gateau\", \"layer cake\"]]\n",
    );
    let json = site.faq("search -l en boat --json -q").run().code(0).json();
    assert_eq!(json["hits"][0]["anchor"], "do-you-deliver-to-the-islands");
}

#[test]
fn options_win_over_variables_and_these_over_defaults() {
    let site = Site::bakery().file(
        "other/en/a.md",
        "# A\n\n## Where is the lighthouse?\n\nNorth.\n",
    );
    site.faq("search lighthouse -q")
        .env("FAQ_CONTENT", "other")
        .env("FAQ_INDEX", "other-index")
        .run()
        .code(0);
    assert!(site.path("other-index/CURRENT").exists());
    assert!(!site.path("index").exists());
    site.faq("search cake -q --content content --index third")
        .env("FAQ_CONTENT", "other")
        .env("FAQ_INDEX", "other-index")
        .run()
        .code(0);
    assert!(site.path("third/CURRENT").exists());
    // Several roots, one of them a single file.
    site.faq("list --content other --content content/de/brot.md")
        .run()
        .code(0)
        .stdout_has("lighthouse")
        .stdout_has("Weizen");
}
