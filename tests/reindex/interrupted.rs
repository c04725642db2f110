//! Killed, stopped, out of room: the old generation stays live and the next run succeeds.
#![cfg(unix)]

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::site::{Site, article};

/// How often a run is killed.
const KILLS: u64 = 200;

/// Moments that look random and are the same in each run of the test.
struct Moments(u64);

impl Moments {
    fn below(&mut self, limit: Duration) -> Duration {
        // Knuth, MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let share = f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX);
        limit.mul_f64(share)
    }
}

fn version(site: &Site, number: u64) {
    let answer = format!("Version {number}.");
    for language in ["en", "fr"] {
        let text = article("Version", "", &[("Which version is this?", &answer)]);
        site.write(&format!("{language}/version.md"), &text);
    }
}

fn answer(site: &Site) -> String {
    let ran = site.faq(&[
        "search",
        "--json",
        "--full",
        "-l",
        "en",
        "which version is this",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.json()["hits"][0]["answer"]
        .as_str()
        .unwrap()
        .trim()
        .to_string()
}

#[test]
fn killed_at_any_moment() {
    let site = Site::new();
    version(&site, 0);
    site.reindex(&[]);
    version(&site, 1);
    let started = Instant::now();
    site.reindex(&[]);
    let whole = started.elapsed();
    let mut moments = Moments(1);
    let mut live = 1;
    let mut completed = 0;
    for number in 2..KILLS + 2 {
        version(&site, number);
        let mut run = site
            .command(&["reindex"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(moments.below(whole.mul_f64(1.1)));
        run.kill().unwrap();
        run.wait().unwrap();
        if answer(&site) == format!("Version {number}.") {
            live = number;
            completed += 1;
        }
        // The old or the new, nothing else.
        assert_eq!(answer(&site), format!("Version {live}."));
    }
    // Both ends were met: killed before publishing, and after.
    assert!(completed > 0 && completed < KILLS, "{completed}");
    let ran = site.faq(&["reindex"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    // Whether it published or found that the last one killed had done so.
    assert_eq!(answer(&site), format!("Version {}.", KILLS + 1));
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
    let generations = site.faq(&["status", "--all", "--json"]).json();
    assert!(generations["generations"].as_array().unwrap().len() <= 3);
}

/// Enough content for a run that can be met in its middle.
fn large() -> Site {
    let site = Site::new();
    for number in 0..800 {
        let answer = format!(
            "It is {number}. {}",
            "Some words to be indexed. ".repeat(40)
        );
        let question = format!("What is number {number}?");
        site.write(
            &format!("en/many/{number}.md"),
            &article("Many", "", &[(question.as_str(), answer.as_str())]),
        );
    }
    site
}

#[test]
fn asked_to_end() {
    let site = large();
    site.reindex(&[]);
    for signal in ["INT", "TERM"] {
        let run = site
            .command(&["reindex", "--full"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // From the moment that it builds until it is asked: it installs its handlers before.
        let building = format!(".building-{}", run.id());
        let started = Instant::now();
        while !site.index().join(&building).exists() && started.elapsed().as_secs() < 60 {
            thread::sleep(Duration::from_millis(1));
        }
        let sent = std::process::Command::new("kill")
            .args(["-s", signal, &run.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        let ended = run.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{said}");
        assert!(said.contains("interrupted"), "{said}");
        assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
        assert_eq!(site.live(), "gen-000001");
    }
}

#[test]
fn out_of_room() {
    let site = large();
    site.reindex(&[]);
    site.write(
        "en/new.md",
        &article("New", "", &[("Is this new?", "It is.")]),
    );
    // `ulimit -f` counts 512 bytes or 1024: either way less than the index needs.
    for blocks in [1, 8, 64, 200] {
        let ran = site.faq_after(&format!("ulimit -f {blocks}"), &["reindex", "--full"]);
        assert_eq!(ran.code, Some(3), "{blocks}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("no room for the new index"),
            "{}",
            ran.stderr
        );
        assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
        assert_eq!(site.live(), "gen-000001");
        assert_eq!(site.questions("rent a boat")[0], "Can I rent a boat?");
    }
    site.reindex(&[]);
    assert_eq!(site.questions("is this new")[0], "Is this new?");
}

#[test]
fn a_left_over_of_any_kind_is_cleared() {
    let site = Site::new();
    site.reindex(&[]);
    fs::create_dir_all(site.index().join(".building-1/en")).unwrap();
    fs::write(site.index().join(".building-1/en/x"), "x").unwrap();
    fs::write(site.index().join(".CURRENT.new"), "gen-000009").unwrap();
    site.reindex(&[]);
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
}
