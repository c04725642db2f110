//! Killed, stopped, out of room: the old generation stays live and the next run succeeds.
#![cfg(unix)]

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::article::article;
use crate::support::json::items;
use crate::support::random::Random;
use crate::support::site::Site;

/// How often a run is killed.
const KILLS: u64 = 200;

fn version(site: &Site, number: u64) {
    let answer = format!("Version {number}.");
    for language in ["en", "fr"] {
        let text = article("Version", "", &[("Which version is this?", &answer)]);
        site.write(&format!("content/{language}/version.md"), &text);
    }
}

fn answer(site: &Site) -> String {
    let output = site
        .faq("search --json --full -l en")
        .arg("which version is this")
        .run()
        .code(0);
    output.json()["hits"][0]["answer"]
        .as_str()
        .unwrap()
        .trim()
        .to_string()
}

#[test]
fn killed_at_any_moment() {
    let site = Site::harbour();
    version(&site, 0);
    site.reindex("");
    version(&site, 1);
    let started = Instant::now();
    site.reindex("");
    let whole = started.elapsed();
    let mut moments = Random::new(1);
    let mut live = 1;
    let mut completed = 0;
    for number in 2..KILLS + 2 {
        version(&site, number);
        let mut run = site
            .faq("reindex")
            .command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // However busy the machine is, some end by themselves and some are killed at the start.
        match number % 8 {
            0 => assert!(run.wait().unwrap().success()),
            1 => {}
            _ => thread::sleep(moments.up_to(whole.mul_f64(1.1))),
        }
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
    site.faq("reindex").run().code(0);
    // Whether it published or found that the last one killed had done so.
    assert_eq!(answer(&site), format!("Version {}.", KILLS + 1));
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
    let generations = site.faq("status --all --json").run().json();
    assert!(items(&generations["generations"]).len() <= 3);
}

/// Enough content for a run that can be met in its middle.
fn large() -> Site {
    let site = Site::harbour();
    for number in 0..800 {
        let answer = format!(
            "It is {number}. {}",
            "Some words to be indexed. ".repeat(40)
        );
        let question = format!("What is number {number}?");
        site.write(
            &format!("content/en/many/{number}.md"),
            article("Many", "", &[(question.as_str(), answer.as_str())]),
        );
    }
    site
}

#[test]
fn asked_to_end() {
    let site = large();
    site.reindex("");
    for signal in ["INT", "TERM"] {
        let run = site
            .faq("reindex --full")
            .command()
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
    site.reindex("");
    site.write(
        "content/en/new.md",
        article("New", "", &[("Is this new?", "It is.")]),
    );
    // `ulimit -f` counts 512 bytes or 1024: either way less than the index needs.
    for blocks in [1, 8, 64, 200] {
        site.faq("reindex --full")
            .after(&format!("ulimit -f {blocks}"))
            .run()
            .code(3)
            .stderr_has("no room for the new index");
        assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
        assert_eq!(site.live(), "gen-000001");
        assert_eq!(site.questions("rent a boat")[0], "Can I rent a boat?");
    }
    site.reindex("");
    assert_eq!(site.questions("is this new")[0], "Is this new?");
}

#[test]
fn a_left_over_of_any_kind_is_cleared() {
    let site = Site::harbour();
    site.reindex("");
    site.write("index/.building-1/en/x", "x");
    site.write("index/.CURRENT.new", "gen-000009");
    site.reindex("");
    assert_eq!(site.others_in_index(), [".lock", "CURRENT"]);
}
