//! Which of option, variable and file says where the index is. No cluster is needed.

use crate::support::site::Site;

/// Settings that name a cluster that is away.
const AWAY: &str = "[engine]\nkind = \"opensearch\"\nurls = [\"http://job:s3cret@127.0.0.1:9\"]\n";

#[test]
fn a_folder_that_is_named_wins_over_the_engine_of_the_file() {
    let site = Site::bakery().file("faq.toml", AWAY);
    site.faq("reindex -q --index own").run().code(0);
    assert!(site.path("own/CURRENT").exists());
    site.faq("search cake --index own").run().code(0);
    let run = site.faq("search cake").env("FAQ_INDEX", "own");
    run.run().code(0);
}

#[test]
fn an_address_that_is_named_wins_over_that_of_the_file() {
    let site = Site::bakery().file("faq.toml", format!("{AWAY}index = \"file\"\n"));
    let named = "http://me:s3cret@127.0.0.1:19/option";
    for (run, address) in [
        (
            site.faq("status --engine").arg(named),
            "http://127.0.0.1:19 ",
        ),
        (
            site.faq("status").env("FAQ_ENGINE", named),
            "http://127.0.0.1:19 ",
        ),
        (site.faq("status"), "http://127.0.0.1:9 "),
    ] {
        let output = run.run();
        assert_eq!(output.exit_code, Some(3), "{}", output.stderr);
        assert!(output.stderr.contains(address), "{}", output.stderr);
        assert!(!output.stderr.contains("s3cret"), "{}", output.stderr);
    }
}

#[test]
fn no_password_is_shown_with_an_address_that_is_none() {
    for line in [
        "urls = [\"ftp://job:s3cret@node\"]",
        "urls = \"http://job:s3cret@node\"",
        "urls = [\"http://node\"]\npassword_file = [\"s3cret\"]",
        "urls = [\"http://node\"]\nshards = \"s3cret\"",
        "urls = [\"http://node\"]\nindex = \"s3cret!\"",
        "urls = [\"http://node\"]\npassword = \"s3cret\"",
    ] {
        let settings = format!("[engine]\nkind = \"opensearch\"\n{line}\n");
        let output = Site::empty().file("faq.toml", settings).faq("status").run();
        assert_eq!(output.exit_code, Some(2), "{}", output.stderr);
        assert!(output.stderr.contains("faq.toml:"), "{}", output.stderr);
        assert!(!output.stderr.contains("s3cret"), "{}", output.stderr);
    }
}

#[test]
fn a_path_that_cannot_be_a_prefix_is_refused() {
    for path in ["FAQ", "faq*", "faq-lang", "a@b", "faq/x"] {
        let site = Site::empty();
        let run = site.faq("status --engine");
        let output = run.arg(format!("http://127.0.0.1:9/{path}")).run();
        assert_eq!(output.exit_code, Some(2), "{path}: {}", output.stderr);
    }
}
