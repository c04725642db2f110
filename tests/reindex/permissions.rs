//! Whoever may read the content may search it, whatever the umask of the job was.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::article::article;
use crate::support::site::Site;

fn check(folder: &Path) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        if path.is_dir() {
            assert_eq!(mode, 0o755, "{}", path.display());
            check(&path);
        } else {
            assert_eq!(mode, 0o644, "{}", path.display());
        }
    }
}

#[test]
fn published_files_are_readable_under_a_strict_umask() {
    let site = Site::harbour();
    // Under a umask that does not matter for what is already there either.
    site.faq("reindex").after("umask 077").run().code(0);
    site.write(
        "content/en/new.md",
        article("New", "", &[("Is this new?", "It is.")]),
    );
    site.faq("reindex").after("umask 077").run().code(0);
    check(&site.index().join("gen-000001"));
    check(&site.index().join("gen-000002"));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&site.index()), 0o755);
    assert_eq!(mode(&site.index().join("CURRENT")), 0o644);
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_the_old_index_answers() {
    let site = Site::harbour();
    site.reindex("");
    // Not by permissions, which do not hold for root: by a file where a folder should be.
    fs::remove_file(site.index().join(".lock")).unwrap();
    fs::create_dir(site.index().join(".lock")).unwrap();
    site.faq("reindex").run().code(2).stderr_has(".lock");
    assert_eq!(site.questions("boat")[0], "Can I rent a boat?");
}
