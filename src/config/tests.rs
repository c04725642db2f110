//! Tests of reading the configuration.

use super::*;

fn parsed(text: &str) -> Result<Config, String> {
    parse(text, Path::new("/site")).map_err(|fault| {
        let (line, column) = position(text, fault.span.start);
        format!("{line}:{column}: {}", fault.message)
    })
}

#[test]
fn a_full_file_is_read() {
    let config = parsed(
        r#"
        language = "en-US"
        languages = ["fr-FR", "pt_PT"]

        [[content]]
        path = "content"
        url = "https://example.com/{locale}/{path}#{anchor}"

        [[content]]
        path = "/srv/export.jsonl"

        [synonyms]
        en-US = [["vm", "virtual machine"], ["cmg", " cloud management gateway "]]
        "#,
    )
    .unwrap();
    assert_eq!(config.language.as_deref(), Some("en"));
    assert_eq!(config.languages, ["fr", "pt-PT"]);
    let paths: Vec<_> = config
        .content
        .iter()
        .map(|root| root.path.clone())
        .collect();
    assert_eq!(
        paths,
        [
            PathBuf::from("/site/content"),
            PathBuf::from("/srv/export.jsonl")
        ]
    );
    assert!(config.content[0].url.is_some() && config.content[1].url.is_none());
    assert_eq!(
        config.synonyms["en"],
        [
            ["vm", "virtual machine"],
            ["cmg", "cloud management gateway"]
        ]
    );
    assert_eq!(parsed("").unwrap(), Config::default());
}

#[test]
fn mistakes_are_named_with_their_place() {
    for (text, expected) in [
        (
            "lnaguage = \"en\"",
            "1:1: unknown key `lnaguage`; did you mean `language`?",
        ),
        ("é = 1", "1:1: "),
        (
            "[[content]]\npath = \"a\"\nencoding = \"utf-9\"",
            "3:12: `utf-9` is not an encoding such as `windows-1252`",
        ),
        (
            "\n\n  boost = 1",
            "3:3: unknown key `boost`; known keys are `language`, `languages`, `content`, `exclude`, `synonyms`",
        ),
        (
            "[[content]]\nptah = \"x\"",
            "2:1: unknown key `ptah`; did you mean `path`?",
        ),
        ("[[content]]\nurl = \"x\"", "1:1: `path` is missing"),
        (
            "[[content]]\npath = \"x\"\nurl = \"{lokale}\"",
            "3:7: unknown placeholder {lokale}; did you mean {locale}?",
        ),
        (
            "[[content]]\npath = \"x\"\ndialect = \"mkdoc\"",
            "3:11: unknown dialect `mkdoc`; did you mean `mkdocs`?",
        ),
        (
            "[[content]]\npath = \"x\"\ndialect = \"-\"",
            "3:11: unknown dialect `-`; known ones are `auto`, `docfx`, `github`, ",
        ),
        ("content = \"x\"", "1:11: expected an array, found a string"),
        ("language = 1", "1:12: expected a string, found a number"),
        (
            "language = \"elvish\"",
            "1:12: `elvish` is not a language tag such as `en` or `pt-BR`",
        ),
        (
            "[synonyms]\nxx = []",
            "2:1: `xx` is not a language tag such as `en` or `pt-BR`",
        ),
        (
            "[synonyms]\nen = [[\"vm\"]]",
            "2:7: a set of synonyms needs at least two words or phrases",
        ),
        (
            "[synonyms]\nen = [[\"vm\", \"\"]]",
            "2:14: a synonym cannot be empty",
        ),
        ("language = \"en\"\nlanguage = \"fr\"", "2:1: duplicate key"),
    ] {
        let message = parsed(text).unwrap_err();
        assert!(message.starts_with(expected), "{text}\n{message}");
    }
}

#[test]
fn the_file_is_optional_unless_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Config::load(None, folder.path()).unwrap(), None);
    let missing = Config::load(Some(Path::new("other.toml")), folder.path())
        .unwrap_err()
        .to_string();
    assert!(missing.contains("other.toml"), "{missing}");

    fs::write(folder.path().join(FILE_NAME), "[[content]]\npath = \"x\"").unwrap();
    let config = Config::load(None, folder.path()).unwrap().unwrap();
    assert_eq!(config.content[0].path, folder.path().join("x"));

    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(
        folder.path().join("sub/other.toml"),
        "[[content]]\npath = \"x\"",
    )
    .unwrap();
    let config = Config::load(Some(Path::new("sub/other.toml")), folder.path())
        .unwrap()
        .unwrap();
    assert_eq!(config.content[0].path, folder.path().join("sub/x"));

    fs::write(folder.path().join(FILE_NAME), "\nx = [").unwrap();
    let invalid = Config::load(None, folder.path()).unwrap_err().to_string();
    assert!(invalid.contains("faq.toml:2:"), "{invalid}");
    let folder_named = Config::load(Some(Path::new("sub")), folder.path())
        .unwrap_err()
        .to_string();
    assert!(folder_named.ends_with("not a file"), "{folder_named}");
}

#[test]
fn nesting_does_not_overflow_the_stack() {
    assert!(parsed(&format!("content = {}", "[".repeat(100_000))).is_err());
}

#[test]
fn serving_is_set_up_in_a_table_of_its_own() {
    let config = parsed(
        "[serve]\nlisten = \"unix:/run/faq.sock\"\nhosts = [\"help.example.org\"]\nmcp = true\n\
         query_log = \"log\"\nquery_log_days = 30\n",
    );
    let serve = config.unwrap().serve;
    assert_eq!(serve.listen.as_deref(), Some("unix:/run/faq.sock"));
    assert_eq!(serve.hosts, ["help.example.org"]);
    assert_eq!(serve.query_log.as_deref(), Some(Path::new("/site/log")));
    assert_eq!((serve.mcp, serve.query_log_days), (true, Some(30)));
    for (text, expected) in [
        (
            "[serve]\nhost = [\"a\"]\n",
            "2:1: unknown key `host`; did you mean `hosts`?",
        ),
        (
            "[serve]\nquery_log_days = 0\n",
            "2:18: `query_log_days` must be 1 to 36500",
        ),
    ] {
        assert_eq!(parsed(text).unwrap_err(), expected);
    }
}

#[test]
fn a_model_and_its_time_are_read() {
    let config = parsed("[meaning]\nmodel = \"models/e5\"\nbudget = \"30m\"\n").unwrap();
    assert_eq!(
        config.meaning.model.as_deref(),
        Some(Path::new("/site/models/e5"))
    );
    assert_eq!(
        config.meaning.budget,
        Some(std::time::Duration::from_secs(1800))
    );
    for budget in ["", "30", "m", "-1m", "30 minutes", "99999999999999999999h"] {
        let error = parsed(&format!("[meaning]\nbudget = \"{budget}\"\n")).unwrap_err();
        assert!(error.starts_with("2:10: expected a duration"), "{error}");
    }
}
