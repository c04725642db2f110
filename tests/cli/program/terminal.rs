//! What reaches a terminal: colours, links, and nothing that articles smuggle in.

use std::process::Stdio;

use crate::support::run::Run;
use crate::support::site::Site;

/// ESC, which begins every colour and link.
const ESC: char = '\u{1b}';

#[test]
fn pipes_get_plain_text_and_terminals_colour_if_wanted() {
    let site = Site::bakery().indexed();
    let styled = |run: Run| run.run().code(0).stdout.contains(ESC);
    assert!(!styled(site.faq("search cake")));
    assert!(styled(site.faq("search cake --color always")));
    assert!(styled(site.faq("search cake").env("CLICOLOR_FORCE", "1")));
    assert!(!styled(
        site.faq("search cake")
            .env("NO_COLOR", "1")
            .env("CLICOLOR_FORCE", "1")
    ));
    assert!(!styled(
        site.faq("search cake --color never")
            .env("CLICOLOR_FORCE", "1")
    ));
    assert!(!styled(site.faq("search cake --json --color always")));
}

#[test]
fn links_lead_to_the_public_address_or_the_file() {
    let site = Site::bakery().indexed();
    let file = site.path("content/en/bakery.md").canonicalize().unwrap();
    let reference = "en/bakery.md#can-i-order-a-cake-by-telephone";
    site.faq("search cake --color always")
        .run()
        .stdout_has(&format!(
            "{ESC}]8;;file://{}{ESC}\\{ESC}[36m{reference}{ESC}[0m{ESC}]8;;{ESC}\\",
            file.display()
        ));
    let site = site
        .file(
            "faq.toml",
            "[[content]]\npath = \"content\"\nurl = \"https://example.org/{path}#{anchor}\"\n",
        )
        .indexed();
    site.faq("search cake --color always")
        .run()
        .stdout_has(&format!(
            "{ESC}]8;;https://example.org/bakery#can-i-order-a-cake-by-telephone{ESC}\\"
        ));
}

#[test]
fn matched_words_are_marked() {
    let site = Site::bakery().indexed();
    site.faq("search ferry --color always")
        .run()
        .stdout_has(&format!("   Only when the {ESC}[1;33mferry{ESC}[0m sails"));
}

#[test]
fn control_and_bidi_characters_never_get_through() {
    let hostile =
        "x\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{202e}gnp\u{2066}\u{200b}\u{8}\u{7f}\u{85}y";
    let site = Site::empty()
        .file(
            "content/en/a\u{1b}[2J\u{202e}.md",
            format!("---\ntitle: \"T{}\"\n---\n\n## Why the zebra {hostile}?\n\nZebra {hostile}\n\n- `{hostile}`\n\n[{hostile}](http://{hostile})\n", "\\e[31m\\u202E"),
        )
        .file(
            "content/b.jsonl",
            serde_json::json!({"id": format!("i{hostile}"), "language": "en", "question": format!("Zebra {hostile}"),
                "answer": hostile, "url": format!("https://example.org/{hostile}"), "section": [hostile]}).to_string() + "\n",
        );
    let runs = [
        site.faq("search zebra --full --explain"),
        site.faq("search zebra --json --full --explain"),
        site.faq("list"),
        site.faq("list --json"),
        site.faq("check"),
        site.faq("check --json"),
        site.faq("search").arg(hostile),
        site.faq("show").arg(hostile),
        site.faq("reindex --json --full"),
        site.faq("search x --lang").arg(hostile),
        site.faq("status --index").arg("no\u{1b}[2Jwhere"),
    ];
    let allowed = |c: char| c == '\n' || !(c.is_control() || is_bidi_or_invisible(c));
    for run in runs {
        let output = run.run();
        for text in [&output.stdout, &output.stderr] {
            let bad: String = text.chars().filter(|c| !allowed(*c)).collect();
            assert!(bad.is_empty(), "{bad:?} in {text:?}");
        }
    }
    // With colours, only our own sequences are left.
    let coloured = site.faq("search zebra --full --color always").run().stdout;
    let ours =
        |rest: &str| rest.starts_with("]8;;") || rest.starts_with('\\') || rest.starts_with('[');
    assert!(coloured.split(ESC).skip(1).all(ours), "{coloured:?}");
    for stolen in ["]0;owned", "[31m", "[2J", "\u{9b}", "\u{202e}"] {
        assert!(
            !coloured.contains(&format!("{ESC}{stolen}")),
            "{coloured:?}"
        );
    }
}

fn is_bidi_or_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A reader that has seen enough ends the program without a word.
#[test]
fn a_closed_pipe_is_no_error() {
    let text: String = (0..20_000)
        .map(|n| format!("## Is this question {n}?\n\nYes, {n} zebras.\n\n"))
        .collect();
    let site = Site::empty().file("content/en/a.md", text);
    site.faq("reindex -q").run().code(0);
    for line in [
        "list",
        "list --json",
        "search zebras -n 1000",
        "search zebras --json -n 1000",
        "man",
    ] {
        let mut child = site
            .faq(line)
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    }
}

#[test]
fn wide_characters_take_two_columns() {
    let site = Site::empty()
        .file(
            "content/ja/a.md",
            format!(
                "# 案\n\n## 証明書とは何ですか\n\n{}\n",
                "証明書は身元を示します。".repeat(8)
            ),
        )
        .indexed();
    let run = site.faq("search 証明書 --full").run().code(0);
    let widest = run
        .stdout
        .lines()
        .map(|line| {
            line.chars()
                .map(|c| if c.is_ascii() { 1 } else { 2 })
                .sum::<usize>()
        })
        .max();
    assert!(
        widest <= Some(80) && widest > Some(70),
        "{widest:?}\n{}",
        run.stdout
    );
}
