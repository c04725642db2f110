//! The index folder in every state but the best.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::command::FAQ;
use crate::support::random::Random;
use crate::support::run::Run;
use crate::support::site::Site;

const ANSWER: &str = "1. Can I order a cake by telephone?\n";

/// Whether we are the superuser, to whom permissions mean nothing.
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|status| status.uid() == 0)
}

/// A run as somebody who owns nothing, or `None` where that is not possible.
fn as_nobody(site: &Site, line: &str) -> Option<Run> {
    if !is_root() || !std::path::Path::new("/usr/bin/setpriv").exists() {
        eprintln!("SKIPPED: running as another user needs root and setpriv");
        return None;
    }
    // The program itself may lie in a folder that nobody else can enter.
    let program = site.path("faq-program");
    if !program.exists() {
        // Copied by another process: a test that forks while this one writes would
        // keep the copy open, and a program open for writing cannot be started.
        let copied = std::process::Command::new("cp")
            .args([FAQ.as_ref(), program.as_os_str()])
            .status();
        assert!(copied.is_ok_and(|status| status.success()));
    }
    for path in [site.path(""), program.clone()] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("ours");
    }
    let run = Run::new("/usr/bin/setpriv")
        .current_dir(site.folder())
        .arg("--reuid=65534")
        .arg("--regid=65534")
        .arg("--clear-groups")
        .arg(program);
    Some(line.split(' ').fold(run, Run::arg))
}

/// Changes one value in the manifest of the live generation.
fn edit_manifest(site: &Site, from: &str, to: &str) {
    let path = site.generation().join("manifest.json");
    let manifest = fs::read_to_string(&path).unwrap();
    assert!(manifest.contains(from), "{manifest}");
    fs::write(path, manifest.replacen(from, to, 1)).unwrap();
}

/// The English index.
fn english(site: &Site) -> std::path::PathBuf {
    site.generation().join("en.pack")
}

#[test]
fn another_user_searches_without_any_right_to_write() {
    let site = Site::bakery().indexed();
    if let Some(run) = as_nobody(&site, "search cake") {
        run.run().code(0).stdout_has(ANSWER).stderr("");
    }
    for line in [
        "search cake --json",
        "show en/bakery.md#can-i-order-a-cake-by-telephone",
        "status",
        "list",
    ] {
        if let Some(run) = as_nobody(&site, line) {
            run.run().code(0).stderr("");
        }
    }
    if let Some(run) = as_nobody(&site, "reindex --full") {
        run.run().code(2).stdout("").stderr_has("Permission denied");
    }
}

#[test]
fn published_files_can_be_read_by_all_whatever_the_umask() {
    let site = Site::bakery();
    site.faq("reindex -q").after("umask 077").run().code(0);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut folders = vec![site.generation()];
    while let Some(folder) = folders.pop() {
        assert_eq!(mode(&folder), 0o755, "{}", folder.display());
        for item in fs::read_dir(&folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o644, "{}", path.display());
            }
        }
    }
    assert_eq!(mode(&site.path("index/CURRENT")), 0o644);
    assert_eq!(mode(&site.path("index")), 0o755, "the index folder itself");
}

#[test]
fn searching_writes_nothing() {
    let site = Site::bakery().indexed();
    let listing = || {
        let mut files = Vec::new();
        let mut folders = vec![site.path("index")];
        while let Some(folder) = folders.pop() {
            for item in fs::read_dir(folder).unwrap() {
                let item = item.unwrap();
                if item.path().is_dir() {
                    folders.push(item.path());
                }
                files.push((item.path(), item.metadata().unwrap().modified().unwrap()));
            }
        }
        files.sort();
        files
    };
    let before = listing();
    site.faq("search cake").run().code(0);
    site.faq("status").run().code(0);
    assert_eq!(listing(), before);
}

