//! Tests of Markdown as terminal text.

use std::fmt::Write as _;

use super::render;
use crate::cli::terminal::width::display_width;

/// Renders plain text and compares line by line, which shows differences better than one long
/// string.
#[track_caller]
fn plain(markdown: &str, width: usize, expected: &[&str]) {
    assert_eq!(
        render(markdown, width, false).lines().collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn paragraphs_and_headings() {
    plain(
        "# Do I *need* it?\nNo, **never**.\nNot `--ever`, ~~maybe~~.\n\n### Why\n\nBecause\\\nof this.\n\n***\nEnd",
        24,
        &[
            "Do I need it?",
            "=============",
            "",
            "No, never. Not `--ever`,",
            "~~maybe~~.",
            "",
            "Why",
            "---",
            "",
            "Because",
            "of this.",
            "",
            "────────────────────────",
            "",
            "End",
        ],
    );
    assert_eq!(render("", 80, false), "");
    assert_eq!(render("a\n\n\n", 80, true), "a\n");
}

#[test]
fn line_ends_between_cjk_characters_are_no_spaces() {
    plain(
        "証明書は\n必要です。\n한국어\n줄\nend\n終",
        80,
        &["証明書は必要です。 한국어 줄 end 終"],
    );
}

#[test]
fn lists() {
    plain(
        "1. one two three four\n   - a\n   - b\n2. two\n\ntext\n\n- loose\n\n  more\n- [x] done\n- [ ] open\n-\n",
        12,
        &[
            "1. one two",
            "   three",
            "   four",
            "   - a",
            "   - b",
            "2. two",
            "",
            "text",
            "",
            "- loose",
            "",
            "  more",
            "",
            "- [x] done",
            "",
            "- [ ] open",
            "",
            "-",
        ],
    );
    plain("9. a\n10. b", 80, &["9. a", "10. b"]);
}

#[test]
fn quotes_and_alerts() {
    plain(
        "> [!NOTE]\n> Only one.\n>\n> - a\n\n> [!WARNING]\n> - list\n\n> said\n> > before\n\nafter",
        40,
        &[
            "│ Note: Only one.",
            "│",
            "│ - a",
            "",
            "│ Warning:",
            "│ - list",
            "",
            "│ said",
            "│",
            "│ │ before",
            "",
            "after",
        ],
    );
}

#[test]
fn code_is_never_wrapped() {
    plain(
        "- run\n  ```sh\n  faq search \\\n  \t--full  x\n\n  done\n  ```\n",
        20,
        &[
            "- run",
            "      faq search \\",
            "          --full  x",
            "",
            "      done",
        ],
    );
}

#[test]
fn links_and_images() {
    plain(
        "[text](https://e.com/a) <https://e.com> [me](mailto:me@e.com) <me@e.com> [see](other.md) [up](#up) [](x.md)",
        100,
        &[
            "text <https://e.com/a> https://e.com me <mailto:me@e.com> me@e.com see <other.md> up <x.md>",
        ],
    );
    plain(
        "![A *diagram*](x.png) ![](y.png) [![alt](z.png)](https://e.com)",
        80,
        &["[image: A diagram] [image] [image: alt] <https://e.com>"],
    );
}

#[test]
fn styled_output() {
    assert_eq!(
        render(
            "**B** *i* `c` [t](https://e.com/é) [r](r.md) [https://a.com](https://b.com)",
            80,
            true
        ),
        "\x1b[1mB\x1b[0m \x1b[3mi\x1b[0m \x1b[36mc\x1b[0m \
         \x1b]8;;https://e.com/%C3%A9\x1b\\\x1b[4mt\x1b[0m\x1b]8;;\x1b\\ r\x1b[2m <r.md>\x1b[0m \
         \x1b]8;;https://b.com\x1b\\\x1b[4mhttps://a.com\x1b[0m\x1b]8;;\x1b\\\x1b[2m <https://b.com>\x1b[0m\n"
    );
    assert_eq!(render("# T", 80, true), "\x1b[1mT\x1b[0m\n");
}

#[test]
fn tables() {
    plain(
        "| Name | Size | Is |\n|:--|--:|:-:|\n| a | 10 | `code`, **bold** |\n| 証明書 | 2 | x |\n",
        80,
        &[
            "Name    Size       Is",
            "──────  ────  ────────────",
            "a         10  `code`, bold",
            "証明書     2       x",
        ],
    );
    let wide = "| Setting | Meaning |\n|---|---|\n| Limit | how many connections are open |\n| a<br>b | |\n";
    plain(
        wide,
        24,
        &[
            "Setting  Meaning",
            "───────  ───────────────",
            "Limit    how many",
            "         connections are",
            "         open",
            "",
            "a",
            "b",
        ],
    );
    plain(
        wide,
        18,
        &[
            "Setting: Limit",
            "Meaning: how many",
            "  connections are",
            "  open",
            "",
            "Setting: a",
            "  b",
        ],
    );
    plain("| | |\n|-|-|\n| a | b |\n", 80, &["a  b"]);
}

#[test]
fn html_and_footnotes() {
    plain(
        "<details><summary>More <b>of</b> it?</summary>\n\nYes<br>or <kbd>no</kbd><!-- hidden -->[^1].\n\n</details>\n\n[^1]: At the end of all.\n",
        16,
        &[
            "More of it?",
            "",
            "Yes",
            "or no[1].",
            "",
            "[1] At the end",
            "    of all.",
        ],
    );
}

#[test]
fn content_cannot_reach_the_terminal() {
    let evil = "a&#27;[31m\u{1b}]0;t\u{7}\u{9b}2J \u{202e}b\n\n    code\u{1b}[2J\u{9d}\n\n[x](https://e.com/&#27;&#7;\u{9c}) \
                [y](evil\u{1b}.md) `\u{1b}c` <p>\u{1b}&#155;</p>\n\n<div>&#27;[1m</div>\n\n|\u{1b}|\n|-|\n|\u{9b}|\n";
    let control = |c: char| c.is_control() && c != '\n';
    assert!(!render(evil, 80, false).contains(|c| control(c) || c == '\u{202e}'));
    let styled = render(evil, 80, true);
    let ours = [
        "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[4m", "\x1b[36m", "\x1b]8;;", "\x1b\\",
    ];
    let rest = ours
        .iter()
        .fold(styled, |text, sequence| text.replace(sequence, ""));
    assert!(!rest.contains(control), "{rest:?}");
}

#[test]
fn lines_fit() {
    let text = "word ".repeat(50) + &"証明書を、使う。".repeat(20);
    for markdown in [
        text.clone(),
        format!("> - 1. {text}"),
        format!("# {text}"),
        format!("|a|b|\n|-|-|\n|{text}|{text}|\n"),
    ] {
        for width in [20, 33, 80] {
            let widest = render(&markdown, width, false)
                .lines()
                .map(display_width)
                .max()
                .unwrap();
            assert!(widest <= width, "{widest} > {width}");
        }
    }
}

#[test]
fn hostile_input_is_bounded() {
    let deep_list = (0..2_000).fold(String::new(), |mut text, depth| {
        writeln!(text, "{}- a", " ".repeat(depth * 2)).unwrap();
        text
    });
    let inputs = [
        "> ".repeat(10_000) + "a",
        "- ".repeat(10_000) + "a",
        "1. ".repeat(10_000) + "a",
        deep_list,
        "[".repeat(100_000),
        "[a](".repeat(50_000),
        "![".repeat(50_000),
        "*_".repeat(50_000),
        "**a ".repeat(50_000),
        "`".repeat(100_000),
        "<a".repeat(50_000),
        "<b>".repeat(50_000),
        "a|".repeat(5_000) + "\n" + &"-|".repeat(5_000) + "\n" + &"b|\n".repeat(50),
        "> [!NOTE]\n".repeat(10_000),
        "[^a]: ".repeat(10_000),
        "a ".repeat(500_000),
        "a".repeat(1_000_000),
        "&#27;".repeat(50_000),
    ];
    for input in inputs {
        let rendered = render(&input, 80, true);
        let start: String = input.chars().take(20).collect();
        assert!(
            rendered.len() <= 40 * input.len() + 100,
            "{start}: {} bytes",
            rendered.len()
        );
    }
}
