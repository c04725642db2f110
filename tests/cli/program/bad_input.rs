//! Hostile and broken content: bounded time and memory, the right exit code,
//! and whatever can be read is found.

use std::fs::{self, File};

use crate::support::run::{Output, Run};
use crate::support::site::Site;

/// Memory that any of these may use, in kilobytes of address space.
const MEMORY: u32 = 3_000_000;

/// Runs with little memory.
fn limited(site: &Site, line: &str) -> Output {
    site.faq(line).after(&format!("ulimit -v {MEMORY}")).run()
}

/// The site has one article beside the bad one, and it is found.
fn with_neighbour(site: Site) -> Site {
    site.file(
        "content/en/good.md",
        "# Good\n\n## Is the lighthouse still found?\n\nYes.\n",
    )
}

#[track_caller]
fn neighbour_is_found(site: &Site) {
    limited(site, "search lighthouse")
        .code(0)
        .stdout_has("1. Is the lighthouse still found?\n");
}

/// `faq check` names the rule at the place.
#[track_caller]
fn reported(site: &Site, what: &str) {
    let output = limited(site, "check");
    assert!(output.stdout.contains(what), "{what} in {}", output.stdout);
    output.code(1);
}

#[test]
fn a_file_of_a_gigabyte() {
    let site = with_neighbour(Site::empty()).file(
        "content/en/huge.md",
        "# Huge\n\n## Is the beginning read?\n\nIndeed it is.\n",
    );
    File::options()
        .write(true)
        .open(site.path("content/en/huge.md"))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    neighbour_is_found(&site);
    limited(&site, "search indeed")
        .code(0)
        .stdout_has("1. Is the beginning read?\n");
    reported(&site, "content/en/huge.md");
}

#[test]
fn deep_nesting() {
    for (name, text) in [
        ("quotes", format!("{} zanzibar", ">".repeat(10_000))),
        (
            "brackets",
            format!("{}zanzibar{}", "[".repeat(10_000), "]".repeat(10_000)),
        ),
        (
            "links",
            format!("{}zanzibar{}", "[".repeat(10_000), "](x)".repeat(10_000)),
        ),
        (
            "stars",
            format!("{}zanzibar{}", "*".repeat(10_000), "*".repeat(10_000)),
        ),
        ("lists", format!("{}zanzibar", "- ".repeat(10_000))),
        (
            "html",
            format!(
                "{}zanzibar{}",
                "<div>".repeat(10_000),
                "</div>".repeat(10_000)
            ),
        ),
        (
            "details",
            format!("{}\n\nzanzibar\n", "<details><summary>a\n\n".repeat(3_000)),
        ),
        ("line", format!("{} zanzibar", "word ".repeat(20_000))),
        ("unbroken", format!("{} zanzibar", "x".repeat(100_000))),
        (
            "comments",
            format!("{} zanzibar", "<!-- x -->".repeat(10_000)),
        ),
        (
            "headings",
            format!("zanzibar\n\n{}", "# same?\n\n".repeat(5_000)),
        ),
    ] {
        let site = with_neighbour(Site::empty()).file(
            "content/en/bad.md",
            format!("# Bad\n\n## What is this?\n\n{text}\n"),
        );
        let output = limited(&site, "search zanzibar --json -q");
        let found = output.json()["total"].as_u64();
        assert_eq!(found, Some(1), "{name}: {}", output.stderr);
        limited(&site, "search zanzibar --full").code(0);
        neighbour_is_found(&site);
    }
}