#[test]
fn an_index_of_another_version_is_built_anew() {
    for (from, to, reason) in [
        ("\"format\":", "\"format\":9", "has format 9"),
        (
            "\"analysis\":\"",
            "\"analysis\":\"x",
            "was made by another version of the text analysis",
        ),
    ] {
        let site = Site::bakery().indexed();
        edit_manifest(&site, from, to);
        let output = site.faq("search cake").run().code(0).stdout_has(ANSWER);
        assert!(
            output.stderr.contains(reason) && output.stderr.contains("building it anew"),
            "{}",
            output.stderr
        );
        site.faq("search cake").run().code(0).stderr("");

        edit_manifest(&site, from, to);
        if let Some(run) = as_nobody(&site, "search cake") {
            run.run()
                .code(3)
                .stdout("")
                .stderr_has(reason)
                .stderr_has("building it failed");
        }
    }
}

/// A way to damage an index, and what to call it.
type Damage = (&'static str, fn(&Site));

#[test]
fn a_damaged_index_is_built_anew() {
    let damages: [Damage; 6] = [
        ("cut short", |site| {
            let path = english(site);
            let length = fs::metadata(&path).unwrap().len();
            fs::OpenOptions::new()
                .write(true)
                .open(path)
                .unwrap()
                .set_len(length / 2)
                .unwrap();
        }),
        ("missing file", |site| {
            fs::remove_file(english(site)).unwrap()
        }),
        ("missing manifest", |site| {
            fs::remove_file(site.generation().join("manifest.json")).unwrap();
        }),
        ("manifest of zeros", |site| {
            fs::write(site.generation().join("manifest.json"), [0; 64]).unwrap();
        }),
        ("missing generation", |site| {
            fs::remove_dir_all(site.generation()).unwrap();
        }),
        ("CURRENT of nonsense", |site| {
            fs::write(site.path("index/CURRENT"), "../../etc").unwrap();
        }),
    ];
    for (what, damage) in damages {
        let site = Site::bakery().indexed();
        damage(&site);
        if let Some(run) = as_nobody(&site, "search cake") {
            run.run()
                .code(3)
                .stdout("")
                .stderr_has("damaged")
                .stderr_has("building it failed");
        }
        let output = site.faq("search cake").run().code(0).stdout_has(ANSWER);
        assert!(
            output.stderr.contains("damaged"),
            "{what}: {}",
            output.stderr
        );
        site.faq("search cake").run().code(0).stderr("");
    }
}

/// Bits that flip on disk may change an answer or be noticed; they never crash the program.
#[test]
fn flipped_bits_do_no_harm() {
    let site = Site::bakery().indexed();
    let mut random = Random::new(7);
    let path = english(&site);
    let good = fs::read(&path).unwrap();
    for _ in 0..64 {
        let mut bad = good.clone();
        let at = random.below(bad.len());
        bad[at] ^= 0x55;
        fs::write(&path, &bad).unwrap();
        let code = site
            .faq("search cake the -l en --index index --content nowhere")
            .run();
        assert!(!code.stderr.contains("panicked"), "{}", code.stderr);
        let found = code.stdout.is_empty();
        code.code(if found { 3 } else { 0 });
    }
}

#[test]
fn a_folder_that_is_no_index_is_left_alone() {
    let site = Site::bakery().file("papers/letter.txt", "Dear reader");
    for command in ["search cake --index papers", "reindex --index papers"] {
        site.faq(command)
            .run()
            .code(3)
            .stdout("")
            .stderr_has("papers is not an index folder: it holds letter.txt");
    }
    assert_eq!(fs::read_dir(site.path("papers")).unwrap().count(), 1);
    let site = site.file("file", "x");
    let output = site.faq("search cake --index file").run().stdout("");
    assert!(
        matches!(output.stderr.as_str(), text if text.starts_with("error: ")),
        "{}",
        output.stderr
    );
    output.code(3);
}

#[test]
fn a_broken_configuration_of_the_content_leaves_the_index_live() {
    let site = Site::bakery().indexed();
    site.faq("reindex --content nowhere")
        .run()
        .code(3)
        .stdout("")
        .stderr_has("nowhere");
    site.faq("search cake").run().code(0).stdout_has(ANSWER);
}
