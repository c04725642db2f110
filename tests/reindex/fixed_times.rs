//! Content whose files all have one time, as reproducible images and archives have.

use std::fs::File;
use std::time::{Duration, SystemTime};

use crate::support::site::Site;

fn price(amount: &str) -> String {
    format!("# Prices\n\n## What does it cost?\n\nIt costs {amount} euros.\n")
}

/// Gives a file the time that all files have.
fn fix_time(site: &Site, path: &str) {
    let file = File::options().write(true).open(site.path(path)).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1))
        .unwrap();
}

#[cfg(unix)]
#[test]
fn an_edit_of_equal_length_is_seen_though_time_and_size_stay() {
    let path = "content/en/a.md";
    let site = Site::empty().file(path, price("31"));
    fix_time(&site, path);
    site.faq("reindex -q").run().code(0);
    site.write(path, price("47"));
    fix_time(&site, path);
    site.faq("status").run().code(0).stdout_has("1 changed");
    site.faq("reindex -q").run().code(0);
    site.faq("search -q costs")
        .run()
        .code(0)
        .stdout_has("47 euros");

    // A file of its name in its place, as when a folder is replaced.
    site.write("content/en/b.txt", price("58"));
    fix_time(&site, "content/en/b.txt");
    std::fs::rename(site.path("content/en/b.txt"), site.path(path)).unwrap();
    site.faq("reindex -q").run().code(0);
    site.faq("search -q costs")
        .run()
        .code(0)
        .stdout_has("58 euros");
    site.faq("reindex")
        .run()
        .code(0)
        .stderr_has("nothing has changed");
}
