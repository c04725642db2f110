//! Help, manual page and completions, all made from one definition.

use crate::support::command::FAQ;
use crate::support::run::Run;
use crate::support::site::Site;

/// The help of the program and of each command, one after the other.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/program/help.txt");

/// Names of the commands, as `faq --help` lists them.
fn commands() -> Vec<String> {
    let help = Run::new(FAQ).arg("-h").run().code(0).stderr("").stdout;
    let list = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    list.filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

/// The command line is a promise: a change of it shows up here, on purpose.
/// After such a change run the test once with `UPDATE_HELP=1`.
#[cfg(not(feature = "meaning"))]
#[test]
fn help_is_as_written_down() {
    let mut found = Run::new(FAQ).arg("--help").run().code(0).stderr("").stdout;
    for command in commands() {
        let help = Run::new(FAQ)
            .arg(&command)
            .arg("--help")
            .run()
            .code(0)
            .stderr("")
            .stdout;
        found.push_str(&format!("\n======== faq {command}\n\n{help}"));
    }
    if std::env::var_os("UPDATE_HELP").is_some() {
        std::fs::write(GOLDEN, &found).unwrap();
    }
    let expected = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    for (number, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(
            found,
            expected,
            "tests/cli/program/help.txt:{}; see UPDATE_HELP",
            number + 1
        );
    }
    assert_eq!(found, expected, "see UPDATE_HELP");
}

#[test]
fn help_fits_a_terminal() {
    let help = std::fs::read_to_string(GOLDEN).unwrap();
    let long: Vec<&str> = help
        .lines()
        .filter(|line| line.chars().count() > 120)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn manual_page_and_completions_know_every_command() {
    let site = Site::empty();
    let commands = commands();
    assert!(commands.len() >= 9, "{commands:?}");
    let man = site.faq("man").run().code(0).stderr("").stdout;
    assert!(man.contains(".TH faq 1"), "{man}");
    for command in &commands {
        assert!(
            man.contains(&format!(".SH \"FAQ {}\"", command.to_uppercase())),
            "{command} in the manual page"
        );
    }
    for option in ["\\-\\-lang", "\\-\\-index", "\\-\\-offset", "Exit codes"] {
        assert!(man.contains(option), "{option} in the manual page");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = site
            .faq("completions")
            .arg(shell)
            .run()
            .code(0)
            .stderr("")
            .stdout;
        for command in &commands {
            assert!(script.contains(command.as_str()), "{command} for {shell}");
        }
        assert!(script.contains("explain"), "options of search for {shell}");
    }
}

#[test]
fn these_work_whatever_the_settings_say() {
    let site = Site::empty().file("faq.toml", "nonsense = 1\n");
    site.faq("man").run().code(0);
    site.faq("completions bash").run().code(0);
    site.faq("--version")
        .run()
        .code(0)
        .stdout(concat!("faq ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_usage() {
    let site = Site::empty();
    for line in [
        "",
        "serach x",
        "search",
        "search -n 0 x",
        "status -q -v",
        "show",
    ] {
        let output = site.faq(line).run().code(2).stdout("");
        assert!(!output.stderr.is_empty(), "{line}");
    }
    site.faq("serach x").run().stderr_has("'search'");
}
