//! Generations in the index folder: which one is live, how the next is published.
//!
//! ```text
//! index/CURRENT            the name of the live generation
//! index/gen-000007/        an immutable generation: manifest.json, inputs.json, en/, fr/ …
//! index/.building-4711/    a generation in the making; removed by the next run if left over
//! index/.lock              held by the process that builds
//! ```
//!
//! Readers need read permission and nothing else: no lock, no write.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::error::IndexError;

/// Names the live generation.
const CURRENT: &str = "CURRENT";
/// Locked by the process that builds.
const LOCK: &str = ".lock";
/// Prefix of published generations.
const GENERATION_PREFIX: &str = "gen-";
/// Prefix of generations in the making.
const BUILDING_PREFIX: &str = ".building-";
/// How many generations are kept, the live one included: one to fall back to,
/// one for readers that are slow to finish.
const KEEP: usize = 3;

/// The live generation of an index folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// Name, such as `gen-000007`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// Finds the live generation.
///
/// # Errors
/// [`IndexError::Missing`] when nothing is published, [`IndexError::Damaged`]
/// when `CURRENT` does not name a generation.
pub fn live(index: &Path) -> Result<Live, IndexError> {
    let path = index.join(CURRENT);
    let name = match fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).trim().to_string(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(IndexError::Missing(index.to_path_buf()));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(no_folder(index));
        }
        Err(error) => return Err(IndexError::io("read", &path)(error)),
    };
    if number(&name).is_none() {
        return Err(IndexError::Damaged {
            path,
            reason: "CURRENT does not name a generation".to_string(),
        });
    }
    Ok(Live {
        folder: index.join(&name),
        name,
    })
}

/// The number of a generation's name; `None` for any other name.
fn number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix(GENERATION_PREFIX)?;
    (digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Published generations with their numbers, oldest first.
fn generations(index: &Path) -> Result<Vec<(u64, String)>, IndexError> {
    let mut found = Vec::new();
    for item in fs::read_dir(index).map_err(IndexError::io("list", index))? {
        let item = item.map_err(IndexError::io("list", index))?;
        let name = item.file_name().to_string_lossy().into_owned();
        if let Some(number) = number(&name) {
            found.push((number, name));
        }
    }
    found.sort();
    Ok(found)
}

/// The right to build in an index folder; given up when dropped or when the process ends.
#[derive(Debug)]
pub struct Builder {
    index: PathBuf,
    building: PathBuf,
    _lock: File,
}

impl Builder {
    /// Takes the lock, clears what earlier runs left over and creates the
    /// folder of the next generation.
    ///
    /// # Errors
    /// The folder is not an index, cannot be written, or another process builds.
    pub fn start(index: &Path) -> Result<Self, IndexError> {
        create_index(index)?;
        refuse_foreign(index)?;
        let lock = lock(index)?;
        for item in fs::read_dir(index).map_err(IndexError::io("list", index))? {
            let item = item.map_err(IndexError::io("list", index))?;
            if item
                .file_name()
                .to_string_lossy()
                .starts_with(BUILDING_PREFIX)
            {
                let path = item.path();
                fs::remove_dir_all(&path).map_err(IndexError::io("remove", &path))?;
            }
        }
        let building = index.join(format!("{BUILDING_PREFIX}{}", std::process::id()));
        fs::create_dir(&building).map_err(IndexError::io("create", &building))?;
        Ok(Self {
            index: index.to_path_buf(),
            building,
            _lock: lock,
        })
    }

    /// Where the next generation is written.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.building
    }

    /// Makes what was written the live generation, in one rename, and removes
    /// generations beyond the last three.
    ///
    /// # Errors
    /// A file operation failed; the generation that was live stays live.
    pub fn publish(self) -> Result<Live, IndexError> {
        make_durable(&self.building)?;
        let next = generations(&self.index)?
            .last()
            .map_or(1, |(number, _)| number + 1);
        let name = format!("{GENERATION_PREFIX}{next:06}");
        let folder = self.index.join(&name);
        fs::rename(&self.building, &folder).map_err(IndexError::io("rename", &self.building))?;
        sync_folder(&self.index)?;

        let temporary = self.index.join(format!(".{CURRENT}.new"));
        let mut file = File::create(&temporary).map_err(IndexError::io("create", &temporary))?;
        writeln!(file, "{name}").map_err(IndexError::io("write", &temporary))?;
        set_mode(&temporary, 0o644)?;
        file.sync_all()
            .map_err(IndexError::io("sync", &temporary))?;
        let current = self.index.join(CURRENT);
        fs::rename(&temporary, &current).map_err(IndexError::io("rename", &temporary))?;
        sync_folder(&self.index)?;

        self.retire(&name);
        Ok(Live { name, folder })
    }

    /// Removes old generations. A failure here is no failure of the run: the
    /// new generation is live, and the next run tries again.
    fn retire(&self, live: &str) {
        let Ok(all) = generations(&self.index) else {
            return;
        };
        let surplus = all.len().saturating_sub(KEEP);
        for (_, name) in all.into_iter().take(surplus) {
            if name != live {
                let _ = fs::remove_dir_all(self.index.join(name));
            }
        }
    }
}

impl Drop for Builder {
    /// Clears the unfinished generation after an error. After `publish` there is none.
    fn drop(&mut self) {
        if self.building.exists() {
            let _ = fs::remove_dir_all(&self.building);
        }
    }
}