#[test]
fn bombs_in_front_matter() {
    let mut bomb = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let below = format!("*a{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    bomb.push_str("title: Bomb\n---\n\n## Is the text below a bomb found?\n\nYes, zanzibar.\n");
    let deep = format!(
        "---\na: {}\n---\n\n## Is text below depth found?\n\nYes, zanzibar.\n",
        "[".repeat(50_000)
    );
    let keys: String = (0..20_000).map(|n| format!("k{n}: v\n")).collect();
    let wide = format!("---\n{keys}---\n\n## Is text below breadth found?\n\nYes, zanzibar.\n");
    for text in [bomb, deep, wide] {
        let site = with_neighbour(Site::empty()).file("content/en/bomb.md", text);
        limited(&site, "search zanzibar -q")
            .code(0)
            .stdout_has("found?\n");
        neighbour_is_found(&site);
    }
}

#[test]
fn bytes_that_are_no_utf_8() {
    let site = with_neighbour(Site::empty()).file(
        "content/en/latin.md",
        b"# Latin\n\n## Where is the caf\xe9?\n\nBehind the zanzibar\xff\xfe tree.\n",
    );
    limited(&site, "search tree -q")
        .code(0)
        .stdout_has("en/latin.md#");
    limited(&site, "search zanzibar -q")
        .code(0)
        .stdout_has("en/latin.md#");
    limited(&site, "check")
        .code(0)
        .stdout_has("content/en/latin.md: info[encoding-guessed]");
    neighbour_is_found(&site);

    // Too few bytes are wrong for another encoding: they alone are lost, and named.
    let site = with_neighbour(Site::empty()).file(
        "content/en/stray.md",
        b"# Caf\xc3\xa9\n\n## Where is the caf\xc3\xa9?\n\nBehind the zanzibar\xff tree.\n",
    );
    limited(&site, "search zanzibar -q")
        .code(0)
        .stdout_has("en/stray.md#");
    reported(&site, "content/en/stray.md:5");
    neighbour_is_found(&site);
}

#[test]
fn other_encodings_and_line_ends() {
    let utf16: Vec<u8> = "\u{feff}# A\n\n## Where is the zanzibar?\n\nHere.\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        utf16,
        b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\n## Where is the zanzibar?\r\n\r\nHere.\r\n"
            .to_vec(),
        b"## Where is the zanzibar?\r\rHere.\r".to_vec(),
        b"## Where is the zanzibar?\n\nHere.\0\0\n".to_vec(),
    ] {
        let site = Site::empty().file("content/en/a.md", bytes);
        limited(&site, "search zanzibar -q")
            .code(0)
            .stdout_has("Where is the zanzibar?\n");
    }
}

#[test]
fn links_that_loop_or_leave_the_content() {
    use std::os::unix::fs::symlink;
    let site = with_neighbour(Site::empty()).file(
        "secret/en/secret.md",
        "# S\n\n## What is the password?\n\nxyzzyx\n",
    );
    let content = site.path("content");
    symlink(&content, content.join("en/loop")).unwrap();
    symlink(content.join("en/self"), content.join("en/self")).unwrap();
    symlink(site.path("secret"), content.join("out")).unwrap();
    symlink(site.path("secret/en/secret.md"), content.join("en/out.md")).unwrap();
    symlink("nowhere.md", content.join("en/dangling.md")).unwrap();
    neighbour_is_found(&site);
    limited(&site, "search xyzzyx").code(1);
    assert_eq!(limited(&site, "list").code(0).stdout.lines().count(), 1);
    let output = limited(&site, "check");
    assert!(output.stdout.contains("out"), "{}", output.stdout);
    // Not by way of an include either.
    let site = site.file(
        "content/en/include.md",
        "# I\n\n## What is included?\n\n[!INCLUDE [a](../../secret/en/secret.md)]\n\n[!INCLUDE [b](out.md)]\n\n\
         [!INCLUDE [c](/etc/passwd)]\n\nzanzibar\n",
    );
    limited(&site, "reindex -q").code(0);
    limited(&site, "search xyzzyx").code(1);
    limited(&site, "search zanzibar --full").code(0);
    reported(&site, "content/en/include.md:5");
}

#[test]
fn includes_that_go_round() {
    let site = with_neighbour(Site::empty())
        .file(
            "content/en/a.md",
            "# A\n\n## Does it end?\n\nFirst zanzibar.\n\n[!INCLUDE [b](b.md)]\n",
        )
        .file(
            "content/en/b.md",
            "# B\n\n## Does it begin?\n\nSecond zanzibar.\n\n[!INCLUDE [a](a.md)]\n",
        );
    neighbour_is_found(&site);
    limited(&site, "search zanzibar").code(0);
    reported(&site, "include");
}

