//! `faq reindex --watch`, as an author leaves it running.
#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::article::article;
use crate::support::site::Site;

/// Long enough for any machine: only a failure waits for it.
const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until something holds; says what did not.
fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "waited in vain: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Ends the run even if the test fails before it does.
struct Watching(Option<Child>);

impl Watching {
    fn start(site: &Site) -> Self {
        let run = site
            .faq("reindex --watch")
            .command()
            .stderr(Stdio::piped())
            .spawn();
        Self(Some(run.unwrap()))
    }

    fn id(&self) -> u32 {
        self.0.as_ref().unwrap().id()
    }

    /// Asks the run to end; returns its exit code and what it said.
    fn end(mut self, signal: &str) -> (Option<i32>, String) {
        let run = self.0.take().unwrap();
        let sent = Command::new("kill")
            .args(["-s", signal, &run.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        let ended = run.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        (ended.status.code(), said)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        if let Some(run) = &mut self.0 {
            // It may have ended by itself.
            let _ = run.kill();
            let _ = run.wait();
        }
    }
}

#[test]
fn each_change_is_published_until_a_signal_ends_it() {
    for signal in ["TERM", "INT"] {
        let site = Site::harbour();
        let watching = Watching::start(&site);
        let is_live = |name: &str| site.index().join("CURRENT").exists() && site.live() == name;
        wait_for("the first index", || is_live("gen-000001"));
        site.write(
            "content/en/swim.md",
            article("Swimming", "", &[("Where can I swim?", "In the lake.")]),
        );
        wait_for("a new file", || is_live("gen-000002"));
        assert_eq!(site.questions("where can I swim")[0], "Where can I swim?");
        site.remove("content/en/swim.md");
        wait_for("a removed file", || is_live("gen-000003"));
        assert!(!site.questions("swim").contains(&"Where can I swim?".into()));
        let (code, said) = watching.end(signal);
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
        site.faq("reindex").run().code(0);
    }
}

#[test]
fn a_refusal_does_not_end_it() {
    let site = Site::harbour();
    let boats = site.read("content/en/boat.md");
    site.reindex("");
    // More than a fifth of the questions: the first thing it does is to refuse.
    site.remove("content/en/boat.md");
    let watching = Watching::start(&site);
    let building = format!(".building-{}", watching.id());
    wait_for("the refused index", || {
        site.index().join(&building).exists()
    });
    wait_for("the refusal", || !site.index().join(&building).exists());
    assert_eq!(site.live(), "gen-000001");
    site.write("content/en/boat.md", &boats);
    site.write(
        "content/en/swim.md",
        article("Swimming", "", &[("Where can I swim?", "In the lake.")]),
    );
    wait_for("the mended content", || site.live() == "gen-000002");
    assert_eq!(site.questions("where can I swim")[0], "Where can I swim?");
    let (code, said) = watching.end("TERM");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("refused"), "{said}");
}