/// Creates the index folder, open to all readers, unless it is there already.
fn create_index(index: &Path) -> Result<(), IndexError> {
    if index.is_dir() {
        return Ok(());
    }
    if index.exists() {
        return Err(no_folder(index));
    }
    fs::create_dir_all(index).map_err(IndexError::io("create", index))?;
    set_mode(index, 0o755)
}

/// The error of an index path that names a file.
fn no_folder(index: &Path) -> IndexError {
    IndexError::Foreign {
        path: index.to_path_buf(),
        found: "no files, it is one".to_string(),
    }
}

/// Refuses a folder that holds anything an index folder does not.
fn refuse_foreign(index: &Path) -> Result<(), IndexError> {
    for item in fs::read_dir(index).map_err(IndexError::io("list", index))? {
        let item = item.map_err(IndexError::io("list", index))?;
        let name = item.file_name().to_string_lossy().into_owned();
        let ours = name == CURRENT
            || name == LOCK
            || name == ".gitignore"
            || name == format!(".{CURRENT}.new")
            || name.starts_with(BUILDING_PREFIX)
            || number(&name).is_some();
        if !ours {
            return Err(IndexError::Foreign {
                path: index.to_path_buf(),
                found: name,
            });
        }
    }
    Ok(())
}

/// Takes the lock, and writes down who holds it.
fn lock(index: &Path) -> Result<File, IndexError> {
    let path = index.join(LOCK);
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(IndexError::io("open", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            // Only for the message: an unreadable file makes it shorter.
            let _ = file.read_to_string(&mut holder);
            let holder = holder.trim();
            return Err(IndexError::Locked {
                path,
                holder: if holder.is_empty() {
                    String::new()
                } else {
                    format!(" ({holder})")
                },
            });
        }
        Err(TryLockError::Error(error)) => return Err(IndexError::io("lock", &path)(error)),
    }
    file.set_len(0).map_err(IndexError::io("write", &path))?;
    writeln!(file, "process {}", std::process::id()).map_err(IndexError::io("write", &path))?;
    Ok(file)
}

/// Makes every file and folder readable by everyone and safe on disk.
fn make_durable(folder: &Path) -> Result<(), IndexError> {
    for item in fs::read_dir(folder).map_err(IndexError::io("list", folder))? {
        let path = item.map_err(IndexError::io("list", folder))?.path();
        if path.is_dir() {
            make_durable(&path)?;
        } else {
            set_mode(&path, 0o644)?;
            File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(IndexError::io("sync", &path))?;
        }
    }
    set_mode(folder, 0o755)?;
    sync_folder(folder)
}

/// Sets Unix permissions whatever the umask says: any user who may read the
/// content may search it.
#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> Result<(), IndexError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .map_err(IndexError::io("set permissions of", path))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> Result<(), IndexError> {
    Ok(())
}

/// Makes renames and new names in a folder durable.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), IndexError> {
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(IndexError::io("sync", folder))
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> Result<(), IndexError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishing_switches_and_retires() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        for expected in 1..=5 {
            let builder = Builder::start(&index).unwrap();
            fs::write(builder.folder().join("file"), b"x").unwrap();
            let published = builder.publish().unwrap();
            assert_eq!(published.name, format!("gen-{expected:06}"));
            assert_eq!(live(&index).unwrap(), published);
        }
        let names: Vec<String> = generations(&index)
            .unwrap()
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        assert_eq!(names, ["gen-000003", "gen-000004", "gen-000005"]);
    }

    #[test]
    fn a_second_builder_is_told_who_is_at_work() {
        let folder = tempfile::tempdir().unwrap();
        let _first = Builder::start(folder.path()).unwrap();
        let error = Builder::start(folder.path()).unwrap_err();
        assert!(matches!(error, IndexError::Locked { .. }));
        let text = error.to_string();
        assert!(
            text.contains(&format!("process {}", std::process::id())),
            "{text}"
        );
    }

    #[test]
    fn an_abandoned_build_is_cleared_and_the_old_generation_stays() {
        let folder = tempfile::tempdir().unwrap();
        Builder::start(folder.path()).unwrap().publish().unwrap();
        let left_over = folder.path().join(".building-1");
        fs::create_dir(&left_over).unwrap();
        fs::write(left_over.join("x"), b"x").unwrap();
        let builder = Builder::start(folder.path()).unwrap();
        assert!(!left_over.exists());
        let unfinished = builder.folder().to_path_buf();
        drop(builder);
        assert!(!unfinished.exists());
        assert_eq!(live(folder.path()).unwrap().name, "gen-000001");
    }

    #[test]
    fn a_folder_with_other_files_is_refused_untouched() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), b"dear").unwrap();
        let error = Builder::start(folder.path()).unwrap_err();
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
        let builder = Builder::start(folder.path()).unwrap();
        let inner = builder.folder().join("en");
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("meta.json"), b"{}").unwrap();
        fs::set_permissions(inner.join("meta.json"), fs::Permissions::from_mode(0o600)).unwrap();
        let live = builder.publish().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&live.folder.join("en/meta.json")), 0o644);
        assert_eq!(mode(&live.folder.join("en")), 0o755);
        assert_eq!(mode(&folder.path().join(CURRENT)), 0o644);
    }
}
