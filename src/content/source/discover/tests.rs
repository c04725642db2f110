//! Tests of finding the files of the content.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::content::source::load::read_capped;

fn tree(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn walk(path: &Path) -> Discovery {
    discover(&[Root::new(path.to_owned())])
}

fn paths(found: &Discovery) -> Vec<&str> {
    found.files.iter().map(|file| file.path.as_str()).collect()
}

fn rules(found: &Discovery) -> Vec<(&str, &str)> {
    found
        .problems
        .iter()
        .map(|problem| (problem.rule.id, problem.path.as_str()))
        .collect()
}

#[test]
fn content_is_found_in_a_fixed_order() {
    let root = tree(&[
        ("b.MD", ""),
        ("a/z.markdown", ""),
        ("a.md", ""),
        ("a-b.md", ""),
        ("é.md", ""),
        ("records.jsonl", ""),
        ("more.ndjson", ""),
        ("faq.yml", "\u{feff}\n### YamlMime:FAQ\ntitle: x\n"),
        ("toc.yml", "- name: x\n"),
        ("image.png", ""),
        (".hidden.md", ""),
        (".git/x.md", ""),
        ("CVS/x.md", ""),
        ("node_modules/x.md", ""),
    ]);
    let found = walk(root.path());
    assert_eq!(
        paths(&found),
        [
            "a-b.md",
            "a.md",
            "a/z.markdown",
            "b.MD",
            "faq.yml",
            "more.ndjson",
            "node_modules/x.md",
            "records.jsonl",
            "é.md"
        ]
    );
    let format = |index: usize| found.files[index].format.name();
    assert_eq!(
        [format(0), format(4), format(7)],
        ["Markdown", "YamlMime:FAQ", "JSON Lines"]
    );
    assert!(found.problems.is_empty() && found.root_errors.is_empty());
}

#[test]
fn a_root_can_be_a_file_and_roots_keep_their_order() {
    let root = tree(&[("records.jsonl", "{}"), ("z/a.md", ""), ("notes.txt", "")]);
    let as_root = |path: &str| Root::new(root.path().join(path));
    let found = discover(&[
        as_root("z"),
        as_root("records.jsonl"),
        as_root("missing"),
        as_root("notes.txt"),
    ]);
    let files: Vec<_> = found
        .files
        .iter()
        .map(|file| (file.root, file.path.as_str()))
        .collect();
    assert_eq!(files, [(0, "a.md"), (1, "records.jsonl")]);
    let errors: Vec<_> = found
        .root_errors
        .iter()
        .map(|error| (error.root, error.source.kind()))
        .collect();
    assert_eq!(
        errors,
        [
            (2, io::ErrorKind::NotFound),
            (3, io::ErrorKind::InvalidInput)
        ]
    );
}

#[test]
fn a_cut_never_splits_a_character() {
    let root = tree(&[("a.md", "aé証明書")]);
    let file = walk(root.path()).files.remove(0);
    for cap in 1..12 {
        let (bytes, truncated) = read_capped(&file, cap).unwrap();
        assert!(String::from_utf8(bytes).is_ok() && truncated, "{cap}");
    }
}

#[test]
fn a_file_can_grow_shrink_or_vanish_after_it_was_found() {
    let root = tree(&[("a.md", "one\n")]);
    let file = walk(root.path()).files.remove(0);
    fs::write(&file.absolute, "one\ntwo\n").unwrap();
    assert_eq!(
        read_capped(&file, 100).unwrap(),
        (b"one\ntwo\n".to_vec(), false)
    );
    fs::write(&file.absolute, "").unwrap();
    assert_eq!(read_capped(&file, 100).unwrap(), (Vec::new(), false));
    fs::remove_file(&file.absolute).unwrap();
    assert_eq!(
        read_capped(&file, 100).unwrap_err().kind(),
        io::ErrorKind::NotFound
    );
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn links_out_of_the_root_are_not_followed() {
        let outside = tree(&[("secret.md", ""), ("folder/secret.md", "")]);
        let root = tree(&[("a.md", "")]);
        symlink(
            outside.path().join("secret.md"),
            root.path().join("file.md"),
        )
        .unwrap();
        symlink(outside.path().join("folder"), root.path().join("folder")).unwrap();
        symlink("../../../../../../../../etc", root.path().join("etc")).unwrap();
        let found = walk(root.path());
        assert_eq!(paths(&found), ["a.md"]);
        assert_eq!(
            rules(&found),
            [
                ("link-outside-root", "etc"),
                ("link-outside-root", "file.md"),
                ("link-outside-root", "folder")
            ]
        );
    }

    #[test]
    fn links_inside_the_root_add_what_nothing_else_reaches() {
        let root = tree(&[
            ("a.md", ""),
            ("plain.txt", ""),
            (".store/kept/b.md", ""),
            (".store/kept/c.md", ""),
            (".store/d.md", ""),
            (".git/config.md", ""),
        ]);
        for (target, link) in [
            ("a.md", "again.md"),
            ("plain.txt", "plain.md"),
            (".store/kept", "kept"),
            (".store/kept/b.md", "x.md"),
            (".store", "z"),
            (".git", "vcs"),
        ] {
            symlink(target, root.path().join(link)).unwrap();
        }
        let found = walk(root.path());
        assert_eq!(
            paths(&found),
            ["a.md", "kept/b.md", "kept/c.md", "plain.md", "z/d.md"]
        );
        assert!(found.problems.is_empty(), "{:?}", found.problems);
    }

    #[test]
    fn links_that_loop_or_lead_nowhere_end() {
        let root = tree(&[("a/b/c.md", "")]);
        symlink("../..", root.path().join("a/b/up")).unwrap();
        symlink("itself", root.path().join("itself")).unwrap();
        symlink("gone.md", root.path().join("nowhere.md")).unwrap();
        let found = walk(root.path());
        assert_eq!(paths(&found), ["a/b/c.md"]);
        assert_eq!(
            rules(&found),
            [
                ("unreadable-file", "itself"),
                ("unreadable-file", "nowhere.md")
            ]
        );
    }

    /// Forty folders with two links each to the next: 2^40 paths, but eighty links.
    #[test]
    fn links_that_multiply_are_followed_once() {
        let root = tree(&[(".s/39/end.md", "")]);
        let store = root.path().join(".s");
        for level in 0..40 {
            fs::create_dir_all(store.join(level.to_string())).unwrap();
            for name in ["x", "y"] {
                let _ = symlink(
                    format!("../{}", level + 1),
                    store.join(level.to_string()).join(name),
                );
            }
        }
        symlink(".s/0", root.path().join("start")).unwrap();
        let found = walk(root.path());
        assert_eq!(found.files.len(), 1);
        assert!(found.files[0].path.ends_with("/end.md"));
    }

    #[test]
    fn pipes_are_never_opened() {
        let root = tree(&[("a.md", "")]);
        let made = Command::new("mkfifo")
            .arg(root.path().join("pipe.md"))
            .arg(root.path().join("pipe"))
            .status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: no mkfifo here");
            return;
        }
        symlink("pipe.md", root.path().join("link.md")).unwrap();
        let found = walk(root.path());
        assert_eq!(paths(&found), ["a.md"]);
        assert_eq!(
            rules(&found),
            [("not-a-file", "link.md"), ("not-a-file", "pipe.md")]
        );
        let pipe = SourceFile {
            absolute: root.path().join("pipe.md"),
            ..found.files[0].clone()
        };
        assert_eq!(
            read_capped(&pipe, 10).unwrap_err().kind(),
            io::ErrorKind::InvalidInput
        );
    }

    #[test]
    fn a_name_that_is_not_unicode_is_read_all_the_same() {
        let root = tree(&[]);
        let file = root.path().join(OsStr::from_bytes(b"caf\xe9.md"));
        if fs::write(&file, "text").is_err() {
            eprintln!("skipped: names must be Unicode here");
            return;
        }
        let found = walk(root.path());
        assert_eq!(paths(&found), ["caf\u{fffd}.md"]);
        assert_eq!(read_capped(&found.files[0], 10).unwrap().0, b"text");
    }
}

#[test]
fn a_yaml_faq_is_known_by_its_first_line_however_it_is_spelled_or_encoded() {
    let encoded = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    };
    let root = tree(&[
        ("space.yml", "### YamlMime: FAQ\ntitle: x\n"),
        ("case.yaml", "\n  #yamlmime : faq\ntitle: x\n"),
        ("other.yml", "### YamlMime:Landing\ntitle: FAQ\n"),
        ("later.yml", "title: x\n### YamlMime:FAQ\n"),
    ]);
    let text = "\u{feff}### YamlMime:FAQ\r\ntitle: x\r\n";
    let little = encoded(text, u16::to_le_bytes);
    let big = encoded(text, u16::to_be_bytes);
    fs::write(root.path().join("utf16-le.yml"), little).unwrap();
    fs::write(root.path().join("utf16-be.yml"), big).unwrap();
    let found = walk(root.path());
    assert_eq!(
        paths(&found),
        ["case.yaml", "space.yml", "utf16-be.yml", "utf16-le.yml"]
    );
}