#[test]
fn what_is_no_file() {
    let site = with_neighbour(Site::empty());
    let pipe = site.path("content/en/pipe.md");
    let made = Run::new("/bin/sh")
        .arg("-c")
        .arg("PATH=/usr/bin:/bin mkfifo \"$0\"")
        .arg(&pipe)
        .run();
    if !pipe.exists() {
        eprintln!("SKIPPED: no named pipes here: {}", made.stderr);
        return;
    }
    fs::create_dir(site.path("content/en/folder.md")).unwrap();
    neighbour_is_found(&site);
    let output = limited(&site, "check");
    assert!(
        output.stdout.is_empty() || output.stdout.contains("pipe.md"),
        "{}",
        output.stdout
    );
}

#[test]
fn broken_records() {
    let site = with_neighbour(Site::empty()).file(
        "content/records.jsonl",
        [
            "{\"id\":\"1\",\"language\":\"en\",\"question\":\"Where is the first zanzibar?\",\"answer\":\"Here.\"}",
            "{\"id\":\"2\",",
            "[1,2]",
            "",
            "\u{0}\u{1}",
            &"[".repeat(100_000),
            &format!("{{\"id\":\"3\",\"language\":\"en\",\"question\":\"Long?\",\"answer\":\"{}\"}}", "x ".repeat(100_000)),
            "{\"id\":\"1\",\"language\":\"en\",\"question\":\"Same id?\",\"answer\":\"Also zanzibar.\"}",
            "{\"id\":\"4\",\"language\":\"en\",\"question\":\"Where is the last zanzibar?\",\"answer\":\"There.\"}",
        ]
        .join("\n"),
    );
    let output = limited(&site, "search zanzibar -q").code(0);
    for part in ["first zanzibar", "last zanzibar"] {
        assert!(output.stdout.contains(part), "{}", output.stdout);
    }
    reported(&site, "content/records.jsonl:2");
    neighbour_is_found(&site);
}

#[test]
fn queries_of_any_length_and_kind() {
    let site = Site::bakery().indexed();
    let long_word = "x".repeat(100_000);
    let many_words = "cake ferry unknown ".repeat(5_300);
    let brackets = "(".repeat(100_000);
    for (query, code) in [
        (long_word.as_str(), 1),
        (many_words.as_str(), 0),
        (brackets.as_str(), 1),
        ("", 1),
        ("   ", 1),
        ("...?!", 1),
        ("\u{301}\u{301}", 1),
        ("\u{200b}", 1),
        ("OR NOT", 1),
        ("title:", 1),
        ("cake AND (", 0),
        ("\"cake", 0),
        ("cake~2 +ferry -x ^3 *", 0),
        ("question:cake", 0),
    ] {
        let output = site.faq("search --json --").arg(query).run();
        let name: String = query.chars().take(20).collect();
        assert_eq!(
            output.json()["hits"] == serde_json::json!([]),
            code == 1,
            "{name}: {}",
            output.stdout
        );
        output.code(code);
        site.faq("search --full --explain --")
            .arg(query)
            .run()
            .code(code);
    }
}

#[test]
fn content_with_nothing_in_it() {
    let site = Site::empty().file("content/en/empty.md", "");
    fs::create_dir(site.path("content/fr")).unwrap();
    site.faq("search anything -q").run().code(1).silent();
    // The name of an empty file is all there is to read.
    site.faq("list").run().code(0).stdout_has("en/empty.md:1");
    site.faq("status").run().code(0);
    let site = Site::empty();
    fs::create_dir(site.path("content")).unwrap();
    site.faq("list").run().code(1).silent();
    let output = site.faq("search anything -q").run();
    assert_eq!(output.stdout, "");
    site.faq("check").run().code(0);
}
