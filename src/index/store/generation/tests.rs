//! Tests of publishing generations and reading them.

use super::*;

fn lock(index: &Path) -> WriterLock {
    WriterLock::acquire(index, Duration::ZERO, &|| false).unwrap()
}

fn publish(index: &Path) -> Live {
    let lock = lock(index);
    let builder = lock.start().unwrap();
    fs::write(builder.folder().join("file"), b"x").unwrap();
    builder.sync().unwrap();
    builder.publish(3).unwrap()
}

fn names(index: &Path) -> Vec<String> {
    let published = published(index).unwrap();
    published.into_iter().map(|one| one.name).collect()
}

#[test]
fn publishing_switches_and_retires() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    for expected in 1..=5 {
        let published = publish(&index);
        assert_eq!(published.name, format!("gen-{expected:06}"));
        assert_eq!(live(&index).unwrap(), published);
    }
    assert_eq!(names(&index), ["gen-000003", "gen-000004", "gen-000005"]);
}

#[test]
fn rolling_back_switches_and_forgets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path();
    for _ in 0..3 {
        publish(index);
    }
    let roll_back = |name: Option<&str>| {
        let lock = lock(index);
        let target = lock.earlier(name)?;
        lock.switch_to(&target).map(|()| target.name)
    };
    assert_eq!(roll_back(None).unwrap(), "gen-000002");
    assert_eq!(live(index).unwrap().name, "gen-000002");
    // The newer one stays, to go forward again.
    assert_eq!(names(index), ["gen-000001", "gen-000002", "gen-000003"]);
    roll_back(Some("gen-000003")).unwrap();
    roll_back(None).unwrap();
    roll_back(None).unwrap();
    assert_eq!(live(index).unwrap().name, "gen-000001");
    let error = roll_back(None).unwrap_err();
    assert!(matches!(error, IndexError::NoGeneration { .. }), "{error}");
    let error = roll_back(Some("gen-000009")).unwrap_err();
    assert!(error.to_string().contains("gen-000003"), "{error}");
    assert_eq!(publish(index).name, "gen-000004");
    // The live one was the oldest; it is retired only when another is live.
    assert_eq!(names(index), ["gen-000002", "gen-000003", "gen-000004"]);
}

#[test]
fn what_a_killed_run_left_over_is_cleared() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path();
    publish(index);
    let left_overs = [".building-1", "gen-000002"].map(|name| index.join(name));
    for left_over in &left_overs {
        fs::create_dir(left_over).unwrap();
        fs::write(left_over.join("x"), b"x").unwrap();
    }
    fs::write(index.join(".CURRENT.new"), b"gen-0").unwrap();
    assert_eq!(names(index), ["gen-000001"]);
    let lock = lock(index);
    assert!(!left_overs.iter().any(|left_over| left_over.exists()));
    assert!(!index.join(".CURRENT.new").exists());
    let builder = lock.start().unwrap();
    let unfinished = builder.folder().to_path_buf();
    drop(builder);
    assert!(!unfinished.exists());
    assert_eq!(live(index).unwrap().name, "gen-000001");
}

#[test]
fn a_folder_with_other_files_is_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), b"dear").unwrap();
    let error = WriterLock::acquire(folder.path(), Duration::ZERO, &|| false).unwrap_err();
    assert!(matches!(error, IndexError::Foreign { .. }));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_current_that_names_something_else_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(live(folder.path()), Err(IndexError::Missing(_))));
    for name in ["../../etc", "gen-", "gen-1", "gen-00000x", ""] {
        fs::write(folder.path().join(CURRENT), name).unwrap();
        assert!(matches!(
            live(folder.path()),
            Err(IndexError::Damaged { .. })
        ));
    }
}

#[cfg(unix)]
#[test]
fn published_files_are_readable_by_everyone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let lock = lock(folder.path());
    let builder = lock.start().unwrap();
    let inner = builder.folder().join("en");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("meta.json"), b"{}").unwrap();
    fs::set_permissions(inner.join("meta.json"), fs::Permissions::from_mode(0o600)).unwrap();
    builder.sync().unwrap();
    let live = builder.publish(3).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&live.folder.join("en/meta.json")), 0o644);
    assert_eq!(mode(&live.folder.join("en")), 0o755);
    assert_eq!(mode(&folder.path().join(CURRENT)), 0o644);
}
