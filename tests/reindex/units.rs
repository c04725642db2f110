//! The units that ship in `contrib/`, checked by systemd itself where it is present.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// All of them.
const UNITS: [&str; 4] = [
    "faq-reindex.service",
    "faq-reindex.timer",
    "faq-serve.service",
    "faq-serve.socket",
];

#[test]
fn systemd_accepts_the_units() {
    let present = Command::new("systemd-analyze").arg("--version").output();
    if !present.is_ok_and(|output| output.status.success()) {
        return;
    }
    let units = Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib/systemd");
    let folder = tempfile::tempdir().unwrap();
    for name in UNITS {
        let unit = fs::read_to_string(units.join(name)).unwrap();
        // The program need not be installed where the unit expects it.
        let unit = unit.replace("/usr/local/bin/faq", env!("CARGO_BIN_EXE_faq"));
        fs::write(folder.path().join(name), unit).unwrap();
    }
    let verified = Command::new("systemd-analyze")
        .arg("verify")
        .args(UNITS)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success(), "{said}");
    assert!(!said.contains("faq-"), "{said}");
    for (unit, most) in [("faq-serve.service", 0.5), ("faq-reindex.service", 1.0)] {
        let judged = Command::new("systemd-analyze")
            .args(["security", "--offline=true", "--no-pager"])
            .arg(folder.path().join(unit))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&judged.stdout);
        let level = said
            .split("Overall exposure level for")
            .nth(1)
            .expect(&said);
        let level = level
            .split(':')
            .nth(1)
            .unwrap()
            .split_whitespace()
            .next()
            .unwrap();
        assert!(level.parse::<f64>().unwrap() <= most, "{unit}: {said}");
    }
}
